//! Packs blocks of integers into as many bits each as the largest of them needs.
//!
//! **Why this crate.** tantivy keeps its posting lists, positions and columns in this format and reads them with the crate
//! `bitpacking`, which writes every width out as straight code of its own: quick, and some 50 KB compressed of a WebAssembly
//! file that every reader fetches. This crate takes its place (`[patch.crates-io]` in the root `Cargo.toml`). It has the part
//! of the interface that tantivy 0.27 uses, makes and reads the same bytes, and is one loop for all widths: natively
//! about a billion integers a second, a quarter of what the straight code does, which no build or search notices.
//!
//! **The format** is that of Daniel Lemire's `simdcomp`. A block is 32 rows of values; [`BitPacker1x`] has one value in a
//! row, [`BitPacker4x`] four, in lanes that are packed apart from each other. In a lane the values follow each other, `num_bits`
//! each, lowest bit first, in words of 32 bits; a value may begin in one word and end in the next. The words are stored row by
//! row, lane after lane, little-endian, so that a block takes `num_bits` words a lane. Sorted values are stored as the
//! differences to the value before, strictly sorted ones as one less than that.

#![forbid(unsafe_code)]

/// Values of one lane in a block.
const ROWS: usize = 32;

/// Packs and unpacks blocks of [`BLOCK_LEN`](Self::BLOCK_LEN) integers.
///
/// Every function panics when a slice is shorter than the block, when `num_bits` is above 32, and those that compress or count
/// bits when they are given more than one block.
pub trait BitPacker: Sized + Clone + Copy {
    /// How many integers a block has.
    const BLOCK_LEN: usize;

    /// A packer; costs nothing.
    fn new() -> Self;

    /// Packs a block of integers below `2^num_bits`, and returns how many bytes it took. Higher bits are dropped.
    fn compress(&self, decompressed: &[u32], compressed: &mut [u8], num_bits: u8) -> usize;

    /// Packs the differences in a block that never falls; `initial` is the value before it.
    fn compress_sorted(&self, initial: u32, decompressed: &[u32], compressed: &mut [u8], num_bits: u8) -> usize;

    /// Packs the differences less one in a block that always rises; `initial` is the value before it, if there is one.
    fn compress_strictly_sorted(
        &self,
        initial: Option<u32>,
        decompressed: &[u32],
        compressed: &mut [u8],
        num_bits: u8,
    ) -> usize;

    /// Unpacks what `compress` made, and returns how many bytes it read.
    fn decompress(&self, compressed: &[u8], decompressed: &mut [u32], num_bits: u8) -> usize;

    /// Unpacks what `compress_sorted` made with the same `initial`, and returns how many bytes it read.
    fn decompress_sorted(&self, initial: u32, compressed: &[u8], decompressed: &mut [u32], num_bits: u8) -> usize;

    /// Unpacks what `compress_strictly_sorted` made with the same `initial`, and returns how many bytes it read.
    fn decompress_strictly_sorted(
        &self,
        initial: Option<u32>,
        compressed: &[u8],
        decompressed: &mut [u32],
        num_bits: u8,
    ) -> usize;

    /// How many bits the largest integer of a block needs.
    fn num_bits(&self, decompressed: &[u32]) -> u8;

    /// How many bits the largest difference needs that `compress_sorted` packs.
    fn num_bits_sorted(&self, initial: u32, decompressed: &[u32]) -> u8;

    /// How many bits the largest difference needs that `compress_strictly_sorted` packs.
    fn num_bits_strictly_sorted(&self, initial: Option<u32>, decompressed: &[u32]) -> u8;

    /// How many bytes a block takes.
    #[must_use]
    fn compressed_block_size(num_bits: u8) -> usize {
        Self::BLOCK_LEN * usize::from(num_bits) / 8
    }
}

/// Blocks of 32 integers, packed one after the other.
#[derive(Clone, Copy, Debug)]
pub struct BitPacker1x;

/// Blocks of 128 integers in four lanes: the first, fifth, ninth… are packed together.
#[derive(Clone, Copy, Debug)]
pub struct BitPacker4x;

macro_rules! bit_packer {
    ($packer:ident, $lanes:literal) => {
        impl BitPacker for $packer {
            const BLOCK_LEN: usize = $lanes * ROWS;

            fn new() -> Self {
                $packer
            }

            fn compress(&self, decompressed: &[u32], compressed: &mut [u8], num_bits: u8) -> usize {
                check_len(decompressed, Self::BLOCK_LEN);
                pack::<$lanes>(decompressed, compressed, num_bits)
            }

            fn compress_sorted(
                &self,
                initial: u32,
                decompressed: &[u32],
                compressed: &mut [u8],
                num_bits: u8,
            ) -> usize {
                let steps: [u32; $lanes * ROWS] = steps(initial, 0, decompressed);
                pack::<$lanes>(&steps, compressed, num_bits)
            }

            fn compress_strictly_sorted(
                &self,
                initial: Option<u32>,
                decompressed: &[u32],
                compressed: &mut [u8],
                num_bits: u8,
            ) -> usize {
                let steps: [u32; $lanes * ROWS] = steps(before(initial), 1, decompressed);
                pack::<$lanes>(&steps, compressed, num_bits)
            }

            fn decompress(&self, compressed: &[u8], decompressed: &mut [u32], num_bits: u8) -> usize {
                unpack::<$lanes>(compressed, decompressed, num_bits)
            }

            fn decompress_sorted(
                &self,
                initial: u32,
                compressed: &[u8],
                decompressed: &mut [u32],
                num_bits: u8,
            ) -> usize {
                let read = unpack::<$lanes>(compressed, decompressed, num_bits);
                add_up(initial, 0, &mut decompressed[..Self::BLOCK_LEN]);
                read
            }

            fn decompress_strictly_sorted(
                &self,
                initial: Option<u32>,
                compressed: &[u8],
                decompressed: &mut [u32],
                num_bits: u8,
            ) -> usize {
                let read = unpack::<$lanes>(compressed, decompressed, num_bits);
                add_up(before(initial), 1, &mut decompressed[..Self::BLOCK_LEN]);
                read
            }

            fn num_bits(&self, decompressed: &[u32]) -> u8 {
                check_len(decompressed, Self::BLOCK_LEN);
                width(decompressed)
            }

            fn num_bits_sorted(&self, initial: u32, decompressed: &[u32]) -> u8 {
                let steps: [u32; $lanes * ROWS] = steps(initial, 0, decompressed);
                width(&steps)
            }

            fn num_bits_strictly_sorted(&self, initial: Option<u32>, decompressed: &[u32]) -> u8 {
                let steps: [u32; $lanes * ROWS] = steps(before(initial), 1, decompressed);
                width(&steps)
            }
        }
    };
}

