//! How a reference finds what it names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::nearest;
use crate::model::text::fold;
use crate::model::{CommitmentIx, DocumentIx, MeetingId, MeetingIx, Number, Reference};

/// Commitments of a meeting that are kept to be told where one is missing: one more than are, so that dots can follow.
const MOST_KEPT: usize = 10;

/// Meetings, commitments and documents by what they are called.
#[derive(Debug, Default)]
pub struct Lookup {
    pub(super) meetings: BTreeMap<String, MeetingIx>,
    pub(super) numbers: HashMap<(MeetingIx, String), CommitmentIx>,
    /// The ids of the first commitments of each meeting, to be told where one is missing.
    pub(super) first: BTreeMap<MeetingIx, Vec<String>>,
    /// Commitments with a number that names its year, which many registers use once.
    pub(super) serials: BTreeMap<String, Vec<CommitmentIx>>,
    pub(super) documents: BTreeMap<String, DocumentIx>,
    /// Ids of drafts that were left out.
    pub(super) drafts: BTreeSet<String>,
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotFound {
    /// What was perhaps meant.
    pub suggestion: Option<String>,
    /// The first commitments of the meeting, if that is right.
    pub known: Vec<String>,
    /// Whether it is in a draft.
    pub draft: bool,
    /// Whether the suggestion is the same but for its separators.
    pub same_letters: bool,
}

impl Lookup {
    /// Follows `MEETING`, `MEETING/NUMBER`, or, within a meeting, a mere `NUMBER`.
    ///
    /// # Errors
    /// If it leads nowhere; a number with its year that is no commitment's is then a document's, if the caller wants one.
    pub fn find(&self, reference: &str, within: Option<MeetingIx>) -> Result<Reference, NotFound> {
        let folded = meeting_key(reference);
        if let Some(&meeting) = self.meetings.get(&folded) {
            return Ok(Reference::Meeting(meeting));
        }
        let mut meeting_found = None;
        for (at, _) in reference.match_indices('/') {
            let (meeting, number) = (&reference[..at], &reference[at + 1..]);
            let Some(&meeting) = self.meetings.get(&meeting_key(meeting)) else { continue };
            meeting_found = Some((at, meeting));
            if let Some(ix) = Number::parse(number.trim()).and_then(|number| self.number(meeting, &number)) {
                return Ok(Reference::Commitment(ix));
            }
        }
        if let Some(number) = Number::parse(reference.trim()) {
            if let Some(ix) = within.and_then(|meeting| self.number(meeting, &number)) {
                return Ok(Reference::Commitment(ix));
            }
            if let Some([ix]) = self.serials.get(number.key()).map(Vec::as_slice) {
                return Ok(Reference::Commitment(*ix));
            }
            if let Some(&document) = self.documents.get(&super::documents::key(reference)) {
                return Ok(Reference::Document(document));
            }
        }
        let draft = self
            .drafts
            .iter()
            .any(|id| folded == *id || folded.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with('/')));
        if let Some(suggestion) = self.other_separators(reference).filter(|_| !draft) {
            return Err(NotFound { suggestion: Some(suggestion), known: Vec::new(), draft, same_letters: true });
        }
        let suggestion = match meeting_found {
            // The meeting is right: there is no such number in it, and none is nearer than another.
            Some(_) => None,
            None => {
                let (meeting, number) = reference.rsplit_once('/').unwrap_or((reference, ""));
                nearest(&meeting_key(meeting), self.meetings.keys().map(String::as_str))
                    .map(|meeting| if number.is_empty() { meeting.to_owned() } else { format!("{meeting}/{number}") })
                    // The nearest meeting may have no such commitment.
                    .filter(|suggestion| self.find(suggestion, None).is_ok())
            }
        };
        let known = meeting_found.and_then(|(_, meeting)| self.first.get(&meeting)).cloned().unwrap_or_default();
        Err(NotFound { suggestion: suggestion.filter(|s| s != reference), known, draft, same_letters: false })
    }

    /// Whether a reference reads like another body's commitment: a number with its year.
    #[must_use]
    pub fn is_serial(reference: &str) -> bool {
        let year = reference.trim().rsplit_once('/').map(|(_, year)| year);
        Number::parse(reference.trim()).is_some() && year.is_some_and(|year| year.len() == 4)
    }

    /// The document with a number.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<DocumentIx> {
        self.documents.get(&super::documents::key(id)).copied()
    }

    /// The one meeting or commitment whose id has the same letters and digits, but other separators: `2022/08/09/4`.
    fn other_separators(&self, reference: &str) -> Option<String> {
        let named = |name: &str| {
            let name = letters(name);
            let mut found = self.meetings.iter().filter(|(key, _)| !name.is_empty() && letters(key) == name);
            found.next().filter(|_| found.next().is_none())
        };
        if let Some((id, _)) = named(reference) {
            return Some(id.clone());
        }
        let (meeting, number) = reference.rsplit_once(|c: char| !c.is_alphanumeric())?;
        let (id, &meeting) = named(meeting)?;
        let number = Number::parse(number.trim())?;
        self.number(meeting, &number)?;
        Some(format!("{id}/{number}"))
    }

    /// Keeps the id of a commitment to be told, if it is among the first of its meeting.
    pub(super) fn note(&mut self, meeting: MeetingIx, id: &MeetingId, number: &Number) {
        let first = self.first.entry(meeting).or_default();
        if first.len() < MOST_KEPT {
            first.push(format!("{id}/{number}"));
        }
    }

    fn number(&self, meeting: MeetingIx, number: &Number) -> Option<CommitmentIx> {
        self.numbers.get(&(meeting, number.key().to_owned())).copied()
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What makes two meeting ids the same in a reference: hyphens count, case and accents do not.
pub(super) fn meeting_key(id: &str) -> String {
    id.trim().split('-').map(fold).collect::<Vec<_>>().join("-")
}
