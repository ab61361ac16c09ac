//! The pages of the calendar.

use serde::Serialize;

use super::{CommitmentRow, DateView, LinkView, ListView, MeetingRow, RowView};

/// `calendar.html`: the month of the cut-off date and the next one that has something, or one month.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarView {
    /// Names of the days of the week, from Monday.
    pub weekdays: Vec<&'static str>,
    /// The months shown.
    pub months: Vec<CalendarMonthView>,
    /// The nearest month before them that has something.
    pub previous: Option<LinkView>,
    /// The nearest month after them that has something.
    pub next: Option<LinkView>,
    /// Every year that has something, each with its first month.
    pub years: Vec<CalendarLink>,
    /// The months of the shown year that have something.
    pub months_of_year: Vec<CalendarLink>,
    /// The shown year: that of the first month.
    pub year: i32,
}

/// A way to a month of the calendar.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarLink {
    /// The year or the month.
    pub title: String,
    /// The page of the month.
    pub url: String,
    /// How many meetings and due dates there are.
    pub count: usize,
    /// Whether it is shown on this page.
    pub current: bool,
}

/// A month as weeks of days.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarMonthView {
    /// The month.
    pub month: DateView,
    /// Its own page.
    pub url: String,
    /// Meetings.
    pub meetings: usize,
    /// Due dates.
    pub due: usize,
    /// Weeks of seven days, from Monday; a day of another month is none.
    pub weeks: Vec<Vec<Option<CalendarDayView>>>,
}

/// A day of a month.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarDayView {
    /// The day.
    pub date: DateView,
    /// Its number in the month.
    pub number: u32,
    /// Name of the day of the week.
    pub weekday: &'static str,
    /// Whether it is the cut-off date.
    pub cut_off: bool,
    /// Meetings held.
    pub meetings: Vec<MeetingRow>,
    /// Commitments due by its end, open ones first. One whose `due.date` is a month or a year is due at any time in it.
    pub due: Vec<CommitmentRow>,
    /// The page with the rest, if there is more than is shown.
    pub more: Option<LinkView>,
}

/// `calendar-day.html`: everything of a day that a month's table has no room for.
#[derive(Debug, Clone, Serialize)]
pub struct CalendarDayPageView {
    /// The day.
    pub date: DateView,
    /// Meetings held; only on the first page, at most fifty.
    pub meetings: Vec<MeetingRow>,
    /// Commitments due by its end, open ones first.
    pub list: ListView<RowView>,
}
