//! Spacing and list marks of free Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::content::markdown::{lenient, options};
use crate::content::meaning::reading;
use crate::content::splice::{Splice, splice};

/// Where list marks stand, and what must stay byte for byte.
#[derive(Default)]
pub(super) struct Marks {
    items: Vec<usize>,
    /// Code, tables, raw HTML and hard line breaks, in order.
    kept: Vec<Range<usize>>,
}

impl Marks {
    /// Of `text[from..]`; all places are of `text`.
    pub(super) fn of(text: &str, from: usize) -> Self {
        let body = lenient(&text[from..]);
        let mut marks = Self::default();
        for (event, range) in Parser::new_ext(&body, options()).into_offset_iter() {
            let range = range.start + from..range.end + from;
            match event {
                Event::Start(Tag::Item) => marks.items.push(range.start),
                Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_))
                | Event::Start(Tag::Link { .. } | Tag::Image { .. })
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::HardBreak => marks.kept.push(range),
                _ => {}
            }
        }
        marks.kept.sort_by_key(|range| range.start);
        marks
    }

    fn is_kept(&self, range: &Range<usize>) -> bool {
        // They may lie within each other: a few before the place may reach over it.
        let end = self.kept.partition_point(|kept| kept.start < range.end);
        self.kept[..end].iter().rev().take(64).any(|kept| kept.end > range.start)
    }

    /// The canonical form of the block at `range`; as it is, where that would say something else.
    pub(super) fn canonical(&self, text: &str, range: Range<usize>, marked: Marking) -> String {
        let old = &text[range.clone()];
        if marked == Marking::Untouched {
            return old.to_owned();
        }
        let mut changes: Vec<Splice> = Vec::new();
        let items = if marked == Marking::Hyphens { &self.items[..] } else { &[] };
        let first = items.partition_point(|&at| at < range.start);
        let mut items = items[first..].iter().copied().take_while(|&at| at < range.end).peekable();
        let mut at = range.start;
        for line in old.split_inclusive('\n') {
            let end = at + line.len();
            while let Some(item) = items.next_if(|&item| item < end) {
                if text[item..].starts_with(['*', '+']) {
                    changes.push(Splice { range: item..item + 1, text: "-".into() });
                }
            }
            let body = line.trim_end_matches(['\n', '\r']);
            let spaces = at + body.trim_end_matches([' ', '\t']).len()..at + body.len();
            if !spaces.is_empty() && !self.is_kept(&spaces) {
                changes.push(Splice { range: spaces, text: String::new() });
            }
            at = end;
        }
        if changes.is_empty() {
            return old.to_owned();
        }
        for change in &mut changes {
            change.range = change.range.start - range.start..change.range.end - range.start;
        }
        changes.sort_by_key(|change| change.range.start);
        let new = splice(old, &changes);
        if reading(&new) == reading(old) { new } else { old.to_owned() }
    }
}

/// Whether list marks are made hyphens; from the boldest to the most careful.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Marking {
    /// They are.
    Hyphens,
    /// They stay: lists beside each other are told apart by them.
    AsIs,
    /// They stay, and so does all spacing: headings alone get their form.
    Untouched,
}
