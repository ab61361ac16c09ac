//! YAML as front matter uses it: scalars, lists and maps with their places. Anchors, aliases and deep nesting, by which a
//! few lines can become gigabytes, are refused.

use std::ops::Range;

use saphyr_parser::{Event, Parser};

use crate::diagnostic::{Diagnostics, Kind, SourceId, Span};

const DEEPEST: usize = 8;

/// A value and its place.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum Value {
    /// A text; empty for a key without value.
    Scalar(String),
    List(Vec<Node>),
    /// Pairs as written, repeated keys too.
    Map(Vec<(Node, Node)>),
}

/// Reads the YAML at `range` of a source; reports the first thing that cannot be read and gives nothing then.
pub(super) fn parse(text: &str, range: Range<usize>, source: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    // Word processors indent with tabs and put hard spaces behind colons; YAML takes neither. One character stands for
    // one, so that places stay true.
    let yaml: String = text[range.clone()]
        .chars()
        .map(|c| if matches!(c, '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}') { ' ' } else { c })
        .collect();
    let offsets: Vec<usize> =
        text[range.clone()].char_indices().map(|(i, _)| range.start + i).chain([range.end]).collect();
    let mut builder = Builder { stack: Vec::new(), root: None };
    let at = |index: usize| offsets[index.min(offsets.len() - 1)];
    for event in Parser::new_from_str(&yaml) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                let start = at(error.marker().index());
                // An alias of nothing stops the parser before it could be told as one.
                if text[start..].starts_with('*') {
                    let end = text[start..].find(char::is_whitespace).map_or(range.end, |length| start + length);
                    diagnostics.report(Kind::YamlAlias, Span::new(source, start..end));
                    return None;
                }
                let kind = Kind::FrontMatterSyntax { message: error.info().to_owned() };
                diagnostics.report(kind, Span::new(source, start..start));
                return None;
            }
        };
        let span = Span::new(source, at(place.start.index())..at(place.end.index()));
        let anchored = match &event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                *anchor > 0
            }
            _ => false,
        };
        if anchored {
            diagnostics.report(Kind::YamlAlias, span);
            return None;
        }
        if builder.stack.len() > DEEPEST {
            diagnostics.report(Kind::YamlTooDeep, span);
            return None;
        }
        builder.event(event, span);
    }
    builder.root
}

struct Builder {
    stack: Vec<(Open, Span)>,
    root: Option<Node>,
}

enum Open {
    List(Vec<Node>),
    Map(Vec<(Node, Node)>, Option<Node>),
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => {
                let plain_null = matches!(text.as_ref(), "~" | "null");
                let text = if plain_null { String::new() } else { text.into_owned() };
                self.add(Node { value: Value::Scalar(text), span });
            }
            Event::SequenceStart(..) => self.stack.push((Open::List(Vec::new()), span)),
            Event::MappingStart(..) => self.stack.push((Open::Map(Vec::new(), None), span)),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((open, start)) = self.stack.pop() {
                    let value = match open {
                        Open::List(items) => Value::List(items),
                        Open::Map(pairs, _) => Value::Map(pairs),
                    };
                    self.add(Node { value, span: Span { end: span.end.max(start.end), ..start } });
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some((Open::List(items), _)) => items.push(node),
            Some((Open::Map(pairs, key), _)) => match key.take() {
                None => *key = Some(node),
                Some(key) => pairs.push((key, node)),
            },
        }
    }
}
