//! Who attended, as a cell says it: `INE (DERFE, DJ) SRE (IME y DGSC)`.

mod persons;

use self::persons::{behind_por, by_party, is_person, names_party, with_persons};
use super::words::find_folded;
use crate::model::text::{fold, tidy};

/// Who attended for one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedAttendee {
    /// The organisation.
    pub organisation: String,
    /// Its units.
    pub units: Vec<String>,
}

/// Whether a word is an acronym: `INE`, `DJ`, `U.R.`
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (2..=12).contains(&letters)
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '&'))
}

/// Reads who attended; the lines of the text are its paragraphs.
pub(super) fn attendees(text: &str) -> Vec<NotedAttendee> {
    attendees_among(text, |_| None, &mut Vec::new())
}

/// The same, where some lines are known to be of one organisation with these units. Persons, and how many there were, are
/// `left`: minutes say for which organisations and units somebody attended.
pub(super) fn attendees_among(
    text: &str,
    known: impl Fn(&str) -> Option<NotedAttendee>,
    left: &mut Vec<String>,
) -> Vec<NotedAttendee> {
    let mut found: Vec<NotedAttendee> = Vec::new();
    let mut loose = String::new();
    // `MIVAU:` in a line of its own, and its units below it.
    let mut heading = false;
    for line in text.lines().flat_map(by_party) {
        if let Some(organisation) = line.trim_end().strip_suffix(':').filter(|name| names_party(name)) {
            loosely(&mut found, &std::mem::take(&mut loose));
            let organisation = behind_por(organisation).unwrap_or(organisation);
            found.push(NotedAttendee { organisation: tidy(organisation), units: Vec::new() });
            heading = true;
            continue;
        }
        if exact(line).is_none() && known(line).is_none() && is_person(line) {
            left.push(line.trim().to_owned());
            continue;
        }
        if heading
            && !line.contains([':', '('])
            && exact(line).is_none()
            && let Some(last) = found.last_mut()
        {
            last.units
                .extend(list(line.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(['.', ';'])));
            continue;
        }
        heading = false;
        if let Some((organisation, persons)) = with_persons(line) {
            loosely(&mut found, &std::mem::take(&mut loose));
            found.push(NotedAttendee { organisation, units: Vec::new() });
            left.push(persons);
            continue;
        }
        let is_open = loose.matches('(').count() > loose.matches(')').count();
        let told = exact(line).or_else(|| known(line)).map(|one| vec![one]).or_else(|| behind_colons(line));
        match told.filter(|_| !is_open) {
            Some(attendees) => {
                loosely(&mut found, &std::mem::take(&mut loose));
                found.extend(attendees);
            }
            None => {
                loose.push_str(line);
                loose.push('\n');
            }
        }
    }
    loosely(&mut found, &loose);
    found
}

/// `Ayuntamiento (Prensa y Difusión; Obras;)`: names with a semicolon behind each, whatever is in them.
fn exact(line: &str) -> Option<NotedAttendee> {
    let (organisation, units) = line.trim().strip_suffix(";)")?.split_once(" (")?;
    let units = units.split("; ").map(tidy).filter(|unit| !unit.is_empty());
    Some(NotedAttendee { organisation: tidy(organisation), units: units.collect() })
}

/// `INE: DERFE, UTSI; SRE: IME`: what stands behind the colon of an organisation are its units.
fn behind_colons(line: &str) -> Option<Vec<NotedAttendee>> {
    let parts = line.split(';').map(str::trim).filter(|part| !part.is_empty());
    let attendees = parts.map(|part| {
        let (organisation, units) = part.split_once(": ")?;
        let organisation = organisation.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end();
        // `Asistentes: INE y SRE` names nobody before its colon.
        let is_party = names_party(organisation) && !units.contains(['(', ':']);
        let organisation = behind_por(organisation).unwrap_or(organisation);
        is_party.then(|| NotedAttendee { organisation: tidy(organisation), units: list(units.trim_end_matches('.')) })
    });
    attendees.collect::<Option<Vec<_>>>().filter(|attendees| !attendees.is_empty())
}

/// Names parted by commas, conjunctions, or nothing at all.
fn loosely(found: &mut Vec<NotedAttendee>, text: &str) {
    let mut name = String::new();
    let mut inside = String::new();
    let mut depth = 0_usize;
    // A parenthesis that is never closed ends with the text.
    for c in text.chars().chain(['\n']) {
        match c {
            '(' | '[' => {
                depth += 1;
                if depth > 1 {
                    inside.push('(');
                }
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    close(found, &name, &std::mem::take(&mut inside));
                    name.clear();
                } else {
                    inside.push(')');
                }
            }
            _ if depth > 0 => inside.push(c),
            '\n' | ';' => {
                names(found, &name);
                name.clear();
            }
            _ => name.push(c),
        }
    }
    if depth > 0 {
        close(found, &name, &inside);
    } else {
        names(found, &name);
    }
}

