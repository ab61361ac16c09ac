//! A look at the blocks of a dictionary before tantivy walks through them.
//!
//! A key is stored as how many bytes it shares with the one before, how many others it has, and those. tantivy makes room
//! for as many as the first number says: where that is forged, memory ends, which nothing can catch. A block is its length
//! (four bytes, little endian), its kind, the values of its keys, and its keys.

/// Whether the blocks say no more than they hold.
pub(super) fn hold_together(bytes: &[u8]) -> bool {
    check(bytes).is_some()
}

fn check(mut bytes: &[u8]) -> Option<()> {
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        if length <= 1 {
            break;
        }
        let (block, rest) = rest.split_at_checked(length)?;
        bytes = rest;
        // Compressed blocks are of another kind; the engine has nothing to unpack them by.
        let mut block = block.strip_prefix(&[0])?;
        let mut terms = number(&mut block, true)?;
        // Where postings and positions begin, then for each term in how many records it is, and two lengths.
        for _ in 0..terms.checked_mul(3)?.checked_add(2)? {
            number(&mut block, true)?;
        }
        let mut known = 0;
        while let Some((&first, rest)) = block.split_first() {
            block = rest;
            terms = terms.checked_sub(1)?;
            let (kept, new) = match first {
                1 => (number(&mut block, false)?, number(&mut block, false)?),
                first => (u64::from(first & 15), u64::from(first >> 4)),
            };
            if kept > known {
                return None;
            }
            (_, block) = block.split_at_checked(usize::try_from(new).ok()?)?;
            known = kept + new;
        }
    }
    Some(())
}

/// A number of seven bits a byte, lowest first. Its last byte has the eighth bit, or is the one that has it not.
fn number(bytes: &mut &[u8], last: bool) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if (byte >= 0x80) == last {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of two terms, `plan` and `plans`, by tantivy's format.
    const BLOCK: [u8; 20] =
        [16, 0, 0, 0, 0, 0x82, 0x80, 0x80, 0x81, 0x82, 0x80, 0x81, 0x82, 0x80, 0x40, b'p', b'l', b'a', b'n', 0x14];

    #[test]
    fn a_key_shares_no_more_than_the_one_before_has() {
        let block = [&BLOCK[..], b"s"].concat();
        let with = |at: usize, byte: u8| {
            let mut block = block.clone();
            block[at] = byte;
            block[0] = 17;
            hold_together(&block)
        };
        assert!(with(0, 17));
        assert!(hold_together(&[]) && hold_together(&[0, 0, 0, 0]));
        assert!(!with(19, 0x15), "shares five of four");
        assert!(!with(19, 1), "shares what is cut off");
        assert!(!with(19, 0xf4), "goes on behind the block");
        assert!(!with(5, 0x81), "has no value");
        assert!(!with(5, 0xff), "has more values than bytes");
        assert!(!with(4, 1), "is compressed");
        assert!(!with(1, 1), "is longer than the file");
    }
}
