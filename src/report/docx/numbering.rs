//! Lists with bullets and numbers that Word counts itself.

use std::fmt::Write as _;

use super::xml::{HEAD, WORD};
use crate::report::document::Marker;

/// The number of the list with bullets in a document of our own; numbered lists follow it.
pub(super) const OWN_BULLETS: usize = 1;

/// Kinds of lists: bullets, numbers, Roman numerals.
const KINDS: usize = 3;

/// A part with the lists of a document of our own.
pub(super) fn part(lists: &[Marker]) -> String {
    let (kinds, numbers) = definitions(lists, 0, OWN_BULLETS);
    format!("{HEAD}<w:numbering xmlns:w=\"{WORD}\">{kinds}{numbers}</w:numbering>")
}

/// The kinds of lists, and one number for each list; the first of either as given.
pub(super) fn definitions(lists: &[Marker], first_kind: usize, first_list: usize) -> (String, String) {
    let mut kinds = String::new();
    for kind in 0..KINDS {
        let _ = write!(
            kinds,
            "<w:abstractNum w:abstractNumId=\"{}\"><w:multiLevelType w:val=\"multilevel\"/>",
            first_kind + kind
        );
        for level in 0..9 {
            let (format, text) = match (kind, level % 3) {
                (0, 0) => ("bullet", "•".to_owned()),
                (0, _) => ("bullet", "–".to_owned()),
                (2, 0) => ("upperRoman", format!("%{}.", level + 1)),
                _ => ("decimal", format!("%{}.", level + 1)),
            };
            let hanging = if kind == 2 { 454 } else { 340 };
            let left = hanging + 340 * level;
            let _ = write!(
                kinds,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>"
            );
        }
        kinds.push_str("</w:abstractNum>");
    }
    let mut numbers = format!("<w:num w:numId=\"{first_list}\"><w:abstractNumId w:val=\"{first_kind}\"/></w:num>");
    for (i, marker) in lists.iter().enumerate() {
        let (kind, start) = match marker {
            Marker::Bullet => (0, 1),
            Marker::Number(start) => (1, *start),
            Marker::Roman => (2, 1),
        };
        let (list, kind) = (first_list + 1 + i, first_kind + kind);
        let _ = write!(numbers, "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{kind}\"/>");
        // Each list begins again, on every level.
        for level in 0..9 {
            let start = if level == 0 { start.min(32767) } else { 1 };
            let _ = write!(
                numbers,
                "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
            );
        }
        numbers.push_str("</w:num>");
    }
    (kinds, numbers)
}
