//! Words that are neither code nor the text of a link.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::front_matter::{self, Split};
use super::markdown;

/// Stretches of a Markdown file that are words and stand there as they read, each as long as possible.
#[must_use]
pub fn bare_words(text: &str) -> Vec<Range<usize>> {
    let from = match front_matter::split(text) {
        Split::Found { body, .. } => body,
        Split::Missing | Split::Unclosed(_) => 0,
    };
    let body = markdown::lenient(&text[from..]);
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut within = 0;
    for (event, range) in Parser::new_ext(&body, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => within += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => within -= 1,
            Event::Text(_) if within == 0 => {
                let range = range.start + from..range.end + from;
                match words.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => words.push(range),
                }
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::bare_words;

    #[test]
    fn code_and_links_are_left_out() {
        let text = "---\nfecha: 2024-03-05\n---\n\n# T\n\nUno_dos `tres` [cuatro](cinco) <https://a.mx>, seis.\n\n    siete\n\n<!-- ocho -->\n";
        let words: Vec<&str> = bare_words(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["T", "Uno_dos ", " ", " ", ", seis."]);
    }
}
