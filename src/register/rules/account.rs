//! A closed status needs an account, and one that does not speak of work still to be done.

use super::{Finding, Gap};
use crate::content::markdown::plain_text;
use crate::diagnostic::Sources;
use crate::model::text::fold;
use crate::model::{CommitmentIx, StatusKind};
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
pub(super) fn doubted(register: &Register, sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    for (commitment, update) in closed(register) {
        let account = plain_text(&prose_text(sources, &register.commitment(commitment).updates[update].text));
        if let Some(words) = unfinished(&account) {
            found.push(Finding { commitment, gap: Gap::StatusDoubted { update, words } });
        }
    }
    found
}

/// `closed-without-account`
pub(super) fn missing(register: &Register) -> Vec<Finding> {
    closed(register)
        .filter(|&(ix, last)| {
            let updates = &register.commitment(ix).updates;
            !updates.iter().any(|update| update.status == updates[last].status && !update.text.is_empty())
        })
        .map(|(commitment, update)| Finding { commitment, gap: Gap::ClosedWithoutAccount { update } })
        .collect()
}

/// Closed, and neither the commitment nor any account of it names a document.
pub(super) fn undocumented(register: &Register) -> Vec<Finding> {
    closed(register)
        .filter(|&(ix, _)| register.commitment(ix).documents.is_empty())
        .map(|(commitment, _)| Finding { commitment, gap: Gap::ClosedWithoutDocument })
        .collect()
}

/// Closed commitments, each with the place of its last update.
fn closed(register: &Register) -> impl Iterator<Item = (CommitmentIx, usize)> {
    register.commitments.iter().enumerate().filter_map(|(i, commitment)| {
        let last = commitment.updates.last()?;
        let closed = register.status(last.status).kind == StatusKind::Closed;
        closed.then_some((CommitmentIx(i), commitment.updates.len() - 1))
    })
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
