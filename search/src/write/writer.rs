//! Records → tantivy's files.

use std::io::{BufWriter, Write as _};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use tantivy::index::{IndexSettings, SegmentComponent};
use tantivy::store::Compressor;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};
use tantivy::{Index as TantivyIndex, SingleSegmentIndexWriter, TantivyDocument};
use tempfile::SpooledTempFile;

use super::aside::{Aside, Stored};
use super::layout::Layout;
use super::recorder::Recorder;
use super::values;
use super::{Index, IndexError, gather, gzip};
use crate::catalog::{Catalog, FORMAT};
use crate::engine::stored;
use crate::schema::{self, Fields, SEGMENT, TOKENIZER, column};
use crate::{EngineError, Entry, Language, Record, Vocabulary, tokens};

/// Bytes of entries that a piece is filled to, before compression. Ten results cost ten pieces, so that they are small.
const ENTRIES: usize = 1_200;

/// Only sizes tantivy's hash table at the start; it grows.
const MEMORY: usize = 64 << 20;

/// Makes an index of records. Their order is the order of records that fit equally well, the last first: the oldest
/// meeting comes first.
pub struct IndexWriter {
    writer: SingleSegmentIndexWriter,
    aside: Aside,
    fields: Fields,
    language: Language,
    vocabulary: Vocabulary,
    records: u32,
    open: Vec<Entry>,
    open_bytes: usize,
    /// Pieces of entries, compressed, and where they are.
    entries: BufWriter<SpooledTempFile>,
    entry_places: Vec<Range<usize>>,
    counts: Vec<u32>,
}

impl std::fmt::Debug for IndexWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexWriter").field("records", &self.records).finish_non_exhaustive()
    }
}

impl IndexWriter {
    /// Begins an index, in memory.
    ///
    /// # Errors
    /// None in practice.
    pub fn new(language: Language, vocabulary: Vocabulary) -> Result<Self, IndexError> {
        Self::begin(language, vocabulary, Aside::new(None))
    }

    /// Begins an index that sets aside in `folder` what is made of it: in files without a name, gone with the program.
    ///
    /// # Errors
    /// If the folder cannot be written to.
    pub fn in_folder(language: Language, vocabulary: Vocabulary, folder: &Path) -> Result<Self, IndexError> {
        Self::begin(language, vocabulary, Aside::new(Some(folder)))
    }

