//! What a text would be taken for, so that whoever writes a document to be read back can say that it is text.

use super::attendees::{NotedAttendee, attendees};
use super::document::{Paragraph, Place};
use super::leads;
use super::numbers;
use super::recognise::fact;
use super::statuses::StatusNames;
use super::words::{is_nothing, meeting_fact, section};
use crate::model::Status;

/// Tells texts that are read as more than text.
pub struct Ambiguity(StatusNames);

impl Ambiguity {
    /// For a register with these statuses.
    #[must_use]
    pub fn new(statuses: &[Status]) -> Self {
        Self(StatusNames::new(statuses))
    }

    /// Whether a paragraph of this text, standing by itself in a cell, may be taken for a status, a day, a number, an id or
    /// a line of facts.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        text.lines().any(|line| {
            let paragraph = Paragraph::of(line, Place::default());
            numbers::number(&paragraph).is_some()
                || self.0.lead(line).is_some()
                || leads::day(&paragraph, &self.0).is_some()
                || section(line).is_some()
                || fact(&paragraph).is_some()
                || meeting_fact(line).is_some()
                || is_nothing(line)
                || (line.contains('/') && !line.contains(char::is_whitespace))
        }) || self.states_previous(text)
    }

    /// Whether a text states a previous status: `(Estatus previo: en proceso)`.
    #[must_use]
    pub fn states_previous(&self, text: &str) -> bool {
        text.lines().any(|line| leads::previous(&mut Paragraph::of(line, Place::default()), &self.0).is_some())
    }
}

/// Who attended for one organisation, so that it is read back: `SRE (IME, DGSC)`; where names have commas or conjunctions
/// of their own, each with a semicolon behind it.
#[must_use]
pub fn attendee(organisation: &str, units: &[&str]) -> String {
    let plain = match units {
        [] => organisation.to_owned(),
        _ => format!("{organisation} ({})", units.join(", ")),
    };
    let same = |read: &NotedAttendee| read.organisation == organisation && read.units == units;
    match (attendees(&plain).as_slice(), units) {
        ([one], _) if same(one) => plain,
        (_, []) => format!("{organisation} (;)"),
        _ => format!("{organisation} ({};)", units.join("; ")),
    }
}
