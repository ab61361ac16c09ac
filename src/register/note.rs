//! What an informative note tells: of the meetings up to the previous cut-off date, the commitments that were then open; of
//! the meetings since, all of them; each with its status before and now, and the accounts in between.
//!
//! Plain types that name things by their places in the [`Register`]; whoever shows or exports a note finds the rest there.

use chrono::NaiveDate;

use super::Register;
use crate::model::{CommitmentIx, MeetingIx, StatusIx, StatusKind};

/// What a note may speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Commitments, in any order.
    pub commitments: Vec<CommitmentIx>,
    /// Meetings that are told of even if they left none of these commitments.
    pub meetings: Vec<MeetingIx>,
}

impl Scope {
    /// Everything that the register has.
    #[must_use]
    pub fn everything(register: &Register) -> Self {
        Self {
            commitments: (0..register.commitments.len()).map(CommitmentIx).collect(),
            meetings: (0..register.meetings.len()).map(MeetingIx).collect(),
        }
    }
}

/// Which commitments of its scope a note lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Items {
    /// All that belong into it.
    All,
    /// Those that are open at the cut-off date, and no meeting without any.
    Open,
}

/// An informative note: what was open at one cut-off date and what came after it, as they stand at the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The previous cut-off date.
    pub since: NaiveDate,
    /// The cut-off date. What happened later is not told, though the register may know it.
    pub until: NaiveDate,
    /// First part: meetings held up to the previous cut-off date, oldest first, each with those of its commitments that
    /// were open then. One that was closed and is open again belongs here too: no open commitment is missing from a note.
    pub pending: Vec<NoteMeeting>,
    /// Second part: meetings held after the previous cut-off date, up to this one, oldest first, each with what it agreed.
    pub held: Vec<NoteMeeting>,
}

/// A meeting in a note; never without commitments in the first part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteMeeting {
    /// The meeting.
    pub meeting: MeetingIx,
    /// Its commitments, as numbered.
    pub commitments: Vec<NoteCommitment>,
}

/// A commitment in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCommitment {
    /// The commitment.
    pub commitment: CommitmentIx,
    /// Its status at the previous cut-off date: as the first account since then states it, else as recorded. None in the
    /// second part.
    pub previous: Option<StatusIx>,
    /// Its status at the cut-off date.
    pub status: StatusIx,
    /// Its updates between the two dates, oldest first, by their places in its history.
    pub updates: Vec<usize>,
}

impl Note {
    /// The note on a scope, for the register's own two cut-off dates.
    #[must_use]
    pub fn new(register: &Register, scope: &Scope, items: Items) -> Self {
        Self::between(register, scope, items, register.previous_cut_off)
    }

    /// All that the register knows at its cut-off date: every meeting is in the second part, with its whole history.
    #[must_use]
    pub fn whole(register: &Register) -> Self {
        let first = register.meetings.first().map_or(register.cut_off, |meeting| meeting.date);
        let since = first.pred_opt().unwrap_or(first);
        Self::between(register, &Scope::everything(register), Items::All, since)
    }

    fn between(register: &Register, scope: &Scope, items: Items, since: NaiveDate) -> Self {
        let until = register.cut_off;
        let mut note = Self { since, until, pending: Vec::new(), held: Vec::new() };
        if items == Items::All {
            let held = |&&ix: &&MeetingIx| (register.meeting(ix).date > since) && (register.meeting(ix).date <= until);
            let meeting = |&meeting| NoteMeeting { meeting, commitments: Vec::new() };
            note.held = scope.meetings.iter().filter(held).map(meeting).collect();
            note.held.sort_by_key(|held| held.meeting);
        }
        let mut commitments = scope.commitments.clone();
        commitments.sort_unstable();
        commitments.dedup();
        for ix in commitments {
            let Some(told) = tell(register, ix, (since, until)) else { continue };
            let open = |status: StatusIx| register.status(status).kind == StatusKind::Open;
            let wanted = open(told.status) || items == Items::All && told.previous.is_none_or(open);
            if wanted {
                let part = if told.previous.is_some() { &mut note.pending } else { &mut note.held };
                add(part, register.commitment(ix).meeting, told);
            }
        }
        note
    }

