//! Who has to do it, as the text of a commitment says: `Por parte del IME, …`, `Conjuntamente INE y SRE, …`.

use std::collections::{BTreeMap, BTreeSet};

use super::attendees::{NotedAttendee, is_acronym};
use crate::model::text::fold;
use crate::register::Directory;

/// Every name by which somebody can be responsible.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The longest first, each with what it is called in minutes.
    names: Vec<(String, String)>,
    /// The same by what makes two names one.
    labels: BTreeMap<String, String>,
}

/// More names than any note has; who comes later is not looked for in texts.
const MOST_NAMES: usize = 5_000;
/// How much of a text is looked at for who has to do it.
const LOOKED_AT: usize = 20_000;

/// Behind these stands who has to do it.
const BEHIND: [&str; 12] = [
    "por parte de",
    "por parte del",
    "a cargo de",
    "a cargo del",
    "conjuntamente",
    "de manera conjunta",
    "de forma conjunta",
    "en conjunto",
    "on behalf of",
    "on the part of",
    "jointly",
    "responsable",
];

impl Names {
    /// The names of a register, and those of the note itself.
    pub(super) fn new<'a>(directory: &Directory, noted: impl Iterator<Item = &'a NotedAttendee>) -> Self {
        let mut names = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |name: &str, label: &str| {
            if name.chars().count() >= 2 && seen.insert(name.to_owned()) {
                names.push((name.to_owned(), label.to_owned()));
            }
        };
        for party in directory.parties() {
            let label = directory.label(party);
            let label =
                if directory.party(label) == Some(party) { label.to_owned() } else { directory.full_label(party) };
            add(directory.label(party), &label);
            add(directory.name(party), &label);
            if party.unit.is_none() {
                directory.organisation(party).aliases.iter().for_each(|alias| add(alias, &label));
            }
        }
        let noted: Vec<&NotedAttendee> = noted.collect();
        for attendee in &noted {
            add(&attendee.organisation, &attendee.organisation);
        }
        // A name that two organisations have for a unit of theirs needs the organisation's.
        let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for attendee in &noted {
            for unit in &attendee.units {
                owners.entry(fold(unit)).or_default().insert(fold(&attendee.organisation));
            }
        }
        for attendee in &noted {
            for unit in &attendee.units {
                let shared = owners.get(&fold(unit)).is_some_and(|owners| owners.len() > 1);
                let label = if shared { format!("{}/{unit}", attendee.organisation) } else { unit.clone() };
                add(unit, &label);
            }
        }
        let mut labels = BTreeMap::new();
        for (name, label) in &names {
            labels.entry(fold(name)).or_insert_with(|| label.clone());
        }
        names.truncate(MOST_NAMES);
        names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Self { names, labels }
    }

    /// What somebody is called in minutes.
    pub(super) fn label(&self, name: &str) -> Option<&str> {
        self.labels.get(&fold(name)).map(String::as_str)
    }

    /// Who has to do what a text says.
    pub(super) fn responsible(&self, text: &str) -> Vec<String> {
        let end = text.char_indices().map(|(at, _)| at).find(|&at| at > LOOKED_AT).unwrap_or(text.len());
        let text = &text[..end];
        let mut found: Vec<String> = Vec::new();
        let mut take = |rest: &str, need_verb: bool| {
            // Behind `por parte del`, an acronym is somebody, known or not.
            let (names, rest) = self.series(rest, !need_verb);
            // `El INE enviará`: a name that a text begins with does it if a verb follows.
            let verb = rest.trim_start().starts_with(char::is_lowercase);
            if !need_verb || verb {
                for name in names {
                    if !found.contains(&name) {
                        found.push(name);
                    }
                }
            }
        };
        take(text, true);
        let words = words(text);
        for (i, &(start, _)) in words.iter().enumerate() {
            for trigger in BEHIND {
                let length = trigger.split(' ').count();
                let Some(&(_, end)) = words.get(i + length - 1) else { continue };
                if fold(&text[start..end]) == trigger {
                    take(text[end..].trim_start_matches([',', ':', ' ']), false);
                }
            }
        }
        found
    }

    /// The names that a text begins with, parted by commas and conjunctions, and what follows them.
    fn series<'t>(&self, text: &'t str, acronyms: bool) -> (Vec<String>, &'t str) {
        let mut found = Vec::new();
        let mut rest = text;
        loop {
            let mut next = rest.trim_start();
            if !found.is_empty() {
                next = next.strip_prefix(',').unwrap_or(next).trim_start();
                next = ["y ", "e ", "and ", "con "].iter().find_map(|and| next.strip_prefix(and)).unwrap_or(next);
                // Another name, and not the next part of the sentence: `por parte del IME, y el INE revisará`.
                if next.len() == rest.len() {
                    break;
                }
            }
            for article in [
                "el ", "la ", "los ", "las ", "del ", "de ", "El ", "La ", "Los ", "Las ", "the ", "The ", "entre ",
                "ambos ", "al ",
            ] {
                next = next.strip_prefix(article).unwrap_or(next);
            }
            let known = self.names.iter().find(|(name, _)| {
                next.strip_prefix(name.as_str())
                    .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '/'))
            });
            let acronym = next.split(|c: char| !c.is_alphanumeric()).next().filter(|word| acronyms && is_acronym(word));
            let (length, label) = match (known, acronym) {
                (Some((name, label)), _) => (name.len(), label.clone()),
                (None, Some(acronym)) => (acronym.len(), acronym.to_owned()),
                (None, None) => break,
            };
            found.push(label);
            rest = &next[length..];
        }
        (found, rest)
    }
}

fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_say_who_has_to_do_it() {
        let noted = [
            NotedAttendee { organisation: "INE".into(), units: vec!["DJ".into()] },
            NotedAttendee { organisation: "SRE".into(), units: vec!["IME".into(), "DJ".into()] },
        ];
        let names = Names::new(&Directory::default(), noted.iter());
        for (text, who) in [
            ("Por parte del IME, compartir el convenio con la SRE.", "IME"),
            ("Conjuntamente INE y SRE, realizar un análisis.", "INE SRE"),
            ("Diseñar de manera conjunta, INE y SRE, un plan.", "INE SRE"),
            ("Por parte del IME, proponer fecha; y por parte del INE elaborar la agenda.", "IME INE"),
            ("El INE enviará la agenda al IME.", "INE"),
            ("El IME se compromete a tenerlo.", "IME"),
            ("En consonancia con lo anterior, por parte del IME, revisar.", "IME"),
            ("Por parte del INE, y en atención a la SRE, el INE revisará.", "INE"),
            ("Involucrar a las áreas jurídicas del INE y la SRE.", ""),
            ("The INE and the SRE will meet.", "INE SRE"),
            ("Por parte de la DJ, revisar.", "INE/DJ"),
        ] {
            assert_eq!(names.responsible(text).join(" "), who, "{text}");
        }
    }
}