/// Organisations before a parenthesis; its units belong to the last of them.
fn close(found: &mut Vec<NotedAttendee>, name: &str, units: &str) {
    names(found, name);
    if tidy(name).is_empty() && found.is_empty() {
        found.push(NotedAttendee { organisation: tidy(units), units: Vec::new() });
        return;
    }
    let Some(last) = found.last_mut() else { return };
    let units = list(units);
    if let [acronym] = units.as_slice()
        && is_acronym(acronym)
        && initials(&last.organisation).contains(acronym.as_str())
    {
        // `Instituto Nacional Electoral (INE)`
        last.organisation.clone_from(acronym);
        return;
    }
    for unit in units {
        if !last.units.contains(&unit) {
            last.units.push(unit);
        }
    }
}

fn names(found: &mut Vec<NotedAttendee>, text: &str) {
    for name in list(text) {
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = ["el ", "la ", "los ", "las ", "por el ", "por la ", "the "]
            .iter()
            .find_map(|article| {
                name.get(..article.len())
                    .filter(|start| start.eq_ignore_ascii_case(article))
                    .map(|start| &name[start.len()..])
            })
            .unwrap_or(name);
        let name = name.trim_end_matches([':', '.', '-', ' ']);
        if !name.is_empty() {
            found.push(NotedAttendee { organisation: name.to_owned(), units: Vec::new() });
        }
    }
}

/// Capital letters of the words of a name.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next().filter(|c| c.is_uppercase())).collect()
}

/// Places that have several of their kind are told apart by where they are.
const PLACES: [(&str, &str); 10] = [
    ("sedes consulares", "Consulado en"),
    ("consulados", "Consulado en"),
    ("embajadas", "Embajada en"),
    ("delegaciones", "Delegación en"),
    ("oficinas", "Oficina en"),
    ("juntas locales", "Junta Local en"),
    ("consulates", "Consulate in"),
    ("embassies", "Embassy in"),
    ("offices", "Office in"),
    ("branches", "Branch in"),
];

/// The items of `IME DGSC, Dirección General y DJ` and of `los consulados de México en Dallas, Chicago y Montreal`.
pub(super) fn list(text: &str) -> Vec<String> {
    let text = tidy(text);
    if let Some((items, places)) = with_places(&text) {
        return items.into_iter().chain(places).collect();
    }
    let mut items = Vec::new();
    // `CNE – RNP`: a dash between spaces parts as a comma does.
    let text = [" – ", " — ", " - "].iter().fold(text, |text, dash| text.replace(dash, ", "));
    for part in text.split([',', ';', '/']).map(str::trim) {
        let mut rest: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
        while rest.first().is_some_and(|word| is_and(word)) {
            rest.remove(0);
        }
        // Acronyms stand side by side without anything between them.
        while rest.len() > 1 && is_acronym(rest[0]) && rest[0] != "DG" && (is_acronym(rest[1]) || is_and(rest[1])) {
            items.push(rest.remove(0).to_owned());
            while rest.first().is_some_and(|word| is_and(word)) {
                rest.remove(0);
            }
        }
        // `Consultoría Jurídica y DEA`
        let last = rest.len().saturating_sub(2);
        if rest.len() > 2 && is_and(rest[last]) && is_acronym(rest[last + 1]) {
            items.push(rest[..last].join(" "));
            rest.drain(..=last);
        }
        // `Calidad y Finanzas`, but `Dirección de Capacitación y Educación`
        let and = rest.iter().rposition(|word| is_and(word)).filter(|&at| at > 0 && at + 1 < rest.len());
        let is_one = rest.iter().any(|word| HEADS.contains(&fold(word).as_str()));
        if let Some(at) = and.filter(|&at| !is_one && rest[at + 1].starts_with(char::is_uppercase)) {
            items.push(rest[..at].join(" "));
            rest.drain(..=at);
        }
        if !rest.is_empty() {
            items.push(rest.join(" "));
        }
    }
    items
}

/// Words that begin the name of one office, in which a conjunction parts nothing.
const HEADS: [&str; 22] = [
    "direccion",
    "subdireccion",
    "secretaria",
    "subsecretaria",
    "coordinacion",
    "unidad",
    "comision",
    "instituto",
    "departamento",
    "jefatura",
    "oficina",
    "consejo",
    "comite",
    "fiscalia",
    "ministerio",
    "department",
    "ministry",
    "office",
    "directorate",
    "division",
    "committee",
    "council",
];

fn is_and(word: &str) -> bool {
    matches!(word, "y" | "e" | "and" | "&")
}

