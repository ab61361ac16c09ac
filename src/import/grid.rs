//! Tables drawn with `+`, `-` and `|`, as Pandoc and reStructuredText write them: a cell has several lines, and may cover
//! several rows or columns.

use std::collections::BTreeMap;

use super::document::{Cell, Place, Row};
use super::text::MOST_COLUMNS;
use super::wrapped;

/// A cell, with its columns and its lines.
struct Drawn {
    column: usize,
    columns: usize,
    lines: Vec<String>,
    line: usize,
}

/// Whether a line is a border from edge to edge.
pub(super) fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('+')
        && line.ends_with('+')
        && (line.contains("--") || line.contains("=="))
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// The rows of the table that starts with this line, and how many lines it takes. None, if there is none, or one in which
/// each line is a row.
pub(super) fn at(lines: &[&str], start: usize, table: usize) -> Option<(Vec<Row>, usize)> {
    let is_part = |line: &&&str| line.trim_start().starts_with(['+', '|']);
    let all: Vec<Vec<char>> = lines[start..].iter().take_while(is_part).map(|line| line.chars().collect()).collect();
    let drawn = &lines[start..start + all.len()];
    let end = drawn.iter().rposition(|line| is_border(line))? + 1;
    if is_a_line_a_row(&drawn[..end]) {
        return None;
    }
    let all = &all[..end];
    let bounds = bounds(all)?;
    let mut rows: Vec<Vec<Drawn>> = Vec::new();
    // The open cells: the row and place of each, by its first column.
    let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (i, line) in all.iter().enumerate() {
        let is_ruled = |column: usize| is_ruled(line, bounds[column], bounds[column + 1]);
        let ruled: Vec<bool> = (0..bounds.len() - 1).map(is_ruled).collect();
        if ruled.contains(&true) {
            open.retain(|_, &mut (row, at)| {
                let Drawn { column, columns, .. } = rows[row][at];
                !ruled[column..column + columns].contains(&true)
            });
            rows.push(Vec::new());
        }
        let mut column = 0;
        while column < ruled.len() {
            let ends = |&at: &usize| at == ruled.len() || ruled[at] || is_edge(line, bounds[at]);
            let next = (column + 1..=ruled.len()).find(ends).unwrap_or(ruled.len());
            if !ruled[column] {
                let text = text(line, bounds[column], bounds[next]);
                let within = open.range(..=column).next_back().map(|(_, &at)| at);
                let within = within.filter(|&(row, at)| column < rows[row][at].column + rows[row][at].columns);
                match (within, rows.len().checked_sub(1)) {
                    (Some((row, at)), _) => rows[row][at].lines.push(text),
                    (None, Some(row)) => {
                        open.insert(column, (row, rows[row].len()));
                        let line = start + i + 1;
                        rows[row].push(Drawn { column, columns: next - column, lines: vec![text], line });
                    }
                    (None, None) => {}
                }
            }
            column = next;
        }
    }
    rows.retain(|row| row.iter().any(|cell| cell.lines.iter().any(|line| !line.trim().is_empty())));
    let rows = rows.into_iter().enumerate().map(|(i, cells)| row(cells, table, i + 1)).collect();
    Some((rows, end))
}

fn row(drawn: Vec<Drawn>, table: usize, row: usize) -> Row {
    let line = drawn.first().map_or(0, |cell| cell.line);
    let cells = drawn.into_iter().map(|Drawn { column, columns, lines, line }| {
        let place = Place { line, table, row, cell: column + 1 };
        Cell { column, columns, parts: wrapped::parts(lines.iter().map(String::as_str), place), place }
    });
    Row { cells: cells.filter(|cell| !cell.is_blank()).collect(), place: Place { line, table, row, cell: 0 } }
}

/// Programs of databases draw borders around the head and below the last row only.
fn is_a_line_a_row(lines: &[&str]) -> bool {
    let borders: Vec<usize> = (0..lines.len()).filter(|&at| is_border(lines[at])).collect();
    let has_head = borders.iter().any(|&at| lines[at].contains('='));
    let has_partial = lines.iter().any(|line| line.contains("+--") && !is_border(line));
    !has_head && !has_partial && (borders.len() < 3 || (borders.len() == 3 && borders[1] - borders[0] == 2))
}

/// Where columns begin and end, in letters from the margin.
fn bounds(lines: &[Vec<char>]) -> Option<Vec<usize>> {
    let mut bounds: Vec<usize> = Vec::new();
    for line in lines {
        for (at, _) in line.iter().enumerate().filter(|&(_, c)| *c == '+') {
            let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| line.get(at));
            if beside.into_iter().any(|c| matches!(c, '-' | '=' | ':'))
                && let Err(place) = bounds.binary_search(&at)
            {
                if bounds.len() > MOST_COLUMNS {
                    return None;
                }
                bounds.insert(place, at);
            }
        }
    }
    (bounds.len() >= 3).then_some(bounds)
}

fn is_ruled(line: &[char], start: usize, end: usize) -> bool {
    end > start + 1
        && line.get(start + 1..end).is_some_and(|within| within.iter().all(|c| matches!(c, '-' | '=' | ':' | '+')))
}

fn is_edge(line: &[char], at: usize) -> bool {
    line.get(at).is_none_or(|c| matches!(c, '|' | '+'))
}

fn text(line: &[char], start: usize, end: usize) -> String {
    let end = end.min(line.len());
    line.get(start + 1..end).unwrap_or_default().iter().collect::<String>().trim_end_matches('|').to_owned()
}
