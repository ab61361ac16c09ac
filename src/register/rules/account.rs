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
        let account = plain_text(&prose_text(sources, &last.text));
        if let Some(words) = unfinished(&account) {
            let status = register.status(last.status).label(register.language).to_owned();
            diagnostics.report(Kind::StatusDoubted { status, words }, last.span);
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

/// The author's own words that speak of work to be done.
fn unfinished(account: &str) -> Option<String> {
    let words: Vec<&str> = account.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    UNFINISHED.iter().find_map(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = folded.windows(phrase.len()).position(|window| window == phrase)?;
        Some(words[at..at + phrase.len()].join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::unfinished;

    #[test]
    fn unfinished_work_is_quoted_in_the_words_of_the_author() {
        assert_eq!(unfinished("El convenio sigue en revisión jurídica.").as_deref(), Some("en revisión"));
        assert_eq!(unfinished("Se revisó y se envió."), None);
        assert_eq!(unfinished("Se vio en revisiones previas."), None);
    }
}
