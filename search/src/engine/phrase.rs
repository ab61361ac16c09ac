//! Words in a row.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::Engine;
use super::forms::Form;
use crate::EngineError;

/// Records that have the terms one behind the other, with how many times.
pub(super) fn records(engine: &Engine, terms: &[Form]) -> Result<Vec<(u32, u32)>, EngineError> {
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
    let mut record = first.doc();
    while record != TERMINATED {
        match others.iter_mut().map(|(_, postings)| seek(postings, record)).find(|other| *other != record) {
            Some(TERMINATED) => break,
            Some(other) => record = seek(first, other),
            None => {
                first.positions(&mut positions);
                starts.clear();
                starts.extend(positions.iter().filter_map(|position| position.checked_sub(as_u32(*first_place))));
                for (place, postings) in others.iter_mut() {
                    postings.positions(&mut positions);
                    starts.retain(|start| positions.binary_search(&start.saturating_add(as_u32(*place))).is_ok());
                }
                if !starts.is_empty() {
                    found.push((record, as_u32(starts.len())));
                }
                record = first.advance();
            }
        }
    }
    Ok(found)
}

/// tantivy's `seek` must not be asked to go back.
fn seek(postings: &mut SegmentPostings, record: u32) -> u32 {
    if postings.doc() >= record { postings.doc() } else { postings.seek(record) }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
