//! What a paragraph begins with, and what stands in parentheses behind it.

use chrono::NaiveDate;

use super::dates;
use super::document::Paragraph;
use super::statuses::StatusNames;
use super::words::find_folded;
use crate::model::StatusIx;
use crate::model::text::fold;

/// The status that a paragraph begins with, and where the account of it begins.
pub(super) fn status(paragraph: &Paragraph, names: &StatusNames) -> Option<(StatusIx, usize)> {
    if paragraph.is_literal() {
        return None;
    }
    let plain = paragraph.plain();
    let label = plain.find(':').filter(|_| labels_status(&plain));
    let start = label.map_or(0, |at| at + 1);
    let start = start + plain[start..].len() - plain[start..].trim_start().len();
    let (ix, length) = names.lead(&plain[start..])?;
    let end = start + length;
    let rest = &plain[end..];
    let text = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '-' | '*'));
    let begins = plain.len() - text.len();
    let bold = paragraph.bold_lead();
    let is_bold =
        bold >= end && plain[end..bold.min(begins).max(end)].chars().all(|c| !c.is_alphanumeric()) && bold <= begins;
    let parted = rest.starts_with(['.', ':', '–', '—'])
        || rest.starts_with(" -")
        || rest.starts_with(" –")
        || rest.starts_with(" —");
    // OCR loses what is bold; a sentence that goes on is none: `En proceso de firma`.
    let new_sentence = text.starts_with(char::is_uppercase);
    (text.is_empty() || is_bold || label.is_some() || parted || new_sentence).then_some((ix, begins))
}

/// The same of the first paragraph of a cell, where a status may be followed by how or when: `Cumplido (oficio 12/2024)`,
/// `Cumplido al 100 %`, `Cumplido, se reparó`; but `Atendido parcialmente` and `En proceso de firma` are something else.
pub(super) fn status_and_how(paragraph: &Paragraph, names: &StatusNames) -> Option<(StatusIx, usize)> {
    const HOW: [&str; 10] = [
        "en tiempo",
        "con fecha",
        "mediante",
        "desde",
        "conforme",
        "dentro del plazo",
        "en la fecha",
        "on",
        "as of",
        "since",
    ];
    if paragraph.is_literal() {
        return None;
    }
    let plain = paragraph.plain();
    let (ix, end) = names.lead(&plain)?;
    let rest = plain[end..].trim_start();
    let folded = fold(rest);
    let words = |word: &str| folded.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let counted = ["al ", "el ", "a "]
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())));
    let fits = rest.starts_with(['(', ',', '[']) || counted || HOW.iter().any(|how| words(how));
    let from = plain.len() - rest.trim_start_matches([',', ' ']).len();
    fits.then_some((ix, from))
}

/// The day that a paragraph is, `8 de febrero de 2023 · En proceso (antes: Pendiente)`, with the status and the one before
/// it, where it says them. None, if it says anything else.
pub(super) fn day(
    paragraph: &Paragraph,
    names: &StatusNames,
) -> Option<(NaiveDate, Option<StatusIx>, Option<StatusIx>)> {
    if paragraph.is_literal() || paragraph.mark.is_some() {
        return None;
    }
    let text = paragraph.plain();
    let (date, range) = dates::day(&text).filter(|(_, range)| range.start == 0)?;
    let rest = text[range.end..].trim().trim_end_matches(['.', ':']);
    let (told, before) = match rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((told, before)) => (told, Some(stated(before, names)?)),
        None => (rest, None),
    };
    let told = told.trim_matches(|c: char| !c.is_alphanumeric());
    let status = if told.is_empty() { None } else { Some(names.find(told)?) };
    Some((date, status, before))
}

/// Whether a text begins with `Estatus:`.
pub(super) fn labels_status(text: &str) -> bool {
    let label = text.split_once(':').map(|(label, _)| fold(label));
    label.is_some_and(|label| {
        matches!(label.as_str(), "estatus" | "estado" | "status" | "estatus actual" | "current status" | "situacion")
    })
}

/// What `(Estatus previo: …)` is called.
const PREVIOUS: [&str; 10] = [
    "estatus previo",
    "estatus anterior",
    "estado previo",
    "estado anterior",
    "previo",
    "antes",
    "previously",
    "previous status",
    "previous",
    "before",
];

