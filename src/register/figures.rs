//! Figures about a register: plain functions of what it says and its cut-off date. Which of them are shown, and how, is for
//! others to say.
//!
//! What a register says counts as known at its cut-off date: a meeting or an update that is dated later is counted on that
//! day, so that the last figure of a series is always the present one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};

use super::Register;
use crate::model::{Commitment, CommitmentIx, PartyIx, StatusIx, StatusKind};

/// How many commitments stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// Something remained to be done.
    pub open: usize,
    /// Done.
    pub closed: usize,
    /// Given up.
    pub cancelled: usize,
}

impl Standing {
    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.open + self.closed + self.cancelled
    }
}

/// How things stood at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The day.
    pub day: NaiveDate,
    /// How many commitments stood how.
    pub standing: Standing,
}

/// How things stood at the end of each month, from the first meeting's to the cut-off date, which is the last point. Where
/// that would be more than `most` points, of each quarter, half year, year, and so on. Empty without commitments.
///
/// Looks at each update once, whatever the number of months.
#[must_use]
pub fn progress(register: &Register, most: usize) -> Vec<Point> {
    let Some(first) = register.commitments.iter().map(|it| register.meeting(it.meeting).date).min() else {
        return Vec::new();
    };
    let days = period_ends(first.min(register.cut_off), register.cut_off, most.max(1));
    let mut deltas = vec![[0_i64; 3]; days.len()];
    let bucket = |day: NaiveDate| days.partition_point(|&end| end < day.min(register.cut_off));
    let kind = |status: StatusIx| match register.status(status).kind {
        StatusKind::Open => 0,
        StatusKind::Closed => 1,
        StatusKind::Cancelled => 2,
    };
    for commitment in &register.commitments {
        let agreed = register.meeting(commitment.meeting).date;
        let first = commitment.updates.first().and_then(|update| update.stated).unwrap_or(register.initial);
        let mut now = kind(first);
        deltas[bucket(agreed)][now] += 1;
        for update in &commitment.updates {
            let delta = &mut deltas[bucket(update.date.max(agreed))];
            delta[now] -= 1;
            now = kind(update.status);
            delta[now] += 1;
        }
    }
    let mut sums = [0_i64; 3];
    days.into_iter()
        .zip(deltas)
        .map(|(day, delta)| {
            for (sum, change) in sums.iter_mut().zip(delta) {
                *sum += change;
            }
            let [open, closed, cancelled] = sums.map(|sum| usize::try_from(sum).unwrap_or(0));
            Point { day, standing: Standing { open, closed, cancelled } }
        })
        .collect()
}

/// The last days of the months, quarters, … that `first` to `last` touch, `last` standing for the end of its own.
fn period_ends(first: NaiveDate, last: NaiveDate, most: usize) -> Vec<NaiveDate> {
    let month_of = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let (from, to) = (month_of(first), month_of(last));
    let count = |step: i64| to.div_euclid(step) - from.div_euclid(step) + 1;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let steps = [1, 3, 6].into_iter().chain(std::iter::successors(Some(12), |step: &i64| step.checked_mul(2)));
    let step = steps.take_while(|&step| step < 1 << 40).find(|&step| count(step) <= most).unwrap_or(1 << 40);
    (from.div_euclid(step) + 1..=to.div_euclid(step))
        .filter_map(|period| {
            let month = period * step;
            let year = i32::try_from(month.div_euclid(12)).ok()?;
            let start = NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)?;
            start.pred_opt()
        })
        .chain([last])
        .collect()
}

/// A commitment that has another status than it had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which one.
    pub commitment: CommitmentIx,
    /// Its status then.
    pub from: StatusIx,
    /// Its status now.
    pub to: StatusIx,
}

/// What has changed since the end of a day. Lists are in the order of the register, but for changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The day.
    pub since: NaiveDate,
    /// What was open then.
    pub open_then: Vec<CommitmentIx>,
    /// What is closed now and was not then; what was agreed since counts as well.
    pub closed: Vec<CommitmentIx>,
    /// What was agreed since.
    pub agreed: Vec<CommitmentIx>,
    /// What was there and has another status now; the last one reported on first.
    pub changed: Vec<Change>,
}

/// What has changed from the end of a day until now.
#[must_use]
pub fn changes_since(register: &Register, since: NaiveDate) -> Changes {
    let mut changes =
        Changes { since, open_then: Vec::new(), closed: Vec::new(), agreed: Vec::new(), changed: Vec::new() };
    let kind = |status: StatusIx| register.status(status).kind;
    for (i, commitment) in register.commitments.iter().enumerate() {
        let ix = CommitmentIx(i);
        let then = register.status_at(commitment, since);
        let closed = kind(commitment.status) == StatusKind::Closed;
        match then {
            None => changes.agreed.push(ix),
            Some(from) => {
                if kind(from) == StatusKind::Open {
                    changes.open_then.push(ix);
                }
                if from != commitment.status {
                    changes.changed.push(Change { commitment: ix, from, to: commitment.status });
                }
            }
        }
        if closed && then.is_none_or(|status| kind(status) != StatusKind::Closed) {
            changes.closed.push(ix);
        }
    }
    let reported = |ix: CommitmentIx| register.commitment(ix).updates.last().map(|update| update.date);
    // Stable: what was reported on one day stays in order.
    changes.changed.sort_by_key(|change| std::cmp::Reverse(reported(change.commitment)));
    changes
}

