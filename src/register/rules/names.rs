//! One institution has one name.

use super::numbers::Variant;
use crate::diagnostic::{Applicability, Sources, guess};
use crate::model::text::fold;
use crate::register::Register;

/// Shorter names are acronyms, of which a letter makes another institution.
const SHORTEST: usize = 5;

/// `organisation-variant`: a name that is used without being configured, and that is a configured one but for its points
/// and spaces, or for a slip of the pen. Names whose digits differ are different names.
pub(super) fn variants(register: &Register, sources: &Sources) -> Vec<(Variant, Applicability)> {
    let directory = &register.directory;
    let mut names: Vec<&str> = Vec::new();
    for party in directory.parties().filter(|&party| directory.is_configured(party)) {
        let aliases = match directory.unit(party) {
            Some(unit) => &unit.aliases,
            None => &directory.organisation(party).aliases,
        };
        names.extend([directory.label(party), directory.name(party)]);
        names.extend(aliases.iter().map(String::as_str));
    }
    names.sort_unstable();
    names.dedup();
    let folded: Vec<(String, &str)> = names.iter().map(|name| (letters(name), *name)).collect();
    let mut found = Vec::new();
    for (party, places) in directory.unconfigured() {
        let written = directory.label(party);
        let Some((other, applicability)) = likely(written, &folded) else { continue };
        for &place in places {
            // A place that says more than the name, such as `INE/UNIT`, is not for another name alone.
            let is_whole = fold(sources.slice(place)) == fold(written);
            let applicability = if is_whole { applicability } else { Applicability::Maybe };
            let variant = Variant { place, written: written.to_owned(), other: other.to_owned(), first: None };
            found.push((variant, applicability));
        }
    }
    found
}

fn likely<'n>(written: &str, names: &[(String, &'n str)]) -> Option<(&'n str, Applicability)> {
    let name = letters(written);
    let length = name.chars().count();
    if name.is_empty() {
        return None;
    }
    if let Some((_, other)) = names.iter().find(|(folded, _)| *folded == name) {
        return Some((other, Applicability::Safe));
    }
    let is_near = |folded: &&(String, &str)| {
        let other = folded.0.chars().count();
        other >= SHORTEST && length >= SHORTEST && other.abs_diff(length) <= 2
    };
    let near: Vec<&(String, &str)> = names.iter().filter(is_near).collect();
    let guess = guess(&name, near.iter().map(|(folded, _)| folded.as_str()))?;
    // A third of the letters is much for a name; one in eight is a slip.
    let distance = strsim::osa_distance(&name, guess.text);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if distance > 1 + length / 16 || digits(&name) != digits(guess.text) {
        return None;
    }
    let &&(_, other) = near.iter().find(|(folded, _)| folded == guess.text)?;
    let is_acronym = !written.contains(' ') && written.chars().all(|c| !c.is_lowercase());
    let safe = distance == 1 && !is_acronym && guess.applicability == Applicability::Safe;
    Some((other, if safe { Applicability::Safe } else { Applicability::Maybe }))
}

/// A name without points, spaces, case and accents.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_and_another_institution_is_not() {
        let names = ["INE", "SRE", "Consulado en Dallas", "Consejo Distrital 1", "DERFE"];
        let names: Vec<(String, &str)> = names.iter().map(|name| (letters(name), *name)).collect();
        let likely = |written| likely(written, &names);
        assert_eq!(likely("S.R.E."), Some(("SRE", Applicability::Safe)));
        assert_eq!(likely("Consulado en Dalas"), Some(("Consulado en Dallas", Applicability::Safe)));
        assert_eq!(likely("DEFRE"), Some(("DERFE", Applicability::Maybe)));
        for other in ["IME", "Consulado en Austin", "Consejo Distrital 2", "FISEL", "?"] {
            assert_eq!(likely(other), None, "{other}");
        }
    }
}
