//! Meetings.

use std::fmt;

use chrono::NaiveDate;

use super::{CommitmentIx, DocumentIx, PartyIx, Prose};
use crate::diagnostic::{Language, Span};

/// The path of the minutes below their folder, without the ending: `2022-08-09`, `2023/01-18-consulados`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(pub String);

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How a meeting was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// At a distance.
    Virtual,
    /// In one place.
    InPerson,
    /// Both.
    Hybrid,
}

impl Mode {
    /// Its name in data: `virtual`, `in-person`, `hybrid`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Virtual => "virtual",
            Self::InPerson => "in-person",
            Self::Hybrid => "hybrid",
        }
    }

    /// As minutes write it: `presencial`, `in-person`.
    #[must_use]
    pub fn written(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Virtual, _) => "virtual",
            (Self::InPerson, Language::Spanish) => "presencial",
            (Self::InPerson, Language::English) => "in-person",
            (Self::Hybrid, Language::Spanish) => "híbrida",
            (Self::Hybrid, Language::English) => "hybrid",
        }
    }
}

/// Who attended for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Place of the organisation in the register.
    pub organisation: usize,
    /// Places of its units that were present, as listed.
    pub units: Vec<usize>,
}

/// A section with a name of the author's.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub prose: Prose,
}

/// A meeting and what it left, resolved.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Ids that it had before.
    pub aliases: Vec<String>,
    /// The day it was held.
    pub date: NaiveDate,
    /// Title: the front matter's, else the heading's, else none.
    pub title: Option<String>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// The run of meetings it belongs to.
    pub series: Option<String>,
    /// Who attended.
    pub attendees: Vec<Attendee>,
    /// Places of its tags in the register.
    pub tags: Vec<usize>,
    /// Free text under the title.
    pub intro: Prose,
    /// Objectives.
    pub objectives: Prose,
    /// Topics, as the minutes have them.
    pub topics: Prose,
    /// Each topic as plain text.
    pub topic_items: Vec<String>,
    /// What stands under the commitments' heading, before the first.
    pub commitments_intro: Prose,
    /// What stands under the follow-up's heading, before the first.
    pub follow_up_intro: Prose,
    /// Other sections.
    pub sections: Vec<Section>,
    /// What was agreed, as numbered.
    pub commitments: Vec<CommitmentIx>,
    /// Updates that it recorded of earlier commitments: the commitment and the place in its history.
    pub follow_up: Vec<(CommitmentIx, usize)>,
    /// Documents named in its own text, outside of commitments.
    pub documents: Vec<DocumentIx>,
    /// Attended parties, each organisation and unit once.
    pub parties: Vec<PartyIx>,
    /// The date in the front matter; points diagnostics to the meeting.
    pub span: Span,
}

/// Place of a meeting in the register, oldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingIx(pub usize);
