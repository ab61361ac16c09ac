//! The bytes of an index that somebody else made, or that a disk has changed.

use std::sync::LazyLock;

use acuerdos_search::{Engine, Request};

use super::fuzz::{Plain, plain, query};

static WHOLE: LazyLock<Plain> = LazyLock::new(|| plain().unwrap());

/// Changes to a whole index: each of five bytes, the first of which says what kind. It comes to answers or to errors; a panic
/// that nobody catches, an abort or an endless loop is what there must not be.
pub(crate) fn index(bytes: &[u8]) {
    let mut damaged = WHOLE.clone();
    let (changes, _) = bytes.as_chunks::<5>();
    for &[kind, piece, high, low, value] in changes.iter().take(64) {
        let all = damaged.pieces.len();
        let target = if piece == 0 { &mut damaged.catalog } else { &mut damaged.pieces[usize::from(piece) % all] };
        if target.is_empty() {
            continue;
        }
        // Ends have the footers, which tell how all before is to be read: they are as near as beginnings.
        let offset = usize::from(high) << 8 | usize::from(low);
        let length = target.len();
        let at = if kind & 8 == 0 { offset % length } else { length - 1 - offset % length };
        match kind % 8 {
            0 | 1 => target[at] = value,
            2 => target[at] ^= 1 << (value % 8),
            3 => target[at] = target[at].wrapping_add(value),
            4 => target.truncate(at),
            5 => target[at..length.min(at + usize::from(value))].fill(0xff),
            6 => target.extend_from_slice(&bytes[..bytes.len().min(usize::from(value))]),
            _ => {
                let end = length.min(at + usize::from(value));
                target.copy_within(at..end, 0);
            }
        }
    }
    let Ok(mut engine) = Engine::open(&damaged.catalog) else { return };
    let thorough: Vec<Request> = query::thorough();
    let first = bytes.first().copied().map_or(0, usize::from);
    for request in thorough.iter().cycle().skip(first % thorough.len()).take(3) {
        let _ = damaged.ask(&mut engine, request);
    }
}
