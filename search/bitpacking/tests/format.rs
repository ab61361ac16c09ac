//! The bytes are those of the published crate `bitpacking` 0.9.3: by the definition of the format, and by digests that it made.

use bitpacking::{BitPacker, BitPacker1x, BitPacker4x};

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = self.0 ^ (self.0 >> 31);
        u32::try_from(mixed >> 32).expect("32 bits")
    }

    fn below_bits(&mut self, bits: u8) -> u32 {
        u32::try_from(u64::from(self.next()) & ((1 << bits) - 1)).expect("at most 32 bits")
    }
}

/// A block of each kind for a width: random, all zeros, all ones, and one lone large value.
fn blocks(len: usize, bits: u8) -> Vec<Vec<u32>> {
    let mut numbers = Numbers(u64::from(bits) + 1);
    let largest = u32::try_from((1_u64 << bits) - 1).expect("at most 32 bits");
    let mut lone = vec![0; len];
    lone[usize::from(bits) % len] = largest;
    vec![(0..len).map(|_| numbers.below_bits(bits)).collect(), vec![0; len], vec![largest; len], lone]
}

/// Blocks that never fall, with the value before them: small steps, no step, one large step.
fn sorted_blocks(len: usize, least: u32) -> Vec<(u32, Vec<u32>)> {
    let mut found = Vec::new();
    for bits in 0..=24 {
        let mut numbers = Numbers(u64::from(bits) + 77);
        let initial = numbers.below_bits(20);
        let mut value = initial;
        let rising = (0..len).map(|_| {
            value = value + least + numbers.below_bits(bits);
            value
        });
        found.push((initial, rising.collect()));
    }
    let mut jump: Vec<u32> = (1..).take(len).collect();
    let end = u32::try_from(len).expect("short");
    for (place, value) in jump[len / 2..].iter_mut().enumerate() {
        *value = u32::MAX - end + u32::try_from(place).expect("short");
    }
    found.push((0, jump));
    found
}

/// The format as the crate's documentation has it, bit by bit.
fn by_definition(lanes: usize, values: &[u32], bits: u8) -> Vec<u8> {
    let bits = usize::from(bits);
    let mut bytes = vec![0; lanes * bits * 4];
    for (place, value) in values.iter().enumerate() {
        let (row, lane) = (place / lanes, place % lanes);
        for bit in (0..bits).filter(|bit| value >> bit & 1 == 1) {
            let at = row * bits + bit;
            let word = at / 32 * lanes + lane;
            bytes[word * 4 + at % 32 / 8] |= 1 << (at % 8);
        }
    }
    bytes
}

fn differences(before: u32, least: u32, values: &[u32]) -> Vec<u32> {
    let mut before = before;
    let step = |value: &u32| {
        let step = value.wrapping_sub(before).wrapping_sub(least);
        before = *value;
        step
    };
    values.iter().map(step).collect()
}

