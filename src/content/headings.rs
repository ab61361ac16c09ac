//! What headings say: `DATE · STATUS (antes: STATUS)` and `REFERENCE · STATUS`.

use std::ops::Range;

use super::flat::{Flat, trimmed};
use super::keys;
use super::parsed::StatusMention;
use crate::diagnostic::{SourceId, Spanned};
use crate::model::PartialDate;
use crate::model::text::tidy;

/// Date and status of an update, if the heading has the form of one. The date may still be less than a day.
pub(super) fn update(flat: &Flat, source: SourceId) -> Option<(Spanned<PartialDate>, StatusMention)> {
    let start = flat.text.len() - flat.text.trim_start().len();
    let (date, length) = PartialDate::parse_prefix(&flat.text[start..])?;
    let rest = start + length;
    let status = after_separator(&flat.text, rest)?;
    let date = Spanned::new(date, flat.span(source, start..rest));
    Some((date, mention(flat, status..flat.text.len(), source)?))
}

/// What stands where an update has its date, and its status, if the heading has at least that form.
pub(super) fn malformed_date(flat: &Flat, source: SourceId) -> Option<Spanned<String>> {
    let (before, _) = split(&flat.text)?;
    let range = trimmed(&flat.text, before);
    let text = tidy(&flat.text[range.clone()]);
    // Where the date is one, it is the status that is missing.
    if text.parse::<PartialDate>().is_ok() {
        return None;
    }
    text.contains(|c: char| c.is_ascii_digit()).then(|| Spanned::new(text, flat.span(source, range)))
}

/// Reference and status of a follow-up.
pub(super) fn follow_up(flat: &Flat, source: SourceId) -> Option<(Spanned<String>, StatusMention)> {
    let (before, after) = split(&flat.text)?;
    let reference = trimmed(&flat.text, before);
    if reference.is_empty() {
        return None;
    }
    let name = tidy(&flat.text[reference.clone()]);
    Some((Spanned::new(name, flat.span(source, reference)), mention(flat, after, source)?))
}

/// Where the text after a separator starts, if one stands at `from`.
fn after_separator(text: &str, from: usize) -> Option<usize> {
    let rest = text[from..].trim_start();
    let separator = rest.chars().next().filter(|c| is_separator(*c))?;
    Some(text.len() - rest.len() + separator.len_utf8())
}

/// Splits at the first separator; hyphens and colons, which occur within references, count only between spaces.
fn split(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let spaced = |at: usize, length: usize| {
        text[..at].ends_with(char::is_whitespace) && text[at + length..].starts_with(char::is_whitespace)
    };
    text.char_indices()
        .find(|&(at, c)| match c {
            '-' => spaced(at, 1),
            ':' => text[at + 1..].starts_with(char::is_whitespace),
            _ => is_separator(c),
        })
        .map(|(at, c)| (0..at, at + c.len_utf8()..text.len()))
}

fn is_separator(c: char) -> bool {
    matches!(c, '·' | '•' | '-' | '–' | '—' | '|' | ':')
}

/// `STATUS (antes: STATUS)`
fn mention(flat: &Flat, range: Range<usize>, source: SourceId) -> Option<StatusMention> {
    let mut status = trimmed(&flat.text, range);
    let mut previous = None;
    let text = &flat.text[status.clone()];
    if let Some(inner) = text.strip_suffix(')')
        && let Some(open) = inner.rfind('(')
        && let Some((word, stated)) = inner[open + 1..].split_once(':')
        && keys::is_previous(word)
    {
        let end = status.start + inner.len();
        let stated = trimmed(&flat.text, end - stated.len()..end);
        if !stated.is_empty() {
            previous = Some(Spanned::new(tidy(&flat.text[stated.clone()]), flat.span(source, stated)));
        }
        status = trimmed(&flat.text, status.start..status.start + open);
    }
    let name = tidy(&flat.text[status.clone()]).trim_end_matches('.').to_owned();
    (!name.is_empty()).then(|| StatusMention { status: Spanned::new(name, flat.span(source, status)), previous })
}
