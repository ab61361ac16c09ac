//! What was recognised in a document.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::attendees::NotedAttendee;
use super::document::{Paragraph, Place};
use super::remark::Remark;
use crate::content::DataKey;
use crate::model::{Mode, Number, PartialDate, StatusIx};

/// What a document tells of meetings.
#[derive(Debug, Default)]
pub struct Note {
    /// Whether it is a table of data, in which whoever changes a cell wants the minutes changed.
    pub is_data: bool,
    /// The cut-off date that it states.
    pub cut_off: Option<NaiveDate>,
    /// Its meetings, in its order.
    pub meetings: Vec<NotedMeeting>,
    /// What could not be placed, or was doubtful.
    pub remarks: Vec<Remark>,
}

/// What it tells of one meeting.
#[derive(Debug, Clone)]
pub struct NotedMeeting {
    /// Its id, if the document gives it one.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The series that it belongs to.
    pub series: Option<String>,
    /// Its day.
    pub date: NaiveDate,
    /// How it was held.
    pub mode: Option<Mode>,
    /// Who attended.
    pub attendees: Vec<NotedAttendee>,
    /// Tags.
    pub tags: Vec<String>,
    /// What is said of it as a whole.
    pub intro: Vec<Paragraph>,
    /// Its objectives.
    pub objectives: Vec<Paragraph>,
    /// Its topics, without their numbers.
    pub topics: Vec<Paragraph>,
    /// What was agreed.
    pub commitments: Vec<NotedCommitment>,
    /// Where it starts.
    pub place: Place,
}

/// What it tells of one commitment.
#[derive(Debug, Clone)]
pub struct NotedCommitment {
    /// Its number.
    pub number: Number,
    /// Its title, if it has one of its own.
    pub title: Option<String>,
    /// What was agreed.
    pub text: Vec<Paragraph>,
    /// What of the following is said for itself, and not guessed from the text.
    pub stated: BTreeSet<DataKey>,
    /// Who has to do it.
    pub responsible: Vec<String>,
    /// By when.
    pub due: Option<PartialDate>,
    /// Documents that its text and account name.
    pub documents: Vec<String>,
    /// References to what it has to do with.
    pub related: Vec<String>,
    /// References to what it goes on with.
    pub continues: Vec<String>,
    /// References to what it stands in the place of.
    pub replaces: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// What was told of it before, by day.
    pub updates: Vec<NotedUpdate>,
    /// Its status before.
    pub previous: Option<StatusIx>,
    /// Its status; none, if none is told.
    pub status: Option<StatusIx>,
    /// What was done.
    pub account: Vec<Paragraph>,
    /// Where it starts.
    pub place: Place,
}

/// A status, and what was done, of a day.
#[derive(Debug, Clone)]
pub struct NotedUpdate {
    /// The day.
    pub date: NaiveDate,
    /// The status since then.
    pub status: StatusIx,
    /// The status before, as stated there.
    pub previous: Option<StatusIx>,
    /// What was done.
    pub text: Vec<Paragraph>,
}

impl NotedMeeting {
    /// A meeting of which nothing more is known.
    pub(super) fn new(date: NaiveDate, place: Place) -> Self {
        Self {
            id: None,
            title: None,
            series: None,
            date,
            mode: None,
            attendees: Vec::new(),
            tags: Vec::new(),
            intro: Vec::new(),
            objectives: Vec::new(),
            topics: Vec::new(),
            commitments: Vec::new(),
            place,
        }
    }
}

impl NotedCommitment {
    /// A commitment of which nothing more is known.
    pub(super) fn new(number: Number, place: Place) -> Self {
        Self {
            number,
            title: None,
            text: Vec::new(),
            stated: BTreeSet::new(),
            responsible: Vec::new(),
            due: None,
            documents: Vec::new(),
            related: Vec::new(),
            continues: Vec::new(),
            replaces: Vec::new(),
            tags: Vec::new(),
            updates: Vec::new(),
            previous: None,
            status: None,
            account: Vec::new(),
            place,
        }
    }
}
