//! What `report.html` sees.

use serde::Serialize;

use super::{AttendeeView, DateView, LinkView, MeetingRef, ModeView, OrganisationRef, StatusView};

/// `report.html`: the informative note on everything or on what one institution or unit is responsible for.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// What it is about: as configured, else the site's title.
    pub title: String,
    /// Whose commitments it tells of; none, if everybody's.
    pub party: Option<OrganisationRef>,
    /// The institution that a unit is part of.
    pub parent: Option<OrganisationRef>,
    /// Whether it lists only what is open at the cut-off date.
    pub open_only: bool,
    /// What asked for it.
    pub requested_by: Option<RequestView>,
    /// The previous cut-off date.
    pub since: DateView,
    /// The cut-off date.
    pub until: DateView,
    /// Text before the first part; empty if none is configured.
    pub introduction_html: String,
    /// Text before the second part; empty if none is configured.
    pub second_introduction_html: String,
    /// Figures.
    pub totals: NoteTotalsView,
    /// Meetings up to the previous cut-off date with what was open then.
    pub first: NotePartView,
    /// Meetings since then.
    pub second: NotePartView,
    /// The note with everything, and the one with what is open; this page is one of them.
    pub variants: Vec<LinkView>,
    /// Notes on institutions, on the note on everything; on theirs, that one.
    pub others: Vec<LinkView>,
    /// The list of every commitment that the note's scope has.
    pub list_url: String,
}

/// What asked for a note.
#[derive(Debug, Clone, Serialize)]
pub struct RequestView {
    /// As configured: a number or a name.
    pub label: String,
    /// Title of the document of that number, if the register has it with one.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<DateView>,
    /// Its page.
    pub url: Option<String>,
}

/// Figures of a note; those of what it lists, also where it is cut short.
#[derive(Debug, Clone, Serialize)]
pub struct NoteTotalsView {
    /// Commitments of the first part.
    pub first: usize,
    /// Commitments of the second part.
    pub second: usize,
    /// Both.
    pub total: usize,
    /// Meetings of the first part.
    pub first_meetings: usize,
    /// Meetings of the second part.
    pub second_meetings: usize,
    /// A row for each status that occurs, in the configured order.
    pub rows: Vec<NoteTotalView>,
}

/// How many commitments of a note have or had a status.
#[derive(Debug, Clone, Serialize)]
pub struct NoteTotalView {
    /// The status.
    pub status: StatusView,
    /// In the first part, at the previous cut-off date.
    pub before: usize,
    /// In the first part, at the cut-off date.
    pub first: usize,
    /// In the second part, at the cut-off date.
    pub second: usize,
    /// Both parts.
    pub total: usize,
}

/// One of the two tables of a note.
#[derive(Debug, Clone, Serialize)]
pub struct NotePartView {
    /// Its meetings, oldest first.
    pub meetings: Vec<NoteMeetingView>,
    /// Commitments that are left out because there are too many to print.
    pub left_out: usize,
}

/// A meeting in a note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteMeetingView {
    /// The meeting.
    pub meeting: MeetingRef,
    /// How it was held.
    pub mode: Option<ModeView>,
    /// Who attended; of very many the first.
    pub attendees: Vec<AttendeeView>,
    /// How many more organisations and units attended.
    pub more_attendees: usize,
    /// Objectives, else the free text under the title; only in the second part, may be empty.
    pub objectives_html: String,
    /// Topics; only in the second part, may be empty.
    pub topics_html: String,
    /// Rows of the table that the meeting takes.
    pub rows: usize,
    /// What the note tells of.
    pub commitments: Vec<NoteCommitmentView>,
}

/// A commitment in a note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteCommitmentView {
    /// Its id, which is also its page's address below the commitments.
    pub id: String,
    /// Number in its meeting, as written.
    pub number: String,
    /// Its page.
    pub url: String,
    /// Title, or the first sentence; stands in for a text that is missing.
    pub title: String,
    /// Its text; may be empty.
    pub text_html: String,
    /// Status at the previous cut-off date; none in the second part.
    pub previous: Option<StatusView>,
    /// Status at the cut-off date.
    pub status: StatusView,
    /// Accounts since the previous cut-off date, oldest first.
    pub accounts: Vec<NoteAccountView>,
}

/// An account in a note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteAccountView {
    /// Its day.
    pub date: DateView,
    /// The status from that day on, where it is not the one at the cut-off date.
    pub status: Option<StatusView>,
    /// What was done; may be empty.
    pub text_html: String,
    /// The later meeting that recorded it.
    pub recorded_in: Option<MeetingRef>,
}
