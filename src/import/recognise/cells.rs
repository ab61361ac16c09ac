//! Cells of columns that say one thing of the commitments in their row: who is responsible, when it is due, since when it is so.

use super::{Recogniser, draft, facts};
use crate::import::attendees::list;
use crate::import::dates;
use crate::import::document::{Cell, Paragraph};
use crate::import::heads::Role;
use crate::import::numbers;
use crate::import::words::is_nothing;

impl Recogniser {
    /// Something else that a column of its own says of the commitments in its row: of each by its number, or of all of them.
    pub(super) fn fact_of_row(&mut self, role: Role, cell: &Cell, new: &[usize]) {
        let paragraphs: Vec<&Paragraph> = cell.paragraphs().filter(|paragraph| !paragraph.is_blank()).collect();
        let numbered: Option<Vec<(usize, String)>> = self.draft().filter(|_| new.len() > 1).and_then(|draft| {
            let of = |paragraph: &&Paragraph| {
                let (number, _) = numbers::number(paragraph).filter(|_| !paragraph.is_literal())?;
                let of = new.iter().copied().find(|&at| draft.commitments[at].number.key() == number.key())?;
                Some((of, draft::without_number(paragraph).plain()))
            };
            paragraphs.iter().map(of).collect()
        });
        // Papers are of one commitment each: which, is not said.
        let of_all = new.len() == 1 || (!new.is_empty() && role != Role::Documents);
        let told = match numbered.filter(|told| !told.is_empty()) {
            Some(told) => told,
            None if of_all => new.iter().map(|&commitment| (commitment, cell.plain())).collect(),
            None => Vec::new(),
        };
        let placed = told.iter().filter(|(commitment, text)| self.fact_of(role, text, *commitment)).count();
        if placed == 0 || placed < told.len() {
            self.unplaced(&cell.plain(), cell.place);
        }
    }

    /// What a column of its own says of one commitment; whether it could be read is the answer.
    fn fact_of(&mut self, role: Role, text: &str, commitment: usize) -> bool {
        let previous = self.names.find(text);
        let Some(commitment) = self.draft().and_then(|draft| draft.commitments.get_mut(commitment)) else {
            return false;
        };
        match role {
            Role::Responsible if is_nothing(text) => commitment.facts.responsible = Some(Vec::new()),
            Role::Responsible => commitment.facts.responsible = Some(text.lines().flat_map(list).collect()),
            Role::Due if is_nothing(text) => commitment.facts.due = Some(None),
            Role::Due if facts::due(text).is_some() => commitment.facts.due = Some(facts::due(text)),
            Role::Previous if previous.is_some() => commitment.previous = previous,
            Role::Told if is_nothing(text) => {}
            Role::Told if dates::day(text).is_some() => commitment.told = dates::day(text).map(|(day, _)| day),
            Role::Documents => {
                let numbers = text.split([',', ';', '\n']).map(|number| number.trim().to_owned());
                commitment.facts.documents = Some(numbers.filter(|number| !is_nothing(number)).collect());
            }
            _ => return false,
        }
        true
    }
}
