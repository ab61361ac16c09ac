//! What a paragraph begins with, and what stands in parentheses behind it.

use chrono::NaiveDate;

use super::dates;
use super::document::Paragraph;
use super::words::{StatusNames, find_folded};
use crate::model::text::fold;
use crate::model::{Number, StatusIx};

/// Whether its list gives a paragraph its number, and not its own text.
pub(super) fn is_marked(paragraph: &Paragraph) -> bool {
    paragraph.mark.is_some() && written(&paragraph.plain(), false).is_none()
}

/// The number that a paragraph begins with, or that its list gives it, and where its text begins.
pub(super) fn number(paragraph: &Paragraph) -> Option<(Number, usize)> {
    let plain = paragraph.plain();
    let named = named(&plain);
    let start = named.unwrap_or(0);
    let rest = &plain[start..];
    if let Some((number, length)) = ordinal(rest) {
        let end = start + length;
        return Some((number, end + plain[end..].len() - plain[end..].trim_start().len()));
    }
    // `Acuerdo 03/SE/2024. …`: what it is called stays in its text.
    if named.is_some()
        && let Some(number) = coded(rest)
    {
        return Some((number, 0));
    }
    let at = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '(')).len();
    if let Some((number, length)) = written(&rest[at..], named.is_some()) {
        let end = start + at + length;
        return Some((number, end + plain[end..].len() - plain[end..].trim_start().len()));
    }
    let (number, _) = written(paragraph.mark.as_deref()?, false)?;
    Some((number, 0))
}

/// More commitments than any line has.
const MOST_IN_ONE: usize = 200;

/// A paragraph in which numbers run on, `1. Firmar. 2. Nombrar enlaces.`, as one for each; a converter may leave out where lines
/// ended. Each number is one more than the last, behind the end of a sentence and before a capital letter.
pub(super) fn each_number(paragraph: &Paragraph) -> Vec<Paragraph> {
    let plain = paragraph.plain();
    let first = plain.split(['.', ')']).next().and_then(|number| number.parse::<u32>().ok());
    let Some(mut number) = first.filter(|_| !paragraph.is_literal()) else { return vec![paragraph.clone()] };
    let mut starts = vec![0];
    let mut from = 0;
    loop {
        number = number.saturating_add(1);
        let next = [format!(" {number}. "), format!(" {number}) "), format!(" {number}.- ")];
        let begins = |&(at, mark): &(usize, &str)| {
            plain[..at].ends_with(['.', ';', ')']) && plain[at + mark.len()..].starts_with(char::is_uppercase)
        };
        let found = next.iter().filter_map(|mark| {
            plain[from..].match_indices(mark.as_str()).map(|(at, mark)| (from + at, mark)).find(begins)
        });
        let Some((at, _)) = found.min().filter(|_| starts.len() < MOST_IN_ONE) else { break };
        starts.push(at + 1);
        from = at + 1;
    }
    starts.push(plain.len());
    let part = |bounds: &[usize]| {
        let mut part = paragraph.slice(bounds[0]..bounds[1]);
        part.trim();
        if bounds[0] == 0 { part } else { Paragraph { mark: None, ..part } }
    };
    starts.windows(2).map(part).collect()
}

/// Whether a paragraph begins by saying that it is a commitment: `Compromiso 4`, `ACUERDO PRIMERO:`.
pub(super) fn is_named(paragraph: &Paragraph) -> bool {
    !paragraph.is_literal() && named(&paragraph.plain()).is_some() && number(paragraph).is_some()
}

/// Where the number stands behind `Compromiso`, `Acuerdo núm.`
fn named(plain: &str) -> Option<usize> {
    let (first, rest) = plain.split_once(char::is_whitespace)?;
    let names = ["compromiso", "acuerdo", "commitment", "agreement", "action"];
    names.contains(&fold(first).as_str()).then_some(())?;
    let start = plain.len() - rest.trim_start().len();
    let next = plain[start..].split(char::is_whitespace).next().unwrap_or_default();
    let is_word = matches!(fold(next.trim_end_matches('.')).as_str(), "no" | "num" | "numero" | "n°" | "nº" | "number");
    let behind = start + next.len();
    Some(if is_word { behind + plain[behind..].len() - plain[behind..].trim_start().len() } else { start })
}

