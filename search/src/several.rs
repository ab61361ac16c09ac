//! One search over several indexes: sites that a register was cut into, by series or by year.
//!
//! Each index answers for itself, and the answers are laid together. Counts and facets are exact, and so is the order by
//! date. The order by relevance is that of the scores, and an index tells from its own records alone how rare a word is: the
//! scores of two agree as far as the word is about as rare in both.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::request::{FacetValue, Hit, MOST_HITS, NoteKind, Request, Response, Sort};

/// What one index is to be asked, so that the answers can be [merged](merge): its first results up to the last that is
/// wanted of all together, 200 at most.
#[must_use]
pub fn widened(request: &Request) -> Request {
    let limit = request.offset.saturating_add(request.limit.min(MOST_HITS)).min(MOST_HITS);
    Request { offset: 0, limit, ..request.clone() }
}

/// The answers of several indexes to one [widened] request, as one. Each comes with the address of its site, which is put
/// before the addresses of its results.
///
/// Where some index has what fits, those that have only what nearly does are left out. Of results that are equal the earlier
/// index's come first. No more than the first 200 results can be had.
#[must_use]
pub fn merge(answers: Vec<(String, Response)>, request: &Request) -> Response {
    let best = answers.iter().filter(|(_, answer)| answer.total > 0).map(|(_, answer)| distance(answer)).min();
    let kept = |answer: &Response| best.is_none_or(|best| answer.total > 0 && distance(answer) == best);
    let mut merged = Response {
        total: 0,
        hits: Vec::new(),
        facets: BTreeMap::new(),
        notes: Vec::new(),
        suggestion: None,
        words: Vec::new(),
    };
    for (address, answer) in answers.into_iter().filter(|(_, answer)| kept(answer)) {
        merged.total += answer.total;
        merged.hits.extend(answer.hits.into_iter().map(|hit| Hit { url: format!("{address}{}", hit.url), ..hit }));
        for (facet, values) in answer.facets {
            let known: &mut Vec<FacetValue> = merged.facets.entry(facet).or_default();
            values.into_iter().for_each(|value| count(known, value));
        }
        merged.notes.extend(answer.notes.into_iter().filter(|note| !merged.notes.contains(note)).collect::<Vec<_>>());
        merged.suggestion = merged.suggestion.or(answer.suggestion);
        merged.words.extend(answer.words.into_iter().filter(|word| !merged.words.contains(word)).collect::<Vec<_>>());
    }
    for (facet, values) in &mut merged.facets {
        match *facet {
            "year" => values.sort_by(|one, other| other.id.cmp(&one.id)),
            // Those of one count by name: no index knows the order of all.
            "organisation" | "series" | "tag" => {
                values
                    .sort_by(|one, other| (Reverse(one.count), &one.label).cmp(&(Reverse(other.count), &other.label)));
            }
            _ => {}
        }
    }
    // Stable: equal ones stay in the order of the indexes, and within one in its own.
    merged.hits.sort_by(|one, other| order(request.sort, one, other));
    let from = request.offset.min(merged.hits.len());
    merged.hits.drain(..from);
    merged.hits.truncate(request.limit.min(MOST_HITS));
    merged
}

/// How far what an answer has is from what was asked: words of it read as others, words left out.
fn distance(answer: &Response) -> u8 {
    let has = |kind: NoteKind| answer.notes.iter().any(|note| note.kind == kind);
    if has(NoteKind::Partial) { 2 } else { u8::from(has(NoteKind::Corrected)) }
}

fn count(known: &mut Vec<FacetValue>, value: FacetValue) {
    match known.iter_mut().find(|other| other.id == value.id) {
        Some(other) => {
            other.count += value.count;
            other.selected |= value.selected;
        }
        None => known.push(value),
    }
}

fn order(sort: Sort, one: &Hit, other: &Hit) -> Ordering {
    // What has no date comes last either way.
    let undated = one.date.is_none().cmp(&other.date.is_none());
    match sort {
        Sort::Relevance => other.score.total_cmp(&one.score),
        Sort::Newest => undated.then_with(|| other.date.cmp(&one.date)),
        Sort::Oldest => undated.then_with(|| one.date.cmp(&other.date)),
    }
}
