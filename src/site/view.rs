//! The theme contract: the only types that templates see.
//!
//! Every template gets [`Shared`] merged with the fields of its own page view. All `url` fields are relative to the
//! site's root and never start with a slash; a template writes `{{ root }}{{ it.url }}`. A field called `html`, or
//! whose name ends so, is already safe HTML (`| safe`); every other string is plain text that Tera escapes.

mod calendar;
mod commitment;
mod home;
mod lists;
mod note;
mod organisation;
mod sections;

use serde::Serialize;

pub use calendar::*;
pub use commitment::*;
pub use home::*;
pub use lists::*;
pub use note::*;
pub use organisation::*;
pub use sections::*;

/// What every page gets besides its own view.
#[derive(Debug, Clone, Serialize)]
pub struct Shared<'a> {
    /// The way from this page to the site's root: empty, or `../` repeated.
    pub root: &'a str,
    /// This page.
    pub page: PageView,
}

/// The site as a whole; the same on every page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// Title, from the configuration.
    pub title: String,
    /// BCP 47 tag of the interface: `es` or `en`.
    pub language: String,
    /// Absolute URL of the root with a final slash, if configured.
    pub base_url: Option<String>,
    /// The date at which every computed figure holds.
    pub cut_off: DateView,
    /// Main navigation, in order.
    pub nav: Vec<NavView>,
    /// Plain pages, by title.
    pub pages: Vec<LinkView>,
    /// Open data files.
    pub data: Vec<LinkView>,
    /// The page to search on.
    pub search: LinkView,
    /// The feed of all updates.
    pub feed: LinkView,
    /// The file of all meetings and due dates, to subscribe to.
    pub calendar: LinkView,
    /// Every open commitment.
    pub open: LinkView,
    /// Every late commitment.
    pub late: LinkView,
    /// What the scripts of the lists read.
    pub list: ListFileView,
    /// The page of what is late, silent or doubted, for who keeps the register.
    pub review: LinkView,
    /// Folder of the search engine and its index, from the root.
    pub search_dir: &'static str,
    /// Folder of the theme's static files, from the root.
    pub assets_dir: &'static str,
    /// Fingerprint of the style sheet and scripts, to append as a query (`?v=`).
    pub assets: String,
    /// Name and version of the generator.
    pub generator: String,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavView {
    /// Room of the site, equal to [`PageView::section`] on its pages.
    pub section: &'static str,
    /// Interface string.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// The page being rendered.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// Title, without the site's.
    pub title: String,
    /// One plain sentence for `<meta name="description">`.
    pub description: String,
    /// Path from the root.
    pub url: String,
    /// `home`, `meetings`, `commitments`, `calendar`, `organisations`, `statuses`, `documents`, `tags`, `report`, `search`,
    /// `pages` or `errors`.
    pub section: &'static str,
    /// Where one is: the pages above this one, outermost first.
    pub breadcrumbs: Vec<LinkView>,
    /// Absolute URL, if the site has a base URL.
    pub canonical: Option<String>,
    /// A feed of what this page is about.
    pub feed: Option<LinkView>,
}

/// Any link.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct LinkView {
    /// What to show.
    pub title: String,
    /// Path from the root, or an absolute URL outside the site.
    pub url: String,
}

/// A date, whole or partial (`2023-05`).
#[derive(Debug, Clone, Serialize)]
pub struct DateView {
    /// As HTML's `datetime` takes it: `2023`, `2023-05`, `2023-05-31`.
    pub iso: String,
    /// In words: `31 de mayo de 2023`.
    pub text: String,
    /// Abbreviated, for tables: `31 may 2023`.
    pub short: String,
}

/// A status and how to show it; `label` is always shown, never the colour alone.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// Identifier, as in URLs and data.
    pub id: String,
    /// In the site's language.
    pub label: String,
    /// `open`, `closed` or `cancelled`.
    pub kind: &'static str,
    /// One of `grey`, `amber`, `blue`, `green`, `red`, `purple`, `teal`.
    pub color: String,
    /// One of `circle`, `clock`, `check`, `cross`, `pause`, `flag`.
    pub icon: String,
    /// Its page.
    pub url: String,
}

/// When a commitment is due.
#[derive(Debug, Clone, Serialize)]
pub struct DueView {
    /// As the minutes give it.
    pub date: DateView,
    /// Open after the last day of its period.
    pub late: bool,
    /// From the cut-off date to the last day of the period; negative once past.
    pub days: i64,
}

/// An organisation or a unit, as a link.
#[derive(Debug, Clone, Serialize)]
pub struct OrganisationRef {
    /// Acronym, else the name.
    pub label: String,
    /// Full name.
    pub name: String,
    /// Its page.
    pub url: String,
}

