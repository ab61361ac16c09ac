//! HTML as word processors save it. Tokens are read one by one and no tree is built, so that tags within tags, however
//! many, take neither memory nor time.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::builder::{Builder, LINE, LITERAL};
use super::document::{Block, Document, Hint, Part, Place, Style};
use super::numerals::numeral;
use super::refusal::Refusal;
use crate::content::Attributes;

/// Tags of text within tags; more are read without their look.
const MOST_STYLES: usize = 200;

/// Attributes of one tag; word processors write a dozen.
const MOST_ATTRIBUTES: usize = 1000;

/// Reads a document.
pub(super) fn read(text: &str) -> Result<Document, Refusal> {
    let builder = tokens(text, Builder::at(1)).map_err(|line| Refusal::Attributes { line, limit: MOST_ATTRIBUTES })?;
    if builder.too_deep { Err(Refusal::TooDeep) } else { Ok(builder.finish()) }
}

/// Reads what stands in one cell of another format. A tag that is none of a note's is read as the text that it is.
pub(super) fn parts(text: &str, place: Place) -> Vec<Part> {
    let builder = || {
        let mut builder = Builder::at(place.line);
        builder.start_table();
        builder.start_cell(1, 1);
        builder
    };
    let literal = |_| {
        let mut builder = builder();
        builder.text(text);
        builder
    };
    let document = tokens(text, builder()).unwrap_or_else(literal).finish();
    let mut parts = Vec::new();
    for block in document.blocks {
        match block {
            Block::Paragraph(paragraph) => parts.push(Part::Paragraph(paragraph)),
            Block::Table(table) => {
                parts.extend(table.rows.into_iter().flat_map(|row| row.cells).flat_map(|it| it.parts))
            }
        }
    }
    for part in &mut parts {
        if let Part::Paragraph(paragraph) = part {
            paragraph.place = place;
        }
    }
    parts
}

