//! How Markdown is read here: CommonMark with tables, footnotes, strikethrough, task lists and `[[links]]`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::links::parse_link;
use crate::model::text::composed;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The extensions of CommonMark that minutes may use.
#[must_use]
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
}

/// The same text, of the same length, with the non-breaking spaces that word processors put around the marks of
/// headings and list items turned into ordinary ones, without which CommonMark does not see the marks.
#[must_use]
pub fn lenient(text: &str) -> Cow<'_, str> {
    const HARD_SPACE: char = '\u{a0}';
    if !text.contains(HARD_SPACE) {
        return Cow::Borrowed(text);
    }
    let mut repaired = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let body = line.trim_start_matches([' ', '\t', HARD_SPACE]);
        let mark = body.trim_start_matches('#');
        let hashes = body.len() - mark.len();
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let length = if (1..=6).contains(&hashes) {
            hashes
        } else if body.starts_with(['-', '*', '+']) {
            1
        } else if (1..=9).contains(&digits) && body[digits..].starts_with(['.', ')']) {
            digits + 1
        } else {
            0
        };
        let (lead, rest) = line.split_at(line.len() - body.len() + length);
        let spaces = rest.len() - rest.trim_start_matches([' ', HARD_SPACE]).len();
        let marked = length > 0 && (lead.contains(HARD_SPACE) || rest[..spaces].contains(HARD_SPACE));
        if marked {
            // Two spaces take the room of one non-breaking space, so that every offset stays true.
            repaired.push_str(&lead.replace(HARD_SPACE, "  "));
            repaired.push_str(&rest[..spaces].replace(HARD_SPACE, "  "));
            repaired.push_str(&rest[spaces..]);
        } else {
            repaired.push_str(line);
        }
    }
    Cow::Owned(repaired)
}

/// Markdown as plain text: blocks on lines of their own, no markup, composed letters.
///
/// Raw HTML is left out; of a link its text remains, of a `[[link]]` without one what it leads to, as written but for the
/// prefix; of an image its description. A footnote comes where it is defined, once, if the text refers to it.
#[must_use]
pub fn plain_text(markdown: &str) -> String {
    let text = lenient(markdown);
    let text = composed(&text);
    let mut plain = String::with_capacity(text.len());
    let mut html = 0_u32;
    let mut footnotes = footnotes(&text);
    let mut muted = false;
    // Within a `[[link]]` whose text is its target.
    let mut target = false;
    for event in Parser::new_ext(&text, options()) {
        if muted {
            muted = !matches!(event, Event::End(TagEnd::FootnoteDefinition));
            continue;
        }
        match event {
            Event::Text(_) if target => {}
            Event::Text(text) | Event::Code(text) if html == 0 => plain.push_str(&text),
            Event::SoftBreak => plain.push(' '),
            Event::HardBreak => end_line(&mut plain),
            Event::Start(Tag::HtmlBlock) => html += 1,
            Event::End(TagEnd::HtmlBlock) => html = html.saturating_sub(1),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                end_line(&mut plain);
                // Taken out of the set: a second definition of the name is none.
                muted = !footnotes.remove(name.as_ref());
            }
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                plain.push_str(parse_link(&dest_url).name().unwrap_or(&dest_url));
                target = true;
            }
            Event::End(TagEnd::Link) => target = false,
            Event::End(TagEnd::TableCell) => plain.push('\t'),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_),
            ) => end_line(&mut plain),
            _ => {}
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Names of the footnotes that a text refers to.
fn footnotes(text: &str) -> BTreeSet<String> {
    if !text.contains("[^") {
        return BTreeSet::new();
    }
    Parser::new_ext(text, options())
        .filter_map(|event| match event {
            Event::FootnoteReference(name) => Some(name.into_string()),
            _ => None,
        })
        .collect()
}

fn end_line(plain: &mut String) {
    plain.truncate(plain.trim_end().len());
    if !plain.is_empty() {
        plain.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hard_spaces_around_marks_are_repaired_in_place() {
        for text in ["##\u{a0}Compromisos\n", "-\u{a0}Vence: 2023\n", "\u{a0}1.\u{a0}Uno\n", "a\u{a0}b", "-a\u{a0}b"] {
            assert_eq!(lenient(text).len(), text.len(), "{text:?}");
        }
        assert_eq!(lenient("##\u{a0}A\u{a0}b"), "##  A\u{a0}b");
        assert_eq!(lenient("10\u{a0}% de a"), "10\u{a0}% de a");
    }

    #[test]
    fn plain_text_has_no_markup() {
        assert_eq!(plain_text("Un **plan** de [riesgos](x).\n\n- uno\n- dos\n"), "Un plan de riesgos.\nuno\ndos");
        assert_eq!(plain_text("[[2022-08-09/4]] y [[a|b]]"), "2022-08-09/4 y b");
        assert_eq!(plain_text("[[doc: 14/2022]], [[org:IME]], [[x:y]] y [a](b)"), "14/2022, IME, x:y y a");
        assert_eq!(plain_text("a <b>b</b>\n\n<script>x</script>\n"), "a b");
        assert_eq!(plain_text("a[^1] b[^1]\n\n[^2]: no\n\n[^1]: c\n\n[^1]: no\n\nd"), "a b\nc\nd");
        assert_eq!(plain_text("a&nbsp;b &amp; c"), "a\u{a0}b & c");
    }
}
