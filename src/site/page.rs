//! One file of the plan → its bytes.

use std::io::Write;

use chrono::NaiveDate;
use serde::Serialize;
use tera::Context;

use super::view::{LinkView, PageView, Shared};
use super::{
    File, FileKind, RenderError, Site, badge, calendar, data, feed, icalendar, list_file, prose, routes, urls, views,
    well_known,
};
use crate::model::text::first_sentence;
use crate::model::{PartyIx, Prose};
use crate::register::Items;

impl Site {
    /// Writes a file of the plan.
    ///
    /// # Errors
    /// If a template fails, or if writing does.
    pub fn render(&self, file: &File, out: &mut dyn Write) -> Result<(), RenderError> {
        let root = routes::root_of(&file.path);
        let root = root.as_str();
        let page =
            |template: &str, view: &dyn ErasedView, out: &mut dyn Write| self.page(file, root, template, view, out);
        match file.kind {
            FileKind::Home => page("home.html", &views::home(self), out),
            FileKind::Meetings(n) => page("meetings.html", &views::meetings(self, n), out),
            FileKind::Meeting(ix) => page("meeting.html", &views::meeting(self, ix, root), out),
            FileKind::Commitments(n) => page("commitments.html", &views::commitments(self, n), out),
            FileKind::Commitment(ix) => page("commitment.html", &views::commitment(self, ix, root), out),
            FileKind::Organisations => page("organisations.html", &views::organisations(self), out),
            FileKind::Organisation(ix, n) => page("organisation.html", &views::organisation(self, ix, n), out),
            FileKind::Status(i, n) => page("status.html", &views::status(self, i, n), out),
            FileKind::Documents(n) => page("documents.html", &views::documents(self, n), out),
            FileKind::Document(ix, n) => page("document.html", &views::document(self, ix, n), out),
            FileKind::Tag(i, n) => page("tag.html", &views::tag(self, i, n), out),
            FileKind::Note(whose, items) => page("report.html", &views::note(self, whose, items, root), out),
            FileKind::Series(i, n) => page("list.html", &views::series(self, i, n), out),
            FileKind::Year(year, n) => page("list.html", &views::year(self, year, n), out),
            FileKind::Open(n) => page("list.html", &views::open(self, n), out),
            FileKind::Late(n) => page("list.html", &views::late(self, n), out),
            FileKind::ListFile => list_file::write(self, out),
            FileKind::ListWords => self.template(file, "list-words.js", &views::list_words(self), out),
            FileKind::Page(i) => page("page.html", &views::plain_page(self, i, root), out),
            FileKind::Calendar => page("calendar.html", &views::calendar(self), out),
            FileKind::CalendarMonth(i) => page("calendar.html", &views::calendar_month(self, i), out),
            FileKind::CalendarDay(i, n) => page("calendar-day.html", &views::calendar_day(self, i, n), out),
            FileKind::CalendarFile => icalendar::site(self, out),
            FileKind::OrganisationCalendar(ix) => icalendar::party(self, ix, out),
            FileKind::Feed => feed::site(self, out),
            FileKind::OrganisationFeed(ix) => feed::party(self, ix, out),
            FileKind::Search => page("search.html", &views::search(self), out),
            FileKind::Due => page("sections.html", &views::due(self), out),
            FileKind::Changes => page("sections.html", &views::changes(self), out),
            FileKind::Review => page("sections.html", &views::review(self), out),
            FileKind::Accessibility => page("accessibility.html", &views::accessibility(self, root), out),
            FileKind::SearchWords => self.template(file, "search-words.js", &views::search_words(self), out),
            FileKind::NotFound => {
                // It is shown at whatever address was not found: only the root's own path leads home from there.
                let path = self.base_url.as_deref().and_then(path_of_url).unwrap_or_default();
                self.page(file, path, "404.html", &Nothing {}, out)
            }
            FileKind::Moved(reference) => {
                let shown = self.shown(reference);
                page("moved.html", &Moved { to: LinkView { title: shown.title, url: shown.url } }, out)
            }
            FileKind::Badge(ix) => self.template(file, "badge.svg", &badge::view(self, ix), out),
            FileKind::CommitmentsJson => data::commitments_json(self, out),
            FileKind::CommitmentsCsv => data::commitments_csv(self, out),
            FileKind::MeetingsJson => data::meetings_json(self, out),
            FileKind::MeetingsCsv => data::meetings_csv(self, out),
            FileKind::DataPackage => data::package(self, out),
            FileKind::Sitemap => well_known::sitemap(self, out),
            FileKind::Robots => well_known::robots(self, out),
            FileKind::WebManifest => well_known::web_manifest(self, out),
            FileKind::Asset(i) => {
                if let Some(bytes) = self.theme.assets.values().nth(i) {
                    out.write_all(bytes)?;
                }
                Ok(())
            }
            // Copied by whoever has the disk; written by whoever has the index.
            FileKind::Copied(_) | FileKind::SearchPointer => Ok(()),
        }
    }

