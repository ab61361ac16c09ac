//! What names a meeting: a cell, a row across a table, the text above a table.

use super::draft::{self, Draft};
use super::{Recogniser, guess};
use crate::import::attendees::is_acronym;
use crate::import::clean::is_cut;
use crate::import::dates;
use crate::import::document::{Cell, Paragraph, Place};
use crate::import::heads::{Role, head};
use crate::import::leads;
use crate::import::numbers;
use crate::import::remark::RemarkKind;
use crate::import::words::{self, MeetingKey, Section, find_folded, meeting_fact, mode, section, sections_within};
use crate::model::text::fold;

/// What a meeting is called by the words around its date: `Segunda reunión ordinaria`; none, if they say no more than that
/// it is one, or more than a name does.
fn called(text: &str) -> Option<String> {
    const LITTLE: [&str; 12] =
        ["de", "del", "el", "la", "en", "modalidad", "fecha", "of", "the", "on", "mode", "celebrada"];
    let is_little = |word: &str| {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        folded.is_empty() || LITTLE.contains(&folded.as_str())
    };
    let part = text.split(['(', ')', '\n']).find(|part| words::names_meeting(part))?;
    let mut said: Vec<&str> = part.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    while said.last().is_some_and(|word| is_little(word)) {
        said.pop();
    }
    let first = said.iter().position(|word| !is_little(word)).unwrap_or(said.len());
    let title = said[first..].join(" ").trim_end_matches([',', ':', ';', '.', '-', '–']).to_owned();
    let is_name = said.len() - first <= 12 && title.chars().count() <= 120 && !title.contains(". ");
    (is_name && !guess::without_small_words(&title).is_empty()).then_some(title)
}

/// A part of what names a meeting, without how it was held and without its id.
fn without_mode_and_id(part: &str, id: Option<&str>) -> String {
    let mut rest = part.to_owned();
    if let Some((_, range)) = mode(part) {
        rest.replace_range(range, " ");
    }
    match id {
        Some(id) => rest.lines().filter(|line| !line.contains(id)).collect::<Vec<_>>().join("\n"),
        None => rest,
    }
}

