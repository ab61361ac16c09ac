//! The YAML between `---` lines at the start of a file.

use std::ops::Range;

use super::keys::{self, FrontKey};
use super::parsed::ParsedAttendee;
use super::yaml::{self, Node, Value};
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Key, Kind, Role, SourceId, Span, Spanned, Type};
use crate::model::text::tidy;
use crate::model::{Mode, PartialDate, not_a_date};

/// What front matter can say; everything that it does not is at its default.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub(super) date: Option<Spanned<chrono::NaiveDate>>,
    pub(super) title: Option<Spanned<String>>,
    pub(super) mode: Option<Mode>,
    pub(super) series: Option<String>,
    pub(super) attendees: Vec<ParsedAttendee>,
    pub(super) tags: Vec<String>,
    pub(super) draft: bool,
    pub(super) aliases: Vec<Spanned<String>>,
}

/// Where front matter and body stand in a text.
pub(super) enum Split {
    /// Front matter, its opening line, and where the body starts.
    Found { opening: Range<usize>, yaml: Range<usize>, body: usize },
    /// None; the body is everything.
    Missing,
    /// The opening line is at this range, the closing one nowhere.
    Unclosed(Range<usize>),
}

/// Finds the front matter. Blank lines before it, and white space behind the hyphens, do no harm.
pub(super) fn split(text: &str) -> Split {
    let start = text.len() - text.trim_start().len();
    let mut at = start;
    let mut yaml_start = None;
    for line in text[start..].split_inclusive(['\n', '\r']) {
        let end = at + line.len();
        let fence = line.trim_end() == "---";
        match yaml_start {
            None if fence => yaml_start = Some(end),
            None => return Split::Missing,
            Some(yaml) if fence => return Split::Found { opening: start..start + 3, yaml: yaml..at, body: end },
            Some(_) => {}
        }
        at = end;
    }
    if yaml_start.is_some() { Split::Unclosed(start..start + 3) } else { Split::Missing }
}

