//! A document on paper, whatever it is about: headings, prose and tables. Who writes Word, HTML or Markdown knows no more.

use chrono::NaiveDate;

use crate::diagnostic::Language;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The language that it is in.
    pub language: Language,
    /// The day on which what it says holds.
    pub date: NaiveDate,
    /// Whose it is.
    pub author: String,
    /// What kind of document it is: `Nota informativa`.
    pub kind: String,
    /// What it is about.
    pub title: String,
    /// Lines under the title.
    pub lines: Vec<Vec<Run>>,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// `Página` and `de`, for the foot of each sheet.
    pub page_words: [String; 2],
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A heading; the title stands above it.
    Heading(String),
    /// Prose.
    Prose(Vec<Block>),
    /// A table.
    Table(Table),
    /// The heading that follows begins a new sheet.
    NewPage,
}

/// A block of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Role, Vec<Run>),
    /// A list.
    List(Marker, Vec<Vec<Block>>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Text with its own lines.
    Code(String),
    /// A small table: rows of cells, the first names the columns.
    Grid(Vec<Vec<Vec<Run>>>),
}

impl Block {
    /// A paragraph of plain words.
    #[must_use]
    pub fn words(role: Role, text: impl Into<String>) -> Self {
        Self::Paragraph(role, vec![Run::plain(text)])
    }
}

/// What a paragraph is for; each has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What is said.
    Body,
    /// The day of a meeting, or what a row is called.
    Lead,
    /// The status of a commitment.
    Status,
    /// The day of an account.
    Day,
    /// The status before.
    Previous,
    /// The id of a commitment, and what else is said in passing.
    Id,
    /// A label within a cell: objectives, topics.
    Label,
    /// What a commitment is called.
    Title,
    /// What is said, in words that would be read as something else.
    Literal,
}

/// What stands before the items of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// Numbers from this one on.
    Number(u64),
    /// Roman numerals from I on.
    Roman,
}

impl Marker {
    /// The tags of such a list.
    #[must_use]
    pub fn html(self) -> (String, &'static str) {
        match self {
            Self::Bullet => ("<ul>".to_owned(), "</ul>"),
            Self::Number(1) => ("<ol>".to_owned(), "</ol>"),
            Self::Number(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
            Self::Roman => ("<ol type=\"I\">".to_owned(), "</ol>"),
        }
    }
}

/// A stretch of text in one look. A line feed in it is a line break.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its look.
    pub style: Style,
    /// Where it leads.
    pub link: Option<String>,
}

impl Run {
    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Words in bold letters.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style { bold: true, ..Style::default() }, link: None }
    }
}

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Bold.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// Struck through.
    pub strike: bool,
    /// Of one width.
    pub code: bool,
}

/// A table with a row of labels that is repeated on each sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is, above it; shown.
    pub caption: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows below the labels.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its label.
    pub label: String,
    /// Its part of the width, of all columns' together.
    pub share: u32,
    /// Whether it holds numbers, which are set to the right.
    pub numbers: bool,
}

/// A row. Its cells fill the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What kind it is.
    pub kind: RowKind,
}

/// What kind of row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// As any.
    Plain,
    /// A heading within the table: it stays with the row below.
    Heading,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub blocks: Vec<Block>,
    /// How far it reaches.
    pub reach: Reach,
}

/// How far a cell reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// One column, one row.
    #[default]
    One,
    /// Over this many columns.
    Across(usize),
    /// Over this many rows, and it says what they are about.
    Down(usize),
    /// It is the rest of the cell above.
    Above,
}

impl Cell {
    /// A cell of one column and one row.
    #[must_use]
    pub fn of(blocks: Vec<Block>) -> Self {
        Self { blocks, reach: Reach::One }
    }

    /// A cell of one line.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Self {
        Self::of(vec![Block::words(Role::Body, text)])
    }
}
