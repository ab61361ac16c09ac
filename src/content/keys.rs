//! The words that minutes are written with, in both languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::diagnostic::{Applicability, Language, guess};
use crate::model::Mode;
use crate::model::text::fold;

/// A key of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FrontKey {
    Date,
    Mode,
    Series,
    Attendees,
    Title,
    Tags,
    Draft,
    Aliases,
}

/// A key of a commitment's data list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataKey {
    /// Who must fulfil it.
    Responsible,
    /// When.
    Due,
    /// Documents.
    Documents,
    /// What it is related to.
    Related,
    /// What it goes on with.
    Continues,
    /// What it stands in the place of.
    Replaces,
    /// Tags.
    Tags,
}

/// A section of minutes that means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionKey {
    Objectives,
    Topics,
    Commitments,
    FollowUp,
}

pub(super) const FRONT: &[(&str, FrontKey)] = &[
    ("fecha", FrontKey::Date),
    ("date", FrontKey::Date),
    ("modalidad", FrontKey::Mode),
    ("mode", FrontKey::Mode),
    ("serie", FrontKey::Series),
    ("series", FrontKey::Series),
    ("asistentes", FrontKey::Attendees),
    ("attendees", FrontKey::Attendees),
    ("titulo", FrontKey::Title),
    ("title", FrontKey::Title),
    ("etiquetas", FrontKey::Tags),
    ("tags", FrontKey::Tags),
    ("borrador", FrontKey::Draft),
    ("draft", FrontKey::Draft),
    ("aliases", FrontKey::Aliases),
    ("alias", FrontKey::Aliases),
];

const DATA: &[(&str, DataKey)] = &[
    ("Responsables", DataKey::Responsible),
    ("Responsable", DataKey::Responsible),
    ("Responsible", DataKey::Responsible),
    ("Vence", DataKey::Due),
    ("Vencimiento", DataKey::Due),
    ("Fecha límite", DataKey::Due),
    ("Due", DataKey::Due),
    ("Due date", DataKey::Due),
    ("Documentos", DataKey::Documents),
    ("Documento", DataKey::Documents),
    ("Documents", DataKey::Documents),
    ("Document", DataKey::Documents),
    ("Relacionados", DataKey::Related),
    ("Relacionado", DataKey::Related),
    ("Related", DataKey::Related),
    ("Continúa", DataKey::Continues),
    ("Continues", DataKey::Continues),
    ("Sustituye", DataKey::Replaces),
    ("Replaces", DataKey::Replaces),
    ("Etiquetas", DataKey::Tags),
    ("Etiqueta", DataKey::Tags),
    ("Tags", DataKey::Tags),
    ("Tag", DataKey::Tags),
];

const SECTIONS: &[(&str, SectionKey)] = &[
    ("Objetivos", SectionKey::Objectives),
    ("Objetivo", SectionKey::Objectives),
    ("Objetivo de la reunión", SectionKey::Objectives),
    ("Objetivos de la reunión", SectionKey::Objectives),
    ("Objectives", SectionKey::Objectives),
    ("Objective", SectionKey::Objectives),
    ("Temas", SectionKey::Topics),
    ("Tema", SectionKey::Topics),
    ("Orden del día", SectionKey::Topics),
    ("Topics", SectionKey::Topics),
    ("Agenda", SectionKey::Topics),
    ("Compromisos", SectionKey::Commitments),
    ("Compromiso", SectionKey::Commitments),
    ("Relación de compromisos", SectionKey::Commitments),
    ("Commitments", SectionKey::Commitments),
    ("Commitment", SectionKey::Commitments),
    ("Seguimiento", SectionKey::FollowUp),
    ("Seguimiento de compromisos", SectionKey::FollowUp),
    ("Follow-up", SectionKey::FollowUp),
    ("Followup", SectionKey::FollowUp),
];

pub(super) const MODES: &[(&str, Mode)] = &[
    ("virtual", Mode::Virtual),
    ("a distancia", Mode::Virtual),
    ("remote", Mode::Virtual),
    ("presencial", Mode::InPerson),
    ("in-person", Mode::InPerson),
    ("híbrida", Mode::Hybrid),
    ("híbrido", Mode::Hybrid),
    ("mixta", Mode::Hybrid),
    ("hybrid", Mode::Hybrid),
];

/// What means yes, folded.
pub(super) const YES: &[&str] = &["true", "si", "yes", "verdadero"];

/// What means no, folded.
pub(super) const NO: &[&str] = &["false", "no", "falso"];

/// What `(antes: …)` may be called.
const PREVIOUS: &[&str] =
    &["antes", "estatus previo", "estatus anterior", "previously", "previous", "previous status", "before"];

/// A table by its words folded, which every line of a data list is looked up in.
type Folded<T> = LazyLock<HashMap<String, T>>;

static FRONT_FOLDED: Folded<FrontKey> = LazyLock::new(|| folded(FRONT));
static DATA_FOLDED: Folded<DataKey> = LazyLock::new(|| folded(DATA));
static SECTIONS_FOLDED: Folded<SectionKey> = LazyLock::new(|| folded(SECTIONS));
static MODES_FOLDED: Folded<Mode> = LazyLock::new(|| folded(MODES));

