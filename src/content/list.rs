//! The data list of a commitment: `- Key: value`.

use std::ops::Range;

use super::flat::{Flat, trimmed};
use super::keys::DataKey;
use super::parsed::ParsedCommitment;
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Key, Kind, Role, SourceId, Span, Spanned};
use crate::model::text::tidy;
use crate::model::{PartialDate, not_a_date};

/// Reads a list into the commitment if it is its data list; tells whether it was.
pub(super) fn read(
    items: &[Option<Flat>],
    source: SourceId,
    commitment: &mut ParsedCommitment,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(pairs) = pairs(items) else { return false };
    // A key that is given already would be given twice if a misspelled one became it.
    let mut present: Vec<DataKey> = pairs.iter().filter_map(|pair| DataKey::read(pair.key())).collect();
    let mut seen: Vec<(DataKey, Span)> = Vec::new();
    for pair in &pairs {
        let span = pair.flat.span(source, pair.key.clone());
        let Some(key) = DataKey::read(pair.key()) else {
            let guess = DataKey::suggest(pair.key());
            let suggestion = guess.map(|guess| guess.name.to_owned());
            let kind = Kind::UnknownKey { place: Key::Commitment, key: tidy(pair.key()), suggestion };
            let mut diagnostic = Diagnostic::new(kind, span);
            if let Some(guess) = guess {
                let is_new = !present.contains(&guess.value);
                present.push(guess.value);
                diagnostic =
                    diagnostic.replaced_by(guess.name, if is_new { guess.applicability } else { Applicability::Maybe });
            }
            diagnostics.push(diagnostic);
            continue;
        };
        if let Some(&(_, first)) = seen.iter().find(|&&(other, _)| other == key) {
            let kind = Kind::DuplicateKey { place: Key::Commitment, key: tidy(pair.key()) };
            diagnostics.push(Diagnostic::new(kind, span).with(Role::First, first));
            continue;
        }
        seen.push((key, span));
        set(commitment, key, pair, source, diagnostics);
    }
    true
}

/// What is wrong with a list that would be a commitment's data but for a line of it: without a word, a due date that stands
/// in it would be lost.
pub(super) fn broken(items: &[Option<Flat>], source: SourceId) -> Option<Diagnostic> {
    let pairs = || items.iter().map(|item| item.as_ref().and_then(pair));
    let known = pairs().flatten().find(|pair| DataKey::read(pair.key()).is_some())?;
    let odd = pairs().position(|pair| pair.is_none())?;
    // An item of several paragraphs has no one text.
    let span = match &items[odd] {
        Some(flat) => flat.whole(source),
        None => known.flat.span(source, known.key.clone()),
    };
    let suggestion = items[odd].as_ref().and_then(|flat| with_colon(&tidy(&flat.text)));
    Some(Diagnostic::new(Kind::BrokenDataList { key: tidy(known.key()), suggestion }, span))
}

/// `Vence mayo de 2023`, which lacks no more than its colon.
fn with_colon(text: &str) -> Option<String> {
    let (key, value) = text.split_once(' ')?;
    DataKey::read(key).map(|_| format!("{key}: {value}"))
}

/// Whether a list is a commitment's data, if nothing before it is.
pub(super) fn is_data(items: &[Option<Flat>]) -> bool {
    pairs(items).is_some()
}

/// The pairs of a data list; none, if the list is none.
fn pairs(items: &[Option<Flat>]) -> Option<Vec<Pair<'_>>> {
    let pairs = items.iter().map(|item| item.as_ref().and_then(pair)).collect::<Option<Vec<_>>>()?;
    let known = |pair: &Pair<'_>| DataKey::read(pair.key()).is_some();
    // A list of one misspelled key would otherwise be read as prose, and the due date be lost without a word.
    let misspelled = |pair: &Pair<'_>| DataKey::suggest(pair.key()).is_some();
    (pairs.iter().any(known) || pairs.iter().all(misspelled)).then_some(pairs)
}

struct Pair<'a> {
    flat: &'a Flat,
    key: Range<usize>,
    value: Range<usize>,
}

impl Pair<'_> {
    fn key(&self) -> &str {
        &self.flat.text[self.key.clone()]
    }
}

fn pair(flat: &Flat) -> Option<Pair<'_>> {
    let colon = flat.text.find(':')?;
    let key = trimmed(&flat.text, 0..colon);
    // A sentence with a colon in it is no key.
    let words = flat.text[key.clone()].split_whitespace().count();
    (1..=3).contains(&words).then(|| Pair { flat, key, value: trimmed(&flat.text, colon + 1..flat.text.len()) })
}

fn set(
    commitment: &mut ParsedCommitment,
    key: DataKey,
    pair: &Pair<'_>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    match key {
        DataKey::Responsible => commitment.responsible = values(pair, source),
        DataKey::Documents => commitment.documents = values(pair, source),
        DataKey::Related => commitment.related = values(pair, source),
        DataKey::Continues => commitment.continues = values(pair, source),
        DataKey::Replaces => commitment.replaces = values(pair, source),
        DataKey::Tags => commitment.tags = values(pair, source).into_iter().map(|tag| tag.value).collect(),
        DataKey::Due => {
            let text = &pair.flat.text[pair.value.clone()];
            if text.is_empty() {
                return;
            }
            let span = pair.flat.span(source, pair.value.clone());
            match text.parse::<PartialDate>() {
                Ok(date) => commitment.due = Some(Spanned::new(date, span)),
                Err(_) => diagnostics.push(not_a_date(tidy(text), span)),
            }
        }
    }
}

/// Values separated by semicolons, else by commas; each keeps its place.
fn values(pair: &Pair<'_>, source: SourceId) -> Vec<Spanned<String>> {
    let text = &pair.flat.text[pair.value.clone()];
    let separator = separator(text);
    let mut at = pair.value.start;
    let mut values = Vec::new();
    for piece in text.split(separator) {
        let range = trimmed(&pair.flat.text, at..at + piece.len());
        at += piece.len() + separator.len_utf8();
        let value = value(&pair.flat.text[range.clone()]);
        if !value.is_empty() {
            values.push(Spanned::new(value, pair.flat.span(source, range)));
        }
    }
    values
}

fn separator(text: &str) -> char {
    if text.contains(';') { ';' } else { ',' }
}

fn value(text: &str) -> String {
    tidy(text).trim_end_matches('.').to_owned()
}

/// The values of a text: separated by semicolons, else by commas.
#[must_use]
pub fn split_values(text: &str) -> Vec<String> {
    text.split(separator(text)).map(value).filter(|value| !value.is_empty()).collect()
}

/// A text of values that is split into the same ones: with commas between them, or with semicolons where one has a comma.
#[must_use]
pub fn joined_values(values: &[String]) -> String {
    match values {
        [one] if one.contains(',') => format!("{one};"),
        _ if values.iter().any(|value| value.contains(',')) => values.join("; "),
        _ => values.join(", "),
    }
}
