//! Insertion into a text.

use crate::content::{Splice, line_ending, splice};

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
