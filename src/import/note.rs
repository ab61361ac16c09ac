//! What was recognised in a document.

use chrono::NaiveDate;

use super::attendees::NotedAttendee;
use super::document::{Paragraph, Place};
use super::remark::Remark;
use crate::model::{Mode, Number, PartialDate, StatusIx};

/// What a document tells of meetings.
#[derive(Debug, Default)]
pub struct Note {
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
    /// Its day.
    pub date: NaiveDate,
    /// How it was held.
    pub mode: Option<Mode>,
    /// Who attended.
    pub attendees: Vec<NotedAttendee>,
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
    /// What was agreed.
    pub text: Vec<Paragraph>,
    /// Who has to do it.
    pub responsible: Vec<String>,
    /// By when.
    pub due: Option<PartialDate>,
    /// Documents that its text and account name.
    pub documents: Vec<String>,
    /// Its status at the cut-off date before.
    pub previous: Option<StatusIx>,
    /// Its status; none, if none is told.
    pub status: Option<StatusIx>,
    /// What was done.
    pub account: Vec<Paragraph>,
    /// Where it starts.
    pub place: Place,
}
