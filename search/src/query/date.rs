//! Dates as queries have them: `2022`, `2022-08`, `2022-08-09`. Days are counted from 1 January 1970.

use std::ops::RangeInclusive;

/// Days from the first to the last of a date that may be a month or a year.
pub type Days = RangeInclusive<i64>;

/// The days of a date: a year from 0001 to 9999, its month, its day. None, if it is no date.
#[must_use]
pub(crate) fn days(text: &str) -> Option<Days> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?;
    if year == 0 {
        return None;
    }
    let Some(month) = parts.next() else { return Some(day(year, 1, 1)..=day(year, 12, 31)) };
    let month = number(month, 2).filter(|month| (1..=12).contains(month))?;
    let last = length(year, month);
    let Some(date) = parts.next() else { return Some(day(year, month, 1)..=day(year, month, last)) };
    let date = number(date, 2).filter(|date| (1..=last).contains(date))?;
    parts.next().is_none().then(|| day(year, month, date)..=day(year, month, date))
}

/// The year that a day is in, by Hinnant's `civil_from_days`. Any number is a day: those of an index may be forged.
#[must_use]
pub(crate) fn year(days: i64) -> i64 {
    let days = days.saturating_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    // The year begins in March: January and February are the last ten and eleven months behind.
    era * 400 + year + i64::from(day_of_year >= 306)
}

/// A day as `2022-08-09`, by Hinnant's `civil_from_days`.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub(crate) fn iso(days: i64) -> String {
    let year = year(days);
    let of_year = days - day(year, 1, 1);
    let month = (1..=12).rev().find(|&month| day(year, month, 1) - day(year, 1, 1) <= of_year).unwrap_or(1);
    format!("{year:04}-{month:02}-{:02}", days - day(year, month, 1) + 1)
}

fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() <= digits && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn length(year: i64, month: i64) -> i64 {
    let next = if month == 12 { day(year + 1, 1, 1) } else { day(year, month + 1, 1) };
    next - day(year, month, 1)
}

/// Days from 1 January 1970 to a date of the Gregorian calendar, by the rule that a leap day comes at the end of a year
/// that begins in March (H. Hinnant, 'chrono-Compatible Low-Level Date Algorithms', `days_from_civil`).
fn day(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_its_days() {
        assert_eq!(days("1970-01-01"), Some(0..=0));
        assert_eq!(days("1970-1"), Some(0..=30));
        assert_eq!(days("2024-02"), Some(19_754..=19_782));
        assert_eq!(days("2023").map(|days| days.end() - days.start() + 1), Some(365));
        for wrong in ["", "0000", "2022-13", "2022-02-29", "2022-08-09-1", "agosto", "20222", "2022-", "-2022"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_written_as_it_is_read() {
        for text in ["1970-01-01", "1969-12-31", "2024-02-29", "2023-03-01", "2000-12-31", "0001-01-01", "9999-12-31"] {
            assert_eq!(days(text).map(|days| iso(*days.start())).as_deref(), Some(text));
        }
        for day in -800_000..800_000 {
            let text = iso(day);
            assert_eq!(days(&text).filter(|_| !text.starts_with('-')).map_or(day, |days| *days.start()), day, "{text}");
        }
    }

    #[test]
    fn a_day_has_its_year() {
        for (date, expected) in
            [("1969-12-31", 1969), ("1970-01-01", 1970), ("2024-12-31", 2024), ("2025-01-01", 2025), ("0001-01-01", 1)]
        {
            assert_eq!(days(date).map(|days| year(*days.start())), Some(expected), "{date}");
        }
        for expected in 1..=9999 {
            let text = format!("{expected:04}");
            let days = days(&text).expect("a year");
            assert_eq!((year(*days.start()), year(*days.end())), (expected, expected));
        }
    }

    /// It counted year by year from a guess, millions of millions of them for a date that was forged.
    #[test]
    fn a_day_without_end_has_its_year_at_once() {
        assert_eq!(year(i64::MAX), 25_252_734_927_766_554);
        assert!(year(i64::MIN) < -25_252_734_927_000_000);
    }
}
