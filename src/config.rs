//! `acuerdos.toml` → [`Config`]. Strict: every unknown key, wrong type and impossible value is a diagnostic of its own.

mod brand;
mod check;
mod read;
mod search;
mod table;

pub(crate) use read::normal_base_url;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Diagnostics, Language, Levels, SourceId, Sources, Span, Spanned};

/// Number of the format of projects: minutes and configuration. It grows where an older version would misread them.
pub const PROJECT_FORMAT: u32 = 1;

/// The JSON Schema of `acuerdos.toml`, for editors; tests hold it to what is read here.
pub const SCHEMA: &str = include_str!("../docs/schemas/acuerdos.toml.schema.json");

/// The configuration of a site; [`Config::empty`] is what an empty file means.
#[derive(Debug, Clone)]
pub struct Config {
    /// Title of the site; none means the language's own word for it.
    pub title: Option<String>,
    /// Language of the interface.
    pub language: Language,
    /// Absolute URL of the root, with a final slash.
    pub base_url: Option<String>,
    /// The date at which computed figures hold.
    pub cut_off: Option<NaiveDate>,
    /// The cut-off date of the report before; what has changed is told since then.
    pub previous_cut_off: Option<NaiveDate>,
    /// Where a file of the content folder can be changed; `{path}` stands for its path there.
    pub edit_url: Option<String>,
    /// Where the site goes, from the project's root.
    pub output: String,
    /// Folder with the site's own templates, static files and strings, from the project's root.
    pub theme: String,
    /// Organisations, in the order in which they are shown.
    pub organisations: Vec<OrganisationConfig>,
    /// Statuses, in the order in which they are shown.
    pub statuses: Vec<StatusConfig>,
    /// Documents.
    pub documents: Vec<DocumentConfig>,
    /// Acronyms and what they stand for.
    pub glossary: BTreeMap<String, String>,
    /// What the informative note says besides its tables.
    pub report: ReportConfig,
    /// Feeds of updates.
    pub feeds: FeedsConfig,
    /// Calendars to subscribe to.
    pub calendar: CalendarConfig,
    /// When something is said to be overlooked.
    pub thresholds: Thresholds,
    /// How findings are told.
    pub levels: Levels,
    /// Other sites that are searched with this one.
    pub search: SearchConfig,
    /// Whose site it looks like.
    pub brand: BrandConfig,
    /// Markdown: how to report a barrier, for the accessibility statement.
    pub accessibility_contact: Option<Spanned<String>>,
}

/// Sites whose indexes the page to search on reads with its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchConfig {
    /// What this site is called among them; else by its title.
    pub title: Option<String>,
    /// The others; none, and the page searches its own site alone.
    pub sites: Vec<SearchSite>,
}

/// Another site to search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchSite {
    /// What results say that they are from.
    pub title: String,
    /// Its root from the root of this site, with a final slash: `../2022/`.
    pub url: String,
}

/// Pictures and colour of the institution whose site it is. Pictures are files of the content folder.
#[derive(Debug, Clone, Default)]
pub struct BrandConfig {
    /// Beside the site's title.
    pub logo: Option<Spanned<String>>,
    /// The same for a dark ground.
    pub logo_dark: Option<Spanned<String>>,
    /// What the logo says that the title does not.
    pub logo_alt: Option<String>,
    /// For tabs and bookmarks.
    pub icon: Option<Spanned<String>>,
    /// What links, rules and bars are coloured by: red, green and blue.
    pub accent: Option<Spanned<[u8; 3]>>,
}

/// After how long an open commitment without a report is stale; whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Days since the last report.
    pub stale_days: u32,
    /// Meetings of its series since the last report.
    pub stale_meetings: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { stale_days: 90, stale_meetings: 2 }
    }
}

/// Feeds of updates as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedsConfig {
    /// How many of the newest updates each feed has at most.
    pub entries: usize,
}

impl Default for FeedsConfig {
    fn default() -> Self {
        Self { entries: 50 }
    }
}

/// Calendars to subscribe to, as configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarConfig {
    /// How many months before the cut-off date they reach back; what is open is in them however old.
    pub months: usize,
}

