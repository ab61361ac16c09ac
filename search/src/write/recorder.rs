//! Files that note which of their bytes are read: so the layout learns what tantivy reads when.

use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::directory::OwnedBytes;

use super::aside::Stored;
use crate::read::Source;

/// Files by name, and the reads since they were asked for last.
pub(super) struct Recorder {
    pub(super) files: Vec<(String, Arc<Stored>)>,
    reads: Mutex<Vec<(usize, Range<usize>)>>,
}

impl Recorder {
    pub(super) fn new(files: Vec<(String, Arc<Stored>)>) -> Self {
        Self { files, reads: Mutex::new(Vec::new()) }
    }

    pub(super) fn take(&self) -> Vec<(usize, Range<usize>)> {
        std::mem::take(&mut *self.reads.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Source for Recorder {
    fn find(&self, name: &str) -> Option<usize> {
        self.files.iter().position(|(known, _)| known == name)
    }

    fn length(&self, file: usize) -> usize {
        self.files[file].1.length()
    }

    fn read(&self, file: usize, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.reads.lock().unwrap_or_else(PoisonError::into_inner).push((file, range.clone()));
        self.files[file].1.read(range)
    }
}
