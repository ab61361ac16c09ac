//! Markdown that is a value in another file, such as a text of the configuration.

use std::ops::Range;

use super::outline::outline;
use super::parsed::Url;
use crate::diagnostic::{Sources, Span, Spanned};

/// What a text links to.
#[derive(Debug, Clone, Default)]
pub struct Linked {
    /// Targets of `[[…]]`.
    pub links: Vec<Spanned<String>>,
    /// Ordinary links and images.
    pub urls: Vec<Spanned<Url>>,
}

/// Finds what a text links to. Each link has its place in the file, if it is written there as it reads; else, where the
/// file escapes something of it, the place of the whole text.
#[must_use]
pub fn parse_text(text: &Spanned<String>, sources: &Sources) -> Linked {
    let outline = outline(&text.value, 0);
    let whole = text.span;
    let written = sources.get(whole.source).text.get(whole.range()).unwrap_or_default();
    let place = |range: &Range<usize>| {
        let link = text.value.get(range.clone()).filter(|link| !link.is_empty())?;
        // The same link may stand there twice.
        let before = text.value.get(..range.start)?.matches(link).count();
        let (at, _) = written.match_indices(link).nth(before)?;
        let start = whole.range().start + at;
        Some(Span::new(whole.source, start..start + link.len()))
    };
    let place = |range: &Range<usize>| place(range).unwrap_or(whole);
    Linked {
        links: outline.links.iter().map(|(target, range)| Spanned::new(target.clone(), place(range))).collect(),
        urls: outline.urls.iter().map(|(url, range)| Spanned::new(url.clone(), place(range))).collect(),
    }
}
