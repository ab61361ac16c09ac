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
    let mut path = String::with_capacity(4_096);
    for y in 0..code.size() {
        // Lines one module thick, through the middle of a row, each from where the last one ended: `M4 4.5h7m2 0h1`. A page
        // has some three hundred, and their places in full would be a tenth of its bytes.
        let mut end = None;
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                if let Some(end) = end {
                    path.push('m');
                    push(&mut path, start - end);
                    path.push_str(" 0h");
                } else {
                    path.push('M');
                    push(&mut path, start + QUIET);
                    path.push(' ');
                    push(&mut path, y + QUIET);
                    path.push_str(".5h");
                }
                push(&mut path, x - start);
                end = Some(x);
            }
            x += 1;
        }
    }
    Some(QrView { side: code.size() + 2 * QUIET, path })
}

/// Adds a number; nearly all have one digit, and the general way of formatting them was a third of the code's cost.
fn push(path: &mut String, number: i32) {
    match u8::try_from(number) {
        Ok(digit @ 0..=9) => path.push(char::from(b'0' + digit)),
        _ => path.push_str(itoa::Buffer::new().format(number)),
    }
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
        // The row's last line ends where the code does.
        let (first, _) = code.path.split_once("M4 5.5").expect("the second row has the mark's left edge");
        let lines = first
            .trim_start_matches("M4 4.5")
            .split(['h', 'm'])
            .filter_map(|it| it.split(' ').next()?.parse::<i32>().ok());
        assert_eq!(lines.sum::<i32>(), 33, "{first}");
        assert!(first.ends_with("h7"), "{first}");
        assert!(super::code(&"x".repeat(4_000)).is_none());
    }
}
