//! Who came for whom: `Por el INE: DERFE`, and persons, for whom minutes have no place.

use super::{HEADS, is_acronym};
use crate::import::words::find_folded;
use crate::model::text::{fold, tidy};

/// The parts of a line that are of one party each: `Por el INE: DERFE; por la SRE: IME`, `Lic. A, titular; Dra. B, jefa`.
pub(super) fn by_party(line: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let begins_party = |rest: &str| behind_por(rest).is_some_and(|name| name.contains(':'));
    for (at, mark) in line.match_indices(['.', ';']) {
        let rest = &line[at + 1..];
        let is_apart = begins_party(rest.trim_start()) || (mark == ";" && is_person(rest));
        if rest.starts_with(' ') && is_apart && !line[..at].ends_with("(") {
            starts.push(at + 1);
        }
    }
    starts.push(line.len());
    starts.windows(2).map(|bounds| line[bounds[0]..bounds[1]].trim_end_matches([';', ' '])).collect()
}

/// What stands behind `Por el`, `Por parte de la`.
pub(super) fn behind_por(text: &str) -> Option<&str> {
    const POR: [&str; 8] =
        ["por parte del ", "por parte de la ", "por parte de ", "por el ", "por la ", "por los ", "por ", "for the "];
    POR.iter()
        .find_map(|por| text.get(..por.len()).filter(|start| start.to_lowercase() == *por).map(|_| &text[por.len()..]))
}

/// Whether a text is a person with a title, or says how many persons there were.
pub(super) fn is_person(text: &str) -> bool {
    const TITLES: [&str; 30] = [
        "lic",
        "licda",
        "licenciado",
        "licenciada",
        "mtra",
        "mtro",
        "maestra",
        "maestro",
        "dr",
        "dra",
        "doctor",
        "doctora",
        "ing",
        "ingeniero",
        "ingeniera",
        "arq",
        "c",
        "cp",
        "c.p",
        "sr",
        "sra",
        "don",
        "dona",
        "prof",
        "profa",
        "mr",
        "mrs",
        "ms",
        "abog",
        "psic",
    ];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let counted = first.chars().all(|c| c.is_ascii_digit())
        && ["personas", "asistentes", "people", "persons", "participantes"]
            .iter()
            .any(|word| find_folded(rest, word).is_some());
    let name = rest.starts_with(char::is_uppercase);
    counted
        || (name
            && TITLES.contains(&fold(first.trim_end_matches('.')).as_str())
            && (first.ends_with('.') || first.len() > 4))
}

/// `SUBDERE: Carolina Muñoz (Jefa de División), Pedro Araya (abogado)`: an organisation and those who came for it.
pub(super) fn with_persons(line: &str) -> Option<(String, String)> {
    const POSTS: [&str; 22] = [
        "jefa",
        "jefe",
        "director",
        "directora",
        "titular",
        "abogad",
        "coordinador",
        "coordinadora",
        "subdirector",
        "subdirectora",
        "secretari",
        "president",
        "asesor",
        "enlace",
        "encargad",
        "representante",
        "analista",
        "consejer",
        "ministr",
        "head",
        "officer",
        "advis",
    ];
    let (name, persons) = line.split_once(": ")?;
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = behind_por(name).unwrap_or(name);
    let mut posts = persons.split('(').skip(1).map(fold).peekable();
    let all = posts.peek().is_some() && posts.all(|post| POSTS.iter().any(|known| post.starts_with(known)));
    (all && names_party(name)).then(|| (tidy(name), persons.trim().to_owned()))
}

/// Whether a text is the name of an organisation: an acronym, or what begins as one does.
pub(super) fn names_party(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
    // `Por el Municipio:` says itself that it is one.
    if let Some(named) = behind_por(name) {
        return named.starts_with(char::is_uppercase) && named.split(' ').count() <= 8;
    }
    let first = fold(name.split(' ').next().unwrap_or_default());
    is_acronym(name) || HEADS.contains(&first.as_str())
}