    fn page(
        &self,
        file: &File,
        root: &str,
        template: &str,
        view: &dyn ErasedView,
        out: &mut dyn Write,
    ) -> Result<(), RenderError> {
        let mut context = view.context().map_err(|error| RenderError::Template { page: file.path.clone(), error })?;
        let shared = Shared { root, page: self.page_view(file) };
        context.insert("root", shared.root);
        context.insert("page", &shared.page);
        self.write(file, template, &context, out)
    }

    fn template<T: Serialize>(
        &self,
        file: &File,
        template: &str,
        view: &T,
        out: &mut dyn Write,
    ) -> Result<(), RenderError> {
        let context = view.context().map_err(|error| RenderError::Template { page: file.path.clone(), error })?;
        self.write(file, template, &context, out)
    }

    fn write(&self, file: &File, template: &str, context: &Context, out: &mut dyn Write) -> Result<(), RenderError> {
        self.theme
            .tera
            .render_to(template, context, &mut *out)
            .map_err(|error| RenderError::Template { page: file.path.clone(), error })
    }

    fn page_view(&self, file: &File) -> PageView {
        let (title, description) = self.title_and_description(file.kind);
        let (section, breadcrumbs) = self.place(file.kind);
        PageView {
            title,
            description,
            url: file.path.clone(),
            section,
            breadcrumbs,
            feed: match file.kind {
                FileKind::Organisation(ix, _) => Some(LinkView {
                    title: self.theme.strings.get("feed.of", &[("name", self.register.directory.label(ix))]),
                    url: urls::beside(self.url_of_party(ix), "xml"),
                }),
                _ => None,
            },
            canonical: match file.kind {
                FileKind::NotFound => None,
                _ => self.base_url.as_ref().map(|base| format!("{base}{}", file.path)),
            },
        }
    }

