//! Files that are not read at all.

use super::document::Place;
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
    /// A document type with entities of its own.
    Entities,
    /// A file that is not what its name or its first bytes say.
    Broken(String),
    /// A format that is not read; its name.
    Format(&'static str),
    /// Not text, and no format that is known.
    Unknown,
    /// Nothing in it that reads like a meeting.
    NoMeetings,
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
            Self::Entities if es => "define entidades de XML, que un documento no necesita".into(),
            Self::Entities => "defines XML entities, which a document has no use for".into(),
            Self::Broken(why) if es => format!("está dañado: {why}"),
            Self::Broken(why) => format!("is broken: {why}"),
            Self::Format(name) if es => format!("es {name}, que no se lee"),
            Self::Format(name) => format!("is {name}, which is not read"),
            Self::Unknown if es => "no es texto, HTML, Markdown, DOCX ni CSV".into(),
            Self::Unknown => "is no text, HTML, Markdown, DOCX or CSV".into(),
            Self::NoMeetings if es => {
                "no tiene ningún cuadro en el que se reconozca una reunión con sus compromisos".into()
            }
            Self::NoMeetings => "has no table in which a meeting with its commitments is recognised".into(),
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
            Self::Format(_) | Self::Unknown | Self::Broken(_) => [
                "ábralo en un procesador de textos y guárdelo como DOCX o HTML",
                "open it in a word processor and save it as DOCX or HTML",
            ],
            Self::TooLarge { .. } | Self::Bomb { .. } | Self::LargeCell { .. } => [
                "quítele las imágenes y lo que no sean los cuadros, o divídalo",
                "take out pictures and what is not the tables, or divide it",
            ],
            Self::TooDeep | Self::Entities => {
                ["copie los cuadros en un documento nuevo", "copy the tables into a new document"]
            }
            Self::NoMeetings => [
                "cada cuadro necesita la fecha de la reunión, en una columna o en el renglón de arriba, y compromisos numerados",
                "each table needs the date of the meeting, in a column or in the line above, and numbered commitments",
            ],
        };
        Some(if language == Language::Spanish { es } else { en })
    }
}
