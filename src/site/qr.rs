//! QR codes of permalinks, for printed pages: ISO/IEC 18004, by `qrcodegen`.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use super::view::QrView;

/// Modules that have to be left white around a code.
const QUIET: i32 = 4;

/// Of the eight masks the standard prefers the one with the fewest look-alikes of a code's marks. Every reader undoes any
/// of them, and trying all takes thirty times as long, for each page: one that repeats nothing in rows or columns serves.
const MASK: u8 = 3;

/// The code of a text; none, if it is too long for one (over two thousand bytes).
pub(super) fn code(text: &str) -> Option<QrView> {
    let segments = QrSegment::make_segments(text);
    // Medium correction: paper gets folded and stained.
    let (ecc, mask) = (QrCodeEcc::Medium, Some(Mask::new(MASK)));
    let code = QrCode::encode_segments_advanced(&segments, ecc, Version::MIN, Version::MAX, mask, false).ok()?;
    let mut path = String::new();
    // A page has some four hundred of these lines: the general way of formatting numbers was a third of the code's cost.
    let mut digits = itoa::Buffer::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                // Lines one module thick, through the middle of a row: `M4 4.5h7`.
                for (before, number) in [("M", start + QUIET), (" ", y + QUIET), (".5h", x - start)] {
                    path.push_str(before);
                    path.push_str(digits.format(number));
                }
            }
            x += 1;
        }
    }
    Some(QrView { side: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_the_finder_marks_of_the_standard() {
        let code = code("https://acuerdos.example/compromisos/2022-08-09/4.html").expect("short enough");
        // Version 4 has 33 modules a side.
        assert_eq!(code.side, 33 + 8);
        assert!(code.path.starts_with("M4 4.5h7"), "{}", code.path);
        assert!(code.path.contains("M30 4.5h7"), "{}", code.path);
        assert!(super::code(&"x".repeat(4_000)).is_none());
    }
}
