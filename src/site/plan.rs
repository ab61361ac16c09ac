//! Which files a site has.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::pages;
use super::urls::Urls;
use super::{FEED, Origin, Routes, SearchFile, Site, below_meetings, urls};
use crate::diagnostic::{Diagnostics, Kind, Span};
use crate::model::text::composed;
use crate::model::{CommitmentIx, DocumentIx, MeetingIx, PartyIx, Reference};
use crate::register::Items;

/// A file of the site.
#[derive(Debug, Clone)]
pub struct File {
    /// Path from the root, with `/`.
    pub path: String,
    /// What it is.
    pub kind: FileKind,
}

/// What a file is; a number is the page of a list, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "a variant's name says what the file is")]
pub enum FileKind {
    Home,
    Meetings(usize),
    Meeting(MeetingIx),
    Commitments(usize),
    Commitment(CommitmentIx),
    Badge(CommitmentIx),
    Organisations,
    Organisation(PartyIx, usize),
    Status(usize, usize),
    Documents(usize),
    Document(DocumentIx, usize),
    Tag(usize, usize),
    /// The informative note on everything, or on one institution or unit.
    Note(Option<PartyIx>, Items),
    Series(usize, usize),
    Year(i32, usize),
    Open(usize),
    Late(usize),
    /// What the scripts of the lists read.
    ListFile,
    Page(usize),
    /// The month of the cut-off date and the next.
    Calendar,
    /// A month that has something, by its place among them.
    CalendarMonth(usize),
    /// A day that has more than its month shows, by its place among them.
    CalendarDay(usize, usize),
    /// Every meeting and due date as iCalendar.
    CalendarFile,
    OrganisationCalendar(PartyIx),
    /// Every update as Atom.
    Feed,
    OrganisationFeed(PartyIx),
    Search,
    /// What falls due soon.
    Due,
    /// What has changed since the previous cut-off date.
    Changes,
    /// What is late, silent or doubted.
    Review,
    /// The accessibility statement.
    Accessibility,
    NotFound,
    /// A page at an address that something had before.
    Moved(Reference),
    CommitmentsJson,
    CommitmentsCsv,
    MeetingsJson,
    MeetingsCsv,
    DataPackage,
    Sitemap,
    Robots,
    WebManifest,
    /// Which version made the site.
    Origin,
    /// What the scripts of the lists say, in the site's language.
    ListWords,
    /// What the scripts of the search say, in the site's language.
    SearchWords,
    /// What leads to the engine and the index of the search, whose other files are named by what they hold.
    SearchPointer,
    /// A static file of the theme, by its place in order of names.
    Asset(usize),
    /// A file of the content folder, by its place in [`Site::copied`].
    Copied(usize),
}

impl FileKind {
    /// Whether it grows with the register and goes as it comes; no template is asked for it.
    #[must_use]
    pub fn is_streamed(self) -> bool {
        matches!(
            self,
            Self::CommitmentsJson | Self::CommitmentsCsv | Self::MeetingsJson | Self::MeetingsCsv | Self::CalendarFile
        )
    }
}

/// Where a copied file goes.
pub(super) fn copied_path(routes: Routes, path: &str) -> String {
    match below_meetings(path) {
        Some(rest) => format!("{}/{rest}", routes.meetings),
        None => path.to_owned(),
    }
}

/// Every file by path; two with one path, or a file where a folder has to be, are reported and the second is left out.
pub(super) fn files(site: &Site, diagnostics: &mut Diagnostics) -> Vec<File> {
    let mut plan = Plan { site, files: BTreeMap::new(), clashes: Vec::new() };
    plan.all();
    // A folder's name can clash with a file's: `a.html` and `a.html/b.html`.
    let inside = plan.files.iter().flat_map(|(key, file)| {
        let folders = key.match_indices('/').map(|(at, _)| &key[..at]);
        folders.filter_map(|folder| plan.files.get(folder)).map(|first| (first.kind, file.kind, first.path.clone()))
    });
    plan.clashes.extend(inside.collect::<Vec<_>>());
    for (first, second, url) in plan.clashes {
        let kind = Kind::SameUrl { first: name(site, first, &url), second: name(site, second, &url), url };
        let span = span(site, second)
            .or_else(|| span(site, first))
            .or_else(|| site.sources.iter().next().map(|(id, _)| Span::new(id, 0..0)));
        if let Some(span) = span {
            diagnostics.report(kind, span);
        }
    }
    let mut files: Vec<File> = plan.files.into_values().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    long_addresses(site, &files, diagnostics);
    files
}

/// The longest address that is passed over, in characters as Windows counts them: it takes 260 with the folder of the site.
const LONGEST: usize = 200;

/// The longest that any system takes, in bytes, the folder of the site aside.
const LONGEST_ANYWHERE: usize = 800;

