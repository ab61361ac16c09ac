//! Dates within texts.

mod wordy;

use std::ops::Range;

use chrono::NaiveDate;

use super::words::find_folded;
use crate::model::text::fold;
use crate::model::{PartialDate, roman};

/// Every date of a text that says at least its month, with its place.
pub(super) fn dates(text: &str) -> Vec<(PartialDate, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric() && before != '/';
        before = c;
        if !begins || start < at {
            continue;
        }
        let rest = &text[start..];
        let date =
            numeric(rest).or_else(|| abbreviated(rest)).or_else(|| wordy::first_of_several(rest)).or_else(|| {
                let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).take(20).collect();
                // A date starts with its day or month: `el 30 de enero` is one without the article.
                let little = matches!(fold(&word).as_str(), "el" | "de" | "del" | "the" | "of");
                let (date, length) = if little { None } else { PartialDate::parse_prefix(rest) }?;
                (date.to_string().len() > 4).then_some((date, length))
            });
        let date = date.or_else(|| wordy::with_more_words(rest));
        if let Some((date, length)) = date {
            at = start + length;
            found.push((date, start..at));
        }
    }
    found
}

/// `19/05/2022`, the day first unless it cannot be one.
fn numeric(text: &str) -> Option<(PartialDate, usize)> {
    // No date is longer than this, however long the digits go on.
    let end = text.bytes().take(12).take_while(|c| c.is_ascii_digit() || matches!(c, b'/' | b'-' | b'.')).count();
    let written = text[..end].trim_end_matches(['.', '-', '/']);
    let separator = written.chars().find(|c| !c.is_ascii_digit())?;
    let parts: Vec<&str> = written.split(separator).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    // `2024/03/12`; with hyphens it is read as ISO 8601 is.
    if first.len() == 4 && separator != '-' && second.len() <= 2 && year.len() <= 2 {
        let date = PartialDate::new(first.parse().ok()?, Some(second.parse().ok()?), Some(year.parse().ok()?))?;
        return Some((date, written.len()));
    }
    if first.len() > 2 || second.len() > 2 || ![2, 4].contains(&year.len()) {
        return None;
    }
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    let year: i32 = year.parse::<i32>().ok().map(|value| if year.len() == 2 { 2000 + value } else { value })?;
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    Some((PartialDate::new(year, Some(month), Some(day))?, written.len()))
}

/// `10-ene-24`, `10/ene/2024`, as a spreadsheet writes a day.
fn abbreviated(text: &str) -> Option<(PartialDate, usize)> {
    let part = |text: &str, is: fn(char) -> bool, most: usize| {
        let length: usize = text.chars().take_while(|&c| is(c)).take(most).map(char::len_utf8).sum();
        (length > 0).then_some(length)
    };
    let digit = |c: char| c.is_ascii_digit();
    let day = part(text, digit, 2)?;
    let separator = text[day..].chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let month = &text[day + 1..];
    let length = part(month, char::is_alphabetic, 12)?;
    let year = month[length..].strip_prefix(separator)?;
    let digits = part(year, digit, 4).filter(|&digits| digits == 2 || digits == 4)?;
    let century = if digits == 2 { "20" } else { "" };
    let (month, number) = (&month[..length], format!("{century}{}", &year[..digits]));
    // `12.III.2024`
    let date = match (1..=12).find(|&value| roman(value) == month).and_then(|value| u32::try_from(value).ok()) {
        Some(month) => PartialDate::new(number.parse().ok()?, Some(month), Some(text[..day].parse().ok()?))?,
        None => format!("{} {month} {number}", &text[..day]).parse().ok()?,
    };
    Some((date, day + 1 + length + 1 + digits))
}

/// Whether a date, as it is written, names several days: `5 y 6 de marzo de 2024`.
pub(super) fn are_several(text: &str) -> bool {
    wordy::first_of_several(text).is_some()
}

/// The first whole day of a text.
pub(super) fn day(text: &str) -> Option<(NaiveDate, Range<usize>)> {
    dates(text).into_iter().find_map(|(date, range)| Some((date.day()?, range)))
}

/// Words behind which a date is one by which something has to be done.
const OBLIGATIONS: [&str; 22] = [
    "debe",
    "deben",
    "debera",
    "deberan",
    "debiendo",
    "a mas tardar",
    "antes de",
    "antes del",
    "plazo",
    "vence",
    "vencimiento",
    "fecha limite",
    "se presentara",
    "se entregara",
    "se concluira",
    "must",
    "shall",
    "no later than",
    "due",
    "deadline",
    "by the end of",
    "before",
];

