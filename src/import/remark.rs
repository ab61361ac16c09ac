//! What is said of a document that was imported: nothing of it is dropped in silence.

use super::document::Place;
use crate::diagnostic::{Language, Severity};

/// Something to be told, with its place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub kind: RemarkKind,
    /// Where.
    pub place: Place,
}

/// What there is to tell. Texts are the document's own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is what the variant's sentence speaks of")]
pub enum RemarkKind {
    /// The file is in an encoding other than UTF-8.
    Encoding { name: &'static str },
    /// Some bytes of the file are no text.
    Damaged,
    /// The document has changes that are recorded and not yet accepted.
    TrackedChanges,
    /// A paragraph outside of the tables, which is no part of minutes.
    Outside { text: String },
    /// Something in a table that has no place in minutes.
    Unplaced { text: String },
    /// A commitment without a status.
    NoStatus { id: String },
    /// A status that the register does not have.
    UnknownStatus { id: String, text: String },
    /// A commitment that had no number, or one that was taken.
    Numbered { id: String },
    /// The account is dated by the meeting: the cut-off date is earlier.
    CutOffBefore { id: String, date: String },
    /// A row of data whose status is not that of its last update.
    RowDisagrees { id: String, status: String },
    /// The minutes have another text of it.
    OtherText { id: String, noted: String, recorded: String },
    /// The minutes say something else of the meeting.
    OtherFact { id: String, noted: String, recorded: String },
    /// The register has another status on the same day, or one that the note does not continue.
    OtherStatus { id: String, noted: String, recorded: String },
    /// The document's own totals are not those of what was read in it.
    Totals { noted: String, read: String },
    /// Several meetings of that day are in the register.
    SeveralMeetings { date: String },
    /// Minutes that would not be read as what was recognised.
    Misread { id: String },
    /// A date of which nothing else is told: no meeting is made of it.
    EmptyMeeting { date: String },
    /// Neither the note nor anybody says at which day it holds.
    NoCutOff { date: String },
    /// The minutes have something wholly else by that number.
    OtherCommitment { id: String, noted: String, recorded: String },
    /// Meetings were recognised, and nothing that was agreed at any.
    NoCommitments { meetings: usize },
}

impl RemarkKind {
    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::OtherStatus { .. }
            | Self::SeveralMeetings { .. }
            | Self::Misread { .. }
            | Self::OtherCommitment { .. } => Severity::Error,
            Self::Encoding { .. } | Self::Outside { .. } | Self::TrackedChanges => Severity::Note,
            _ => Severity::Warning,
        }
    }

    /// One phrase that says it.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::Spanish => self.spanish(),
            Language::English => self.english(),
        }
    }

    fn spanish(&self) -> String {
        match self {
            Self::Encoding { name } => format!("el archivo no está en UTF-8; se leyó como {name}"),
            Self::Damaged => "el archivo tiene bytes dañados, que se leyeron como «\u{fffd}»".to_owned(),
            Self::TrackedChanges => {
                "el documento tiene cambios registrados; se leyó como si ya se hubieran aceptado".to_owned()
            }
            Self::Outside { text } => {
                format!("fuera de los cuadros de compromisos, no pasó a ninguna minuta: «{}»", short(text))
            }
            Self::Unplaced { text } => format!("no se encontró su lugar en una minuta: «{}»", short(text)),
            Self::NoStatus { id } => format!("el compromiso {id} no tiene estatus; queda en el inicial"),
            Self::UnknownStatus { id, text } => {
                format!(
                    "«{}» no es un estatus configurado; el compromiso {id} queda en el inicial y la palabra, en su informe",
                    short(text)
                )
            }
            Self::Numbered { id } => {
                format!("un compromiso sin número, o con uno que ya tiene otro, recibió el siguiente: {id}")
            }
            Self::CutOffBefore { id, date } => {
                format!("la fecha de corte es anterior a la reunión; el informe de {id} lleva la fecha {date}")
            }
            Self::OtherText { id, noted, recorded } => {
                format!(
                    "el texto de {id} es otro en la minuta, que no se cambió: «{}»; aquí: «{}»",
                    short(recorded),
                    short(noted)
                )
            }
            Self::OtherFact { id, noted, recorded } => {
                format!("la minuta {id}, que no se cambió, dice «{}»; aquí dice «{}»", short(recorded), short(noted))
            }
            Self::OtherStatus { id, noted, recorded } => {
                format!(
                    "contradice lo registrado de {id}: «{}»; aquí dice «{}». No se registró",
                    short(recorded),
                    short(noted)
                )
            }
            Self::RowDisagrees { id, status } => {
                format!(
                    "en el renglón de {id}, «status» dice «{}» y el último de «updates» otra cosa; vale el último",
                    short(status)
                )
            }
            Self::Totals { noted, read } => {
                format!("los totales dicen «{noted}», y en los cuadros se leyó «{read}»; revise si falta algo")
            }
            Self::SeveralMeetings { date } => {
                format!("hay varias reuniones del {date} y no se sabe cuál es; no se registró")
            }
            Self::Misread { id } => format!("la minuta {id} no diría lo mismo que la nota; no se escribió"),
            Self::EmptyMeeting { date } => {
                format!("del {date} no se dice nada más; no se hizo minuta de una reunión de ese día")
            }
            Self::NoCutOff { date } => format!(
                "la nota no dice a qué fecha está; los estatus e informes llevan la de hoy, {date}. Si es otra: --date AAAA-MM-DD"
            ),
            Self::OtherCommitment { id, noted, recorded } => format!(
                "{id} es otro compromiso en la minuta: «{}»; aquí: «{}». No se registró nada de él; revise si es otra reunión",
                short(recorded),
                short(noted)
            ),
            Self::NoCommitments { meetings } => {
                format!(
                    "se reconocieron reuniones ({meetings}) y ningún compromiso: su columna se llama «Compromisos» o «Acuerdos», o están numerados"
                )
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Encoding { name } => format!("the file is not UTF-8; it was read as {name}"),
            Self::Damaged => "the file has damaged bytes, which were read as ‘\u{fffd}’".to_owned(),
            Self::TrackedChanges => "the document has tracked changes; it was read as if they were accepted".to_owned(),
            Self::Outside { text } => format!("outside of the tables of commitments, in no minutes: ‘{}’", short(text)),
            Self::Unplaced { text } => format!("has no place in minutes: ‘{}’", short(text)),
            Self::NoStatus { id } => format!("commitment {id} has no status; it keeps the initial one"),
            Self::UnknownStatus { id, text } => {
                format!(
                    "‘{}’ is no status that is configured; {id} keeps the initial one, and the word stands in its account",
                    short(text)
                )
            }
            Self::Numbered { id } => {
                format!("a commitment without a number, or with one that another has, was given the next: {id}")
            }
            Self::CutOffBefore { id, date } => {
                format!("the cut-off date is before the meeting; the account of {id} is dated {date}")
            }
            Self::OtherText { id, noted, recorded } => {
                format!(
                    "the minutes, which were not changed, have another text of {id}: ‘{}’; here: ‘{}’",
                    short(recorded),
                    short(noted)
                )
            }
            Self::OtherFact { id, noted, recorded } => {
                format!(
                    "the minutes {id}, which were not changed, say ‘{}’; here it is ‘{}’",
                    short(recorded),
                    short(noted)
                )
            }
            Self::OtherStatus { id, noted, recorded } => {
                format!(
                    "contradicts what is recorded of {id}: ‘{}’; here it is ‘{}’. It was not recorded",
                    short(recorded),
                    short(noted)
                )
            }
            Self::RowDisagrees { id, status } => {
                format!(
                    "in the row of {id}, ‘status’ is ‘{}’ and the last of ‘updates’ is not; the last one holds",
                    short(status)
                )
            }
            Self::Totals { noted, read } => {
                format!(
                    "the totals say ‘{noted}’, and the tables were read as ‘{read}’; see whether anything is missing"
                )
            }
            Self::SeveralMeetings { date } => {
                format!("there are several meetings on {date}, and which is meant is not known; it was not recorded")
            }
            Self::Misread { id } => format!("the minutes {id} would not say what the note says; they were not written"),
            Self::EmptyMeeting { date } => {
                format!("nothing else is told of {date}; no minutes of a meeting on that day were made")
            }
            Self::NoCutOff { date } => format!(
                "the note does not say at which day it holds; statuses and accounts are dated today, {date}. If it is another: --date YYYY-MM-DD"
            ),
            Self::OtherCommitment { id, noted, recorded } => format!(
                "the minutes have another commitment as {id}: ‘{}’; here: ‘{}’. Nothing of it was recorded; see whether it is another meeting",
                short(recorded),
                short(noted)
            ),
            Self::NoCommitments { meetings } => {
                format!(
                    "meetings were recognised ({meetings}), and no commitment: their column is called ‘Commitments’ or ‘Agreements’, or they are numbered"
                )
            }
        }
    }
}

impl Remark {
    /// Where it is, behind the file's name: `:13`, and the table, row and column if it is in one.
    #[must_use]
    pub fn place(&self, language: Language) -> String {
        let Place { line, table, row, cell } = self.place;
        let line = if line == 0 { String::new() } else { format!(":{line}") };
        let words = match language {
            Language::Spanish => ["cuadro", "renglón", "columna"],
            Language::English => ["table", "row", "column"],
        };
        let within: Vec<String> = words
            .iter()
            .zip([table, row, cell])
            .filter(|&(_, number)| number > 0)
            .map(|(word, number)| format!("{word} {number}"))
            .collect();
        if within.is_empty() { line } else { format!("{line} ({})", within.join(", ")) }
    }
}

/// A text short enough to be told.
fn short(text: &str) -> String {
    const LONGEST: usize = 90;
    let text = crate::model::text::tidy(text);
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}
