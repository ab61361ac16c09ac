//! What a document tells, by what its cells say and not by where they stand.
//!
//! Rows are read in order, and each cell goes on where the last one of its kind stopped: a page break may have parted a
//! sentence, and the account of a commitment may end in the row of the next one.

mod account;
mod agreed;
mod cells;
mod columns;
mod draft;
mod facts;
mod finish;
mod form;
mod guess;
mod head_row;
mod heading;
mod links;
mod listed;
mod totals;

use self::columns::Columns;
pub(super) use self::facts::fact;

use self::draft::{At, Draft, Drafted};
use super::dates;
use super::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use super::heads::Role;
use super::leads;
use super::note::Note;
use super::remark::{Remark, RemarkKind};
use super::statuses::StatusNames;
use super::words::{Section, find_folded, is_nothing, mode, section};
use crate::model::text::{fold, tidy};
use crate::register::Register;

/// Reads what a document tells; the register knows the statuses and who is who.
#[must_use]
pub(super) fn recognise(document: &Document, register: &Register) -> Note {
    let mut recogniser = Recogniser {
        names: StatusNames::new(&register.statuses),
        meetings: Vec::new(),
        current: None,
        columns: Columns::default(),
        last: None,
        outside: Vec::new(),
        annex: false,
        totals: Vec::new(),
        note: Note::default(),
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                recogniser.cut_off(&paragraph.plain());
                recogniser.outside.push(paragraph.clone());
            }
            Block::Table(table) => recogniser.table(table),
        }
    }
    let outside = std::mem::take(&mut recogniser.outside);
    recogniser.leave_outside(outside);
    finish::finish(recogniser, register)
}

struct Recogniser {
    names: StatusNames,
    meetings: Vec<Draft>,
    /// The meeting that rows belong to.
    current: Option<usize>,
    columns: Columns,
    /// The commitment whose account came last.
    last: Option<At>,
    /// Paragraphs since the last table.
    outside: Vec<Paragraph>,
    /// What is read belongs to an annex, which totals leave out.
    annex: bool,
    /// How many commitments the document says that there are of each status.
    totals: Vec<totals::Total>,
    note: Note,
}

impl Recogniser {
    fn remark(&mut self, kind: RemarkKind, place: Place) {
        self.note.remarks.push(Remark { kind, place });
    }

    fn unplaced(&mut self, text: &str, place: Place) {
        let text = tidy(text);
        if text.chars().any(char::is_alphanumeric) {
            self.remark(RemarkKind::Unplaced { text }, place);
        }
    }

    fn leave_outside(&mut self, paragraphs: Vec<Paragraph>) {
        for paragraph in self.listed(paragraphs) {
            self.remark(RemarkKind::Outside { text: paragraph.plain() }, paragraph.place);
        }
    }

    /// A table that is no part of minutes is told as a whole.
    fn leave_table(&mut self, table: &Table) {
        let text: Vec<String> = table.rows.iter().flat_map(|row| &row.cells).map(Cell::plain).collect();
        let place = table.rows.first().map_or_else(Place::default, |row| Place { row: 0, ..row.place });
        self.remark(RemarkKind::Outside { text: text.join(" · ") }, place);
    }

