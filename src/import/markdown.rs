//! Paragraphs → the Markdown that says the same, word for word.

use super::document::{Paragraph, Run, Style};
use crate::content::markdown::plain_text;
use crate::content::parse_link;

/// How much of the look of a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Emphasis and links.
    Kept,
    /// Links, and emphasis of single words: a paragraph in bold alone would be read as a heading.
    Plain,
}

/// Paragraphs and lists.
pub(super) fn prose(paragraphs: &[Paragraph], look: Look) -> String {
    let mut text = String::new();
    // How far the text of each list item that is open stands from the margin.
    let mut margins: Vec<usize> = Vec::new();
    let mut in_list = false;
    for paragraph in paragraphs {
        let mark = list_mark(paragraph.mark.as_deref());
        // A paragraph within an item goes on with it; an item of a deeper list stands below one of the list around it.
        margins.truncate(if mark.is_some() { paragraph.level.saturating_sub(1) } else { paragraph.level });
        let indent = " ".repeat(margins.last().copied().unwrap_or(0));
        if !text.is_empty() {
            text.push_str(if in_list && mark.is_some() { "\n" } else { "\n\n" });
        }
        text.push_str(&indent);
        match &mark {
            Some(mark) => {
                margins.push(indent.len() + mark.len() + 1);
                text.push_str(&format!("{mark} {}", inline(paragraph, look)));
            }
            None => text.push_str(&unmarked(paragraph, look)),
        }
        in_list = mark.is_some();
    }
    text
}

/// A paragraph that is none of a Markdown list; a letter or Roman numeral is written before it.
fn unmarked(paragraph: &Paragraph, look: Look) -> String {
    match paragraph.mark.as_deref() {
        Some(mark) if mark != "•" => {
            let mut numbered = Paragraph::of(&format!("{mark} "), paragraph.place);
            paragraph.runs.iter().for_each(|run| numbered.push(&run.text, &run.style));
            inline(&numbered, look)
        }
        _ => inline(paragraph, look),
    }
}

fn list_mark(mark: Option<&str>) -> Option<String> {
    let mark = mark?;
    if mark == "•" {
        return Some("-".to_owned());
    }
    let digits = mark.trim_end_matches(['.', ')']);
    let is_arabic = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_arabic.then(|| format!("{digits}."))
}

