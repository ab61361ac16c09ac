//! Paragraphs and tables being gathered, from whatever a format calls them.

use super::clean::{clean, goes_on, is_cut, join};
use super::document::{Block, Cell, Document, Hint, Paragraph, Part, Place, Row, Style, Table};

/// A break of line within a paragraph; whether it is one of paragraphs as well, the texts beside it tell.
pub(super) const LINE: char = '\u{2028}';
/// A wide gap, which some converters leave for a break of paragraphs.
pub(super) const GAP: char = '\u{2029}';

/// Behind it stands text and nothing else, to the next break.
pub(super) const LITERAL: char = '\u{fdd0}';

/// More columns than any note has.
const MOST_COLUMNS: usize = 200;
/// More text than any note has; what is gathered never takes more than a few times this.
const MOST_TABLES_WITHIN: usize = 50;

/// Gathers a document.
#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    /// Parts of the cell that is open.
    parts: Vec<Part>,
    paragraph: Paragraph,
    table: Option<Table>,
    /// How many tables are open within the first.
    within: usize,
    /// Rows for which each column is still covered by a cell above.
    covered: Vec<usize>,
    cell: Option<Cell>,
    /// How many rows the open cell takes.
    rows: usize,
    tables: usize,
    /// The line of the file that is being read.
    pub(super) line: usize,
    /// How deep in lists the text stands that comes.
    pub(super) level: usize,
    /// Look of the text that comes.
    pub(super) style: Style,
    /// Tables within tables, too many.
    pub(super) too_deep: bool,
}

