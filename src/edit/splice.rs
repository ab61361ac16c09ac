//! Insertion into a text.

use std::ops::Range;

/// What is put in place of a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// The text with these changes; they are in order and apart.
#[must_use]
pub fn splice(text: &str, changes: &[Splice]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for change in changes {
        out.push_str(&text[at..change.range.start]);
        out.push_str(&change.text);
        at = change.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// How the lines of a text end: as most of them do.
#[must_use]
pub fn line_ending(text: &str) -> &'static str {
    let all = text.matches('\n').count();
    let windows = text.matches("\r\n").count();
    if windows * 2 > all { "\r\n" } else { "\n" }
}

/// Adds a block of lines (`\n` between them) behind the block that ends at `end`, a blank line before it and, where
/// something follows, behind it. Whether the text ends with a line ending stays as it was.
#[must_use]
pub fn add_block(text: &str, end: usize, block: &str) -> String {
    let ending = line_ending(text);
    let before = text[..end].trim_end_matches([' ', '\t', '\n', '\r']);
    // White space that ends the line of the last word is the author's.
    let mut at = before.len();
    at += text[at..end].find(['\n', '\r']).unwrap_or(end - at);
    let rest = &text[at..];
    let block = block.trim_end_matches('\n').replace('\n', ending);
    let lead = if before.is_empty() { String::new() } else { ending.repeat(2) };
    // What follows is set apart already if a blank line does, or nothing at all.
    let blank = rest.trim_start_matches([' ', '\t', '\n', '\r']).is_empty() || {
        let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r'])).unwrap_or(rest);
        after.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
    };
    let tail = if blank { "" } else { ending };
    splice(text, &[Splice { range: at..at, text: format!("{lead}{block}{tail}") }])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, marked: &str) -> usize {
        text.find(marked).unwrap() + marked.len()
    }

    #[test]
    fn a_block_is_set_apart_and_nothing_else_changes() {
        for (text, after, expected) in [
            ("a\n\nb\n", "a\n", "a\n\nX\n\nb\n"),
            ("a\n\nb\n", "b\n", "a\n\nb\n\nX\n"),
            ("a\n\nb", "b", "a\n\nb\n\nX"),
            ("a\r\n\r\nb\r\n", "a\r\n", "a\r\n\r\nX\r\n\r\nb\r\n"),
            ("a\n## b\n", "a\n", "a\n\nX\n\n## b\n"),
            ("a  \n\n\n\nb\n", "a  \n", "a  \n\nX\n\n\n\nb\n"),
            ("a\n\n\n", "a\n", "a\n\nX\n\n\n"),
            ("", "", "X"),
        ] {
            assert_eq!(add_block(text, at(text, after), "X\n"), expected, "{text:?}");
        }
    }
}
