//! Markdown of the author → blocks that any kind of document can show.
//!
//! Of raw HTML what it says remains, and bold and slanted words; of a picture its description. A footnote comes where it is
//! defined.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd, TextMergeStream};

use super::document::{Block, Marker, Role, Run, Style};
use crate::content::markdown::{lenient, options};
use crate::content::{LinkTarget, parse_link};
use crate::diagnostic::SourceId;
use crate::model::text::{composed, tidy};
use crate::model::{MeetingIx, Prose, Reference};
use crate::site::Site;

/// How a `[[link]]` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// As what it leads to is called.
    Named,
    /// As in minutes, for who reads the document back.
    AsInMinutes,
}

/// Blocks of a prose; `within` is the meeting whose minutes it is from.
pub(super) fn blocks(site: &Site, prose: &Prose, within: Option<MeetingIx>, wording: Wording) -> Vec<Block> {
    let Some(first) = prose.parts.first() else { return Vec::new() };
    read(&site.markdown(prose), Reader::new(site, first.source, within, wording))
}

/// Blocks of Markdown that is no stretch of a source, as if it stood in one.
pub(super) fn text_blocks(site: &Site, text: &str, source: SourceId, within: Option<MeetingIx>) -> Vec<Block> {
    read(text, Reader::new(site, source, within, Wording::Named))
}

fn read(text: &str, mut reader: Reader<'_>) -> Vec<Block> {
    let text = composed(&lenient(text)).into_owned();
    for event in TextMergeStream::new(Parser::new_ext(&text, options())) {
        reader.event(event);
    }
    reader.finish()
}

/// What is open around the words that are being read.
enum Open {
    List(Marker, Vec<Vec<Block>>),
    /// Blocks of an item, a quotation or a footnote around this one.
    Outer(Vec<Block>),
}

struct Reader<'a> {
    site: &'a Site,
    source: SourceId,
    within: Option<MeetingIx>,
    wording: Wording,
    open: Vec<Open>,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    bold: usize,
    italic: usize,
    strike: usize,
    links: Vec<Option<String>>,
    /// Inside of a `[[link]]` whose text is its target.
    replaced: bool,
    /// Inside of a `[[link|text]]` that is written as in minutes.
    bracketed: bool,
    html: Option<String>,
    code: Option<String>,
    grid: Vec<Vec<Vec<Run>>>,
}

