//! Who is who: organisations and units by every name they go by.

use std::collections::BTreeMap;

use crate::config::OrganisationConfig;
use crate::diagnostic::Span;
use crate::model::text::{fold, tidy};
use crate::model::{Organisation, PartyIx, Unit};

/// Organisations and their units, and the names that lead to them.
#[derive(Debug, Default)]
pub struct Directory {
    organisations: Vec<Organisation>,
    configured: usize,
    /// How many units of each configured organisation are configured; they come first.
    configured_units: Vec<usize>,
    /// Where those are written that are not configured.
    written: BTreeMap<PartyIx, Vec<Span>>,
    names: BTreeMap<String, Vec<PartyIx>>,
}

/// What a name leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// One organisation or unit.
    Party(PartyIx),
    /// Several units, of different organisations.
    Several(Vec<PartyIx>),
    /// Nothing so far.
    Nothing,
}

impl Directory {
    /// A directory of the configured organisations.
    #[must_use]
    pub fn new(configured: &[OrganisationConfig]) -> Self {
        let mut directory = Self::default();
        for config in configured {
            let organisation = directory.add_organisation(&config.label.value, &config.name, &config.aliases);
            for unit in &config.units {
                directory.add_unit(organisation, &unit.label.value, &unit.name, &unit.aliases);
            }
        }
        directory.configured = directory.organisations.len();
        directory.configured_units = directory.organisations.iter().map(|entry| entry.units.len()).collect();
        directory
    }

    /// All organisations.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// How many of them are configured; they come first.
    #[must_use]
    pub fn configured(&self) -> usize {
        self.configured
    }

    /// Whether a party is configured, or merely used.
    #[must_use]
    pub fn is_configured(&self, party: PartyIx) -> bool {
        let units = self.configured_units.get(party.organisation);
        units.is_some_and(|&units| party.unit.is_none_or(|unit| unit < units))
    }

    /// The parties that are used without being configured, and every place where each is written.
    pub fn unconfigured(&self) -> impl Iterator<Item = (PartyIx, &[Span])> {
        self.written.iter().map(|(&party, places)| (party, places.as_slice()))
    }

    /// Notes where a party is written, unless it is configured.
    pub(super) fn note(&mut self, party: PartyIx, place: Span) {
        if !self.is_configured(party) {
            self.written.entry(party).or_default().push(place);
        }
    }

    /// The organisation of a party.
    #[must_use]
    pub fn organisation(&self, party: PartyIx) -> &Organisation {
        &self.organisations[party.organisation]
    }

    /// The unit of a party, if it is one.
    #[must_use]
    pub fn unit(&self, party: PartyIx) -> Option<&Unit> {
        party.unit.and_then(|unit| self.organisation(party).units.get(unit))
    }

    /// What a party is called in short.
    #[must_use]
    pub fn label(&self, party: PartyIx) -> &str {
        self.unit(party).map_or(&self.organisation(party).label, |unit| &unit.label)
    }

    /// Full name of a party.
    #[must_use]
    pub fn name(&self, party: PartyIx) -> &str {
        self.unit(party).map_or(&self.organisation(party).name, |unit| &unit.name)
    }

    /// A name that leads to this party alone: a unit's stands behind its organisation's, `SRE/IME`.
    #[must_use]
    pub fn full_label(&self, party: PartyIx) -> String {
        match self.unit(party) {
            Some(unit) => format!("{}/{}", self.organisation(party).label, unit.label),
            None => self.organisation(party).label.clone(),
        }
    }

    /// Every party: each organisation before its units.
    pub fn parties(&self) -> impl Iterator<Item = PartyIx> {
        self.organisations.iter().enumerate().flat_map(|(organisation, entry)| {
            std::iter::once(None)
                .chain((0..entry.units.len()).map(Some))
                .map(move |unit| PartyIx { organisation, unit })
        })
    }

    /// Looks up a name: of an organisation, a unit, or `ORGANISATION/UNIT`, also written `ORGANISATION (UNIT)`.
    #[must_use]
    pub(super) fn find(&self, name: &str) -> Found {
        if let Some(parties) = self.names.get(&fold(name)) {
            // An organisation's own name is not made ambiguous by a unit of another.
            let organisations: Vec<_> = parties.iter().filter(|party| party.unit.is_none()).collect();
            return match (organisations.as_slice(), parties.as_slice()) {
                ([party], _) => Found::Party(**party),
                (_, [party]) => Found::Party(*party),
                _ => Found::Several(parties.clone()),
            };
        }
        let qualified = name.strip_suffix(')').and_then(|rest| rest.split_once('(')).or_else(|| name.split_once('/'));
        if let Some((organisation, unit)) = qualified
            && let Found::Party(PartyIx { organisation, unit: None }) = self.find_exact(organisation)
            && let Some(unit) = self.unit_named(organisation, unit)
        {
            return Found::Party(PartyIx { organisation, unit: Some(unit) });
        }
        Found::Nothing
    }