impl Default for CalendarConfig {
    fn default() -> Self {
        Self { months: 24 }
    }
}

/// The words of the informative note; what is left out is said by the theme.
#[derive(Debug, Clone, Default)]
pub struct ReportConfig {
    /// What it is about.
    pub title: Option<String>,
    /// What asked for it: the number of a document or of another body's commitment, or a name.
    pub requested_by: Option<String>,
    /// Markdown before the first part.
    pub introduction: Option<Spanned<String>>,
    /// Markdown before the second part.
    pub second_introduction: Option<Spanned<String>>,
}

/// An organisation as configured.
#[derive(Debug, Clone)]
pub struct OrganisationConfig {
    /// Acronym, else the name.
    pub label: Spanned<String>,
    /// Full name, else the acronym.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Its parts, whose own `units` are empty.
    pub units: Vec<OrganisationConfig>,
}

/// What a status means for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusKind {
    /// Something remains to be done.
    Open,
    /// Done.
    Closed,
    /// Given up.
    Cancelled,
}

impl StatusKind {
    /// Its name in configuration and data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A status as configured.
#[derive(Debug, Clone)]
pub struct StatusConfig {
    /// Identifier.
    pub id: Spanned<String>,
    /// Labels in Spanish and in English.
    pub labels: [String; 2],
    /// What it means.
    pub kind: StatusKind,
    /// Whether a commitment without updates has it.
    pub initial: bool,
    /// One of [`COLORS`].
    pub color: String,
    /// One of [`ICONS`].
    pub icon: String,
}

/// A document as configured.
#[derive(Debug, Clone)]
pub struct DocumentConfig {
    /// Its number.
    pub id: Spanned<String>,
    /// Title.
    pub title: Option<String>,
    /// Where it can be read.
    pub url: Option<Spanned<String>>,
    /// Its date, not yet read.
    pub date: Option<Spanned<String>>,
}

/// Colours that a status can have.
pub const COLORS: [&str; 7] = ["grey", "amber", "blue", "green", "red", "purple", "teal"];

/// Icons that a status can have.
pub const ICONS: [&str; 6] = ["circle", "clock", "check", "cross", "pause", "flag"];

impl Config {
    /// Reads the configuration; what cannot be used is reported and left at its default.
    pub fn parse(sources: &Sources, source: SourceId, diagnostics: &mut Diagnostics) -> Self {
        read::read(sources, source, diagnostics)
    }

    /// What an empty file at `source` means.
    #[must_use]
    pub fn empty(source: SourceId) -> Self {
        Self {
            title: None,
            language: Language::Spanish,
            base_url: None,
            cut_off: None,
            previous_cut_off: None,
            edit_url: None,
            output: "site".into(),
            theme: "theme".into(),
            organisations: Vec::new(),
            statuses: default_statuses(source),
            documents: Vec::new(),
            glossary: BTreeMap::new(),
            report: ReportConfig::default(),
            feeds: FeedsConfig::default(),
            calendar: CalendarConfig::default(),
            thresholds: Thresholds::default(),
            levels: Levels::default(),
            search: SearchConfig::default(),
            brand: BrandConfig::default(),
            accessibility_contact: None,
        }
    }
}

fn default_statuses(source: SourceId) -> Vec<StatusConfig> {
    let span = Span::new(source, 0..0);
    [
        ("pendiente", "Pendiente", "Pending", StatusKind::Open, "grey", "circle"),
        ("en-proceso", "En proceso", "In progress", StatusKind::Open, "amber", "clock"),
        ("atendido", "Atendido", "Fulfilled", StatusKind::Closed, "green", "check"),
        ("cancelado", "Cancelado", "Cancelled", StatusKind::Cancelled, "purple", "cross"),
    ]
    .into_iter()
    .map(|(id, spanish, english, kind, color, icon)| StatusConfig {
        id: Spanned::new(id.to_owned(), span),
        labels: [spanish.to_owned(), english.to_owned()],
        kind,
        initial: id == "pendiente",
        color: color.to_owned(),
        icon: icon.to_owned(),
    })
    .collect()
}