impl<'a> Reader<'a> {
    fn new(site: &'a Site, source: SourceId, within: Option<MeetingIx>, wording: Wording) -> Self {
        Self {
            site,
            source,
            within,
            wording,
            open: Vec::new(),
            blocks: Vec::new(),
            runs: Vec::new(),
            bold: 0,
            italic: 0,
            strike: 0,
            links: Vec::new(),
            replaced: false,
            bracketed: false,
            html: None,
            code: None,
            grid: Vec::new(),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.blocks
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.words(&text, false),
            },
            Event::Code(text) => self.words(&text, true),
            Event::SoftBreak => self.words(" ", false),
            Event::HardBreak => self.words("\n", false),
            Event::InlineHtml(html) => self.tag(&html),
            Event::Html(html) => {
                if let Some(said) = &mut self.html {
                    said.push_str(&html);
                }
            }
            Event::FootnoteReference(name) => self.words(&format!("[{name}]"), false),
            Event::TaskListMarker(done) => self.words(if done { "☑ " } else { "☐ " }, false),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, code: bool) {
        if self.replaced {
            return;
        }
        let style = Style { bold: self.bold > 0, italic: self.italic > 0, strike: self.strike > 0, code };
        let link = self.links.last().cloned().flatten();
        // XML has no place for them, and nobody sees them.
        let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n' || *c == '\t').collect();
        match self.runs.last_mut().filter(|run| run.style == style && run.link == link) {
            Some(run) => run.text.push_str(&text),
            None => self.runs.push(Run { text, style, link }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong | Tag::Heading { .. } => {
                if matches!(tag, Tag::Heading { .. }) {
                    self.end_paragraph();
                }
                self.bold += 1;
            }
            Tag::Emphasis => self.italic += 1,
            Tag::Strikethrough => self.strike += 1,
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => {
                let target = self.site.target(self.source, &dest_url);
                self.links.push(target);
            }
            Tag::List(first) => {
                self.end_paragraph();
                self.open.push(Open::List(first.map_or(Marker::Bullet, Marker::Number), Vec::new()));
            }
            Tag::Item | Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.open.push(Open::Outer(std::mem::take(&mut self.blocks)));
            }
            Tag::FootnoteDefinition(name) => {
                self.end_paragraph();
                self.words(&format!("[{name}] "), false);
            }
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.code = Some(String::new());
            }
            Tag::HtmlBlock => {
                self.end_paragraph();
                self.html = Some(String::new());
            }
            Tag::TableHead | Tag::TableRow => self.grid.push(Vec::new()),
            Tag::Table(_) => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.bold = self.bold.saturating_sub(1);
            }
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strikethrough => self.strike -= 1,
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
                self.replaced = false;
                if std::mem::take(&mut self.bracketed) {
                    self.words("]]", false);
                }
            }
            TagEnd::Item => {
                let item = self.close();
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some(Open::List(marker, items)) = self.open.pop() {
                    self.blocks.push(Block::List(marker, items));
                }
            }
            TagEnd::BlockQuote(_) => {
                let quoted = self.close();
                self.blocks.push(Block::Quote(quoted));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.blocks.push(Block::Code(code.trim_end_matches('\n').to_owned()));
            }
            TagEnd::HtmlBlock => {
                let said = said(&self.html.take().unwrap_or_default());
                self.words(&said, false);
                self.end_paragraph();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.runs);
                if let Some(row) = self.grid.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let grid = std::mem::take(&mut self.grid);
                self.blocks.push(Block::Grid(grid));
            }
            _ => {}
        }
    }

    /// The blocks of what ends; those around it go on.
    fn close(&mut self) -> Vec<Block> {
        self.end_paragraph();
        match self.open.pop() {
            Some(Open::Outer(outer)) => std::mem::replace(&mut self.blocks, outer),
            Some(list @ Open::List(..)) => {
                self.open.push(list);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn tag(&mut self, html: &str) {
        let name = html.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
        let count = match name.as_str() {
            "br" => return self.words("\n", false),
            "b" | "strong" => &mut self.bold,
            "i" | "em" => &mut self.italic,
            _ => return,
        };
        *count = if html.starts_with("</") { count.saturating_sub(1) } else { *count + 1 };
    }

    fn end_paragraph(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(last) = runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        runs.retain(|run| !run.text.is_empty());
        // A tag that is left open is closed where its paragraph ends.
        if self.open.is_empty() {
            (self.bold, self.italic) = (0, 0);
        }
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph(Role::Body, runs));
        }
    }

    fn open_link(&mut self, link_type: LinkType, url: &str) {
        let LinkType::WikiLink { has_pothole } = link_type else {
            let url = if link_type == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
            let target = self.site.target(self.source, &url);
            self.links.push(target);
            return;
        };
        let Some(reference) = self.look_up(url) else {
            self.links.push(None);
            return;
        };
        if self.wording == Wording::AsInMinutes {
            return self.as_in_minutes(url, reference, has_pothole);
        }
        let (name, address) = self.site.named(reference);
        self.links.push(address);
        if !has_pothole {
            self.words(&name, false);
            // Paper cannot be clicked: the id is how the other commitment is found.
            if let Reference::Commitment(ix) = reference {
                let id = self.site.register().commitment(ix).id.to_string();
                self.words(&format!(" ({id})"), false);
            }
            self.replaced = true;
        }
    }

    /// A target that leads to the same from anywhere stays as it is.
    fn as_in_minutes(&mut self, target: &str, reference: Reference, has_text: bool) {
        self.links.push(None);
        let register = self.site.register();
        let same = match parse_link(target) {
            LinkTarget::Reference(written) => register.lookup.find(&written, None).ok() == Some(reference),
            _ => true,
        };
        let target = if same { tidy(target) } else { self.site.reference(reference) };
        if has_text {
            self.words(&format!("[[{target}|"), false);
            self.bracketed = true;
        } else {
            self.words(&format!("[[{target}]]"), false);
            self.replaced = true;
        }
    }

    fn look_up(&self, target: &str) -> Option<Reference> {
        let register = self.site.register();
        match parse_link(target) {
            LinkTarget::Reference(reference) => register.lookup.find(&reference, self.within).ok(),
            LinkTarget::Document(id) => register.lookup.document(&id).map(Reference::Document),
            LinkTarget::Organisation(name) => register.directory.party(&name).map(Reference::Party),
            LinkTarget::Unknown => None,
        }
    }
}

/// What a block of raw HTML says: its text, where blocks end a line each.
fn said(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut marked = String::with_capacity(html.len());
    let mut from = 0;
    for (at, _) in lower.match_indices('<') {
        let tag = &lower[at..];
        if ["</p", "</div", "</li", "</tr", "</h", "<br"].iter().any(|end| tag.starts_with(end)) {
            marked.push_str(&html[from..at]);
            marked.push(BREAK);
            from = at;
        }
    }
    marked.push_str(&html[from..]);
    let text = ammonia::Builder::empty().clean_content_tags(["script", "style"].into()).clean(&marked).to_string();
    let text = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{a0}"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, letter)| text.replace(entity, letter));
    let lines = text.split(BREAK).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Stands for a line break while HTML, in which line feeds are spaces, is taken apart.
const BREAK: char = '\u{e000}';
