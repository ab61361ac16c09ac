//! Headings and data lists of minutes. None means that a block has to stay as it is.

use super::word;
use crate::content::flat::Flat;
use crate::content::headings;
use crate::content::keys::{DataKey, SectionKey, Written as _};
use crate::content::parsed::StatusMention;
use crate::diagnostic::{Language, Sources};
use crate::model::{Number, PartialDate};

/// Marks by which a text may be more than its letters.
fn is_plain(text: &str) -> bool {
    !text.contains(['*', '[', ']', '<', '>', '`', '&', '\\', '~', '\n', '\r'])
}

/// The text of a heading of one line with number signs, or of a paragraph of bold text, without its marks.
pub(super) fn inner(raw: &str) -> Option<&str> {
    let raw = raw.trim_matches([' ', '\t', '\u{a0}']);
    if let Some(bold) = raw.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
        return (!bold.contains(['*', '\n', '\r'])).then(|| bold.trim());
    }
    let text = raw.trim_start_matches('#');
    if text.len() == raw.len() || text.contains(['\n', '\r']) {
        return None;
    }
    let text = text.trim_matches([' ', '\t', '\u{a0}']);
    let open = text.trim_end_matches('#');
    // Number signs at the end close a heading only behind a space.
    Some(if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { text })
}

pub(super) fn section(raw: &str, language: Language) -> Option<String> {
    let text = inner(raw)?;
    is_plain(text.trim_matches('*')).then_some(())?;
    Some(format!("## {}", word(SectionKey::read(text.trim_matches('*'))?.written(), language)))
}

pub(super) fn commitment(raw: &str) -> Option<String> {
    let text = inner(raw)?;
    let (number, length) = Number::parse_prefix(text)?;
    let title = text[length..].trim_start().trim_start_matches(['·', '-', '–', '—', ':', '.']).trim_start();
    Some(if title.is_empty() { format!("### {number}.") } else { format!("### {number}. {title}") })
}

fn flat(text: &str) -> Flat {
    let mut flat = Flat::default();
    flat.push(text, 0..text.len());
    flat
}

pub(super) fn update(raw: &str, language: Language) -> Option<String> {
    let text = inner(raw)?;
    is_plain(text).then_some(())?;
    let source = Sources::default().add("", "");
    let (date, mention) = headings::update(&flat(text), source)?;
    let new = format!("{} · {}", date.value.day()?, status(&mention, language));
    // Without its point, `Atendido (antes: X).` would say something else.
    let (_, again) = headings::update(&flat(&new), source)?;
    says_the_same(&again, &mention).then(|| format!("#### {new}"))
}

pub(super) fn follow_up(raw: &str, language: Language) -> Option<String> {
    let text = inner(raw)?;
    is_plain(text).then_some(())?;
    let source = Sources::default().add("", "");
    let (reference, mention) = headings::follow_up(&flat(text), source)?;
    let new = format!("{} · {}", reference.value, status(&mention, language));
    let (same, again) = headings::follow_up(&flat(&new), source)?;
    (same.value == reference.value && says_the_same(&again, &mention)).then(|| format!("### {new}"))
}

fn says_the_same(a: &StatusMention, b: &StatusMention) -> bool {
    let stated = |mention: &StatusMention| mention.previous.as_ref().map(|previous| previous.value.clone());
    a.status.value == b.status.value && stated(a) == stated(b)
}

fn status(mention: &StatusMention, language: Language) -> String {
    let status = &mention.status.value;
    match &mention.previous {
        Some(previous) => format!("{status} ({}: {})", word(["antes", "previously"], language), previous.value),
        None => status.clone(),
    }
}

/// A commitment's data list: keys in order and in the language of the file, dates in ISO 8601, one space behind commas.
pub(super) fn data(raw: &str, language: Language) -> Option<String> {
    let mut items: Vec<(DataKey, String)> = Vec::new();
    for line in raw.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let item = match line.strip_prefix(['-', '*', '+']) {
            Some(item) => item,
            None if digits > 0 => line[digits..].strip_prefix(['.', ')'])?,
            None => return None,
        };
        let item = item.strip_prefix([' ', '\t', '\u{a0}'])?.trim();
        let (key, value) = item.split_once(':')?;
        // Word processors set keys in bold: `**Vence:** 2023` and `**Vence**: 2023`.
        let (key, value) = match key.strip_prefix("**") {
            Some(bold) => match bold.strip_suffix("**") {
                Some(bold) => (bold, value),
                None => (bold, value.strip_prefix("**")?),
            },
            None => (key, value),
        };
        is_plain(key).then_some(())?;
        let key = DataKey::read(key)?;
        let value = value.trim();
        items.push((key, if is_plain(value) { canonical_value(key, value) } else { value.to_owned() }));
    }
    items.sort_by_key(|(key, _)| *key as u8);
    let line = |(key, value): &(DataKey, String)| {
        let gap = if value.is_empty() { "" } else { " " };
        format!("- {}:{gap}{value}", word(key.written(), language))
    };
    (!items.is_empty()).then(|| items.iter().map(line).collect::<Vec<_>>().join("\n"))
}

fn canonical_value(key: DataKey, value: &str) -> String {
    if key == DataKey::Due {
        return value.parse::<PartialDate>().map_or_else(|_| value.to_owned(), |date| date.to_string());
    }
    let separator = if value.contains(';') { ';' } else { ',' };
    let pieces: Vec<String> = value
        .split(separator)
        .map(|piece| crate::model::text::tidy(piece).trim_end_matches('.').to_owned())
        .filter(|piece| !piece.is_empty())
        .collect();
    // A single value with commas in it keeps the semicolon that makes it one.
    match pieces.as_slice() {
        [one] if separator == ';' && one.contains(',') => format!("{one};"),
        _ => pieces.join(if separator == ';' { "; " } else { ", " }),
    }
}
