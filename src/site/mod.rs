//! Register → plan of files → bytes. [`Site::plan`] says which files there are, [`Site::render`] makes one at a time, so
//! that a site of any size is never held whole. No disk, network or clock in here.

mod badge;
mod brand;
mod calendar;
mod chart;
mod data;
mod error;
mod feed;
mod icalendar;
mod identity;
mod linked_data;
mod links;
mod list_file;
mod lists;
mod origin;
mod outside;
mod page;
mod pieces;
mod plan;
mod prose;
mod qr;
mod routes;
mod search;
mod theme;
mod urls;
pub mod view;
mod views;
mod well_known;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::config::{Config, ReportConfig, SearchConfig};
use crate::content::Minutes;
use crate::diagnostic::{Diagnostics, SourceId, Sources, Spanned};
use crate::model::{CommitmentIx, DocumentIx, MeetingIx, PartyIx, Reference};
use crate::register::rules::{Finding, findings};
use crate::register::{Amended, Gist, Items, Register};

pub use brand::{Picture, PictureFormat};
pub use error::RenderError;
pub use origin::{Age, FORMATS, Origin};
pub use plan::{File, FileKind};
pub(crate) use prose::escape;
pub use routes::Routes;
pub use search::{SearchFile, SearchIndex, search_language, write_records};
pub(crate) use theme::template_failure;
pub use theme::{Strings, Theme, ThemeBody, ThemeFile};

use calendar::Calendar;
use lists::Lists;
use pieces::Pieces;
use urls::Urls;
use view::BrandView;

/// Name and version, as pages and data state them.
pub const GENERATOR: &str = concat!("acuerdos ", env!("CARGO_PKG_VERSION"));

/// Path of the feed of all updates.
const FEED: &str = "feed.xml";

/// A register on its way to becoming files.
#[derive(Debug)]
pub struct Site {
    register: Register,
    sources: Sources,
    theme: Theme,
    routes: Routes,
    title: String,
    base_url: Option<String>,
    edit_url: Option<String>,
    /// What the note says besides its tables.
    report: ReportConfig,
    /// How to report a barrier.
    accessibility_contact: Option<Spanned<String>>,
    brand: BrandView,
    /// Other sites that are searched with this one.
    search: SearchConfig,
    urls: Urls,
    lists: Lists,
    calendar: Calendar,
    /// How many updates a feed has at most.
    feed_entries: usize,
    /// What the rules found, once a page has asked.
    findings: OnceLock<Vec<Finding>>,
    /// Files of the content folder that are copied as they are.
    copied: Vec<String>,
    files: Vec<File>,
    /// Paths that the frame around every page has links to.
    framed: BTreeSet<String>,
    pieces: Pieces,
    /// SHA-256 of each commitment's data, once something has asked.
    sums: Vec<OnceLock<[u8; 32]>>,
}

/// What the content folder has besides texts.
#[derive(Debug, Default)]
pub struct Files {
    /// Paths of files that are copied as they are.
    pub copied: Vec<String>,
    /// Those that the configuration names as pictures, by path.
    pub pictures: BTreeMap<String, Picture>,
}

/// How much is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// What a site cannot be built without.
    Build,
    /// That, and everything that can be doubted.
    Check,
}

/// How a link shows what it leads to.
struct Shown {
    title: String,
    url: String,
}

impl Site {
    /// Plans the files of a site. Two that would have one path are reported.
    #[must_use]
    pub fn plan(
        register: Register,
        sources: Sources,
        config: &Config,
        mut theme: Theme,
        files: Files,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let routes = Routes::new(register.language);
        let title = config.title.clone().unwrap_or_else(|| theme.strings.get("site.title", &[]));
        let lists = Lists::new(&register);
        if config.search.sites.is_empty() {
            theme.leave_out(theme::SEVERAL_SCRIPT);
        }
        let brand = brand::brand(config, &files.pictures, &mut theme, diagnostics);
        let mut site = Self {
            urls: Urls::new(&register, &lists, routes),
            lists,
            calendar: Calendar::new(&register, &config.calendar),
            feed_entries: config.feeds.entries,
            findings: OnceLock::new(),
            register,
            sources,
            theme,
            routes,
            title,
            base_url: config.base_url.clone(),
            edit_url: config.edit_url.clone(),
            report: config.report.clone(),
            accessibility_contact: config.accessibility_contact.clone(),
            brand,
            search: config.search.clone(),
            copied: files.copied,
            files: Vec::new(),
            framed: BTreeSet::new(),
            pieces: Pieces::default(),
            sums: Vec::new(),
        };
        site.files = plan::files(&site, diagnostics);
        site.forget_sums();
        site.show_site();
        site
    }

