//! Text with tables, as a converter or a person leaves it: a row is a line, its cells are parted by tabs or by `|`, and
//! may hold HTML or Markdown. Tables that are drawn, or aligned below dashes, have rows of several lines.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html as markdown_html};

use super::builder::GAP;
use super::clean::{goes_on, is_cut, join};
use super::document::{Block, Cell, Document, Paragraph, Part, Place, Row, Table};
use super::pages::Pages;
use super::remark::Remark;
use super::{aligned, grid, html};
use crate::content::markdown::options;

/// More columns than any note has; what stands beyond belongs to the last.
pub(super) const MOST_COLUMNS: usize = 200;

/// How the cells of a row are parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Pipe,
}

/// Reads a document, and what is to be told of it.
pub(super) fn read(text: &str) -> (Document, Option<Remark>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut document = Document::default();
    let mut pages = Pages::default();
    let mut open: Option<(Separator, Table)> = None;
    let mut tables = 0;
    // Lines before this one have been looked at, and start no table of several lines a row.
    let mut looked_at = 0;
    let mut next = 0;
    while let Some(&line) = lines.get(next) {
        let i = next;
        next += 1;
        if i >= looked_at {
            let drawn = if grid::is_border(line) {
                looked_at = i + lines[i..].iter().take_while(|line| line.trim_start().starts_with(['+', '|'])).count();
                grid::at(&lines, i, tables + 1)
            } else if line.contains('\t') {
                None
            } else {
                aligned::at(&lines, i, tables + 1)
            };
            if let Some((rows, length)) = drawn {
                close(&mut open, &mut document);
                tables += 1;
                document.blocks.push(Block::Table(Table { rows }));
                next = i + length;
                continue;
            }
        }
        let place = Place { line: i + 1, ..Place::default() };
        let separator = separator(line, open.as_ref().map(|(separator, _)| *separator));
        if separator.is_none() && (grid::is_border(line) || pages.takes(line, place)) {
            continue;
        }
        match separator {
            Some(separator) => {
                if open.as_ref().is_none_or(|(other, _)| *other != separator) {
                    close(&mut open, &mut document);
                    tables += 1;
                }
                let (_, table) = open.get_or_insert_with(|| (separator, Table::default()));
                if !is_ruler(line) {
                    let place = Place { table: tables, row: table.rows.len() + 1, ..place };
                    table.rows.push(row(line, separator, place));
                }
            }
            // Rules, and the marks of a head in YAML, say nothing.
            None if !line.chars().any(char::is_alphanumeric) => close(&mut open, &mut document),
            None => {
                let paragraphs = paragraphs(line, place);
                // The line goes on with the last cell where that stops before its sentence does; no head of a table does.
                let is_head = open.as_ref().is_some_and(|(_, table)| table.rows.len() == 1);
                let cell = open.as_mut().and_then(|(_, table)| table.rows.last_mut()?.cells.last_mut());
                if let Some(Part::Paragraph(last)) = cell.and_then(|cell| cell.parts.last_mut())
                    && is_cut(&last.plain())
                    && let Some(first) = paragraphs.first()
                    && (!is_head || goes_on(&first.plain()))
                {
                    join(last, first);
                } else if is_head
                    && let Some((of_table, table)) = &mut open
                    && lines.get(next).is_some_and(|line| self::separator(line, Some(*of_table)) == Some(*of_table))
                {
                    // Between a head and the rows below it stands what all of them belong to: a row across the table.
                    let place = Place { table: tables, row: table.rows.len() + 1, cell: 1, ..place };
                    let columns = table.rows[0].cells.last().map_or(1, |last| last.column + last.columns);
                    let parts = paragraphs.into_iter().map(|it| Part::Paragraph(Paragraph { place, ..it })).collect();
                    table.rows.push(Row { cells: vec![Cell { column: 0, columns, parts, place }], place });
                } else {
                    close(&mut open, &mut document);
                    let above = i.checked_sub(1).map_or("", |above| lines[above]);
                    push(paragraphs, above, &mut document);
                }
            }
        }
    }
    close(&mut open, &mut document);
    (document, pages.told())
}

/// Adds the paragraphs of a line; the first goes on with the line above, if that ends within a word.
fn push(paragraphs: Vec<Paragraph>, above: &str, document: &mut Document) {
    let mut letters = above.trim_end().chars().rev();
    let within_word = letters.next() == Some('-') && letters.next().is_some_and(char::is_lowercase);
    for (i, paragraph) in paragraphs.into_iter().enumerate() {
        match document.blocks.last_mut() {
            Some(Block::Paragraph(last))
                if i == 0 && within_word && paragraph.plain().starts_with(char::is_lowercase) =>
            {
                join(last, &paragraph);
            }
            _ => document.blocks.push(Block::Paragraph(paragraph)),
        }
    }
}

