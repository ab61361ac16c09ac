//! `field:value` → records.

use std::collections::BTreeSet;

use tantivy::DocSet;
use tantivy::index::InvertedIndexReader;
use tantivy::schema::IndexRecordOption;

use super::Engine;
use super::columns::{Facet, column, days, stored};
use super::forms::{Form, beginning};
use super::postings::{Match, Matches, either, everything, next};
use crate::analyzer::{fold, tokens};
use crate::query::{Comparison, Days, Field, FieldTest};
use crate::schema::column as name;
use crate::{EngineError, Kind, Value, messages};

/// The records that pass; none, if no value is such.
pub(super) fn records(engine: &Engine, test: &FieldTest) -> Result<Option<Matches>, EngineError> {
    match (&test.comparison, test.field) {
        (Comparison::Within(within), Field::Due) => {
            let due = column(&engine.segment, name::DUE)?;
            Ok(Some(pass(engine, |record| due.first(record).is_some_and(|day| within.contains(&days(day))))?))
        }
        (Comparison::Within(within), _) => Ok(Some(dated(engine, within)?)),
        (Comparison::Is(value), Field::Meeting) => {
            let mut terms = beginning(engine.segment.meeting.terms(), &two_digits(value))?;
            if terms.is_empty() {
                terms = beginning(engine.segment.meeting.terms(), value)?;
            }
            union(engine, &engine.segment.meeting, &terms)
        }
        (Comparison::Is(value), Field::Document) => {
            let term = document_term(value);
            let info = engine.segment.document.terms().get(&term)?;
            let terms: Vec<Form> = info.map(|info| Form { term, info, weight: 0.0 }).into_iter().collect();
            union(engine, &engine.segment.document, &terms)
        }
        (Comparison::Is(value), field) => {
            let Some(facet) = Facet::of(field) else { return Ok(None) };
            let wanted = codes(engine, facet, value);
            if wanted.is_empty() {
                return Ok(None);
            }
            if facet == Facet::Year {
                return crate::query::year_days(value).map(|within| dated(engine, &within)).transpose();
            }
            Ok(Some(pass(engine, |record| {
                let has = engine.columns.values(facet, record).any(|value| wanted.contains(&value));
                // A record that is not late has no value: `vencido:no` asks for those.
                has || (facet == Facet::Late
                    && wanted.contains(&0)
                    && engine.columns.values(facet, record).next().is_none())
            })?))
        }
    }
}

/// The records of documents whose number begins so, from any part of it on, and of meetings whose id does.
pub(super) fn beginning_so(engine: &Engine, run: &str) -> Result<Matches, EngineError> {
    let (meeting, document) = (&engine.segment.meeting, &engine.segment.document);
    let meetings = beginning(meeting.terms(), run);
    let documents = beginning(document.terms(), &document_term(run))?;
    let meetings = union(engine, meeting, &meetings?)?.unwrap_or_default();
    let documents = union(engine, document, &documents)?.unwrap_or_default();
    Ok(either(&meetings, &documents, |a, _| a))
}

/// The parts of a document's number as its term has them: folded, without leading zeros.
pub(crate) fn document_term(number: &str) -> String {
    tokens(number).map(|token| token.term).collect::<Vec<_>>().join("/")
}

/// A meeting's id with the month and the day in two digits, as ids have them: `2022-8-9` → `2022-08-09`.
fn two_digits(id: &str) -> String {
    let digit = |part: &str| matches!(part.as_bytes(), [digit] if digit.is_ascii_digit());
    let parts: Vec<String> =
        id.split('-').map(|part| if digit(part) { format!("0{part}") } else { part.to_owned() }).collect();
    parts.join("-")
}

fn pass(engine: &Engine, passes: impl Fn(u32) -> bool) -> Result<Matches, EngineError> {
    Ok(everything(engine.segment.checked()?).into_iter().filter(|found| passes(found.record)).collect())
}

fn dated(engine: &Engine, within: &Days) -> Result<Matches, EngineError> {
    let within = stored(*within.start())..=if *within.end() == i64::MAX { u64::MAX } else { stored(*within.end()) };
    pass(engine, |record| engine.columns.date(record).is_some_and(|day| within.contains(&day)))
}

