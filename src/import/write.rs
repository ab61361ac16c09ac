//! What was recognised → minutes, as a person would write them.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::document::Paragraph;
use super::markdown::{Look, inline, prose};
use super::note::{NotedCommitment, NotedMeeting};
use crate::content::{
    DataKey, EntrySection, FileKind, Formatted, Minutes, ParsedUpdate, format, joined_values, parse_minutes,
    section_name, yaml_scalar as scalar,
};
use crate::diagnostic::{Diagnostics, Language, Sources};
use crate::model::{MeetingId, Status, StatusIx};
use crate::register::prose_text;

/// How minutes are written.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// In which language.
    pub language: Language,
    /// The statuses of the register.
    pub statuses: &'a [Status],
    /// The status of what has not been reported on.
    pub initial: StatusIx,
    /// The day at which statuses and accounts hold.
    pub cut_off: NaiveDate,
}

impl Writing<'_> {
    fn label(&self, status: StatusIx) -> &str {
        self.statuses.get(status.0).map_or("", |status| status.label(self.language))
    }

    /// The status that is written of a commitment: what was done is told of one that has none, too.
    fn status_of(&self, commitment: &NotedCommitment) -> Option<StatusIx> {
        commitment.status.or_else(|| (!commitment.account.is_empty()).then_some(self.initial))
    }

    /// What is written of a commitment's history: days, statuses with those before them, and accounts.
    fn history<'n>(
        &self,
        commitment: &'n NotedCommitment,
        held: NaiveDate,
    ) -> Vec<(NaiveDate, String, &'n [Paragraph])> {
        let mut previous = commitment.previous;
        let mut history: Vec<_> = commitment
            .updates
            .iter()
            .map(|update| {
                let before = previous.take().or(update.previous);
                (update.date, self.status(update.status, before), update.text.as_slice())
            })
            .collect();
        if let Some(status) = self.status_of(commitment) {
            history.push((self.cut_off.max(held), self.status(status, previous), commitment.account.as_slice()));
        }
        history
    }

    /// A status, with the one before it where the document tells it.
    #[must_use]
    pub fn status(&self, status: StatusIx, previous: Option<StatusIx>) -> String {
        let before = match self.language {
            Language::Spanish => "antes",
            Language::English => "previously",
        };
        match previous {
            Some(previous) => format!("{} ({before}: {})", self.label(status), self.label(previous)),
            None => self.label(status).to_owned(),
        }
    }
}

/// The minutes of a meeting, in canonical form. None, if they would not be read as what was recognised.
#[must_use]
pub fn minutes(meeting: &NotedMeeting, id: &str, writing: &Writing<'_>) -> Option<String> {
    [Look::Kept, Look::Plain].into_iter().find_map(|look| {
        let text = written(meeting, writing, look);
        let text = match format(&text, &FileKind::Minutes(MeetingId(id.to_owned())), writing.language) {
            Formatted::Changed(form) => form,
            Formatted::Canonical => text,
            Formatted::Errors | Formatted::Differs => return None,
        };
        says(&text, id, meeting, writing, look).then_some(text)
    })
}

fn written(meeting: &NotedMeeting, writing: &Writing<'_>, look: Look) -> String {
    let language = writing.language;
    let (date, mode, attendees, objectives, topics) = match language {
        Language::Spanish => ("fecha", "modalidad", "asistentes", "Objetivos", "Temas"),
        Language::English => ("date", "mode", "attendees", "Objectives", "Topics"),
    };
    let series = match language {
        Language::Spanish => "serie",
        Language::English => "series",
    };
    let mut text = format!("---\n{date}: {}\n", meeting.date);
    if let Some(held) = meeting.mode {
        let _ = writeln!(text, "{mode}: {}", held.written(language));
    }
    if let Some(name) = &meeting.series {
        let _ = writeln!(text, "{series}: {}", scalar(name));
    }
    if !meeting.tags.is_empty() {
        let tags: Vec<String> = meeting.tags.iter().map(|tag| scalar(tag)).collect();
        let _ = writeln!(text, "{}: [{}]", DataKey::Tags.name(language).to_lowercase(), tags.join(", "));
    }
    if !meeting.attendees.is_empty() {
        let _ = writeln!(text, "{attendees}:");
        for attendee in &meeting.attendees {
            let units: Vec<String> = attendee.units.iter().map(|unit| scalar(unit)).collect();
            let _ = writeln!(text, "  {}: [{}]", scalar(&attendee.organisation), units.join(", "));
        }
    }
    text.push_str("---\n");
    if let Some(title) = &meeting.title {
        let _ = write!(text, "\n# {}\n", inline(&Paragraph::of(title, meeting.place), Look::Plain));
    }
    if !meeting.intro.is_empty() {
        let _ = write!(text, "\n{}\n", prose(&meeting.intro, look));
    }
    if !meeting.objectives.is_empty() {
        let _ = write!(text, "\n## {objectives}\n\n{}\n", prose(&meeting.objectives, look));
    }
    if !meeting.topics.is_empty() {
        let _ = write!(text, "\n## {topics}\n\n");
        for (i, topic) in meeting.topics.iter().enumerate() {
            let _ = writeln!(text, "{}. {}", i + 1, inline(topic, look));
        }
    }
    if !meeting.commitments.is_empty() {
        let _ = writeln!(text, "\n## {}", section_name(EntrySection::Commitments, language));
        for commitment in &meeting.commitments {
            let _ = write!(text, "\n{}\n", block(commitment, meeting.date, writing, look));
        }
    }
    text
}

