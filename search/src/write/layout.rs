//! Which bytes go into which piece: those that are read together, together.
//!
//! - Piece 0, in the catalog: what opening reads.
//! - One piece for the columns that every search counts, one for the lengths of records.
//! - A block of the dictionary of words with the postings of its words, so that a word costs one request. Long postings,
//!   those of common words, have pieces of their own.
//! - Positions, which only phrases read, by words.
//! - What is left, which nothing reads in practice, in large pieces.

use std::collections::BTreeMap;
use std::ops::{Bound, Range};
use std::sync::Arc;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use super::IndexError;
use super::recorder::Recorder;
use crate::EngineError;
use crate::catalog::FileMap;
use crate::engine::Opened;
use crate::read::Files;
use crate::schema::column;

/// Bytes before compression from which postings have a piece of their own.
const LONG: usize = 3_000;

/// Bytes that a piece is filled to, before compression: some five kilobytes compressed.
const FILLED: usize = 9_000;

/// Bytes of a piece of what nothing reads.
const REST: usize = 65_536;

/// Columns that every search reads.
const COUNTED: [&str; 7] =
    [column::KIND, column::STATUS, column::ORGANISATION, column::SERIES, column::TAG, column::LATE, column::DATE];

/// Some bytes of a file, by its place.
pub(super) type Part = (usize, Range<usize>);

/// Parts of files by piece.
pub(super) struct Layout {
    /// By file: start → end and piece.
    files: Vec<BTreeMap<usize, (usize, u32)>>,
    pub(super) pieces: Vec<Vec<Part>>,
}

impl Layout {
    /// Lays out the files of an index.
    pub(super) fn new(source: &Arc<Recorder>, records: u32) -> Result<Self, IndexError> {
        let mut layout = Self { files: vec![BTreeMap::new(); source.files.len()], pieces: Vec::new() };
        let opened = Opened::open(Files(Arc::clone(source)), records)?;
        layout.piece(source.take());
        for name in COUNTED {
            opened.reader.fast_fields().column_opt::<u64>(name)?;
        }
        layout.piece(source.take());
        opened.reader.get_fieldnorms_reader(opened.fields.body)?;
        layout.piece(source.take());
        opened.reader.fast_fields().column_opt::<u64>(column::DUE)?;
        layout.piece(source.take());
        for (index, positions) in [(&opened.body, true), (&opened.meeting, false), (&opened.document, false)] {
            layout.words(source, index, positions)?;
        }
        layout.rest(source);
        layout.fill();
        Ok(layout)
    }

    /// Where everything is, for the catalog.
    pub(super) fn maps(&self, names: impl Iterator<Item = String>) -> Vec<FileMap> {
        let spans = |file: &BTreeMap<usize, (usize, u32)>| {
            file.iter().flat_map(|(start, (end, piece))| [as_u32(end - start), *piece]).collect()
        };
        names.zip(&self.files).map(|(name, file)| FileMap { name, spans: spans(file) }).collect()
    }

    /// A new piece of those bytes that are in none yet.
    fn piece(&mut self, parts: impl IntoIterator<Item = Part>) {
        let piece = as_u32(self.pieces.len());
        self.pieces.push(Vec::new());
        for (file, range) in parts {
            self.assign(file, range, piece);
        }
    }

    fn assign(&mut self, file: usize, range: Range<usize>, piece: u32) {
        let taken = &mut self.files[file];
        let mut start = range.start;
        if let Some((_, (end, _))) = taken.range(..=start).next_back() {
            start = start.max(*end);
        }
        while start < range.end {
            let next = taken.range(start..range.end).next().map(|(next, (end, _))| (*next, *end));
            let end = next.map_or(range.end, |(next, _)| next);
            if start < end {
                taken.insert(start, (end, piece));
            }
            match next {
                Some((_, behind)) => start = behind,
                None => break,
            }
        }
    }

