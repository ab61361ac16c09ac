//! Tree → records with scores.
//!
//! A record's score for a word is BM25 (S. Robertson, H. Zaragoza, 'The Probabilistic Relevance Framework: BM25 and
//! Beyond', 2009), times the weight of the best form of the word that it has. A record that has the word itself is scored by
//! how rare that is, and other forms add a part of their counts; one that has only others is scored by how rare all forms
//! together are. Scores of words add up. Every set is evaluated whole: totals and facets count all of it anyway.

use std::collections::BTreeMap;

use tantivy::DocSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;

use super::answer::{Answer, Terms};
use super::forms::{Form, Tolerance, forms, similar, weight};
use super::postings::{Match, Matches, both, either, everything, next, without};
use super::{Engine, acronyms, fields, phrase, spelling};
use crate::analyzer::{Token, is_stop_word};
use crate::query::{Node, Prefix, Word};
use crate::{EngineError, Kind, Note};

/// BM25's saturation: that a word stands in a short record says nearly all, how often says little. Of 0.6 to 2.2, this and
/// what is near it found most known commitments by their frequent words.
const K1: f32 = 0.9;
/// BM25's length normalisation, as Lucene and tantivy have it.
const B: f32 = 0.75;

/// Added for each word that a partial match has, so that one with more words comes first whatever its score.
const WORD: f32 = 1000.0;

/// Added for a record whose id is what was asked for, or begins so: before every other that mentions it, and behind one
/// that has more words of a partial match.
const IDENTIFIED: f32 = 100.0;

pub(super) struct Evaluation<'a> {
    engine: &'a Engine,
    tolerance: Tolerance,
    norms: Result<FieldNormReader, EngineError>,
    notes: Vec<Note>,
    terms: Terms,
    corrections: Vec<(Token, String)>,
    /// What words came to that were looked for already.
    known: BTreeMap<(String, Prefix), Known>,
    has_words: bool,
}

/// What a word came to.
#[derive(Clone)]
struct Known {
    matches: Matches,
    /// The word that it was read as.
    correction: Option<String>,
    /// What is to be marked, with how much it tells.
    terms: Vec<(String, f32)>,
}

impl<'a> Evaluation<'a> {
    pub(super) fn new(engine: &'a Engine, tolerance: Tolerance) -> Self {
        Self {
            engine,
            tolerance,
            norms: engine.segment.norms(),
            notes: Vec::new(),
            terms: Terms::default(),
            corrections: Vec::new(),
            known: BTreeMap::new(),
            has_words: false,
        }
    }

    /// What fits the tree.
    pub(super) fn answer(mut self, node: &Node) -> Result<Answer, EngineError> {
        let matches = self.matches(&acronyms::expanded(self.engine, node))?;
        Ok(self.done(matches))
    }

    /// What has the most of the tree's words, and passes its fields and exclusions.
    pub(super) fn most(mut self, node: &Node) -> Result<Answer, EngineError> {
        let alone = std::slice::from_ref(node);
        let nodes = if let Node::All(nodes) = node { nodes } else { alone };
        let mut words = Vec::new();
        let mut rest = Vec::new();
        for node in nodes {
            match node {
                Node::Phrase { words: tokens, .. } => words.extend(tokens.iter().map(whole_word)),
                Node::Word(_) | Node::Any(_) | Node::All(_) => words.push(node.clone()),
                Node::Field(_) | Node::Not(_) => rest.push(node.clone()),
            }
        }
        let telling: Vec<Node> = words.iter().filter(|node| !self.is_stop_word(node)).cloned().collect();
        let words = if telling.is_empty() { words } else { telling };
        let sets = self.each(&words)?;
        let mut counted = Matches::new();
        for set in &sets {
            let set: Matches = set.iter().map(|found| Match { score: found.score + WORD, ..*found }).collect();
            counted = either(&counted, &set, |a, b| a + b);
        }
        if !rest.is_empty() {
            let passed = self.all(&rest)?;
            counted = both(&counted, &passed);
        }
        let best = counted.iter().map(|found| found.score).fold(0.0, f32::max);
        #[expect(clippy::cast_precision_loss, reason = "a query has no million words")]
        let half = sets.len().div_ceil(2) as f32 * WORD;
        let least = half.min((best / WORD).floor() * WORD);
        counted.retain(|found| found.score >= least);
        Ok(self.done(counted))
    }

    fn done(self, matches: Matches) -> Answer {
        let Self { notes, terms, corrections, has_words, .. } = self;
        Answer { matches, notes, terms, corrections, has_words }
    }

    fn matches(&mut self, node: &Node) -> Result<Matches, EngineError> {
        match node {
            Node::Word(word) => self.word(word),
            Node::Phrase { words, run } => self.phrase(words, run.as_deref()),
            Node::Field(test) => match fields::records(self.engine, test)? {
                Some(records) => Ok(records),
                None => {
                    self.notes.push(fields::unknown(self.engine, test));
                    Ok(Matches::new())
                }
            },
            Node::All(nodes) => self.all(nodes),
            Node::Any(nodes) => {
                let sets = self.each(nodes)?;
                Ok(sets.iter().fold(Matches::new(), |joined, set| either(&joined, set, |a, b| a + b)))
            }
            Node::Not(_) => self.all(std::slice::from_ref(node)),
        }
    }