/// Reads the front matter at `range`. Whether a key that is missing is missed is for the caller to say.
pub(super) fn read(
    text: &str,
    range: Range<usize>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<FrontMatter> {
    let mut front = FrontMatter::default();
    if text[range.clone()].trim().is_empty() {
        return Some(front);
    }
    let root = yaml::parse(text, range, source, diagnostics)?;
    let Value::Map(pairs) = root.value else {
        let message = "key: value".to_owned();
        diagnostics.report(Kind::FrontMatterSyntax { message }, root.span);
        return None;
    };
    // A key that is given already would be given twice if a misspelled one became it.
    let known = |(key, _): &(Node, Node)| match &key.value {
        Value::Scalar(name) => FrontKey::read(name),
        _ => None,
    };
    let mut present: Vec<FrontKey> = pairs.iter().filter_map(known).collect();
    let mut seen: Vec<(FrontKey, Span)> = Vec::new();
    for (key, value) in pairs {
        let Value::Scalar(name) = &key.value else {
            diagnostics.report(Kind::WrongType { key: "---".into(), expected: Type::Text }, key.span);
            continue;
        };
        let Some(known) = FrontKey::read(name) else {
            let guess = FrontKey::suggest(name);
            let suggestion = guess.map(|guess| guess.name.to_owned());
            let kind = Kind::UnknownKey { place: Key::FrontMatter, key: tidy(name), suggestion };
            let mut diagnostic = Diagnostic::new(kind, key.span);
            if let Some(guess) = guess {
                let is_new = !present.contains(&guess.value);
                present.push(guess.value);
                diagnostic =
                    diagnostic.replaced_by(guess.name, if is_new { guess.applicability } else { Applicability::Maybe });
            }
            diagnostics.push(diagnostic);
            continue;
        };
        if let Some(&(_, first)) = seen.iter().find(|&&(other, _)| other == known) {
            let kind = Kind::DuplicateKey { place: Key::FrontMatter, key: tidy(name) };
            diagnostics.push(Diagnostic::new(kind, key.span).with(Role::First, first));
            continue;
        }
        seen.push((known, key.span));
        front.set(known, name, value, diagnostics);
    }
    Some(front)
}

impl FrontMatter {
    fn set(&mut self, key: FrontKey, name: &str, value: Node, diagnostics: &mut Diagnostics) {
        if matches!(&value.value, Value::Scalar(text) if text.trim().is_empty()) {
            return;
        }
        match key {
            FrontKey::Date => self.date = text(name, value, diagnostics).and_then(|text| day(text, diagnostics)),
            FrontKey::Title => self.title = text(name, value, diagnostics),
            FrontKey::Series => self.series = text(name, value, diagnostics).map(|text| text.value),
            FrontKey::Mode => {
                self.mode = text(name, value, diagnostics).and_then(|text| {
                    let mode = keys::mode(&text.value);
                    if mode.is_none() {
                        let guess = keys::suggest_mode(&text.value);
                        let suggestion = guess.map(|guess| guess.name.to_owned());
                        let mut diagnostic =
                            Diagnostic::new(Kind::UnknownMode { text: text.value, suggestion }, text.span);
                        if let Some(guess) = guess {
                            diagnostic = diagnostic.replaced_by(guess.name, guess.applicability);
                        }
                        diagnostics.push(diagnostic);
                    }
                    mode
                });
            }
            FrontKey::Draft => {
                if let Some(text) = text(name, value, diagnostics) {
                    match keys::boolean(&text.value) {
                        Some(draft) => self.draft = draft,
                        None => {
                            let kind = Kind::WrongType { key: name.to_owned(), expected: Type::Boolean };
                            diagnostics.report(kind, text.span);
                        }
                    }
                }
            }
            FrontKey::Tags => self.tags = texts(name, value, diagnostics).into_iter().map(|tag| tag.value).collect(),
            FrontKey::Aliases => self.aliases = texts(name, value, diagnostics),
            FrontKey::Attendees => self.attendees = attendees(name, value, diagnostics),
        }
    }
}

/// A text that must be a whole day.
pub(super) fn day(text: Spanned<String>, diagnostics: &mut Diagnostics) -> Option<Spanned<chrono::NaiveDate>> {
    match text.value.parse::<PartialDate>() {
        Ok(date) => match date.day() {
            Some(day) => return Some(Spanned::new(day, text.span)),
            None => diagnostics.report(Kind::DateNotADay { text: text.value }, text.span),
        },
        Err(_) => diagnostics.push(not_a_date(text.value, text.span)),
    }
    None
}

fn text(key: &str, node: Node, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    match node.value {
        Value::Scalar(text) => Some(Spanned::new(tidy(&text), node.span)),
        _ => {
            diagnostics.report(Kind::WrongType { key: key.to_owned(), expected: Type::Text }, node.span);
            None
        }
    }
}

/// A list of texts, or one text with commas.
fn texts(key: &str, node: Node, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let wrong = |span, diagnostics: &mut Diagnostics| {
        diagnostics.report(Kind::WrongType { key: key.to_owned(), expected: Type::Texts }, span);
    };
    match node.value {
        Value::Scalar(text) => text
            .split(',')
            .map(tidy)
            .filter(|text| !text.is_empty())
            .map(|text| Spanned::new(text, node.span))
            .collect(),
        Value::List(items) => {
            let mut texts = Vec::new();
            for item in items {
                match item.value {
                    Value::Scalar(text) if tidy(&text).is_empty() => {}
                    Value::Scalar(text) => texts.push(Spanned::new(tidy(&text), item.span)),
                    _ => wrong(item.span, diagnostics),
                }
            }
            texts
        }
        Value::Map(_) => {
            wrong(node.span, diagnostics);
            Vec::new()
        }
    }
}

/// `{INE: [DERFE, UTSI], SRE: IME}`, or a mere list of organisations.
fn attendees(key: &str, node: Node, diagnostics: &mut Diagnostics) -> Vec<ParsedAttendee> {
    let Value::Map(pairs) = node.value else {
        return texts(key, node, diagnostics)
            .into_iter()
            .map(|organisation| ParsedAttendee { organisation, units: Vec::new() })
            .collect();
    };
    let mut attendees = Vec::new();
    for (organisation, units) in pairs {
        match organisation.value {
            Value::Scalar(name) if !tidy(&name).is_empty() => attendees.push(ParsedAttendee {
                organisation: Spanned::new(tidy(&name), organisation.span),
                units: texts(&name, units, diagnostics),
            }),
            _ => {
                let kind = Kind::WrongType { key: key.to_owned(), expected: Type::Attendees };
                diagnostics.report(kind, organisation.span);
            }
        }
    }
    attendees
}
