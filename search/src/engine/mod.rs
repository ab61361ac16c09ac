//! Query → results.

mod acronyms;
mod answer;
mod blocks;
mod columns;
mod evaluate;
mod facets;
mod fields;
mod forms;
mod hits;
mod phrase;
mod postings;
mod snippet;
mod spelling;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::Index;
use tantivy::directory::Directory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{IndexSettings, InvertedIndexReader, SegmentId, SegmentReader};

use crate::analyzer::Stemmer;
use crate::catalog::Catalog;
use crate::guard::guarded;
use crate::query::{self, Node};
use crate::read::{Files, Pieces, Source};
use crate::request::{FacetValue, Hit, Request, Response, Sort};
use crate::schema::{self, Fields, SEGMENT};
use crate::{EngineError, Language, Vocabulary, messages};

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use columns::stored;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use fields::document_term;

use answer::Answer;
use columns::{Columns, Facet};
use evaluate::Evaluation;
use forms::Tolerance;
use postings::Matches;

/// Rounds of pieces that one request may need: each is for what the one before told, and no query tells so often.
const MOST_ROUNDS: usize = 20;

/// An index that is open, with the pieces of it that were read so far.
pub struct Engine {
    catalog: Catalog,
    pieces: Arc<Pieces>,
    stemmer: Stemmer,
    segment: Opened,
    columns: Columns,
    /// What was found by a request whose results were not here yet.
    ranked: Option<(Request, Ranked)>,
}

/// What fits a request, in order: everything but the results' own texts.
struct Ranked {
    answer: Answer,
    total: usize,
    shown: Matches,
    facets: BTreeMap<&'static str, Vec<FacetValue>>,
}

/// What a search comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// These pieces have to be [inserted](Engine::insert) first; then the same request is to be made again.
    Need(Vec<u32>),
    /// The answer.
    Done(Box<Response>),
}

/// The one segment of an index.
pub(crate) struct Opened {
    pub(crate) reader: SegmentReader,
    pub(crate) fields: Fields,
    pub(crate) body: Arc<InvertedIndexReader>,
    pub(crate) meeting: Arc<InvertedIndexReader>,
    pub(crate) document: Arc<InvertedIndexReader>,
}

impl Opened {
    /// Opens the segment of an index of so many records.
    ///
    /// Not by tantivy's `Index::open`, which reads `meta.json`: what that says is known, and a reader of it would make the
    /// engine a quarter larger. An index is created instead, over files that are there already.
    pub(crate) fn open<S: Source>(files: Files<S>, records: u32) -> Result<Self, EngineError> {
        let fields = schema::fields();
        let directory: Box<dyn Directory> = Box::new(files);
        let index = Index::create(directory, fields.schema.clone(), IndexSettings::default())?;
        let id = SegmentId::from_uuid_string(SEGMENT).map_err(|_| EngineError::new("the segment has no name"))?;
        let reader = SegmentReader::open(&index.segment(index.new_segment_meta(id, records)))?;
        let body = reader.inverted_index(fields.body)?;
        let meeting = reader.inverted_index(fields.meeting)?;
        let document = reader.inverted_index(fields.document)?;
        Ok(Self { reader, fields, body, meeting, document })
    }

    /// Records, as the catalog says.
    pub(crate) fn count(&self) -> u32 {
        self.reader.max_doc()
    }

    /// The lengths of records.
    fn norms(&self) -> Result<FieldNormReader, EngineError> {
        let norms = self.reader.get_fieldnorms_reader(self.fields.body)?;
        if norms.num_docs() == self.count() { Ok(norms) } else { Err(postings::damaged()) }
    }

    /// Records, as many as lengths are here: for what goes through all of them, or makes room for them.
    fn checked(&self) -> Result<u32, EngineError> {
        self.norms().map(|norms| norms.num_docs())
    }
}

impl Engine {
    /// Opens an index by its catalog.
    ///
    /// # Errors
    /// Where the catalog is damaged or of another version.
    pub fn open(catalog: &[u8]) -> Result<Self, EngineError> {
        guarded(|| Self::read(catalog))
    }

    fn read(catalog: &[u8]) -> Result<Self, EngineError> {
        let (catalog, first) = Catalog::parse(catalog)?;
        let count =
            u32::try_from(catalog.entries.len()).ok().and_then(|count| catalog.first_entries.checked_add(count));
        let count = count
            .filter(|count| *count < 1 << 24)
            .ok_or_else(|| EngineError::new("the catalog has too many pieces"))?;
        let pieces = Arc::new(Pieces::new(&catalog.files, count)?);
        pieces.insert(0, first)?;
        let segment = Opened::open(Files(Arc::clone(&pieces)), catalog.records)?;
        Ok(Self {
            stemmer: Stemmer::new(catalog.language),
            catalog,
            pieces,
            segment,
            columns: Columns::default(),
            ranked: None,
        })
    }

    /// How many records there are.
    #[must_use]
    pub fn records(&self) -> u32 {
        self.catalog.records
    }

    /// Adds a piece that a search [needs](Outcome::Need).
    ///
    /// # Errors
    /// Where there is no such piece, or it has another length than the catalog says.
    pub fn insert(&mut self, piece: u32, bytes: Vec<u8>) -> Result<(), EngineError> {
        self.pieces.insert(piece, bytes)
    }