/// What stands before a list of places, and a name for each place.
fn with_places(text: &str) -> Option<(Vec<String>, Vec<String>)> {
    let (range, singular) = PLACES
        .iter()
        .filter_map(|&(plural, singular)| Some((find_folded(text, plural)?, singular)))
        .min_by_key(|(range, _)| range.start)?;
    let before = text[..range.start].trim_end();
    let rest = text[range.end..].trim_start();
    let rest = ["de México", "of Mexico", "mexicanos"]
        .iter()
        .find_map(|of| rest.strip_prefix(of))
        .unwrap_or(rest)
        .trim_start();
    let rest = ["en ", "de ", "in ", "of ", "at "].iter().find_map(|at| rest.strip_prefix(at))?;
    let mut places = Vec::new();
    let mut others = Vec::new();
    for part in rest.split([',', ';']) {
        let parts = part.split(" y ").flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" e "));
        for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
            let part = ["y ", "e ", "and "].iter().find_map(|and| part.strip_prefix(and)).unwrap_or(part);
            let place = !is_acronym(part) && part.split(' ').count() <= 4 && part.starts_with(char::is_uppercase);
            if place && others.is_empty() {
                places.push(format!("{singular} {part}"))
            } else {
                others.push(part.to_owned())
            }
        }
    }
    if places.is_empty() {
        return None;
    }
    // `Representantes de los`, which the places themselves say.
    let mut words: Vec<&str> = before.split(' ').collect();
    const LEAD: [&str; 15] = [
        "representantes",
        "representante",
        "titulares",
        "titular",
        "personal",
        "enlaces",
        "de",
        "del",
        "los",
        "las",
        "y",
        "e",
        "and",
        "the",
        "of",
    ];
    while words.last().is_some_and(|word| LEAD.contains(&fold(word).as_str()) || word.is_empty()) {
        words.pop();
    }
    let mut items = list(words.join(" ").trim_end_matches(','));
    items.retain(|item| !item.is_empty());
    Some((items, places.into_iter().chain(others).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let shown = |it: NotedAttendee| format!("{}[{}]", it.organisation, it.units.join("|"));
        attendees(text).into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn units_stand_in_parentheses() {
        for (text, found) in [
            ("INE SRE (IME y DGSC)", "INE[] SRE[IME|DGSC]"),
            (
                "INE (Presidencia de la COVE, DERFE, UTSI)\nSRE (IME y DGSC)",
                "INE[Presidencia de la COVE|DERFE|UTSI] SRE[IME|DGSC]",
            ),
            (
                "INE SRE (IME DGSC Representantes de los consulados de México en Los Angeles, Dallas, Chicago y Montreal)",
                "INE[] SRE[IME|DGSC|Consulado en Los Angeles|Consulado en Dallas|Consulado en Chicago|Consulado en Montreal]",
            ),
            (
                "SRE (IME y DGSC, Dirección General de Asuntos Jurídicos, Consultoría Jurídica, las sedes consulares de Dallas y Montreal)",
                "SRE[IME|DGSC|Dirección General de Asuntos Jurídicos|Consultoría Jurídica|Consulado en Dallas|Consulado en Montreal]",
            ),
            (
                "Instituto Nacional Electoral (INE); Secretaría de Agricultura y Desarrollo Rural",
                "INE[] Secretaría de Agricultura y Desarrollo Rural[]",
            ),
            ("Library (Archive and Reading rooms)", "Library[Archive|Reading rooms]"),
            (
                "CAPA (Operación, Dirección de Calidad y Finanzas) y Policía Vial",
                "CAPA[Operación|Dirección de Calidad y Finanzas] Policía Vial[]",
            ),
            ("INE (DERFE", "INE[DERFE]"),
            ("INE: DERFE, UTSI\nSRE: IME y DGSC.", "INE[DERFE|UTSI] SRE[IME|DGSC]"),
            ("- INE: DERFE; Secretaría de Salud: Epidemiología", "INE[DERFE] Secretaría de Salud[Epidemiología]"),
            ("Asistentes: INE (DERFE), SRE", "Asistentes: INE[DERFE] SRE[]"),
            ("Por el INE: DERFE, UTSI; por la SRE: IME.", "INE[DERFE|UTSI] SRE[IME]"),
            ("Por parte del INE: DERFE y UTSI. Por parte de la SRE: IME y DGSC.", "INE[DERFE|UTSI] SRE[IME|DGSC]"),
            ("MIVAU:\n• Secretaría General, DG Suelo\n• Gabinete", "MIVAU[Secretaría General|DG Suelo|Gabinete]"),
            ("CNE – RNP", "CNE[] RNP[]"),
            ("DG MOVE (Unit C4), ERA", "DG MOVE[Unit C4] ERA[]"),
            ("Por SUBDERE: Carolina Muñoz (Jefa de División), Pedro Araya (abogado).", "SUBDERE[]"),
            ("Lic. Juan Pérez, Director del IME; Mtra. Ana Ruiz, Titular de la DERFE", ""),
            ("12 personas de las cinco instituciones", ""),
            (
                "INE\nCAPA (Prensa y Difusión; Obras;)\nAgua, Luz y Gas (;)\nSRE",
                "INE[] CAPA[Prensa y Difusión|Obras] Agua, Luz y Gas[] SRE[]",
            ),
        ] {
            assert_eq!(read(text), found, "{text}");
        }
    }
}