    /// The sets of several nodes. Each is asked for before one that is not here yet ends it, so that what is missing is
    /// read at once.
    fn each(&mut self, nodes: &[Node]) -> Result<Vec<Matches>, EngineError> {
        let sets: Vec<_> = nodes.iter().map(|node| self.matches(node)).collect();
        sets.into_iter().collect()
    }

    fn all(&mut self, nodes: &[Node]) -> Result<Matches, EngineError> {
        if nodes.is_empty() {
            return Ok(Matches::new());
        }
        let (excluded, wanted): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(|node| matches!(node, Node::Not(_)));
        let telling = wanted.iter().any(|node| !self.is_stop_word(node));
        let wanted: Vec<Node> =
            wanted.into_iter().filter(|node| !telling || !self.is_stop_word(node)).cloned().collect();
        let marked = std::mem::take(&mut self.terms);
        let excluded: Vec<Node> = excluded
            .into_iter()
            .filter_map(|node| if let Node::Not(node) = node { Some((**node).clone()) } else { None })
            .collect();
        let has_words = self.has_words;
        let excluded = self.each(&excluded);
        // What must not be there is nothing to mark.
        self.terms = marked;
        self.has_words = has_words;
        let mut sets = self.each(&wanted)?;
        let excluded = excluded?;
        sets.sort_by_key(Vec::len);
        let mut joined = match sets.into_iter().reduce(|joined, set| both(&joined, &set)) {
            Some(joined) => joined,
            None => everything(self.engine.segment.checked()?),
        };
        for set in &excluded {
            joined = without(&joined, set);
        }
        Ok(joined)
    }

    fn is_stop_word(&self, node: &Node) -> bool {
        matches!(node, Node::Word(Word { token, prefix: Prefix::No | Prefix::Typing })
            if is_stop_word(&token.term, self.engine.language()))
    }

    fn word(&mut self, word: &Word) -> Result<Matches, EngineError> {
        self.has_words = true;
        let key = (word.token.term.clone(), word.prefix);
        let known = match self.known.get(&key) {
            Some(known) => known.clone(),
            None => {
                let known = self.look_up(word)?;
                self.known.insert(key, known.clone());
                known
            }
        };
        known.terms.iter().for_each(|(term, weight)| self.terms.add(term, *weight));
        self.corrections.extend(known.correction.map(|read| (word.token.clone(), read)));
        Ok(known.matches)
    }

    fn look_up(&self, word: &Word) -> Result<Known, EngineError> {
        let term = &word.token.term;
        let mut correction = None;
        let mut found = forms(self.engine, term, word.prefix)?;
        if found.is_empty() && self.tolerance != Tolerance::None && word.prefix != Prefix::Starred {
            if let Some(nearest) = spelling::nearest(self.engine, term)? {
                found = similar(self.engine, &nearest)?;
                correction = Some(nearest);
            }
        } else if self.tolerance == Tolerance::All {
            for neighbour in spelling::neighbours(self.engine, term)? {
                let near = similar(self.engine, &neighbour)?;
                let new = near.into_iter().filter(|form| found.iter().all(|known| known.term != form.term));
                found.extend(new.collect::<Vec<_>>());
            }
        }
        let lists: Vec<_> = found.iter().map(|form| self.list(form)).collect();
        let lists: Vec<Vec<(u32, u32)>> = lists.into_iter().collect::<Result<_, _>>()?;
        let own = found.iter().zip(&lists).find(|(form, _)| form.is_itself()).map(|(_, list)| self.rarity(list.len()));
        let joined = join(&found, &lists);
        let weight = self.rarity(joined.len());
        let terms = found.iter().map(|form| (form.term.clone(), weight * form.weight)).collect();
        let scorer = self.scorer()?;
        let matches = joined
            .into_iter()
            .map(|Found { record, count, best }| {
                let weight = own.filter(|_| best >= weight::ITSELF).unwrap_or(weight);
                Match { record, score: weight * best * scorer.saturation(record, count / best) }
            })
            .collect();
        Ok(Known { matches, correction, terms })
    }

    /// Records with a term, and how many times each has it.
    fn list(&self, form: &Form) -> Result<Vec<(u32, u32)>, EngineError> {
        let mut postings =
            self.engine.segment.body.read_postings_from_terminfo(&form.info, IndexRecordOption::WithFreqs)?;
        let mut list: Vec<(u32, u32)> = Vec::new();
        while let Some(record) = next(&postings, list.last().map(|(last, _)| *last), self.engine.segment.count())? {
            list.push((record, postings.term_freq()));
            postings.advance();
        }
        Ok(list)
    }

