//! Sets of records with their scores, in order of records; and how sets are joined.

use tantivy::postings::SegmentPostings;
use tantivy::{DocSet, TERMINATED};

use crate::EngineError;

/// What an index is told that contradicts itself.
pub(super) fn damaged() -> EngineError {
    EngineError::new("the index contradicts itself")
}

/// The record that postings are at; none at their end. Records rise, and there are so many of them: what says otherwise
/// would be looked up where nothing is, or be gone through without end.
pub(super) fn next(postings: &SegmentPostings, last: Option<u32>, count: u32) -> Result<Option<u32>, EngineError> {
    match postings.doc() {
        TERMINATED => Ok(None),
        record if record < count && last.is_none_or(|last| last < record) => Ok(Some(record)),
        _ => Err(damaged()),
    }
}

/// A record that fits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Match {
    pub(super) record: u32,
    pub(super) score: f32,
}

/// Records that fit, each once, in order.
pub(super) type Matches = Vec<Match>;

/// Every record, with no score.
pub(super) fn everything(count: u32) -> Matches {
    (0..count).map(|record| Match { record, score: 0.0 }).collect()
}

/// What is in both; scores add up.
pub(super) fn both(left: &[Match], right: &[Match]) -> Matches {
    let (small, large) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let mut rest = large;
    let mut joined = Matches::new();
    for one in small {
        // Galloping: the larger set may be a thousand times the smaller.
        let mut step = 1;
        while step < rest.len() && rest[step].record < one.record {
            step *= 2;
        }
        let within = &rest[..rest.len().min(step + 1)];
        let at = within.partition_point(|other| other.record < one.record);
        rest = &rest[at..];
        match rest.first() {
            None => break,
            Some(other) if other.record == one.record => {
                joined.push(Match { record: one.record, score: one.score + other.score });
            }
            Some(_) => {}
        }
    }
    joined
}

/// What is in either; scores are joined by `join`.
pub(super) fn either(left: &[Match], right: &[Match], join: fn(f32, f32) -> f32) -> Matches {
    let mut joined = Matches::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a.record == b.record => {
                let next = Match { record: a.record, score: join(a.score, b.score) };
                left.next();
                right.next();
                next
            }
            (Some(a), Some(b)) if b.record < a.record => {
                let next = **b;
                right.next();
                next
            }
            (Some(a), _) => {
                let next = **a;
                left.next();
                next
            }
            (None, Some(b)) => {
                let next = **b;
                right.next();
                next
            }
            (None, None) => return joined,
        };
        joined.push(next);
    }
}

/// What is in the first and not in the second.
pub(super) fn without(left: &[Match], right: &[Match]) -> Matches {
    let mut right = right.iter().peekable();
    let kept = left.iter().filter(|one| {
        while right.next_if(|other| other.record < one.record).is_some() {}
        right.peek().is_none_or(|other| other.record != one.record)
    });
    kept.copied().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn matches(records: &BTreeSet<u32>) -> Matches {
        records.iter().map(|&record| Match { record, score: 1.0 }).collect()
    }

    fn records(matches: &[Match]) -> BTreeSet<u32> {
        assert!(matches.is_sorted_by(|a, b| a.record < b.record));
        matches.iter().map(|found| found.record).collect()
    }

    proptest! {
        #[test]
        fn sets_are_joined_as_sets(left: BTreeSet<u8>, right: BTreeSet<u8>) {
            let left: BTreeSet<u32> = left.into_iter().map(u32::from).collect();
            let right: BTreeSet<u32> = right.into_iter().map(u32::from).collect();
            let (a, b) = (matches(&left), matches(&right));
            prop_assert_eq!(records(&both(&a, &b)), &left & &right);
            prop_assert_eq!(records(&either(&a, &b, f32::max)), &left | &right);
            prop_assert_eq!(records(&without(&a, &b)), &left - &right);
        }
    }
}
