//! What a document says → WordprocessingML: paragraphs and tables by named styles, so that whoever edits the file changes a
//! style and not each paragraph.

use std::fmt::Write as _;

use super::styles::{Styles, Use};
use super::xml::escape;
use crate::report::document::{Block, Cell, Document, Marker, Piece, Reach, Role, Row, RowKind, Run, Table};

/// A row with a cell of more letters than these may go on over the page; a shorter one would only leave a tear.
const LONG: usize = 600;

/// The body of a document, with what it refers to.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// The elements.
    pub(super) xml: String,
    /// Addresses of links, by the number of their relationship.
    pub(super) links: Vec<String>,
    /// Numbered lists: their marker and number, which begins again in each.
    pub(super) lists: Vec<Marker>,
}

/// Writes the body of a document that is so many twentieths of a point wide.
pub(super) fn body(document: &Document, styles: &Styles, width: u32, first_list: usize) -> Body {
    let mut writer = Writer { styles, width, first_list, body: Body::default() };
    let mut is_new_page = false;
    writer.paragraph(Use::Kind, &[Run::plain(&document.kind)], "");
    writer.paragraph(Use::Title, &[Run::plain(&document.title)], "");
    for line in &document.lines {
        writer.paragraph(Use::Text, line, "");
    }
    for piece in &document.pieces {
        match piece {
            Piece::Heading(heading) => {
                let sheet = if std::mem::take(&mut is_new_page) { "<w:pageBreakBefore/>" } else { "" };
                writer.paragraph(Use::Heading, &[Run::plain(heading)], sheet);
            }
            Piece::Prose(said) => writer.blocks(said, Place::Text, 0, ""),
            Piece::Table(table) => writer.table(table),
            Piece::NewPage => is_new_page = true,
        }
    }
    writer.body
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Cell,
    Number,
}

struct Writer<'a> {
    styles: &'a Styles,
    width: u32,
    first_list: usize,
    body: Body,
}

