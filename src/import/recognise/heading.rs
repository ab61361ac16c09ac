//! What names a meeting: a cell, a row across a table, the text above a table.

use super::draft::{self, Draft};
use super::{Recogniser, guess};
use crate::import::dates;
use crate::import::document::{Cell, Paragraph, Place};
use crate::import::remark::RemarkKind;
use crate::import::heads::Role;
use crate::import::words::{MeetingKey, Section, find_folded, meeting_fact, mode, section};
use crate::model::text::fold;

/// What a meeting is called by a line, without its date and how it was held: `Segunda reunión ordinaria`.
fn called(rest: &str) -> String {
    const LITTLE: [&str; 12] =
        ["de", "del", "el", "la", "en", "modalidad", "fecha", "of", "the", "on", "mode", "celebrada"];
    let is_little = |word: &str| {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        folded.is_empty() || LITTLE.contains(&folded.as_str())
    };
    let mut words: Vec<&str> = rest.split_whitespace().collect();
    words.retain(|word| word.contains(char::is_alphanumeric));
    while words.last().is_some_and(|word| is_little(word)) {
        words.pop();
    }
    let first = words.iter().position(|word| !is_little(word)).unwrap_or(words.len());
    words[first..].join(" ").trim_end_matches([',', ':', ';', '.', '-', '–']).to_owned()
}

/// Whether a line above a table, or above a list of commitments, names the meeting that they are of.
pub(super) fn names_meeting(paragraph: &Paragraph) -> bool {
    let text = paragraph.plain();
    let is_short =
        text.chars().count() <= 200 && find_folded(&text, "corte").is_none() && find_folded(&text, "cut off").is_none();
    let named = ["reunion", "sesion", "minuta", "meeting", "session", "fecha", "date"];
    let names = named.iter().any(|word| find_folded(&text, word).is_some());
    dates::day(&text).is_some_and(|(_, range)| is_short && (names || paragraph.is_bold() || range.start == 0))
}

impl Recogniser {
    /// A table without a column for dates is of the meeting that the text above it names.
    pub(super) fn heading(&mut self, paragraphs: Vec<Paragraph>) {
        let about = paragraphs.iter().rposition(names_meeting);
        let Some(about) = about else { return self.leave_outside(paragraphs) };
        let mut rest = paragraphs;
        let mut told = rest.split_off(about);
        self.leave_outside(rest);
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
                Some(Section::Mode) if mode(&plain).is_some() => draft.mode = mode(&plain).map(|(mode, _)| mode),
                Some(Section::Intro) => draft.intro.push(text),
                Some(Section::Objectives) => draft.objectives.push(text),
                Some(Section::Topics) => draft.topics.push(draft::without_number(&text)),
                _ => self.remark(RemarkKind::Outside { text: plain }, paragraph.place),
            }
        }
    }

    /// Reads the cell or line that names a meeting. Whether it names one is the answer.
    pub(super) fn open_meeting(&mut self, text: &str, place: Place) -> bool {
        let Some((date, range)) = dates::day(text) else { return false };
        let id =
            text.lines().find_map(meeting_fact).filter(|(key, _)| *key == MeetingKey::Id).map(|(_, id)| id.to_owned());
        let mut rest = format!("{} {}", &text[..range.start], &text[range.end..]);
        let held = mode(&rest);
        if let Some((_, range)) = &held {
            rest.replace_range(range.clone(), " ");
        }
        if let Some(id) = &id {
            rest = rest.lines().filter(|line| !line.contains(id.as_str())).collect::<Vec<_>>().join(" ");
        }
        // Two meetings of one day are apart by their ids.
        let same = |draft: &Draft| draft.date == date && (id.is_none() || draft.id == id);
        let current = self.current.filter(|&at| self.meetings.get(at).is_some_and(same));
        let at = match current.or_else(|| self.meetings.iter().position(same)) {
            Some(at) => at,
            None => {
                let mut draft = Draft::new(date, place);
                draft.id = id;
                self.meetings.push(draft);
                self.meetings.len() - 1
            }
        };
        if self.current != Some(at) {
            self.current = Some(at);
            self.meetings[at].section = Section::Commitments;
        }
        self.meetings[at].mode = self.meetings[at].mode.or(held.map(|(mode, _)| mode));
        let left = guess::without_small_words(&rest);
        let named = ["reunion", "sesion", "meeting", "session"].iter().any(|word| find_folded(&rest, word).is_some());
        let title = called(&rest);
        match &mut self.meetings[at].title {
            // `Segunda reunión ordinaria` is what the meeting is called.
            none @ None if named && !left.is_empty() && title.chars().count() <= 120 => *none = Some(title),
            Some(known) if *known == title => {}
            _ => self.unplaced(&left, place),
        }
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
        let named = ["reunion", "sesion", "meeting", "session"].iter().any(|word| find_folded(&text, word).is_some());
        let dated = dates::day(&text).is_some_and(|(_, range)| range.start == 0 || named);
        let elsewhere = !self.columns.has(Role::Date) || cell.columns > 1;
        dated && is_short && elsewhere && self.open_meeting(&text, cell.place)
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
        self.unplaced(&guess::without_small_words(&rest), place);
    }
}
