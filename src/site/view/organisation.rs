//! Organisations and what they come to.

use serde::Serialize;

use super::{BacklinkView, CountsView, LinkView, ListView, MeetingRow, OrganisationRef, RowView};

/// An organisation or unit in a list, with its figures.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationRow {
    /// The organisation or unit.
    pub organisation: OrganisationRef,
    /// Commitments it is responsible for; an organisation's include its units'.
    pub counts: CountsView,
    /// How many of them are closed.
    pub closed: usize,
    /// What addresses of lists call their status, if all that are closed have the same.
    pub closed_key: Option<String>,
    /// Share of them that is closed, in per cent, rounded half up; none without commitments.
    pub percent_closed: Option<usize>,
    /// Of the open ones, the one agreed first.
    pub oldest: Option<OldestView>,
    /// Half of the closed ones took no longer from being agreed, in days; none, if nothing is closed.
    pub median_days: Option<i64>,
    /// Meetings it attended; an organisation attends with any of its units.
    pub attended: usize,
    /// Meetings of the series it has to do with.
    pub held: usize,
    /// Its units; empty for a unit.
    pub units: Vec<OrganisationRow>,
}

/// What has been open for longest.
#[derive(Debug, Clone, Serialize)]
pub struct OldestView {
    /// The commitment's title and page.
    pub link: LinkView,
    /// Its identifier.
    pub id: String,
    /// Days since it was agreed.
    pub days: i64,
}

/// `organisations.html`
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationsView {
    /// In the configured order, then by name.
    pub organisations: Vec<OrganisationRow>,
}

/// `organisation.html`, for organisations and units
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationView {
    /// Itself.
    pub row: OrganisationRow,
    /// The organisation that a unit is part of.
    pub parent: Option<OrganisationRef>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// The informative note on it; none, if it is responsible for nothing.
    pub note_url: Option<String>,
    /// Commitments it is responsible for, open ones first.
    pub list: ListView<RowView>,
    /// Meetings it attended, newest first; only on the first page, at most fifty.
    pub meetings: Vec<MeetingRow>,
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
    /// The file of its meetings and due dates, to subscribe to; the feed is the page's.
    pub calendar_url: String,
}
