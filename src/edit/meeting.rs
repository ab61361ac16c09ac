//! The minutes of a meeting that is to come, filled in as far as known.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use super::rhythm::next_date;

use crate::content::yaml_scalar as scalar;
use crate::diagnostic::Language;
use crate::model::Meeting;
use crate::model::text::{fold, tidy};
use crate::register::Register;

/// A meeting to be held.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    /// Its day.
    pub date: NaiveDate,
    /// Title, if known.
    pub title: Option<String>,
    /// The series that it belongs to.
    pub series: Option<String>,
}

/// The id of a date in the form of an earlier one: `2023-01-18`, or `2023/01-18` where years have folders.
#[must_use]
pub fn id_like(last: Option<&str>, date: NaiveDate) -> String {
    let by_year = last.is_some_and(|id| {
        id.split_once('/').is_some_and(|(year, rest)| {
            year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && !rest.starts_with(year)
        })
    });
    let in_year = last.is_some_and(|id| {
        id.split_once('/').is_some_and(|(year, rest)| year.len() == 4 && rest.starts_with(&format!("{year}-")))
    });
    if by_year {
        date.format("%Y/%m-%d").to_string()
    } else if in_year {
        format!("{:04}/{date}", date.year())
    } else {
        date.to_string()
    }
}

/// Whether two series are the same one.
#[must_use]
pub fn is_same_series(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(fold) == b.map(fold)
}

impl NewMeeting {
    /// The next of the series asked for, by the name that it has already, else of that of the latest meeting; on the day
    /// asked for, else on the one that its rhythm gives, as far as `today` allows.
    #[must_use]
    pub fn next(register: &Register, series: Option<&str>, date: Option<NaiveDate>, today: NaiveDate) -> Self {
        let mut known = register.meetings.iter().rev().map(|meeting| meeting.series.as_deref());
        let series = match series {
            Some(asked) => known.flatten().find(|name| is_same_series(Some(name), Some(asked))).or(Some(asked)),
            None => known.next().flatten(),
        };
        let mut next = Self { date: today, title: None, series: series.map(str::to_owned) };
        let held: Vec<NaiveDate> = next.held(register).map(|meeting| meeting.date).collect();
        next.date = date.unwrap_or_else(|| next_date(&held, today));
        next
    }

    /// Whether it takes up what a meeting agreed: one of its series, by then.
    #[must_use]
    pub fn takes_up(&self, meeting: &Meeting) -> bool {
        meeting.date <= self.date && is_same_series(meeting.series.as_deref(), self.series.as_deref())
    }

    /// The meetings of its series, in order.
    pub fn held<'r>(&self, register: &'r Register) -> impl Iterator<Item = &'r Meeting> {
        register.meetings.iter().filter(|it| is_same_series(it.series.as_deref(), self.series.as_deref()))
    }
}

/// The text of its minutes: how and with whom the series met last, and what is open of it.
///
/// What is open stands in comments, each ready to be filled in: one that is not filled in is no update.
#[must_use]
pub fn new_meeting(register: &Register, new: &NewMeeting) -> String {
    let language = register.language;
    let last = new.held(register).last();
    let mut text = String::from("---\n");
    let (date, mode, series, attendees) = match language {
        Language::Spanish => ("fecha", "modalidad", "serie", "asistentes"),
        Language::English => ("date", "mode", "series", "attendees"),
    };
    let _ = writeln!(text, "{date}: {}", new.date);
    if let Some(held) = last.and_then(|last| last.mode) {
        let _ = writeln!(text, "{mode}: {}", held.written(language));
    }
    if let Some(name) = &new.series {
        let _ = writeln!(text, "{series}: {}", scalar(name));
    }
    if let Some(last) = last.filter(|last| !last.attendees.is_empty()) {
        let _ = writeln!(text, "{attendees}:");
        for attendee in &last.attendees {
            let organisation = &register.organisations()[attendee.organisation];
            let units: Vec<String> =
                attendee.units.iter().map(|&unit| scalar(&organisation.units[unit].label)).collect();
            let _ = writeln!(text, "  {}: [{}]", scalar(&organisation.label), units.join(", "));
        }
    }
    text.push_str("---\n\n");
    if let Some(title) = new.title.as_deref().map(tidy).filter(|title| !title.is_empty()) {
        let _ = writeln!(text, "# {title}\n");
    }
    let (objectives, topics, follow_up, commitments) = match language {
        Language::Spanish => ("Objetivos", "Temas", "Seguimiento", "Compromisos"),
        Language::English => ("Objectives", "Topics", "Follow-up", "Commitments"),
    };
    let _ = writeln!(text, "## {objectives}\n\n## {topics}\n");
    let open = open_items(register, new);
    if !open.is_empty() {
        let _ = writeln!(text, "## {follow_up}\n\n{}\n", open.trim_end());
    }
    let _ = writeln!(text, "## {commitments}");
    text
}

/// A comment for each open commitment of the series that was agreed by then.
fn open_items(register: &Register, new: &NewMeeting) -> String {
    let language = register.language;
    let mut text = String::new();
    for commitment in &register.commitments {
        let meeting = register.meeting(commitment.meeting);
        if !register.is_open(commitment) || !new.takes_up(meeting) {
            continue;
        }
        if text.is_empty() {
            text.push_str(match language {
                Language::Spanish => {
                    "<!-- Esto sigue abierto, cada compromiso en un comentario. De lo que se informe, borre el primero y el último\nrenglón de su comentario, y escriba el estatus y qué se hizo. Lo demás puede quedarse: no se publica. -->\n\n"
                }
                Language::English => {
                    "<!-- This is open, each commitment in a comment. Of what is reported, delete the first and the last line of\nits comment, and write the status and what was done. The rest can stay: it is not published. -->\n\n"
                }
            });
        }
        let mut facts = vec![commitment.title.clone()];
        let who: Vec<&str> = commitment.responsible.iter().map(|&party| register.directory.label(party)).collect();
        if !who.is_empty() {
            facts.push(who.join(", "));
        }
        if let Some(due) = commitment.due {
            facts.push(match language {
                Language::Spanish => format!("vence {due}"),
                Language::English => format!("due {due}"),
            });
        }
        let status = register.status(commitment.status).label(language);
        let (before, done) = match language {
            Language::Spanish => ("antes", "Qué se hizo."),
            Language::English => ("previously", "What was done."),
        };
        let facts = commented(&facts.join(" · "));
        let _ = write!(
            text,
            "<!-- {facts}\n### {} · {status} ({before}: {status})\n\n{done}\n-->\n\n",
            commented(&commitment.id.to_string())
        );
    }
    text
}

/// A text that cannot end a comment.
fn commented(text: &str) -> String {
    tidy(text).replace("--", "–").replace('>', "›")
}
