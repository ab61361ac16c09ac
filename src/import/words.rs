//! The words that notes are written with, in both languages.

use crate::model::Mode;
use crate::model::text::fold;

/// A part of what is told of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Intro,
    Objectives,
    Topics,
    Commitments,
    Attendees,
    Mode,
}

const SECTIONS: &[(&[&str], Section)] = &[
    (&["presentacion", "resumen", "introduccion", "summary", "introduction"], Section::Intro),
    (
        &[
            "objetivo",
            "objetivos",
            "objetivo(s)",
            "objetivo general",
            "objetivo de la reunion",
            "objetivos de la reunion",
            "objective",
            "objectives",
            "purpose",
        ],
        Section::Objectives,
    ),
    (
        &["tema", "temas", "temas tratados", "temas abordados", "orden del dia", "topics", "topic", "agenda"],
        Section::Topics,
    ),
    (
        &[
            "compromiso",
            "compromisos",
            "relacion de compromisos",
            "compromisos mas relevantes",
            "relacion de compromisos mas relevantes",
            "acuerdos",
            "acuerdos y compromisos",
            "compromisos y acuerdos",
            "compromisos asumidos",
            "compromisos adoptados",
            "compromisos generados",
            "compromisos derivados",
            "acuerdos tomados",
            "acuerdos adoptados",
            "acuerdos alcanzados",
            "commitments",
            "list of commitments",
            "agreements",
        ],
        Section::Commitments,
    ),
    (
        &[
            "asistentes",
            "asistencia",
            "asistieron",
            "participantes",
            "participaron",
            "attendees",
            "attended by",
            "participants",
        ],
        Section::Attendees,
    ),
    (&["modalidad", "mode"], Section::Mode),
];

/// The section that a paragraph opens, and where what follows it begins: `Objetivo: revisar…`.
pub(super) fn section(text: &str) -> Option<(Section, usize)> {
    let end = text.find(':').unwrap_or(text.len());
    let folded = fold(text[..end].trim_end_matches(['.', ' ']));
    let (_, section) = SECTIONS.iter().find(|(names, _)| names.contains(&folded.as_str()))?;
    let rest = (end + 1).min(text.len());
    Some((*section, rest + text[rest..].len() - text[rest..].trim_start().len()))
}

/// Where parts of a meeting begin within a text, `Modalidad: presencial. Asistentes: INE`, the start of the text aside.
pub(super) fn sections_within(text: &str) -> Vec<usize> {
    let ends = text.match_indices(['.', ';']).map(|(at, _)| at + 1);
    let starts = ends.map(|end| end + text[end..].len() - text[end..].trim_start().len());
    let opens = |start: &usize| {
        let rest = &text[*start..];
        section(rest).is_some_and(|(_, from)| rest[..from].contains(':'))
    };
    starts.filter(|start| *start < text.len()).filter(opens).collect()
}

/// Something that a line of its own says of a meeting: `Serie: Grupo de trabajo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MeetingKey {
    Title,
    Series,
    Tags,
    /// The path of its minutes, which is its id.
    Id,
}

/// The key and the value of a line that says something of a meeting.
pub(super) fn meeting_fact(text: &str) -> Option<(MeetingKey, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = match fold(key).as_str() {
        "titulo" | "title" => MeetingKey::Title,
        "serie" | "series" => MeetingKey::Series,
        "etiquetas" | "tags" => MeetingKey::Tags,
        "minuta" | "minutes" => MeetingKey::Id,
        _ => return None,
    };
    Some((key, value.trim())).filter(|(_, value)| !value.is_empty())
}

/// Whether a text says that there is nothing to say: nobody attended, nothing was agreed or reported, no date is set.
pub(super) fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 30] = [
        "",
        "no indicados",
        "not stated",
        "sin responsable",
        "sin asignar",
        "nobody",
        "not assigned",
        "sin fecha",
        "no date",
        "no due date",
        "sin vencimiento",
        "ninguno",
        "ninguna",
        "none",
        "no aplica",
        "n a",
        "not applicable",
        "sin avances",
        "sin avances reportados",
        "sin avances reportados en el periodo",
        "sin reporte",
        "no progress reported",
        "no progress reported in the period",
        "de esta reunion no se derivaron compromisos",
        "de esta reunion no se derivaron compromisos a su cargo",
        "sin compromisos",
        "this meeting agreed no commitments",
        "this meeting left it no commitments",
        "no commitments",
        "nobody is responsible",
    ];
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect();
    NOTHING.contains(&words.join(" ").as_str())
}

/// Whether a text calls something a meeting.
pub(super) fn names_meeting(text: &str) -> bool {
    ["reunion", "sesion", "meeting", "session"].iter().any(|word| find_folded(text, word).is_some())
}

/// How a meeting was held, and where that is said.
pub(super) fn mode(text: &str) -> Option<(Mode, std::ops::Range<usize>)> {
    const MODES: [(&[&str], Mode); 4] = [
        (&["hibrida", "hibrido", "mixta", "mixto", "semipresencial", "hybrid"], Mode::Hybrid),
        (&["no presencial"], Mode::Virtual),
        (
            &[
                "virtual",
                "a distancia",
                "remota",
                "remoto",
                "en linea",
                "videoconferencia",
                "videollamada",
                "telematica",
                "telefonica",
                "zoom",
                "teams",
                "webex",
                "online",
                "remote",
                "remotely",
                "video conference",
            ],
            Mode::Virtual,
        ),
        (&["presencial", "in person", "face to face"], Mode::InPerson),
    ];
    let find = |names: &[&str]| names.iter().find_map(|name| find_folded(text, name));
    let (found, range) = MODES.iter().find_map(|(names, mode)| Some((*mode, find(names)?)))?;
    // `Presencial y virtual`, side by side, is both.
    if found == Mode::Virtual
        && let Some(other) = find(&["presencial", "in person"])
        && !(range.start <= other.start && other.end <= range.end)
    {
        let both = range.start.min(other.start)..range.end.max(other.end);
        let between = &text[range.end.min(other.end)..range.start.max(other.start)];
        if matches!(fold(between.trim()).as_str(), "y" | "e" | "/" | "and" | "," | "y/o" | "+" | "") {
            return Some((Mode::Hybrid, both));
        }
    }
    Some((found, range))
}

/// Where words stand in a text, whatever their case, accents and spaces.
pub(super) fn find_folded(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let length = words.split(' ').count();
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                bounds.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    bounds
        .windows(length)
        .map(|words| words[0].0..words[length - 1].1)
        .find(|range| fold(&text[range.clone()]) == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_may_have_their_text_behind_them() {
        assert_eq!(section("Objetivos"), Some((Section::Objectives, 9)));
        assert_eq!(section("Objetivo: revisar"), Some((Section::Objectives, 10)));
        assert_eq!(section("Relación de compromisos"), Some((Section::Commitments, 24)));
        assert_eq!(section("Compromisos que se cumplieron"), None);
    }

    #[test]
    fn words_are_found_whatever_their_accents() {
        assert_eq!(mode("19 de mayo de 2022 Híbrida"), Some((Mode::Hybrid, 19..27)));
        assert_eq!(mode("In-person"), Some((Mode::InPerson, 0..9)));
        assert_eq!(mode("voto presencialidad"), None);
    }
}
