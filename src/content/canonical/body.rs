//! A whole file, block by block.

use super::prose::{Marking, Marks};
use super::{front, headings};
use crate::content::flat::Flat;
use crate::content::front_matter::{Split, split};
use crate::content::headings as as_read;
use crate::content::keys::SectionKey;
use crate::content::list;
use crate::content::meaning::reading;
use crate::content::outline::{Block, BlockKind, outline};
use crate::content::splice::line_ending;
use crate::diagnostic::{Language, Sources};
use crate::model::Number;

/// What headings and lists can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Minutes,
    Page,
}

/// What stands at a place of minutes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Elsewhere,
    Commitments,
    /// In a commitment whose data list has not come.
    Commitment,
    /// In a commitment, behind its data list or an update.
    Told,
    FollowUp,
}

const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

pub(super) fn canonical(text: &str, as_what: Reading, language: Language, lists: Marking) -> String {
    // As the nearest line ends: a file may be of several minds.
    let ending_at = |at: usize| match text[at..].find('\n') {
        Some(end) if text[..at + end].ends_with('\r') => "\r\n",
        Some(_) => "\n",
        None => line_ending(text),
    };
    let (mut out, from) = match split(text) {
        Split::Found { yaml, body, .. } => {
            let ending = ending_at(0);
            let lines = front::canonical(text, yaml.clone(), language);
            let lines = lines.map_or_else(|| text[yaml].to_owned(), |lines| lines.replace('\n', ending));
            (format!("---{ending}{lines}---{ending}"), body)
        }
        Split::Missing => (String::new(), 0),
        Split::Unclosed(_) => return text.to_owned(),
    };
    let blocks = outline(text, from).blocks;
    let marks = Marks::of(text, from);
    let mut place = Place::Elsewhere;
    let mut at = from;
    for (i, block) in blocks.iter().enumerate() {
        // From the start of its line, since what is indented may be code.
        let start = text[at..block.range.start].rfind(['\n', '\r']).map_or(at, |line| at + line + 1);
        let raw = &text[start..block.range.end];
        let end = start + if is_open(block) { trimmed(raw, &['\n', '\r']) } else { trimmed(raw, &BLANK) };
        if lists == Marking::Untouched {
            out.push_str(&text[at..start]);
        } else {
            gap(&mut out, &text[at..start], ending_at(at));
        }
        let raw = &text[start..end];
        let neighbours = [i.checked_sub(1).and_then(|before| blocks.get(before)), blocks.get(i + 1)];
        let beside_a_list = neighbours.iter().flatten().any(|other| matches!(other.kind, BlockKind::List(_)));
        let marking = if beside_a_list && lists == Marking::Hyphens { Marking::AsIs } else { lists };
        let meant = match as_what {
            Reading::Minutes => meant(block, raw, &mut place, beside_a_list, language),
            Reading::Page => None,
        };
        out.push_str(&meant.map_or_else(
            || match &block.kind {
                BlockKind::Heading(level, _) => heading(raw, *level),
                BlockKind::Other => raw.to_owned(),
                BlockKind::Bold(_) | BlockKind::List(_) | BlockKind::Paragraph(_) => {
                    marks.canonical(text, start..end, marking)
                }
            },
            |meant| meant.replace('\n', ending_at(end)),
        ));
        at = end;
    }
    let (rest, ending) = (&text[at..], ending_at(at));
    // A code block that is not closed reaches to the end of the file, blank lines and all.
    let open_end = blocks.last().is_some_and(|last| is_open(last) && last.range.end > at + ending.len());
    if open_end || !rest.trim_matches(BLANK).is_empty() {
        if rest.trim_matches(BLANK).is_empty() {
            out.push_str(rest);
        } else {
            gap_before_rest(&mut out, rest, ending);
        }
    } else if blocks.last().is_some_and(|last| is_open(last) && !rest.contains(['\n', '\r'])) {
        // The same of a block whose last line does not end.
        out.push_str(rest);
    } else if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(ending);
    }
    out
}

/// Whether a block may be code or raw HTML, in which white space counts.
fn is_open(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Other)
}

fn trimmed(text: &str, blank: &[char]) -> usize {
    text.trim_end_matches(blank).len()
}

/// One blank line between blocks; what is more than white space, such as definitions of links, stays.
fn gap(out: &mut String, gap: &str, ending: &str) {
    if !gap.trim_matches(BLANK).is_empty() {
        out.push_str(gap);
    } else if out.ends_with('\n') {
        out.push_str(ending);
    } else if !out.is_empty() {
        out.push_str(&ending.repeat(2));
    }
}

/// Definitions at the end of a file: as they are, but for blank lines behind them.
fn gap_before_rest(out: &mut String, rest: &str, ending: &str) {
    out.push_str(rest.trim_end_matches(BLANK));
    out.push_str(ending);
}

/// A heading as it is called, with number signs and one space.
fn heading(raw: &str, level: u8) -> String {
    let written = headings::inner(raw).filter(|_| raw.trim_start_matches([' ', '\u{a0}']).starts_with('#'));
    let Some(text) = written else { return raw.to_owned() };
    let signs = "#".repeat(level.into());
    let new = if text.is_empty() { signs } else { format!("{signs} {text}") };
    if reading(&new) == reading(raw) { new } else { raw.to_owned() }
}

/// The form of a block that means something in minutes; follows where they are, as their reader does.
fn meant(block: &Block, raw: &str, place: &mut Place, beside: bool, language: Language) -> Option<String> {
    let in_commitment = matches!(place, Place::Commitment | Place::Told);
    match &block.kind {
        BlockKind::Heading(1 | 2, flat) | BlockKind::Bold(flat) if SectionKey::read(&flat.text).is_some() => {
            *place = match SectionKey::read(&flat.text) {
                Some(SectionKey::Commitments) => Place::Commitments,
                Some(SectionKey::FollowUp) => Place::FollowUp,
                _ => Place::Elsewhere,
            };
            headings::section(raw, language)
        }
        BlockKind::Heading(2, _) => {
            *place = Place::Elsewhere;
            None
        }
        BlockKind::Heading(3, _) if in_commitment || *place == Place::Commitments => {
            *place = Place::Commitment;
            headings::commitment(raw)
        }
        BlockKind::Heading(3, _) if *place == Place::FollowUp => headings::follow_up(raw, language),
        BlockKind::Heading(4, _) if in_commitment => {
            *place = Place::Told;
            headings::update(raw, language)
        }
        // What it opens depends on what the reader makes of it, not on whether another form of it is known.
        BlockKind::Bold(flat) if in_commitment && is_update(flat) => {
            *place = Place::Told;
            headings::update(raw, language)
        }
        BlockKind::Bold(flat)
            if (in_commitment || *place == Place::Commitments) && Number::parse_prefix(flat.text.trim()).is_some() =>
        {
            *place = Place::Commitment;
            headings::commitment(raw)
        }
        BlockKind::Bold(flat) if *place == Place::FollowUp && flat.text.contains('/') => {
            headings::follow_up(raw, language)
        }
        BlockKind::List(items) if *place == Place::Commitment && list::is_data(items) => {
            *place = Place::Told;
            headings::data(raw, language).filter(|_| !beside)
        }
        _ => None,
    }
}

fn is_update(flat: &Flat) -> bool {
    let source = Sources::default().add("", "");
    as_read::update(flat, source).is_some()
}
