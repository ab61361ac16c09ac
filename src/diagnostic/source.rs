//! Texts that diagnostics point into.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use super::{SourceId, Span};

/// A text and where it came from.
#[derive(Debug)]
pub struct Source {
    /// Path from the project's root, with `/` between its parts.
    pub path: String,
    /// The text, without a byte order mark.
    pub text: String,
    /// Offset of each line's first byte.
    lines: OnceLock<Vec<u32>>,
    /// How many characters begin before each block of [`BLOCK`] bytes, once a line is as long as one.
    characters: OnceLock<Vec<u32>>,
}

/// Lines up to this many bytes are counted through for a column. Of a line of megabytes with a finding in every word each would
/// take the whole line.
const BLOCK: usize = 4_096;

/// A place as people count it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. `\n`, `\r\n` and a lone `\r` each end one.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values; a tab counts one.
    pub column: usize,
}

/// All texts of a run.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text. A byte order mark at its start is dropped.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text = unmarked(text.into());
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source { path: path.into(), text, lines: OnceLock::new(), characters: OnceLock::new() });
        id
    }

    /// The text with this id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// What a span covers; empty where the span does not lie on character boundaries inside the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a span's first byte.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.source).position(span.start as usize)
    }

    /// The same texts under the same ids, but for those that are given anew.
    #[must_use]
    pub fn with_texts(&self, texts: &BTreeMap<SourceId, String>) -> Self {
        let mut sources = Self::default();
        for (id, source) in self.iter() {
            sources.add(source.path.as_str(), texts.get(&id).unwrap_or(&source.text).as_str());
        }
        sources
    }

    /// Puts a text in the place of another, under the same id and path, and gives back what was there.
    pub fn replace(&mut self, id: SourceId, text: impl Into<String>) -> String {
        let source = &mut self.0[id.0 as usize];
        source.lines = OnceLock::new();
        source.characters = OnceLock::new();
        std::mem::replace(&mut source.text, unmarked(text.into()))
    }

    /// Every text with its id.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.0.iter().enumerate().map(|(i, source)| (SourceId(u32::try_from(i).unwrap_or(u32::MAX)), source))
    }
}

impl Source {
    /// Line and column of a byte; of the end, for an offset past it.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let line = lines.partition_point(|&start| start as usize <= offset);
        let start = lines[line - 1] as usize;
        let before = match offset - start {
            ..=BLOCK => beginnings(&self.text.as_bytes()[start..offset]),
            _ => self.characters_before(offset) - self.characters_before(start),
        };
        Position { line, column: before + 1 }
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let blocks = self.characters.get_or_init(|| {
            let mut before = 0;
            let counts = bytes.chunks(BLOCK).map(|block| {
                let here = before;
                before += u32::try_from(beginnings(block)).unwrap_or(u32::MAX);
                here
            });
            counts.collect()
        });
        let block = offset / BLOCK;
        match blocks.get(block) {
            Some(&before) => before as usize + beginnings(&bytes[block * BLOCK..offset]),
            // The end of a text of whole blocks.
            None => beginnings(bytes),
        }
    }

    /// The bytes of a line, from 1, without what ends it; none of one that there is not.
    #[must_use]
    pub fn line(&self, line: usize) -> Range<usize> {
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let start_of = |place: usize| lines.get(place).map_or(self.text.len(), |&start| start as usize);
        let start = start_of(line.saturating_sub(1));
        let whole = &self.text[start..start_of(line)];
        let text = whole.strip_suffix("\r\n").or_else(|| whole.strip_suffix(['\n', '\r'])).unwrap_or(whole);
        start..start + text.len()
    }

    /// The byte at a place; the end of the text, for one past it.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let lines = self.lines.get_or_init(|| line_starts(&self.text));
        let Some(&start) = lines.get(position.line.saturating_sub(1)) else { return self.text.len() };
        let rest = &self.text[start as usize..];
        let column = position.column.saturating_sub(1);
        start as usize + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
    }
}

/// How many characters begin in bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// A text without a byte order mark.
fn unmarked(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (i, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            starts.push(u32::try_from(i + 1).unwrap_or(u32::MAX));
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let mut sources = Sources::default();
        let id = sources.add("x.md", text);
        let Position { line, column } = sources.get(id).position(offset);
        (line, column)
    }

    #[test]
    fn the_first_line_counts_like_every_other() {
        assert_eq!(position("abc\nabc", 0), (1, 1));
        assert_eq!(position("abc\nabc", 2), (1, 3));
        assert_eq!(position("abc\nabc", 6), (2, 3));
    }

    #[test]
    fn columns_of_a_long_line_are_characters() {
        for text in ["año ".repeat(BLOCK), format!("x\n{}\n{}", "ñ".repeat(BLOCK), "日x".repeat(BLOCK * 2))] {
            let mut sources = Sources::default();
            let id = sources.add("x.md", text.as_str());
            let source = sources.get(id);
            let mut column = 1;
            for (offset, letter) in text.char_indices() {
                assert_eq!(source.position(offset).column, column, "{offset}");
                column = if letter == '\n' { 1 } else { column + 1 };
            }
            assert_eq!(source.position(text.len()).column, column);
        }
    }

    #[test]
    fn columns_are_characters() {
        assert_eq!(position("ñandú: x", "ñandú: ".len()), (1, 8));
        assert_eq!(position("日本 x", "日本 ".len()), (1, 4));
        assert_eq!(position("\tx", 1), (1, 2));
    }

    #[test]
    fn every_line_ending_counts_once() {
        assert_eq!(position("a\r\nb\rc\nd", 3), (2, 1));
        assert_eq!(position("a\r\nb\rc\nd", 5), (3, 1));
        assert_eq!(position("a\r\nb\rc\nd", 7), (4, 1));
    }

    #[test]
    fn the_end_of_the_file_is_a_place() {
        assert_eq!(position("a\nb", 3), (2, 2));
        assert_eq!(position("a\nb\n", 4), (3, 1));
        assert_eq!(position("", 0), (1, 1));
        assert_eq!(position("a", 99), (1, 2));
    }

    #[test]
    fn an_offset_inside_a_character_is_that_character() {
        assert_eq!(position("añb", 2), (1, 2));
    }

    #[test]
    fn a_place_leads_back_to_its_byte() {
        let text = "ñandú\r\n\t日本 x\rfin";
        let mut sources = Sources::default();
        let id = sources.add("x.md", text);
        let source = sources.get(id);
        for (offset, _) in text.char_indices() {
            assert_eq!(source.offset(source.position(offset)), offset);
        }
        assert_eq!(source.offset(Position { line: 9, column: 1 }), text.len());
    }

    #[test]
    fn a_line_is_what_its_places_stand_on() {
        let text = "uno\r\n\rdos ñ\n\ntres";
        let mut sources = Sources::default();
        let id = sources.add("x.md", text);
        let lines: Vec<&str> = (1..=6).map(|line| &text[sources.get(id).line(line)]).collect();
        assert_eq!(lines, ["uno", "", "dos ñ", "", "tres", ""]);
    }

    #[test]
    fn a_byte_order_mark_is_not_a_column() {
        assert_eq!(position("\u{feff}abc", 1), (1, 2));
    }
}