/// A meeting, as a link.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRef {
    /// Identifier: `2022-08-09`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Day it was held.
    pub date: DateView,
    /// Its page.
    pub url: String,
}

/// A commitment in a list, a table or a link.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentRow {
    /// Identifier: `2022-08-09/4`.
    pub id: String,
    /// Number in its meeting, as written: `4`, `IV`, `14/2022`.
    pub number: String,
    /// Title, or the first sentence.
    pub title: String,
    /// Its page.
    pub url: String,
    /// Where it was agreed.
    pub meeting: MeetingRef,
    /// Current status.
    pub status: StatusView,
    /// Status before the current one.
    pub previous: Option<StatusView>,
    /// Due date.
    pub due: Option<DueView>,
    /// Who must fulfil it.
    pub responsible: Vec<OrganisationRef>,
    /// Day of the last update; none if it was never reported on.
    pub updated: Option<DateView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
}

/// A status with how many commitments have it.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCount {
    /// The status.
    pub status: StatusView,
    /// How many.
    pub count: usize,
    /// Share of the whole, in per cent, rounded half up.
    pub percent: usize,
}

/// Figures of any set of commitments.
#[derive(Debug, Clone, Serialize)]
pub struct CountsView {
    /// All of them.
    pub total: usize,
    /// Those with an open status.
    pub open: usize,
    /// Those that are late.
    pub late: usize,
    /// By status, in the configured order; a status that nothing has is left out.
    pub by_status: Vec<StatusCount>,
}

/// One page of a list that may be long.
#[derive(Debug, Clone, Serialize)]
pub struct ListView<T> {
    /// The rows of this page.
    pub rows: Vec<T>,
    /// How many rows the whole list has.
    pub total: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// All pages, in order; empty when there is only one.
    pub pages: Vec<LinkView>,
}

/// An update in a commitment's history.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateView {
    /// Its day.
    pub date: DateView,
    /// Status from that day on.
    pub status: StatusView,
    /// Status before it: as stated, else as recorded.
    pub previous: Option<StatusView>,
    /// Account of what was done; may be empty.
    pub text_html: String,
    /// The later meeting that recorded it, if it stands in other minutes.
    pub recorded_in: Option<MeetingRef>,
}

/// An update together with the commitment that it is of.
#[derive(Debug, Clone, Serialize)]
pub struct UpdateRow {
    /// The commitment.
    pub commitment: CommitmentRow,
    /// The update.
    pub update: UpdateView,
}

/// A reference to an official paper.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// Its number: `INE/CG241/2022`.
    pub id: String,
    /// Title, if configured.
    pub title: Option<String>,
    /// Date, if configured.
    pub date: Option<DateView>,
    /// Its page.
    pub url: String,
    /// Where the paper itself is, if configured.
    pub external_url: Option<String>,
    /// How many commitments refer to it.
    pub count: usize,
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

/// Something that links here.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct BacklinkView {
    /// `commitment`, `meeting` or `page`.
    pub kind: &'static str,
    /// Title.
    pub title: String,
    /// Its page.
    pub url: String,
}

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
    /// Who attended, without units.
    pub organisations: Vec<OrganisationRef>,
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

/// `commitment.html`
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentView {
    /// The commitment.
    pub row: CommitmentRow,
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

/// `documents.html`
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsView {
    /// By number.
    pub list: ListView<DocumentView>,
}

/// `document.html`
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPageView {
    /// Itself.
    pub document: DocumentView,
    /// Commitments that refer to it.
    pub list: ListView<CommitmentRow>,
    /// What else links here.
    pub backlinks: Vec<BacklinkView>,
}

/// `page.html`
#[derive(Debug, Clone, Serialize)]
pub struct PlainPageView {
    /// Its text.
    pub text_html: String,
    /// Markdown file, from the content folder.
    pub source: String,
    /// Where that file can be changed, if configured; an absolute URL.
    pub edit_url: Option<String>,
}

/// `search.html`
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// What can be typed, each with an example that this site's own register answers where it can.
    pub examples: Vec<ExampleView>,
}

/// A query that shows what can be typed.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleView {
    /// Which of the ways to search it shows: `words`, `phrase`, `exclude`, `or`, `prefix`, `status`, `organisation`,
    /// `meeting`, `series`, `tag`, `document`, `due`, `date` or `number`.
    pub id: &'static str,
    /// As it is typed.
    pub query: String,
    /// The page to search on, with this query.
    pub url: String,
}

/// `search-words.js`
#[derive(Debug, Clone, Serialize)]
pub struct SearchWordsView {
    /// Every string below `search.js`, by the rest of its key, as a JSON object. A string that depends on a number is an
    /// object of `one` and `other`.
    pub words_json: String,
}