    /// The same with commitments of these statuses alone, and no meeting without any. All, if there are none.
    #[must_use]
    pub fn only(mut self, statuses: &[StatusIx]) -> Self {
        if statuses.is_empty() {
            return self;
        }
        for part in [&mut self.pending, &mut self.held] {
            for meeting in part.iter_mut() {
                meeting.commitments.retain(|told| statuses.contains(&told.status));
            }
            part.retain(|meeting| !meeting.commitments.is_empty());
        }
        self
    }

    /// What the first part leaves out: commitments of meetings up to the previous cut-off date that were closed then and
    /// are not open again, each with its whole history up to the cut-off date.
    #[must_use]
    pub fn closed_before(&self, register: &Register, scope: &Scope) -> Vec<NoteMeeting> {
        let mut closed = Vec::new();
        let mut commitments = scope.commitments.clone();
        commitments.sort_unstable();
        commitments.dedup();
        for ix in commitments {
            let Some(mut told) = tell(register, ix, (self.since, self.until)) else { continue };
            let open = |status: StatusIx| register.status(status).kind == StatusKind::Open;
            if told.previous.is_some_and(|previous| !open(previous)) && !open(told.status) {
                let updates = &register.commitment(ix).updates;
                told.updates = (0..updates.len()).filter(|&place| updates[place].date <= self.until).collect();
                add(&mut closed, register.commitment(ix).meeting, told);
            }
        }
        closed
    }

    /// Commitments of the first part by their status at the previous cut-off date, in the configured order; none that
    /// nothing had.
    #[must_use]
    pub fn before(&self) -> Vec<(StatusIx, usize)> {
        tally(self.pending.iter().flat_map(|meeting| &meeting.commitments).filter_map(|told| told.previous))
    }
}

/// Commitments of a part of a note by their status at its cut-off date, in the configured order; none that nothing has.
#[must_use]
pub fn now(part: &[NoteMeeting]) -> Vec<(StatusIx, usize)> {
    tally(part.iter().flat_map(|meeting| &meeting.commitments).map(|told| told.status))
}

fn tally(statuses: impl Iterator<Item = StatusIx>) -> Vec<(StatusIx, usize)> {
    let mut counts: std::collections::BTreeMap<StatusIx, usize> = std::collections::BTreeMap::new();
    statuses.for_each(|status| *counts.entry(status).or_default() += 1);
    counts.into_iter().collect()
}

/// What a note on the time from one date to another tells of a commitment; none, if it was agreed later.
fn tell(register: &Register, ix: CommitmentIx, (since, until): (NaiveDate, NaiveDate)) -> Option<NoteCommitment> {
    let commitment = register.commitment(ix);
    let status = register.status_at(commitment, until)?;
    let within = |date: NaiveDate| date > since && date <= until;
    let updates: Vec<usize> =
        (0..commitment.updates.len()).filter(|&place| within(commitment.updates[place].date)).collect();
    let stated = updates.first().and_then(|&place| commitment.updates[place].stated);
    let previous = register.status_at(commitment, since).map(|recorded| stated.unwrap_or(recorded));
    Some(NoteCommitment { commitment: ix, previous, status, updates })
}

/// Puts a commitment under its meeting. Commitments come in the order of meetings, which may be there already.
fn add(part: &mut Vec<NoteMeeting>, meeting: MeetingIx, told: NoteCommitment) {
    match part.binary_search_by_key(&meeting, |known| known.meeting) {
        Ok(place) => part[place].commitments.push(told),
        Err(place) => part.insert(place, NoteMeeting { meeting, commitments: vec![told] }),
    }
}
