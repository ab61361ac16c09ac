//! What a reader of any format leaves: paragraphs and tables, and the place of each in the file.

use std::ops::Range;

/// A document, whatever its format was.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Its paragraphs and tables, in order.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone)]
pub enum Block {
    /// Text outside of tables.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A table, or the part of one that stands on a page.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row; cells that others cover, or that are empty, may be missing.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its cells, from left to right.
    pub cells: Vec<Cell>,
    /// Where it starts.
    pub place: Place,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// What is in it.
    pub parts: Vec<Part>,
    /// Where it starts.
    pub place: Place,
}

/// What a cell can hold.
#[derive(Debug, Clone)]
pub enum Part {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A rule across the cell.
    Rule,
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, by how it looks.
    pub runs: Vec<Run>,
    /// The number or bullet that a list gives it, which is no part of its text.
    pub mark: Option<String>,
    /// How deep in lists it stands; 0 outside of any.
    pub level: usize,
    /// What it is, where the format says so by a style or class that `acuerdos report` gives.
    pub hint: Option<Hint>,
    /// Where it starts.
    pub place: Place,
}

/// What a paragraph is, whatever it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// What a commitment is called, with its number.
    Title,
    /// Text and nothing else, even if it reads like a status, a day or a number.
    Literal,
}

/// A stretch of text that looks alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// How it looks.
    pub style: Style,
}

/// How text looks, and where it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Struck out: said no longer, and there to be read all the same.
    pub strike: bool,
    /// The address of a link.
    pub link: Option<String>,
}

/// A place in a file, as far as its format has such places; counted from 1, and 0 for what it has not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The table.
    pub table: usize,
    /// Its row.
    pub row: usize,
    /// The column of the cell.
    pub cell: usize,
}

impl Cell {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.parts.iter().filter_map(|part| match part {
            Part::Paragraph(paragraph) => Some(paragraph),
            Part::Rule => None,
        })
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.paragraphs().all(Paragraph::is_blank)
    }

    /// Its text, a line for each paragraph.
    #[must_use]
    pub fn plain(&self) -> String {
        self.paragraphs().map(Paragraph::plain).collect::<Vec<_>>().join("\n")
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    #[must_use]
    pub fn of(text: &str, place: Place) -> Self {
        let mut paragraph = Self { place, ..Self::default() };
        paragraph.push(text, &Style::default());
        paragraph
    }

    /// Adds text.
    pub fn push(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.style == *style => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), style: style.clone() }),
        }
    }

    /// Whether it is text and nothing else, whatever it reads like.
    #[must_use]
    pub fn is_literal(&self) -> bool {
        self.hint == Some(Hint::Literal)
    }

    /// Its text.
    #[must_use]
    pub fn plain(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// A stretch of it, by the bytes of its text; white space at the ends is left out.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut slice =
            Self { place: self.place, mark: self.mark.clone(), level: self.level, hint: self.hint, runs: Vec::new() };
        let mut at = 0;
        for run in &self.runs {
            let (start, end) = (range.start.max(at), range.end.min(at + run.text.len()));
            if start < end {
                slice.push(run.text.get(start - at..end - at).unwrap_or_default(), &run.style);
            }
            at += run.text.len();
        }
        slice.trim();
        slice
    }

    /// Leaves out white space at its ends.
    pub fn trim(&mut self) {
        while let Some(first) = self.runs.first_mut() {
            first.text.drain(..first.text.len() - first.text.trim_start().len());
            if !first.text.is_empty() {
                break;
            }
            self.runs.remove(0);
        }
        while let Some(last) = self.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            self.runs.pop();
        }
    }

    /// Takes a stretch of its text out.
    pub fn remove(&mut self, range: Range<usize>) {
        let length = self.plain().len();
        let before = self.slice(0..range.start);
        let mut after = self.slice(range.end..length);
        let mut joined = before;
        if !joined.is_blank() && !after.is_blank() {
            let gap = !after.runs[0].text.starts_with(['.', ',', ';', ':', ')']);
            joined.push(if gap { " " } else { "" }, &Style::default());
        }
        for run in std::mem::take(&mut after.runs) {
            joined.push(&run.text, &run.style);
        }
        *self = joined;
    }

    /// How many bytes at its start are bold, white space and punctuation behind them included.
    #[must_use]
    pub fn bold_lead(&self) -> usize {
        let mut length = 0;
        for run in &self.runs {
            let blank = run.text.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation());
            if !run.style.bold && !blank {
                break;
            }
            length += run.text.len();
        }
        length
    }

    /// Whether all its words are bold.
    #[must_use]
    pub fn is_bold(&self) -> bool {
        !self.is_blank() && self.runs.iter().all(|run| run.style.bold || run.text.trim().is_empty())
    }
}
