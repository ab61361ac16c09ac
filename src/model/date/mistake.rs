//! What was perhaps meant by a text that is no date.

use std::ops::Range;

use chrono::{Datelike as _, NaiveDate};

use super::{PartialDate, prose_month};
use crate::diagnostic::{Applicability, Diagnostic, Kind, Language, Span, guess};
use crate::model::text::fold;

/// The finding about a text where a date has to be: with the name of a month mended that was misspelt, or with the last day
/// of a month that is not as long.
#[must_use]
pub fn not_a_date(text: impl Into<String>, span: Span) -> Diagnostic {
    let text = text.into();
    let mended = misspelt_month(&text);
    let last_day = mended.is_none().then(|| last_day(&text)).flatten();
    let suggestion = mended.as_ref().map(|(text, _)| text.clone());
    let diagnostic = Diagnostic::new(Kind::InvalidDate { text, suggestion, last_day }, span);
    match mended {
        Some((text, applicability)) => diagnostic.replaced_by(text, applicability),
        None => diagnostic,
    }
}

/// The text with the one word mended that is nearly the name of a month, if it is a date then.
fn misspelt_month(text: &str) -> Option<(String, Applicability)> {
    let months: Vec<&str> = Language::ALL
        .into_iter()
        .flat_map(|language| (1..=12).map(move |month| prose_month(month, language)))
        .collect();
    words(text).into_iter().find_map(|range| {
        let word = &text[range.clone()];
        let near = (word.chars().count() > 3).then(|| guess(word, months.iter().copied())).flatten()?;
        let mended = format!("{}{}{}", &text[..range.start], near.text, &text[range.end..]);
        mended.parse::<PartialDate>().ok().map(|_| (mended, near.applicability))
    })
}

/// How long the month is whose day does not exist: 30 for `31 de abril de 2024` and `2024-04-31`.
fn last_day(text: &str) -> Option<u32> {
    let words = words(text);
    words.iter().find_map(|range| {
        let day: u32 = text[range.clone()].parse().ok().filter(|day| (29..=31).contains(day))?;
        // With another day it is one.
        let first = format!("{}01{}", &text[..range.start], &text[range.end..]);
        let first = first.parse::<PartialDate>().ok()?.day()?;
        let last = PartialDate::new(first.year(), Some(first.month()), None)?.end();
        (first.day() == 1 && last.day() < day).then(|| NaiveDate::day(&last))
    })
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let end = at + letter.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words.retain(|range| !fold(&text[range.clone()]).is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_mended_when_the_rest_is_a_date() {
        let mended = |text| misspelt_month(text).map(|(text, _)| text);
        assert_eq!(mended("15 de abrli de 2024").as_deref(), Some("15 de abril de 2024"));
        assert_eq!(mended("15 Setpember 2024").as_deref(), Some("15 September 2024"));
        for text in ["15 de abrli", "31 de abrli de 2024", "pronto", "", "el 15 de quincena de 2024", "2024-13-01"] {
            assert_eq!(mended(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_that_is_not_as_long_is_told_its_length() {
        for (text, last) in [
            ("31 de abril de 2024", Some(30)),
            ("2024-04-31", Some(30)),
            ("2023-02-29", Some(28)),
            ("Feb 30, 2024", Some(29)),
            ("2024-04-32", None),
            ("31/04/2024", None),
            ("2024-31-01", None),
            ("31", None),
        ] {
            assert_eq!(last_day(text), last, "{text}");
        }
    }
}
