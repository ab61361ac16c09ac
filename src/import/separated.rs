//! Tables as spreadsheets save them, with `;`, `,` or tabs between cells, and quotes around those that have line breaks.
//! What a site's data says is read elsewhere: this is anybody's table.

use csv::{ReaderBuilder, StringRecord};

use super::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use super::read::ending;
use super::text::{MOST_COLUMNS, cell};

/// Letters by which is told how cells are parted.
const SAMPLE: usize = 64 * 1024;
/// The longest that a cell of a head is, in text that does not say of itself that it is a table.
const LONGEST_HEAD: usize = 40;

/// Reads a file whose name says that it is such a table, or whose lines are parted by `;` beyond doubt.
pub(super) fn read(name: &str, text: &str) -> Option<Document> {
    let text = text.trim_start_matches('\u{feff}');
    match ending(name).as_str() {
        // Excel writes which letter parts the cells, where it was asked for one.
        "csv" | "tsv" if text.starts_with("sep=") => {
            let (first, rest) = text.split_once('\n')?;
            let separator = *first.as_bytes().get("sep=".len())?;
            separator.is_ascii().then(|| document(rest, separator, 1))
        }
        "csv" => separator(text).map(|separator| document(text, separator, 0)),
        "tsv" => Some(document(text, b'\t', 0)),
        // Cells that were copied out of a spreadsheet.
        _ if quotes_lines(text) => Some(document(text, b'\t', 0)),
        _ => {
            let start = semicolons(text)?;
            let before: usize = text.split_inclusive('\n').take(start).map(str::len).sum();
            let mut read = super::text::read(&text[..before]).0;
            read.blocks.extend(document(&text[before..], b';', start).blocks);
            Some(read)
        }
    }
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = StringRecord> {
    // A quote that never closes is no quote: it would take the rest of the file into its cell.
    let quoting = text.bytes().filter(|&byte| byte == b'"').count() % 2 == 0;
    let reader = ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quoting)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader.into_records().map_while(Result::ok)
}

/// The letter that parts the cells: the one by which most rows have as many cells as the others.
fn separator(text: &str) -> Option<u8> {
    let sample = text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| &text[..end]);
    let agreeing = |separator: u8| {
        let lengths: Vec<usize> = records(sample, separator).map(|record| record.len()).collect();
        let alike = |length: usize| lengths.iter().filter(|&&other| other == length).count();
        let most =
            lengths.iter().copied().filter(|&length| length >= 2).max_by_key(|&length| (alike(length), length))?;
        // In thousandths, so that a row more or less does not decide.
        Some((alike(most) * 1000 / lengths.len(), most, separator))
    };
    [b';', b'\t', b','].into_iter().filter_map(agreeing).max().map(|(_, _, separator)| separator)
}

/// Whether cells between tabs have quotes around them because of the line breaks in them. A quote at the start of a cell
/// that does not end with the cell is one of the text.
fn quotes_lines(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut at, mut found) = (0, false);
    while let Some(next) = text[at..].find('"').map(|next| at + next) {
        let opens = next.checked_sub(1).is_some_and(|before| bytes[before] == b'\t');
        at = next + 1;
        if !opens {
            continue;
        }
        let start = at;
        loop {
            let Some(end) = text[at..].find('"').map(|end| at + end) else { return false };
            at = end + 1;
            match bytes.get(at) {
                Some(b'"') => at += 1,
                None | Some(b'\t' | b'\r' | b'\n') => {
                    found |= text[start..end].contains('\n');
                    break;
                }
                Some(_) => return false,
            }
        }
    }
    found
}

/// The first line of text in which rows are parted by `;`: a head of short cells, and at least two rows with as many.
fn semicolons(text: &str) -> Option<usize> {
    if text.contains(['\t', '|']) {
        return None;
    }
    let lines: Vec<&str> = text.lines().collect();
    let count = |line: &str| line.matches(';').count();
    lines.windows(3).position(|lines| {
        let cells = lines[0].split(';').map(str::trim);
        count(lines[0]) >= 2
            && lines.iter().all(|line| count(line) == count(lines[0]))
            && cells.into_iter().all(|cell| {
                cell.chars().any(char::is_alphabetic)
                    && cell.chars().count() <= LONGEST_HEAD
                    && !cell.contains(['(', ','])
            })
    })
}

/// The document with one table; a title or a line such as `Fecha de corte:;30/06/2024` above it stands outside of it.
fn document(text: &str, separator: u8, lines_before: usize) -> Document {
    let mut document = Document::default();
    let mut table = Table::default();
    // How far lines have been counted, and which comes there.
    let (mut counted, mut line) = (0, lines_before + 1);
    for record in records(text, separator) {
        // A record is said to start where the one before it ends, before the end of that line.
        let start = record.position().and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(0).min(text.len());
        let start = text.len() - text.get(start..).unwrap_or_default().trim_start_matches(['\r', '\n']).len();
        line += text.get(counted..start).map_or(0, |passed| passed.matches('\n').count());
        counted = counted.max(start);
        let filled: Vec<&str> = record.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let is_above = match filled.as_slice() {
            [] => continue,
            [_] => true,
            [name, _] => name.ends_with(':'),
            _ => false,
        };
        if is_above && table.rows.is_empty() {
            let place = Place { line, ..Place::default() };
            document.blocks.push(Block::Paragraph(Paragraph::of(&filled.join(" "), place)));
            continue;
        }
        let place = Place { line, table: 1, row: table.rows.len() + 1, cell: 0 };
        let mut texts: Vec<String> = record.iter().take(MOST_COLUMNS).map(str::to_owned).collect();
        if let Some(last) = texts.last_mut() {
            for text in record.iter().skip(MOST_COLUMNS) {
                last.push(' ');
                last.push_str(text);
            }
        }
        let cells = texts.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(|(column, text)| {
            let place = Place { cell: column + 1, ..place };
            Cell { column, columns: 1, parts: cell(text, place), place }
        });
        table.rows.push(Row { cells: cells.collect(), place });
    }
    if !table.rows.is_empty() {
        document.blocks.push(Block::Table(table));
    }
    document
}