/// In an account, which speaks of much else, only these: `este plan debe ser presentado en mayo de 2023`.
const PROMISES: [&str; 17] = [
    "debe ser",
    "deben ser",
    "debera ser",
    "deberan ser",
    "debe presentarse",
    "debe entregarse",
    "debera presentarse",
    "debera entregarse",
    "a mas tardar",
    "fecha limite",
    "se presentara",
    "se entregara",
    "se concluira",
    "must be",
    "shall be",
    "no later than",
    "due date",
];

/// In what was agreed, these are enough.
const AGREED: [&str; 4] = ["para el", "para", "en", "by"];

/// When something is due, as its text or the account of it says. What is agreed may merely say `en mayo de 2023`; an
/// account speaks of many days, and only one by which something has to be done is the due date.
pub(super) fn due(agreed: &str, account: &str, held: NaiveDate) -> Option<PartialDate> {
    by_obligation(agreed, held, &OBLIGATIONS)
        .or_else(|| merely(agreed, held))
        .or_else(|| by_obligation(account, held, &PROMISES))
}

fn by_obligation(text: &str, held: NaiveDate, obligations: &[&str]) -> Option<PartialDate> {
    sentences(text).find_map(|sentence| {
        let dates = dates(sentence);
        let (date, _) = dates.into_iter().find(|(date, range)| {
            let before = end_of(&sentence[..range.start], 300);
            date.end() >= held && obligations.iter().any(|words| find_folded(before, words).is_some())
        })?;
        Some(date)
    })
}

fn merely(text: &str, held: NaiveDate) -> Option<PartialDate> {
    let (date, _) = dates(text).into_iter().find(|(date, range)| {
        let before = fold(end_of(&text[..range.start], 40));
        date.start() > held
            && AGREED.iter().any(|word| before.strip_suffix(word).is_some_and(|rest| rest.ends_with(' ')))
    })?;
    Some(date)
}

/// The last bytes of a text, or a few less.
fn end_of(text: &str, most: usize) -> &str {
    let mut from = text.len().saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', ';']).flat_map(|line| line.split(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stand_anywhere() {
        let found = |text: &str| {
            dates(text).into_iter().map(|(date, range)| format!("{date}={}", &text[range])).collect::<Vec<_>>()
        };
        assert_eq!(found("El 30 de enero de 2023 se llevó"), ["2023-01-30=30 de enero de 2023"]);
        assert_eq!(found("jueves 19/05/2022, 10:00"), ["2022-05-19=19/05/2022"]);
        assert_eq!(found("en mayo de 2023."), ["2023-05=mayo de 2023"]);
        assert_eq!(found("10-ene-24 y 3/sept/2022"), ["2024-01-10=10-ene-24", "2022-09-03=3/sept/2022"]);
        assert_eq!(found("3-INE-24, 12-de-22"), [""; 0]);
        assert_eq!(found("12.III.2024; 2024/03/12"), ["2024-03-12=12.III.2024", "2024-03-12=2024/03/12"]);
        assert_eq!(found("INE/CG241/2022, 14/2022, numeral 2.2 de 2022-2023, el 18 de enero"), [""; 0]);
        assert_eq!(found("May 31, 2023 and 2023-06-01"), ["2023-05-31=May 31, 2023", "2023-06-01=2023-06-01"]);
    }

    #[test]
    fn what_has_to_be_done_by_a_date_is_due_then() {
        let held = "2022-08-09".parse().unwrap();
        let due = |agreed, account| due(agreed, account, held).map(|date| date.to_string());
        assert_eq!(due("", "Este plan debe ser presentado ante la COVE en mayo de 2023.").as_deref(), Some("2023-05"));
        assert_eq!(due("Entregar el informe a más tardar el 15/09/2022.", "").as_deref(), Some("2022-09-15"));
        assert_eq!(due("Entregar el informe en octubre de 2022.", "").as_deref(), Some("2022-10"));
        assert_eq!(due("", "El 30 de enero de 2023 se llevó a cabo."), None);
        assert_eq!(due("", "Debe verse. El 30 de enero de 2023 se llevó a cabo."), None);
        assert_eq!(due("Como se dijo en mayo de 2022.", ""), None);
    }
}