bit_packer!(BitPacker1x, 1);
bit_packer!(BitPacker4x, 4);

/// The value before a block that may begin with zero and always rises: the one from which zero is one step.
fn before(initial: Option<u32>) -> u32 {
    initial.unwrap_or(u32::MAX)
}

/// Panics, as the interface promises, when the values are not one block.
fn check_len(values: &[u32], len: usize) {
    assert!(values.len() == len, "the integers to pack are not one block");
}

/// How far each value lies from the one before it, less `least`.
fn steps<const LEN: usize>(initial: u32, least: u32, values: &[u32]) -> [u32; LEN] {
    check_len(values, LEN);
    let mut steps = [0; LEN];
    let mut before = initial;
    for (step, value) in steps.iter_mut().zip(values) {
        *step = value.wrapping_sub(before).wrapping_sub(least);
        before = *value;
    }
    steps
}

/// Undoes `steps`.
fn add_up(initial: u32, least: u32, steps: &mut [u32]) {
    let mut value = initial;
    for step in steps {
        value = value.wrapping_add(step.wrapping_add(least));
        *step = value;
    }
}

/// How many bits the largest value needs.
fn width(values: &[u32]) -> u8 {
    let all = values.iter().fold(0, |all, value| all | value);
    // At most 32.
    (u32::BITS - all.leading_zeros()).to_le_bytes()[0]
}

/// The lowest `bits` bits.
fn mask(bits: u32) -> u32 {
    u32::MAX.checked_shr(u32::BITS - bits).unwrap_or(0)
}

/// Packs a block, and returns how many bytes it took.
fn pack<const LANES: usize>(values: &[u32], packed: &mut [u8], num_bits: u8) -> usize {
    let bits = u32::from(num_bits);
    assert!(bits <= u32::BITS, "integers have at most 32 bits");
    let size = LANES * 4 * usize::from(num_bits);
    let packed = &mut packed[..size];
    if bits > 0 {
        pack_rows::<LANES>(values, packed, bits);
    }
    size
}

fn pack_rows<const LANES: usize>(values: &[u32], packed: &mut [u8], bits: u32) {
    let mask = mask(bits);
    let mut words = packed.chunks_exact_mut(LANES * 4);
    // One word of each lane, of which the lowest `filled` bits are taken.
    let mut word = [0; LANES];
    let mut filled = 0;
    for row in values.chunks_exact(LANES) {
        for lane in 0..LANES {
            word[lane] |= (row[lane] & mask) << filled;
        }
        filled += bits;
        if filled < u32::BITS {
            continue;
        }
        filled -= u32::BITS;
        if let Some(bytes) = words.next() {
            for lane in 0..LANES {
                bytes[lane * 4..lane * 4 + 4].copy_from_slice(&word[lane].to_le_bytes());
            }
        }
        for lane in 0..LANES {
            // What did not fit into the word. Where all did, nothing is left, though a shift by 32 would say otherwise.
            word[lane] = (row[lane] & mask).checked_shr(bits - filled).unwrap_or(0);
        }
    }
}

/// Unpacks a block into the first `LANES * ROWS` values, and returns how many bytes it read.
fn unpack<const LANES: usize>(packed: &[u8], values: &mut [u32], num_bits: u8) -> usize {
    let bits = u32::from(num_bits);
    assert!(bits <= u32::BITS, "integers have at most 32 bits");
    let size = LANES * 4 * usize::from(num_bits);
    let packed = &packed[..size];
    let values = &mut values[..LANES * ROWS];
    if bits == 0 {
        values.fill(0);
    } else {
        unpack_rows::<LANES>(packed, values, bits);
    }
    size
}

fn unpack_rows<const LANES: usize>(packed: &[u8], values: &mut [u32], bits: u32) {
    let mask = mask(bits);
    let mut words = packed.chunks_exact(LANES * 4);
    // One word of each lane, of which the lowest `left` bits are still to be read.
    let mut word = [0_u32; LANES];
    let mut left = 0;
    for row in values.chunks_exact_mut(LANES) {
        if left >= bits {
            for lane in 0..LANES {
                row[lane] = word[lane] & mask;
                word[lane] >>= bits;
            }
            left -= bits;
            continue;
        }
        let Some(bytes) = words.next() else { return };
        for lane in 0..LANES {
            let next =
                u32::from_le_bytes([bytes[lane * 4], bytes[lane * 4 + 1], bytes[lane * 4 + 2], bytes[lane * 4 + 3]]);
            row[lane] = (word[lane] | next << left) & mask;
            word[lane] = next.checked_shr(bits - left).unwrap_or(0);
        }
        left += u32::BITS - bits;
    }
}
