//! How much memory is asked for: a length that is read from damaged bytes must not become an allocation that no machine has,
//! as that aborts, which nothing can catch.
#![allow(unsafe_code, reason = "an allocator is unsafe by its interface")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The system's allocator, which notes the largest request.
pub(crate) struct Counting;

static LARGEST: AtomicUsize = AtomicUsize::new(0);

/// What nothing here asks for at once in earnest. Beyond it there is no memory, so that a test ends rather than the machine.
const MOST: usize = 8 << 30;

// SAFETY: the system's allocator does the work; a null pointer is what the interface says for having no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Relaxed);
        if layout.size() > MOST { std::ptr::null_mut() } else { unsafe { System.alloc(layout) } }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        LARGEST.fetch_max(layout.size(), Relaxed);
        if layout.size() > MOST { std::ptr::null_mut() } else { unsafe { System.alloc_zeroed(layout) } }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        LARGEST.fetch_max(size, Relaxed);
        if size > MOST { std::ptr::null_mut() } else { unsafe { System.realloc(pointer, layout, size) } }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The largest request since this was asked last, in bytes.
pub(crate) fn take_largest() -> usize {
    LARGEST.swap(0, Relaxed)
}
