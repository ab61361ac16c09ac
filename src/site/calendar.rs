//! What the calendar shows on which day, worked out once.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike as _, Months, NaiveDate};

use crate::config::CalendarConfig;
use crate::model::{CommitmentIx, MeetingIx, PartialDate, StatusKind};
use crate::register::Register;

/// What a month's table shows of a day; a day that has more also has a page of its own.
pub(super) const SHOWN: usize = 6;

/// Something that stands on a day. On one day, meetings come first, then what is open, then the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// It was held on that day.
    Meeting(MeetingIx),
    /// It is due by the end of that day; of a partial date, the last of its period.
    Due(StatusKind, CommitmentIx),
}

/// Every meeting and due date, by day.
#[derive(Debug)]
pub(super) struct Calendar {
    events: Vec<(NaiveDate, Event)>,
    /// Months that have something, each with where it stands among the events.
    pub(super) months: Vec<(PartialDate, Range<usize>)>,
    /// Days with more than a month's table shows.
    pub(super) crowded: Vec<NaiveDate>,
    /// The first day that is in the calendars to subscribe to.
    since: NaiveDate,
}

impl Calendar {
    pub(super) fn new(register: &Register, config: &CalendarConfig) -> Self {
        let meetings = register.meetings.iter().enumerate();
        let mut events: Vec<(NaiveDate, Event)> =
            meetings.map(|(i, meeting)| (meeting.date, Event::Meeting(MeetingIx(i)))).collect();
        events.extend((0..register.commitments.len()).filter_map(|i| due(register, CommitmentIx(i))));
        events.sort_unstable();
        let mut months: Vec<(PartialDate, Range<usize>)> = Vec::new();
        let mut days: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for (i, &(day, _)) in events.iter().enumerate() {
            *days.entry(day).or_default() += 1;
            match months.last_mut() {
                Some((month, range)) if *month == month_of(day) => range.end = i + 1,
                _ => months.push((month_of(day), i..i + 1)),
            }
        }
        let crowded = days.into_iter().filter(|&(_, count)| count > SHOWN).map(|(day, _)| day).collect();
        let back = u32::try_from(config.months).unwrap_or(u32::MAX);
        let since = register.cut_off.checked_sub_months(Months::new(back)).unwrap_or(NaiveDate::MIN);
        Self { events, months, crowded, since }
    }

    /// All that the calendars to subscribe to have, by day.
    pub(super) fn published(&self) -> Vec<(NaiveDate, Event)> {
        self.events.iter().filter(|event| self.is_published(event)).copied().collect()
    }

    /// Of some meetings and commitments, what the calendars to subscribe to have, by day.
    pub(super) fn published_of(
        &self,
        register: &Register,
        meetings: &[MeetingIx],
        commitments: &[CommitmentIx],
    ) -> Vec<(NaiveDate, Event)> {
        let held = meetings.iter().map(|&ix| (register.meeting(ix).date, Event::Meeting(ix)));
        let due = commitments.iter().filter_map(|&ix| due(register, ix));
        let mut events: Vec<_> = held.chain(due).filter(|event| self.is_published(event)).collect();
        events.sort_unstable();
        events
    }

    /// Programs fetch all of a calendar every day, so that what is done and long past is left to the pages and the data.
    fn is_published(&self, (day, event): &(NaiveDate, Event)) -> bool {
        *day >= self.since || matches!(event, Event::Due(StatusKind::Open, _))
    }

    /// What stands on a day.
    pub(super) fn on(&self, day: NaiveDate) -> &[(NaiveDate, Event)] {
        let start = self.events.partition_point(|&(other, _)| other < day);
        let end = self.events.partition_point(|&(other, _)| other <= day);
        &self.events[start..end]
    }

    /// What is due by the end of a day, open ones first.
    pub(super) fn due_on(&self, day: NaiveDate) -> Vec<CommitmentIx> {
        let due = self.on(day).iter().filter_map(|(_, event)| match event {
            Event::Due(_, ix) => Some(*ix),
            Event::Meeting(_) => None,
        });
        due.collect()
    }

    /// How much stands in a month.
    pub(super) fn count(&self, month: PartialDate) -> usize {
        let found = self.months.binary_search_by_key(&month.start(), |(other, _)| other.start());
        found.map_or(0, |i| self.months[i].1.len())
    }

    /// The nearest month before a month that has something.
    pub(super) fn before(&self, month: PartialDate) -> Option<PartialDate> {
        let at = self.months.partition_point(|(other, _)| other.start() < month.start());
        at.checked_sub(1).map(|i| self.months[i].0)
    }

    /// The nearest month after a month that has something.
    pub(super) fn after(&self, month: PartialDate) -> Option<PartialDate> {
        let at = self.months.partition_point(|(other, _)| other.start() <= month.start());
        self.months.get(at).map(|(month, _)| *month)
    }
}

/// Where a commitment stands, if it is ever due.
fn due(register: &Register, ix: CommitmentIx) -> Option<(NaiveDate, Event)> {
    let commitment = register.commitment(ix);
    Some((commitment.due?.end(), Event::Due(register.status(commitment.status).kind, ix)))
}

/// The month that a day is in.
pub(super) fn month_of(day: NaiveDate) -> PartialDate {
    // Every date of the register is of a year that a partial date can have.
    PartialDate::new(day.year(), Some(day.month()), None).unwrap_or_else(|| day.into())
}
