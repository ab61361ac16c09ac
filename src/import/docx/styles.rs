//! What the styles of paragraphs say: which are bold, and which are those of `acuerdos report`.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{Token, attribute, is_set, tokens};
use crate::import::document::Hint;
use crate::import::refusal::Refusal;

/// The styles of a file, by their ids.
#[derive(Debug, Default)]
pub(super) struct ParagraphStyles {
    bold: BTreeSet<String>,
    hints: BTreeMap<String, Hint>,
}

/// Names of styles that say what a paragraph is, in both languages and lower case.
const NAMES: [(&str, Hint); 4] = [
    ("acuerdos: texto literal", Hint::Literal),
    ("acuerdos: literal text", Hint::Literal),
    ("acuerdos: título de compromiso", Hint::Title),
    ("acuerdos: title of commitment", Hint::Title),
];

impl ParagraphStyles {
    /// Reads which styles are bold, by themselves or as those are that they are based on.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut bold: BTreeMap<String, bool> = BTreeMap::new();
        let mut based: BTreeMap<String, String> = BTreeMap::new();
        let mut hints = BTreeMap::new();
        let mut current: Option<String> = None;
        tokens(text, |token| match token {
            Token::Start(element, _) => {
                let value = || attribute(&element, "val");
                match (element.local_name().as_ref(), &current) {
                    (b"style", _) => current = attribute(&element, "styleId"),
                    (b"b", Some(style)) => drop(bold.insert(style.clone(), is_set(&element))),
                    (b"basedOn", Some(style)) => drop(value().map(|on| based.insert(style.clone(), on))),
                    (b"name", Some(style)) => {
                        let name = value().unwrap_or_default().to_lowercase();
                        let known = NAMES.iter().find(|(known, _)| *known == name);
                        hints.extend(known.map(|&(_, hint)| (style.clone(), hint)));
                    }
                    _ => {}
                }
            }
            Token::End(name) if name == b"style" => current = None,
            _ => {}
        })?;
        let styles: BTreeSet<&String> = bold.keys().chain(based.keys()).collect();
        let is_bold = |style: &String| {
            let mut at = style;
            // A style may be based on itself; nobody's chain is this long.
            for _ in 0..20 {
                if let Some(&set) = bold.get(at) {
                    return set;
                }
                let Some(next) = based.get(at) else { break };
                at = next;
            }
            false
        };
        let bold = styles.into_iter().filter(|style| is_bold(style)).cloned().collect();
        Ok(Self { bold, hints })
    }

    /// Whether the text of a style is bold.
    pub(super) fn is_bold(&self, style: &str) -> bool {
        self.bold.contains(style)
    }

    /// What a paragraph of a style is.
    pub(super) fn hint(&self, style: &str) -> Option<Hint> {
        self.hints.get(style).copied()
    }
}
