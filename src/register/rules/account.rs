//! A closed status needs an account, and one that does not speak of work still to be done.

use crate::content::markdown::plain_text;
use crate::diagnostic::{Diagnostics, Kind, Sources};
use crate::model::StatusKind;
use crate::model::text::fold;
use crate::register::{Register, prose_text};

/// Words of work that is not finished, folded.
const UNFINISHED: &[&str] = &[
    "en revision",
    "sigue en",
    "continua en",
    "en espera",
    "a la espera",
    "en breve",
    "en tramite",
    "por definir",
    "aun no",
    "todavia no",
    "esta pendiente",
    "queda pendiente",
    "under review",
    "not yet",
    "awaiting",
    "is pending",
];

/// `status-doubted`
pub(super) fn doubted(register: &Register, sources: &Sources, diagnostics: &mut Diagnostics) {
    for commitment in &register.commitments {
        let Some(last) = commitment.updates.last() else { continue };
        if register.status(last.status).kind != StatusKind::Closed {
            continue;
        }
        let account = fold(&plain_text(&prose_text(sources, &last.text)));
        if let Some(words) = UNFINISHED.iter().find(|words| contains_words(&account, words)) {
            let status = register.status(last.status).label(register.language).to_owned();
            diagnostics.report(Kind::StatusDoubted { status, words: (*words).to_owned() }, last.span);
        }
    }
}

/// `closed-without-account`
pub(super) fn missing(register: &Register, _: &Sources, diagnostics: &mut Diagnostics) {
    for commitment in &register.commitments {
        let Some(last) = commitment.updates.last() else { continue };
        let closed = register.status(last.status).kind == StatusKind::Closed;
        let told = commitment.updates.iter().any(|update| update.status == last.status && !update.text.is_empty());
        if closed && !told {
            let status = register.status(last.status).label(register.language).to_owned();
            diagnostics.report(Kind::ClosedWithoutAccount { status }, last.span);
        }
    }
}

fn contains_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[at + words.len()..].chars().next().is_some_and(char::is_alphanumeric);
        !before && !after
    })
}
