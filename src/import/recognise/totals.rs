//! Tables of figures: how many commitments have which status, which is compared with what was read.

use std::collections::BTreeMap;

use super::Recogniser;
use super::draft::Draft;
use crate::import::document::{Cell, Place, Row, Table};
use crate::import::remark::{Remark, RemarkKind};
use crate::import::statuses::StatusNames;
use crate::model::StatusIx;
use crate::model::text::fold;

/// How many commitments a document says that there are of a status.
pub(super) struct Total {
    pub(super) status: StatusIx,
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) place: Place,
}

/// Whether a table has figures below its head, and nothing else but what they count.
pub(super) fn are_figures(table: &Table) -> bool {
    let Some((_, rows)) = table.rows.split_first() else { return false };
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let is_line = |row: &Row| {
        let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
        let label = cells.next().is_some_and(|cell| figure(cell).is_none() && cell.plain().chars().count() <= 60);
        label && cells.all(|cell| figure(cell).is_some())
    };
    !rows.is_empty() && rows.iter().all(|row| filled(row) >= 2 && is_line(row))
}

/// Whether a row sums up those above it: `Total de compromisos: 12`.
pub(super) fn is_sum(row: &Row) -> bool {
    const SUMS: [&str; 7] = ["total", "totales", "subtotal", "suma", "sum", "totals", "gran"];
    let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
    let Some(first) = cells.next() else { return false };
    let text = first.plain();
    let called = fold(&text);
    let word = called.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if text.chars().count() > 80 {
        return false;
    }
    let rest: Vec<&Cell> = cells.collect();
    // `Compromisos pendientes:` and a figure.
    let labelled = text.trim_end().ends_with(':') && !rest.is_empty() && rest.iter().all(|cell| figure(cell).is_some());
    SUMS.contains(&word) || labelled
}

/// `7`, `7 (33 %)`
fn figure(cell: &Cell) -> Option<usize> {
    let text = cell.plain();
    let text = text.split('(').next().unwrap_or_default().trim();
    if text == "–" || text == "-" || text == "—" {
        return Some(0);
    }
    text.trim_end_matches([' ', '%']).parse().ok()
}

/// Whether a paragraph is the heading of an annex, of which totals do not speak.
pub(super) fn opens_annex(text: &str) -> bool {
    let folded = fold(text);
    ["anexo", "annex"].iter().any(|word| folded.split([' ', '.', ':']).next() == Some(word))
}

impl Recogniser {
    /// Takes the last figure of each line that is about a status; a table without any is left outside.
    pub(super) fn figures(&mut self, table: &Table) {
        let found: Vec<Total> = table.rows.iter().filter_map(|row| total(row, &self.names)).collect();
        if found.is_empty() {
            self.leave_table(table);
        }
        self.totals.extend(found);
    }
}

fn total(row: &Row, names: &StatusNames) -> Option<Total> {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_blank());
    let label = cells.next()?.plain();
    let status = names.find(&label)?;
    Some(Total { status, label, count: figure(cells.next_back()?)?, place: row.place })
}

/// What is to be told of totals that are not those of what was read.
pub(super) fn compared(totals: &[Total], meetings: &[Draft], initial: StatusIx) -> Option<Remark> {
    let mut read: BTreeMap<StatusIx, usize> = BTreeMap::new();
    let commitments = meetings.iter().flat_map(|meeting| &meeting.commitments).filter(|it| !it.annex);
    for commitment in commitments {
        let told = commitment.account.as_ref().and_then(|account| account.status);
        *read.entry(told.unwrap_or(initial)).or_default() += 1;
    }
    let differ: Vec<&Total> =
        totals.iter().filter(|total| read.get(&total.status).copied().unwrap_or(0) != total.count).collect();
    let place = differ.first()?.place;
    let noted = |total: &&Total| format!("{}: {}", total.label, total.count);
    let found = |total: &&Total| format!("{}: {}", total.label, read.get(&total.status).copied().unwrap_or(0));
    let kind = RemarkKind::Totals {
        noted: differ.iter().map(noted).collect::<Vec<_>>().join("; "),
        read: differ.iter().map(found).collect::<Vec<_>>().join("; "),
    };
    Some(Remark { kind, place })
}
