//! One file of the plan → its bytes.

mod place;
mod title;

use std::io::Write;

use serde::Serialize;
use tera::Context;

use super::view::{LinkView, PageView, Shared};
use super::{
    File, FileKind, RenderError, Site, badge, data, feed, icalendar, list_file, origin, routes, urls, views, well_known,
};

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
        let failed = RenderError::of(file);
        if !file.kind.is_streamed() {
            self.make_status_pieces().map_err(failed)?;
        }
        match file.kind {
            FileKind::Home => page("home.html", &views::home(self), out),
            FileKind::Meetings(n) => page("meetings.html", &views::meetings(self, n), out),
            FileKind::Meeting(ix) => page("meeting.html", &views::meeting(self, ix, root), out),
            FileKind::Commitments(n) => page("commitments.html", &views::commitments(self, n).map_err(failed)?, out),
            FileKind::Commitment(ix) => page("commitment.html", &views::commitment(self, ix, root), out),
            FileKind::Organisations => page("organisations.html", &views::organisations(self), out),
            FileKind::Organisation(ix, n) => {
                page("organisation.html", &views::organisation(self, ix, n).map_err(failed)?, out)
            }
            FileKind::Status(i, n) => page("list.html", &views::status(self, i, n).map_err(failed)?, out),
            FileKind::Documents(n) => page("documents.html", &views::documents(self, n), out),
            FileKind::Document(ix, n) => page("document.html", &views::document(self, ix, n).map_err(failed)?, out),
            FileKind::Tag(i, n) => page("list.html", &views::tag(self, i, n).map_err(failed)?, out),
            FileKind::Note(whose, items) => page("report.html", &views::note(self, whose, items, root), out),
            FileKind::Series(i, n) => page("list.html", &views::series(self, i, n).map_err(failed)?, out),
            FileKind::Year(year, n) => page("list.html", &views::year(self, year, n).map_err(failed)?, out),
            FileKind::Open(n) => page("list.html", &views::open(self, n).map_err(failed)?, out),
            FileKind::Late(n) => page("list.html", &views::late(self, n).map_err(failed)?, out),
            FileKind::ListFile => list_file::write(self, out),
            FileKind::ListWords => self.template(file, "list-words.js", &views::list_words(self), out),
            FileKind::Page(i) => page("page.html", &views::plain_page(self, i, root), out),
            FileKind::Calendar => page("calendar.html", &views::calendar(self), out),
            FileKind::CalendarMonth(i) => page("calendar.html", &views::calendar_month(self, i), out),
            FileKind::CalendarDay(i, n) => {
                page("calendar-day.html", &views::calendar_day(self, i, n).map_err(failed)?, out)
            }
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
            FileKind::Origin => origin::write(out),
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
        let failed = RenderError::of(file);
        let mut context = view.context().map_err(failed)?;
        let page = self.page_view(file);
        let frame = self.frame(root, page.section, &page.url).map_err(failed)?;
        let shared = Shared { root, page, frame: &frame };
        context.insert("root", shared.root);
        context.insert("page", &shared.page);
        context.insert("frame", shared.frame);
        self.write(file, template, &context, out)
    }

    fn template<T: Serialize>(
        &self,
        file: &File,
        template: &str,
        view: &T,
        out: &mut dyn Write,
    ) -> Result<(), RenderError> {
        let context = view.context().map_err(RenderError::of(file))?;
        self.write(file, template, &context, out)
    }

    fn write(&self, file: &File, template: &str, context: &Context, out: &mut dyn Write) -> Result<(), RenderError> {
        self.theme.tera.render_to(template, context, &mut *out).map_err(RenderError::of(file))
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
