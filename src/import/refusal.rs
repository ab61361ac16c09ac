//! Files that are not read at all.

use chrono::NaiveDate;

use super::dates;
use super::document::{Block, Document, Place, Table};
use crate::diagnostic::Language;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Larger than any note.
    TooLarge {
        /// What it has.
        bytes: u64,
        /// What is read.
        limit: u64,
    },
    /// A packed file whose contents are larger than any note.
    Bomb {
        /// What is read.
        limit: u64,
    },
    /// A cell larger than any of a note.
    LargeCell {
        /// Where it is.
        place: Place,
        /// What is read of one.
        limit: usize,
    },
    /// Tables within tables, too many.
    TooDeep,
    /// A tag with more attributes than any of a note.
    Attributes {
        /// Its line, or one shortly before.
        line: usize,
        /// What is read of one.
        limit: usize,
    },
    /// A document type with entities of its own.
    Entities,
    /// A file that is not what its name or its first bytes say.
    Broken(String),
    /// A format that is not read; its name.
    Format(&'static str),
    /// Not text, and no format that is known.
    Unknown,
    /// Nothing in it that reads like a meeting.
    NoMeetings(Form),
    /// Dates of meetings, and nothing that was agreed, or said of them.
    NoCommitments {
        /// How many.
        meetings: usize,
        /// The first.
        first: NaiveDate,
    },
}

/// What a document in which no meeting was recognised has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Tables, so many, and no date.
    Tables(usize),
    /// Tables and dates, of which the first is this, none of them known to be of a meeting.
    Dated(NaiveDate),
    /// Columns that only spaces keep apart.
    Spaces,
    /// Text.
    Text,
}

