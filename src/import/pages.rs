//! Marks of pages, `Página 1 de 2`, and the heads that run on behind them: a converter leaves them in the middle of what is
//! said.

use super::document::{Block, Document, Place};
use super::remark::{Remark, RemarkKind};
use crate::model::text::{fold, tidy};

/// Lines with which a document begins that may come again at the top of each page.
const HEAD: usize = 3;

/// Takes page marks out of lines, and keeps them to be told.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The lines with which the document begins.
    head: Vec<String>,
    /// Which of them would come next, at the top of a page.
    next: Option<usize>,
    taken: Vec<String>,
    place: Place,
}

impl Pages {
    /// Whether a line is a mark of a page, or of the head that runs on behind one; it has been kept to be told.
    pub(super) fn takes(&mut self, line: &str, place: Place) -> bool {
        if line.trim().is_empty() {
            if line.contains(FEED) {
                self.next = Some(0);
            }
            return false;
        }
        // A page begins here.
        if line.starts_with(FEED) {
            self.next = Some(0);
        }
        let text = tidy(line);
        let is_head = self.next.is_some_and(|at| self.head.get(at).is_some_and(|head| *head == text));
        if is_mark(line) {
            self.next = Some(0);
        } else if is_head {
            self.next = self.next.map(|at| at + 1);
        } else {
            self.next = None;
            if self.head.len() < HEAD {
                self.head.push(text);
            }
            return false;
        }
        if self.taken.is_empty() {
            self.place = place;
        }
        if !self.taken.contains(&text) && self.taken.len() < MOST_TOLD {
            self.taken.push(text);
        }
        true
    }

    /// What was taken, told once.
    pub(super) fn told(self) -> Option<Remark> {
        let text = self.taken.join(" · ");
        (!text.is_empty()).then_some(Remark { kind: RemarkKind::Outside { text }, place: self.place })
    }
}

/// The end of a page in text.
const FEED: char = '\u{c}';

/// More marks of pages than are told: what is told of a document is a line.
const MOST_TOLD: usize = 20;

/// Takes page marks out of the paragraphs of a document.
pub(super) fn take(document: &mut Document) -> Option<Remark> {
    let mut pages = Pages::default();
    document.blocks.retain(|block| match block {
        Block::Paragraph(paragraph) => paragraph.is_literal() || !pages.takes(&paragraph.plain(), paragraph.place),
        Block::Table(_) => true,
    });
    pages.told()
}

/// Whether a line, or what stands at one of its edges behind a wide gap, is a mark of a page.
fn is_mark(line: &str) -> bool {
    let line = line.trim();
    let at_edge = |(one, other): (&str, &str)| numbers_page(one) || numbers_page(other);
    numbers_page(line) || line.split_once("   ").is_some_and(at_edge) || line.rsplit_once("   ").is_some_and(at_edge)
}

/// `Página 1 de 2`, `Pág. 3`, `Page 2 of 9`, `- 3 -`
fn numbers_page(text: &str) -> bool {
    const DASHES: [char; 3] = ['-', '–', '—'];
    const LONGEST: usize = 40;
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let is_number = |word: &str| (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let inner = text.strip_prefix(DASHES).and_then(|rest| rest.strip_suffix(DASHES)).map(str::trim);
    if inner.is_some_and(is_number) {
        return true;
    }
    let folded = fold(&text.replace('/', " "));
    let words: Vec<&str> = folded.split_whitespace().map(|word| word.trim_end_matches('.')).collect();
    match words.as_slice() {
        ["pagina" | "pag" | "page", number] => is_number(number),
        ["pagina" | "pag" | "page" | "hoja", number, "de" | "of", all]
        | ["pagina" | "pag" | "page" | "hoja", number, all] => is_number(number) && is_number(all),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_pages_are_known_beyond_doubt() {
        for mark in [
            "Página 1 de 2",
            "  PÁGINA 12 de 20  ",
            "Pág. 3",
            "Page 2 of 9",
            "página 3/12",
            "- 3 -",
            "— 14 —",
            "Hoja 2 de 5",
            "Dirección de Puentes        Página 2 de 4",
        ] {
            assert!(is_mark(mark), "{mark}");
        }
        for text in [
            "3",
            "3/12/2024",
            "Hoja 2",
            "La página 3 de 7 se corrige.",
            "- 3",
            "-3-2024-",
            "Página",
            "Página web de la Secretaría",
            "2 de 9",
        ] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn heads_run_on_behind_marks_and_nowhere_else() {
        let mut pages = Pages::default();
        let lines =
            ["Obras", "Nota 4", "Obras", "Uno.", "- 1 -", "", "Obras", "Nota 4", "Dos.", "Obras", "\u{c}Obras", "x"];
        let left: Vec<&str> = lines.into_iter().filter(|line| !pages.takes(line, Place::default())).collect();
        assert_eq!(left, ["Obras", "Nota 4", "Obras", "Uno.", "", "Dos.", "Obras", "x"]);
        let told = pages.told().map(|remark| remark.kind);
        assert_eq!(told, Some(RemarkKind::Outside { text: "- 1 - · Obras · Nota 4".to_owned() }));
    }
}
