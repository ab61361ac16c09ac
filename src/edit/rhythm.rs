//! When the next meeting of a series is most likely held.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

/// How many of the last meetings tell the rhythm.
const LAST: usize = 7;
/// Minutes are often written days after the meeting: a date so long past is still the next one's.
const LATE_BY: u64 = 14;

/// The next date after these, which are in order: the same day of the month where all share one, else the median
/// interval later, on the same day of the week where all share one, and not on a weekend unless they were. Today, if
/// fewer than two tell a rhythm or their next date is long past.
#[must_use]
pub(super) fn next_date(held: &[NaiveDate], today: NaiveDate) -> NaiveDate {
    let held = &held[held.len().saturating_sub(LAST)..];
    let (Some(first), Some(&last)) = (held.first(), held.last()) else { return today };
    let mut gaps: Vec<i64> =
        held.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).filter(|&gap| gap > 0).collect();
    gaps.sort_unstable();
    let Some(&median) = gaps.get(gaps.len() / 2) else { return today };
    let guess = if gaps.first().is_some_and(|&gap| gap >= 28) && held.iter().all(|day| day.day() == first.day()) {
        let months = u32::try_from((median + 15) / 30).unwrap_or(1).max(1);
        last.checked_add_months(Months::new(months))
    } else {
        let same_weekday = held.iter().all(|day| day.weekday() == first.weekday());
        let days = if same_weekday { ((median + 3) / 7).max(1) * 7 } else { median };
        last.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)))
    };
    let is_weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let guess = guess.and_then(|day| match day.weekday() {
        Weekday::Sat if !held.iter().any(|&day| is_weekend(day)) => day.checked_add_days(Days::new(2)),
        Weekday::Sun if !held.iter().any(|&day| is_weekend(day)) => day.checked_add_days(Days::new(1)),
        _ => Some(day),
    });
    guess.filter(|&day| day + Days::new(LATE_BY) >= today).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(held: &[&str], today: &str) -> String {
        let held: Vec<NaiveDate> = held.iter().map(|day| day.parse().unwrap()).collect();
        next_date(&held, today.parse().unwrap()).to_string()
    }

    #[test]
    fn the_next_date_follows_the_rhythm() {
        // The real meetings: 82, 30, 42, 34 and 56 days apart.
        let real = ["2022-05-19", "2022-08-09", "2022-09-08", "2022-10-20", "2022-11-23", "2023-01-18"];
        assert_eq!(next(&real, "2023-02-15"), "2023-03-01");
        assert_eq!(next(&["2024-01-10", "2024-01-24", "2024-02-07"], "2024-02-08"), "2024-02-21");
        assert_eq!(next(&["2024-01-31", "2024-03-31"], "2024-04-01"), "2024-05-31");
        assert_eq!(next(&["2024-03-05", "2024-04-05"], "2024-04-06"), "2024-05-06");
    }

    #[test]
    fn without_a_rhythm_it_is_today() {
        assert_eq!(next(&[], "2024-02-08"), "2024-02-08");
        assert_eq!(next(&["2024-01-10"], "2024-02-08"), "2024-02-08");
        assert_eq!(next(&["2020-01-10", "2020-01-24"], "2024-02-08"), "2024-02-08");
    }

    #[test]
    fn minutes_may_be_written_days_later() {
        assert_eq!(next(&["2024-01-10", "2024-01-24"], "2024-02-12"), "2024-02-07");
    }
}
