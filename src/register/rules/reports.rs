//! What remains to be done, and whether anybody has said how it stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Finding, Gap, Silence};
use crate::model::CommitmentIx;
use crate::register::Register;

/// Open after its due date.
pub(super) fn late(register: &Register) -> Vec<Finding> {
    let commitments = register.commitments.iter().enumerate();
    commitments
        .filter(|(_, commitment)| commitment.late)
        .map(|(i, _)| Finding { commitment: CommitmentIx(i), gap: Gap::Late })
        .collect()
}

/// Open, and nothing said of it: since it was agreed, although a meeting of its series was held or the time has passed
/// after which a report is stale; or since its last report, for that time or that number of meetings.
pub(super) fn silent(register: &Register) -> Vec<Finding> {
    let limit = register.thresholds;
    // Of each series, the days of its meetings up to the cut-off date, in order.
    let mut held: BTreeMap<Option<&str>, Vec<NaiveDate>> = BTreeMap::new();
    for meeting in register.meetings.iter().filter(|meeting| meeting.date <= register.cut_off) {
        held.entry(meeting.series.as_deref()).or_default().push(meeting.date);
    }
    let mut found = Vec::new();
    for (i, commitment) in register.commitments.iter().enumerate() {
        if !register.is_open(commitment) {
            continue;
        }
        let meeting = register.meeting(commitment.meeting);
        let since = commitment.updates.last().map_or(meeting.date, |update| update.date);
        let days = held.get(&meeting.series.as_deref()).map_or(&[][..], Vec::as_slice);
        let silence = Silence {
            days: (register.cut_off - since).num_days().max(0),
            meetings: days.len() - days.partition_point(|&day| day <= since),
        };
        let long = silence.days >= i64::from(limit.stale_days);
        let gap = if commitment.updates.is_empty() {
            (long || silence.meetings > 0).then_some(Gap::NeverReported { silence })
        } else {
            let passed = u32::try_from(silence.meetings).unwrap_or(u32::MAX) >= limit.stale_meetings;
            (long || passed).then_some(Gap::Stale { silence })
        };
        found.extend(gap.map(|gap| Finding { commitment: CommitmentIx(i), gap }));
    }
    found
}