    /// The party that a name leads to, if it leads to one.
    #[must_use]
    pub fn party(&self, name: &str) -> Option<PartyIx> {
        match self.find(name) {
            Found::Party(party) => Some(party),
            Found::Several(_) | Found::Nothing => None,
        }
    }

    fn find_exact(&self, name: &str) -> Found {
        match self.names.get(&fold(name)).map(Vec::as_slice) {
            Some([party]) => Found::Party(*party),
            Some(several) => {
                several.iter().find(|party| party.unit.is_none()).map_or(Found::Nothing, |party| Found::Party(*party))
            }
            None => Found::Nothing,
        }
    }

    fn unit_named(&self, organisation: usize, name: &str) -> Option<usize> {
        let parties = self.names.get(&fold(name))?;
        parties.iter().find(|party| party.organisation == organisation).and_then(|party| party.unit)
    }

    /// The organisation with a name; a new one if there is none.
    pub(super) fn organisation_or_new(&mut self, name: &str) -> usize {
        match self.find_exact(name) {
            Found::Party(PartyIx { organisation, unit: None }) => organisation,
            _ => self.add_organisation(name, name, &[]),
        }
    }

    /// The unit of an organisation with a name; a new one if there is none.
    pub(super) fn unit_or_new(&mut self, organisation: usize, name: &str) -> usize {
        self.unit_named(organisation, name).unwrap_or_else(|| self.add_unit(organisation, name, name, &[]))
    }

    fn add_organisation(&mut self, label: &str, name: &str, aliases: &[String]) -> usize {
        let organisation = self.organisations.len();
        let (label, name) = (tidy(label), tidy(name));
        self.enter([&label, &name].into_iter().chain(aliases), PartyIx { organisation, unit: None });
        self.organisations.push(Organisation { label, name, aliases: aliases.to_vec(), units: Vec::new() });
        organisation
    }

    fn add_unit(&mut self, organisation: usize, label: &str, name: &str, aliases: &[String]) -> usize {
        let unit = self.organisations[organisation].units.len();
        let (label, name) = (tidy(label), tidy(name));
        self.enter([&label, &name].into_iter().chain(aliases), PartyIx { organisation, unit: Some(unit) });
        self.organisations[organisation].units.push(Unit { label, name, aliases: aliases.to_vec() });
        unit
    }

    fn enter<'a>(&mut self, names: impl Iterator<Item = &'a String>, party: PartyIx) {
        for name in names {
            let parties = self.names.entry(fold(name)).or_default();
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directory() -> Directory {
        let mut directory = Directory::default();
        let ine = directory.add_organisation("INE", "Instituto Nacional Electoral", &[]);
        let sre = directory.add_organisation("SRE", "Secretaría de Relaciones Exteriores", &["Cancillería".into()]);
        directory.add_unit(ine, "DJ", "Dirección Jurídica", &[]);
        directory.add_unit(sre, "DJ", "Dirección de lo Jurídico", &[]);
        directory.add_unit(sre, "IME", "Instituto de los Mexicanos en el Exterior", &[]);
        directory
    }

    fn labels(directory: &Directory, found: Found) -> Vec<String> {
        match found {
            Found::Party(party) => vec![directory.full_label(party)],
            Found::Several(parties) => parties.into_iter().map(|party| directory.full_label(party)).collect(),
            Found::Nothing => Vec::new(),
        }
    }

    #[test]
    fn every_name_leads_to_its_party() {
        let directory = directory();
        for (name, label) in
            [("ine", "INE"), ("Cancilleria", "SRE"), ("IME", "SRE/IME"), ("SRE/DJ", "SRE/DJ"), ("INE (DJ)", "INE/DJ")]
        {
            assert_eq!(labels(&directory, directory.find(name)), [label], "{name}");
        }
    }

    #[test]
    fn a_unit_of_two_organisations_is_ambiguous() {
        let directory = directory();
        assert_eq!(labels(&directory, directory.find("DJ")), ["INE/DJ", "SRE/DJ"]);
    }

    #[test]
    fn who_is_not_known_yet_is_added() {
        let mut directory = directory();
        assert_eq!(directory.find("FISEL"), Found::Nothing);
        let fisel = directory.organisation_or_new("FISEL");
        assert_eq!(directory.organisation_or_new("fisel"), fisel);
        let unit = directory.unit_or_new(fisel, "Área X");
        assert_eq!(directory.unit_or_new(fisel, "area x"), unit);
    }
}
