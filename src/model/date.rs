//! Dates, whole and partial, in ISO 8601 and in prose.

mod mistake;
mod names;
mod parse;

use std::fmt;

use chrono::{Datelike as _, NaiveDate};

use crate::diagnostic::Language;

pub use mistake::not_a_date;
pub use names::{prose_month, short_month, weekday_name};

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
        let between = match language {
            Language::Spanish => " de ",
            Language::English => " ",
        };
        self.written(prose_month(self.start.month(), language), between)
    }

    /// Abbreviated: `31 may 2023`, `31 May 2023`.
    #[must_use]
    pub fn in_short(self, language: Language) -> String {
        self.written(short_month(self.start.month(), language), " ")
    }

    /// Day, month and year as far as there are such. Every page has a dozen dates: no formatting, which takes ten times as long.
    fn written(self, month: &str, between: &str) -> String {
        let (mut day, mut year) = (itoa::Buffer::new(), itoa::Buffer::new());
        let (day, year) = (day.format(self.start.day()), year.format(self.start.year()));
        match self.precision {
            Precision::Year => year.to_owned(),
            Precision::Month => [month, between, year].concat(),
            Precision::Day => [day, between, month, between, year].concat(),
        }
    }

    /// Reads a date at the start of a text and tells how many bytes it took; `2023-02-10 · En proceso` gives 10.
    #[must_use]
    pub fn parse_prefix(text: &str) -> Option<(Self, usize)> {
        parse::iso_prefix(text).or_else(|| parse::prose_prefix(text))
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self { start: day, precision: Precision::Day }
    }
}

/// Months and days from the first on, as they follow a year.
const TWO_DIGITS: [&str; 31] = [
    "-01", "-02", "-03", "-04", "-05", "-06", "-07", "-08", "-09", "-10", "-11", "-12", "-13", "-14", "-15", "-16",
    "-17", "-18", "-19", "-20", "-21", "-22", "-23", "-24", "-25", "-26", "-27", "-28", "-29", "-30", "-31",
];

/// As ISO 8601 writes it: `2023`, `2023-05`, `2023-05-31`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.start.year())?;
        if self.precision != Precision::Year {
            f.write_str(TWO_DIGITS[self.start.month0() as usize])?;
        }
        if self.precision == Precision::Day {
            f.write_str(TWO_DIGITS[self.start.day0() as usize])?;
        }
        Ok(())
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