    pub(super) fn title_and_description(&self, kind: FileKind) -> (String, String) {
        let register = &self.register;
        let string = |key: &str, fill: &[(&str, &str)]| self.theme.strings.get(key, fill);
        let both =
            |key: &str| (string(&format!("page.{key}.title"), &[]), string(&format!("page.{key}.description"), &[]));
        let numbered = |(title, description): (String, String), n: usize| {
            if n == 1 {
                return (title, description);
            }
            (format!("{title} · {}", string("list.page", &[("n", &n.to_string())])), description)
        };
        match kind {
            FileKind::Home => (self.title.clone(), string("page.home.description", &[("name", &self.title)])),
            FileKind::Meetings(n) => numbered(both("meetings"), n),
            FileKind::Commitments(n) => numbered(both("commitments"), n),
            FileKind::Organisations => both("organisations"),
            FileKind::Documents(n) => numbered(both("documents"), n),
            FileKind::Search => both("search"),
            FileKind::Calendar => both("calendar"),
            FileKind::CalendarMonth(i) => {
                let fill = [("date", &*self.calendar.months[i].0.in_words(register.language))];
                (string("page.calendar-month.title", &fill), string("page.calendar-month.description", &fill))
            }
            FileKind::CalendarDay(i, n) => {
                let fill = [("date", &*views::day_view(self, self.calendar.crowded[i]).text)];
                numbered((string("page.calendar-day.title", &fill), string("page.calendar-day.description", &fill)), n)
            }
            FileKind::Due => both("due"),
            FileKind::Review => both("review"),
            FileKind::Accessibility => both("accessibility"),
            FileKind::Changes => {
                let date = views::day_view(self, register.previous_cut_off).text;
                let fill = [("date", date.as_str())];
                (string("page.changes.title", &fill), string("page.changes.description", &fill))
            }
            FileKind::Meeting(ix) => {
                let date = views::day_view(self, register.meeting(ix).date).text;
                (self.title_of_meeting(ix), string("page.meeting.description", &[("date", &date)]))
            }
            FileKind::Commitment(ix) => {
                let commitment = register.commitment(ix);
                let date = views::day_view(self, register.meeting(commitment.meeting).date).text;
                let status = register.status(commitment.status).label(register.language);
                let description = string("page.commitment.description", &[("name", status), ("date", &date)]);
                let summary = self.summary(&commitment.text);
                let description = if summary.is_empty() { description } else { format!("{description} {summary}") };
                (commitment.title.clone(), description)
            }
            FileKind::Organisation(ix, n) => {
                let name = register.directory.name(ix);
                let description = string("page.organisation.description", &[("name", name)]);
                numbered((name.to_owned(), description), n)
            }
            FileKind::Status(i, n) => {
                let name = register.statuses[i].label(register.language);
                let fill = [("name", name)];
                numbered((string("page.status.title", &fill), string("page.status.description", &fill)), n)
            }
            FileKind::Document(ix, n) => {
                let id = &register.document(ix).id;
                numbered((id.clone(), string("page.document.description", &[("name", id)])), n)
            }
            FileKind::Tag(i, n) => {
                let fill = [("name", register.tags[i].as_str())];
                numbered((string("page.tag.title", &fill), string("page.tag.description", &fill)), n)
            }
            FileKind::Note(whose, items) => {
                let key = match items {
                    Items::All => "report",
                    Items::Open => "report-open",
                };
                let (title, description) = both(key);
                match whose {
                    None => (title, description),
                    Some(ix) => {
                        let title = format!("{title} · {}", register.directory.full_label(ix));
                        let description = format!("{}: {description}", register.directory.name(ix));
                        (title, description)
                    }
                }
            }
            FileKind::Series(i, n) => {
                let fill = [("name", self.lists.series[i].name.as_str())];
                numbered((string("page.series.title", &fill), string("page.series.description", &fill)), n)
            }
            FileKind::Year(year, n) => {
                let fill = [("name", &*year.to_string())];
                numbered((string("page.year.title", &fill), string("page.year.description", &fill)), n)
            }
            FileKind::Open(n) => numbered(both("open"), n),
            FileKind::Late(n) => numbered(both("late"), n),
            FileKind::Page(i) => {
                let page = &register.pages[i];
                let title = page.title.clone().unwrap_or_else(|| page.path.clone());
                let summary = self.summary(&page.text);
                let description = if summary.is_empty() { title.clone() } else { summary };
                (title, description)
            }
            FileKind::Moved(reference) => {
                let title = self.shown(reference).title;
                (title.clone(), title)
            }
            _ => both("not-found"),
        }
    }

    /// The first sentence of a prose.
    fn summary(&self, prose: &Prose) -> String {
        first_sentence(&prose::plain(self, prose))
    }

