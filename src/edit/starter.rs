//! A project to begin with: it builds, and its comments explain it.

use chrono::{Days, NaiveDate};

use crate::diagnostic::Language;
use crate::model::text::tidy;

/// What a new project is about.
#[derive(Debug, Clone)]
pub struct Starter {
    /// Title of the site.
    pub title: String,
    /// Language of pages and comments.
    pub language: Language,
    /// The day on which it is made; its example is of two weeks before.
    pub today: NaiveDate,
}

/// The files of a new project, with their paths from its root.
#[must_use]
pub fn starter(new: &Starter) -> Vec<(String, String)> {
    let (configuration, meeting, page, [folder, guide]) = match new.language {
        Language::Spanish => (
            include_str!("starter/es/acuerdos.toml"),
            include_str!("starter/es/meeting.md"),
            include_str!("starter/es/guide.md"),
            ["reuniones", "guia"],
        ),
        Language::English => (
            include_str!("starter/en/acuerdos.toml"),
            include_str!("starter/en/meeting.md"),
            include_str!("starter/en/guide.md"),
            ["meetings", "guide"],
        ),
    };
    let day = |back: u64| new.today.checked_sub_days(Days::new(back)).unwrap_or(new.today);
    let due = new.today.checked_add_days(Days::new(30)).unwrap_or(new.today);
    let held = day(14).to_string();
    let fill = |text: &str| {
        text.replace("MEETING", &held)
            .replace("REPORTED", &day(4).to_string())
            .replace("DUE", &due.to_string())
            .replace("TITLE", &basic_string(&new.title))
    };
    vec![
        ("acuerdos.toml".to_owned(), fill(configuration)),
        (format!("content/{folder}/{held}.md"), fill(meeting)),
        (format!("content/{guide}.md"), fill(page)),
        (".gitignore".to_owned(), "/site/\n".to_owned()),
    ]
}

/// What stands between the quotes of a TOML string.
fn basic_string(text: &str) -> String {
    tidy(text).replace('\\', "\\\\").replace('"', "\\\"")
}
