//! What the styles of paragraphs say: how text looks, which list it is of, and which are those of `acuerdos report`.

use std::collections::{BTreeMap, BTreeSet};

use super::xml::{Token, attribute, is_set, tokens};
use crate::import::document::Hint;
use crate::import::refusal::Refusal;

/// The styles of a file, by their ids.
#[derive(Debug, Default)]
pub(super) struct ParagraphStyles {
    bold: BTreeSet<String>,
    struck: BTreeSet<String>,
    lists: BTreeMap<String, ListOfStyle>,
    hints: BTreeMap<String, Hint>,
}

/// The list that a style makes paragraphs items of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListOfStyle {
    /// Its id; none, if the style says that it is of no list.
    pub(super) list: Option<String>,
    /// Its level, where the style states one.
    pub(super) level: Option<usize>,
}

/// Names of styles that say what a paragraph is, in both languages and lower case.
const NAMES: [(&str, Hint); 4] = [
    ("acuerdos: texto literal", Hint::Literal),
    ("acuerdos: literal text", Hint::Literal),
    ("acuerdos: título de compromiso", Hint::Title),
    ("acuerdos: title of commitment", Hint::Title),
];

impl ParagraphStyles {
    /// Reads what styles say, by themselves or as those do that they are based on.
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut bold: BTreeMap<String, bool> = BTreeMap::new();
        let mut struck: BTreeMap<String, bool> = BTreeMap::new();
        let mut lists: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut levels: BTreeMap<String, usize> = BTreeMap::new();
        let mut based: BTreeMap<String, String> = BTreeMap::new();
        let mut hints = BTreeMap::new();
        let mut current: Option<String> = None;
        tokens(text, |token| match token {
            Token::Start(element, _) => {
                let value = || attribute(&element, "val");
                match (element.local_name().as_ref(), &current) {
                    (b"style", _) => current = attribute(&element, "styleId"),
                    (b"b", Some(style)) => drop(bold.insert(style.clone(), is_set(&element))),
                    (b"strike" | b"dstrike", Some(style)) => drop(struck.insert(style.clone(), is_set(&element))),
                    (b"numId", Some(style)) => {
                        lists.insert(style.clone(), value().filter(|list| list != NO_LIST));
                    }
                    (b"ilvl", Some(style)) => {
                        levels.extend(value().and_then(|level| level.parse().ok()).map(|level| (style.clone(), level)));
                    }
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
        let styles: BTreeSet<&String> =
            bold.keys().chain(struck.keys()).chain(lists.keys()).chain(levels.keys()).chain(based.keys()).collect();
        let mut read = Self { hints, ..Self::default() };
        for style in styles {
            if inherited(style, &bold, &based) == Some(&true) {
                read.bold.insert(style.clone());
            }
            if inherited(style, &struck, &based) == Some(&true) {
                read.struck.insert(style.clone());
            }
            if let Some(list) = inherited(style, &lists, &based) {
                let level = inherited(style, &levels, &based).copied();
                read.lists.insert(style.clone(), ListOfStyle { list: list.clone(), level });
            }
        }
        Ok(read)
    }

    /// Whether the text of a style is bold.
    pub(super) fn is_bold(&self, style: &str) -> bool {
        self.bold.contains(style)
    }

    /// Whether the text of a style is struck out.
    pub(super) fn is_struck(&self, style: &str) -> bool {
        self.struck.contains(style)
    }

    /// The list that paragraphs of a style are items of.
    pub(super) fn list(&self, style: &str) -> Option<&ListOfStyle> {
        self.lists.get(style)
    }

    /// What a paragraph of a style is.
    pub(super) fn hint(&self, style: &str) -> Option<Hint> {
        self.hints.get(style).copied()
    }
}

/// The id of a list by which a paragraph, or style, is taken out of any.
pub(super) const NO_LIST: &str = "0";

/// What a style says, or else the first that does of those that it is based on.
fn inherited<'a, T>(
    style: &'a String,
    said: &'a BTreeMap<String, T>,
    based: &'a BTreeMap<String, String>,
) -> Option<&'a T> {
    // A style may be based on itself; nobody's chain is this long.
    std::iter::successors(Some(style), |style| based.get(*style)).take(20).find_map(|style| said.get(style))
}
