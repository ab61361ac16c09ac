//! Cells of what was agreed: commitments, and objectives and topics before them.

use super::{Drafted, Recogniser};
use crate::import::clean::{goes_on, is_cut, join};
use crate::import::document::{Cell, Paragraph};
use crate::import::leads;
use crate::import::words::{Section, section};
use crate::model::Number;

impl Recogniser {
    /// Reads a cell and gives the places of the commitments that it opened. `told` says whether the row says what became
    /// of anything.
    pub(super) fn agreed(&mut self, cell: &Cell, number: Option<&Cell>, told: bool) -> Vec<usize> {
        let mut new = Vec::new();
        let mut first = true;
        let mut given = number.and_then(|cell| {
            let text = cell.plain();
            Number::parse(text.trim().trim_end_matches(['.', ')', '-', 'º', '°']))
        });
        for paragraph in cell.paragraphs().filter(|paragraph| !paragraph.is_blank()) {
            let plain = paragraph.plain();
            let mut text = paragraph.clone();
            if let Some((kind, rest)) = section(&plain)
                && (rest >= plain.len() || plain[..rest].contains(':'))
                && let Some(draft) = self.draft()
            {
                draft.section = kind;
                first = false;
                text = paragraph.slice(rest..plain.len());
                if text.is_blank() {
                    continue;
                }
            }
            if let Some(number) = given.take() {
                self.open(Some(number), text, told, &mut new);
            } else {
                self.paragraph(text, first, told, &mut new);
            }
            first = false;
        }
        new
    }

    fn paragraph(&mut self, text: Paragraph, first: bool, told: bool, new: &mut Vec<usize>) {
        let numbered = leads::number(&text);
        let Some(draft) = self.draft() else { return };
        // What became of something is told of commitments alone.
        if told && numbered.is_some() {
            draft.section = Section::Commitments;
        }
        match draft.section {
            Section::Objectives => go_on(&mut draft.objectives, text, first),
            Section::Topics if numbered.is_some() => draft.topics.push(super::draft::without_number(&text)),
            Section::Topics => go_on(&mut draft.topics, text, first),
            Section::Attendees => {
                if !draft.go_on_with_attendees(&text) {
                    self.unplaced(&text.plain(), text.place);
                }
            }
            Section::Mode | Section::Commitments => self.commitment(text, first, told, new),
        }
    }

    fn commitment(&mut self, text: Paragraph, first: bool, told: bool, new: &mut Vec<usize>) {
        if let Some((number, _)) = leads::number(&text)
            && let Some(draft) = self.draft()
        {
            let roman = |number: &Number| number.as_str().starts_with(|c: char| c.is_alphabetic());
            let of_a_kind = draft.commitments.first().is_none_or(|it| roman(&it.number) == roman(&number));
            let taken = draft.has(&number);
            if of_a_kind && (!taken || (first && told)) {
                return self.open(Some(number), text, told, new);
            }
        }
        let plain = text.plain();
        // The id that a site prints below a commitment, `2022-08-09/4`, is no part of its text.
        if let Some(draft) = self.draft()
            && let Some((meeting, number)) = plain.rsplit_once('/')
            && !meeting.is_empty()
            && !plain.contains(char::is_whitespace)
            && draft.commitments.last().is_some_and(|last| last.number.as_str() == number)
            && (draft.id.as_deref().is_none_or(|id| id == meeting))
        {
            draft.id = Some(meeting.to_owned());
            return;
        }
        let continues = goes_on(&plain) || plain.starts_with('(');
        let at = self.current;
        let Some(draft) = self.draft() else { return };
        let last_is_told = draft.commitments.last().is_some_and(|it| it.account.is_some());
        let last_is_cut = draft.commitments.last().and_then(|it| it.text.last()).is_some_and(|it| is_cut(&it.plain()));
        match draft.commitments.len() {
            // The end of what the meeting before agreed, at the top of a page.
            0 => {
                let before = at.and_then(|at| self.meetings.get_mut(at.checked_sub(1)?)?.commitments.last_mut());
                match before {
                    Some(before) if continues || before.text.last().is_some_and(|it| is_cut(&it.plain())) => {
                        go_on(&mut before.text, text, true);
                    }
                    _ if told => self.open(None, text, told, new),
                    _ => self.unplaced(&plain, text.place),
                }
            }
            _ if first && told && last_is_told && !continues && !last_is_cut => self.open(None, text, told, new),
            _ => {
                if let Some(last) = draft.commitments.last_mut() {
                    go_on(&mut last.text, text, first);
                }
            }
        }
    }

    /// Opens a commitment; without a number, or with one that is taken, it is given the next.
    fn open(&mut self, number: Option<Number>, text: Paragraph, _told: bool, new: &mut Vec<usize>) {
        let Some(draft) = self.draft() else { return };
        draft.section = Section::Commitments;
        let free = number.filter(|number| !draft.has(number));
        let numbered = free.is_none();
        let mut commitment = Drafted::new(free.unwrap_or_else(|| draft.next_number()), text.place);
        commitment.numbered = numbered;
        commitment.text.push(super::draft::without_number(&text));
        draft.add(commitment);
        new.push(draft.commitments.len() - 1);
    }
}

/// Adds a paragraph, or the rest of the last one if a page break parted it.
pub(super) fn go_on(paragraphs: &mut Vec<Paragraph>, next: Paragraph, at_break: bool) {
    match paragraphs.last_mut() {
        Some(last) if at_break && (is_cut(&last.plain()) || goes_on(&next.plain())) => join(last, &next),
        _ => paragraphs.push(next),
    }
}