/// Reports addresses that not every system has room for; of each place in the content one.
fn long_addresses(site: &Site, files: &[File], diagnostics: &mut Diagnostics) {
    let mut places = BTreeSet::new();
    // Bytes are no fewer than characters: nearly every file is passed over by them.
    for file in files.iter().filter(|file| file.path.len() > LONGEST) {
        let length = file.path.encode_utf16().count();
        let start = || site.sources.iter().next().map(|(id, _)| Span::new(id, 0..0));
        let own = span(site, file.kind);
        let (Some(at), true) = (own.or_else(start), length > LONGEST) else { continue };
        if own.is_some_and(|own| !places.insert((own.source, own.start, own.end))) {
            continue;
        }
        let url = file.path.clone();
        diagnostics.report(
            if url.len() > LONGEST_ANYWHERE {
                Kind::UnportableName { name: url }
            } else {
                Kind::LongAddress { url, length, limit: LONGEST }
            },
            at,
        );
    }
}

/// A path as the file systems see it that make the least difference: without regard to case, nor to how a letter with an
/// accent is put together.
fn key(path: &str) -> String {
    composed(path).to_lowercase()
}

struct Plan<'a> {
    site: &'a Site,
    /// By [`key`].
    files: BTreeMap<String, File>,
    clashes: Vec<(FileKind, FileKind, String)>,
}

impl Plan<'_> {
    fn add(&mut self, path: impl Into<String>, kind: FileKind) {
        let path = path.into();
        // Where two organisations clash, it is told of their pages, not again of what lies beside each.
        let is_beside = matches!(kind, FileKind::OrganisationFeed(_) | FileKind::OrganisationCalendar(_));
        match self.files.get(&key(&path)) {
            Some(first) if is_beside && std::mem::discriminant(&first.kind) == std::mem::discriminant(&kind) => {}
            Some(first) => self.clashes.push((first.kind, kind, path)),
            None => drop(self.files.insert(key(&path), File { path, kind })),
        }
    }

    fn list(&mut self, first: &str, rows: usize, kind: impl Fn(usize) -> FileKind) {
        for number in 1..=pages(rows) {
            self.add(self.site.routes.list_page(first, number), kind(number));
        }
    }

    fn all(&mut self) {
        let Site { register, routes, urls, lists, .. } = self.site;
        self.add("index.html", FileKind::Home);
        self.add(routes.search_page, FileKind::Search);
        self.add(routes.due_page, FileKind::Due);
        self.add(routes.changes_page, FileKind::Changes);
        self.add(routes.review_page, FileKind::Review);
        // The site may have one of its own.
        let own = |url: &str| url.eq_ignore_ascii_case(routes.accessibility_page);
        let is_page = urls.pages.iter().any(|url| own(url));
        if !is_page && !self.site.copied.iter().any(|path| own(&copied_path(*routes, path))) {
            self.add(routes.accessibility_page, FileKind::Accessibility);
        }
        self.add("404.html", FileKind::NotFound);
        self.list(&format!("{}/index.html", routes.meetings), register.meetings.len(), FileKind::Meetings);
        for (i, url) in urls.meetings.iter().enumerate() {
            self.add(url, FileKind::Meeting(MeetingIx(i)));
        }
        self.list(&format!("{}/index.html", routes.commitments), lists.all.len(), FileKind::Commitments);
        for (i, url) in urls.commitments.iter().enumerate() {
            self.add(url, FileKind::Commitment(CommitmentIx(i)));
            self.add(urls.badge(CommitmentIx(i)), FileKind::Badge(CommitmentIx(i)));
        }
        self.add(format!("{}/index.html", routes.organisations), FileKind::Organisations);
        for (&ix, url) in &urls.parties {
            self.list(url, lists.of_party(ix).len(), |number| FileKind::Organisation(ix, number));
            self.add(urls::beside(url, "xml"), FileKind::OrganisationFeed(ix));
            self.add(urls::beside(url, "ics"), FileKind::OrganisationCalendar(ix));
        }
        for (i, url) in urls.statuses.iter().enumerate() {
            self.list(url, lists.by_status[i].len(), |number| FileKind::Status(i, number));
        }
        self.list(&format!("{}/index.html", routes.documents), register.documents.len(), FileKind::Documents);
        for (i, url) in urls.documents.iter().enumerate() {
            self.list(url, lists.by_document[i].len(), |number| FileKind::Document(DocumentIx(i), number));
        }
        for (i, url) in urls.tags.iter().enumerate() {
            self.list(url, lists.by_tag[i].len(), |number| FileKind::Tag(i, number));
        }
        let parties = urls.parties.keys().filter(|&&ix| !lists.of_party(ix).is_empty());
        for whose in std::iter::once(None).chain(parties.map(|&ix| Some(ix))) {
            for items in [Items::All, Items::Open] {
                self.add(self.site.url_of_note(whose, items), FileKind::Note(whose, items));
            }
        }
        for (i, url) in urls.series.iter().enumerate() {
            self.list(url, lists.series[i].commitments.len(), |number| FileKind::Series(i, number));
        }
        for (&year, rows) in &lists.by_year {
            self.list(&Urls::year(*routes, year), rows.len(), |number| FileKind::Year(year, number));
        }
        self.list(routes.open_page, lists.open.len(), FileKind::Open);
        self.list(routes.late_page, lists.late.len(), FileKind::Late);
        self.add(list_file_path(*routes), FileKind::ListFile);
        self.add(format!("{}/list-words.js", routes.assets), FileKind::ListWords);
        for (i, url) in urls.pages.iter().enumerate() {
            self.add(url, FileKind::Page(i));
        }
        for (i, meeting) in register.meetings.iter().enumerate() {
            for alias in &meeting.aliases {
                self.add(routes.meeting(alias), FileKind::Moved(Reference::Meeting(MeetingIx(i))));
                for &ix in &meeting.commitments {
                    let number = register.commitment(ix).id.number.as_str();
                    self.add(routes.commitment(alias, number), FileKind::Moved(Reference::Commitment(ix)));
                }
            }
        }
        self.calendar_and_feed();
        for (name, kind) in [
            ("commitments.json", FileKind::CommitmentsJson),
            ("commitments.csv", FileKind::CommitmentsCsv),
            ("meetings.json", FileKind::MeetingsJson),
            ("meetings.csv", FileKind::MeetingsCsv),
            ("datapackage.json", FileKind::DataPackage),
        ] {
            self.add(data_path(*routes, name), kind);
        }
        if self.site.base_url.is_some() {
            self.add("sitemap.xml", FileKind::Sitemap);
        }
        self.add("robots.txt", FileKind::Robots);
        self.add("manifest.webmanifest", FileKind::WebManifest);
        self.add(Origin::FILE, FileKind::Origin);
        self.add(format!("{}/search-words.js", routes.assets), FileKind::SearchWords);
        self.add(format!("{}/{}.js", routes.search, SearchFile::POINTER), FileKind::SearchPointer);
        for (i, name) in self.site.theme.assets.keys().enumerate() {
            self.add(format!("{}/{name}", routes.assets), FileKind::Asset(i));
        }
        for (i, path) in self.site.copied.iter().enumerate() {
            self.add(copied_path(*routes, path), FileKind::Copied(i));
        }
    }
}

