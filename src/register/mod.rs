//! Parsed minutes + configuration → the resolved [`Register`]: ids, references, histories, lateness.
//!
//! [`resolve()`] takes everything as values, today's date too, and gives a register together with what is wrong. A register
//! that came with errors is whole in itself, so that the rules can still look at it, but nothing is published from it.

mod addresses;
mod amend;
mod directory;
mod documents;
pub mod figures;
mod history;
mod links;
mod lookup;
mod mentions;
mod note;
mod reading;
mod references;
mod resolve;
pub mod rules;
mod tags;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use crate::config::Thresholds;
use crate::content::{Minutes, Page, Url, used_definitions};
use crate::diagnostic::{Language, SourceId, Sources, Span, Spanned};
use crate::model::{
    Commitment, CommitmentIx, Document, DocumentIx, Meeting, MeetingIx, Organisation, Prose, Reference, Status,
    StatusIx, StatusKind,
};

pub use amend::{Amended, Gist};
pub use directory::Directory;
pub use documents::numbers_in as document_numbers;
pub use lookup::{Lookup, NotFound};
pub use mentions::{Mention, Mentions};
pub use note::{Items, Note, NoteCommitment, NoteMeeting, Scope, now};
pub use reading::{CommitmentReading, Reading};
pub use resolve::resolve;
pub use rules::check;

/// What [`resolve()`] takes: everything that the content folder says.
#[derive(Debug, Default)]
pub struct Content {
    /// Minutes, in any order.
    pub minutes: Vec<Minutes>,
    /// Plain pages, in any order.
    pub pages: Vec<Page>,
}

/// Whether drafts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They are left out.
    #[default]
    Exclude,
    /// They are like everything else.
    Include,
}

/// All meetings and commitments, resolved and checked.
#[derive(Debug)]
pub struct Register {
    /// Language of the site.
    pub language: Language,
    /// The date at which lateness holds.
    pub cut_off: NaiveDate,
    /// The cut-off date before that one: as configured, else a month earlier.
    pub previous_cut_off: NaiveDate,
    /// When something is said to be overlooked.
    pub thresholds: Thresholds,
    /// The status of what has not been reported on.
    pub initial: StatusIx,
    /// Statuses, as configured.
    pub statuses: Vec<Status>,
    /// Organisations: the configured ones in their order, then the others by name.
    pub directory: Directory,
    /// Documents, by number.
    pub documents: Vec<Document>,
    /// Tags, in alphabetical order.
    pub tags: Vec<String>,
    /// Meetings, oldest first.
    pub meetings: Vec<Meeting>,
    /// Commitments, by meeting, then as numbered.
    pub commitments: Vec<Commitment>,
    /// Plain pages, by path.
    pub pages: Vec<Page>,
    /// How references are followed.
    pub lookup: Lookup,
    /// What plain text is linked or expanded.
    pub mentions: Mentions,
    /// Finds the numbers of configured documents, whose form may be any.
    configured: Mentions,
    /// Acronyms and what they stand for, as configured.
    pub glossary: BTreeMap<String, String>,
    /// What links to each target, in order.
    pub backlinks: BTreeMap<Reference, BTreeSet<Referrer>>,
    /// Commitments of one story, linked by `Continúa` and `Sustituye`; each list in order, by its place in `story_of`.
    pub stories: Vec<Vec<CommitmentIx>>,
    /// The story that a commitment belongs to.
    pub story_of: BTreeMap<CommitmentIx, usize>,
    /// Every ordinary link and image.
    pub urls: Vec<Spanned<Url>>,
    /// Where link and footnote definitions stand in each source.
    pub definitions: BTreeMap<SourceId, Vec<Range<u32>>>,
}

/// Something that has a link in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Referrer {
    /// A commitment's text or account.
    Commitment(CommitmentIx),
    /// A meeting's own text.
    Meeting(MeetingIx),
    /// A plain page, by its place in the register.
    Page(usize),
}

impl Register {
    /// The meeting at a place.
    #[must_use]
    pub fn meeting(&self, ix: MeetingIx) -> &Meeting {
        &self.meetings[ix.0]
    }

    /// The commitment at a place.
    #[must_use]
    pub fn commitment(&self, ix: CommitmentIx) -> &Commitment {
        &self.commitments[ix.0]
    }

    /// The status at a place.
    #[must_use]
    pub fn status(&self, ix: StatusIx) -> &Status {
        &self.statuses[ix.0]
    }

    /// The document at a place.
    #[must_use]
    pub fn document(&self, ix: DocumentIx) -> &Document {
        &self.documents[ix.0]
    }

    /// Organisations, in the order in which they are shown.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        self.directory.organisations()
    }

    /// The status that a commitment had at the end of a day; none, if it was not yet agreed.
    #[must_use]
    pub fn status_at(&self, commitment: &Commitment, day: NaiveDate) -> Option<StatusIx> {
        if self.meeting(commitment.meeting).date > day {
            return None;
        }
        let last = commitment.updates.iter().rev().find(|update| update.date <= day);
        // What the first account says was the status before it.
        let before = || commitment.updates.first().and_then(|update| update.stated).unwrap_or(self.initial);
        Some(last.map_or_else(before, |update| update.status))
    }

    /// Whether something remained to be done at the end of a day.
    #[must_use]
    pub fn was_open(&self, commitment: &Commitment, day: NaiveDate) -> bool {
        self.status_at(commitment, day).is_some_and(|status| self.status(status).kind == StatusKind::Open)
    }

    /// Whether something remains to be done.
    #[must_use]
    pub fn is_open(&self, commitment: &Commitment) -> bool {
        self.status(commitment.status).kind == StatusKind::Open
    }
}

/// The Markdown of a prose with those definitions of its file's links and footnotes behind it that it uses, so that it can be read by
/// itself.
#[must_use]
pub fn defined_text(sources: &Sources, prose: &Prose, definitions: &[Range<u32>]) -> String {
    let mut text = prose_text(sources, prose);
    if let Some(&Span { source, .. }) = prose.parts.first() {
        for Range { start, end } in used_definitions(&text, &sources.get(source).text, definitions).places {
            text.push_str("\n\n");
            text.push_str(sources.slice(Span { source, start, end }));
        }
    }
    text
}

/// The Markdown of a prose, its parts separated by blank lines.
#[must_use]
pub fn prose_text(sources: &Sources, prose: &Prose) -> String {
    prose.parts.iter().map(|&span| sources.slice(span)).collect::<Vec<_>>().join("\n\n")
}
