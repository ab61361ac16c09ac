//! Numbers that Word gives to paragraphs, which are not in their text.

use std::collections::BTreeMap;

use super::xml::{Token, attribute, tokens};
use crate::import::numerals::numeral;
use crate::import::refusal::Refusal;

/// Levels of a list that are counted.
const LEVELS: usize = 9;

/// How a level is numbered.
#[derive(Debug, Clone, Default)]
struct Level {
    /// `decimal`, `upperRoman`, `bullet`, …
    format: String,
    /// `%1.`
    text: String,
    start: usize,
}

/// Lists and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The kinds of lists, by their ids.
    kinds: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The kind of each list, and the starts that it has of its own.
    lists: BTreeMap<String, (String, BTreeMap<usize, usize>)>,
    /// Which kind of list has counted how far; lists of a kind go on with each other.
    counts: BTreeMap<String, [usize; LEVELS]>,
    started: BTreeMap<String, ()>,
    /// The level of each kind that is that of a style, by kind and style.
    styles: BTreeMap<(String, String), usize>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut numbering = Self::default();
        let (mut kind, mut list, mut level) = (None::<String>, None::<String>, 0_usize);
        tokens(text, |token| match token {
            Token::Start(element, _) => {
                let value = || attribute(&element, "val").unwrap_or_default();
                let at = |name| {
                    attribute(&element, name).and_then(|at| at.parse().ok()).filter(|&at| at < LEVELS).unwrap_or(0)
                };
                let set = |numbering: &mut Self, kind: &Option<String>, level: usize, set: &dyn Fn(&mut Level)| {
                    if let Some(kind) = kind {
                        set(numbering.kinds.entry(kind.clone()).or_default().entry(level).or_default());
                    }
                };
                match element.local_name().as_ref() {
                    b"abstractNum" => kind = attribute(&element, "abstractNumId"),
                    b"num" => {
                        kind = None;
                        list = attribute(&element, "numId");
                    }
                    b"abstractNumId" => {
                        if let Some(list) = &list {
                            numbering.lists.entry(list.clone()).or_default().0 = value();
                        }
                    }
                    b"lvl" | b"lvlOverride" => level = at("ilvl"),
                    b"startOverride" => {
                        if let (Some(list), Ok(start)) = (&list, value().parse()) {
                            numbering.lists.entry(list.clone()).or_default().1.insert(level, start);
                        }
                    }
                    b"start" => {
                        let start = value().parse().unwrap_or(1);
                        set(&mut numbering, &kind, level, &|level| level.start = start);
                    }
                    b"pStyle" => {
                        if let Some(kind) = &kind {
                            numbering.styles.insert((kind.clone(), value()), level);
                        }
                    }
                    b"numFmt" => {
                        let format = value();
                        set(&mut numbering, &kind, level, &|level| level.format.clone_from(&format));
                    }
                    b"lvlText" => {
                        let text = value();
                        set(&mut numbering, &kind, level, &|level| level.text.clone_from(&text));
                    }
                    _ => {}
                }
            }
            Token::End(name) => match name.as_slice() {
                b"abstractNum" => kind = None,
                b"num" => list = None,
                _ => {}
            },
            Token::Text(_) => {}
        })?;
        Ok(numbering)
    }

    /// The level of a list at which paragraphs of a style stand: the list says it where the style does not.
    pub(super) fn level_of(&self, list: &str, style: &str) -> usize {
        let kind = self.lists.get(list).map(|(kind, _)| kind.clone()).unwrap_or_default();
        self.styles.get(&(kind, style.to_owned())).copied().unwrap_or(0)
    }

    /// The mark of the next paragraph of a list; none, if the list shows none.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let (kind, starts) = self.lists.get(list)?.clone();
        let levels = self.kinds.get(&kind)?.clone();
        let this = levels.get(&level)?;
        let counts = self.counts.entry(kind).or_default();
        let own_start = starts.get(&level).copied();
        if self.started.insert(format!("{list}/{level}"), ()).is_none()
            && let Some(start) = own_start
        {
            counts[level] = start.saturating_sub(1);
        }
        let begin = |at: usize| levels.get(&at).map_or(1, |level| level.start);
        counts[level] =
            if counts[level] == 0 { begin(level).max(own_start.unwrap_or(0)) } else { counts[level].saturating_add(1) };
        counts[level + 1..].fill(0);
        if this.format == "none" {
            return None;
        }
        if this.format == "bullet" {
            return Some("•".to_owned());
        }
        let mut mark = this.text.clone();
        for (at, &count) in counts.iter().enumerate().take(level + 1) {
            let format = levels.get(&at).map_or("decimal", |level| level.format.as_str());
            let kind = match format {
                "upperRoman" => 'I',
                "lowerRoman" => 'i',
                "upperLetter" => 'A',
                "lowerLetter" => 'a',
                _ => '1',
            };
            mark = mark.replace(&format!("%{}", at + 1), &numeral(count.max(1), kind));
        }
        Some(mark.trim().to_owned()).filter(|mark| mark.chars().any(char::is_alphanumeric))
    }
}