impl Plan<'_> {
    fn calendar_and_feed(&mut self) {
        let Site { routes, calendar, .. } = self.site;
        self.add(FEED, FileKind::Feed);
        self.add(format!("{}.html", routes.calendar), FileKind::Calendar);
        self.add(format!("{}.ics", routes.calendar), FileKind::CalendarFile);
        for (i, (month, _)) in calendar.months.iter().enumerate() {
            self.add(routes.calendar_of(&month.to_string()), FileKind::CalendarMonth(i));
        }
        for (i, day) in calendar.crowded.iter().enumerate() {
            let url = routes.calendar_of(&day.to_string());
            self.list(&url, calendar.due_on(*day).len(), |number| FileKind::CalendarDay(i, number));
        }
    }
}

/// Path of a data file, whose name is the English one of two.
pub(super) fn data_path(routes: Routes, name: &str) -> String {
    let name = name.replace("commitments", routes.commitments).replace("meetings", routes.meetings);
    format!("{}/{name}", routes.data)
}

/// Path of what the scripts of the lists read.
pub(super) fn list_file_path(routes: Routes) -> String {
    format!("{}/{}", routes.commitments, routes.list_file)
}

/// What the author calls the thing that a file is of; the file's own address, if the author has no part in it.
fn name(site: &Site, kind: FileKind, url: &str) -> String {
    let register = &site.register;
    match kind {
        FileKind::Meeting(ix) => register.meeting(ix).id.to_string(),
        FileKind::Commitment(ix) | FileKind::Badge(ix) => register.commitment(ix).id.to_string(),
        FileKind::Moved(reference) => site.shown(reference).title,
        FileKind::Organisation(ix, _)
        | FileKind::Note(Some(ix), _)
        | FileKind::OrganisationFeed(ix)
        | FileKind::OrganisationCalendar(ix) => register.directory.full_label(ix),
        FileKind::Status(i, _) => register.statuses[i].id.clone(),
        FileKind::Document(ix, _) => register.document(ix).id.clone(),
        FileKind::Tag(i, _) => register.tags[i].clone(),
        FileKind::Series(i, _) => site.lists.series[i].name.clone(),
        FileKind::Page(i) => format!("content/{}.md", register.pages[i].path),
        FileKind::Copied(i) => format!("content/{}", site.copied[i]),
        _ => url.to_owned(),
    }
}

fn span(site: &Site, kind: FileKind) -> Option<Span> {
    match kind {
        FileKind::Meeting(ix) => Some(site.register.meeting(ix).span),
        FileKind::Commitment(ix) | FileKind::Badge(ix) => Some(site.register.commitment(ix).span),
        FileKind::Series(i, _) => site.lists.series[i].meetings.first().map(|&ix| site.register.meeting(ix).span),
        FileKind::Page(i) => Some(Span::new(site.register.pages[i].source, 0..0)),
        _ => None,
    }
}
