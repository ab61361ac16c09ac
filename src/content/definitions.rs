//! Definitions of links and footnotes: which of its file's a text uses. A file may have as many texts as definitions, and each
//! text is read with those that it uses alone: with all of them, reading a file would take the square of its length.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use crate::diagnostic::{Diagnostics, Kind, SourceId, Span};
use crate::model::Prose;
use crate::model::text::composed;

/// What a text may have of definitions whatever its length, in bytes; and for each byte of it. Beyond that they are left out,
/// and that is an error: many short texts that all call one long footnote would be as many long pages.
const MOST: usize = 16 * 1024;
const MOST_FOR_EACH: usize = 4;
/// How many a text may have, if it does not call more itself: a chain of footnotes costs by their number.
const MOST_CALLED: usize = 100;

/// What a text uses of its file's definitions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsedDefinitions {
    /// Where they stand, in the order of the file.
    pub places: Vec<Range<u32>>,
    /// Where the first one stands for which there was no room.
    pub left_out: Option<Range<u32>>,
}

/// Definitions at these places of a text, in the order in which [`used_definitions`] looks for them.
pub(super) fn in_order(text: &str, places: &[Range<usize>]) -> Vec<Range<u32>> {
    // Offsets fit: a source is smaller than 4 GiB.
    let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let mut definitions: Vec<Range<u32>> = places.iter().map(|it| fit(it.start)..fit(it.end)).collect();
    definitions.sort_by_cached_key(|it| (label(text, it), it.start));
    definitions
}

/// Of a file's definitions, given as [`Minutes::definitions`](super::Minutes) has them, those that a text uses, and those that
/// the footnotes among them use. `source` is the text of the file.
#[must_use]
pub fn used_definitions(text: &str, source: &str, definitions: &[Range<u32>]) -> UsedDefinitions {
    if definitions.is_empty() || !text.contains(']') {
        return UsedDefinitions::default();
    }
    let mut left_out = None;
    let mut room = MOST.max(text.len().saturating_mul(MOST_FOR_EACH));
    let mut used = BTreeMap::new();
    let mut looked_for = BTreeSet::new();
    // What the text itself calls comes before what footnotes call.
    let mut waiting: VecDeque<String> = labels(text).collect();
    let most = MOST_CALLED.max(waiting.len());
    while let Some(wanted) = waiting.pop_front() {
        if !looked_for.insert(wanted.clone()) {
            continue;
        }
        let from = definitions.partition_point(|it| label(source, it) < wanted);
        for definition in definitions[from..].iter().take_while(|it| label(source, it) == wanted) {
            let text = slice(source, definition);
            if text.len() > room || used.len() == most {
                left_out.get_or_insert_with(|| definition.clone());
                break;
            }
            room -= text.len();
            used.insert(definition.start, definition.clone());
            if text.starts_with("[^") {
                waiting.extend(labels(text));
            }
        }
    }
    UsedDefinitions { places: used.into_values().collect(), left_out }
}

/// Reports each text that uses more of its file's definitions than it may have. `source` is the file, `file` its text.
pub(super) fn check<'a>(
    texts: impl Iterator<Item = &'a Prose>,
    (source, file): (SourceId, &str),
    definitions: &[Range<u32>],
    diagnostics: &mut Diagnostics,
) {
    for prose in texts {
        let Some(first) = prose.parts.first() else { continue };
        let parts: Vec<&str> = prose.parts.iter().map(|part| slice(file, &(part.start..part.end))).collect();
        if let Some(left_out) = used_definitions(&parts.join("\n\n"), file, definitions).left_out {
            let name = brackets(slice(file, &left_out)).next().unwrap_or_default().to_owned();
            let line = parts[0].lines().next().unwrap_or_default().len();
            let start = first.start as usize;
            diagnostics.report(Kind::DefinitionsTooLong { name }, Span::new(source, start..start + line));
        }
    }
}