    /// A document may say at which day it holds.
    fn cut_off(&mut self, text: &str) {
        const WORDS: [&str; 12] = [
            "corte",
            "actualizada al",
            "actualizado al",
            "actualizada a",
            "actualizado a",
            "estado al",
            "situacion al",
            "estatus al",
            "avances al",
            "cut off date",
            "as of",
            "updated to",
        ];
        // A sentence that goes on speaks of something else.
        for words in WORDS {
            if let Some(range) = find_folded(text, words)
                && !fold(&text[..range.start]).ends_with("previous")
                && let Some((day, at)) = dates::day(&text[range.end..])
                && at.start <= 8
            {
                self.note.cut_off = self.note.cut_off.or(Some(day));
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let outside = std::mem::take(&mut self.outside);
        self.annex |= outside.iter().any(|paragraph| totals::opens_annex(&paragraph.plain()));
        if totals::are_figures(table) {
            self.leave_outside(outside);
            return self.figures(table);
        }
        if let Some(told) = form::lines(table) {
            self.outside = outside;
            self.outside.extend(told);
            return;
        }
        let about = outside.iter().rposition(heading::names_meeting);
        let known = self.columns.enter(table, &self.names, about.is_some());
        // Figures, a directory and the like, which are no part of minutes, are told as a whole. The line above may name the
        // meeting of the table behind them all the same.
        let is_read = known || self.columns.are_named();
        let has = |role| self.columns.has(role);
        // A calendar has dates as well.
        let is_calendar =
            self.columns.are_named() && !((has(Role::Objectives) || has(Role::Topics)) && has(Role::Attendees));
        if is_read && !has(Role::Commitments) && (!has(Role::Date) || is_calendar) {
            let mut outside = outside;
            self.outside = about.map(|about| outside.split_off(about)).unwrap_or_default();
            self.leave_outside(outside);
            self.columns = Columns::default();
            return self.leave_table(table);
        }
        if known && self.columns.has(Role::Commitments) && !self.columns.has(Role::Date) {
            self.heading(outside);
        } else {
            self.leave_outside(outside);
        }
        let signed = table.rows.iter().position(listed::is_signature).unwrap_or(table.rows.len());
        for row in &table.rows[..signed] {
            self.row(row);
        }
        for row in &table.rows[signed..] {
            let text: Vec<String> = row.cells.iter().map(Cell::plain).filter(|text| !text.is_empty()).collect();
            self.remark(RemarkKind::Outside { text: text.join(" · ") }, row.place);
        }
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        self.current.and_then(|at| self.meetings.get_mut(at))
    }

    fn row(&mut self, row: &Row) {
        if self.columns.is_head(row, &self.names) {
            return;
        }
        if totals::is_sum(row) {
            let text: Vec<String> = row.cells.iter().map(Cell::plain).filter(|text| !text.is_empty()).collect();
            return self.remark(RemarkKind::Outside { text: text.join(" · ") }, row.place);
        }
        let cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        if let [cell] = cells.as_slice()
            && self.banner(cell)
        {
            return;
        }
        let mut by_role: Vec<(Option<Role>, &Cell)> =
            cells.into_iter().map(|cell| (self.columns.role(cell, &self.names), cell)).collect();
        // What names the meeting comes first, then what was agreed, then what became of it.
        by_role.iter_mut().for_each(|(role, _)| *role = role.filter(|role| *role != Role::Other));
        by_role.sort_by_key(|&(role, cell)| (role.is_none(), role, cell.column));
        let cell_of = |role: Role| by_role.iter().filter(move |(it, _)| *it == Some(role)).map(|&(_, cell)| cell);
        let before = self.current;
        for cell in cell_of(Role::Date) {
            self.date(cell);
        }
        if self.current.is_none() {
            for &(_, cell) in &by_role {
                self.unplaced(&cell.plain(), cell.place);
            }
            return;
        }
        for cell in cell_of(Role::Mode) {
            self.part_of_date(&cell.plain(), cell.place);
        }
        for cell in cell_of(Role::Attendees) {
            self.attendees(cell, before);
        }
        for (role, kind) in [(Role::Objectives, Section::Objectives), (Role::Topics, Section::Topics)] {
            for cell in cell_of(role) {
                self.about(kind, cell);
            }
        }
        let told = cell_of(Role::Status).chain(cell_of(Role::Account)).next().is_some();
        let number = cell_of(Role::Number).next();
        let mut new = Vec::new();
        // Without a column for them, statuses may stand below what they are of.
        let has_told = self.columns.has(Role::Status) || self.columns.has(Role::Account);
        for cell in cell_of(Role::Commitments) {
            if !has_told && number.is_none() && self.tells_last(cell) {
                self.told(cell, &[], account::Column::Status);
            } else {
                new.extend(self.agreed(cell, number, told));
            }
        }
        if new.is_empty()
            && let Some(number) = number
        {
            self.unplaced(&number.plain(), number.place);
        }
        for role in [Role::Responsible, Role::Due, Role::Previous, Role::Documents] {
            for cell in cell_of(role) {
                self.fact_of_row(role, cell, &new);
            }
        }
        let has_status = cell_of(Role::Status).next().is_some();
        for cell in cell_of(Role::Status) {
            self.told(cell, &new, account::Column::Status);
        }
        for cell in cell_of(Role::Account) {
            let column = if has_status || self.columns.has(Role::Status) {
                account::Column::Account
            } else {
                account::Column::Status
            };
            self.told(cell, &new, column);
        }
        for cell in cell_of(Role::Told) {
            self.fact_of_row(Role::Told, cell, &new);
        }
        for &(_, cell) in by_role.iter().filter(|(role, _)| role.is_none()) {
            self.unplaced(&cell.plain(), cell.place);
        }
    }

    /// Whether a cell begins with a status, and the last commitment has none.
    fn tells_last(&mut self, cell: &Cell) -> bool {
        let states = cell.paragraphs().find(|paragraph| !paragraph.is_blank());
        let states = states.is_some_and(|first| leads::status(first, &self.names).is_some());
        let last = self.draft().and_then(|draft| draft.commitments.last());
        states && last.is_some_and(|last| last.account.is_none())
    }

    /// What a column of its own says that the meeting was for; each row may say it again.
    fn about(&mut self, kind: Section, cell: &Cell) {
        let Some(draft) = self.draft() else { return };
        let known = if kind == Section::Topics { &mut draft.topics } else { &mut draft.objectives };
        for paragraph in cell.paragraphs().filter(|paragraph| !paragraph.is_blank()) {
            let said = if kind == Section::Topics { draft::item(paragraph) } else { paragraph.clone() };
            let plain = said.plain();
            if !is_nothing(&plain) && known.iter().all(|it| it.plain() != plain) {
                known.push(said);
            }
        }
    }

    /// The cell that names the meeting; who attended may be said in it as well, `Asistieron: …`.
    fn date(&mut self, cell: &Cell) {
        let who = |paragraph: &Paragraph| {
            !paragraph.is_literal() && section(&paragraph.plain()).is_some_and(|(kind, _)| kind == Section::Attendees)
        };
        let mut named: Vec<Paragraph> = cell.paragraphs().flat_map(heading::by_section).collect();
        let attended = named.iter().position(who).map(|from| named.split_off(from)).unwrap_or_default();
        let text = named.iter().map(|paragraph| paragraph.plain()).collect::<Vec<_>>().join("\n");
        if !self.open_meeting(&text, cell.place) {
            // A day that is not understood is not the meeting of the row above.
            let rest = mode(&text)
                .map_or_else(|| text.clone(), |(_, range)| format!("{}{}", &text[..range.start], &text[range.end..]));
            if guess::without_small_words(&rest).contains(|c: char| c.is_ascii_digit()) {
                self.current = None;
                return;
            }
            self.part_of_date(&text, cell.place);
        }
        for paragraph in attended {
            let plain = paragraph.plain();
            let from = section(&plain).filter(|_| who(&paragraph)).map_or(0, |(_, from)| from);
            let names = paragraph.slice(from..plain.len());
            if !names.is_blank() && !self.draft().is_some_and(|draft| draft.go_on_with_attendees(&names)) {
                self.unplaced(&names.plain(), paragraph.place);
            }
        }
    }

    /// Who attended; a parenthesis that a page break left open is closed before anything else.
    fn attendees(&mut self, cell: &Cell, before: Option<usize>) {
        let Some(now) = self.current else { return };
        let mut paragraphs: Vec<Paragraph> = cell.paragraphs().cloned().collect();
        let stated = paragraphs.len();
        paragraphs.retain(|paragraph| !is_nothing(&paragraph.plain()));
        // `No indicados`: there was a meeting, of which little is known.
        if paragraphs.len() < stated
            && let Some(draft) = self.meetings.get_mut(now)
        {
            draft.is_stated = true;
        }
        if before.is_some_and(|before| before != now)
            && let Some(draft) = before.and_then(|at| self.meetings.get_mut(at))
            && draft.attendees_open()
            && let Some(first) = paragraphs.first_mut()
        {
            let plain = first.plain();
            let end = plain.find(')').filter(|&end| !plain[..end].contains('('));
            if let Some(end) = end {
                draft.go_on_with_attendees(&first.slice(0..end + 1));
                *first = first.slice(end + 1..plain.len());
            }
        }
        let Some(draft) = self.meetings.get_mut(now) else { return };
        let known: Vec<String> = draft.attendees.iter().map(Paragraph::plain).collect();
        // Who attended may be said again in each row.
        let again = !known.is_empty() && paragraphs.iter().all(|it| known.contains(&it.plain()));
        if again {
            return;
        }
        let mut left = Vec::new();
        for paragraph in paragraphs.into_iter().filter(|paragraph| !paragraph.is_blank()) {
            if !draft.go_on_with_attendees(&paragraph) {
                left.push(paragraph);
            }
        }
        for paragraph in left {
            self.unplaced(&paragraph.plain(), paragraph.place);
        }
    }
}
