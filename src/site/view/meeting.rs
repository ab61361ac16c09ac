//! Meetings.

use serde::Serialize;

use super::{BacklinkView, CommitmentRow, CountsView, LinkView, ListView, MeetingRef, OrganisationRef, UpdateRow};

/// A meeting in a list.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    /// The meeting.
    pub meeting: MeetingRef,
    /// How it was held.
    pub mode: Option<ModeView>,
    /// Series it belongs to.
    pub series: Option<String>,
    /// The series' page.
    pub series_url: Option<String>,
    /// Who attended, without units; of many the first.
    pub organisations: Vec<OrganisationRef>,
    /// How many more attended.
    pub more_organisations: usize,
    /// Its commitments.
    pub counts: CountsView,
}

/// How a meeting was held.
#[derive(Debug, Clone, Serialize)]
pub struct ModeView {
    /// `virtual`, `in-person` or `hybrid`.
    pub id: &'static str,
    /// Interface string.
    pub label: String,
}

/// `meetings.html`
#[derive(Debug, Clone, Serialize)]
pub struct MeetingsView {
    /// Newest first.
    pub list: ListView<MeetingRow>,
}

/// Who attended for one organisation.
#[derive(Debug, Clone, Serialize)]
pub struct AttendeeView {
    /// The organisation.
    pub organisation: OrganisationRef,
    /// Its units that were present; empty if none was named.
    pub units: Vec<OrganisationRef>,
}

/// A commitment as its meeting's page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct AgreedView {
    /// The commitment.
    pub row: CommitmentRow,
    /// Its text.
    pub text_html: String,
}

/// `meeting.html`
#[derive(Debug, Clone, Serialize)]
pub struct MeetingView {
    /// The meeting.
    pub meeting: MeetingRow,
    /// Who attended.
    pub attendees: Vec<AttendeeView>,
    /// Free text under the title.
    pub intro_html: String,
    /// Objectives.
    pub objectives_html: String,
    /// Topics.
    pub topics_html: String,
    /// Other sections of the minutes, in order.
    pub sections: Vec<SectionView>,
    /// Text before the first commitment.
    pub commitments_intro_html: String,
    /// What was agreed.
    pub commitments: Vec<AgreedView>,
    /// Text before the first follow-up.
    pub follow_up_intro_html: String,
    /// What it recorded about commitments of earlier meetings.
    pub follow_up: Vec<UpdateRow>,
    /// Tags.
    pub tags: Vec<LinkView>,
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
    /// The meeting before it.
    pub previous: Option<LinkView>,
    /// The meeting after it.
    pub next: Option<LinkView>,
    /// Minutes file, from the content folder.
    pub source: String,
    /// Where that file can be changed, if configured; an absolute URL.
    pub edit_url: Option<String>,
}

/// A section of minutes with a name of its own.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub html: String,
}
