//! How far a build is, for whoever watches it from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A count of files, shared by its clones. Nobody has to watch it.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// How many files are written, and of how many; 0 of 0 as long as that is not known.
    #[must_use]
    pub fn files(&self) -> (usize, usize) {
        (self.0.done.load(Ordering::Relaxed), self.0.all.load(Ordering::Relaxed))
    }

    /// So many files are to be written, of which none is yet.
    pub(super) fn begin(&self, files: usize) {
        self.0.done.store(0, Ordering::Relaxed);
        self.0.all.store(files, Ordering::Relaxed);
    }

    /// One more is written.
    pub(super) fn step(&self) {
        self.0.done.fetch_add(1, Ordering::Relaxed);
    }
}
