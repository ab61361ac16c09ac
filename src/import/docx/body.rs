//! The text of a DOCX: paragraphs and tables.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::numbering::Numbering;
use super::styles::{NO_LIST, ParagraphStyles};
use super::xml::{Token, attribute, is_set, tokens};
use crate::import::builder::{Builder, LINE};
use crate::import::document::{Document, Style};
use crate::import::html::is_address;
use crate::import::refusal::Refusal;

/// The document, and whether changes are recorded in it.
pub(super) fn read(
    text: &str,
    links: &BTreeMap<String, String>,
    numbering: Numbering,
    styles: &ParagraphStyles,
) -> Result<(Document, bool), Refusal> {
    let mut body = Body::new(links, numbering, styles);
    tokens(text, |token| body.token(token))?;
    if body.builder.too_deep { Err(Refusal::TooDeep) } else { Ok((body.builder.finish(), body.changed)) }
}

struct Body<'a> {
    builder: Builder,
    links: &'a BTreeMap<String, String>,
    numbering: Numbering,
    styles: &'a ParagraphStyles,
    /// Look of the paragraph, and of the run within it.
    paragraph: Style,
    run: Style,
    link: Option<String>,
    in_run: bool,
    in_text: bool,
    /// Elements whose text was taken out, or stands elsewhere.
    silent: usize,
    /// List and level of the paragraph.
    list: Option<String>,
    level: usize,
    bordered: bool,
    written: bool,
    /// The address of a link made by a field.
    field: String,
    in_field: bool,
    /// Elements that say how something looked before somebody changed it.
    former: usize,
    /// Somebody's changes were recorded: they are read as if they had been accepted.
    changed: bool,
}

impl<'a> Body<'a> {
    fn new(links: &'a BTreeMap<String, String>, numbering: Numbering, styles: &'a ParagraphStyles) -> Self {
        Self {
            builder: Builder::at(0),
            links,
            numbering,
            styles,
            paragraph: Style::default(),
            run: Style::default(),
            link: None,
            in_run: false,
            in_text: false,
            silent: 0,
            list: None,
            level: 0,
            bordered: false,
            written: false,
            field: String::new(),
            in_field: false,
            former: 0,
            changed: false,
        }
    }

    fn token(&mut self, token: Token<'_>) {
        match token {
            Token::Start(element, at_once) => {
                self.start(&element);
                if at_once {
                    let name = element.local_name().as_ref().to_vec();
                    self.end(&name);
                }
            }
            Token::End(name) => self.end(&name),
            Token::Text(text) => {
                if self.in_field {
                    if self.field.len() < 4000 {
                        self.field.push_str(&text);
                    }
                } else if self.in_text && self.silent == 0 {
                    self.write(&text);
                }
            }
        }
    }

    fn write(&mut self, text: &str) {
        if !self.written {
            self.builder.level = if self.list.is_some() { self.level + 1 } else { 0 };
        }
        if !self.written
            && let Some(list) = self.list.take()
            && let Some(mark) = self.numbering.next(&list, self.level)
        {
            self.builder.mark(mark);
        }
        self.written = true;
        self.builder.style = Style { link: self.link.clone(), ..self.run.clone() };
        self.builder.text(text);
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name);
        if self.former > 0 && !is_former(element.local_name().as_ref()) {
            return;
        }
        match element.local_name().as_ref() {
            b"p" => {
                self.builder.end_paragraph();
                self.paragraph = Style::default();
                self.list = None;
                self.level = 0;
                self.bordered = false;
                self.written = false;
            }
            b"pStyle" => {
                let style = value("val").unwrap_or_default();
                self.paragraph.bold |= self.styles.is_bold(&style);
                self.paragraph.strike |= self.styles.is_struck(&style);
                if let Some(of) = self.styles.list(&style)
                    && let Some(list) = &of.list
                {
                    self.level = of.level.unwrap_or_else(|| self.numbering.level_of(list, &style));
                    self.list = Some(list.clone());
                }
                if let Some(hint) = self.styles.hint(&style) {
                    self.builder.hint(hint);
                }
            }
            b"rStyle" if self.in_run => {
                let style = value("val").unwrap_or_default();
                self.run.bold |= self.styles.is_bold(&style);
                self.run.strike |= self.styles.is_struck(&style);
            }
            b"numId" => self.list = value("val").filter(|list| list != NO_LIST),
            b"ilvl" => self.level = value("val").and_then(|level| level.parse().ok()).unwrap_or(0),
            b"pBdr" => self.bordered = true,
            b"r" => {
                self.in_run = true;
                self.run = self.paragraph.clone();
            }
            b"b" if self.in_run => self.run.bold = is_set(element),
            b"i" if self.in_run => self.run.italic = is_set(element),
            b"strike" | b"dstrike" if self.in_run => self.run.strike = is_set(element),
            b"t" => self.in_text = true,
            b"tab" if self.in_run => self.write(" "),
            b"br" | b"cr" if self.in_run && self.silent == 0 => self.write(&LINE.to_string()),
            b"noBreakHyphen" if self.in_run => self.write("-"),
            b"instrText" => self.in_field = true,
            b"fldChar" => match value("fldCharType").as_deref() {
                Some("begin") => self.field.clear(),
                Some("separate") => self.link = address_of_field(&self.field),
                Some("end") => self.link = None,
                _ => {}
            },
            b"hyperlink" => {
                self.link = value("id").and_then(|id| self.links.get(&id)).filter(|url| is_address(url)).cloned();
            }
            // Text that was deleted, notes of reviewers, and pictures drawn twice for older programs.
            b"del" | b"moveFrom" => {
                self.changed = true;
                self.silent += 1;
            }
            b"ins" | b"moveTo" => self.changed = true,
            name if is_former(name) => self.former += 1,
            b"Fallback" => self.silent += 1,
            b"tbl" => self.builder.start_table(),
            b"tr" => self.builder.start_row(),
            b"tc" => self.builder.start_cell(1, 1),
            b"gridSpan" => {
                let columns = value("val").and_then(|span| span.parse().ok()).unwrap_or(1);
                self.builder.widen(columns);
            }
            b"gridBefore" => {
                let columns = value("val").and_then(|span| span.parse().ok()).unwrap_or(0);
                self.builder.skip(columns);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.former > 0 && !is_former(name) {
            return;
        }
        match name {
            name if is_former(name) => self.former = self.former.saturating_sub(1),
            b"p" => {
                // A line below an empty paragraph is how a rule is drawn.
                if self.bordered && !self.written {
                    self.builder.rule();
                } else {
                    self.builder.end_item();
                }
            }
            b"r" => self.in_run = false,
            b"t" => self.in_text = false,
            b"instrText" => self.in_field = false,
            b"hyperlink" => self.link = None,
            b"del" | b"moveFrom" | b"Fallback" => self.silent = self.silent.saturating_sub(1),
            b"tc" => self.builder.end_cell(),
            b"tbl" => self.builder.end_table(),
            _ => {}
        }
    }
}

/// Whether an element says how a paragraph or its text looked, and not how it looks.
fn is_former(name: &[u8]) -> bool {
    matches!(name, b"pPrChange" | b"rPrChange")
}

/// ` HYPERLINK "https://…" `
fn address_of_field(field: &str) -> Option<String> {
    let rest = field.trim().strip_prefix("HYPERLINK")?.trim();
    let url = rest.trim_start_matches('"').split(['"', ' ']).next()?;
    is_address(url).then(|| url.to_owned())
}