/// Takes the previous status out of a paragraph.
pub(super) fn previous(paragraph: &mut Paragraph, names: &StatusNames) -> Option<StatusIx> {
    if paragraph.is_literal() {
        return None;
    }
    let plain = paragraph.plain();
    let within = plain.char_indices().filter(|(_, c)| matches!(c, '(' | '[')).find_map(|(start, c)| {
        let end = start + plain[start..].find(if c == '(' { ')' } else { ']' })?;
        Some((stated(&plain[start + 1..end], names)?, start..end + 1))
    });
    let found = within.or_else(|| Some((stated(&plain, names)?, 0..plain.len())));
    // At the end of the text, without parentheses or with one that is left open.
    let found = found.or_else(|| {
        let start = PREVIOUS[..4].iter().find_map(|words| Some(find_folded(&plain, words)?.start))?;
        let start = plain[..start].trim_end_matches(['(', '[', ' ']).len();
        Some((stated(plain[start..].trim_start_matches(['(', '[', ' ']), names)?, start..plain.len()))
    });
    let (ix, range) = found?;
    paragraph.remove(range);
    Some(ix)
}

/// What `Estatus previo: en proceso` states.
pub(super) fn stated(text: &str, names: &StatusNames) -> Option<StatusIx> {
    let (key, value) = text.split_once(':').or_else(|| text.split_once(" - ")).or_else(|| text.split_once(" – "))?;
    PREVIOUS.contains(&fold(key.trim_matches(|c: char| !c.is_alphanumeric())).as_str()).then_some(())?;
    names.find(value)
}

/// Numbers of official papers in a text.
pub(super) fn documents(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |number: &str| {
        if !found.iter().any(|other| other == number) {
            found.push(number.to_owned());
        }
    };
    crate::register::document_numbers(text).for_each(&mut add);
    // A letter may be numbered in another way: `oficio DGSC-123/2023`, `oficio núm. 0132/2023`.
    let words: Vec<&str> = text.split_whitespace().collect();
    for (i, word) in words.iter().enumerate() {
        if !matches!(fold(word).as_str(), "oficio" | "oficios" | "circular" | "memorandum" | "letter") {
            continue;
        }
        let number = words[i + 1..].iter().take(3).find(|word| word.contains(|c: char| c.is_ascii_digit()));
        if let Some(number) = number {
            let number = number.trim_matches(|c: char| !c.is_alphanumeric());
            let digits = number.chars().filter(char::is_ascii_digit).count();
            if digits >= 3 && number.contains(['/', '-']) && number.len() <= 60 {
                add(number);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::{Place, Style};

    fn paragraph(text: &str) -> Paragraph {
        Paragraph::of(text, Place::default())
    }

    #[test]
    fn a_status_may_be_followed_by_its_account() {
        let statuses: Vec<crate::model::Status> = [("atendido", "Atendido"), ("en-proceso", "En proceso")]
            .into_iter()
            .map(|(id, label)| crate::model::Status {
                id: id.into(),
                labels: [label.into(), label.into()],
                kind: crate::model::StatusKind::Open,
                color: String::new(),
                icon: String::new(),
            })
            .collect();
        let names = StatusNames::new(&statuses);
        for (text, rest) in [
            ("Atendido", Some("")),
            ("ATENDIDO.", Some("")),
            ("En proceso: va el borrador", Some("va el borrador")),
            ("Estatus: En proceso – va", Some("va")),
            ("En curso El plan va", Some("El plan va")),
            ("En proceso de firma", None),
            ("Atendidos los puntos", None),
        ] {
            let found = status(&paragraph(text), &names).map(|(_, from)| &text[from..]);
            assert_eq!(found, rest, "{text}");
        }
        for (text, rest) in [
            ("Atendido (oficio 19A/2024/118)", Some("(oficio 19A/2024/118)")),
            ("Cumplido, se reparó.", Some("se reparó.")),
            ("Cumplido al 100%", Some("al 100%")),
            ("Cumplido en tiempo y forma.", Some("en tiempo y forma.")),
            ("Atendido parcialmente", None),
            ("Atendido el oficio", None),
            ("Atendido con reservas", None),
        ] {
            let found = status_and_how(&paragraph(text), &names).map(|(_, from)| &text[from..]);
            assert_eq!(found, rest, "{text}");
        }
    }

    #[test]
    fn documents_are_numbered_in_many_ways() {
        assert_eq!(
            documents("Acuerdo INE/CG241/2022 y oficio INE/DERFE/0132/2023,"),
            ["INE/CG241/2022", "INE/DERFE/0132/2023"]
        );
        assert_eq!(documents("mediante oficio núm. DGSC-123/2023."), ["DGSC-123/2023"]);
        assert_eq!(documents("el oficio del 18 de enero"), [""; 0]);
    }

    #[test]
    fn emphasis_around_what_is_taken_out_goes_with_it() {
        let names = StatusNames::new(&[]);
        let mut text = paragraph("Diseñar un plan. ");
        text.push("(Estatus previo: pendiente)", &Style { bold: true, ..Style::default() });
        assert_eq!(previous(&mut text, &names), None);
        assert_eq!(text.plain(), "Diseñar un plan. (Estatus previo: pendiente)");
    }
}
