//! The table of contents of an index: what opening it needs, and in which piece every byte of its files is.
//!
//! A catalog is four bytes with the length of its JSON (little endian), the JSON, and piece 0: the bytes that opening the
//! index reads.

use serde::{Deserialize, Serialize};

use crate::{EngineError, Language, Vocabulary};

/// Number of the format of catalogs, pieces and answers. Engine and index of different numbers refuse one another.
pub const FORMAT: u32 = 1;

/// See the module.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Catalog {
    pub(crate) format: u32,
    pub(crate) language: Language,
    pub(crate) vocabulary: Vocabulary,
    /// Records.
    pub(crate) records: u32,
    pub(crate) files: Vec<FileMap>,
    /// The piece with the first entries; those behind follow.
    pub(crate) first_entries: u32,
    /// How many entries each of those pieces has.
    pub(crate) entries: Vec<u32>,
}

/// Where the bytes of a file are. A piece is made of what it has of the first file, by place, then of the second, and so on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileMap {
    pub(crate) name: String,
    /// Length in bytes and piece, in turn, from the file's start to its end.
    pub(crate) spans: Vec<u32>,
}

impl Catalog {
    /// Reads a catalog and piece 0.
    pub(crate) fn parse(bytes: &[u8]) -> Result<(Self, Vec<u8>), EngineError> {
        let short = || EngineError::new("the catalog is cut off");
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(short)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (json, piece) = rest.split_at_checked(length).ok_or_else(short)?;
        #[derive(Deserialize)]
        struct Format {
            format: u32,
        }
        let unreadable = |_| EngineError::new("the catalog cannot be read");
        let Format { format } = serde_json::from_slice(json).map_err(unreadable)?;
        if format != FORMAT {
            return Err(EngineError::new("index and engine are of different versions: build the site anew"));
        }
        let catalog: Self = serde_json::from_slice(json).map_err(unreadable)?;
        catalog.check()?;
        Ok((catalog, piece.to_vec()))
    }

    /// Refuses numbers that contradict each other: room is made by them.
    fn check(&self) -> Result<(), EngineError> {
        let entries: u64 = self.entries.iter().copied().map(u64::from).sum();
        // Every piece but a few has bytes of some file, each a length and a number here.
        let most: usize = self.files.iter().map(|file| file.spans.len()).sum();
        // No more than tantivy counts: it goes on without end to a record that is none.
        let too_many = i32::try_from(self.records).is_err();
        if too_many || entries != u64::from(self.records) || self.first_entries as usize > most.saturating_add(16) {
            return Err(EngineError::new("the catalog contradicts itself"));
        }
        Ok(())
    }

    /// Its bytes.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn bytes(&self, first: &[u8]) -> Result<Vec<u8>, EngineError> {
        let json = serde_json::to_vec(self).map_err(|error| EngineError::new(error.to_string()))?;
        let length = u32::try_from(json.len()).map_err(|_| EngineError::new("the catalog is too large"))?;
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.extend_from_slice(&json);
        bytes.extend_from_slice(first);
        Ok(bytes)
    }

    /// The piece with the entry of a record, and its place in it.
    pub(crate) fn entry(&self, record: u32) -> Option<(u32, usize)> {
        let mut first = 0;
        for (piece, &count) in (self.first_entries..).zip(&self.entries) {
            if record < first + count {
                return Some((piece, (record - first) as usize));
            }
            first += count;
        }
        None
    }
}
