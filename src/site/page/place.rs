//! Where in the site pages are.

use chrono::NaiveDate;

use crate::model::PartyIx;
use crate::register::Items;
use crate::site::view::LinkView;
use crate::site::{FileKind, Site, calendar, views};

impl Site {
    /// The part of the site that a page is in, and the pages above it.
    pub(super) fn place(&self, kind: FileKind) -> (&'static str, Vec<LinkView>) {
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
}
