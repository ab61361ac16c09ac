//! Tables whose columns stand below a line of dashes, `-----  ------`, as Pandoc writes them: each line is a row, or
//! rows have several lines and an empty line between them.

use super::document::{Cell, Place, Row};
use super::text::MOST_COLUMNS;
use super::wrapped;

/// The most lines that a head of such a table has.
const LONGEST_HEAD: usize = 20;

/// The rows of the table that starts with this line, and how many lines it takes. None, if there is none, or if a word
/// stands across two columns: such a text is not guessed at.
pub(super) fn at(lines: &[&str], start: usize, table: usize) -> Option<(Vec<Row>, usize)> {
    let first = *lines.get(start)?;
    let (head, ruler) = if columns(first).is_some() {
        (start..start, start)
    } else if is_rule(first) {
        let rest = &lines[start + 1..lines.len().min(start + 1 + LONGEST_HEAD)];
        let length = rest.iter().position(|line| is_blank(line) || is_ruler(line))?;
        (start + 1..start + 1 + length, start + 1 + length)
    } else if !is_blank(first) {
        (start..start + 1, start + 1)
    } else {
        return None;
    };
    let columns = columns(lines.get(ruler)?)?;
    let body = ruler + 1;
    // No table goes on beyond the next line of dashes, and no search either.
    let next = lines[body..].iter().position(|line| is_ruler(line)).map_or(lines.len(), |at| body + at);
    let blank = lines[body..next].iter().position(|line| is_blank(line)).map_or(next, |at| body + at);
    // What opened it closes it: the same dashes, or a rule.
    let closes = |line: &&str| line.trim() == lines[ruler].trim() || is_rule(first) && is_rule(line);
    let is_closed = lines.get(next).is_some_and(closes);
    let end = if is_closed { next } else { blank };
    if !is_closed && (head.is_empty() || (blank == next && next < lines.len())) {
        return None;
    }
    if end == body {
        return None;
    }
    let mut records: Vec<Vec<usize>> = vec![head.collect()];
    if blank < end || is_rule(first) {
        records.extend(parted(lines, body, end));
    } else {
        records.extend((body..end).map(|line| vec![line]));
    }
    records.retain(|record| !record.is_empty());
    let mut rows = Vec::new();
    for record in records {
        rows.push(row(lines, &record, &columns, table, rows.len() + 1)?);
    }
    let length = end + usize::from(is_closed) - start;
    Some((rows, length))
}

/// The lines of each row: an empty line parts them.
fn parted(lines: &[&str], from: usize, to: usize) -> Vec<Vec<usize>> {
    let mut records = vec![Vec::new()];
    for (line, text) in lines.iter().enumerate().take(to).skip(from) {
        match records.last_mut() {
            Some(last) if !is_blank(text) => last.push(line),
            _ => records.push(Vec::new()),
        }
    }
    records
}

fn row(lines: &[&str], record: &[usize], columns: &[usize], table: usize, row: usize) -> Option<Row> {
    let mut texts: Vec<Vec<String>> = vec![Vec::new(); columns.len()];
    for &line in record {
        let letters: Vec<char> = lines[line].chars().collect();
        for (i, text) in texts.iter_mut().enumerate() {
            let from = if i == 0 { 0 } else { columns[i] };
            let to = columns.get(i + 1).map_or(letters.len(), |&next| next.min(letters.len()));
            let is_letter = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| !c.is_whitespace());
            if i > 0 && is_letter(from.checked_sub(1)) && is_letter(Some(from)) {
                return None;
            }
            text.push(letters.get(from..to).unwrap_or_default().iter().collect());
        }
    }
    let line = record.first()? + 1;
    let cells = texts.iter().enumerate().map(|(column, lines)| {
        let place = Place { line, table, row, cell: column + 1 };
        Cell { column, columns: 1, parts: wrapped::parts(lines.iter().map(String::as_str), place), place }
    });
    let cells = cells.filter(|cell| !cell.is_blank()).collect();
    Some(Row { cells, place: Place { line, table, row, cell: 0 } })
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

/// Whether a line has dashes and nothing else: those of columns, or one rule from margin to margin.
fn is_ruler(line: &str) -> bool {
    is_rule(line) || columns(line).is_some()
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.bytes().all(|byte| byte == b'-')
}

/// Where the columns of `-----  ------` begin; `- - -` is a rule of Markdown and has none.
fn columns(line: &str) -> Option<Vec<usize>> {
    if !line.trim_start().starts_with('-') || !line.bytes().all(|byte| matches!(byte, b'-' | b' ')) {
        return None;
    }
    let bytes = line.as_bytes();
    let begins = |&at: &usize| bytes[at] == b'-' && at.checked_sub(1).is_none_or(|before| bytes[before] == b' ');
    let columns: Vec<usize> = (0..bytes.len()).filter(begins).collect();
    ((2..=MOST_COLUMNS).contains(&columns.len()) && line.contains("---")).then_some(columns)
}
