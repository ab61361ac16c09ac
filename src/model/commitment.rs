//! Commitments and their histories.

use std::fmt;

use chrono::NaiveDate;

use super::{DocumentIx, MeetingId, MeetingIx, Number, PartialDate, PartyIx, Prose, StatusIx};
use crate::diagnostic::Span;

/// `2022-08-09/4`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentId {
    /// The meeting that agreed it.
    pub meeting: MeetingId,
    /// Its number there.
    pub number: Number,
}

impl fmt::Display for CommitmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.meeting, self.number)
    }
}

/// A commitment, resolved.
#[derive(Debug, Clone)]
pub struct Commitment {
    /// Its id.
    pub id: CommitmentId,
    /// The meeting that agreed it.
    pub meeting: MeetingIx,
    /// Title, or the first sentence of the text.
    pub title: String,
    /// Its text.
    pub text: Prose,
    /// Who must fulfil it, as listed.
    pub responsible: Vec<PartyIx>,
    /// When it must be fulfilled.
    pub due: Option<PartialDate>,
    /// Where that is said; without it, its heading.
    pub due_span: Span,
    /// Documents it names: those listed, then those in its text.
    pub documents: Vec<DocumentIx>,
    /// What it is related to, as listed.
    pub related: Vec<Reference>,
    /// What it continues or replaces.
    pub chain: Vec<ChainLink>,
    /// Places of its tags in the register.
    pub tags: Vec<usize>,
    /// Its history, oldest first.
    pub updates: Vec<Update>,
    /// Current status.
    pub status: StatusIx,
    /// Status before the current one: as stated, else as recorded.
    pub previous: Option<StatusIx>,
    /// Whether it is open after its due date.
    pub late: bool,
    /// Its heading; points diagnostics to it.
    pub span: Span,
}

/// A dated change of status or account of what was done.
#[derive(Debug, Clone)]
pub struct Update {
    /// Its day.
    pub date: NaiveDate,
    /// The status from then on.
    pub status: StatusIx,
    /// The status before it, as the source document states it.
    pub stated: Option<StatusIx>,
    /// The status before it: as stated, else as recorded.
    pub previous: Option<StatusIx>,
    /// What was done.
    pub text: Prose,
    /// The later meeting that recorded it; none, if the commitment's own minutes did.
    pub recorded_in: Option<MeetingIx>,
    /// Its heading.
    pub span: Span,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A commitment of the register.
    Commitment(CommitmentIx),
    /// A meeting.
    Meeting(MeetingIx),
    /// A document, or another body's commitment.
    Document(DocumentIx),
    /// An organisation or a unit.
    Party(PartyIx),
}

/// A link to an earlier commitment of the same story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainLink {
    /// This one goes on with it.
    Continues(CommitmentIx),
    /// This one stands in its place.
    Replaces(CommitmentIx),
}

impl ChainLink {
    /// The earlier commitment.
    #[must_use]
    pub fn target(self) -> CommitmentIx {
        match self {
            Self::Continues(ix) | Self::Replaces(ix) => ix,
        }
    }
}

/// Place of a commitment in the register: by meeting, oldest first, then as numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitmentIx(pub usize);