fn digest(seen: &mut u64, bytes: &[u8]) {
    for byte in bytes {
        *seen = (*seen ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// Packs every block in every way, compares with the definition, unpacks again, and gives a digest of all the bytes.
fn check<P: BitPacker>(lanes: usize) -> u64 {
    let packer = P::new();
    let len = P::BLOCK_LEN;
    assert_eq!(len, lanes * 32);
    let mut seen = 0xcbf2_9ce4_8422_2325;
    // Longer than the block: what follows it stays as it is.
    let mut bytes = vec![0xa5; len * 5];
    let mut values = vec![0x5a5a_5a5a; len + 3];
    let mut each = |expected: &[u8],
                    pack: &dyn Fn(&mut [u8]) -> usize,
                    unpack: &dyn Fn(&[u8], &mut [u32]) -> usize,
                    block: &[u32]| {
        bytes.fill(0xa5);
        let size = pack(&mut bytes);
        assert_eq!(size, expected.len());
        assert_eq!(&bytes[..size], expected);
        assert!(bytes[size..].iter().all(|byte| *byte == 0xa5));
        digest(&mut seen, expected);
        values.fill(0x5a5a_5a5a);
        assert_eq!(unpack(&bytes, &mut values), size);
        assert_eq!(&values[..len], block);
        assert!(values[len..].iter().all(|value| *value == 0x5a5a_5a5a));
        values.fill(0x5a5a_5a5a);
        assert_eq!(unpack(&bytes[..size], &mut values[..len]), size, "no byte after the block is read");
        assert_eq!(&values[..len], block);
    };
    for bits in 0..=32 {
        for block in blocks(len, bits) {
            let needed = packer.num_bits(&block);
            assert!(needed <= bits);
            for bits in [needed, bits] {
                assert_eq!(P::compressed_block_size(bits), lanes * 4 * usize::from(bits));
                each(
                    &by_definition(lanes, &block, bits),
                    &|bytes| packer.compress(&block, bytes, bits),
                    &|bytes, values| packer.decompress(bytes, values, bits),
                    &block,
                );
            }
        }
    }
    for (initial, block) in sorted_blocks(len, 0) {
        let bits = packer.num_bits_sorted(initial, &block);
        let steps = differences(initial, 0, &block);
        assert_eq!(bits, packer.num_bits(&steps));
        for bits in [bits, 32] {
            each(
                &by_definition(lanes, &steps, bits),
                &|bytes| packer.compress_sorted(initial, &block, bytes, bits),
                &|bytes, values| packer.decompress_sorted(initial, bytes, values, bits),
                &block,
            );
        }
    }
    let from_zero: Vec<u32> = (0..).take(len).collect();
    let blocks = sorted_blocks(len, 1).into_iter().map(|(initial, block)| (Some(initial), block));
    for (initial, block) in blocks.chain([(None, from_zero)]) {
        let bits = packer.num_bits_strictly_sorted(initial, &block);
        let steps = differences(initial.unwrap_or(u32::MAX), 1, &block);
        assert_eq!(bits, packer.num_bits(&steps));
        for bits in [bits, 32] {
            each(
                &by_definition(lanes, &steps, bits),
                &|bytes| packer.compress_strictly_sorted(initial, &block, bytes, bits),
                &|bytes, values| packer.decompress_strictly_sorted(initial, bytes, values, bits),
                &block,
            );
        }
    }
    seen
}

#[test]
fn one_lane() {
    assert_eq!(check::<BitPacker1x>(1), 17_452_305_097_011_289_809, "the published crate's digest");
}

#[test]
fn four_lanes() {
    assert_eq!(check::<BitPacker4x>(4), 13_950_852_149_144_618_325, "the published crate's digest");
}

#[test]
fn the_bytes_of_a_small_block() {
    let mut values = [0; 32];
    values[..4].copy_from_slice(&[1, 2, 3, 5]);
    values[31] = 7;
    let mut bytes = [0; 12];
    assert_eq!(BitPacker1x.compress(&values, &mut bytes, 3), 12);
    assert_eq!(bytes, [0b1101_0001, 0b0000_1010, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0b1110_0000]);
}

#[test]
fn consecutive_numbers_take_no_bytes() {
    let values: Vec<u32> = (8..136).collect();
    assert_eq!(BitPacker4x.num_bits_strictly_sorted(Some(7), &values), 0);
    let mut read = [0; 128];
    assert_eq!(BitPacker4x.decompress_strictly_sorted(Some(7), &[], &mut read, 0), 0);
    assert_eq!(&read[..], &values[..]);
}

#[test]
fn bits_above_the_width_are_dropped() {
    let mut bytes = [0; 64];
    BitPacker4x.compress(&[0xffff_fff5; 128], &mut bytes, 4);
    assert_eq!(bytes, [0x55; 64]);
}

#[test]
#[should_panic(expected = "not one block")]
fn a_block_that_is_too_long() {
    BitPacker4x.num_bits(&[0; 129]);
}

#[test]
#[should_panic(expected = "at most 32 bits")]
fn a_width_that_is_too_large() {
    BitPacker4x.decompress(&[0; 1024], &mut [0; 128], 33);
}

#[test]
#[should_panic(expected = "out of range")]
fn bytes_that_end_too_early() {
    BitPacker4x.decompress(&[0; 15], &mut [0; 128], 1);
}
