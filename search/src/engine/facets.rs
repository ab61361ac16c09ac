//! Filters, and how many records each value of a facet has.

use std::collections::BTreeMap;

use super::Engine;
use super::columns::{Facet, days};
use super::postings::{Match, Matches};
use crate::query::year;
use crate::request::FacetValue;
use crate::{Kind, Value, messages};

/// The filters of a request, by facet, in codes of values.
struct Filters {
    wanted: BTreeMap<usize, Vec<u64>>,
    /// Whether one names a facet that there is not: nothing fits it.
    impossible: bool,
}

/// The matches that pass all filters; and for each facet how many of those that pass all others have each value, so that a
/// reader sees what another value of it would give.
pub(super) fn count(
    engine: &Engine,
    matches: &[Match],
    requested: &BTreeMap<String, Vec<String>>,
) -> (Matches, BTreeMap<&'static str, Vec<FacetValue>>) {
    let filters = read(engine, requested);
    let mut kept = Matches::new();
    let mut counts: Vec<BTreeMap<u64, usize>> = vec![BTreeMap::new(); Facet::ALL.len()];
    let mut codes: Vec<Vec<u64>> = vec![Vec::new(); Facet::ALL.len()];
    for found in matches.iter().filter(|_| !filters.impossible) {
        for (codes, facet) in codes.iter_mut().zip(Facet::ALL) {
            codes.clear();
            codes.extend(engine.columns.values(facet, found.record).map(|value| code(facet, value)));
        }
        let mut failed =
            filters.wanted.iter().filter(|(facet, wanted)| !codes[**facet].iter().any(|code| wanted.contains(code)));
        let (first, second) = (failed.next(), failed.next());
        if second.is_some() {
            continue;
        }
        for (facet, (codes, counts)) in codes.iter().zip(&mut counts).enumerate() {
            if first.is_none_or(|(failed, _)| *failed == facet) {
                for code in codes {
                    *counts.entry(*code).or_default() += 1;
                }
            }
        }
        if first.is_none() {
            kept.push(*found);
        }
    }
    let mut facets = BTreeMap::new();
    for (at, facet) in Facet::ALL.into_iter().enumerate() {
        let selected = filters.wanted.get(&at).map_or(&[][..], Vec::as_slice);
        for code in selected {
            counts[at].entry(*code).or_default();
        }
        facets.insert(facet.name(), values(engine, facet, &counts[at], selected));
    }
    (kept, facets)
}

/// The code of a value: a year for a date.
fn code(facet: Facet, value: u64) -> u64 {
    if facet == Facet::Year { u64::try_from(year(days(value))).unwrap_or(0) } else { value }
}

fn read(engine: &Engine, requested: &BTreeMap<String, Vec<String>>) -> Filters {
    let mut filters = Filters { wanted: BTreeMap::new(), impossible: false };
    for (name, values) in requested.iter().filter(|(_, values)| !values.is_empty()) {
        let Some(at) = Facet::ALL.iter().position(|facet| facet.name() == name) else {
            filters.impossible = true;
            continue;
        };
        let facet = Facet::ALL[at];
        filters.wanted.insert(at, values.iter().filter_map(|id| code_of(engine, facet, id)).collect());
    }
    filters
}

fn named(engine: &Engine, facet: Facet) -> &[Value] {
    let vocabulary = engine.vocabulary();
    match facet {
        Facet::Status => &vocabulary.statuses,
        Facet::Organisation => &vocabulary.organisations,
        Facet::Series => &vocabulary.series,
        Facet::Tag => &vocabulary.tags,
        Facet::Kind | Facet::Late | Facet::Year => &[],
    }
}

fn code_of(engine: &Engine, facet: Facet, id: &str) -> Option<u64> {
    match facet {
        Facet::Kind => Kind::ALL.into_iter().find(|kind| kind.id() == id).map(Kind::code),
        Facet::Late => (id == "true").then_some(1),
        Facet::Year => id.bytes().all(|byte| byte.is_ascii_digit()).then(|| id.parse().ok()).flatten(),
        _ => (0..).zip(named(engine, facet)).find(|(_, value)| value.id == id).map(|(place, _)| place),
    }
}

fn values(engine: &Engine, facet: Facet, counts: &BTreeMap<u64, usize>, selected: &[u64]) -> Vec<FacetValue> {
    let language = engine.language();
    let mut values: Vec<FacetValue> = Vec::new();
    for (&code, &count) in counts {
        let (id, label) = match facet {
            Facet::Kind => {
                let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.code() == code) else { continue };
                (kind.id().to_owned(), messages::label(language, kind.id()).to_owned())
            }
            Facet::Late => ("true".to_owned(), messages::label(language, "late").to_owned()),
            Facet::Year => (code.to_string(), code.to_string()),
            _ => {
                let value = usize::try_from(code).ok().and_then(|place| named(engine, facet).get(place));
                let Some(value) = value else { continue };
                (value.id.clone(), value.label.clone())
            }
        };
        values.push(FacetValue { id, label, count, selected: selected.contains(&code) });
    }
    match facet {
        Facet::Year => values.reverse(),
        // Stable: those of one count stay in the order of the vocabulary.
        Facet::Organisation | Facet::Series | Facet::Tag => values.sort_by_key(|value| std::cmp::Reverse(value.count)),
        Facet::Kind | Facet::Status | Facet::Late => {}
    }
    values
}
