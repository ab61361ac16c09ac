//! Text → terms, the same at indexing, in a query and in a snippet: words are runs of letters and digits, in lower case,
//! without accents. `ñ` is a letter of its own. Numbers lose their leading zeros, so that `0132/2023` and `132/2023` are
//! one. Stemming is left to the query: what the index holds are words as they are written.

mod fold;
mod stem;
mod stop;

pub use fold::fold;
pub(crate) use fold::fold_into;
pub use stem::Stemmer;
pub(crate) use stop::is_stop_word;

/// A term is cut here, in bytes: longer runs are no words, and a dictionary of them would only be large.
const LONGEST: usize = 64;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term that it is indexed as.
    pub term: String,
    /// First byte in the text.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// The words of a text, in order.
///
/// ```
/// let words: Vec<String> = acuerdos_search::tokens("Año de la Reunión: 0132/2023").map(|word| word.term).collect();
/// assert_eq!(words, ["año", "de", "la", "reunion", "132", "2023"]);
/// ```
pub fn tokens(text: &str) -> impl Iterator<Item = Token> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(is_word)?;
        let rest = &text[start..];
        if let Some(length) = initials(rest) {
            from = start + length;
            let letters: String = rest[..length].chars().filter(|&c| c != '.').collect();
            return Some(Token { term: term(&letters), start, end: from });
        }
        let length = rest.find(|c| !is_word(c) && !is_mark(c)).unwrap_or(rest.len());
        from = start + length;
        Some(Token { term: term(&rest[..length]), start, end: from })
    })
}

/// How many bytes of a text are letters with a full stop behind each, which are one word: `M.R.V.` is `MRV`. The last of
/// three and more needs none. None, if it does not begin so.
fn initials(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    let (mut letters, mut end) = (0, 0);
    while let Some((at, letter)) = chars.next_if(|&(_, c)| c.is_alphabetic()) {
        let stop = chars.next_if(|&(_, c)| c == '.').is_some();
        if !stop && chars.peek().is_some_and(|&(_, c)| is_word(c) || is_mark(c)) {
            // Not letters but the beginning of a longer word: `a.b.mx`.
            return None;
        }
        letters += 1;
        end = at + letter.len_utf8() + usize::from(stop);
        if !stop {
            break;
        }
    }
    let stopped = text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'.');
    (letters >= if stopped { 2 } else { 3 }).then_some(end)
}

/// The term of one word.
fn term(word: &str) -> String {
    let mut term = String::with_capacity(word.len());
    fold_into(word, &mut term);
    if term.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|&end| term.is_char_boundary(end)).unwrap_or(0);
        term.truncate(end);
    }
    if term.starts_with('0') && term.bytes().all(|byte| byte.is_ascii_digit()) {
        let kept = term.trim_start_matches('0');
        term = if kept.is_empty() { "0".to_owned() } else { kept.to_owned() };
    }
    term
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// Signs that end no word: combining accents, as some systems write them behind their letter, and what is not seen.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}') || fold::is_unseen(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.term).collect()
    }

    #[test]
    fn accents_and_case_do_not_matter_and_ñ_does() {
        assert_eq!(terms("CAPACITACIÓN capacitacion"), ["capacitacion", "capacitacion"]);
        assert_eq!(terms("año ANO AÑO"), ["año", "ano", "año"]);
        // As some systems store names: a letter and its accent apart.
        assert_eq!(terms("reunio\u{301}n an\u{303}o"), ["reunion", "año"]);
        // As a text comes from a typeset page: with the places where a word may be broken.
        assert_eq!(terms("compro\u{ad}miso \u{feff}plan"), ["compromiso", "plan"]);
    }

    #[test]
    fn numbers_are_told_by_their_value() {
        assert_eq!(terms("INE/CG0241/2022, 0132/2023, 000"), ["ine", "cg0241", "2022", "132", "2023", "0"]);
    }

    #[test]
    fn letters_with_full_stops_are_one_word() {
        assert_eq!(
            terms("M.R.V. y M.R.V, a.m. J. Pérez J.M. Ruiz A.B1 fin."),
            ["mrv", "y", "mrv", "am", "j", "perez", "jm", "ruiz", "a", "b1", "fin"]
        );
        assert_eq!(terms("http://a.b.mx x.y"), ["http", "a", "b", "mx", "x", "y"]);
    }

    #[test]
    fn positions_are_those_of_the_text() {
        let text = "¿Qué año?";
        let found: Vec<&str> = tokens(text).map(|token| &text[token.start..token.end]).collect();
        assert_eq!(found, ["Qué", "año"]);
    }

    #[test]
    fn a_run_without_end_is_cut() {
        assert_eq!(terms(&"ñ".repeat(5000)), ["ñ".repeat(32)]);
    }
}
