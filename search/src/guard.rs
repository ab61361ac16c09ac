//! What stops a panic over bytes that somebody forged.
//!
//! tantivy believes what it reads: where bytes contradict themselves it panics, in some hundred places that are not ours to
//! mend. Bytes that were damaged by chance do not come so far, as every piece has passed the length and the CRC-32 of gzip,
//! in the terminal and in the browser; a sum of our own in the catalog would cost every reader bytes in the first search, and
//! tell nothing more. So what remains are bytes that were made so, and for these a panic is as good an answer as any check
//! of ours, if it goes no further: in the terminal it is caught here and becomes an error; in the browser, where the engine
//! is built without unwinding, it is a trap, after which the page starts the engine anew.
//!
//! What cannot be caught has to be ruled out before: an allocation that no machine has, and a loop without end. Each is
//! checked where a number is read: `Catalog::check`, `Opened::checked`, `Columns`, `postings`, `phrase`, `blocks`.

use crate::EngineError;

#[cfg(not(target_arch = "wasm32"))]
pub use native::quiet;

/// Runs what reads an index; a panic of it is an error.
#[cfg(target_arch = "wasm32")]
pub(crate) fn guarded<T>(act: impl FnOnce() -> Result<T, EngineError>) -> Result<T, EngineError> {
    act()
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::guarded;

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
    use std::sync::Once;

    use super::EngineError;

    thread_local! {
        static GUARDED: Cell<bool> = const { Cell::new(false) };
    }

    /// Runs what reads an index; a panic of it is an error.
    pub(crate) fn guarded<T>(act: impl FnOnce() -> Result<T, EngineError>) -> Result<T, EngineError> {
        let before = GUARDED.replace(true);
        // What it leaves half done are pieces and columns as they were read: the next search begins anew with them.
        let result = catch_unwind(AssertUnwindSafe(act));
        GUARDED.set(before);
        result.unwrap_or_else(|_| Err(EngineError::new("the index contradicts itself")))
    }

    /// Has panics that the engine catches say nothing. For programs: what a panic says is the whole process's, so that a
    /// library does not change it by itself.
    pub fn quiet() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let loud = take_hook();
            set_hook(Box::new(move |panic| {
                if !GUARDED.get() {
                    loud(panic);
                }
            }));
        });
    }
}