/// The hour that a text says, `10:00`, `17.30 h`.
fn hour(text: &str) -> Option<String> {
    text.match_indices([':', '.']).find_map(|(at, _)| {
        let before = text[..at].rsplit(|c: char| !c.is_ascii_digit()).next()?;
        let after: String = text[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        let hour: u8 = before.parse().ok().filter(|hour| *hour < 24)?;
        let minute: u8 = after.parse().ok().filter(|minute| after.len() == 2 && *minute < 60)?;
        Some(format!("{hour}:{minute:02}"))
    })
}

/// Whether a line above a table, or above a list of commitments, names the meeting that they are of.
pub(super) fn names_meeting(paragraph: &Paragraph) -> bool {
    let text = paragraph.plain();
    // `Fecha compromiso: 30 de abril de 2024` is when something is due.
    let is_fact = |key: &str| key.chars().count() <= 40 && head(key).is_some_and(|role| role != Role::Date);
    if text.split_once(':').is_some_and(|(key, _)| dates::day(key).is_none() && is_fact(key)) {
        return false;
    }
    let is_short =
        text.chars().count() <= 200 && find_folded(&text, "corte").is_none() && find_folded(&text, "cut off").is_none();
    let named = ["minuta", "fecha", "date"].iter().any(|word| find_folded(&text, word).is_some());
    let names = named || words::names_meeting(&text);
    dates::day(&text).is_some_and(|(_, range)| is_short && (names || paragraph.is_bold() || range.start == 0))
}

/// The parts of a paragraph that say several things of a meeting.
pub(super) fn by_section(paragraph: &Paragraph) -> Vec<Paragraph> {
    let plain = paragraph.plain();
    let starts = sections_within(&plain);
    if paragraph.is_literal() || starts.is_empty() {
        return vec![paragraph.clone()];
    }
    let bounds: Vec<usize> = std::iter::once(0).chain(starts).chain([plain.len()]).collect();
    let part = |from: usize, to: usize| {
        let mut part = paragraph.slice(from..to);
        part.trim();
        part
    };
    bounds.windows(2).map(|bounds| part(bounds[0], bounds[1])).filter(|part| !part.is_blank()).collect()
}

impl Recogniser {
    /// A table without a column for dates is of the meeting that the text above it names.
    pub(super) fn heading(&mut self, paragraphs: Vec<Paragraph>) {
        let about = paragraphs.iter().rposition(names_meeting);
        let Some(about) = about else { return self.leave_outside(paragraphs) };
        let mut rest = paragraphs;
        let told = rest.split_off(about);
        self.leave_outside(rest);
        let mut told: Vec<Paragraph> = told.iter().flat_map(by_section).collect();
        let heading = told.remove(0);
        self.open_meeting(&heading.plain(), heading.place);
        let mut open = None;
        for paragraph in told {
            let plain = paragraph.plain();
            let (kind, from) = section(&plain).unzip();
            open = kind.or(open);
            let text = paragraph.slice(from.unwrap_or(0)..plain.len());
            let Some(draft) = self.draft() else { return };
            match open {
                _ if text.is_blank() => {}
                Some(Section::Attendees) => draft.attendees.push(text),
                Some(Section::Mode) => self.part_of_date(&text.plain(), paragraph.place),
                Some(Section::Intro) => draft.intro.push(text),
                Some(Section::Objectives) => draft.objectives.push(text),
                Some(Section::Topics) => draft.topics.push(draft::item(&text)),
                _ => self.remark(RemarkKind::Outside { text: plain }, paragraph.place),
            }
        }
    }

    /// Reads the cell or line that names a meeting. Whether it names one is the answer.
    pub(super) fn open_meeting(&mut self, text: &str, place: Place) -> bool {
        let Some((date, range)) = dates::day(text) else { return false };
        let id =
            text.lines().find_map(meeting_fact).filter(|(key, _)| *key == MeetingKey::Id).map(|(_, id)| id.to_owned());
        let rest = format!("{} {}", &text[..range.start], &text[range.end..]);
        let held = mode(&rest);
        let hour = hour(&text[range.end..]);
        // Two meetings of one day are apart by their ids, by how they were held, or by their hours.
        let same = |draft: &Draft| {
            draft.date == date
                && (id.is_none() || draft.id == id)
                && !held.as_ref().is_some_and(|(mode, _)| draft.mode.is_some_and(|known| known != *mode))
                && hour.as_ref().is_none_or(|hour| draft.hour.as_ref().is_none_or(|known| known == hour))
        };
        let current = self.current.filter(|&at| self.meetings.get(at).is_some_and(same));
        let at = match current.or_else(|| self.meetings.iter().position(same)) {
            Some(at) => at,
            None => {
                let mut draft = Draft::new(date, place);
                draft.id.clone_from(&id);
                self.meetings.push(draft);
                // Minutes have one day.
                if dates::are_several(&text[range.clone()]) {
                    self.unplaced(&text[range.clone()], place);
                }
                self.meetings.len() - 1
            }
        };
        if self.current != Some(at) {
            self.current = Some(at);
            self.meetings[at].section = Section::Commitments;
        }
        let draft = &mut self.meetings[at];
        draft.mode = draft.mode.or(held.map(|(mode, _)| mode));
        draft.hour = draft.hour.take().or(hour);
        let [before, after] =
            [&text[..range.start], &text[range.end..]].map(|part| without_mode_and_id(part, id.as_deref()));
        // `Segunda reunión ordinaria` is what the meeting is called; that stands before its date, or else behind it.
        let title = called(&before).or_else(|| called(&after));
        let known = &mut self.meetings[at].title;
        if known.is_none() {
            known.clone_from(&title);
        }
        let said = title.filter(|title| known.as_ref() == Some(title)).unwrap_or_default();
        let left = guess::without_small_words(&format!("{before} {after}"));
        let word = |word: &str| fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let said: Vec<String> = said.split(' ').map(word).collect();
        let left: Vec<&str> = left.split(' ').filter(|it| !word(it).is_empty() && !said.contains(&word(it))).collect();
        self.unplaced(&left.join(" "), place);
        true
    }

    /// A row with one cell may be a heading within the table. Whether it was is the answer.
    pub(super) fn banner(&mut self, cell: &Cell) -> bool {
        if cell.paragraphs().any(Paragraph::is_literal) {
            return false;
        }
        let text = cell.plain();
        if let Some((kind, rest)) = section(&text)
            && rest >= text.len()
            && let Some(draft) = self.draft()
        {
            draft.section = kind;
            return true;
        }
        let is_short = text.chars().count() <= 120;
        let dated = dates::day(&text).is_some_and(|(_, range)| range.start == 0 || words::names_meeting(&text));
        let elsewhere = !self.columns.has(Role::Date) || cell.columns > 1;
        if dated && is_short && elsewhere && self.open_meeting(&text, cell.place) {
            return true;
        }
        let is_group = self.is_group(cell, &text);
        if is_group {
            self.remark(RemarkKind::Outside { text }, cell.place);
        }
        is_group
    }

    /// Whether a row of one cell names those below it, `Compromisos a cargo de la SRE`, and does not go on with the one above.
    fn is_group(&mut self, cell: &Cell, text: &str) -> bool {
        let role = self.columns.role(cell, &self.names);
        let is_name = text.chars().count() <= 100
            && !text.contains('\n')
            && text.starts_with(char::is_uppercase)
            && !text.ends_with(['.', ';', ',', ')'])
            && cell.paragraphs().next().is_some_and(|paragraph| {
                numbers::number(paragraph).is_none() && leads::status(paragraph, &self.names).is_none()
            });
        let spans = cell.columns > 1 || matches!(role, Some(Role::Date | Role::Number));
        let last = self.draft().and_then(|draft| draft.commitments.last());
        let is_whole = last
            .is_some_and(|last| last.account.is_some() && last.text.last().is_some_and(|text| !is_cut(&text.plain())));
        let in_place = role == Some(Role::Commitments) && is_whole && text.chars().count() <= 60;
        // The first group stands above every commitment; another row there says what the meeting is called.
        let first = fold(text.split(' ').next().unwrap_or_default());
        let names_group = is_acronym(text)
            || matches!(first.as_str(), "compromisos" | "acuerdos" | "eje" | "commitments" | "agreements");
        is_name && mode(text).is_none() && ((spans && (last.is_some() || names_group)) || in_place)
    }

    /// `Virtual` may stand in a row or column of its own.
    pub(super) fn part_of_date(&mut self, text: &str, place: Place) {
        let mut rest = text.to_owned();
        if let Some((held, range)) = mode(text)
            && let Some(draft) = self.draft()
            && draft.mode.is_none_or(|mode| mode == held)
        {
            draft.mode = Some(held);
            rest.replace_range(range, " ");
        }
        if !guess::without_small_words(&rest).is_empty() {
            self.unplaced(text, place);
        }
    }
}
