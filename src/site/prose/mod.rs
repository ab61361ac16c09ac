//! Markdown of the author → safe HTML: links followed, acronyms and document numbers recognised, raw HTML sanitised.

mod depth;
mod inline;
mod sanitize;
mod urls;

use std::collections::BTreeSet;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeStream, html};

use self::depth::Depth;
pub(crate) use self::inline::escape;
pub(super) use self::urls::{Destination, destination};
use super::Site;
use crate::content::markdown::{self, plain_text};
use crate::diagnostic::SourceId;
use crate::model::text::composed;
use crate::model::{MeetingIx, Prose};
use crate::register::defined_text;

/// Where on which page a prose is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The way to the site's root.
    pub(super) root: &'a str,
    /// The meeting whose minutes it is from, for references to its own numbers.
    pub(super) within: Option<MeetingIx>,
    /// Level of the heading that it stands under; its own come below.
    pub(super) level: usize,
    /// Sets apart the ids of this prose from those of others on the page.
    pub(super) key: &'a str,
}

/// Renders a prose; empty if it is.
pub(super) fn render(site: &Site, prose: &Prose, setting: Setting<'_>) -> String {
    let Some(first) = prose.parts.first() else { return String::new() };
    render_text(site, &with_definitions(site, prose, first.source), first.source, setting)
}

/// Renders Markdown that is no stretch of a source, as if it stood in one.
pub(super) fn render_text(site: &Site, text: &str, source: SourceId, setting: Setting<'_>) -> String {
    let text = composed(&markdown::lenient(text)).into_owned();
    let events: Vec<Event<'_>> = TextMergeStream::new(Parser::new_ext(&text, markdown::options())).collect();
    let mut writer = Writer::new(site, setting, source, &events);
    for event in events {
        writer.event(event);
    }
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut rendered, writer.events.into_iter());
    if writer.raw_html { sanitize::clean(&rendered) } else { rendered }
}

/// A prose as plain text, for data and summaries.
pub(super) fn plain(site: &Site, prose: &Prose) -> String {
    prose.parts.first().map_or_else(String::new, |first| plain_text(&with_definitions(site, prose, first.source)))
}

fn with_definitions(site: &Site, prose: &Prose, source: SourceId) -> String {
    let definitions = site.register.definitions.get(&source).map_or(&[][..], Vec::as_slice);
    defined_text(&site.sources, prose, definitions)
}

