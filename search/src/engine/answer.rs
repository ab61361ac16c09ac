//! What a query came to: what fits it, what is to be marked, and what the reader is told.

use super::postings::Matches;
use crate::analyzer::{Token, tokens};
use crate::request::Hit;
use crate::{Language, Note, messages};

/// Terms that are marked, at most.
const MOST_MARKED: usize = 60;

/// Words that were read as others and are told, at most.
const MOST_TOLD: usize = 5;

/// What a query came to.
pub(super) struct Answer {
    pub(super) matches: Matches,
    pub(super) notes: Vec<Note>,
    pub(super) terms: Terms,
    /// Words that were read as others.
    pub(super) corrections: Vec<(Token, String)>,
    /// Whether the query asks for words at all.
    pub(super) has_words: bool,
}

/// Terms to mark, each with how much it tells.
#[derive(Debug, Default)]
pub(super) struct Terms(Vec<(String, f32)>);

impl Terms {
    pub(super) fn add(&mut self, term: &str, weight: f32) {
        if let Some((_, known)) = self.0.iter_mut().find(|(known, _)| known == term) {
            *known = known.max(weight);
        } else if self.0.len() < MOST_MARKED {
            self.0.push((term.to_owned(), weight));
        }
    }

    /// How much a term tells; none, if it is not to be marked.
    pub(super) fn weight(&self, term: &str) -> Option<f32> {
        self.0.iter().find(|(known, _)| known == term).map(|&(_, weight)| weight)
    }

    pub(super) fn into_words(self) -> Vec<String> {
        self.0.into_iter().map(|(term, _)| term).collect()
    }
}

impl Answer {
    /// Which words were read as others, in the spelling of the results shown; then the other notes.
    pub(super) fn tell_corrections(&mut self, language: Language, hits: &[Hit]) {
        let mut notes: Vec<Note> = Vec::new();
        for (token, term) in &mut self.corrections {
            if let Some(spelled) = spelled(term, hits) {
                *term = spelled;
            }
            let note = messages::corrected(language, &token.term, term);
            // A word that is typed twice is told once.
            if notes.len() < MOST_TOLD && !notes.contains(&note) {
                notes.push(note);
            }
        }
        notes.append(&mut self.notes);
        self.notes = notes;
    }

    /// The query with the words that were read instead.
    pub(super) fn suggestion(&self, query: &str) -> Option<String> {
        let mut corrections: Vec<_> = self.corrections.iter().collect();
        corrections.sort_by_key(|(token, _)| std::cmp::Reverse(token.start));
        let mut suggestion = query.to_owned();
        for (token, term) in &corrections {
            if suggestion.get(token.start..token.end).is_some() {
                suggestion.replace_range(token.start..token.end, term);
            }
        }
        (!corrections.is_empty()).then_some(suggestion)
    }
}

/// A letter of a western European language in lower case; the tables for all others would be a fiftieth of the engine.
fn small(letter: char) -> char {
    match letter {
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        letter => letter.to_ascii_lowercase(),
    }
}

/// A term as a result has it, with its accents; none, if it is marked in no result.
fn spelled(term: &str, hits: &[Hit]) -> Option<String> {
    let texts = hits.iter().flat_map(|hit| [&hit.marked_title, &hit.snippet]);
    let mut marked = texts.flat_map(|text| text.0.iter().skip(1).step_by(2));
    marked.find_map(|text| {
        let token = tokens(text).find(|token| token.term == term)?;
        Some(text[token.start..token.end].chars().map(small).collect())
    })
}
