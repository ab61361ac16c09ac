//! Canonical form: the same content, written in one way. It works by changes of stretches, so that what it does not know
//! stays byte for byte: code, tables, raw HTML, definitions of links, hard line breaks.

mod body;
mod front;
mod headings;
mod prose;

use self::prose::Marking;
use super::keys::{DataKey, FrontKey, SectionKey, is_english};
use super::meaning::{Meaning, meaning_of_minutes, meaning_of_page};
use super::{parse_minutes, parse_page};
use crate::diagnostic::{Diagnostics, Kind, Language, SourceId, Sources};
use crate::model::MeetingId;

/// What a file is.
#[derive(Debug, Clone)]
pub enum FileKind {
    /// Minutes of the meeting with this id.
    Minutes(MeetingId),
    /// A plain page at this path, without its ending.
    Page(String),
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formatted {
    /// It is in canonical form.
    Canonical,
    /// This is its canonical form.
    Changed(String),
    /// It has errors, and is left alone.
    Errors,
    /// The canonical form would not say the same, which is a mistake of the program: the file is left alone.
    Differs,
}

/// After so many rounds a form has to be found.
const ROUNDS: usize = 4;

/// Brings a file into canonical form. `site` is the language of a file that does not tell its own.
#[must_use]
pub fn format(text: &str, kind: &FileKind, site: Language) -> Formatted {
    let Some(before) = meaning(text, kind) else { return Formatted::Errors };
    // More and more carefully: a section that comes twice is one text, and what stood apart in it may be joined.
    for marking in [Marking::Hyphens, Marking::AsIs, Marking::Untouched] {
        match settled(text, kind, site, marking) {
            Some(form) if form == text => return Formatted::Canonical,
            Some(form) if meaning(&form, kind).as_ref() == Some(&before) => return Formatted::Changed(form),
            _ => {}
        }
    }
    Formatted::Differs
}

/// The form that no further round changes.
fn settled(text: &str, kind: &FileKind, site: Language, marking: Marking) -> Option<String> {
    let mut form = text.to_owned();
    for _ in 0..ROUNDS {
        let language = language_of(&form).unwrap_or(site);
        let as_what = match kind {
            FileKind::Minutes(_) => body::Reading::Minutes,
            FileKind::Page(_) => body::Reading::Page,
        };
        let next = body::canonical(&form, as_what, language, marking);
        if next == form {
            return Some(form);
        }
        form = next;
    }
    None
}

/// What a file says, with what is doubted of it; none, if it has errors.
fn meaning(text: &str, kind: &FileKind) -> Option<(Meaning, Vec<Kind>)> {
    let mut sources = Sources::default();
    let source: SourceId = sources.add("", text);
    let mut diagnostics = Diagnostics::default();
    let meaning = match kind {
        FileKind::Minutes(id) => {
            meaning_of_minutes(&parse_minutes(&sources, source, id.clone(), &mut diagnostics), &sources)
        }
        FileKind::Page(path) => meaning_of_page(&parse_page(&sources, source, path, &mut diagnostics)?, &sources),
    };
    let found = diagnostics.iter().map(|diagnostic| diagnostic.kind.clone()).collect();
    (!diagnostics.has_errors()).then_some((meaning, found))
}

/// The language that most of the words are of that minutes are written with; none, where they tell nothing.
fn language_of(text: &str) -> Option<Language> {
    let (mut english, mut all) = (0_usize, 0_usize);
    for line in text.lines() {
        let line = line.trim_start_matches(['#', '-', '*', '+', ' ']);
        let word = line.split(':').next().unwrap_or_default();
        if word.len() > 30 || word.is_empty() {
            continue;
        }
        let known = FrontKey::read(word).is_some_and(|key| key != FrontKey::Aliases)
            || SectionKey::read(word).is_some()
            || DataKey::read(word).is_some();
        if known {
            all += 1;
            english += usize::from(is_english(word));
        }
    }
    match (all, english * 2) {
        (0, _) => None,
        (all, twice) if twice > all => Some(Language::English),
        (all, twice) if twice < all => Some(Language::Spanish),
        _ => None,
    }
}

/// The word of a pair that is of a language.
fn word(pair: [&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::Spanish => pair[0],
        Language::English => pair[1],
    }
}