impl Builder {
    /// One that starts at this line of the file.
    pub(super) fn at(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    fn place(&self) -> Place {
        let table = self.table.as_ref();
        Place {
            line: self.line,
            table: table.map_or(0, |_| self.tables),
            row: table.map_or(0, |table| table.rows.len()),
            cell: self.cell.as_ref().map_or(0, |cell| cell.column + 1),
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.paragraph.runs.is_empty() {
            self.paragraph.place = self.place();
            self.paragraph.level = self.level;
        }
        let style = self.style.clone();
        self.paragraph.push(text, &style);
    }

    /// Gives the paragraph that is open, or comes next, the mark of a list.
    pub(super) fn mark(&mut self, mark: String) {
        self.end_paragraph();
        self.paragraph.mark = Some(mark);
    }

    /// Says what the paragraph that is open, or comes next, is.
    pub(super) fn hint(&mut self, hint: Hint) {
        self.paragraph.hint = Some(hint);
    }

    pub(super) fn end_paragraph(&mut self) {
        // The mark of a list item waits for its text.
        if self.paragraph.runs.iter().all(|run| run.text.trim().is_empty()) {
            self.paragraph.runs.clear();
            self.paragraph.hint = None;
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        for paragraph in split(&paragraph) {
            // Text between the tags of a table belongs to no cell.
            if self.table.is_some() && self.cell.is_some() {
                self.parts.push(Part::Paragraph(paragraph));
            } else {
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
    }

    /// Ends a list item: a mark that is still there has no text.
    pub(super) fn end_item(&mut self) {
        self.end_paragraph();
        self.paragraph.mark = None;
    }

    pub(super) fn rule(&mut self) {
        self.end_paragraph();
        if self.cell.is_some() {
            self.parts.push(Part::Rule);
        }
    }

    pub(super) fn start_table(&mut self) {
        self.end_paragraph();
        if self.table.is_some() {
            self.within += 1;
            self.too_deep |= self.within > MOST_TABLES_WITHIN;
            return;
        }
        self.tables += 1;
        self.covered.clear();
        self.table = Some(Table::default());
    }

    pub(super) fn end_table(&mut self) {
        self.end_paragraph();
        if self.within > 0 {
            self.within -= 1;
            return;
        }
        self.end_cell();
        if let Some(mut table) = self.table.take() {
            table.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_blank()));
            if !table.rows.is_empty() {
                self.blocks.push(Block::Table(table));
            }
        }
    }

    pub(super) fn start_row(&mut self) {
        self.end_paragraph();
        if self.within > 0 {
            return;
        }
        self.end_cell();
        if let Some(table) = &mut self.table {
            if !table.rows.is_empty() {
                for rows in &mut self.covered {
                    *rows = rows.saturating_sub(1);
                }
            }
            let place = Place { line: self.line, table: self.tables, row: table.rows.len() + 1, cell: 0 };
            table.rows.push(Row { cells: Vec::new(), place });
        }
    }

    /// Opens a cell that takes so many columns and rows.
    pub(super) fn start_cell(&mut self, columns: usize, rows: usize) {
        self.end_paragraph();
        if self.within > 0 || self.table.is_none() {
            return;
        }
        self.end_cell();
        if self.table.as_ref().is_some_and(|table| table.rows.is_empty()) {
            self.start_row();
        }
        let row = self.table.as_ref().and_then(|table| table.rows.last());
        let mut column = row.and_then(|row| row.cells.last()).map_or(0, |cell| cell.column + cell.columns);
        while self.covered.get(column).is_some_and(|&rows| rows > 0) {
            column += 1;
        }
        let columns = columns.clamp(1, MOST_COLUMNS);
        self.cell = Some(Cell { column, columns, ..Cell::default() });
        self.rows = rows.max(1);
        if let Some(cell) = &mut self.cell {
            cell.place = Place {
                line: self.line,
                table: self.tables,
                row: self.table.as_ref().map_or(0, |table| table.rows.len()),
                cell: column + 1,
            };
        }
    }

    /// Lets the open cell take so many columns.
    pub(super) fn widen(&mut self, columns: usize) {
        if self.within == 0
            && let Some(cell) = &mut self.cell
        {
            cell.columns = columns.clamp(1, MOST_COLUMNS);
        }
    }

    /// Leaves so many columns out before the first cell of the row.
    pub(super) fn skip(&mut self, columns: usize) {
        let row = self.table.as_mut().filter(|_| self.within == 0).and_then(|table| table.rows.last_mut());
        if let Some(row) = row.filter(|row| row.cells.is_empty() && columns > 0) {
            row.cells.push(Cell { columns: columns.min(MOST_COLUMNS), place: row.place, ..Cell::default() });
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.end_paragraph();
        if self.within > 0 {
            return;
        }
        self.paragraph.mark = None;
        let Some(mut cell) = self.cell.take() else { return };
        cell.parts = std::mem::take(&mut self.parts);
        // A cell beyond all columns is read all the same; only what it covers is not remembered.
        let end = (cell.column + cell.columns).min(MOST_COLUMNS);
        if self.covered.len() < end {
            self.covered.resize(end, 0);
        }
        for rows in self.covered.iter_mut().take(end).skip(cell.column) {
            *rows = self.rows;
        }
        if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
            row.cells.push(cell);
        }
    }

    pub(super) fn finish(mut self) -> Document {
        self.within = 0;
        self.end_table();
        self.end_paragraph();
        Document { blocks: self.blocks }
    }
}

/// The paragraphs of one that may have breaks in it.
fn split(paragraph: &Paragraph) -> Vec<Paragraph> {
    let plain = paragraph.plain();
    let mut found: Vec<Paragraph> = Vec::new();
    let mut start = 0;
    let mut before = LINE;
    // Two breaks end a paragraph, whatever the texts beside them say.
    let mut ended = false;
    let ends = plain.char_indices().filter(|&(_, c)| c == LINE || c == GAP);
    for (end, c) in ends.chain([(plain.len(), LINE)]) {
        let mut piece = paragraph.slice(start..end);
        if piece.plain().starts_with(LITERAL) {
            piece.hint = Some(Hint::Literal);
        }
        let piece = clean(&piece);
        start = end + c.len_utf8();
        let separator = std::mem::replace(&mut before, c);
        if piece.is_blank() {
            ended |= separator == LINE;
            continue;
        }
        let parted = std::mem::take(&mut ended);
        let Some(last) = found.last_mut() else {
            found.push(piece);
            continue;
        };
        let (text, next) = (last.plain(), piece.plain());
        let joined = !parted && (is_cut(&text) && goes_on(&next) || text.ends_with('-'));
        // A wide gap within a sentence is a slip of the typist.
        let slip = !parted
            && separator == GAP
            && is_cut(&text)
            && last.is_bold() == piece.is_bold()
            && text.split(' ').count() > 5;
        if joined || slip {
            join(last, &piece);
        } else {
            found.push(Paragraph { mark: None, ..piece });
        }
    }
    found
}
