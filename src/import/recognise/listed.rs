//! Meetings without a table: a line that names one, who attended, topics, and commitments as numbered paragraphs.

use super::Recogniser;
use super::account::Column;
use super::draft::Draft;
use super::heading::names_meeting;
use crate::import::document::{Cell, Paragraph, Part, Row};
use crate::import::leads;
use crate::import::numbers;
use crate::import::statuses::StatusNames;
use crate::import::words::{Section, section};
use crate::model::text::fold;

/// Words with which a document ends, behind its last commitment.
const CLOSINGS: [&str; 13] = [
    "vo. bo.",
    "c.c.p.",
    "aprobo",
    "valido",
    "atentamente",
    "elaboro",
    "reviso",
    "autorizo",
    "sin otro particular",
    "sin mas por el momento",
    "fuente",
    "sincerely",
    "prepared by",
];

/// Whether a row is the first of those with which a document is signed.
pub(super) fn is_signature(row: &Row) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
    let first = cells.next().map(Cell::plain).unwrap_or_default();
    let folded = fold(&first);
    let begins = CLOSINGS
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    begins && first.chars().count() <= 80
}

impl Recogniser {
    /// Takes the meetings that paragraphs tell of; what remains belongs to none.
    pub(super) fn listed(&mut self, paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
        let heads: Vec<usize> = (0..paragraphs.len()).filter(|&at| names_meeting(&paragraphs[at])).collect();
        let mut left: Vec<Paragraph> = paragraphs[..heads.first().copied().unwrap_or(paragraphs.len())].to_vec();
        for (i, &head) in heads.iter().enumerate() {
            let end = heads.get(i + 1).copied().unwrap_or(paragraphs.len());
            let told = &paragraphs[head..end];
            if agrees(told, &self.names) {
                left.extend(self.list(told));
            } else {
                left.extend_from_slice(told);
            }
        }
        left
    }

    /// Whether what became of the last commitment has been told: a paragraph goes on with that.
    fn last_is_told(&mut self) -> bool {
        let within = |draft: &&mut Draft| draft.section == Section::Commitments;
        let last = self.draft().filter(within).and_then(|draft| draft.commitments.last());
        last.is_some_and(|last| last.account.is_some())
    }

    /// Reads a meeting whose name comes first; what does not belong to it is the answer.
    fn list(&mut self, paragraphs: &[Paragraph]) -> Vec<Paragraph> {
        let Some((head, rest)) = paragraphs.split_first() else { return Vec::new() };
        self.open_meeting(&head.plain(), head.place);
        let mut new = Vec::new();
        for (i, paragraph) in rest.iter().enumerate() {
            let plain = paragraph.plain();
            if CLOSINGS.iter().any(|word| fold(&plain).starts_with(word)) {
                return rest[i..].to_vec();
            }
            if let Some((kind, from)) = section(&plain)
                && matches!(kind, Section::Attendees | Section::Mode)
            {
                let text = plain[from..].trim().to_owned();
                let named = paragraph.slice(from..plain.len());
                match self.draft() {
                    Some(draft) if kind == Section::Attendees && !text.is_empty() => {
                        draft.go_on_with_attendees(&named);
                    }
                    Some(draft) => draft.section = kind,
                    None => {}
                }
                if kind == Section::Mode {
                    self.part_of_date(&text, paragraph.place);
                }
                continue;
            }
            let (agreed, told) = parted(paragraph, &self.names);
            let is_told = told.is_some();
            if !is_told && numbers::number(paragraph).is_none() && section(&plain).is_none() && self.last_is_told() {
                self.told(&cell(agreed), &[], Column::Status);
            } else if !agreed.is_blank() {
                let opened = self.agreed(&cell(agreed), None, is_told && numbers::number(paragraph).is_some());
                if !opened.is_empty() {
                    new = opened;
                }
            }
            if let Some(told) = told {
                self.told(&cell(told), &std::mem::take(&mut new), Column::Status);
            }
        }
        Vec::new()
    }
}

/// Whether there is a numbered paragraph below a heading of commitments, or one that tells a status.
fn agrees(paragraphs: &[Paragraph], names: &StatusNames) -> bool {
    let mut within = false;
    paragraphs.iter().skip(1).any(|paragraph| {
        let plain = paragraph.plain();
        if let Some((kind, _)) = section(&plain) {
            within = kind == Section::Commitments;
            return false;
        }
        numbers::number(paragraph).is_some()
            && (within || numbers::is_named(paragraph) || parted(paragraph, names).1.is_some())
    })
}

/// What was agreed, and what became of it: both may stand in one paragraph, `1. Publicarlo. Estatus: Atendido. Se publicó.`
fn parted(paragraph: &Paragraph, names: &StatusNames) -> (Paragraph, Option<Paragraph>) {
    let plain = paragraph.plain();
    let starts = |at: usize| {
        let rest = paragraph.slice(at..plain.len());
        leads::status(&rest, names).is_some() && (at == 0 || states(&rest, names))
    };
    // A status stands where a sentence begins.
    let begins = std::iter::once(0).chain(plain.match_indices(['.', ';', ')', '\n']).map(|(at, mark)| at + mark.len()));
    let at = begins
        .map(|at| at + plain[at..].len() - plain[at..].trim_start().len())
        .find(|&at| at < plain.len() && starts(at));
    match at {
        Some(at) => {
            let told = Paragraph { mark: None, level: 0, ..paragraph.slice(at..plain.len()) };
            (paragraph.slice(0..at), Some(told))
        }
        None => (paragraph.clone(), None),
    }
}

/// Whether a status within a paragraph is one beyond doubt: in bold, behind `Estatus:`, or all of its sentence.
fn states(rest: &Paragraph, names: &StatusNames) -> bool {
    let plain = rest.plain();
    let sentence = plain.split(['.', ':', ';']).next().unwrap_or_default();
    rest.bold_lead() > 0 || names.find(sentence).is_some() || leads::labels_status(&plain)
}

fn cell(paragraph: Paragraph) -> Cell {
    Cell { columns: 1, place: paragraph.place, parts: vec![Part::Paragraph(paragraph)], ..Cell::default() }
}
