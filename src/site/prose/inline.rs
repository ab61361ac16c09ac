//! Links and what plain text mentions.

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{Closing, Destination, Writer, destination};
use crate::content::{LinkTarget, parse_link};
use crate::model::{CommitmentIx, DocumentIx, PartyIx, Reference};
use crate::register::Mention;

impl<'e> Writer<'_, 'e> {
    pub(super) fn open_link(&mut self, link_type: LinkType, url: &str, title: &CowStr<'e>) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.open_reference(url, has_pothole);
        }
        let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        let dest_url = match destination(self.site, self.source, &url) {
            Destination::Inside(file) => file.href(self.setting.root),
            Destination::Fragment(url) | Destination::Outside(url) => url,
            Destination::Unsafe => {
                self.closings.push(Closing::Dropped);
                return;
            }
        };
        self.plain += 1;
        // Paper shows the address behind a link; not a second time where it is the link's own text.
        if link_type == LinkType::Autolink {
            self.html(format!("<a class=\"url\" href=\"{}\">", escape(&dest_url)));
            self.closings.push(Closing::Html { html: "</a>".to_owned(), replaced: false });
            return;
        }
        self.closings.push(Closing::Same { image: false });
        let (dest_url, title, id) = (dest_url.into(), title.clone(), "".into());
        self.events.push(Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, id }));
    }

    /// `[[target]]` shows the target's title, `[[target|text]]` the text; a commitment is followed by its badge.
    fn open_reference(&mut self, target: &str, has_text: bool) {
        let Some(reference) = self.look_up(target) else {
            // Reported by the register, so that nothing is published; `serve` shows the text.
            self.closings.push(Closing::Dropped);
            return;
        };
        let shown = self.site.shown(reference);
        let class = match reference {
            Reference::Commitment(_) => "ref",
            Reference::Meeting(_) => "ref ref--meeting",
            Reference::Document(_) => "ref ref--document",
            Reference::Party(_) => "ref ref--organisation",
        };
        self.html(format!("<a class=\"{class}\" href=\"{}{}\">", self.setting.root, shown.url));
        if !has_text {
            self.html(escape(&shown.title));
            self.replaced += 1;
        }
        let mut html = "</a>".to_owned();
        if let Reference::Commitment(ix) = reference {
            let _ = write!(html, " {}", self.badge(ix));
        }
        self.plain += 1;
        self.closings.push(Closing::Html { html, replaced: !has_text });
    }

    fn look_up(&self, target: &str) -> Option<Reference> {
        let register = &self.site.register;
        match parse_link(target) {
            LinkTarget::Reference(reference) => register.lookup.find(&reference, self.setting.within).ok(),
            LinkTarget::Document(id) => register.lookup.document(&id).map(Reference::Document),
            LinkTarget::Organisation(name) => register.directory.party(&name).map(Reference::Party),
            LinkTarget::Unknown => None,
        }
    }

    fn badge(&self, ix: CommitmentIx) -> String {
        let register = &self.site.register;
        let status = register.status(register.commitment(ix).status);
        let label = escape(status.label(register.language));
        format!("<span class=\"status status--{}\">{label}</span>", status.color)
    }

    /// Links documents wherever they are named, expands an acronym where it first occurs.
    pub(super) fn text(&mut self, text: &str) {
        let site = self.site;
        let mut html = String::new();
        let mut from = 0;
        for (range, mention) in site.register.mentions.find(text) {
            let word = &text[range.clone()];
            let replacement = match mention {
                Mention::Document(ix) => Some(self.document(ix, word)),
                Mention::Url => Some(format!("<a class=\"url\" href=\"{0}\">{0}</a>", escape(word))),
                Mention::Party(ix) => self.expanded.insert(word.to_owned()).then(|| self.party(ix, word)),
                Mention::Term(meaning) => self
                    .expanded
                    .insert(word.to_owned())
                    .then(|| format!("<abbr title=\"{}\">{}</abbr>", escape(meaning), escape(word))),
            };
            if let Some(replacement) = replacement {
                html.push_str(&escape(&text[from..range.start]));
                html.push_str(&replacement);
                from = range.end;
            }
        }
        html.push_str(&escape(&text[from..]));
        self.html(html);
    }

    fn document(&self, ix: DocumentIx, word: &str) -> String {
        let url = self.site.url_of_document(ix);
        format!("<a class=\"ref ref--document\" href=\"{}{url}\">{}</a>", self.setting.root, escape(word))
    }

    fn party(&self, ix: PartyIx, word: &str) -> String {
        let (url, name) = (self.site.url_of_party(ix), escape(self.site.register.directory.name(ix)));
        let root = self.setting.root;
        format!(
            "<a class=\"ref ref--organisation\" href=\"{root}{url}\"><abbr title=\"{name}\">{}</abbr></a>",
            escape(word)
        )
    }
}

/// Text for HTML, in content and in double-quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        escaped.push_str(&text[from..at]);
        escaped.push_str(entity);
        from = at + 1;
    }
    escaped.push_str(&text[from..]);
    escaped
}
