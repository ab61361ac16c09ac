//! Records → index → pieces. Only where a site is built: the reader's browser has none of it.

mod aside;
mod error;
mod handover;
mod layout;
mod recorder;
mod script;
mod values;
mod writer;

use std::cell::RefCell;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;

use flate2::read::GzDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};

use crate::EngineError;
use aside::Stored;
use layout::Part;

pub use error::IndexError;
pub use handover::{json_line, opensearch_index, quickwit_index};
pub use script::{script, unscript};
pub use writer::IndexWriter;

/// An index, cut into pieces.
#[derive(Debug)]
pub struct Index {
    id: String,
    catalog: Vec<u8>,
    files: Vec<Arc<Stored>>,
    /// What each piece has of which files, but for those of entries.
    pieces: Vec<Vec<Part>>,
    /// Pieces of entries, compressed, one behind the other.
    entries: Stored,
    /// Where each of them is.
    entry_places: Vec<Range<usize>>,
}

impl Index {
    /// Sixteen hexadecimal digits that change with every byte of it.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The catalog, compressed (gzip).
    ///
    /// # Errors
    /// None in practice: compression into memory.
    pub fn catalog(&self) -> Result<Vec<u8>, EngineError> {
        gzip(&self.catalog)
    }

    /// The catalog as [`Engine::open`](crate::Engine::open) takes it.
    #[must_use]
    pub fn plain_catalog(&self) -> &[u8] {
        &self.catalog
    }

    /// How many pieces there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.len() + self.entry_places.len()
    }

    /// Whether there are none; there always are some.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A piece, compressed (gzip). Piece 0 is part of the catalog: it is empty.
    ///
    /// # Errors
    /// If what was set aside cannot be read back, and where there is no such piece.
    pub fn piece(&self, number: usize) -> Result<Vec<u8>, IndexError> {
        match number.checked_sub(self.pieces.len()) {
            Some(at) => self.entries_at(at),
            None => Ok(gzip(&gather(&self.files, &self.pieces[number])?)?),
        }
    }

    /// A piece as [`Engine::insert`](crate::Engine::insert) takes it.
    ///
    /// # Errors
    /// If what was set aside cannot be read back, and where there is no such piece.
    pub fn plain_piece(&self, number: usize) -> Result<Vec<u8>, IndexError> {
        match number.checked_sub(self.pieces.len()) {
            Some(at) => Ok(gunzip(&self.entries_at(at)?)?),
            None => Ok(gather(&self.files, &self.pieces[number])?),
        }
    }

    fn entries_at(&self, at: usize) -> Result<Vec<u8>, IndexError> {
        let missing = || EngineError::new("there is no such piece");
        let place = self.entry_places.get(at).ok_or_else(missing)?;
        Ok(self.entries.read(place.clone())?.to_vec())
    }

    fn set_id(&mut self) -> io::Result<()> {
        let mut hash = Sha256::new();
        hash.update(&self.catalog);
        for file in self.files.iter().map(Arc::as_ref).chain([&self.entries]) {
            file.each(|bytes| hash.update(bytes))?;
        }
        self.id = hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(())
    }
}

fn gather(files: &[Arc<Stored>], extents: &[Part]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(extents.iter().map(|(_, range)| range.len()).sum());
    for (file, range) in extents {
        bytes.extend_from_slice(&files[*file].read(range.clone())?);
    }
    Ok(bytes)
}

thread_local! {
    /// What compresses, kept: its tables are some 300 KB, to be asked for and cleared for each piece of a few hundred bytes.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::new(6), 15));
}

/// Compressed, without a time stamp: the same bytes always.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>, EngineError> {
    COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.reset();
        let mut compressed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            // What has been read before is known to it: it goes on from there, once there is room again.
            let read = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(read..).unwrap_or_default();
            let status = compressor.compress_vec(rest, &mut compressed, FlushCompress::Finish);
            if status.map_err(|error| EngineError::new(error.to_string()))? == Status::StreamEnd {
                return Ok(compressed);
            }
            compressed.reserve(compressed.len() + 64);
        }
    })
}

/// What a file of an index may hold, in bytes: far more than any does. A forged one of a megabyte unpacks to a thousand.
const MOST_PLAIN: usize = 256 << 20;

/// The bytes that were compressed.
///
/// # Errors
/// Where they are not those of a gzip file, whole and intact, or more than 256 MiB.
pub fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, EngineError> {
    unpack(bytes, MOST_PLAIN)
}

fn unpack(bytes: &[u8], most: usize) -> Result<Vec<u8>, EngineError> {
    let mut plain = Vec::new();
    // One byte more than may be, so that what is cut off here is told from what ends here, and its sum is read.
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    GzDecoder::new(bytes).take(limit).read_to_end(&mut plain)?;
    if plain.len() > most { Err(EngineError::new("the file is too large unpacked")) } else { Ok(plain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_unpacked_than_may_be() {
        let packed = gzip(&[7; 100_000]).expect("in memory");
        assert_eq!(unpack(&packed, 100_000), Ok(vec![7; 100_000]));
        assert!(unpack(&packed, 99_999).is_err());
        let mut wrong = packed;
        // The sum is told even where the length is just what may be.
        let sum = wrong.len() - 8;
        wrong[sum] ^= 1;
        assert!(unpack(&wrong, 100_000).is_err());
    }
}
