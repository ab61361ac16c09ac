//! The blocks of a Markdown text: headings, lists, and all between them.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::flat::Flat;
use super::markdown;
use super::parsed::{Url, UrlKind};

/// A block that stands at the top of the text, not inside of another.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
}

pub(super) enum BlockKind {
    /// A heading, 1 to 6.
    Heading(u8, Flat),
    /// A paragraph of nothing but bold text, as word processors write headings.
    Bold(Flat),
    /// A list; the items' text, or none for an item that is more than one paragraph.
    List(Vec<Option<Flat>>),
    /// A paragraph; its line breaks are kept.
    Paragraph(Flat),
    /// Anything else.
    Other,
}

/// The blocks of a text and what any of them may use.
pub(super) struct Outline {
    pub(super) blocks: Vec<Block>,
    /// Targets of `[[…]]` and where they stand.
    pub(super) links: Vec<(String, Range<usize>)>,
    /// Ordinary links and images, and where they stand.
    pub(super) urls: Vec<(Url, Range<usize>)>,
    /// Where definitions of links and footnotes stand, in order.
    pub(super) definitions: Vec<Range<usize>>,
}

/// Reads the blocks of `text[from..]`; all ranges are of `text`.
pub(super) fn outline(text: &str, from: usize) -> Outline {
    let body = markdown::lenient(&text[from..]);
    let mut reader = Reader::default();
    let mut events = Parser::new_ext(&body, markdown::options()).into_offset_iter();
    for (event, range) in events.by_ref() {
        reader.event(event, range.start + from..range.end + from);
    }
    let mut definitions: Vec<_> = events
        .reference_definitions()
        .iter()
        .map(|(_, definition)| definition.span.start + from..definition.span.end + from)
        .chain(reader.footnotes)
        .collect();
    definitions.sort_by_key(|range| range.start);
    // What makes code of an indented line is its indentation.
    for block in &mut reader.blocks {
        if matches!(block.kind, BlockKind::Other) {
            let line = text[from..block.range.start].trim_end_matches([' ', '\t']);
            let start = from + line.len();
            if start == from || line.ends_with(['\n', '\r']) {
                block.range.start = start;
            }
        }
    }
    Outline { blocks: reader.blocks, links: reader.links, urls: reader.urls, definitions }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    links: Vec<(String, Range<usize>)>,
    urls: Vec<(Url, Range<usize>)>,
    footnotes: Vec<Range<usize>>,
    depth: usize,
    /// Text of the heading, paragraph or item being read.
    flat: Flat,
    /// Items of the list being read.
    items: Vec<Option<Flat>>,
    /// Whether the item being read holds more than one paragraph.
    complex_item: bool,
    /// Bytes of text outside of bold in the paragraph being read.
    not_bold: usize,
    bold: usize,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag, &range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag, range);
            }
            Event::Text(text) | Event::Code(text) => {
                if self.bold == 0 {
                    self.not_bold += text.trim().len();
                }
                self.flat.push(&text, range);
            }
            Event::SoftBreak | Event::HardBreak => self.flat.push("\n", range),
            Event::Rule if self.depth == 0 => self.blocks.push(Block { kind: BlockKind::Other, range }),
            Event::Rule => self.complex_item = true,
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.not_bold += 1,
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Link { link_type: LinkType::Email, .. } => {}
            Tag::Link { link_type: LinkType::WikiLink { .. }, dest_url, .. } => {
                self.links.push((dest_url.to_string(), range.clone()));
            }
            Tag::Item if self.depth == 1 => {
                self.flat = Flat::default();
                self.complex_item = false;
            }
            Tag::Paragraph if self.depth == 2 && self.flat.text.is_empty() => {}
            Tag::Heading { .. } | Tag::Paragraph if self.depth == 0 => {
                self.flat = Flat::default();
                self.not_bold = 0;
            }
            Tag::List(_) if self.depth == 0 => self.items.clear(),
            Tag::Link { dest_url, .. } => self.url(dest_url, UrlKind::Link, range),
            Tag::Image { dest_url, .. } => self.url(dest_url, UrlKind::Image, range),
            Tag::Emphasis | Tag::Strikethrough => {}
            // A second paragraph, a list or anything else inside of an item.
            _ if self.depth >= 2 => self.complex_item = true,
            _ => {}
        }
    }

    fn url(&mut self, url: &str, kind: UrlKind, range: &Range<usize>) {
        self.urls.push((Url { url: url.to_owned(), kind }, range.clone()));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Item if self.depth == 1 => {
                let flat = std::mem::take(&mut self.flat);
                self.items.push((!self.complex_item).then_some(flat));
            }
            _ if self.depth > 0 => {}
            TagEnd::Heading(level) => {
                let flat = std::mem::take(&mut self.flat);
                self.blocks.push(Block { kind: BlockKind::Heading(level_number(level), flat), range });
            }
            TagEnd::Paragraph => {
                let flat = std::mem::take(&mut self.flat);
                let kind = if self.not_bold == 0 && !flat.text.trim().is_empty() {
                    BlockKind::Bold(flat)
                } else {
                    BlockKind::Paragraph(flat)
                };
                self.blocks.push(Block { kind, range });
            }
            TagEnd::List(_) => {
                let items = std::mem::take(&mut self.items);
                self.blocks.push(Block { kind: BlockKind::List(items), range });
            }
            TagEnd::FootnoteDefinition => self.footnotes.push(range),
            _ => self.blocks.push(Block { kind: BlockKind::Other, range }),
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