/// What is open and falls due from the cut-off date on, soonest first.
#[must_use]
pub fn due_next(register: &Register) -> Vec<CommitmentIx> {
    let mut due: Vec<(NaiveDate, CommitmentIx)> = register
        .commitments
        .iter()
        .enumerate()
        .filter(|(_, commitment)| register.is_open(commitment))
        .filter_map(|(i, commitment)| Some((commitment.due?.end(), CommitmentIx(i))))
        .filter(|&(day, _)| day >= register.cut_off)
        .collect();
    due.sort_unstable();
    due.into_iter().map(|(_, ix)| ix).collect()
}

/// Of what falls due next, in order, what does so within a number of days from the cut-off date, which is day 0.
#[must_use]
pub fn due_within<'a>(register: &Register, next: &'a [CommitmentIx], days: i64) -> &'a [CommitmentIx] {
    let left = |ix: CommitmentIx| register.commitment(ix).due.map(|due| (due.end() - register.cut_off).num_days());
    &next[..next.partition_point(|&ix| left(ix).is_none_or(|left| left <= days))]
}

/// Days from when a commitment was agreed to the cut-off date.
#[must_use]
pub fn days_since_agreed(register: &Register, commitment: &Commitment) -> i64 {
    (register.cut_off - register.meeting(commitment.meeting).date).num_days().max(0)
}

/// Days from when a commitment was agreed to when it was closed for the last time; none, if it is not closed.
#[must_use]
pub fn days_to_close(register: &Register, commitment: &Commitment) -> Option<i64> {
    let closed = |status: StatusIx| register.status(status).kind == StatusKind::Closed;
    if !closed(commitment.status) {
        return None;
    }
    let agreed = register.meeting(commitment.meeting).date;
    let updates = &commitment.updates;
    // Where no update says otherwise, it was agreed as closed already.
    let reopened = updates.iter().rposition(|update| !closed(update.status)).map_or(0, |place| place + 1);
    Some(updates.get(reopened).map_or(0, |update| (update.date - agreed).num_days().max(0)))
}

/// The middle of some numbers, in any order; of two in the middle, their mean, rounded half up. None of none.
#[must_use]
pub fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    let upper = *numbers.get(numbers.len() / 2)?;
    if numbers.len() % 2 == 1 {
        return Some(upper);
    }
    Some((numbers[numbers.len() / 2 - 1] + upper + 1).div_euclid(2))
}

/// What a set of commitments comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// How many stand how.
    pub standing: Standing,
    /// How many have each status, as configured.
    pub by_status: Vec<usize>,
    /// How many are late.
    pub late: usize,
    /// Of the open ones, the one agreed first.
    pub oldest_open: Option<CommitmentIx>,
    /// Half of the closed ones took no longer, in days; none, if nothing is closed.
    pub median_days: Option<i64>,
}

/// What a set of commitments comes to.
#[must_use]
pub fn ledger(register: &Register, list: &[CommitmentIx]) -> Ledger {
    let mut standing = Standing::default();
    let mut by_status = vec![0; register.statuses.len()];
    let (mut late, mut oldest_open, mut days) = (0, None, Vec::new());
    for &ix in list {
        let commitment = register.commitment(ix);
        by_status[commitment.status.0] += 1;
        late += usize::from(commitment.late);
        match register.status(commitment.status).kind {
            StatusKind::Open => {
                standing.open += 1;
                // Places follow the meetings' dates.
                oldest_open = Some(oldest_open.map_or(ix, |oldest: CommitmentIx| oldest.min(ix)));
            }
            StatusKind::Closed => {
                standing.closed += 1;
                days.extend(days_to_close(register, commitment));
            }
            StatusKind::Cancelled => standing.cancelled += 1,
        }
    }
    Ledger { standing, by_status, late, oldest_open, median_days: median(days) }
}

/// How often a party was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attendance {
    /// Meetings that it attended; an organisation attends with any of its units.
    pub attended: usize,
    /// Meetings of the series that it has to do with: it attended one of them, or one left it something to do.
    pub held: usize,
}

/// How often each party was there; who has nothing to do with any meeting is left out.
#[must_use]
pub fn attendance(register: &Register) -> BTreeMap<PartyIx, Attendance> {
    let mut held: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut attended: BTreeMap<PartyIx, usize> = BTreeMap::new();
    let mut series: BTreeMap<PartyIx, BTreeSet<Option<&str>>> = BTreeMap::new();
    for meeting in &register.meetings {
        let name = meeting.series.as_deref();
        *held.entry(name).or_default() += 1;
        for &party in &meeting.parties {
            *attended.entry(party).or_default() += 1;
            series.entry(party).or_default().insert(name);
        }
        let agreed = meeting.commitments.iter().flat_map(|&ix| &register.commitment(ix).responsible);
        for &party in agreed {
            series.entry(party).or_default().insert(name);
            series.entry(PartyIx { unit: None, ..party }).or_default().insert(name);
        }
    }
    series
        .into_iter()
        .map(|(party, names)| {
            let held = names.iter().filter_map(|name| held.get(name)).sum();
            (party, Attendance { attended: attended.get(&party).copied().unwrap_or(0), held })
        })
        .collect()
}

#[cfg(test)]
mod tests;
