//! Bytes → text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a text and names its encoding, if it is not UTF-8: a mark at its start tells, else what HTML says of itself,
/// else whether it is UTF-8; what is not is taken for Windows-1252, as old programs write.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<&'static str>) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() && !has_nuls(bytes) => UTF_8,
        None if is_damaged(bytes) => return (String::from_utf8_lossy(bytes).into_owned(), Some(DAMAGED)),
        None => without_mark(bytes),
    };
    let (text, _, _) = encoding.decode(bytes);
    (text.into_owned(), (encoding != UTF_8).then(|| encoding.name()))
}

/// What is said of UTF-8 in which some bytes are none.
pub(super) const DAMAGED: &str = "UTF-8 with damaged bytes";

/// Whether a text is UTF-8 but for a few bytes: it has more whole letters beyond ASCII than broken ones.
fn is_damaged(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (broken, whole) = text.chars().filter(|c| !c.is_ascii()).fold((0_usize, 0_usize), |(broken, whole), c| {
        if c == char::REPLACEMENT_CHARACTER { (broken + 1, whole) } else { (broken, whole + 1) }
    });
    !has_nuls(bytes) && whole > broken
}

fn has_nuls(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(4000)].contains(&0)
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let start = &bytes[..bytes.len().min(4000)];
    let nuls = |odd: usize| start.iter().enumerate().filter(|&(i, &byte)| i % 2 == odd && byte == 0).count();
    // Letters of European languages have a NUL in every other byte.
    if nuls(1) * 4 > start.len() && nuls(0) * 20 < start.len() {
        return UTF_16LE;
    }
    if nuls(0) * 4 > start.len() && nuls(1) * 20 < start.len() {
        return UTF_16BE;
    }
    let ascii = String::from_utf8_lossy(start).to_ascii_lowercase();
    let named = ascii.find("charset=").map(|at| ascii[at + "charset=".len()..].trim_start_matches(['"', '\'']));
    let name = named.map(|rest| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect::<String>()
    });
    let stated = name.and_then(|name| Encoding::for_label(name.as_bytes()));
    // It says UTF-8 and is not.
    stated.filter(|&encoding| encoding != UTF_8).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Relación de compromisos – «año»";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let (windows, ..) = WINDOWS_1252.encode(text);
        for (bytes, name) in [
            (text.as_bytes().to_vec(), None),
            (marked(&[0xef, 0xbb, 0xbf], text.as_bytes()), None),
            (marked(&[0xff, 0xfe], &utf16), Some("UTF-16LE")),
            (marked(&[0xfe, 0xff], &big), Some("UTF-16BE")),
            (utf16.clone(), Some("UTF-16LE")),
            (big.clone(), Some("UTF-16BE")),
            (windows.into_owned(), Some("windows-1252")),
        ] {
            assert_eq!(decode(&bytes), (text.to_owned(), name));
        }
        let damaged = [text.as_bytes(), b" \xff\x80 ", text.as_bytes()].concat();
        assert_eq!(decode(&damaged), (format!("{text} \u{fffd}\u{fffd} {text}"), Some(DAMAGED)));
    }
}
