//! Text of a heading or list item without its markup, which still knows where each part stands in the source.

use std::ops::Range;

use crate::diagnostic::{SourceId, Span};

/// Plain text put together from stretches of a source.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The text.
    pub(super) text: String,
    /// Where each stretch starts in the text, and what it covers in the source.
    stretches: Vec<(usize, Range<usize>)>,
}

impl Flat {
    /// Adds the text of a stretch; where escapes or entities make it differ from the source, it is placed as a whole.
    pub(super) fn push(&mut self, text: &str, source: Range<usize>) {
        if !text.is_empty() {
            self.stretches.push((self.text.len(), source));
            self.text.push_str(text);
        }
    }

    /// Where a range of the text stands in the source.
    pub(super) fn span(&self, id: SourceId, range: Range<usize>) -> Span {
        let start = self.offset(range.start, Edge::Start);
        let end = self.offset(range.end, Edge::End);
        Span::new(id, start..end.max(start))
    }

    /// Where all of it stands.
    pub(super) fn whole(&self, id: SourceId) -> Span {
        self.span(id, 0..self.text.len())
    }

    fn offset(&self, at: usize, edge: Edge) -> usize {
        // An end belongs to the stretch before it, a start to the one that begins there.
        let index = match edge {
            Edge::Start => self.stretches.partition_point(|&(start, _)| start <= at),
            Edge::End => self.stretches.partition_point(|&(start, _)| start < at),
        };
        let Some((start, source)) = index.checked_sub(1).or(Some(0)).and_then(|i| self.stretches.get(i)) else {
            return 0;
        };
        let next = self.stretches.get(index).map_or(self.text.len(), |&(start, _)| start);
        if next - start == source.len() {
            (source.start + at.saturating_sub(*start)).min(source.end)
        } else if matches!(edge, Edge::Start) {
            source.start
        } else {
            source.end
        }
    }
}

enum Edge {
    Start,
    End,
}

/// The range of a trimmed piece of a text.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..(start + piece.trim().len())
}
