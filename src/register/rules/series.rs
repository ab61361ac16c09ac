//! What a series of meetings has once agreed, it does not lose sight of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Gap};
use crate::model::{CommitmentIx, MeetingIx, Reference};
use crate::register::{Referrer, Register};

/// `forgotten`: open, and since its last report as many meetings of its series as make a report stale have followed
/// others of the series up, and none of them has named it in any way. A commitment that a later one continues or replaces
/// is told of there.
pub(super) fn forgotten(register: &Register) -> Vec<Finding> {
    // Of each series, the meetings up to the cut-off date that follow its commitments up, in order.
    let mut following: BTreeMap<Option<&str>, Vec<MeetingIx>> = BTreeMap::new();
    for (i, meeting) in register.meetings.iter().enumerate() {
        let series = meeting.series.as_deref();
        let follows = meeting.follow_up.iter().any(|&(commitment, _)| {
            register.meeting(register.commitment(commitment).meeting).series.as_deref() == series
        });
        if follows && meeting.date <= register.cut_off {
            following.entry(series).or_default().push(MeetingIx(i));
        }
    }
    let mut found = Vec::new();
    for (i, commitment) in register.commitments.iter().enumerate() {
        let ix = CommitmentIx(i);
        let meeting = register.meeting(commitment.meeting);
        let Some(meetings) = following.get(&meeting.series.as_deref()).filter(|_| register.is_open(commitment)) else {
            continue;
        };
        let since = commitment.updates.last().map_or(meeting.date, |update| update.date);
        let after = &meetings[meetings.partition_point(|&meeting| register.meeting(meeting).date <= since)..];
        let goes_on = || {
            let story = register.story_of.get(&ix).and_then(|&story| register.stories.get(story));
            story.and_then(|story| story.last()).is_some_and(|&last| last != ix)
        };
        let enough = u32::try_from(after.len()).unwrap_or(u32::MAX) >= register.thresholds.stale_meetings;
        if let Some(&last) = after.last().filter(|_| enough)
            && !named_since(register, ix, since)
            && !goes_on()
        {
            found.push(Finding { commitment: ix, gap: Gap::Forgotten { meetings: after.len(), last } });
        }
    }
    found
}

/// Whether a later meeting's text, or a commitment made there, names it.
fn named_since(register: &Register, ix: CommitmentIx, since: chrono::NaiveDate) -> bool {
    let none = BTreeSet::new();
    let referrers = register.backlinks.get(&Reference::Commitment(ix)).unwrap_or(&none);
    referrers.iter().any(|referrer| {
        let meeting = match *referrer {
            Referrer::Commitment(other) => register.commitment(other).meeting,
            Referrer::Meeting(meeting) => meeting,
            Referrer::Page(_) => return true,
        };
        register.meeting(meeting).date > since
    })
}
