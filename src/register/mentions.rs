//! Acronyms and document numbers recognised in plain text.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use daachorse::{DoubleArrayAhoCorasick, DoubleArrayAhoCorasickBuilder, MatchKind};

use super::Directory;
use crate::model::{Document, DocumentIx, PartyIx};

/// What a stretch of plain text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mention<'a> {
    /// A document, by its number.
    Document(DocumentIx),
    /// An organisation or unit, by its acronym.
    Party(PartyIx),
    /// An acronym of the glossary and what it stands for.
    Term(&'a str),
    /// A web address.
    Url,
}

/// Finds mentions in one pass over the text.
#[derive(Default)]
pub struct Mentions {
    /// Finds the places of words in `targets`.
    automaton: Option<DoubleArrayAhoCorasick<usize>>,
    targets: Vec<Target>,
}

#[derive(Debug)]
enum Target {
    Document(DocumentIx),
    Party(PartyIx),
    Term(String),
    Url,
}

impl fmt::Debug for Mentions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Mentions").field("targets", &self.targets).finish_non_exhaustive()
    }
}

impl Mentions {
    /// Learns the numbers of documents alone.
    pub(super) fn of_documents(documents: &[Document]) -> Self {
        Self::new(&Directory::default(), documents, &BTreeMap::new())
    }

    /// Learns every document number, every acronym that only one party has, and the glossary, which wins over them.
    pub(super) fn new(directory: &Directory, documents: &[Document], glossary: &BTreeMap<String, String>) -> Self {
        let mut words: BTreeMap<String, Option<Target>> = BTreeMap::new();
        for party in directory.parties() {
            let label = directory.label(party);
            if label != directory.name(party) && label.chars().count() >= 2 {
                // Of an acronym that two parties have, plain text does not say which it means.
                words.entry(label.to_owned()).and_modify(|target| *target = None).or_insert(Some(Target::Party(party)));
            }
        }
        for (i, document) in documents.iter().enumerate() {
            words.insert(document.id.clone(), Some(Target::Document(DocumentIx(i))));
        }
        for (term, meaning) in glossary.iter().filter(|(term, _)| !term.is_empty()) {
            words.insert(term.clone(), Some(Target::Term(meaning.clone())));
        }
        for scheme in ["https://", "http://"] {
            words.insert(scheme.to_owned(), Some(Target::Url));
        }
        let (words, targets): (Vec<_>, Vec<_>) =
            words.into_iter().filter_map(|(word, target)| target.map(|target| (word, target))).unzip();
        // Building fails only for gigabytes of words; then nothing is linked, which is still a site.
        let automaton = DoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(words.iter().enumerate().map(|(place, word)| (word, place)))
            .ok();
        Self { automaton, targets }
    }

    /// Whether any document is known.
    pub(super) fn knows_documents(&self) -> bool {
        self.targets.iter().any(|target| matches!(target, Target::Document(_)))
    }

    /// What the text mentions, from left to right, none overlapping another.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Mention<'a>)> {
        let mut from = 0;
        self.automaton.iter().flat_map(move |automaton| automaton.leftmost_find_iter(text)).filter_map(move |found| {
            let (target, range) = (&self.targets[found.value()], found.start()..found.end());
            let (range, mention) = match target {
                Target::Url => (url(text, range)?, Mention::Url),
                Target::Document(ix) => (whole(text, range, is_number_part)?, Mention::Document(*ix)),
                Target::Party(ix) => (whole(text, range, char::is_alphanumeric)?, Mention::Party(*ix)),
                Target::Term(meaning) => (whole(text, range, char::is_alphanumeric)?, Mention::Term(meaning)),
            };
            let is_new = range.start >= from;
            if is_new {
                from = range.end;
            }
            is_new.then_some((range, mention))
        })
    }
}

/// The range, if it is a word: what stands beside it is no part of one.
fn whole(text: &str, range: Range<usize>, part: fn(char) -> bool) -> Option<Range<usize>> {
    let before = text[..range.start].chars().next_back().is_some_and(part);
    let mut after = text[range.end..].chars();
    let next = after.next();
    let after = next.is_some_and(|c| {
        if c.is_alphanumeric() { part(c) } else { part(c) && after.next().is_some_and(char::is_alphanumeric) }
    });
    // `INE/CG241/2022` is no mention of the INE.
    let slash = text[..range.start].ends_with('/') || next == Some('/');
    (!before && !after && !slash).then_some(range)
}

fn is_number_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '-' | '_')
}

/// Longer than browsers and servers agree on; whatever it is, it is no link.
const LONGEST_URL: usize = 2_000;

/// A web address up to the space, quote or bracket that ends it, without the punctuation of the sentence.
fn url(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let rest = &text[range.start..];
    let end = rest
        .find(|c: char| c.is_whitespace() || c.is_control() || "<>\"'«»“”`|\\^{}".contains(c))
        .unwrap_or(rest.len());
    if end > LONGEST_URL {
        return None;
    }
    let mut url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    while url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
        url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    }
    let before = text[..range.start].chars().next_back().is_some_and(char::is_alphanumeric);
    (url.len() > range.len() && !before).then(|| range.start..range.start + url.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_ten_thousand_words_the_longest_whole_one_is_found() {
        let glossary = (0..10_000).map(|i| (format!("G{i}"), i.to_string())).collect();
        let mentions = Mentions::new(&Directory::default(), &[], &glossary);
        let terms = |text: &str| -> Vec<String> {
            let found = mentions.find(text).map(|(range, mention)| match mention {
                Mention::Term(meaning) => format!("{}={meaning}", &text[range]),
                other => format!("{other:?}"),
            });
            found.collect()
        };
        assert_eq!(terms("G1, G12 (G9999) y «G0»."), ["G1=1", "G12=12", "G9999=9999", "G0=0"]);
        // Parts of words, and of paths, are none.
        assert_eq!(terms("G12345 aG12 G12a G12/a G"), Vec::<String>::new());
    }
}