/// One line of Markdown that reads as the paragraph. Where its emphasis cannot be written, the words alone are.
pub(super) fn inline(paragraph: &Paragraph, look: Look) -> String {
    let plain = paragraph.plain();
    let flat = look == Look::Plain && paragraph.is_bold();
    let runs: Vec<Run> = if flat {
        paragraph
            .runs
            .iter()
            .map(|run| Run { style: Style { bold: false, ..run.style.clone() }, ..run.clone() })
            .collect()
    } else {
        paragraph.runs.clone()
    };
    let written = styled(&runs);
    if plain_text(&written) == plain {
        return written;
    }
    // What is struck out must not come back as if it were said.
    if let Some(written) = struck(&runs).filter(|written| same_words(&plain_text(written), &plain)) {
        return written;
    }
    let written = escaped(&plain, true);
    if plain_text(&written) == plain {
        return written;
    }
    plain.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// The text with nothing but what is struck out marked, and spaces where the marks would not count without them.
fn struck(runs: &[Run]) -> Option<String> {
    if runs.iter().all(|run| !run.style.strike) {
        return None;
    }
    let mut apart: Vec<Run> = Vec::new();
    for run in runs {
        let style = Style { strike: run.style.strike, ..Style::default() };
        match apart.last_mut() {
            Some(last) if last.style == style => last.text.push_str(&run.text),
            last => {
                if let Some(last) = last.filter(|last| !last.text.ends_with(' ') && !run.text.starts_with(' ')) {
                    last.text.push(' ');
                }
                apart.push(Run { text: run.text.clone(), style });
            }
        }
    }
    Some(styled(&apart))
}

fn same_words(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(one) == letters(other)
}

fn styled(runs: &[Run]) -> String {
    let mut text = String::new();
    for run in runs {
        // Marks stand beside words, not beside the spaces around them.
        let body = run.text.trim();
        let lead = &run.text[..run.text.len() - run.text.trim_start().len()];
        if body.is_empty() {
            text.push_str(&run.text);
            continue;
        }
        let tail = &run.text[lead.len() + body.len()..];
        text.push_str(lead);
        let marks = match (run.style.bold, run.style.italic) {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let body = match &run.style.link {
            // An address that is its own text is linked without any markup.
            Some(url) if same_address(url, body) => body.to_owned(),
            Some(target) if target.starts_with("[[") => {
                let inner = target.trim_start_matches('[').trim_end_matches(']');
                if parse_link(inner).name() == Some(body) {
                    target.clone()
                } else {
                    format!("[[{inner}|{}]]", escaped(body, false))
                }
            }
            Some(url) => {
                let url = url.replace(['<', '>', '\n', ' '], "");
                let url = if url.contains(['(', ')', '\\', '*', '&']) { format!("<{url}>") } else { url };
                format!("[{}]({url})", escaped(body, text.is_empty()))
            }
            None => escaped(body, text.is_empty()),
        };
        let strike = if run.style.strike { "~~" } else { "" };
        text.push_str(strike);
        text.push_str(marks);
        text.push_str(&body);
        text.push_str(marks);
        text.push_str(strike);
        text.push_str(tail);
    }
    text
}

fn same_address(url: &str, text: &str) -> bool {
    url == text || url.strip_suffix('/') == Some(text)
}

/// A text without anything that Markdown would take for markup.
fn escaped(text: &str, at_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let chars: Vec<char> = text.chars().collect();
    let lead = if at_start { block_mark(text) } else { None };
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map(|at| chars[at]);
        let next = chars.get(i + 1).copied();
        let escapes = match c {
            '\\' | '`' | '*' | '[' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '~' => next == Some('~') || before == Some('~'),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#') && text.contains(';'),
            _ => lead == Some(i),
        };
        if escapes {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Which character would make a line a heading, list item, quote, rule or table.
fn block_mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text[digits..].chars().next();
    match first {
        '#' | '>' | '+' | '-' | '=' | '|' | ':' => Some(0),
        _ if digits > 0 && matches!(after, Some('.' | ')')) => Some(digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Place;

    fn style(bold: bool, italic: bool) -> Style {
        Style { bold, italic, ..Style::default() }
    }

    fn line(runs: &[(&str, Style)]) -> String {
        let mut paragraph = Paragraph::default();
        runs.iter().for_each(|(text, style)| paragraph.push(text, style));
        inline(&paragraph, Look::Kept)
    }

    #[test]
    fn emphasis_stands_beside_words() {
        let plain = Style::default();
        assert_eq!(
            line(&[("En ", plain.clone()), ("Canadá ", style(true, false)), ("hay", plain.clone())]),
            "En **Canadá** hay"
        );
        assert_eq!(line(&[("una ", plain.clone()), ("nota", style(false, true)), (".", plain)]), "una *nota*.");
    }

    #[test]
    fn text_that_looks_like_markup_is_text() {
        for text in [
            "a * b * c",
            "# no",
            "1. no",
            "2) no",
            "- no",
            "[[x]]",
            "[a](b)",
            "<b>no</b>",
            "&amp;",
            "a_b_c _d_",
            "`x`",
            "~~x~~",
            "\\*",
            "| a | b |",
            "---",
            "===",
            "> no",
            "a < b & c",
            "[^1]: x",
            "*",
            "**",
            "https://a.mx/_b_",
            ": x",
            "+ a",
        ] {
            let markdown = inline(&Paragraph::of(text, Place::default()), Look::Kept);
            assert_eq!(plain_text(&markdown), text, "{markdown}");
        }
    }

    #[test]
    fn emphasis_that_cannot_be_written_is_left_out() {
        let runs = [("x", Style::default()), ("(a)", style(true, false)), ("y", Style::default())];
        assert_eq!(line(&runs), "x(a)y");
    }

    /// It came back as if it were said, which reverses what it means.
    #[test]
    fn what_is_struck_out_stays_so() {
        let plain = Style::default();
        let struck = Style { strike: true, ..Style::default() };
        assert_eq!(line(&[("Se firmó", struck.clone()), (" Falta.", plain.clone())]), "~~Se firmó~~ Falta.");
        let both = Style { bold: true, ..struck.clone() };
        assert_eq!(line(&[("No", both)]), "~~**No**~~");
        assert_eq!(line(&[("x", plain.clone()), ("(a)", struck), ("y", plain)]), "x ~~(a)~~ y");
    }

    #[test]
    fn links_are_kept() {
        let link = Style { link: Some("https://a.mx/b".into()), ..Style::default() };
        assert_eq!(line(&[("la liga", link.clone())]), "[la liga](https://a.mx/b)");
        assert_eq!(line(&[("https://a.mx/b", link)]), "https://a.mx/b");
    }
}
