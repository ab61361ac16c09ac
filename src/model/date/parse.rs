//! Dates at the start of a text, in ISO 8601 and in prose.

use super::{PartialDate, prose_month, short_month};
use crate::diagnostic::Language;
use crate::model::text::fold;

fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then(|| text[..length].parse().ok().map(|n| (n, length))).flatten()
}

pub(super) fn iso_prefix(text: &str) -> Option<(PartialDate, usize)> {
    let part = |at: usize| {
        let rest = text.get(at..)?.strip_prefix(['-', '\u{2010}', '\u{2011}'])?;
        let (value, length) = digits(rest, 2).filter(|&(_, length)| length == 2)?;
        Some((value, text.len() - rest.len() + length))
    };
    let (year, mut end) = digits(text, 4).filter(|&(_, length)| length == 4)?;
    let (mut month, mut day) = (None, None);
    if let Some((value, after)) = part(end) {
        (month, end) = (Some(value), after);
        if let Some((value, after)) = part(end) {
            (day, end) = (Some(value), after);
        }
    }
    // `2022-08-091` or `20220` is no date with something behind it.
    if text[end..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some((PartialDate::new(i32::try_from(year).ok()?, month, day)?, end))
}

/// `31 de mayo de 2023`, `1.º de mayo de 2023`, `mayo 2023`, `31 May 2023`, `May 31, 2023`.
pub(super) fn prose_prefix(text: &str) -> Option<(PartialDate, usize)> {
    let mut rest = Words { text, at: 0 };
    let mut day = rest.number();
    let month = rest.month()?;
    if day.is_none() {
        // `May 31, 2023`, but not `May 2023`.
        let before = rest.at;
        day = rest.number();
        if day.is_some_and(|n| n > 31) {
            day = None;
            rest.at = before;
        }
    }
    let year = rest.number().filter(|&n| (1000..=9999).contains(&n))?;
    Some((PartialDate::new(i32::try_from(year).ok()?, Some(month), day)?, rest.at))
}

/// Words of a date in prose; the little words between them are passed over.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn peek(&self) -> (usize, &'a str) {
        let rest = &self.text[self.at..];
        let start = rest.find(|c: char| c.is_alphanumeric()).unwrap_or(rest.len());
        // Only spaces and commas may stand between the words of a date.
        let gap_is_plain = rest[..start].chars().all(|c| c.is_whitespace() || c == ',');
        let word = &rest[start..];
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        if gap_is_plain { (self.at + start, &word[..end]) } else { (self.at, "") }
    }

    fn skip_little_words(&mut self) {
        loop {
            let (start, word) = self.peek();
            if !matches!(fold(word).as_str(), "de" | "del" | "of" | "the" | "el") {
                break;
            }
            self.at = start + word.len();
        }
    }

    fn number(&mut self) -> Option<u32> {
        self.skip_little_words();
        let (start, word) = self.peek();
        let (number, length) = digits(word, 4)?;
        let ordinal = &word[length..];
        if !matches!(ordinal, "" | "o" | "º" | "°" | "er" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        self.at = start + word.len();
        for mark in [".º", ".o", "º", "°", "."] {
            if self.text[self.at..].starts_with(mark) && number == 1 {
                self.at += mark.len();
                break;
            }
        }
        Some(number)
    }

    fn month(&mut self) -> Option<u32> {
        self.skip_little_words();
        let (start, word) = self.peek();
        let folded = fold(word);
        let month = (1..=12).find(|&m| {
            Language::ALL.into_iter().any(|l| folded == fold(prose_month(m, l)) || folded == fold(short_month(m, l)))
                || (m == 9 && matches!(folded.as_str(), "setiembre" | "sep" | "sept"))
        })?;
        self.at = start + word.len();
        if self.text[self.at..].starts_with('.') {
            self.at += 1;
        }
        Some(month)
    }
}