fn close(open: &mut Option<(Separator, Table)>, document: &mut Document) {
    if let Some((_, mut table)) = open.take() {
        table.rows.retain(|row| !row.cells.is_empty());
        if !table.rows.is_empty() {
            document.blocks.push(Block::Table(table));
        }
    }
}

fn separator(line: &str, open: Option<Separator>) -> Option<Separator> {
    if line.contains('\t') {
        return Some(Separator::Tab);
    }
    let pipes = line.matches('|').count();
    // A row of the same table may have two cells; another line is a row if it has three.
    let piped = pipes >= 2 || (open == Some(Separator::Pipe) && pipes >= 1);
    piped.then_some(Separator::Pipe)
}

/// `|---|:--:|`, which Markdown has below the head of a table.
fn is_ruler(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '+' | '='))
}

fn row(line: &str, separator: Separator, place: Place) -> Row {
    let cells: Vec<String> = match separator {
        Separator::Tab => line.splitn(MOST_COLUMNS, '\t').map(str::to_owned).collect(),
        Separator::Pipe => piped(line),
    };
    let cells = cells.into_iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(|(column, text)| {
        let place = Place { cell: column + 1, ..place };
        let parts = if separator == Separator::Pipe { markdown(&text, place) } else { cell(&text, place) };
        Cell { column, columns: 1, parts, place }
    });
    Row { cells: cells.collect(), place }
}

/// The cells of `| a | b \| c |`.
fn piped(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\')).unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match (c, escaped) {
            ('|', false) if cells.len() < MOST_COLUMNS => cells.push(String::new()),
            _ => {
                if let Some(cell) = cells.last_mut() {
                    if c == '|' {
                        cell.pop();
                    }
                    cell.push(c);
                }
            }
        }
        escaped = c == '\\' && !escaped;
    }
    cells
}

/// What a cell says: it may have HTML or Markdown in it, and breaks of lines.
pub(super) fn cell(text: &str, place: Place) -> Vec<Part> {
    let text = text.trim();
    if has_emphasis(text) && !text.contains("</") {
        return markdown(text, place);
    }
    let gaps = gaps(text);
    let html = if text.contains(['<', '&']) { gaps } else { gaps.replace('&', "&amp;").replace('<', "&lt;") };
    html::parts(&broken(&html), place)
}

/// What a cell in Markdown says.
pub(super) fn markdown(text: &str, place: Place) -> Vec<Part> {
    html::parts(&markup(&broken(&gaps(text.trim()))), place)
}

/// The text with a tag for each break of lines.
fn broken(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "<br>")
}

/// Whether a text has marks of Markdown that nobody types for anything else.
fn has_emphasis(text: &str) -> bool {
    ["**", "~~"].iter().any(|mark| text.contains(mark))
}

fn paragraphs(line: &str, place: Place) -> Vec<Paragraph> {
    let line = line.trim().trim_start_matches('#').trim_start();
    let parts = cell(line, place);
    parts
        .into_iter()
        .filter_map(|part| match part {
            Part::Paragraph(paragraph) => Some(paragraph),
            Part::Rule => None,
        })
        .collect()
}

/// What the Markdown of a cell or line means, as HTML. What would open a block is text there, as it is in any cell.
fn markup(text: &str) -> String {
    let mut cell = String::with_capacity(text.len() + 16);
    cell.push_str("| |\n|-|\n| ");
    text.chars().for_each(|c| if c == '|' { cell.push_str("\\|") } else { cell.push(c) });
    let mut rows = 0;
    let events = Parser::new_ext(&cell, options()).filter(|event| {
        rows += usize::from(matches!(event, Event::Start(Tag::TableRow)));
        rows == 1 && !is_of_table(event)
    });
    let mut out = String::with_capacity(text.len() * 2);
    markdown_html::push_html(&mut out, events);
    out
}

fn is_of_table(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::TableRow | Tag::TableCell) | Event::End(TagEnd::TableRow | TagEnd::TableCell | TagEnd::Table)
    )
}

/// The text with its wide gaps marked, but for those within tags.
fn gaps(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut spaces = 0;
    for c in text.chars() {
        if c == ' ' {
            spaces += 1;
            continue;
        }
        match std::mem::take(&mut spaces) {
            0 => {}
            1 => marked.push(' '),
            _ => marked.push(GAP),
        }
        marked.push(c);
    }
    marked
}
