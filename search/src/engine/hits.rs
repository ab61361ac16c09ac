//! The results that are shown.

use std::cmp::Ordering;

use super::answer::Terms;
use super::columns::Columns;
use super::postings::{Match, Matches};
use super::{Engine, snippet};
use crate::record::Entry;
use crate::request::{Hit, MOST_HITS, Request, Sort};
use crate::{EngineError, Value};

/// The matches to show, in order.
pub(super) fn choose(mut matches: Matches, request: &Request, columns: &Columns) -> Matches {
    let later = |a: &Match, b: &Match| b.record.cmp(&a.record);
    let order = |a: &Match, b: &Match| match request.sort {
        Sort::Relevance => b.score.total_cmp(&a.score).then_with(|| later(a, b)),
        Sort::Newest | Sort::Oldest => {
            let (left, right) = (columns.date(a.record), columns.date(b.record));
            match (left, right) {
                (Some(left), Some(right)) if request.sort == Sort::Newest => right.cmp(&left),
                (Some(left), Some(right)) => left.cmp(&right),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            }
            .then_with(|| later(a, b))
        }
    };
    let end = request.offset.saturating_add(request.limit.min(MOST_HITS));
    if end < matches.len() && end > 0 {
        matches.select_nth_unstable_by(end - 1, order);
        matches.truncate(end);
    }
    matches.sort_unstable_by(order);
    matches.truncate(end);
    matches.split_off(request.offset.min(matches.len()))
}

/// Reads what is shown of them.
pub(super) fn load(engine: &Engine, matches: &[Match], terms: &Terms) -> Result<Vec<Hit>, EngineError> {
    let damaged = || EngineError::new("the index has no such record");
    let mut hits = Vec::new();
    // All are asked for before one that is missing ends it.
    for found in matches {
        let (piece, place) = engine.catalog.entry(found.record).ok_or_else(damaged)?;
        let Some(bytes) = engine.pieces.get(piece) else { continue };
        let entries: Vec<Entry> = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let entry = entries.into_iter().nth(place).ok_or_else(damaged)?;
        hits.push(hit(engine, entry, found.score, terms));
    }
    if hits.len() < matches.len() { Err(EngineError::new("a piece is missing")) } else { Ok(hits) }
}

fn hit(engine: &Engine, entry: Entry, score: f32, terms: &Terms) -> Hit {
    let vocabulary = engine.vocabulary();
    let status = entry.status.and_then(|place| vocabulary.statuses.get(place));
    let own = |choose: fn(&Value) -> Option<String>| status.and_then(choose);
    Hit {
        marked_title: snippet::marked(&entry.title, terms),
        snippet: snippet::best(&entry.text, terms),
        status: own(|status| Some(status.id.clone())),
        status_label: own(|status| Some(status.label.clone())),
        status_kind: own(|status| status.kind.clone()),
        status_color: own(|status| status.color.clone()),
        status_icon: own(|status| status.icon.clone()),
        responsible: entry
            .responsible
            .iter()
            .filter_map(|&place| vocabulary.organisations.get(place))
            .map(|organisation| organisation.id.clone())
            .collect(),
        id: entry.id,
        kind: entry.kind,
        url: entry.url,
        title: entry.title,
        late: entry.late,
        date: entry.date,
        due: entry.due,
        score,
    }
}