    /// Answers a request, or tells what has to be read first.
    ///
    /// # Errors
    /// Where the index is damaged.
    pub fn search(&mut self, request: &Request) -> Result<Outcome, EngineError> {
        self.pieces.take_missing();
        let result = guarded(|| self.attempt(request));
        let missing = self.pieces.take_missing();
        if missing.is_empty() { Ok(Outcome::Done(Box::new(result?))) } else { Ok(Outcome::Need(missing)) }
    }

    /// Answers a request, with the pieces that `piece` gets by their numbers, decompressed.
    ///
    /// # Errors
    /// Where the index is damaged, or a piece cannot be had.
    pub fn answer<E: From<EngineError>>(
        &mut self,
        request: &Request,
        mut piece: impl FnMut(u32) -> Result<Vec<u8>, E>,
    ) -> Result<Response, E> {
        for _ in 0..MOST_ROUNDS {
            match self.search(request)? {
                Outcome::Done(response) => return Ok(*response),
                Outcome::Need(numbers) => {
                    for number in numbers {
                        self.insert(number, piece(number)?)?;
                    }
                }
            }
        }
        Err(EngineError::new("the index asks for pieces without end").into())
    }

    /// The values of a facet that a name can mean, as filters call them: `atend` → `atendido`, `late` being `true`. None,
    /// if there is no such value or facet.
    #[must_use]
    pub fn filter(&self, facet: &str, name: &str) -> Vec<String> {
        let Some(facet) = Facet::ALL.into_iter().find(|known| known.name() == facet) else { return Vec::new() };
        fields::ids(self, facet, name)
    }

    /// The language of the site.
    #[must_use]
    pub fn language(&self) -> Language {
        self.catalog.language
    }

    fn vocabulary(&self) -> &Vocabulary {
        &self.catalog.vocabulary
    }

    /// An answer; an error, if something is damaged or not here yet. What fits is not looked for again when nothing but the
    /// results' texts was missing.
    fn attempt(&mut self, request: &Request) -> Result<Response, EngineError> {
        let known = self.ranked.take().filter(|(of, _)| of == request);
        let ranked = match known {
            Some((_, ranked)) => ranked,
            None => self.rank(request)?,
        };
        match hits::load(self, &ranked.shown, &ranked.answer.terms) {
            Ok(hits) => Ok(self.response(request, ranked, hits)),
            Err(error) => {
                self.ranked = Some((request.clone(), ranked));
                Err(error)
            }
        }
    }

    fn response(&self, request: &Request, ranked: Ranked, hits: Vec<Hit>) -> Response {
        let Ranked { mut answer, total, facets, .. } = ranked;
        answer.tell_corrections(self.language(), &hits);
        let suggestion = answer.suggestion(&request.query);
        Response { total, hits, facets, notes: answer.notes, suggestion, words: answer.terms.into_words() }
    }

    fn rank(&mut self, request: &Request) -> Result<Ranked, EngineError> {
        // Both are needed, whatever the words are: asked for together with these.
        let columns = self.columns.load(&self.segment, &self.catalog.vocabulary, request.sort);
        let node = values::joined(self, query::parse(&request.query, request.typing));
        let asked = !request.query.trim().is_empty();
        let found = self.find(&node);
        columns?;
        let mut answer = found?;
        if asked && node == Node::All(Vec::new()) {
            answer.notes.push(messages::no_words(self.language()));
        }
        if request.query.chars().count() > query::LONGEST {
            answer.notes.push(messages::cut(self.language()));
        }
        // Nothing asked but filters: everything that they leave.
        if !asked && request.filters.values().any(|values| !values.is_empty()) {
            answer.matches = postings::everything(self.segment.checked()?);
        }
        let browsing = !asked && answer.matches.is_empty();
        let counted =
            if browsing { postings::everything(self.segment.checked()?) } else { std::mem::take(&mut answer.matches) };
        let (mut kept, facets) = facets::count(self, &counted, &request.filters);
        if browsing {
            kept.clear();
        }
        let total = kept.len();
        let shown = hits::choose(kept, request, &self.columns);
        Ok(Ranked { answer, total, shown, facets })
    }

    /// What fits the query: as it is; else with words read as others; else the most of it.
    fn find(&self, node: &Node) -> Result<Answer, EngineError> {
        let strict = Evaluation::new(self, Tolerance::None).answer(node)?;
        if !strict.matches.is_empty() || !strict.has_words {
            return Ok(strict);
        }
        let corrected = Evaluation::new(self, Tolerance::Unknown).answer(node)?;
        if !corrected.matches.is_empty() {
            return Ok(corrected);
        }
        let mut tolerant = Evaluation::new(self, Tolerance::All).answer(node)?;
        if !tolerant.matches.is_empty() {
            tolerant.corrections.clear();
            tolerant.notes.push(messages::tolerant(self.language()));
            return Ok(tolerant);
        }
        let mut partial = Evaluation::new(self, Tolerance::Unknown).most(node)?;
        if !partial.matches.is_empty() {
            partial.notes.push(messages::partial(self.language()));
        } else {
            // What finds nothing either is nothing to suggest.
            partial.corrections.clear();
        }
        Ok(partial)
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("records", &self.catalog.records).finish_non_exhaustive()
    }
}

/// Whether an order needs the dates.
fn needs_dates(sort: Sort) -> bool {
    sort != Sort::Relevance
}
