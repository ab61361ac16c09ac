//! The words of notes, in each language.

use crate::Language::{self, English, Spanish};
use crate::request::{Note, NoteKind};

pub(crate) fn partial(language: Language) -> Note {
    let text = match language {
        Spanish => "Nada reúne todas las palabras; va primero lo que reúne más de ellas.",
        English => "Nothing has all the words; what has more of them comes first.",
    };
    Note { kind: NoteKind::Partial, text: text.to_owned() }
}

pub(crate) fn corrected(language: Language, typed: &str, read: &str) -> Note {
    let text = match language {
        Spanish => ["No se encontró «", typed, "»; se buscó «", read, "»."],
        English => ["‘", typed, "’ was not found; ‘", read, "’ was searched for."],
    };
    Note { kind: NoteKind::Corrected, text: text.concat() }
}

pub(crate) fn tolerant(language: Language) -> Note {
    let text = match language {
        Spanish => "Nada reúne estas palabras tal como están escritas; se buscaron también otras parecidas.",
        English => "Nothing has these words as they are written; similar ones were searched for as well.",
    };
    Note { kind: NoteKind::Corrected, text: text.to_owned() }
}

pub(crate) fn unknown_value(language: Language, typed: &str) -> Note {
    let text = match language {
        Spanish => ["Ningún valor corresponde a «", typed, "»."],
        English => ["No value fits ‘", typed, "’."],
    };
    Note { kind: NoteKind::UnknownValue, text: text.concat() }
}

pub(crate) fn no_words(language: Language) -> Note {
    let text = match language {
        Spanish => "Escriba alguna palabra o número que buscar.",
        English => "Type a word or a number to look for.",
    };
    Note { kind: NoteKind::NoWords, text: text.to_owned() }
}

pub(crate) fn cut(language: Language) -> Note {
    let text = match language {
        Spanish => "La consulta es muy larga: se leyó solo el principio.",
        English => "The query is very long: only its beginning was read.",
    };
    Note { kind: NoteKind::Cut, text: text.to_owned() }
}

/// Labels of the values that are not the site's own: kinds, and late.
pub(crate) fn label(language: Language, value: &str) -> &'static str {
    match (value, language) {
        ("commitment", Spanish) => "Compromisos",
        ("commitment", English) => "Commitments",
        ("meeting", Spanish) => "Reuniones",
        ("meeting", English) => "Meetings",
        ("page", Spanish) => "Páginas",
        ("page", English) => "Pages",
        (_, Spanish) => "Vencidos",
        (_, English) => "Late",
    }
}
