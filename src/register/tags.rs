//! Tags by name: what is written two ways is one tag.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::text::{fold, tidy};

/// Tags by name.
#[derive(Default)]
pub(super) struct Tags {
    names: Vec<String>,
    by_key: BTreeMap<String, usize>,
}

impl Tags {
    pub(super) fn places(&mut self, tags: &[String]) -> Vec<usize> {
        let mut seen = BTreeSet::new();
        tags.iter().map(|tag| self.place(tag)).filter(|place| seen.insert(*place)).collect()
    }

    fn place(&mut self, tag: &str) -> usize {
        let next = self.names.len();
        let place = *self.by_key.entry(fold(tag)).or_insert(next);
        if place == next {
            self.names.push(tidy(tag));
        }
        place
    }

    /// The names in alphabetical order, and the new place of each.
    pub(super) fn into_sorted(self) -> (Vec<String>, Vec<usize>) {
        // `by_key` is in order of the folded names, ñ after z; what readers see is sorted by the views.
        let mut moved = vec![0; self.names.len()];
        let mut names = Vec::with_capacity(self.names.len());
        for &old in self.by_key.values() {
            moved[old] = names.len();
            names.push(self.names[old].clone());
        }
        (names, moved)
    }
}
