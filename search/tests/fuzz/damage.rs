//! Damage to an index, by a seed.

use super::{Plain, Random};

/// The index with one to three wounds.
pub(crate) fn damaged(whole: &Plain, random: &mut Random) -> Plain {
    let mut plain = whole.clone();
    for _ in 0..=random.below(3) {
        match random.below(20) {
            0..=3 => catalog_number(&mut plain.catalog, random),
            4 => bytes(&mut plain.catalog, 0, true, random),
            // Behind its JSON, the catalog has the bytes that opening reads: where everything else is.
            5..=10 => {
                let from = json_end(&plain.catalog).unwrap_or(0);
                bytes(&mut plain.catalog, from, false, random);
            }
            11 => swap(&mut plain.pieces, random),
            // The first pieces are columns and lengths, which every search reads.
            12..=14 => {
                let piece = 1 + random.below(4);
                if let Some(piece) = plain.pieces.get_mut(piece) {
                    bytes(piece, 0, false, random);
                }
            }
            kind => {
                let piece = random.below(plain.pieces.len());
                bytes(&mut plain.pieces[piece], 0, kind == 19, random);
            }
        }
    }
    plain
}

/// The end of a catalog's JSON.
pub(crate) fn json_end(catalog: &[u8]) -> Option<usize> {
    let length = u32::from_le_bytes(*catalog.first_chunk::<4>()?);
    let end = usize::try_from(length).ok()?.checked_add(4)?;
    (end <= catalog.len()).then_some(end)
}

/// Changes bytes from `from` on, and their number only if `cut`: pieces of another length are refused before they are read.
fn bytes(bytes: &mut Vec<u8>, from: usize, cut: bool, random: &mut Random) {
    if bytes.len() <= from {
        return;
    }
    let length = bytes.len() - from;
    // Ends have the footers, which tell how all before is to be read.
    let at = from + if random.one_in(4) { length - 1 - random.below(length.min(48)) } else { random.below(length) };
    let most = 1 << random.below(9);
    let end = bytes.len().min(at + 1 + random.below(most));
    if cut {
        return bytes.truncate(at);
    }
    match random.below(7) {
        0 | 1 => bytes[at] ^= 1 << random.below(8),
        2 => bytes[at] = [0, 1, 0x7f, 0x80, 0xfe, 0xff][random.below(6)],
        3 => bytes[at..end].fill(0),
        4 => bytes[at..end].fill(0xff),
        5 => bytes[at..end].iter_mut().for_each(|byte| *byte = random.next().to_le_bytes()[0]),
        _ => {
            let source = from + random.below(length);
            let count = (end - at).min(bytes.len() - source);
            bytes.copy_within(source..source + count, at);
        }
    }
}

/// Puts another number in the place of one in the catalog's JSON, which stays JSON.
fn catalog_number(catalog: &mut Vec<u8>, random: &mut Random) {
    let Some(end) = json_end(catalog) else { return };
    let json = String::from_utf8_lossy(&catalog[4..end]).into_owned();
    let starts: Vec<usize> = json
        .char_indices()
        .filter(|&(at, c)| c.is_ascii_digit() && json[..at].ends_with([':', ',', '[']))
        .map(|(at, _)| at)
        .collect();
    // Half of them among the last: the counts of entries.
    let chosen =
        if random.one_in(2) { starts.len().saturating_sub(1 + random.below(12)) } else { random.below(starts.len()) };
    let Some(&start) = starts.get(chosen) else { return };
    let length = json[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(json.len() - start);
    let old: u64 = json[start..start + length].parse().unwrap_or(0);
    let new = match random.below(8) {
        0 => 0,
        1 => old + 1,
        2 => old.saturating_sub(1),
        3 => u64::from(u32::MAX),
        4 => 1 << 31,
        5 => 1 << 24,
        6 => random.next() >> 33,
        _ => old * 2,
    };
    let json = format!("{}{new}{}", &json[..start], &json[start + length..]);
    let mut changed = u32::try_from(json.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    changed.extend_from_slice(json.as_bytes());
    changed.extend_from_slice(&catalog[end..]);
    *catalog = changed;
}

/// Changes two pieces about, or puts one in the place of another, at the length that the catalog wants.
fn swap(pieces: &mut [Vec<u8>], random: &mut Random) {
    let (one, other) = (random.below(pieces.len()), random.below(pieces.len()));
    let (mut left, mut right) = (pieces[one].clone(), pieces[other].clone());
    let lengths = (left.len(), right.len());
    left.resize(lengths.1, 0);
    right.resize(lengths.0, 0);
    pieces[one] = right;
    if random.one_in(2) {
        pieces[other] = left;
    }
}
