//! What only `commitment.html` shows.

use serde::Serialize;

use super::{BacklinkView, CommitmentRow, DateView, DocumentView, LinkView, MeetingRef, OrganisationRef, UpdateView};

/// `commitment.html`
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentView {
    /// The commitment.
    pub row: CommitmentRow,
    /// All who must fulfil it.
    pub responsible: Vec<OrganisationRef>,
    /// Its text.
    pub text_html: String,
    /// Since when it has its current status.
    pub since: SinceView,
    /// What happened, oldest first: to it, and to the commitments of its chain.
    pub story: Vec<StoryView>,
    /// The chain it belongs to, oldest first; empty if none.
    pub chain: Vec<ChainView>,
    /// Related commitments, both ways.
    pub related: Vec<CommitmentRow>,
    /// Documents it names.
    pub documents: Vec<DocumentView>,
    /// What links here.
    pub backlinks: Vec<BacklinkView>,
    /// The one before it, in order of meeting and number.
    pub previous: Option<LinkView>,
    /// The one after it.
    pub next: Option<LinkView>,
    /// Path of its SVG badge.
    pub badge_url: String,
    /// How wide the badge is, in pixels: its place is kept while it loads.
    pub badge_width: usize,
    /// How it is cited.
    pub cite: CiteView,
    /// Minutes file, from the content folder.
    pub source: String,
    /// Where that file can be changed, if configured; an absolute URL.
    pub edit_url: Option<String>,
}

/// A commitment of a chain (`Continúa`, `Sustituye`), in order of time.
#[derive(Debug, Clone, Serialize)]
pub struct ChainView {
    /// The commitment.
    pub commitment: CommitmentRow,
    /// Whether it is the page's own.
    pub current: bool,
    /// `continues`, `replaces`, or none for the chain's first.
    pub link: Option<&'static str>,
}

/// Since when a commitment has its status, as of the cut-off date.
#[derive(Debug, Clone, Serialize)]
pub struct SinceView {
    /// The day of the first update that gave it the status it still has; without updates, the day it was agreed.
    pub date: DateView,
    /// Whole days from then to the cut-off date; 0 if it is later.
    pub days: i64,
    /// Whole days from the day it was agreed to the day it was closed or cancelled, or to the cut-off date while it is open.
    pub age: i64,
}

/// Something that happened, in a commitment's timeline.
#[derive(Debug, Clone, Serialize)]
pub struct StoryView {
    /// The day.
    pub date: DateView,
    /// The commitment of the chain that it happened to; none, if it is the page's own.
    pub commitment: Option<LinkView>,
    /// The meeting that agreed it, if that is what happened.
    pub agreed: Option<MeetingRef>,
    /// How what was agreed follows on the one before: `continues` or `replaces`.
    pub link: Option<&'static str>,
    /// The update, if that is what happened.
    pub update: Option<UpdateView>,
    /// How the printed sheet has it.
    pub sheet: SheetView,
    /// How many events right before this one the printed sheet has not.
    pub left_out_before: usize,
}

/// How a printed sheet has an event; for templates `whole`, `brief` or `left-out`.
#[derive(Debug, Clone, Copy, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum SheetView {
    /// With its account.
    Whole,
    /// In a line.
    Brief,
    /// Not at all: it is counted with others.
    LeftOut,
}

/// How a page is cited.
#[derive(Debug, Clone, Serialize)]
pub struct CiteView {
    /// Its absolute URL; none without a base URL.
    pub permalink: Option<String>,
    /// Absolute URL of its badge; none without a base URL.
    pub badge: Option<String>,
    /// SHA-256 of its line in the open data, without the comma behind: 64 hexadecimal digits.
    pub sha256: String,
    /// The permalink as a QR code.
    pub qr: Option<QrView>,
}

/// A QR code: `<svg viewBox="0 0 {side} {side}"><path d="{path}"></path></svg>`, stroked one unit wide.
#[derive(Debug, Clone, Serialize)]
pub struct QrView {
    /// Modules a side, the white ones around it included.
    pub side: i32,
    /// The black ones.
    pub path: String,
}
