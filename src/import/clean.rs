//! What word processors, converters and page breaks leave in a text, taken out; the words stay as they are.

use super::document::{Paragraph, Style};
use crate::model::text::composed;

/// Marks that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
        || (c.is_control() && !c.is_whitespace())
}

/// A paragraph with composed letters, each run of white space one space, none at the ends, no invisible marks, and no
/// hyphens of lines that ended within a word.
#[must_use]
pub(super) fn clean(paragraph: &Paragraph) -> Paragraph {
    let mut cleaned = Paragraph { runs: Vec::new(), ..paragraph.clone() };
    // What came last: a letter and a hyphen, then a space, may be the end of a line.
    let mut gap = false;
    let mut last = [' '; 2];
    for run in &paragraph.runs {
        let composed = composed(&run.text);
        let mut out = String::with_capacity(composed.len());
        let mut letters = composed.chars().filter(|&c| !is_invisible(c)).peekable();
        while let Some(c) = letters.next() {
            if c.is_whitespace() {
                gap = true;
                continue;
            }
            let was_gap = std::mem::take(&mut gap);
            if was_gap && (!out.is_empty() || !cleaned.runs.is_empty()) {
                let rest: String =
                    std::iter::once(c).chain(letters.clone().take_while(|c| c.is_alphabetic())).collect();
                if last[1] == '-' && last[0].is_lowercase() && c.is_lowercase() && !is_conjunction(&rest) {
                    // The hyphen may end the run before.
                    if out.ends_with('-') {
                        out.pop();
                    } else if out.is_empty()
                        && let Some(before) = cleaned.runs.last_mut()
                    {
                        before.text.pop();
                    }
                } else if out.is_empty() && space_goes_before(cleaned.runs.last().map(|run| &run.style), &run.style) {
                    cleaned.push(" ", &cleaned.runs.last().map(|run| run.style.clone()).unwrap_or_default());
                } else {
                    out.push(' ');
                }
            }
            out.push(c);
            // A hyphen behind a space is a dash, and ends no line.
            last = if was_gap { [' ', c] } else { [last[1], c] };
        }
        cleaned.push(&out, &run.style);
    }
    cleaned.trim();
    cleaned
}

/// Whether the space between two runs belongs to the first: it is never the link's or the bold word's.
fn space_goes_before(before: Option<&Style>, after: &Style) -> bool {
    let plain = Style::default();
    before.is_some_and(|before| *before == plain || *after != plain)
}

/// `pre- y postelectoral` is no word that a line broke.
fn is_conjunction(word: &str) -> bool {
    matches!(word, "y" | "e" | "o" | "u" | "ni" | "a" | "and" | "or" | "to")
}

/// Whether a text stops before its sentence does.
#[must_use]
pub(super) fn is_cut(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '»', '’', '\'', '*']);
    !text.is_empty() && !text.ends_with(['.', '!', '?', '…', ':', ';', ')'])
}

/// Whether a text starts within a sentence.
#[must_use]
pub(super) fn goes_on(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | ')' | '.'))
}

/// Puts a paragraph behind the text of another, which a page or line break had parted.
pub(super) fn join(first: &mut Paragraph, second: &Paragraph) {
    let text = first.plain();
    let next = second.plain();
    let last = text.trim_end_matches('-').chars().next_back();
    let hyphen = text.ends_with('-') && last.is_some_and(char::is_alphabetic);
    if hyphen {
        if goes_on(&next)
            && let Some(run) = first.runs.last_mut()
        {
            run.text.pop();
        }
    } else if !next.starts_with([',', ';', '.', ')']) {
        let style = match (first.runs.last(), second.runs.first()) {
            (Some(a), Some(b)) if a.style == b.style => a.style.clone(),
            _ => Style::default(),
        };
        first.push(" ", &style);
    }
    for run in &second.runs {
        first.push(&run.text, &run.style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Place;

    fn cleaned(text: &str) -> String {
        clean(&Paragraph::of(text, Place::default())).plain()
    }

    #[test]
    fn what_nobody_sees_is_taken_out() {
        assert_eq!(cleaned("  una\u{a0}\u{a0} insti\u{ad}tución \n nueva\u{200b} "), "una institución nueva");
        assert_eq!(
            cleaned("las insti- tuciones pre- y postelectorales INE-SRE"),
            "las instituciones pre- y postelectorales INE-SRE"
        );
        assert_eq!(cleaned("-requerimientos-."), "-requerimientos-.");
        assert_eq!(cleaned("estado previo - pendiente"), "estado previo - pendiente");
    }

    #[test]
    fn spaces_between_runs_stay_one() {
        let bold = Style { bold: true, ..Style::default() };
        let mut paragraph = Paragraph::default();
        paragraph.push("En ", &Style::default());
        paragraph.push(" Canadá ", &bold);
        paragraph.push(", se", &Style::default());
        let cleaned = clean(&paragraph);
        assert_eq!(cleaned.plain(), "En Canadá , se");
        assert_eq!(cleaned.runs[1].text, "Canadá");
    }

    #[test]
    fn parted_sentences_are_joined() {
        for (first, second, joined) in [
            ("los instrumentos de", "colaboración", "los instrumentos de colaboración"),
            ("las institu-", "ciones", "las instituciones"),
            ("el INE-", "SRE", "el INE-SRE"),
            ("Dallas", ", Chicago", "Dallas, Chicago"),
        ] {
            let mut paragraph = Paragraph::of(first, Place::default());
            join(&mut paragraph, &Paragraph::of(second, Place::default()));
            assert_eq!(paragraph.plain(), joined);
        }
    }
}
