//! A document as one HTML file with real tables, which browsers, Word and LibreOffice open. What stands around it, style
//! sheet included, is the theme's template `paper.html`.

use std::fmt::Write as _;

use serde::Serialize;

use super::document::{Block, Cell, Document, Piece, Reach, Role, RowKind, Run, Table};
use crate::site::{RenderError, Site, escape as escaped};

/// What `paper.html` sees.
#[derive(Debug, Serialize)]
struct PaperView<'a> {
    /// BCP 47 tag: `es` or `en`.
    language: &'a str,
    /// What kind of document it is.
    kind: &'a str,
    /// What it is about.
    title: &'a str,
    /// The day on which it holds, `2023-02-15`.
    date: String,
    /// Whose it is.
    author: &'a str,
    /// Lines under the title, each safe HTML.
    lines_html: Vec<String>,
    /// Everything else, as safe HTML.
    body_html: String,
}

/// The document as HTML, in the theme's template.
///
/// # Errors
/// If the template fails.
pub fn html(site: &Site, document: &Document) -> Result<String, RenderError> {
    let mut body_html = String::new();
    let mut is_new_page = false;
    for piece in &document.pieces {
        match piece {
            Piece::Heading(heading) => {
                let class = if std::mem::take(&mut is_new_page) { " class=\"new-page\"" } else { "" };
                let _ = writeln!(body_html, "<h2{class}>{}</h2>", escaped(heading));
            }
            Piece::Prose(said) => {
                said.iter().for_each(|block| write_block(&mut body_html, block));
            }
            Piece::Table(table) => write_table(&mut body_html, table),
            Piece::NewPage => is_new_page = true,
        }
    }
    let view = PaperView {
        language: document.language.tag(),
        kind: &document.kind,
        title: &document.title,
        date: document.date.to_string(),
        author: &document.author,
        lines_html: document.lines.iter().map(|line| inline(line)).collect(),
        body_html,
    };
    site.fill("paper.html", &view)
}

fn write_table(html: &mut String, table: &Table) {
    // A caption within the table is centred, or lost, by those who read HTML as a document to edit.
    if let Some(caption) = &table.caption {
        let _ = writeln!(html, "<p class=\"caption\">{}</p>", escaped(caption));
    }
    // Of borders, widths, grounds and alignment, word processors read the attributes and not the style sheet.
    html.push_str("<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n");
    let all: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
    html.push_str("<thead>\n<tr bgcolor=\"#e7e6e6\">");
    for column in &table.columns {
        let (align, width) = (alignment(column.numbers), column.share * 100 / all);
        let label = escaped(&column.label).replace('\n', "<br>");
        let _ = write!(html, "<th scope=\"col\" width=\"{width}%\"{align}>{label}</th>");
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        html.push_str(match row.kind {
            RowKind::Plain => "<tr valign=\"top\">",
            RowKind::Heading => "<tr valign=\"top\" bgcolor=\"#f2f2f2\">",
        });
        let mut at = 0;
        for cell in &row.cells {
            let number = table.columns.get(at).is_some_and(|column| column.numbers);
            write_cell(html, cell, number);
            at += match cell.reach {
                Reach::Across(columns) => columns,
                _ => 1,
            };
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
}

fn alignment(numbers: bool) -> &'static str {
    if numbers { " align=\"right\"" } else { " align=\"left\"" }
}

fn write_cell(html: &mut String, cell: &Cell, number: bool) {
    let reach = match cell.reach {
        Reach::Above => return,
        Reach::One => String::new(),
        Reach::Across(columns) => format!(" colspan=\"{columns}\""),
        Reach::Down(rows) => format!(" rowspan=\"{rows}\""),
    };
    let align = alignment(number);
    let _ = write!(html, "<td{reach}{align}>");
    match cell.blocks.as_slice() {
        [Block::Paragraph(Role::Body, runs)] => html.push_str(&inline(runs)),
        said => said.iter().for_each(|block| write_block(html, block)),
    }
    html.push_str("</td>");
}

fn write_block(html: &mut String, block: &Block) {
    match block {
        Block::Paragraph(role, runs) => {
            let text = inline(runs);
            let _ = match role {
                Role::Body => writeln!(html, "<p>{text}</p>"),
                // Bold by an element: an importer that knows no style sheet sees what is a status all the same.
                Role::Lead => writeln!(html, "<p class=\"lead\"><b>{text}</b></p>"),
                Role::Status => writeln!(html, "<p class=\"status\"><b>{text}</b></p>"),
                Role::Previous => writeln!(html, "<p class=\"previous\"><b>{text}</b></p>"),
                Role::Label => writeln!(html, "<p class=\"label\"><b>{text}</b></p>"),
                Role::Day => writeln!(html, "<p class=\"day\"><i>{text}</i></p>"),
                Role::Id => writeln!(html, "<p class=\"id\">{text}</p>"),
                Role::Title => writeln!(html, "<p class=\"item-title\"><b>{text}</b></p>"),
                Role::Literal => writeln!(html, "<p class=\"literal\">{text}</p>"),
            };
        }
        Block::List(marker, items) => {
            let (open, close) = marker.html();
            html.push_str(&open);
            for item in items {
                html.push_str("<li>");
                match item.as_slice() {
                    [Block::Paragraph(_, runs)] => html.push_str(&inline(runs)),
                    said => said.iter().for_each(|block| write_block(html, block)),
                }
                html.push_str("</li>\n");
            }
            let _ = writeln!(html, "{close}");
        }
        Block::Quote(said) => {
            html.push_str("<blockquote>");
            said.iter().for_each(|block| write_block(html, block));
            html.push_str("</blockquote>\n");
        }
        Block::Code(code) => {
            let _ = writeln!(html, "<pre>{}</pre>", escaped(code));
        }
        // A table within a cell would be taken for rows of the outer one by whoever reads the file back.
        Block::Grid(rows) => {
            html.push_str("<p>");
            for (i, row) in rows.iter().enumerate() {
                let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
                let line = cells.join(" · ");
                let _ = if i == 0 { write!(html, "<b>{line}</b>") } else { write!(html, "<br>{line}") };
            }
            html.push_str("</p>\n");
        }
    }
}

fn inline(runs: &[Run]) -> String {
    let mut html = String::new();
    for run in runs {
        let mut text = escaped(&run.text).replace('\n', "<br>");
        for (on, tag) in
            [(run.style.code, "code"), (run.style.strike, "s"), (run.style.italic, "i"), (run.style.bold, "b")]
        {
            if on {
                text = format!("<{tag}>{text}</{tag}>");
            }
        }
        if let Some(link) = &run.link {
            text = format!("<a href=\"{}\">{text}</a>", escaped(link));
        }
        html.push_str(&text);
    }
    html
}