    /// The part of the site that a page is in, and the pages above it.
    fn place(&self, kind: FileKind) -> (&'static str, Vec<LinkView>) {
        let routes = self.routes;
        let index = |section: &'static str, folder: &str| {
            let title = self.theme.strings.get(&format!("nav.{section}"), &[]);
            LinkView { title, url: format!("{folder}/index.html") }
        };
        let home = || LinkView { title: self.theme.strings.get("nav.home", &[]), url: "index.html".to_owned() };
        let first = |section, url: &str, title: String, n: usize| {
            let mut above = vec![home()];
            above.extend((n > 1).then(|| LinkView { title, url: url.to_owned() }));
            (section, above)
        };
        let commitments = || index("commitments", routes.commitments);
        match kind {
            FileKind::Home => ("home", Vec::new()),
            FileKind::Meetings(n) => {
                first("meetings", &index("meetings", routes.meetings).url, index("meetings", routes.meetings).title, n)
            }
            FileKind::Meeting(_) => ("meetings", vec![home(), index("meetings", routes.meetings)]),
            FileKind::Commitments(n) => first("commitments", &commitments().url, commitments().title, n),
            FileKind::Commitment(ix) => {
                let meeting = self.register.commitment(ix).meeting;
                let title = views::day_view(self, self.register.meeting(meeting).date).text;
                let meeting = LinkView { title, url: self.url_of_meeting(meeting).to_owned() };
                ("commitments", vec![home(), index("meetings", routes.meetings), meeting])
            }
            FileKind::Organisations => ("organisations", vec![home()]),
            FileKind::Organisation(ix, n) => {
                let organisations = index("organisations", routes.organisations);
                let mut above = vec![home(), organisations];
                let link = |ix: PartyIx| LinkView {
                    title: self.register.directory.label(ix).to_owned(),
                    url: self.url_of_party(ix).to_owned(),
                };
                above.extend(ix.unit.map(|_| link(PartyIx { unit: None, ..ix })));
                above.extend((n > 1).then(|| link(ix)));
                ("organisations", above)
            }
            FileKind::Status(..) => ("statuses", vec![home(), commitments()]),
            FileKind::Series(..) | FileKind::Year(..) | FileKind::Open(_) | FileKind::Late(_) => {
                ("commitments", vec![home(), commitments()])
            }
            FileKind::Tag(..) => ("tags", vec![home(), commitments()]),
            FileKind::Documents(n) => {
                let documents = index("documents", routes.documents);
                first("documents", &documents.url.clone(), documents.title, n)
            }
            FileKind::Document(..) => ("documents", vec![home(), index("documents", routes.documents)]),
            FileKind::Note(None, Items::All) => ("report", vec![home()]),
            FileKind::Note(whose, items) => {
                let note = |whose| {
                    let (title, _) = self.title_and_description(FileKind::Note(whose, Items::All));
                    LinkView { title, url: self.url_of_note(whose, Items::All) }
                };
                let mut above = vec![home(), note(None)];
                above.extend(whose.filter(|_| items == Items::Open).map(|ix| note(Some(ix))));
                ("report", above)
            }
            FileKind::Search => ("search", vec![home()]),
            FileKind::Calendar => ("calendar", vec![home()]),
            FileKind::CalendarMonth(_) => ("calendar", vec![home(), self.calendar_link(None)]),
            FileKind::CalendarDay(i, _) => {
                ("calendar", vec![home(), self.calendar_link(None), self.calendar_link(Some(self.calendar.crowded[i]))])
            }
            FileKind::Due | FileKind::Changes => ("commitments", vec![home(), commitments()]),
            FileKind::Review | FileKind::Accessibility => ("pages", vec![home()]),
            FileKind::Page(_) => ("pages", vec![home()]),
            _ => ("errors", vec![home()]),
        }
    }

    /// The calendar, or its month that a day is in.
    fn calendar_link(&self, day: Option<NaiveDate>) -> LinkView {
        let Some(day) = day else {
            let title = self.theme.strings.get("nav.calendar", &[]);
            return LinkView { title, url: format!("{}.html", self.routes.calendar) };
        };
        let month = calendar::month_of(day);
        let title = month.in_words(self.register.language);
        LinkView { title, url: self.routes.calendar_of(&month.to_string()) }
    }

    /// Absolute URLs of all pages, for the sitemap.
    pub(super) fn pages(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| {
            file.path.ends_with(".html")
                && !matches!(
                    file.kind,
                    FileKind::NotFound | FileKind::Moved(_) | FileKind::Copied(_) | FileKind::Asset(_)
                )
        })
    }
}

/// `moved.html`
#[derive(Debug, Serialize)]
struct Moved {
    /// Where it is now.
    to: LinkView,
}

/// The path of an absolute URL, with its final slash.
fn path_of_url(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    rest.find('/').map(|at| &rest[at..])
}

/// The view of a page that has nothing but what all share.
#[derive(Debug, Serialize)]
struct Nothing {}

/// Any view; lets one closure take them all.
trait ErasedView {
    fn context(&self) -> tera::TeraResult<Context>;
}

impl<T: Serialize> ErasedView for T {
    fn context(&self) -> tera::TeraResult<Context> {
        Context::from_serialize(self)
    }
}