impl Refusal {
    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let es = language == Language::Spanish;
        match self {
            Self::TooLarge { bytes, limit } if es => format!("tiene {bytes} bytes y se leen {limit} como máximo"),
            Self::TooLarge { bytes, limit } => format!("has {bytes} bytes, and at most {limit} are read"),
            Self::Bomb { limit } if es => format!("descomprimido tiene más de {limit} bytes, que es lo más que se lee"),
            Self::Bomb { limit } => format!("unpacked it has more than {limit} bytes, which is the most that is read"),
            Self::LargeCell { place, limit } if es => format!(
                "tiene en el cuadro {}, renglón {}, columna {} un texto de más de {limit} bytes",
                place.table, place.row, place.cell
            ),
            Self::LargeCell { place, limit } => format!(
                "has a text of more than {limit} bytes in table {}, row {}, column {}",
                place.table, place.row, place.cell
            ),
            Self::TooDeep if es => "tiene cuadros dentro de cuadros, demasiados".into(),
            Self::TooDeep => "has tables within tables, too many".into(),
            Self::Attributes { line, limit } if es => {
                format!("tiene, a partir de la línea {line}, una etiqueta de HTML con más de {limit} atributos")
            }
            Self::Attributes { line, limit } => {
                format!("has, from line {line} on, a tag of HTML with more than {limit} attributes")
            }
            Self::Entities if es => "define entidades de XML, que un documento no necesita".into(),
            Self::Entities => "defines XML entities, which a document has no use for".into(),
            Self::Broken(why) if es => format!("está dañado: {why}"),
            Self::Broken(why) => format!("is broken: {why}"),
            Self::Format(name) if es => format!("es {name}, que no se lee"),
            Self::Format(name) => format!("is {name}, which is not read"),
            Self::Unknown if es => "no es texto, HTML, Markdown, DOCX ni CSV".into(),
            Self::Unknown => "is no text, HTML, Markdown, DOCX or CSV".into(),
            Self::NoMeetings(Form::Tables(1)) if es => {
                "tiene un cuadro, sin fecha en la que se reconozca una reunión".into()
            }
            Self::NoMeetings(Form::Tables(1)) => "has one table, and no date in which a meeting is recognised".into(),
            Self::NoMeetings(Form::Tables(tables)) if es => {
                format!("tiene {tables} cuadros, sin fecha en la que se reconozca una reunión")
            }
            Self::NoMeetings(Form::Tables(tables)) => {
                format!("has {tables} tables, and no date in which a meeting is recognised")
            }
            Self::NoMeetings(Form::Dated(first)) if es => {
                format!("tiene cuadros y fechas (la primera, {first}), y de ninguna se reconoce que sea de una reunión")
            }
            Self::NoMeetings(Form::Dated(first)) => {
                format!("has tables and dates (the first, {first}), none of which is recognised as that of a meeting")
            }
            Self::NoMeetings(Form::Spaces) if es => {
                "no tiene cuadros: parece tener columnas, que solo separan espacios".into()
            }
            Self::NoMeetings(Form::Spaces) => {
                "has no table: it seems to have columns, which only spaces keep apart".into()
            }
            Self::NoMeetings(Form::Text) if es => {
                "no tiene cuadros, y en su texto no se reconoce una reunión con sus compromisos".into()
            }
            Self::NoMeetings(Form::Text) => {
                "has no table, and no meeting with its commitments is recognised in its text".into()
            }
            Self::NoCommitments { meetings, first } if es => {
                format!(
                    "tiene fechas de reuniones ({meetings}, la primera {first}), y ningún compromiso que se reconozca"
                )
            }
            Self::NoCommitments { meetings, first } => {
                format!("has dates of meetings ({meetings}, the first {first}), and no commitment that is recognised")
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<&'static str> {
        let [es, en] = match self {
            Self::Format("PDF") => [
                "un PDF no dice cuáles son sus cuadros: pida el documento del que salió, o ábralo en Word, que los reconstruye, y guárdelo como DOCX",
                "a PDF does not say which its tables are: ask for the document that it was made from, or open it in Word, which rebuilds them, and save it as DOCX",
            ],
            Self::Format("ODS" | "XLSX" | "Excel 97 (.xls)") => [
                "ábralo en la hoja de cálculo y guarde la hoja que tiene los compromisos como CSV",
                "open it in the spreadsheet, and save the sheet that has the commitments as CSV",
            ],
            Self::Format(_) | Self::Unknown | Self::Broken(_) => [
                "ábralo en un procesador de textos y guárdelo como DOCX o HTML",
                "open it in a word processor and save it as DOCX or HTML",
            ],
            Self::TooLarge { .. } | Self::Bomb { .. } | Self::LargeCell { .. } => [
                "quítele las imágenes y lo que no sean los cuadros, o divídalo",
                "take out pictures and what is not the tables, or divide it",
            ],
            Self::TooDeep | Self::Attributes { .. } | Self::Entities => {
                ["copie los cuadros en un documento nuevo", "copy the tables into a new document"]
            }
            Self::NoMeetings(Form::Tables(_)) => [
                "falta la fecha de la reunión, con su año: en una columna «Fecha», en un renglón que cruce el cuadro o en la línea de arriba",
                "the date of the meeting is missing, with its year: in a column ‘Date’, in a row across the table, or in the line above",
            ],
            Self::NoMeetings(Form::Dated(_)) => [
                "llame «Fecha» a la columna de las fechas de las reuniones, o ponga la fecha en la línea de arriba del cuadro, y «Compromisos» a la columna de lo acordado",
                "call the column of the dates of meetings ‘Date’, or put the date into the line above the table, and the column of what was agreed ‘Commitments’",
            ],
            Self::NoMeetings(Form::Spaces) => [
                "faltan los cuadros: separe las celdas de cada renglón con tabuladores o barras, o pida el documento como DOCX, HTML o CSV",
                "the tables are missing: part the cells of each row by tabs or bars, or ask for the document as DOCX, HTML or CSV",
            ],
            Self::NoMeetings(Form::Text) => [
                "faltan la fecha y los compromisos: un cuadro con una columna de cada uno, o una línea que nombre la reunión con su fecha y, debajo, «Compromisos:» y párrafos numerados",
                "the date and the commitments are missing: a table with a column of each, or a line that names the meeting and its date, and below it ‘Commitments:’ and numbered paragraphs",
            ],
            Self::NoCommitments { .. } => [
                "faltan los compromisos: su columna se llama «Compromisos» o «Acuerdos», o están numerados (`1.`)",
                "the commitments are missing: their column is called ‘Commitments’ or ‘Agreements’, or they are numbered (`1.`)",
            ],
        };
        Some(if language == Language::Spanish { es } else { en })
    }
}

impl Form {
    /// What a document has.
    pub(super) fn of(document: &Document) -> Self {
        let tables: Vec<&Table> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Paragraph(_) => None,
            })
            .collect();
        let mut cells = tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        match (tables.len(), cells.find_map(|cell| dates::day(&cell.plain()))) {
            (0, _) => Self::Text,
            (_, Some((first, _))) => Self::Dated(first),
            (tables, None) => Self::Tables(tables),
        }
    }

    /// Whether lines of a text seem to have columns that only spaces keep apart, as `pdftotext -layout` leaves them.
    pub(super) fn or_spaces(self, text: &str) -> Self {
        const COLUMNS: usize = 3;
        const LINES: usize = 3;
        let columns = |line: &&str| line.trim().split("  ").filter(|text| !text.trim().is_empty()).count() >= COLUMNS;
        if self == Self::Text && text.lines().filter(columns).take(LINES).count() == LINES {
            Self::Spaces
        } else {
            self
        }
    }
}
