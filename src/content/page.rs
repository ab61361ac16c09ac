//! Plain pages: any Markdown file that is not minutes.

use super::definitions;
use super::front_matter::{self, FrontMatter, Split};
use super::minutes::{links, urls};
use super::outline::{BlockKind, outline};
use super::parsed::Page;
use crate::diagnostic::{Diagnostics, Kind, SourceId, Sources, Span};
use crate::model::Prose;
use crate::model::text::tidy;

/// Reads a plain page. Front matter is optional; `title` and `draft` are what it can say here. None if the front matter
/// cannot be read.
pub fn parse_page(sources: &Sources, source: SourceId, path: &str, diagnostics: &mut Diagnostics) -> Option<Page> {
    let text = &sources.get(source).text;
    let (front, body) = match front_matter::split(text) {
        Split::Found { yaml, body, .. } => (front_matter::read(text, yaml, source, diagnostics)?, body),
        Split::Missing => (FrontMatter::default(), 0),
        Split::Unclosed(range) => {
            diagnostics.report(Kind::FrontMatterUnclosed, Span::new(source, range));
            return None;
        }
    };
    let outline = outline(text, body);
    let mut title = front.title.map(|title| title.value);
    let mut start = body;
    if let Some(first) = outline.blocks.first()
        && let BlockKind::Heading(1, flat) = &first.kind
    {
        title = title.or_else(|| Some(tidy(&flat.text)));
        start = first.range.end;
    }
    let prose = if text[start..].trim().is_empty() {
        Prose::default()
    } else {
        Prose { parts: vec![Span::new(source, start..text.len())] }
    };
    Some(Page {
        source,
        path: path.to_owned(),
        title,
        draft: front.draft,
        text: prose,
        links: links(&outline, source),
        urls: urls(&outline, source),
        definitions: definitions::in_order(text, &outline.definitions),
    })
}
