//! What a record is found by, field by field: for the index, and for the engines of others.

use crate::Record;
use crate::engine::document_term;
use crate::query::days_of;

/// Texts, each for itself. The id at the very beginning, where a search for it tells it from a mention. Title and subject
/// twice: a word of them tells more of what a record is about.
pub(super) fn body(record: &Record) -> impl Iterator<Item = &str> {
    let Record { entry, subject, keywords, .. } = record;
    let subject = entry.text.get(..*subject).unwrap_or_default();
    let texts = [entry.id.as_str(), &entry.title, &entry.title, subject, &entry.text];
    texts.into_iter().chain(keywords.iter().map(String::as_str))
}

/// The meeting's id.
pub(super) fn meeting(record: &Record) -> Option<String> {
    record.meeting.as_deref().map(crate::fold)
}

/// Papers, by every run of their numbers' parts.
pub(super) fn documents(record: &Record) -> impl Iterator<Item = String> {
    record.documents.iter().flat_map(|number| parts(number))
}

/// The first day of its date.
pub(super) fn date(record: &Record) -> Option<i64> {
    record.entry.date.as_deref().and_then(days_of).map(|days| *days.start())
}

/// The last day that it is due.
pub(super) fn due(record: &Record) -> Option<i64> {
    record.entry.due.as_deref().and_then(days_of).map(|days| *days.end())
}

/// Every run of a number's parts: `INE/CG241/2022` is found by `CG241/2022` and `CG241` as well.
fn parts(number: &str) -> Vec<String> {
    let term = document_term(number);
    let parts: Vec<&str> = term.split('/').filter(|part| !part.is_empty()).take(8).collect();
    let mut runs = Vec::new();
    for from in 0..parts.len() {
        for to in from..parts.len() {
            let run = parts[from..=to].join("/");
            if !runs.contains(&run) {
                runs.push(run);
            }
        }
    }
    runs
}