    /// Words in a row. What is no quote may be the beginning of a document's number or of an id; else it is its words,
    /// wherever they stand.
    fn phrase(&mut self, words: &[Token], run: Option<&str>) -> Result<Matches, EngineError> {
        self.has_words = true;
        let dictionary = self.engine.segment.body.terms();
        let infos: Vec<_> = words.iter().map(|token| dictionary.get(&token.term)).collect();
        let infos: Vec<_> = infos.into_iter().collect::<Result<_, _>>()?;
        let forms: Option<Vec<Form>> = words
            .iter()
            .zip(infos)
            .map(|(token, info)| info.map(|info| Form { term: token.term.clone(), info, weight: 1.0 }))
            .collect();
        let records = match &forms {
            Some(forms) => phrase::records(self.engine, forms)?,
            None => Vec::new(),
        };
        if let Some(run) = run.filter(|_| records.is_empty()) {
            let mut identified = fields::beginning_so(self.engine, run)?;
            if !identified.is_empty() {
                words.iter().for_each(|token| self.terms.add(&token.term, 1.0));
                identified.iter_mut().for_each(|found| found.score = self.identified(found.record));
                return Ok(identified);
            }
            let words: Vec<Node> = words.iter().map(whole_word).collect();
            return self.all(&words);
        }
        if records.is_empty() {
            return Ok(Matches::new());
        }
        let mut weight = 0.0;
        let function = |term: &str| is_stop_word(term, self.engine.language());
        let telling = words.iter().any(|token| !function(&token.term));
        let mut marked = Vec::new();
        for form in forms.iter().flatten() {
            let rarity = self.rarity(form.info.doc_freq as usize);
            weight += rarity;
            // Alone, as they are marked, these tell nothing.
            if !telling || !function(&form.term) {
                marked.push((&form.term, rarity));
            }
        }
        marked.into_iter().for_each(|(term, rarity)| self.terms.add(term, rarity));
        let scorer = self.scorer()?;
        let score = |found: phrase::Found| {
            let own = if found.first { self.identified(found.record) } else { 0.0 };
            let score = own + weight * scorer.saturation(found.record, as_f32(found.count));
            Match { record: found.record, score }
        };
        Ok(records.into_iter().map(score).collect())
    }

    /// What a record gains by an id that is what was asked for, or begins so: of a meeting and the commitments made in it,
    /// whose ids begin alike, the meeting is meant.
    fn identified(&self, record: u32) -> f32 {
        if self.engine.columns.is(record, Kind::Meeting) { 2.0 * IDENTIFIED } else { IDENTIFIED }
    }

    /// BM25's inverse document frequency of what `found` records have. The logarithm is a library's and not the
    /// platform's, so that scores are the same to the last bit in the terminal and in the browser.
    fn rarity(&self, found: usize) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "counts of records, far below 2^53")]
        let (all, found) = (f64::from(self.engine.segment.count()), found as f64);
        let rarity = libm::log(1.0 + (all - found + 0.5) / (found + 0.5));
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 22")]
        let rarity = rarity as f32;
        rarity
    }

    fn scorer(&self) -> Result<Scorer, EngineError> {
        let norms = self.norms.clone()?;
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a mean length, in words")]
        let mean =
            (self.engine.segment.body.total_num_tokens() as f64 / f64::from(self.engine.segment.count().max(1))) as f32;
        let length = |id: u8| {
            #[expect(clippy::cast_precision_loss, reason = "lengths are coded coarsely anyway")]
            let words = FieldNormReader::id_to_fieldnorm(id) as f32;
            K1 * (1.0 - B + B * words / mean.max(1.0))
        };
        Ok(Scorer { norms, lengths: (0..=u8::MAX).map(length).collect() })
    }
}

/// How often a record has something, made comparable.
struct Scorer {
    norms: FieldNormReader,
    /// By the code of a record's length.
    lengths: Vec<f32>,
}

impl Scorer {
    fn saturation(&self, record: u32, count: f32) -> f32 {
        count * (K1 + 1.0) / (count + self.lengths[usize::from(self.norms.fieldnorm_id(record))])
    }
}

/// A record that has some form of a word.
struct Found {
    record: u32,
    /// How often it has each form, times that form's weight, added up.
    count: f32,
    /// The best weight of them.
    best: f32,
}

/// The records that have any of the forms, in order; `lists` has for each form its records, and how often each has it.
fn join(forms: &[Form], lists: &[Vec<(u32, u32)>]) -> Vec<Found> {
    let mut joined = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    for (form, list) in forms.iter().zip(lists) {
        let weight = form.weight;
        joined.extend(list.iter().map(|&(record, count)| Found {
            record,
            count: as_f32(count) * weight,
            best: weight,
        }));
    }
    if forms.len() > 1 {
        // Stable, so that counts are added in the order of forms, and scores are the same everywhere.
        joined.sort_by_key(|found| found.record);
        joined.dedup_by(|other, kept| {
            let same = other.record == kept.record;
            if same {
                kept.count += other.count;
                kept.best = kept.best.max(other.best);
            }
            same
        });
    }
    joined
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in a record")]
fn as_f32(count: u32) -> f32 {
    count as f32
}

pub(super) fn whole_word(token: &Token) -> Node {
    Node::Word(Word { token: token.clone(), prefix: Prefix::No })
}
