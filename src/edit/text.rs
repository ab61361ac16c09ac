//! What was agreed, or what was done by a day, in other words.

use chrono::NaiveDate;

use super::data::{listed_alike, read};
use crate::content::{ParsedCommitment, Splice, splice};
use crate::model::{MeetingId, Number, Prose};

/// A text of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// What was agreed.
    Agreed,
    /// What was done by that day, where one update is of it.
    Done(NaiveDate),
}

/// The minutes with `markdown` for a text of a commitment that is there. None, if it stands in several places, or if anything
/// else would be read as something else.
#[must_use]
pub fn set_text(text: &str, meeting: &MeetingId, number: &Number, passage: Passage, markdown: &str) -> Option<String> {
    let before = read(text, meeting);
    let commitment = before.commitments.iter().find(|it| it.number.value == *number)?;
    let [part] = prose(commitment, passage)?.parts.as_slice() else { return None };
    let range = part.start as usize..part.end as usize;
    let whole = text.get(range.clone())?;
    let kept = range.start + whole.len() - whole.trim_start().len()..range.start + whole.trim_end().len();
    let changed = splice(text, &[Splice { range: kept, text: markdown.to_owned() }]);
    let after = read(&changed, meeting);
    let found = after.commitments.iter().find(|it| it.number.value == *number)?;
    let told = |it: &ParsedCommitment| -> Vec<(NaiveDate, String)> {
        it.updates.iter().map(|update| (update.date.value, update.mention.status.value.clone())).collect()
    };
    let [part] = prose(found, passage)?.parts.as_slice() else { return None };
    let said = changed.get(part.start as usize..part.end as usize)?;
    let same = found.title == commitment.title
        && told(found) == told(commitment)
        && listed_alike(found, commitment)
        && after.commitments.len() == before.commitments.len();
    (same && said.trim() == markdown.trim()).then_some(changed)
}

fn prose(commitment: &ParsedCommitment, passage: Passage) -> Option<&Prose> {
    match passage {
        Passage::Agreed => Some(&commitment.text),
        Passage::Done(day) => {
            let mut of_day = commitment.updates.iter().filter(|update| update.date.value == day);
            let first = of_day.next()?;
            of_day.next().is_none().then_some(&first.text)
        }
    }
}