fn folded<T: Copy>(table: &[(&'static str, T)]) -> HashMap<String, T> {
    table.iter().map(|&(name, value)| (fold(name), value)).collect()
}

fn look_up<T: Copy>(table: &Folded<T>, written: &str) -> Option<T> {
    table.get(&fold(written.trim().trim_end_matches(':'))).copied()
}

fn suggest<T: Copy + PartialEq>(table: &[(&'static str, T)], written: &str) -> Option<Suggested<T>> {
    let folded = fold(written);
    let names: Vec<(String, &'static str, T)> = table.iter().map(|&(name, value)| (fold(name), name, value)).collect();
    let found = guess(&folded, names.iter().map(|(folded, ..)| folded.as_str()))?;
    let &(_, name, value) = names.iter().find(|(folded, ..)| folded == found.text)?;
    // Another name of the same thing leaves no doubt of what is meant.
    let others = names.iter().filter(|(folded, _, other)| *other != value || folded == found.text);
    let applicability = guess(&folded, others.map(|(folded, ..)| folded.as_str()))?.applicability;
    Some(Suggested { name, value, applicability })
}

/// A known word that was perhaps meant, and what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suggested<T> {
    pub(super) name: &'static str,
    pub(super) value: T,
    pub(super) applicability: Applicability,
}

impl FrontKey {
    pub(super) fn read(written: &str) -> Option<Self> {
        look_up(&FRONT_FOLDED, written)
    }

    pub(super) fn suggest(written: &str) -> Option<Suggested<Self>> {
        suggest(FRONT, written)
    }
}

impl DataKey {
    /// Reads a key, in either language, whatever its case and accents.
    #[must_use]
    pub fn read(written: &str) -> Option<Self> {
        look_up(&DATA_FOLDED, written)
    }

    /// What it is called in minutes of a language.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let [spanish, english] = self.written();
        match language {
            Language::Spanish => spanish,
            Language::English => english,
        }
    }

    pub(super) fn suggest(written: &str) -> Option<Suggested<Self>> {
        suggest(DATA, written)
    }
}

impl SectionKey {
    pub(super) fn read(written: &str) -> Option<Self> {
        look_up(&SECTIONS_FOLDED, written)
    }

    /// Nearer than for keys: a section with a name of its own is nothing unusual.
    pub(super) fn suggest(written: &str) -> Option<&'static str> {
        let found = suggest(SECTIONS, written)?.name;
        let distance = strsim::osa_distance(&fold(written), &fold(found));
        (distance <= 1 + fold(found).len() / 8).then_some(found)
    }
}

/// The words of the canonical form, in Spanish and in English.
pub(super) trait Written {
    /// Both of them.
    fn written(self) -> [&'static str; 2];
}

impl Written for FrontKey {
    fn written(self) -> [&'static str; 2] {
        match self {
            Self::Date => ["fecha", "date"],
            Self::Mode => ["modalidad", "mode"],
            Self::Series => ["serie", "series"],
            Self::Attendees => ["asistentes", "attendees"],
            Self::Title => ["titulo", "title"],
            Self::Tags => ["etiquetas", "tags"],
            Self::Draft => ["borrador", "draft"],
            Self::Aliases => ["aliases", "aliases"],
        }
    }
}

impl Written for DataKey {
    fn written(self) -> [&'static str; 2] {
        match self {
            Self::Responsible => ["Responsables", "Responsible"],
            Self::Due => ["Vence", "Due"],
            Self::Documents => ["Documentos", "Documents"],
            Self::Related => ["Relacionados", "Related"],
            Self::Continues => ["Continúa", "Continues"],
            Self::Replaces => ["Sustituye", "Replaces"],
            Self::Tags => ["Etiquetas", "Tags"],
        }
    }
}

impl Written for SectionKey {
    fn written(self) -> [&'static str; 2] {
        match self {
            Self::Objectives => ["Objetivos", "Objectives"],
            Self::Topics => ["Temas", "Topics"],
            Self::Commitments => ["Compromisos", "Commitments"],
            Self::FollowUp => ["Seguimiento", "Follow-up"],
        }
    }
}

/// Whether a known word is an English one; `aliases` is of both languages, and so is none.
pub(super) fn is_english(written: &str) -> bool {
    const ENGLISH: [&str; 32] = [
        "date",
        "mode",
        "series",
        "attendees",
        "title",
        "tags",
        "draft",
        "objectives",
        "objective",
        "topics",
        "agenda",
        "commitments",
        "commitment",
        "follow up",
        "followup",
        "responsible",
        "due",
        "due date",
        "documents",
        "document",
        "related",
        "continues",
        "replaces",
        "tag",
        "previously",
        "previous",
        "previous status",
        "before",
        "remote",
        "in person",
        "hybrid",
        "yes",
    ];
    ENGLISH.contains(&fold(written.trim().trim_end_matches(':')).as_str())
}

/// Reads a mode.
pub(super) fn mode(written: &str) -> Option<Mode> {
    look_up(&MODES_FOLDED, written)
}

/// The mode that was perhaps meant.
pub(super) fn suggest_mode(written: &str) -> Option<Suggested<Mode>> {
    suggest(MODES, written)
}

/// Whether a word introduces the previous status.
pub(super) fn is_previous(written: &str) -> bool {
    let folded = fold(written);
    PREVIOUS.contains(&folded.as_str())
}

/// Reads yes or no.
pub(super) fn boolean(written: &str) -> Option<bool> {
    let folded = fold(written);
    let is_one_of = |words: &[&str]| words.contains(&folded.as_str());
    if is_one_of(YES) {
        return Some(true);
    }
    is_one_of(NO).then_some(false)
}
