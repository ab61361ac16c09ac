//! What pages are called.

use crate::model::Prose;
use crate::model::text::first_sentence;
use crate::register::Items;
use crate::site::{FileKind, Site, prose, views};

impl Site {
    /// A page's title, and the sentence that describes it.
    pub(in crate::site) fn title_and_description(&self, kind: FileKind) -> (String, String) {
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
}