impl Writer<'_> {
    fn paragraph(&mut self, usage: Use, runs: &[Run], properties: &str) {
        let style = self.styles.id(usage);
        let _ = write!(self.body.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>");
        for run in runs {
            self.run(run, usage);
        }
        self.body.xml.push_str("</w:p>");
    }

    fn run(&mut self, run: &Run, usage: Use) {
        if let Some(link) = &run.link {
            self.body.links.push(link.clone());
            let number = self.body.links.len();
            let _ = write!(self.body.xml, "<w:hyperlink r:id=\"rIdLink{number}\" w:history=\"1\">");
        }
        let mut look = String::new();
        // An id leads somewhere in passing: two dozen blue lines on a sheet would be all that one sees.
        if run.link.is_some() && usage != Use::Id {
            let _ = write!(look, "<w:rStyle w:val=\"{}\"/>", self.styles.id(Use::Link));
        }
        if run.style.code {
            look.push_str("<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/>");
        }
        for (on, element) in
            [(run.style.bold, "<w:b/>"), (run.style.italic, "<w:i/>"), (run.style.strike, "<w:strike/>")]
        {
            if on {
                look.push_str(element);
            }
        }
        let look = if look.is_empty() { look } else { format!("<w:rPr>{look}</w:rPr>") };
        let _ = write!(self.body.xml, "<w:r>{look}");
        for (i, line) in run.text.split('\n').enumerate() {
            if i > 0 {
                self.body.xml.push_str("<w:br/>");
            }
            for (i, text) in line.split('\t').enumerate() {
                if i > 0 {
                    self.body.xml.push_str("<w:tab/>");
                }
                if !text.is_empty() {
                    let _ = write!(self.body.xml, "<w:t xml:space=\"preserve\">{}</w:t>", escape(text));
                }
            }
        }
        self.body.xml.push_str("</w:r>");
        if run.link.is_some() {
            self.body.xml.push_str("</w:hyperlink>");
        }
    }

    fn blocks(&mut self, said: &[Block], place: Place, depth: usize, properties: &str) {
        for block in said {
            self.block(block, place, depth, properties);
        }
    }

    fn block(&mut self, block: &Block, place: Place, depth: usize, properties: &str) {
        match block {
            Block::Paragraph(role, runs) => self.paragraph(usage(*role, place), runs, properties),
            Block::List(marker, items) => {
                let number = match marker {
                    Marker::Bullet => 0,
                    Marker::Number(_) | Marker::Roman => {
                        self.body.lists.push(*marker);
                        self.body.lists.len()
                    }
                } + self.first_list;
                for item in items {
                    let (first, rest) = match item.split_first() {
                        Some((Block::Paragraph(_, runs), rest)) => (runs.as_slice(), rest),
                        _ => (&[][..], item.as_slice()),
                    };
                    let level = depth.min(8);
                    let listed = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>");
                    self.paragraph(usage(Role::Body, place), first, &listed);
                    let indent = format!("<w:ind w:left=\"{}\"/>", 340 * (level + 1));
                    self.blocks(rest, place, depth + 1, &indent);
                }
            }
            Block::Quote(said) => self.blocks(said, place, depth, "<w:ind w:left=\"340\" w:right=\"340\"/>"),
            Block::Code(code) => {
                for line in code.lines() {
                    self.paragraph(Use::Code, &[Run::plain(line)], "");
                }
            }
            // Tables within cells are a nuisance to edit: the rows remain, their cells apart by tabs.
            Block::Grid(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    let mut runs = Vec::new();
                    for cell in row {
                        if !runs.is_empty() {
                            runs.push(Run::plain("\t"));
                        }
                        runs.extend(cell.iter().cloned());
                    }
                    runs.iter_mut().for_each(|run| run.style.bold |= i == 0);
                    self.paragraph(usage(Role::Body, place), &runs, "");
                }
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph(Use::Caption, &[Run::plain(caption)], "");
        }
        let all: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
        let widths: Vec<u32> = table.columns.iter().map(|column| self.width * column.share / all).collect();
        let style = self.styles.id(Use::Table);
        let _ = write!(
            self.body.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
            widths.iter().sum::<u32>()
        );
        for width in &widths {
            let _ = write!(self.body.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.body.xml.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            let _ = write!(self.body.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
            let aligned = if column.numbers { "<w:jc w:val=\"right\"/>" } else { "" };
            self.paragraph(Use::Header, &[Run::plain(&column.label)], aligned);
            self.body.xml.push_str("</w:tc>");
        }
        self.body.xml.push_str("</w:tr>");
        for row in &table.rows {
            self.row(row, table, &widths);
        }
        // Two tables that touch are one; a paragraph between them is what Word expects.
        self.body.xml.push_str("</w:tbl>");
        self.paragraph(Use::Gap, &[], "");
    }

    fn row(&mut self, row: &Row, table: &Table, widths: &[u32]) {
        let longest = row.cells.iter().filter(|cell| !matches!(cell.reach, Reach::Down(_))).map(letters).max();
        let properties = if longest.unwrap_or(0) > LONG { "" } else { "<w:trPr><w:cantSplit/></w:trPr>" };
        let _ = write!(self.body.xml, "<w:tr>{properties}");
        let mut at = 0;
        for cell in &row.cells {
            let columns = match cell.reach {
                Reach::Across(columns) => columns,
                _ => 1,
            };
            let end = (at + columns).min(widths.len());
            let width: u32 = widths[at.min(end)..end].iter().sum();
            let numbers = table.columns.get(at).is_some_and(|column| column.numbers);
            at = end;
            self.cell(cell, row.kind, width, numbers);
        }
        self.body.xml.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: &Cell, kind: RowKind, width: u32, numbers: bool) {
        let _ = write!(self.body.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        self.body.xml.push_str(&match cell.reach {
            Reach::One => String::new(),
            Reach::Across(columns) => format!("<w:gridSpan w:val=\"{columns}\"/>"),
            Reach::Down(_) => "<w:vMerge w:val=\"restart\"/>".to_owned(),
            Reach::Above => "<w:vMerge/>".to_owned(),
        });
        if kind == RowKind::Heading && !matches!(cell.reach, Reach::Down(_) | Reach::Above) {
            self.body.xml.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>");
        }
        self.body.xml.push_str("</w:tcPr>");
        let keep = if kind == RowKind::Heading { "<w:keepNext/>" } else { "" };
        let place = if numbers { Place::Number } else { Place::Cell };
        self.blocks(&cell.blocks, place, 0, keep);
        // A cell ends with a paragraph, or Word refuses the file.
        if !self.body.xml.ends_with("</w:p>") {
            self.paragraph(Use::Cell, &[], "");
        }
        self.body.xml.push_str("</w:tc>");
    }
}

fn usage(role: Role, place: Place) -> Use {
    match (role, place) {
        (Role::Body, Place::Text) => Use::Text,
        (Role::Body, Place::Cell) => Use::Cell,
        (Role::Body, Place::Number) => Use::Number,
        (Role::Lead, _) => Use::Lead,
        (Role::Status, _) => Use::Status,
        (Role::Day, _) => Use::Day,
        (Role::Previous, _) => Use::Previous,
        (Role::Id, _) => Use::Id,
        (Role::Label, _) => Use::Label,
        (Role::Title, _) => Use::ItemTitle,
        (Role::Literal, _) => Use::Literal,
    }
}

/// How many letters a cell has.
fn letters(cell: &Cell) -> usize {
    fn of(block: &Block) -> usize {
        match block {
            Block::Paragraph(_, runs) => runs.iter().map(|run| run.text.chars().count()).sum(),
            Block::List(_, items) => items.iter().flatten().map(of).sum(),
            Block::Quote(said) => said.iter().map(of).sum(),
            Block::Code(code) => code.chars().count(),
            Block::Grid(rows) => rows.iter().flatten().flatten().map(|run| run.text.chars().count()).sum(),
        }
    }
    cell.blocks.iter().map(of).sum()
}