fn union(engine: &Engine, index: &InvertedIndexReader, terms: &[Form]) -> Result<Option<Matches>, EngineError> {
    let mut records = BTreeSet::new();
    let mut failed = None;
    for form in terms {
        match index.read_postings_from_terminfo(&form.info, IndexRecordOption::Basic) {
            Ok(mut postings) => {
                let mut last = None;
                while let Some(record) = next(&postings, last, engine.segment.count())? {
                    records.insert(record);
                    postings.advance();
                    last = Some(record);
                }
            }
            Err(error) => failed = Some(error),
        }
    }
    match failed {
        Some(error) => Err(error.into()),
        None if terms.is_empty() => Ok(None),
        None => Ok(Some(records.into_iter().map(|record| Match { record, score: 0.0 }).collect())),
    }
}

/// The codes of a facet's values that a query's value can mean: that of the name, else those whose name begins so, else
/// those with a word in their name from which on it does.
fn codes(engine: &Engine, facet: Facet, value: &str) -> Vec<u64> {
    let vocabulary = engine.vocabulary();
    match facet {
        Facet::Status => places(&vocabulary.statuses, value),
        Facet::Organisation => places(&vocabulary.organisations, value),
        Facet::Series => places(&vocabulary.series, value),
        Facet::Tag => places(&vocabulary.tags, value),
        Facet::Kind => {
            let names = [["compromisos", "commitments"], ["reuniones", "meetings"], ["paginas", "pages"]];
            let named = |names: &[&str; 2]| names.iter().any(|name| name.starts_with(value));
            Kind::ALL.into_iter().zip(&names).filter(|(_, names)| named(names)).map(|(kind, _)| kind.code()).collect()
        }
        Facet::Late => match value {
            "si" | "yes" | "true" | "1" => vec![1],
            "no" | "false" | "0" => vec![0],
            _ => Vec::new(),
        },
        Facet::Year => crate::query::year_days(value).map(|_| 0).into_iter().collect(),
    }
}

/// The same as filters call them.
pub(super) fn ids(engine: &Engine, facet: Facet, name: &str) -> Vec<String> {
    let vocabulary = engine.vocabulary();
    let ids = |values: &[Value]| {
        places(values, name)
            .into_iter()
            .filter_map(|place| Some(values.get(usize::try_from(place).ok()?)?.id.clone()))
            .collect()
    };
    match facet {
        Facet::Status => ids(&vocabulary.statuses),
        Facet::Organisation => ids(&vocabulary.organisations),
        Facet::Series => ids(&vocabulary.series),
        Facet::Tag => ids(&vocabulary.tags),
        Facet::Kind => {
            let codes = codes(engine, facet, &fold(name));
            Kind::ALL.into_iter().filter(|kind| codes.contains(&kind.code())).map(|kind| kind.id().to_owned()).collect()
        }
        Facet::Late => {
            if codes(engine, facet, &fold(name)) == [1] {
                vec!["true".to_owned()]
            } else {
                Vec::new()
            }
        }
        Facet::Year => crate::query::year_days(name).map(|_| name.to_owned()).into_iter().collect(),
    }
}

/// The names that the values of a facet go by; none, where they are not the site's own.
pub(super) fn names(engine: &Engine, facet: Facet) -> impl Iterator<Item = &str> {
    let vocabulary = engine.vocabulary();
    let values: &[Value] = match facet {
        Facet::Status => &vocabulary.statuses,
        Facet::Organisation => &vocabulary.organisations,
        Facet::Series => &vocabulary.series,
        Facet::Tag => &vocabulary.tags,
        Facet::Kind | Facet::Late | Facet::Year => &[],
    };
    values.iter().flat_map(names_of)
}

fn names_of(value: &Value) -> impl Iterator<Item = &str> {
    [&value.id, &value.label].into_iter().chain(&value.aliases).map(String::as_str)
}

/// A name without what people write in different ways: case, accents, spaces and signs.
pub(super) fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn places(values: &[Value], wanted: &str) -> Vec<u64> {
    let wanted = plain(wanted);
    let choose = |fits: &dyn Fn(&str) -> bool| -> Vec<u64> {
        (0..).zip(values).filter(|(_, value)| names_of(value).any(fits)).map(|(place, _)| place).collect()
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    let ways: [&dyn Fn(&str) -> bool; 3] =
        [&|name| plain(name) == wanted, &|name| plain(name).starts_with(&wanted), &|name| {
            tokens(name).any(|word| plain(&name[word.start..]).starts_with(&wanted))
        }];
    ways.into_iter().map(choose).find(|places| !places.is_empty()).unwrap_or_default()
}

/// What a reader is told of a value that there is not.
pub(super) fn unknown(engine: &Engine, test: &FieldTest) -> crate::Note {
    messages::unknown_value(engine.language(), &test.text)
}
