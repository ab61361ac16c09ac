//! Comparing and naming: what counts as the same word, and what a word looks like in a URL.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// A text as names are compared: without accents (ñ is kept), case, or differences of white space, hyphens and
/// underscores.
///
/// Non-breaking spaces and decomposed letters, which word processors leave behind, make no difference.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    // Most numbers, acronyms and ids are ASCII, which needs no decomposing.
    if text.is_ascii() {
        for letter in text.chars() {
            if letter.is_whitespace() || matches!(letter, '-' | '_') {
                gap = true;
            } else if !is_invisible(letter) {
                push(&mut folded, &mut gap, letter.to_ascii_lowercase());
            }
        }
        return folded;
    }
    let mut letters = text.nfd().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() || matches!(letter, '-' | '_' | '\u{2010}'..='\u{2015}') {
            gap = true;
        } else if matches!(letter, 'n' | 'N') && letters.peek() == Some(&'\u{303}') {
            letters.next();
            push(&mut folded, &mut gap, 'ñ');
        } else if !is_combining_mark(letter) && !is_invisible(letter) {
            for lower in letter.to_lowercase().filter(|c| !is_combining_mark(*c)) {
                push(&mut folded, &mut gap, lower);
            }
        }
    }
    folded
}

fn push(folded: &mut String, gap: &mut bool, letter: char) {
    if std::mem::take(gap) && !folded.is_empty() {
        folded.push(' ');
    }
    folded.push(letter);
}

/// Soft hyphens, zero-width characters and marks of direction: they are no part of a name.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text with composed letters. Nearly every text has them already, and looking costs far less than composing.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    // Up to U+02FF, which holds all of Spanish and English, every letter is composed as it is; what is above begins with a
    // higher byte than any of that.
    if text.bytes().all(|byte| byte < 0xcc) {
        return Cow::Borrowed(text);
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

/// A name as it is stored: composed letters, each run of white space one space, none at the ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        add_word(&mut tidied, word);
    }
    tidied
}

fn add_word(tidied: &mut String, word: &str) {
    if !tidied.is_empty() {
        tidied.push(' ');
    }
    tidied.extend(composed(word).chars().filter(|letter| !is_invisible(*letter) && !letter.is_control()));
}

/// A key that sorts as readers expect: case and accents make no difference, ñ comes after n.
#[must_use]
pub fn collation_key(text: &str) -> String {
    // `~` comes after every letter that a folded text has at its place.
    fold(text).replace('ñ', "n~")
}

/// One part of a URL: ASCII letters (their case kept), digits, `.`, `_` and single hyphens; everything else is
/// transliterated or becomes a hyphen. Never empty and never a name that Windows reserves.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in deunicode::deunicode(&composed(name)).chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => slug.push(letter),
            '.' if !slug.is_empty() && !slug.ends_with(['-', '.']) => slug.push('.'),
            _ if !slug.is_empty() && !slug.ends_with(['-', '.']) => slug.push('-'),
            _ => {}
        }
    }
    // Long enough for any name, short enough for every file system with an ending behind it.
    slug.truncate(120);
    slug.truncate(slug.trim_end_matches(['-', '.']).len());
    if slug.is_empty() {
        // A name of nothing but signs still needs an address that is always the same.
        let codes: String = name.chars().take(8).map(|c| format!("-{:x}", u32::from(c))).collect();
        return format!("x{codes}");
    }
    if is_reserved(&slug) {
        // Behind the name itself: to Windows `nul.txt_` is the device still.
        let end = slug.find('.').unwrap_or(slug.len());
        slug.insert(end, '_');
    }
    slug
}

/// A slug of each part of a path.
#[must_use]
pub fn slug_path(path: &str) -> String {
    path.split('/').map(slug).collect::<Vec<_>>().join("/")
}

/// Names that Windows gives to devices, with or without an ending, and `index`, which is a folder's own page.
fn is_reserved(slug: &str) -> bool {
    let stem = slug.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "index") || numbered("com") || numbered("lpt")
}

/// The first sentence, for a title; at most about a hundred characters, cut between words.
#[must_use]
pub fn first_sentence(text: &str) -> String {
    const LONGEST: usize = 100;
    let mut sentence = String::new();
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if sentence.ends_with(['.', '?', '!', '…']) {
            sentence.pop();
            break;
        }
        // What comes behind so many letters is cut off.
        if sentence.len() > LONGEST && sentence.chars().count() > LONGEST {
            break;
        }
        add_word(&mut sentence, word);
    }
    let sentence = sentence.trim_end_matches('.');
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut = sentence.char_indices().nth(LONGEST).map_or(sentence.len(), |(i, _)| i);
    let cut = sentence[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", sentence[..cut].trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_whatever_the_keyboard() {
        for other in ["en proceso", "En Proceso", "EN-PROCESO", "en_proceso", " En\u{a0}proceso ", "e\u{301}n proceso"]
        {
            assert_eq!(fold(other), "en proceso", "{other:?}");
        }
        assert_eq!(fold("Atención"), fold("Atencio\u{301}n"));
    }

    #[test]
    fn letters_are_composed_whatever_their_block() {
        for letter in (0..0x500).filter_map(char::from_u32) {
            let text = format!("a{letter}");
            assert_eq!(composed(&text), text.nfc().collect::<String>(), "{text:?}");
        }
        assert_eq!(composed("Atencio\u{301}n"), "Atención");
    }

    #[test]
    fn ñ_is_a_letter_of_its_own() {
        assert_ne!(fold("año"), fold("ano"));
        assert_eq!(fold("AN\u{303}O"), "año");
    }

    #[test]
    fn slugs_keep_what_urls_can_hold() {
        assert_eq!(slug("INE/CG241/2022"), "INE-CG241-2022");
        assert_eq!(slug("Consulado en Montréal"), "Consulado-en-Montreal");
        assert_eq!(slug("  ¿Qué? "), "Que");
        assert_eq!(slug("2022-08-09"), "2022-08-09");
        assert_eq!(slug("..a..b.."), "a.b");
    }

    #[test]
    fn slugs_are_never_empty_or_reserved() {
        assert_eq!(slug("con"), "con_");
        assert_eq!(slug("COM1.x"), "COM1_.x");
        // An ending was put behind, and the site was refused when it was published.
        assert_eq!(slug("nul.tar.gz"), "nul_.tar.gz");
        assert_eq!(slug("index"), "index_");
        assert!(!slug("\u{1f}").is_empty());
        assert!(!slug("").is_empty());
        assert!(!slug("¿").is_empty() || slug("¿") != slug("¡"));
    }

    #[test]
    fn a_long_first_sentence_is_cut_between_words() {
        assert_eq!(first_sentence("Uno dos. Tres."), "Uno dos");
        assert_eq!(first_sentence("Art. sin punto final"), "Art");
        assert_eq!(first_sentence(" ¿Qué?! \n Nada... más."), "¿Qué?");
        assert_eq!(first_sentence("Nada...  más."), "Nada");
        let long = "palabra ".repeat(40);
        assert!(first_sentence(&long).ends_with("palabra…"));
        assert!(first_sentence(&long).chars().count() <= 101);
    }
}