    /// Lets a new text of one meeting's minutes in, given the minutes as they were; `parse` reads them from the texts with
    /// the new one among them. None, and nothing is changed, if more than words have changed, or if there is nothing to
    /// read: then the site has to be planned anew. Whoever asks makes sure that nothing was reported about the old text.
    pub fn amend(
        &mut self,
        before: &Minutes,
        text: String,
        parse: impl FnOnce(&Sources) -> Option<Minutes>,
    ) -> Option<Minutes> {
        let gist = Gist::of(before, &self.sources, &self.register);
        let old = self.sources.replace(before.source, text);
        let after = parse(&self.sources).filter(|after| Gist::of(after, &self.sources, &self.register) == gist);
        let amended = after.as_ref().and_then(|after| self.register.amend(before, after, &self.sources));
        let Some(Amended { titles }) = amended else {
            self.sources.replace(before.source, old);
            return None;
        };
        self.findings = OnceLock::new();
        self.forget_sums();
        if titles {
            // The file of the lists has them, and every page has its fingerprint.
            self.show_site();
        }
        after
    }

    /// Tells templates of the site as it is now; what was rendered of how it was is forgotten.
    fn show_site(&mut self) {
        let view = views::site(self);
        self.framed = pieces::framed(&view);
        self.pieces = Pieces::new(self.register.commitments.len());
        self.theme.tera.global_context().insert("site", &view);
    }

    fn forget_sums(&mut self) {
        self.sums = std::iter::repeat_with(OnceLock::new).take(self.register.commitments.len()).collect();
    }

    /// Every file of the site, by path.
    #[must_use]
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// What was resolved.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The texts that it was read from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Whether a path is in the folder of the search, whose files are known only once the site is indexed.
    #[must_use]
    pub fn is_of_search(&self, path: &str) -> bool {
        path.strip_prefix(self.routes.search).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The copied file at a place, from the content folder.
    #[must_use]
    pub fn copied(&self, place: usize) -> &str {
        &self.copied[place]
    }

    /// The texts, once nothing more is to be rendered.
    #[must_use]
    pub fn into_sources(self) -> Sources {
        self.sources
    }

    /// What the rules found; worked out once, for all pages that tell of it.
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| findings(&self.register, &self.sources))
    }

    fn shown(&self, reference: Reference) -> Shown {
        let (title, url) = match reference {
            Reference::Commitment(ix) => (self.register.commitment(ix).title.clone(), self.url_of_commitment(ix)),
            Reference::Meeting(ix) => (self.title_of_meeting(ix), self.url_of_meeting(ix)),
            Reference::Document(ix) => (self.register.document(ix).id.clone(), self.url_of_document(ix)),
            Reference::Party(ix) => (self.register.directory.label(ix).to_owned(), self.url_of_party(ix)),
        };
        Shown { title, url: url.to_owned() }
    }

    fn url_of_commitment(&self, ix: CommitmentIx) -> &str {
        &self.urls.commitments[ix.0]
    }

    fn url_of_meeting(&self, ix: MeetingIx) -> &str {
        &self.urls.meetings[ix.0]
    }

    fn url_of_document(&self, ix: DocumentIx) -> &str {
        &self.urls.documents[ix.0]
    }

    fn url_of_party(&self, ix: PartyIx) -> &str {
        self.urls.parties.get(&ix).map_or("", String::as_str)
    }

    /// Where the note on everything or on a party is.
    fn url_of_note(&self, whose: Option<PartyIx>, items: Items) -> String {
        let party = whose.map(|ix| {
            let organisation = self.register.directory.organisation(ix).label.as_str();
            (organisation, self.register.directory.unit(ix).map(|unit| unit.label.as_str()))
        });
        self.routes.note(party, items)
    }

    /// Its own title, else the series', else what every meeting can be called: by its date.
    fn title_of_meeting(&self, ix: MeetingIx) -> String {
        let meeting = self.register.meeting(ix);
        meeting.title.clone().unwrap_or_else(|| {
            let date = crate::model::PartialDate::from(meeting.date).in_words(self.register.language);
            self.theme.strings.get("meeting.of", &[("date", &date)])
        })
    }

    /// Path of a source below the content folder.
    fn content_path(&self, source: SourceId) -> &str {
        let path = &self.sources.get(source).path;
        path.split_once('/').map_or(path, |(_, path)| path)
    }

    /// Where the file of a source can be changed, if that is configured.
    fn edit_url(&self, source: SourceId) -> Option<String> {
        let path = urls::percent_encoded(self.content_path(source));
        self.edit_url.as_ref().map(|url| url.replace("{path}", &path))
    }

    /// Where a file of the content folder is in the site.
    fn path_of_content(&self, path: &str) -> String {
        match path.strip_suffix(".md") {
            Some(stem) => match meeting_id(path) {
                Some(id) => self.routes.meeting(id),
                None => urls::page(stem),
            },
            None => plan::copied_path(self.routes, path),
        }
    }
}

/// The id of the minutes at a path below the content folder; none, if it is no path of minutes.
#[must_use]
pub fn meeting_id(path: &str) -> Option<&str> {
    below_meetings(path)?.strip_suffix(".md")
}

/// What follows the folder of minutes in a path below the content folder, in capitals or not.
fn below_meetings(path: &str) -> Option<&str> {
    let (folder, rest) = path.split_once('/')?;
    MEETING_FOLDERS.iter().any(|known| known.eq_ignore_ascii_case(folder)).then_some(rest)
}

/// Folders of the content that hold minutes.
pub const MEETING_FOLDERS: [&str; 2] = ["reuniones", "meetings"];

/// Titles by place, for sorting and links.
type Named = BTreeMap<PartyIx, String>;
