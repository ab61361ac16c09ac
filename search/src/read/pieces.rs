//! The pieces of an index, as far as they are here.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::directory::OwnedBytes;

use super::Source;
use crate::EngineError;
use crate::catalog::FileMap;

/// Pieces by number. A read of bytes that are not here fails, and every piece that it lacks is noted.
pub(crate) struct Pieces {
    files: Vec<File>,
    /// Length that each piece must have, as far as files say.
    lengths: Vec<usize>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    here: Vec<Option<Arc<[u8]>>>,
    missing: BTreeSet<u32>,
}

struct File {
    name: String,
    length: usize,
    spans: Vec<Span>,
}

/// Bytes of a file from `start` on, in one piece.
struct Span {
    start: usize,
    piece: u32,
    offset: usize,
}

impl Pieces {
    /// `count` pieces, none here yet, that hold files so.
    pub(crate) fn new(maps: &[FileMap], count: u32) -> Result<Self, EngineError> {
        let count = count as usize;
        let mut lengths = vec![0; count];
        let mut files = Vec::new();
        for map in maps {
            let mut file = File { name: map.name.clone(), length: 0, spans: Vec::new() };
            for span in map.spans.chunks_exact(2) {
                let (length, piece) = (span[0] as usize, span[1]);
                let filled = lengths
                    .get_mut(piece as usize)
                    .ok_or_else(|| EngineError::new("the catalog names no such piece"))?;
                file.spans.push(Span { start: file.length, piece, offset: *filled });
                let too_long = || EngineError::new("the catalog has files that no memory holds");
                *filled = filled.checked_add(length).ok_or_else(too_long)?;
                file.length = file.length.checked_add(length).ok_or_else(too_long)?;
            }
            files.push(file);
        }
        Ok(Self { files, lengths, state: Mutex::new(State { here: vec![None; count], ..State::default() }) })
    }

    /// Keeps a piece. Refuses one that there is not, and one of another length than the catalog says.
    pub(crate) fn insert(&self, piece: u32, bytes: Vec<u8>) -> Result<(), EngineError> {
        let expected = self.lengths.get(piece as usize).copied();
        let mut state = self.state();
        match (state.here.get_mut(piece as usize), expected) {
            (Some(place), Some(length)) if length == 0 || length == bytes.len() => {
                *place = Some(bytes.into());
                Ok(())
            }
            _ => Err(EngineError::new("a piece of the index does not fit")),
        }
    }

    /// A piece, whole; none, and noted as missing, if it is not here.
    pub(crate) fn get(&self, piece: u32) -> Option<Arc<[u8]>> {
        let mut state = self.state();
        let found = state.here.get(piece as usize).cloned().flatten();
        if found.is_none() {
            state.missing.insert(piece);
        }
        found
    }

    /// What reads lacked since this was asked last, in order.
    pub(crate) fn take_missing(&self) -> Vec<u32> {
        std::mem::take(&mut self.state().missing).into_iter().collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source for Pieces {
    fn find(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|file| file.name == name)
    }

    fn length(&self, file: usize) -> usize {
        self.files[file].length
    }

    fn read(&self, file: usize, range: Range<usize>) -> io::Result<OwnedBytes> {
        let file = &self.files[file];
        if range.start > range.end || range.end > file.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        let first = file.spans.partition_point(|span| span.start <= range.start).saturating_sub(1);
        let mut parts = Vec::new();
        let mut whole = true;
        for (at, span) in file.spans.iter().enumerate().skip(first) {
            if span.start >= range.end {
                break;
            }
            let end = file.spans.get(at + 1).map_or(file.length, |next| next.start);
            let from = span.offset + range.start.saturating_sub(span.start);
            let to = span.offset + range.end.min(end) - span.start;
            if from == to {
                continue;
            }
            match self.get(span.piece) {
                Some(bytes) if to <= bytes.len() => parts.push((bytes, from..to)),
                Some(_) => return Err(io::ErrorKind::InvalidData.into()),
                None => whole = false,
            }
        }
        if !whole {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        if let [(bytes, range)] = &parts[..] {
            return Ok(OwnedBytes::new(Arc::clone(bytes)).slice(range.clone()));
        }
        let mut gathered = Vec::with_capacity(range.len());
        for (bytes, range) in parts {
            gathered.extend_from_slice(&bytes[range]);
        }
        Ok(OwnedBytes::new(gathered))
    }
}
