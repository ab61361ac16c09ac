//! Text with tables, as a converter or a person leaves it: a row is a line, its cells are parted by tabs or by `|`, and
//! may hold HTML or Markdown.

use pulldown_cmark::{Event, Parser, Tag, TagEnd, html as markdown_html};

use super::builder::GAP;
use super::clean::{is_cut, join};
use super::document::{Block, Cell, Document, Paragraph, Part, Place, Row, Table};
use super::html;
use crate::content::markdown::options;

/// How the cells of a row are parted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Tab,
    Pipe,
}

/// Reads a document.
pub(super) fn read(text: &str) -> Document {
    let mut document = Document::default();
    let mut open: Option<(Separator, Table)> = None;
    let mut tables = 0;
    for (i, line) in text.lines().enumerate() {
        let place = Place { line: i + 1, ..Place::default() };
        let separator = separator(line, open.as_ref().map(|(separator, _)| *separator));
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
            None if line.trim().is_empty() => close(&mut open, &mut document),
            None => {
                let paragraphs = paragraphs(line, place);
                // The line goes on with the last cell where that stops before its sentence does.
                let cell = open.as_mut().and_then(|(_, table)| table.rows.last_mut()?.cells.last_mut());
                if let Some(Part::Paragraph(last)) = cell.and_then(|cell| cell.parts.last_mut())
                    && is_cut(&last.plain())
                    && let Some(first) = paragraphs.first()
                {
                    join(last, first);
                } else {
                    close(&mut open, &mut document);
                    document.blocks.extend(paragraphs.into_iter().map(Block::Paragraph));
                }
            }
        }
    }
    close(&mut open, &mut document);
    document
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
        Separator::Tab => line.split('\t').map(str::to_owned).collect(),
        Separator::Pipe => piped(line),
    };
    let cells = cells.into_iter().enumerate().filter(|(_, text)| !text.trim().is_empty()).map(|(column, text)| {
        let place = Place { cell: column + 1, ..place };
        Cell { column, columns: 1, parts: parts(&text, separator == Separator::Pipe, place), place }
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
            ('|', false) => cells.push(String::new()),
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

fn parts(text: &str, is_markdown: bool, place: Place) -> Vec<Part> {
    let text = text.trim();
    let gaps = gaps(text);
    if is_markdown || (has_emphasis(text) && !text.contains("</")) {
        return html::parts(&markup(&gaps), place);
    }
    if text.contains(['<', '&']) {
        return html::parts(&gaps, place);
    }
    html::parts(&gaps.replace('&', "&amp;").replace('<', "&lt;"), place)
}

/// Whether a text has marks of Markdown that nobody types for anything else.
fn has_emphasis(text: &str) -> bool {
    ["**", "~~"].iter().any(|mark| text.contains(mark))
}

fn paragraphs(line: &str, place: Place) -> Vec<Paragraph> {
    let line = line.trim().trim_start_matches('#').trim_start();
    let parts = parts(line, has_emphasis(line), place);
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