    /// Dictionary, postings and positions of a field.
    fn words(&mut self, source: &Recorder, index: &InvertedIndexReader, positions: bool) -> Result<(), IndexError> {
        let terms = terms(index)?;
        let Some((_, first)) = terms.first() else { return Ok(()) };
        let mut blocks = blocks(source, index, &terms)?.into_iter().peekable();
        source.take();
        index.read_postings_from_terminfo(first, IndexRecordOption::WithFreqsAndPositions)?;
        let reads = source.take();
        let nothing = || EngineError::new("nothing was read");
        let (postings_file, range) = reads.first().ok_or_else(nothing)?;
        let postings_base = range.start - first.postings_range.start;
        let (positions_file, range) = reads.last().ok_or_else(nothing)?;
        let positions_base = range.start.saturating_sub(first.positions_range.start);
        let at = |base: usize, range: &Range<usize>| base + range.start..base + range.end;
        let mut shared = Filling::default();
        let mut placed = Filling::default();
        for (ordinal, (_, info)) in terms.iter().enumerate() {
            if let Some((_, block)) = blocks.next_if(|(first, _)| *first == ordinal) {
                if shared.bytes >= FILLED {
                    self.piece(shared.take());
                }
                shared.add(block);
            }
            let postings = (*postings_file, at(postings_base, &info.postings_range));
            if info.postings_range.len() >= LONG {
                self.piece([postings]);
            } else {
                shared.add(postings);
            }
            if positions {
                let range = (*positions_file, at(positions_base, &info.positions_range));
                if info.positions_range.len() >= LONG {
                    self.piece(placed.take());
                    self.piece([range]);
                } else {
                    placed.add(range);
                    if placed.bytes >= FILLED {
                        self.piece(placed.take());
                    }
                }
            }
        }
        self.piece(shared.take());
        self.piece(placed.take());
        Ok(())
    }

    /// Bytes that are in no piece yet.
    fn rest(&mut self, source: &Recorder) {
        for (file, (_, stored)) in source.files.iter().enumerate() {
            let mut gaps = Vec::new();
            let mut at = 0;
            for (start, (end, _)) in &self.files[file] {
                gaps.push(at..*start);
                at = *end;
            }
            gaps.push(at..stored.length());
            for gap in gaps {
                let mut start = gap.start;
                while start < gap.end {
                    let end = gap.end.min(start + REST);
                    self.piece([(file, start..end)]);
                    start = end;
                }
            }
        }
    }

    /// Neighbours of one piece become one part, and every piece learns its parts, in the order that the catalog implies.
    fn fill(&mut self) {
        for (number, file) in self.files.iter_mut().enumerate() {
            let mut merged: BTreeMap<usize, (usize, u32)> = BTreeMap::new();
            for (start, (end, piece)) in std::mem::take(file) {
                match merged.last_entry() {
                    Some(mut last) if last.get().1 == piece => last.get_mut().0 = end,
                    _ => drop(merged.insert(start, (end, piece))),
                }
            }
            for (start, (end, piece)) in &merged {
                self.pieces[*piece as usize].push((number, *start..*end));
            }
            *file = merged;
        }
    }
}

/// The terms of a field, in order.
fn terms(index: &InvertedIndexReader) -> Result<Vec<(Vec<u8>, TermInfo)>, IndexError> {
    let mut terms = Vec::new();
    let mut stream = index.terms().stream()?;
    while stream.advance() {
        terms.push((stream.key().to_vec(), stream.value().clone()));
    }
    Ok(terms)
}

/// The blocks of a field's dictionary: the place of the first term of each, and its bytes. tantivy does not tell them, but
/// cuts out the blocks that a range of terms needs; those of a block are found by halving.
fn blocks(
    source: &Recorder,
    index: &InvertedIndexReader,
    terms: &[(Vec<u8>, TermInfo)],
) -> Result<Vec<(usize, Part)>, IndexError> {
    let block_of = |place: usize| -> Result<Part, IndexError> {
        source.take();
        let term = terms[place].0.as_slice();
        index.terms().file_slice_for_range((Bound::Included(term), Bound::Included(term)), None).read_bytes()?;
        Ok(source.take().pop().ok_or_else(|| EngineError::new("nothing was read"))?)
    };
    let mut blocks = Vec::new();
    let mut first = 0;
    let mut width = 1;
    while first < terms.len() {
        let block = block_of(first)?;
        let (mut inside, mut outside) = (first, terms.len());
        while inside + 1 < outside {
            let guess = (inside + width).clamp(inside + 1, outside - 1);
            let guess =
                if guess == outside - 1 && outside < terms.len() { usize::midpoint(inside, outside) } else { guess };
            if block_of(guess)? == block {
                inside = guess;
            } else {
                outside = guess;
                width = ((outside - inside) / 2).max(1);
            }
        }
        width = (outside - first).max(1);
        blocks.push((first, block));
        first = outside;
    }
    Ok(blocks)
}

/// A piece that is being filled.
#[derive(Default)]
struct Filling {
    parts: Vec<Part>,
    bytes: usize,
}

impl Filling {
    fn add(&mut self, (file, range): Part) {
        self.bytes += range.len();
        match self.parts.last_mut() {
            Some((last, known)) if *last == file && known.end == range.start => known.end = range.end,
            _ => self.parts.push((file, range)),
        }
    }

    fn take(&mut self) -> Vec<Part> {
        std::mem::take(self).parts
    }
}

fn as_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
