//! A word of a query → the terms of the index that it stands for.

use std::ops::Bound;
use tantivy::postings::TermInfo;
use tantivy::termdict::TermDictionary;

use super::{Engine, blocks, postings};
use crate::EngineError;
use crate::analyzer::Stemmer;
use crate::query::Prefix;

/// A term, and how much a record that has it is worth beside one that has the word itself.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) term: String,
    pub(super) info: TermInfo,
    pub(super) weight: f32,
}

/// Which words are read as others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// None.
    None,
    /// Those that the index does not know.
    Unknown,
    /// Any.
    All,
}

impl Form {
    /// Whether it is the word as it was typed.
    pub(super) fn is_itself(&self) -> bool {
        self.weight >= weight::ITSELF
    }
}

/// What a record is worth by the form that it has. Low enough that the word itself comes first whatever the lengths of
/// records and however often other forms stand in one.
pub(super) mod weight {
    pub(in crate::engine) const ITSELF: f32 = 1.0;
    pub(super) const INFLECTED: f32 = 0.2;
    pub(super) const LONGER: f32 = 0.16;
    pub(super) const SIMILAR: f32 = 0.3;
}

/// Terms that a starred beginning stands for, at most: those that most records have.
const MOST_STARRED: usize = 200;

/// Terms that an unfinished word stands for, at most.
const MOST_LONGER: usize = 40;

/// Letters that an unfinished word must have before longer words are looked for: fewer begin half a dictionary.
const LEAST_UNFINISHED: usize = 3;

/// The forms of a word, the word itself first if the index has it.
pub(super) fn forms(engine: &Engine, word: &str, prefix: Prefix) -> Result<Vec<Form>, EngineError> {
    let dictionary = engine.segment.body.terms();
    let letters = word.chars().count();
    if prefix == Prefix::Starred {
        let longer = beginning(dictionary, word)?;
        return Ok(most(longer, word, weight::INFLECTED, MOST_STARRED));
    }
    let stems = engine.stemmer.stems(word);
    let mut found = Vec::new();
    if stems.is_empty() || letters < 3 {
        found.extend(dictionary.get(word)?.map(|info| Form { term: word.to_owned(), info, weight: weight::ITSELF }));
    } else {
        // Forms share all of the stem but its last letter: `luz` and `luces`, `city` and `cities`.
        let shared = stems.iter().map(|stem| common(stem, word)).min().unwrap_or_default();
        let begin: String = word.chars().take(shared.saturating_sub(1).max(2)).collect();
        for mut form in beginning(dictionary, &begin)? {
            if form.term == word {
                found.insert(0, form);
            } else if Stemmer::same(&stems, &engine.stemmer.stems(&form.term)) {
                form.weight = weight::INFLECTED;
                found.push(form);
            }
        }
    }
    if prefix == Prefix::Typing && letters >= LEAST_UNFINISHED {
        let mut longer = beginning(dictionary, word)?;
        longer.retain(|form| found.iter().all(|known| known.term != form.term));
        found.extend(most(longer, word, weight::LONGER, MOST_LONGER));
    }
    Ok(found)
}

/// Forms of a word that the reader probably meant instead.
pub(super) fn similar(engine: &Engine, word: &str) -> Result<Vec<Form>, EngineError> {
    let mut forms = forms(engine, word, Prefix::No)?;
    forms.iter_mut().for_each(|form| form.weight *= weight::SIMILAR);
    Ok(forms)
}

/// Terms that begin so, in order.
pub(super) fn beginning(dictionary: &TermDictionary, begin: &str) -> Result<Vec<Form>, EngineError> {
    let mut terms = Vec::new();
    let mut end = begin.as_bytes().to_vec();
    // No byte of UTF-8 is 255, so that there is a next one.
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    let upper = if end.is_empty() { Bound::Unbounded } else { Bound::Excluded(&end[..]) };
    let read = dictionary.file_slice_for_range((Bound::Included(begin.as_bytes()), upper), None).read_bytes()?;
    if !blocks::hold_together(&read) {
        return Err(postings::damaged());
    }
    let range = dictionary.range().ge(begin.as_bytes());
    let range = if end.is_empty() { range } else { range.lt(&end) };
    let mut stream = range.into_stream()?;
    while stream.advance() {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            terms.push(Form { term: term.to_owned(), info: stream.value().clone(), weight: weight::ITSELF });
        }
    }
    Ok(terms)
}

/// The word itself, and of the longer ones those that most records have.
fn most(mut forms: Vec<Form>, word: &str, weight: f32, most: usize) -> Vec<Form> {
    forms.sort_by(|a, b| {
        let key = |form: &Form| (form.term != word, std::cmp::Reverse(form.info.doc_freq));
        key(a).cmp(&key(b)).then_with(|| a.term.cmp(&b.term))
    });
    forms.truncate(most);
    for form in forms.iter_mut().filter(|form| form.term != word) {
        form.weight = weight;
    }
    forms
}

/// Letters that two words begin with alike.
fn common(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count()
}