struct Writer<'a, 'e> {
    site: &'a Site,
    setting: Setting<'a>,
    source: SourceId,
    events: Vec<Event<'e>>,
    /// Levels of headings that occur, so that none is skipped.
    levels: Vec<HeadingLevel>,
    /// Footnotes that are referred to.
    footnotes: BTreeSet<String>,
    defined: BTreeSet<String>,
    /// Inside of a footnote definition that nothing refers to, or that stands twice.
    muted: bool,
    /// Inside of links, headings and code, nothing more is linked.
    plain: usize,
    /// Inside of a `[[link]]` without text of its own.
    replaced: usize,
    /// What closes each open link.
    closings: Vec<Closing>,
    expanded: BTreeSet<String>,
    raw_html: bool,
    depth: Depth,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

enum Closing {
    /// The end of a link or an image.
    Same { image: bool },
    /// This HTML, and the text within is left out or kept.
    Html { html: String, replaced: bool },
    /// Nothing.
    Dropped,
}

impl<'a, 'e> Writer<'a, 'e> {
    fn new(site: &'a Site, setting: Setting<'a>, source: SourceId, events: &[Event<'_>]) -> Self {
        let mut levels = Vec::new();
        let mut footnotes = BTreeSet::new();
        for event in events {
            match event {
                Event::Start(Tag::Heading { level, .. }) if !levels.contains(level) => levels.push(*level),
                Event::FootnoteReference(name) => drop(footnotes.insert(name.to_string())),
                _ => {}
            }
        }
        levels.sort_unstable();
        Self {
            site,
            setting,
            source,
            events: Vec::with_capacity(events.len()),
            levels,
            footnotes,
            defined: BTreeSet::new(),
            muted: false,
            plain: 0,
            replaced: 0,
            closings: Vec::new(),
            expanded: BTreeSet::new(),
            raw_html: false,
            depth: Depth::of(events),
            alignments: Vec::new(),
            column: 0,
            in_head: false,
        }
    }

    fn event(&mut self, event: Event<'e>) {
        if self.muted {
            if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                self.muted = false;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ if self.replaced > 0 => {}
            Event::Text(text) if self.plain == 0 => self.text(&text),
            Event::FootnoteReference(name) => {
                let name = self.footnote(&name);
                self.events.push(Event::FootnoteReference(name));
            }
            // A form control without a label says nothing to a screen reader.
            Event::TaskListMarker(done) => self.html(if done { "☑ " } else { "☐ " }.to_owned()),
            Event::Html(html) | Event::InlineHtml(html) if !self.depth.takes(&html) => {
                self.events.push(Event::Text(html));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.raw_html = true;
                self.events.push(event);
            }
            other => self.events.push(other),
        }
    }

    fn html(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            _ if self.replaced > 0 => self.closings.push(Closing::Dropped),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, id, link_type } => match destination(self.site, self.source, &dest_url) {
                Destination::Inside(file) => {
                    let dest_url = CowStr::from(file.href(self.setting.root));
                    self.plain += 1;
                    self.closings.push(Closing::Same { image: true });
                    self.events.push(Event::Start(Tag::Image { link_type, dest_url, title, id }));
                }
                // Nothing is fetched from another host: what would be is linked to.
                _ => self.open_link(LinkType::Inline, &dest_url, &title),
            },
            Tag::Heading { level, .. } => {
                self.plain += 1;
                self.html(format!("<h{}>", self.heading(level)));
            }
            Tag::CodeBlock(_) => {
                self.plain += 1;
                self.events.push(Event::Start(tag));
            }
            Tag::FootnoteDefinition(name) => {
                if self.footnotes.contains(name.as_ref()) && self.defined.insert(name.to_string()) {
                    let name = self.footnote(&name);
                    self.events.push(Event::Start(Tag::FootnoteDefinition(name)));
                } else {
                    self.muted = true;
                }
            }
            Tag::Table(alignments) => {
                self.alignments = alignments;
                let label = escape(&self.site.theme.strings.get("prose.table", &[]));
                self.html(format!(
                    "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>"
                ));
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.html("<thead><tr>".to_owned());
            }
            Tag::TableRow => {
                self.column = 0;
                self.html("<tr>".to_owned());
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.column) {
                    Some(Alignment::Right) => " class=\"right\"",
                    Some(Alignment::Center) => " class=\"center\"",
                    _ => "",
                };
                let cell = if self.in_head { "th scope=\"col\"" } else { "td" };
                self.html(format!("<{cell}{class}>"));
                self.column += 1;
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ if self.replaced > 0 => drop(self.closings.pop()),
            TagEnd::Heading(level) => {
                self.plain -= 1;
                self.html(format!("</h{}>\n", self.heading(level)));
            }
            TagEnd::CodeBlock => {
                self.plain -= 1;
                self.events.push(Event::End(tag));
            }
            TagEnd::Table => self.html("</tbody></table></div>\n".to_owned()),
            TagEnd::TableHead => {
                self.in_head = false;
                self.html("</tr></thead><tbody>".to_owned());
            }
            TagEnd::TableRow => self.html("</tr>".to_owned()),
            TagEnd::TableCell => self.html(if self.in_head { "</th>" } else { "</td>" }.to_owned()),
            other => self.events.push(Event::End(other)),
        }
    }

    /// Headings come below the one that the prose stands under, one level after another.
    fn heading(&self, level: HeadingLevel) -> usize {
        let rank = self.levels.iter().position(|&other| other == level).unwrap_or(0);
        (self.setting.level + 1 + rank).min(6)
    }

    fn footnote(&self, name: &str) -> CowStr<'e> {
        format!("fn-{}-{}", self.setting.key, crate::model::text::slug(name)).into()
    }

    fn close_link(&mut self) {
        match self.closings.pop() {
            Some(Closing::Html { html, replaced }) => {
                if replaced {
                    self.replaced -= 1;
                }
                self.plain -= 1;
                self.html(html);
            }
            Some(Closing::Same { image }) => {
                self.plain -= 1;
                // An image of another host was opened as a link, whatever closes it.
                self.events.push(Event::End(if image { TagEnd::Image } else { TagEnd::Link }));
            }
            Some(Closing::Dropped) | None => {}
        }
    }
}