/// `PRIMERO. `, `Segundo.- `, `TERCERO: `
fn ordinal(text: &str) -> Option<(Number, usize)> {
    const ORDINALS: [&str; 12] = [
        "primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim", "undecim",
        "duodecim",
    ];
    let length = text.find(|c: char| !c.is_alphabetic()).filter(|&length| length <= 24)?;
    let folded = fold(&text[..length]);
    let stem = folded.strip_suffix(['o', 'a'])?;
    let at = ORDINALS.iter().position(|ordinal| *ordinal == stem)?;
    let closing = &text[length..];
    let mark = closing.find(|c: char| !matches!(c, '.' | ':' | '-' | '–' | '—' | ')')).unwrap_or(closing.len());
    (mark > 0).then(|| Some((Number::parse(&(at + 1).to_string())?, length + mark))).flatten()
}

/// The number at the start of a code: `03/SE/2024`, `01-2024`.
fn coded(text: &str) -> Option<Number> {
    let code = text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ',' | ';')).next()?;
    let digits = code.find(|c: char| !c.is_ascii_digit())?;
    let is_code = (1..=3).contains(&digits) && code[digits..].starts_with(['/', '-']) && Number::parse(code).is_none();
    is_code.then(|| Number::parse(&code[..digits])).flatten()
}

/// `4. `, `4)`, `4.-`, `IV.`; a mere number, if a word before it says that it is one.
fn written(text: &str, named: bool) -> Option<(Number, usize)> {
    let length = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(text.len());
    let closing = &text[length..];
    let number = Number::parse(&text[..length])?;
    // A year or an amount is no number of a commitment.
    let value = text[..length].parse::<u32>().ok();
    let is_small = named || value.is_none_or(|value| value < 1000);
    let mark =
        closing.find(|c: char| !matches!(c, '.' | ')' | '-' | '–' | '—' | 'º' | '°' | ':')).unwrap_or(closing.len());
    let closes = closing.starts_with(['.', ')', 'º', '°'])
        || closing.starts_with(".-")
        || (closing.starts_with(['-', '–']) && closing[mark..].starts_with(' '));
    // `2.2, último párrafo` is the number of something else.
    let goes_on = closing[mark..].starts_with(|c: char| c.is_ascii_digit());
    (is_small && (closes || named) && !goes_on).then_some((number, length + mark))
}

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
    fn numbers_open_commitments() {
        for (text, found) in [
            ("1. Llevar", "1 Llevar"),
            ("1.Llevar", "1 Llevar"),
            ("12) Llevar", "12 Llevar"),
            ("3.- Llevar", "3 Llevar"),
            ("Compromiso 4: Llevar", "4 Llevar"),
            ("IV. Llevar", "IV Llevar"),
            ("14/2022. Llevar", "14/2022 Llevar"),
            ("Compromiso No. 4. Llevar", "4 Llevar"),
            ("ACUERDO TERCERO: Llevar", "3 Llevar"),
            ("Segundo.- Llevar", "2 Llevar"),
            ("Acuerdo 03/SE/2024. Llevar", "03 Acuerdo 03/SE/2024. Llevar"),
        ] {
            let (number, at) = number(&paragraph(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{number} {}", &text[at..]), found);
        }
        let each = |text: &str| each_number(&paragraph(text)).iter().map(Paragraph::plain).collect::<Vec<_>>();
        assert_eq!(each("1. Firmar. 2. Nombrar enlaces; 3. Ver."), ["1. Firmar.", "2. Nombrar enlaces;", "3. Ver."]);
        assert_eq!(each("1. Ver el punto 2. Luego el 3. Fin."), ["1. Ver el punto 2. Luego el 3. Fin."]);
        assert_eq!(each("Ver. 2. Fin."), ["Ver. 2. Fin."]);
        for text in
            ["2.2, último párrafo", "2022. Año", "Llevar 1.", "90 días", "I Llevar", "MIL. cosas", "Primero se verá"]
        {
            assert_eq!(number(&paragraph(text)), None, "{text}");
        }
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
