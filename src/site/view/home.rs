//! The front page.

use serde::Serialize;

use super::{CommitmentRow, CountsView, DateView, MeetingRow, OrganisationRow, StatusView, UpdateRow};

/// `home.html`
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The site and its open data for search engines: JSON-LD without `<`, safe in a data block. None without a base URL.
    pub linked_data_html: Option<String>,
    /// All commitments.
    pub counts: CountsView,
    /// Late ones, late for longest first; at most eight.
    pub late: Vec<CommitmentRow>,
    /// How many fall due soon, from the shortest time to the longest; each has those of the ones before it.
    pub due_within: Vec<DueWithin>,
    /// Open ones that fall due next, soonest first; at most five.
    pub due_next: Vec<CommitmentRow>,
    /// Whether there are more of them.
    pub more_due: bool,
    /// What has changed since the previous cut-off date.
    pub changes: ChangesView,
    /// Newest updates first; at most four.
    pub latest: Vec<UpdateRow>,
    /// Organisations that are responsible for something; at most twelve.
    pub organisations: Vec<OrganisationRow>,
    /// Whether there are more of them.
    pub more_organisations: bool,
    /// Open and closed over time; none without commitments.
    pub chart: Option<ChartView>,
    /// How many gaps the page for who keeps the register has.
    pub review: FigureView,
    /// Newest meetings first; at most three.
    pub meetings: Vec<MeetingRow>,
}

/// A figure and the list that it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct FigureView {
    /// How many.
    pub count: usize,
    /// The page of the list.
    pub url: String,
}

/// What falls due soon.
#[derive(Debug, Clone, Serialize)]
pub struct DueWithin {
    /// Within so many days from the cut-off date.
    pub days: i64,
    /// The last of these days.
    pub until: DateView,
    /// How many, and where they are listed.
    pub figure: FigureView,
}

/// What has changed since the previous cut-off date.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// The previous cut-off date.
    pub since: DateView,
    /// What was open then.
    pub open_then: FigureView,
    /// What is closed and was not then, what was agreed since too.
    pub closed: FigureView,
    /// What was agreed since.
    pub agreed: FigureView,
    /// What was there and has another status.
    pub changed: FigureView,
    /// These, the one reported on last first; at most six.
    pub list: Vec<ChangeRow>,
}

/// A commitment that has another status than it had.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    /// The commitment, with its status now.
    pub row: CommitmentRow,
    /// Its status then.
    pub from: StatusView,
}

/// Open and closed over time, as stacked columns. Numbers across are per cents, upwards pixels from the top.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Height of the plot.
    pub height: usize,
    /// Columns, in order of time.
    pub columns: Vec<ChartColumn>,
    /// Lines at round numbers, from nothing up.
    pub ticks: Vec<ChartTick>,
    /// Words below some of the columns.
    pub labels: Vec<ChartLabel>,
    /// The figures themselves, in order of time.
    pub rows: Vec<ProgressRow>,
    /// The last of them; the cut-off date's.
    pub last: ProgressRow,
    /// The one with most open; the first of several.
    pub most: ProgressRow,
    /// Whether anything was ever cancelled.
    pub cancelled: bool,
    /// Where what is closed is listed.
    pub closed_url: String,
    /// Where what is cancelled is listed.
    pub cancelled_url: String,
}

/// How many commitments stood how at the end of a day.
#[derive(Debug, Clone, Serialize)]
pub struct ProgressRow {
    /// The day.
    pub date: DateView,
    /// Open ones.
    pub open: usize,
    /// Closed ones.
    pub closed: usize,
    /// Cancelled ones.
    pub cancelled: usize,
    /// All of them.
    pub total: usize,
}

/// A column of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartColumn {
    /// Its left edge.
    pub x: String,
    /// Its width.
    pub width: String,
    /// Its parts, from the bottom up.
    pub parts: Vec<ChartPart>,
}

/// A part of a column.
#[derive(Debug, Clone, Serialize)]
pub struct ChartPart {
    /// `open`, `closed` or `cancelled`.
    pub kind: &'static str,
    /// Its upper edge.
    pub y: String,
    /// Its height.
    pub height: String,
}

/// A line of a chart at a round number.
#[derive(Debug, Clone, Serialize)]
pub struct ChartTick {
    /// The number.
    pub value: usize,
    /// Where it is.
    pub y: String,
}

/// A word below a chart.
#[derive(Debug, Clone, Serialize)]
pub struct ChartLabel {
    /// Where it is.
    pub x: String,
    /// What of it is there: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The word.
    pub text: String,
}