/// Reads HTML into the builder; the line of a tag that has more attributes than any of a note, if there is one. The tokenizer
/// compares each attribute with all before it, so that it never gets to see such a tag.
fn tokens(text: &str, builder: Builder) -> Result<Builder, usize> {
    let first = builder.line;
    let sink = Sink(RefCell::new(State { builder, first, ..State::default() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut attributes = Attributes::default();
    for piece in text.split_inclusive('>') {
        // What looks like a tag in a script is none.
        if tokenizer.sink.0.borrow().silent > 0 {
            attributes = Attributes::default();
        } else if attributes.most_of(piece) > MOST_ATTRIBUTES {
            return Err(tokenizer.sink.0.borrow().builder.line);
        }
        input.push_back(StrTendril::from_slice(piece));
        // Scripts are no reason to stop: nothing runs them.
        while !input.is_empty() {
            let _ = tokenizer.feed(&input);
        }
    }
    tokenizer.end();
    Ok(tokenizer.sink.0.into_inner().builder)
}

#[derive(Default)]
struct State {
    builder: Builder,
    /// Line of the file in which the text starts.
    first: usize,
    /// Open tags that make a look, each with the one before it.
    styles: Vec<(String, Style)>,
    /// Open lists: the next number and its kind; none for bullets.
    lists: Vec<(usize, Option<char>)>,
    /// Open tags whose text nobody reads.
    silent: usize,
}

struct Sink(RefCell<State>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        state.builder.line = state.first + usize::try_from(line).unwrap_or(1).saturating_sub(1);
        match token {
            Token::CharacterTokens(text) if state.silent == 0 => state.builder.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            // Markdown has no classes.
            Token::CommentToken(text) if text.trim() == LITERAL_CLASS => state.builder.text(&LITERAL.to_string()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if matches!(name, "script" | "style" | "title" | "noscript" | "template" | "textarea") {
            if !opens {
                self.silent = 0;
            } else if !tag.self_closing {
                self.silent = 1;
                return TokenSinkResult::RawData(match name {
                    "script" => RawKind::ScriptData,
                    "title" | "textarea" => RawKind::Rcdata,
                    _ => RawKind::Rawtext,
                });
            }
            return TokenSinkResult::Continue;
        }
        match (name, opens) {
            ("table", true) => self.builder.start_table(),
            ("table", false) => self.builder.end_table(),
            ("tr", true) => self.builder.start_row(),
            ("td" | "th", true) => {
                self.close_styles();
                self.lists.clear();
                self.builder.level = 0;
                let span = |key| attribute(tag, key).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                self.builder.start_cell(span("colspan"), span("rowspan"));
            }
            ("td" | "th" | "tr", false) => {
                self.builder.end_cell();
                self.close_styles();
            }
            ("br", _) => self.builder.text(&LINE.to_string()),
            ("hr", true) => self.builder.rule(),
            ("ol" | "ul", true) => {
                self.builder.end_paragraph();
                let start = attribute(tag, "start").and_then(|value| value.trim().parse().ok()).unwrap_or(1);
                let kind = attribute(tag, "type").and_then(|kind| kind.trim().chars().next()).unwrap_or('1');
                let unmarked = attribute(tag, "style").is_some_and(|style| has(style, "list-style-type", "none"));
                if self.lists.len() < MOST_STYLES {
                    self.lists.push((start, (name == "ol").then_some(if unmarked { '-' } else { kind })));
                }
                self.builder.level = self.lists.len();
            }
            ("ol" | "ul", false) => {
                self.builder.end_paragraph();
                self.lists.pop();
                self.builder.level = self.lists.len();
            }
            ("li", true) => {
                self.builder.end_paragraph();
                if let Some((next, kind)) = self.lists.last_mut() {
                    if let Some(value) = attribute(tag, "value").and_then(|value| value.trim().parse().ok()) {
                        *next = value;
                    }
                    match kind {
                        Some('-') => {}
                        Some(kind) => self.builder.mark(format!("{}.", numeral(*next, *kind))),
                        None => self.builder.mark("•".to_owned()),
                    }
                    *next = next.saturating_add(1);
                }
            }
            (
                "b" | "strong" | "i" | "em" | "a" | "span" | "font" | "u" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                | "s" | "strike" | "del",
                _,
            ) => {
                if name.starts_with('h') {
                    self.builder.end_paragraph();
                }
                if opens { self.open_style(name, tag) } else { self.close_style(name) }
            }
            (
                "p" | "div" | "li" | "blockquote" | "caption" | "section" | "article" | "body" | "pre" | "dt" | "dd",
                _,
            ) => {
                self.builder.end_paragraph();
                if opens && let Some(hint) = attribute(tag, "class").and_then(hint) {
                    self.builder.hint(hint);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn open_style(&mut self, name: &str, tag: &Tag) {
        if self.styles.len() >= MOST_STYLES {
            return;
        }
        self.styles.push((name.to_owned(), self.builder.style.clone()));
        let style = &mut self.builder.style;
        match name {
            "b" | "strong" => style.bold = true,
            "i" | "em" => style.italic = true,
            "s" | "strike" | "del" => style.strike = true,
            "a" => style.link = attribute(tag, "href").map(str::trim).filter(|url| is_address(url)).map(str::to_owned),
            name if name.starts_with('h') => style.bold = true,
            _ => {
                if let Some(css) = attribute(tag, "style") {
                    style.bold |= has(css, "font-weight", "bold") || has(css, "font-weight", "700");
                    style.italic |= has(css, "font-style", "italic");
                    style.bold &= !has(css, "font-weight", "normal");
                    style.strike |= strikes(css);
                }
            }
        }
    }

    fn close_style(&mut self, name: &str) {
        if let Some(at) = self.styles.iter().rposition(|(other, _)| other == name) {
            self.builder.style = self.styles[at].1.clone();
            self.styles.truncate(at);
        }
    }

    /// A look ends with its cell, even if its tag does not.
    fn close_styles(&mut self) {
        if let Some((_, first)) = self.styles.first() {
            self.builder.style = first.clone();
        }
        self.styles.clear();
    }
}

/// The class, and the comment, of text that reads like something else.
const LITERAL_CLASS: &str = "literal";

/// What the classes of a paragraph say that it is.
fn hint(classes: &str) -> Option<Hint> {
    classes.split_ascii_whitespace().find_map(|class| match class {
        LITERAL_CLASS | "AcuerdosLiteral" => Some(Hint::Literal),
        "item-title" | "AcuerdosTitulo" => Some(Hint::Title),
        _ => None,
    })
}

/// Whether a link leads somewhere that a reader of minutes can go.
pub(super) fn is_address(url: &str) -> bool {
    let folded = url.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| folded.starts_with(scheme))
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Whether a `style` attribute strikes text out.
fn strikes(css: &str) -> bool {
    css.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, set)| {
        let name = name.trim().to_ascii_lowercase();
        matches!(name.as_str(), "text-decoration" | "text-decoration-line")
            && set.to_ascii_lowercase().contains("line-through")
    })
}

/// Whether a `style` attribute sets a property to a value.
fn has(css: &str, property: &str, value: &str) -> bool {
    css.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, set)| {
        name.trim().eq_ignore_ascii_case(property) && set.trim().to_ascii_lowercase().starts_with(value)
    })
}