    fn begin(language: Language, vocabulary: Vocabulary, aside: Aside) -> Result<Self, IndexError> {
        let fields = schema::fields();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(TOKENIZER, TextAnalyzer::from(Words::default()));
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let writer = TantivyIndex::builder()
            .schema(fields.schema.clone())
            .settings(settings)
            .tokenizers(tokenizers)
            .single_segment_index_writer(aside.clone(), MEMORY)?;
        Ok(Self {
            writer,
            entries: aside.writer(),
            aside,
            fields,
            language,
            vocabulary,
            records: 0,
            open: Vec::new(),
            open_bytes: 0,
            entry_places: Vec::new(),
            counts: Vec::new(),
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// Where there are more records than tantivy can count, four thousand million, and if nothing more can be set aside.
    pub fn add(&mut self, record: &Record) -> Result<(), IndexError> {
        self.writer.add_document(self.document(record))?;
        self.records = self.records.checked_add(1).ok_or_else(|| EngineError::new("too many records"))?;
        self.open_bytes += record.entry.text.len() + record.entry.title.len() + 80;
        self.open.push(record.entry.clone());
        if self.open_bytes >= ENTRIES {
            self.close()?;
        }
        Ok(())
    }

    /// Ends the index and cuts it into pieces.
    ///
    /// # Errors
    /// Where there are more pieces than an index can hold, and if nothing more can be set aside.
    pub fn finish(mut self) -> Result<Index, IndexError> {
        self.close()?;
        let Self { writer, aside, language, vocabulary, records, entries, entry_places, counts, .. } = self;
        let entries = Stored::new(entries)?;
        let index = writer.finalize()?;
        let files = files(&index, &aside)?;
        drop((index, aside));
        let recorder = Arc::new(Recorder::new(files));
        let layout = Layout::new(&recorder, records)?;
        let first_entries =
            u32::try_from(layout.pieces.len()).map_err(|_| EngineError::new("the index has too many pieces"))?;
        let catalog = Catalog {
            format: FORMAT,
            language,
            vocabulary,
            records,
            files: layout.maps(recorder.files.iter().map(|(name, _)| name.clone())),
            first_entries,
            entries: counts,
        };
        let files: Vec<Arc<Stored>> = recorder.files.iter().map(|(_, stored)| Arc::clone(stored)).collect();
        let mut pieces = layout.pieces;
        let first = gather(&files, &std::mem::take(&mut pieces[0]))?;
        let catalog = catalog.bytes(&first)?;
        let mut index = Index { id: String::new(), catalog, files, pieces, entries, entry_places };
        index.set_id()?;
        Ok(index)
    }

    fn close(&mut self) -> Result<(), IndexError> {
        if !self.open.is_empty() {
            let json = serde_json::to_vec(&self.open).map_err(|error| EngineError::new(error.to_string()))?;
            let piece = gzip(&json)?;
            self.entries.write_all(&piece)?;
            let start = self.entry_places.last().map_or(0, |place| place.end);
            self.entry_places.push(start..start + piece.len());
            self.counts.push(u32::try_from(self.open.len()).unwrap_or(u32::MAX));
            self.open.clear();
            self.open_bytes = 0;
        }
        Ok(())
    }

    fn document(&self, record: &Record) -> TantivyDocument {
        let Record { entry, organisations, series, tags, .. } = record;
        let Fields { schema, body, meeting: meeting_field, document: document_field } = &self.fields;
        let mut document = TantivyDocument::new();
        // tantivy keeps values apart, so that no phrase goes from one into the next.
        values::body(record).for_each(|text| document.add_text(*body, text));
        values::meeting(record).into_iter().for_each(|id| document.add_text(*meeting_field, id));
        values::documents(record).for_each(|term| document.add_text(*document_field, term));
        let mut number = |name: &str, value: u64| {
            if let Ok(field) = schema.get_field(name) {
                document.add_u64(field, value);
            }
        };
        number(column::KIND, entry.kind.code());
        entry.status.into_iter().for_each(|place| number(column::STATUS, place as u64));
        organisations.iter().for_each(|&place| number(column::ORGANISATION, place as u64));
        series.iter().for_each(|&place| number(column::SERIES, place as u64));
        tags.iter().for_each(|&place| number(column::TAG, place as u64));
        if entry.late {
            number(column::LATE, 1);
        }
        values::date(record).into_iter().for_each(|day| number(column::DATE, stored(day)));
        values::due(record).into_iter().for_each(|day| number(column::DUE, stored(day)));
        document
    }
}

/// The files of a finished index, by name, with the segment's fixed name. Its `meta.json` is not among them: everything in
/// it is known to who reads.
fn files(index: &TantivyIndex, aside: &Aside) -> Result<Vec<(String, Arc<Stored>)>, IndexError> {
    const COMPONENTS: [SegmentComponent; 6] = [
        SegmentComponent::Terms,
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Store,
    ];
    let segments = index.searchable_segments()?;
    let [segment] = &segments[..] else { return Err(EngineError::new("the index is not in one segment").into()) };
    let id = segment.id().uuid_string();
    let mut files = Vec::new();
    for component in COMPONENTS {
        let path = segment.relative_path(component);
        let missing = || EngineError::new("a file of the index was not written");
        files.push((path.to_string_lossy().replace(&id, SEGMENT), aside.stored(&path).ok_or_else(missing)?));
    }
    Ok(files)
}

/// [`tokens`] as tantivy takes a tokenizer.
#[derive(Debug, Clone, Default)]
struct Words {
    token: Token,
}

struct WordStream<'a> {
    words: Box<dyn Iterator<Item = crate::Token> + 'a>,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { words: Box::new(tokens(text)), token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.text = word.term;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
