//! The theme contract: the only types that templates see.
//!
//! Every template gets [`Shared`] merged with the fields of its own page view. All `url` fields are relative to the
//! site's root and never start with a slash; a template writes `{{ root }}{{ it.url }}`. A field called `html`, or
//! whose name ends so, is already safe HTML (`| safe`); every other string is plain text that Tera escapes.

mod accessibility;
mod brand;
mod calendar;
mod commitment;
mod document;
mod home;
mod lists;
mod meeting;
mod note;
mod organisation;
mod search;
mod sections;

use serde::Serialize;

pub use accessibility::*;
pub use brand::*;
pub use calendar::*;
pub use commitment::*;
pub use document::*;
pub use home::*;
pub use lists::*;
pub use meeting::*;
pub use note::*;
pub use organisation::*;
pub use search::*;
pub use sections::*;

/// What every page gets besides its own view.
#[derive(Debug, Clone, Serialize)]
pub struct Shared<'a> {
    /// The way from this page to the site's root: empty, or `../` repeated.
    pub root: &'a str,
    /// This page.
    pub page: PageView,
    /// What is around it.
    pub frame: &'a FrameView,
}

/// What is around a page: the components of `components/frame.html`, rendered once for all pages that share them.
#[derive(Debug, Clone, Serialize)]
pub struct FrameView {
    /// What every page has in its `<head>`.
    pub head_html: String,
    /// From the link that skips to the content to the main navigation.
    pub header_html: String,
    /// The foot.
    pub footer_html: String,
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
    /// Whether the page to search on searches other sites as well.
    pub several: bool,
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
    /// Whose site it looks like.
    pub brand: BrandView,
    /// The accessibility statement; none, if one of the plain pages is it.
    pub accessibility: Option<LinkView>,
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
    /// The component `status` without a link, rendered once for all pages.
    pub html: String,
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
    /// Who must fulfil it; of many the first.
    pub responsible: Vec<OrganisationRef>,
    /// How many more must.
    pub more_responsible: usize,
    /// Day of the last update; none if it was never reported on.
    pub updated: Option<DateView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
}

/// A commitment in a table.
#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    /// Its `<tr>`: the component `commitment_row`, rendered once for all tables that it stands in.
    pub html: String,
}

/// A status with how many commitments have it.
#[derive(Debug, Clone, Serialize)]
pub struct StatusCount {
    /// The status.
    pub status: StatusView,
    /// What addresses of lists call it: `?estatus=en-proceso`.
    pub key: String,
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
    /// How many pages the whole list has.
    pub pages: usize,
    /// Links to the first page, those around this one and the last; empty if there is only one.
    pub steps: Vec<StepView>,
    /// The page before this one.
    pub previous: Option<String>,
    /// The page after this one.
    pub next: Option<String>,
}

/// A link to a page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct StepView {
    /// Number of the page, from 1.
    pub number: usize,
    /// Where it is.
    pub url: String,
    /// Whether pages between it and the link before are left out.
    pub gap: bool,
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
