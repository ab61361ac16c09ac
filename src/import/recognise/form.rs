//! Tables that are forms: what something is called on the left, what it is on the right.

use crate::import::document::{Cell, Paragraph, Row, Table};
use crate::import::heads::head;
use crate::import::numbers;
use crate::import::words::{Section, section};

/// The lines of a form, `Estatus: Atendido. Se envió.`, as they would stand without a table.
pub(super) fn lines(table: &Table) -> Option<Vec<Paragraph>> {
    // A row across it may name the meeting.
    let is_across = |row: &&Row| row.cells.iter().filter(|cell| !cell.is_blank()).count() == 1;
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !is_across(row)).collect();
    let pairs: Vec<(&Cell, &Cell)> = rows.into_iter().map(pair).collect::<Option<_>>()?;
    let labels = pairs.iter().filter(|(label, value)| is_label(&label.plain()) && !is_label(&value.plain())).count();
    // The first row of a table is its head, if it names both of its columns.
    let is_form = pairs.len() >= 2 && labels == pairs.len();
    let lines = |row: &Row| match pair(row) {
        Some((label, value)) => line(label, value),
        None => {
            row.cells.iter().flat_map(Cell::paragraphs).filter(|paragraph| !paragraph.is_blank()).cloned().collect()
        }
    };
    is_form.then(|| table.rows.iter().flat_map(lines).collect())
}

/// The two cells of a row.
fn pair(row: &Row) -> Option<(&Cell, &Cell)> {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    match filled.as_slice() {
        [label, value] => Some((*label, *value)),
        _ => None,
    }
}

fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    let numbered = || {
        numbers::number(&Paragraph::of(text, crate::import::document::Place::default()))
            .is_some_and(|(_, from)| from >= text.len())
    };
    text.chars().count() <= 40 && (section(text).is_some() || head(text).is_some() || numbered())
}

fn line(label: &Cell, value: &Cell) -> Vec<Paragraph> {
    let mut lines: Vec<Paragraph> = value.paragraphs().filter(|paragraph| !paragraph.is_blank()).cloned().collect();
    // `Compromisos`: what they are stands below that.
    if section(&label.plain())
        .is_some_and(|(kind, _)| matches!(kind, Section::Commitments | Section::Topics | Section::Objectives))
    {
        return label.paragraphs().cloned().chain(lines).collect();
    }
    if let (Some(first), Some(name)) = (lines.first_mut(), label.paragraphs().next()) {
        let mut named = Paragraph { runs: Vec::new(), mark: None, level: 0, ..first.clone() };
        named.push(
            &format!("{}: ", name.plain().trim_end_matches([':', ' '])),
            &crate::import::document::Style::default(),
        );
        first.runs.iter().for_each(|run| named.push(&run.text, &run.style));
        *first = named;
    }
    lines
}