fn slice<'a>(source: &'a str, place: &Range<u32>) -> &'a str {
    source.get(place.start as usize..place.end as usize).unwrap_or_default()
}

/// What a definition defines.
fn label(source: &str, place: &Range<u32>) -> String {
    let text = slice(source, place);
    brackets(text).next().map(key).unwrap_or_default()
}

/// What a text may be using: all that stands in brackets and has none within.
fn labels(text: &str) -> impl Iterator<Item = String> {
    brackets(text).map(key)
}

/// What stands between a bracket and the next one, if that closes; a backslash takes a bracket's meaning.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    let mut open = None;
    let mut escaped = false;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' => open = Some(at + 1),
            b']' => return open.take().map(|from| &text[from..at]),
            _ => {}
        }
        None
    })
}

/// A label without what makes no difference: case, the kind and number of spaces, the signs of a quotation around it.
fn key(label: &str) -> String {
    let mut lines = label.lines();
    let first = lines.next().unwrap_or_default();
    let quoted = |c: char| c == '>' || c.is_whitespace();
    let words =
        first.split_whitespace().chain(lines.flat_map(|line| line.trim_start_matches(quoted).split_whitespace()));
    let words = words.collect::<Vec<_>>().join(" ");
    composed(&words).to_uppercase().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definitions of a file, one a line, that a text uses.
    fn used<'a>(text: &str, file: &'a str) -> Vec<&'a str> {
        let mut places = Vec::new();
        for line in file.lines() {
            let start = line.as_ptr() as usize - file.as_ptr() as usize;
            places.push(start..start + line.len());
        }
        used_definitions(text, file, &in_order(file, &places)).places.iter().map(|place| slice(file, place)).collect()
    }

    #[test]
    fn what_is_used_comes_in_the_order_of_the_file() {
        let file =
            "[b]: 1\n[a]: 2\n[Stra\u{df}e  x]: 3\n[^1]: see [^2] and [c]\n[c]: 4\n[^2]: end\n[b]: 5\n[n\u{303}]: 6";
        assert_eq!(used("no use", file), [""; 0]);
        assert_eq!(used("[a] and [text][B]", file), ["[b]: 1", "[a]: 2", "[b]: 5"]);
        assert_eq!(used("![STRASSE\n> X]", file), ["[Stra\u{df}e  x]: 3"]);
        assert_eq!(used("text[^1]", file), ["[^1]: see [^2] and [c]", "[c]: 4", "[^2]: end"]);
        assert_eq!(used("[\u{f1}] [[x|a]] \\[b]", file), ["[n\u{303}]: 6"]);
    }

    #[test]
    fn a_short_text_has_no_long_footnotes() {
        let file = format!("[^1]: {}\n[a]: b", "x".repeat(MOST));
        assert_eq!(used("[^1] [a]", &file), ["[a]: b"]);
        let long = format!("[^1] [a] {}", "y".repeat(MOST / 2));
        assert_eq!(used(&long, &file).len(), 2);
    }

    #[test]
    fn a_chain_of_footnotes_ends_after_a_hundred() {
        let chain = |n: usize| (0..n).map(|i| format!("[^{i}]: [^{}]\n", i + 1)).collect::<String>();
        assert_eq!(used("[^0]", &chain(MOST_CALLED)).len(), MOST_CALLED);
        assert_eq!(used("[^0]", &chain(10 * MOST_CALLED)).len(), MOST_CALLED);
        // What a text calls itself, it has.
        let calls: String = (0..5 * MOST_CALLED).map(|i| format!("[^{i}]")).collect();
        assert_eq!(used(&calls, &chain(10 * MOST_CALLED)).len(), 5 * MOST_CALLED);
        let first: String = (5..50).map(|i| format!("[^{i}]")).collect();
        assert!(used(&format!("[^999]{first}"), &chain(10 * MOST_CALLED)).contains(&"[^999]: [^1000]"));
    }
}
