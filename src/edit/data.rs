//! A line of a commitment's data list, changed, added or taken out.

use crate::content::{DataKey, Minutes, ParsedCommitment, Splice, joined_values, line_ending, parse_minutes, splice};
use crate::diagnostic::{Diagnostics, Language, Sources};
use crate::model::{MeetingId, Number};

/// The minutes with a key of a commitment set to these values; without it, if there are none. None, if that cannot be done
/// by one line: the minutes would say anything else than was asked for.
#[must_use]
pub fn set_data(
    text: &str,
    meeting: &MeetingId,
    number: &Number,
    key: DataKey,
    values: &[String],
    language: Language,
) -> Option<String> {
    let before = read(text, meeting);
    let commitment = before.commitments.iter().find(|commitment| commitment.number.value == *number)?;
    let from = commitment.extent.start as usize;
    let end = commitment.updates.first().map_or(commitment.extent.end, |update| update.date.span.start) as usize;
    // Up to the heading of the first update.
    let end = if commitment.updates.is_empty() { end } else { text[..end].rfind('\n').map_or(end, |at| at + 1) };
    let ending = line_ending(text);
    let lines = lines(text, from, end);
    let known = lines.iter().find(|&line| key_of(&text[line.clone()]) == Some(key));
    let last = lines.iter().rfind(|&line| key_of(&text[line.clone()]).is_some());
    let value = joined_values(values);
    let change = match (known, last) {
        (Some(line), _) if values.is_empty() => Splice { range: line.clone(), text: String::new() },
        (Some(line), _) => {
            let written = &text[line.clone()];
            let colon = line.start + written.find(':')? + 1;
            let stop = line.start + written.trim_end().len();
            Splice { range: colon..stop, text: format!(" {value}") }
        }
        (None, _) if values.is_empty() => return Some(text.to_owned()),
        (None, Some(last)) => {
            let stop = last.start + text[last.clone()].trim_end().len();
            Splice { range: stop..stop, text: format!("{ending}- {}: {value}", key.name(language)) }
        }
        (None, None) => {
            let stop = from + text[from..end].trim_end().len();
            Splice { range: stop..stop, text: format!("{ending}{ending}- {}: {value}", key.name(language)) }
        }
    };
    let changed = splice(text, &[change]);
    let after = read(&changed, meeting);
    let as_asked = after.commitments.iter().find(|it| it.number.value == *number).is_some_and(|it| {
        let (mut found, mut wanted) = (listed(it, key), values.to_vec());
        found.sort();
        wanted.sort();
        // Nothing else of it has changed.
        found == wanted && KEYS.iter().all(|&other| other == key || listed(it, other) == listed(commitment, other))
    });
    (as_asked && after.commitments.len() == before.commitments.len()).then_some(changed)
}

/// The minutes with another title for a commitment. None, if that cannot be done by one line.
#[must_use]
pub fn set_title(text: &str, meeting: &MeetingId, number: &Number, title: &str) -> Option<String> {
    let before = read(text, meeting);
    let commitment = before.commitments.iter().find(|commitment| commitment.number.value == *number)?;
    let from = commitment.extent.start as usize;
    let line = lines(text, from, commitment.extent.end as usize).into_iter().next()?;
    let stop = line.start + text[line.clone()].trim_end().len();
    let heading = format!("### {}. {title}", commitment.number.value);
    let changed = splice(text, &[Splice { range: line.start..stop, text: heading }]);
    let after = read(&changed, meeting);
    let found = after.commitments.iter().find(|it| it.number.value == *number)?;
    let same = listed_alike(found, commitment);
    (found.title.as_deref() == Some(title) && same && after.commitments.len() == before.commitments.len())
        .then_some(changed)
}

const KEYS: [DataKey; 7] = [
    DataKey::Responsible,
    DataKey::Due,
    DataKey::Documents,
    DataKey::Related,
    DataKey::Continues,
    DataKey::Replaces,
    DataKey::Tags,
];

/// Whether the data lists of two say the same.
pub(super) fn listed_alike(one: &ParsedCommitment, other: &ParsedCommitment) -> bool {
    KEYS.iter().all(|&key| listed(one, key) == listed(other, key))
}

fn listed(commitment: &ParsedCommitment, key: DataKey) -> Vec<String> {
    let values = match key {
        DataKey::Due => return commitment.due.iter().map(|due| due.value.to_string()).collect(),
        DataKey::Tags => return commitment.tags.clone(),
        DataKey::Responsible => &commitment.responsible,
        DataKey::Documents => &commitment.documents,
        DataKey::Related => &commitment.related,
        DataKey::Continues => &commitment.continues,
        DataKey::Replaces => &commitment.replaces,
    };
    values.iter().map(|value| value.value.clone()).collect()
}

pub(super) fn read(text: &str, meeting: &MeetingId) -> Minutes {
    let mut sources = Sources::default();
    let source = sources.add("", text);
    parse_minutes(&sources, source, meeting.clone(), &mut Diagnostics::default())
}

/// The lines of a stretch of a text, with what ends them.
fn lines(text: &str, from: usize, end: usize) -> Vec<std::ops::Range<usize>> {
    let mut at = from;
    text[from..end]
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .collect()
}

/// The key of `- Vence: 2024-05`.
fn key_of(line: &str) -> Option<DataKey> {
    let item = line.trim_start().strip_prefix(['-', '*', '+'])?;
    let (key, _) = item.split_once(':')?;
    DataKey::read(key.trim().trim_matches('*'))
}
