//! Words in a row.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::Engine;
use super::forms::Form;
use super::postings::{damaged, next};
use crate::EngineError;

/// A record that has a phrase.
pub(super) struct Found {
    pub(super) record: u32,
    /// How many times.
    pub(super) count: u32,
    /// Whether the record begins with it: its id does.
    pub(super) first: bool,
}

/// Records that have the terms one behind the other.
pub(super) fn records(engine: &Engine, terms: &[Form]) -> Result<Vec<Found>, EngineError> {
    let mut slots = Vec::new();
    let mut failed = None;
    for (place, form) in terms.iter().enumerate() {
        match engine.segment.body.read_postings_from_terminfo(&form.info, IndexRecordOption::WithFreqsAndPositions) {
            Ok(postings) => slots.push((place, postings)),
            // The others are asked for all the same, so that what is missing is read at once.
            Err(error) => failed = Some(error),
        }
    }
    if let Some(error) = failed {
        return Err(error.into());
    }
    slots.sort_by_key(|(_, postings)| postings.doc_freq());
    let mut found = Vec::new();
    let Some(((first_place, first), others)) = slots.split_first_mut() else { return Ok(found) };
    let (mut starts, mut positions) = (Vec::new(), Vec::new());
    let count = engine.segment.count();
    let mut last = None;
    while let Some(record) = next(first, last, count)? {
        match others.iter_mut().map(|(_, postings)| seek(postings, record)).find(|other| *other != record) {
            Some(TERMINATED) => break,
            // It would be gone to without end: by `seek`, which goes on until it is there.
            Some(other) if other < record || other >= count => return Err(damaged()),
            Some(other) => {
                last = Some(record);
                seek(first, other);
            }
            None => {
                read_positions(first, &terms[*first_place], &mut positions)?;
                starts.clear();
                starts.extend(positions.iter().filter_map(|position| position.checked_sub(as_u32(*first_place))));
                for (place, postings) in others.iter_mut() {
                    read_positions(postings, &terms[*place], &mut positions)?;
                    starts.retain(|start| positions.binary_search(&start.saturating_add(as_u32(*place))).is_ok());
                }
                if !starts.is_empty() {
                    found.push(Found { record, count: as_u32(starts.len()), first: starts.contains(&0) });
                }
                last = Some(record);
                first.advance();
            }
        }
    }
    Ok(found)
}

/// Where a term stands in the record that its postings are at. Positions are packed in blocks of 128, each of which takes a
/// byte at least: a count that is beyond that is no count, and nothing to make room for.
fn read_positions(postings: &mut SegmentPostings, form: &Form, positions: &mut Vec<u32>) -> Result<(), EngineError> {
    let most = form.info.positions_range.len().saturating_mul(128);
    if postings.term_freq() as usize > most {
        return Err(damaged());
    }
    postings.positions(positions);
    Ok(())
}

/// tantivy's `seek` must not be asked to go back.
fn seek(postings: &mut SegmentPostings, record: u32) -> u32 {
    if postings.doc() >= record { postings.doc() } else { postings.seek(record) }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
