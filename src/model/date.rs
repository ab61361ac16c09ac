//! Dates, whole and partial, in ISO 8601 and in prose.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use super::text::fold;
use crate::diagnostic::Language;

/// A year, a month or a day.
///
/// ```
/// use acuerdos::model::PartialDate;
/// let may: PartialDate = "2023-05".parse().unwrap();
/// assert_eq!(may, "mayo de 2023".parse().unwrap());
/// assert_eq!(may.end().to_string(), "2023-05-31");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    start: NaiveDate,
    precision: Precision,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Precision {
    Year,
    Month,
    Day,
}

/// A text that is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate;

impl PartialDate {
    /// A whole year (1000 to 9999), if `month` and `day` are none; a month, if `day` is.
    #[must_use]
    pub fn new(year: i32, month: Option<u32>, day: Option<u32>) -> Option<Self> {
        if !(1000..=9999).contains(&year) {
            return None;
        }
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let start = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1))?;
        Some(Self { start, precision })
    }

    /// The first day of the period.
    #[must_use]
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day of the period: a due date of `2023-05` is late from 1 June.
    #[must_use]
    pub fn end(self) -> NaiveDate {
        let after = match self.precision {
            Precision::Day => return self.start,
            Precision::Month => self.start.checked_add_months(chrono::Months::new(1)),
            Precision::Year => self.start.checked_add_months(chrono::Months::new(12)),
        };
        after.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The day, if it is one.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        (self.precision == Precision::Day).then_some(self.start)
    }

    /// The month of a day; a year or month as it is.
    #[must_use]
    pub fn month(self) -> Self {
        let first = self.start.with_day(1).unwrap_or(self.start);
        match self.precision {
            Precision::Day => Self { start: first, precision: Precision::Month },
            Precision::Year | Precision::Month => self,
        }
    }

    /// In words: `31 de mayo de 2023`, `31 May 2023`.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let (day, year) = (self.start.day(), self.start.year());
        let month = prose_month(self.start.month(), language);
        match (self.precision, language) {
            (Precision::Year, _) => year.to_string(),
            (Precision::Month, Language::Spanish) => format!("{month} de {year}"),
            (Precision::Month, Language::English) => format!("{month} {year}"),
            (Precision::Day, Language::Spanish) => format!("{day} de {month} de {year}"),
            (Precision::Day, Language::English) => format!("{day} {month} {year}"),
        }
    }

    /// Abbreviated: `31 may 2023`, `31 May 2023`.
    #[must_use]
    pub fn in_short(self, language: Language) -> String {
        let (day, year) = (self.start.day(), self.start.year());
        let month = short_month(self.start.month(), language);
        match self.precision {
            Precision::Year => year.to_string(),
            Precision::Month => format!("{month} {year}"),
            Precision::Day => format!("{day} {month} {year}"),
        }
    }

    /// Reads a date at the start of a text and tells how many bytes it took; `2023-02-10 · En proceso` gives 10.
    #[must_use]
    pub fn parse_prefix(text: &str) -> Option<(Self, usize)> {
        iso_prefix(text).or_else(|| prose_prefix(text))
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self { start: day, precision: Precision::Day }
    }
}

/// As ISO 8601 writes it: `2023`, `2023-05`, `2023-05-31`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.precision {
            Precision::Year => "%Y",
            Precision::Month => "%Y-%m",
            Precision::Day => "%Y-%m-%d",
        };
        write!(f, "{}", self.start.format(format))
    }
}

impl std::str::FromStr for PartialDate {
    type Err = NotADate;

    /// A whole text that is a date, in ISO 8601 or in prose in either language.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let text = text.trim().trim_end_matches('.');
        match Self::parse_prefix(text) {
            Some((date, length)) if length == text.len() => Ok(date),
            _ => Err(NotADate),
        }
    }
}

fn digits(text: &str, most: usize) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=most).contains(&length).then(|| text[..length].parse().ok().map(|n| (n, length))).flatten()
}

fn iso_prefix(text: &str) -> Option<(PartialDate, usize)> {
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
fn prose_prefix(text: &str) -> Option<(PartialDate, usize)> {
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

/// The name of a month, 1 to 12, as it stands in a sentence.
#[must_use]
pub fn prose_month(month: u32, language: Language) -> &'static str {
    const SPANISH: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    names[(month.clamp(1, 12) - 1) as usize]
}

/// The name of a day of the week, 0 for Monday, as it stands in a sentence.
#[must_use]
pub fn weekday_name(day: u32, language: Language) -> &'static str {
    const SPANISH: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    names[(day % 7) as usize]
}

/// The abbreviated name of a month: three letters, `sept` in Spanish as the Real Academia has it.
#[must_use]
pub fn short_month(month: u32, language: Language) -> &'static str {
    match (month, language) {
        (9, Language::Spanish) => "sept",
        _ => &prose_month(month, language)[..3],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<String> {
        text.parse::<PartialDate>().ok().map(|date| date.to_string())
    }

    #[test]
    fn reads_every_form() {
        for (text, iso) in [
            ("2023", "2023"),
            ("2023-05", "2023-05"),
            ("2023-05-31", "2023-05-31"),
            ("31 de mayo de 2023", "2023-05-31"),
            ("31 de mayo del 2023", "2023-05-31"),
            ("1 de Mayo de 2023", "2023-05-01"),
            ("1.º de mayo de 2023", "2023-05-01"),
            ("1º de mayo de 2023", "2023-05-01"),
            ("mayo de 2023", "2023-05"),
            ("mayo 2023", "2023-05"),
            ("3 sept 2022", "2022-09-03"),
            ("3 de setiembre de 2022", "2022-09-03"),
            ("31 May 2023", "2023-05-31"),
            ("May 31, 2023", "2023-05-31"),
            ("31st of May 2023", "2023-05-31"),
            ("May 2023", "2023-05"),
            ("9\u{a0}de agosto de 2022", "2022-08-09"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "2023-13",
            "2023-02-30",
            "31/05/2023",
            "pronto",
            "32 de mayo de 2023",
            "20233",
            "2023-5",
            "mayo",
            "0000",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_ends_with_its_last_day() {
        for (text, end) in [
            ("2023-02", "2023-02-28"),
            ("2024-02", "2024-02-29"),
            ("2023", "2023-12-31"),
            ("2023-05-31", "2023-05-31"),
            ("9999", "9999-12-31"),
        ] {
            assert_eq!(text.parse::<PartialDate>().unwrap().end().to_string(), end);
        }
    }

    #[test]
    fn a_prefix_tells_its_length() {
        for (text, length) in
            [("2023-02-10 · En proceso", 10), ("10 de febrero de 2023 – Atendido", 21), ("2023-05: x", 7)]
        {
            assert_eq!(PartialDate::parse_prefix(text).unwrap().1, length, "{text}");
        }
    }

    #[test]
    fn is_written_in_both_languages() {
        let day: PartialDate = "2022-09-08".parse().unwrap();
        assert_eq!(day.in_words(Language::Spanish), "8 de septiembre de 2022");
        assert_eq!(day.in_words(Language::English), "8 September 2022");
        assert_eq!(day.in_short(Language::Spanish), "8 sept 2022");
    }
}
