//! Heads of tables: what is below each of their cells.

use crate::import::dates;
use crate::import::document::{Cell, Row};
use crate::import::heads::{Role, head};
use crate::import::numbers;
use crate::import::statuses::StatusNames;
use crate::import::words::find_folded;

/// A cell of a head.
pub(super) struct Heading {
    pub(super) column: usize,
    pub(super) columns: usize,
    pub(super) text: String,
    pub(super) role: Option<Role>,
}

/// The cells of a row, if it can be a head: they name things, and have no sentences, dates, numbers or statuses.
pub(super) fn heading(row: &Row) -> Option<Vec<Heading>> {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let mut headings = Vec::new();
    for cell in filled {
        let text = cell.plain().replace('\n', " ");
        let is_sentence = text.contains(". ") || (text.trim_end().ends_with(['.', ';']) && text.chars().count() > 12);
        let states = find_folded(&text, "estatus previo").is_some() && text.contains(['(', ':']);
        let is_data =
            cell.paragraphs().any(|paragraph| numbers::number(paragraph).is_some_and(|(_, from)| from < text.len()));
        if text.chars().count() > 140 || is_sentence || states || has_date(&text) || is_data {
            return None;
        }
        let role = head(&text);
        headings.push(Heading { column: cell.column, columns: cell.columns.max(1), text, role });
    }
    let statuses: Vec<(usize, String)> = headings
        .iter()
        .filter(|heading| heading.role == Some(Role::Status))
        .map(|heading| (heading.column, heading.text.clone()))
        .collect();
    if let Some(before) = status_before(&statuses)
        && let Some(heading) = headings.iter_mut().find(|heading| heading.column == before)
    {
        heading.role = Some(Role::Previous);
    }
    Some(headings)
}

/// Whether most of the cells of a head say what is below them.
pub(super) fn is_known(headings: &[Heading]) -> bool {
    let named = headings.iter().filter(|heading| heading.role.is_some()).count();
    named >= 2 && named * 2 > headings.len()
}

/// Whether a row with a head's few words is one because rows of data follow it.
pub(super) fn stands_above(headings: &[Heading], next: Option<&Row>, names: &StatusNames) -> bool {
    let short = headings.iter().all(|heading| {
        heading.text.chars().count() <= 60
            && names.find(&heading.text).is_none()
            && !heading.text.contains(|c: char| c.is_ascii_digit())
    });
    let named = headings.iter().any(|heading| heading.role.is_some());
    let data = |row: &Row| row.cells.iter().any(|cell| super::guess::looks_like(cell, names).is_some());
    headings.len() >= 2 && short && named && next.is_some_and(data)
}

/// Whether a text has a date, which heads have not, unless it says of when a status is: `Estatus al 31/12/2022`.
fn has_date(text: &str) -> bool {
    dates::day(text).is_some_and(|(_, range)| range.start == 0 || head(text) != Some(Role::Status))
}

/// Of two columns of statuses, the one that holds the earlier: `Estado al 31/12/2023` beside `Estado actual` or a later day.
fn status_before(columns: &[(usize, String)]) -> Option<usize> {
    let [(first, one), (second, other)] = columns else { return None };
    let is_now =
        |text: &str| ["actual", "vigente", "current", "now"].iter().any(|word| find_folded(text, word).is_some());
    let day = |text: &str| dates::day(text).map(|(day, _)| day);
    match (is_now(one), is_now(other), day(one), day(other)) {
        (false, true, ..) => Some(*first),
        (true, false, ..) => Some(*second),
        (_, _, Some(one), Some(other)) if one < other => Some(*first),
        (_, _, Some(one), Some(other)) if one > other => Some(*second),
        _ => None,
    }
}
