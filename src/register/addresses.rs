//! Addresses of other sites, wherever they are written.

use super::{Mention, Register};
use crate::content::bare_words;
use crate::diagnostic::{SourceId, Sources, Span, Spanned};

impl Register {
    /// Every address of another site, where it is written: links and pictures of minutes, pages and the configuration's
    /// texts, addresses that stand in the text by themselves, and those of configured documents.
    ///
    /// Of a link, the place is its address, if that stands there as it reads; else the whole link.
    #[must_use]
    pub fn outside(&self, sources: &Sources) -> Vec<Spanned<String>> {
        let links = self.urls.iter().map(|url| Spanned::new(url.value.url.clone(), url.span));
        let documents = self.documents.iter().filter_map(|document| document.url.clone());
        let places = links.chain(documents).filter(|url| is_outside(&url.value));
        let mut found: Vec<Spanned<String>> = places.map(|url| placed(url, sources)).collect();
        for source in self.texts() {
            let text = sources.get(source).text.as_str();
            for range in bare_words(text) {
                for (at, mention) in self.mentions.find(&text[range.clone()]) {
                    if matches!(mention, Mention::Url) {
                        let span = Span::new(source, range.start + at.start..range.start + at.end);
                        found.push(Spanned::new(sources.slice(span).to_owned(), span));
                    }
                }
            }
        }
        found
    }

    /// The Markdown files: minutes and pages.
    fn texts(&self) -> impl Iterator<Item = SourceId> + '_ {
        let minutes = self.meetings.iter().map(|meeting| meeting.span.source);
        minutes.chain(self.pages.iter().map(|page| page.source))
    }
}

fn is_outside(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
}

fn placed(url: Spanned<String>, sources: &Sources) -> Spanned<String> {
    // What is shown of a link may be its address as well; the address itself comes last.
    let at = sources.slice(url.span).rfind(&url.value);
    let span = at.map_or(url.span, |at| {
        let start = url.span.range().start + at;
        Span::new(url.span.source, start..start + url.value.len())
    });
    Spanned::new(url.value, span)
}
