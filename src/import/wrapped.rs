//! Cells whose text goes over several lines of a file, as tables drawn with letters have them.

use super::document::{Paragraph, Part, Place};
use super::text::markdown;

/// What the lines of a cell say: an empty line, a bullet and the next number of a list begin a paragraph, any other line goes on.
pub(super) fn parts<'a>(lines: impl Iterator<Item = &'a str>, place: Place) -> Vec<Part> {
    let mut paragraphs: Vec<Wrapped> = Vec::new();
    let mut open = false;
    for line in lines.map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let bullet = bullet(line);
        let number = number(line);
        let begins = !open || bullet.is_some() || number.is_some_and(|number| begins(number, &paragraphs));
        match paragraphs.last_mut().filter(|_| !begins) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            None => paragraphs.push(Wrapped {
                text: bullet.unwrap_or(line).to_owned(),
                is_bullet: bullet.is_some(),
                number,
            }),
        }
        open = true;
    }
    paragraphs.iter().flat_map(|it| it.parts(place)).collect()
}

struct Wrapped {
    text: String,
    is_bullet: bool,
    number: Option<usize>,
}

impl Wrapped {
    fn parts(&self, place: Place) -> Vec<Part> {
        let mut parts = markdown(&self.text, place);
        if self.is_bullet
            && let Some(Part::Paragraph(first)) = parts.first_mut()
        {
            *first = Paragraph { mark: Some("•".to_owned()), level: 1, ..first.clone() };
        }
        parts
    }
}

/// Whether a number at the start of a line is one of a list, and not `14. ` within a sentence that a line broke.
fn begins(number: usize, paragraphs: &[Wrapped]) -> bool {
    match paragraphs.iter().rev().find_map(|it| it.number) {
        Some(last) => number == last + 1,
        None => number == 1,
    }
}

fn bullet(line: &str) -> Option<&str> {
    ["- ", "* ", "• ", "– ", "· "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim_start)
}

/// The number of `4. ` or `4) `.
fn number(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let marked = rest.starts_with(". ") || rest.starts_with(") ");
    line[..digits].parse().ok().filter(|_| marked && digits <= 3)
}
