//! Dates with more words than minutes have: `13 de mayo del año 2024`, `1ro de julio de 2024`, `5 y 6 de marzo de 2024`.

use crate::model::PartialDate;
use crate::model::text::fold;

/// No date is longer than this.
const LONGEST: usize = 60;

/// The first of several days, `5 y 6 de marzo de 2024`, `5-7 March 2024`, `October 21 and 22, 2024`, `30 de abril y 2 de mayo
/// de 2024`, and how long all of it is: a meeting that goes on is known by the day on which it began.
pub(super) fn first_of_several(text: &str) -> Option<(PartialDate, usize)> {
    let text = start(text);
    let (day, length) = day_number(text).or_else(|| month_first(text).map(|(_, day, length)| (day, length)))?;
    let english = month_first(text).map(|(month, ..)| month);
    // `30 de abril y …`
    let (month, length) = match english {
        Some(_) => (english, length),
        None => own_month(text, length).map_or((None, length), |(month, length)| (Some(month), length)),
    };
    let rest = &text[length..];
    let and = [" y el ", " y ", " e ", " al ", " a ", " and ", " & ", " to ", " - ", " – ", "-", "–"]
        .iter()
        .find_map(|and| rest.strip_prefix(and))?;
    let from = text.len() - and.len();
    let (date, end) = match english {
        Some(month) => {
            let (second, digits) = day_number(and)?;
            let year = and[digits..].trim_start_matches([',', ' ']);
            let skipped = and.len() - year.len();
            let (date, written) = PartialDate::parse_prefix(&format!("{month} {second}, {}", year.get(..4)?))?;
            (date.day().map(|_| date).filter(|_| written > 8)?, from + skipped + 4)
        }
        None => {
            let (date, length) = PartialDate::parse_prefix(and).or_else(|| with_more_words(and))?;
            (date, from + length)
        }
    };
    let last = date.day()?;
    let year = date.to_string().get(..4)?.to_owned();
    let first: PartialDate = match month {
        Some(month) => format!("{day} {month} {year}").parse().ok()?,
        None => format!("{}-{day:02}", date.to_string().get(..7)?).parse().ok()?,
    };
    (first.day()? < last).then_some((first, end))
}

/// A date with `del año`, `1ro` or `1er` in it.
pub(super) fn with_more_words(text: &str) -> Option<(PartialDate, usize)> {
    let text = start(text);
    let mut plain = text.to_owned();
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for more in ["del año ", "de año ", "del ano "] {
        if let Some(at) = plain.find(more) {
            plain.replace_range(at..at + more.len(), "de ");
            taken.push((at, more.len() - 3));
        }
    }
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    for ending in ["ro ", "ero ", "er ", "do "] {
        if (1..=2).contains(&digits) && plain[digits..].starts_with(ending) {
            plain.replace_range(digits..digits + ending.len() - 1, "");
            taken.push((digits, ending.len() - 1));
        }
    }
    if taken.is_empty() {
        return None;
    }
    let (date, length) = PartialDate::parse_prefix(&plain)?;
    let more: usize = taken.iter().filter(|(at, _)| *at < length).map(|(_, more)| more).sum();
    (date.to_string().len() > 4).then_some((date, length + more))
}

/// The beginning of a text in which a date that it begins with has to stand.
fn start(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).find(|&at| at >= LONGEST).unwrap_or(text.len());
    &text[..end]
}

/// `5`, `1º`
fn day_number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let day: u32 = text.get(..digits)?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let mark: usize = text[digits..].chars().take_while(|c| matches!(c, 'º' | '°' | 'ª')).map(char::len_utf8).sum();
    Some((day, digits + mark))
}

/// `October 21`
fn month_first(text: &str) -> Option<(&str, u32, usize)> {
    let letters: usize = text.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let name = text.get(..letters).filter(|name| is_month(name))?;
    let (day, length) = day_number(text[letters..].strip_prefix(' ')?)?;
    Some((name, day, letters + 1 + length))
}

/// The month behind a day, ` de abril`, where no year follows it.
fn own_month(text: &str, from: usize) -> Option<(&str, usize)> {
    let rest = text[from..].strip_prefix(" de ").or_else(|| text[from..].strip_prefix(' '))?;
    let at = text.len() - rest.len();
    let letters: usize = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    is_month(&rest[..letters]).then(|| (&rest[..letters], at + letters))
}

fn is_month(word: &str) -> bool {
    let folded = fold(word);
    folded.len() >= 3 && format!("{folded} 2000").parse::<PartialDate>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_of_several_days_is_of_the_first() {
        for (text, date) in [
            ("5 y 6 de marzo de 2024, 10:00", "2024-03-05 22"),
            ("5 al 7 de marzo del año 2024", "2024-03-05 29"),
            ("5-6 de marzo de 2024", "2024-03-05 20"),
            ("30 de abril y 2 de mayo de 2024", "2024-04-30 31"),
            ("October 21 and 22, 2024 In person", "2024-10-21 23"),
            ("October 21-22, 2024", "2024-10-21 19"),
            ("5–6 March 2024", "2024-03-05 16"),
        ] {
            let found = first_of_several(text).map(|(date, length)| format!("{date} {length}"));
            assert_eq!(found.as_deref(), Some(date), "{text}");
        }
        for text in
            ["5 y 6 compromisos", "6 y 5 de marzo de 2024", "5 de marzo de 2024 y 6 de abril de 2024", "mayo 2024 y 3"]
        {
            assert_eq!(first_of_several(text), None, "{text}");
        }
    }

    #[test]
    fn words_that_say_no_more_are_passed_over() {
        for (text, date) in [
            ("13 de mayo del año 2024", "2024-05-13 24"),
            ("1ro de julio de 2024.", "2024-07-01 20"),
            ("1er de julio de 2024", "2024-07-01 20"),
        ] {
            let found = with_more_words(text).map(|(date, length)| format!("{date} {length}"));
            assert_eq!(found.as_deref(), Some(date), "{text}");
        }
    }
}
