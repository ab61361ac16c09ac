//! What filters, fields and synonyms of the search know.

use std::collections::{BTreeMap, BTreeSet};

use acuerdos_search::{Value, Vocabulary};

use super::super::{Site, data};
use crate::model::PartyIx;

/// The places of values in the vocabulary, for those that are not the register's own.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) parties: BTreeMap<PartyIx, usize>,
    pub(super) series: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let register = &site.register;
        let parties = register.directory.parties().enumerate().map(|(place, party)| (party, place)).collect();
        let series: BTreeMap<&str, usize> =
            register.meetings.iter().filter_map(|meeting| Some((meeting.series.as_deref()?, 0))).collect();
        let series = series.into_keys().enumerate().map(|(place, name)| (name, place)).collect();
        Self { parties, series }
    }

    /// The places of parties, and of the organisations that units belong to; each once.
    pub(super) fn with_organisations(&self, parties: &[PartyIx]) -> Vec<usize> {
        let mut places = Vec::new();
        for &party in parties {
            for party in [party, PartyIx { unit: None, ..party }] {
                places.extend(self.parties.get(&party).filter(|place| !places.contains(*place)).copied().as_slice());
            }
        }
        places
    }
}

pub(super) fn vocabulary(site: &Site, places: &Places<'_>) -> Vocabulary {
    let register = &site.register;
    let plain = |name: &str| Value { id: name.to_owned(), label: name.to_owned(), ..Value::default() };
    let statuses = register
        .statuses
        .iter()
        .map(|status| Value {
            id: status.id.clone(),
            label: status.label(register.language).to_owned(),
            // A query in the other language finds it as well.
            aliases: status.labels.to_vec(),
            kind: Some(status.kind.id().to_owned()),
            color: Some(status.color.clone()),
            icon: Some(status.icon.clone()),
        })
        .collect();
    let organisations = places
        .parties
        .keys()
        .map(|&party| {
            let directory = &register.directory;
            let label = data::label(site, party);
            let mut aliases = vec![directory.full_label(party), directory.name(party).to_owned()];
            let more = directory.unit(party).map_or(&directory.organisation(party).aliases, |unit| &unit.aliases);
            aliases.extend(more.iter().cloned());
            aliases.retain(|alias| *alias != label);
            Value { id: label.clone(), label, aliases, ..Value::default() }
        })
        .collect();
    Vocabulary {
        statuses,
        organisations,
        series: places.series.keys().map(|name| plain(name)).collect(),
        tags: register.tags.iter().map(|name| plain(name)).collect(),
        acronyms: acronyms(site),
    }
}

/// The glossary, and what organisations and units are called in short and in full.
fn acronyms(site: &Site) -> Vec<(String, String)> {
    let directory = &site.register.directory;
    let parties = directory.parties().map(|party| (directory.label(party), directory.name(party)));
    let glossary = site.register.glossary.iter().map(|(term, meaning)| (term.as_str(), meaning.as_str()));
    let mut known = BTreeSet::new();
    glossary
        .chain(parties)
        .filter(|&(short, long)| !short.trim().is_empty() && short != long && known.insert((short, long)))
        .map(|(short, long)| (short.to_owned(), long.to_owned()))
        .collect()
}