/// A commitment as it stands in the minutes of the meeting that agreed it.
#[must_use]
pub fn commitment(commitment: &NotedCommitment, held: NaiveDate, writing: &Writing<'_>) -> String {
    block(commitment, held, writing, Look::Plain)
}

fn block(commitment: &NotedCommitment, held: NaiveDate, writing: &Writing<'_>, look: Look) -> String {
    let title = commitment.title.as_ref().map(|title| inline(&Paragraph::of(title, commitment.place), Look::Plain));
    let title = title.map(|title| format!(" {title}")).unwrap_or_default();
    let due: Vec<String> = commitment.due.iter().map(ToString::to_string).collect();
    let data: Vec<String> = [
        (DataKey::Responsible, &commitment.responsible),
        (DataKey::Due, &due),
        (DataKey::Documents, &commitment.documents),
        (DataKey::Continues, &commitment.continues),
        (DataKey::Replaces, &commitment.replaces),
        (DataKey::Related, &commitment.related),
        (DataKey::Tags, &commitment.tags),
    ]
    .into_iter()
    .filter(|(_, values)| !values.is_empty())
    .map(|(key, values)| format!("- {}: {}", key.name(writing.language), joined_values(values)))
    .collect();
    // Behind a list of its own, the data would be items of that list.
    let agreed = prose(&commitment.text, look);
    let ends_in_list = commitment.text.last().is_some_and(|last| last.mark.as_deref() == Some("•"));
    let parts = if ends_in_list { [data.join("\n"), agreed] } else { [agreed, data.join("\n")] };
    let mut text = format!("### {}.{title}", commitment.number);
    for part in parts.iter().filter(|part| !part.is_empty()) {
        let _ = write!(text, "\n\n{part}");
    }
    for (date, status, told) in writing.history(commitment, held) {
        let _ = write!(text, "\n\n#### {date} · {status}");
        if !told.is_empty() {
            let _ = write!(text, "\n\n{}", prose(told, look));
        }
    }
    text
}

/// What was done, in Markdown.
#[must_use]
pub fn account(commitment: &NotedCommitment) -> String {
    prose(&commitment.account, Look::Plain)
}

/// Paragraphs, in Markdown.
#[must_use]
pub fn paragraphs(text: &[Paragraph]) -> String {
    prose(text, Look::Plain)
}

/// Whether minutes are read as what was recognised: nothing of it is lost, and nothing is taken for something else.
fn says(text: &str, id: &str, meeting: &NotedMeeting, writing: &Writing<'_>, look: Look) -> bool {
    let mut sources = Sources::default();
    let source = sources.add("", text);
    let mut diagnostics = Diagnostics::default();
    let read = parse_minutes(&sources, source, MeetingId(id.to_owned()), &mut diagnostics);
    let Minutes { commitments, topic_items, .. } = &read;
    let same = |prose_read: &crate::model::Prose, expected: &str| {
        crate::content::reading(&prose_text(&sources, prose_read)) == crate::content::reading(expected)
    };
    !diagnostics.has_errors()
        && read.date.value == meeting.date
        && read.mode == meeting.mode
        && read.attendees.len() == meeting.attendees.len()
        && topic_items.len() == meeting.topics.len()
        && same(&read.intro, &prose(&meeting.intro, look))
        && same(&read.objectives, &prose(&meeting.objectives, look))
        && commitments.len() == meeting.commitments.len()
        && commitments.iter().zip(&meeting.commitments).all(|(read, noted)| {
            let history = writing.history(noted, meeting.date);
            let told = |it: &ParsedUpdate, (date, status, told): &(NaiveDate, String, &[Paragraph])| {
                let previous = it.mention.previous.as_ref().map(|previous| previous.value.as_str());
                let written = match previous {
                    Some(previous) => status.contains(&it.mention.status.value) && status.contains(previous),
                    None => *status == it.mention.status.value,
                };
                it.date.value == *date && written && same(&it.text, &prose(told, look))
            };
            read.number.value == noted.number
                && same(&read.text, &prose(&noted.text, look))
                && read.responsible.len() == noted.responsible.len()
                && read.due.as_ref().map(|due| due.value) == noted.due
                && read.updates.len() == history.len()
                && read.updates.iter().zip(&history).all(|(it, noted)| told(it, noted))
        })
}
