//! Which commitments and meetings stand on which list, worked out once.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::OnceLock;

use chrono::Datelike as _;

use crate::model::text::{fold, tidy};
use crate::model::{CommitmentIx, MeetingIx, PartyIx};
use crate::register::Register;
use crate::register::figures::{self, Attendance, Changes, Ledger};

/// Rows of a list's page; the rest follows on further pages. Five hundred took a slow phone two seconds to lay out.
pub(super) const ROWS: usize = 100;

/// Commitments in the order of a list, and what they come to: asked for by each of its pages, counted once.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    rows: Vec<CommitmentIx>,
    ledger: OnceLock<Ledger>,
}

impl List {
    pub(super) fn ledger(&self, register: &Register) -> &Ledger {
        self.ledger.get_or_init(|| figures::ledger(register, &self.rows))
    }
}

impl From<Vec<CommitmentIx>> for List {
    fn from(rows: Vec<CommitmentIx>) -> Self {
        Self { rows, ledger: OnceLock::new() }
    }
}

impl Deref for List {
    type Target = [CommitmentIx];

    fn deref(&self) -> &Self::Target {
        &self.rows
    }
}

/// Lists by what they are of. Commitments and meetings are newest first, commitments of one meeting as numbered.
#[derive(Debug)]
pub(super) struct Lists {
    pub(super) all: List,
    pub(super) by_status: Vec<List>,
    /// Responsible; an organisation's list has its units' commitments, and open ones come first.
    pub(super) by_party: BTreeMap<PartyIx, List>,
    pub(super) by_document: Vec<List>,
    pub(super) by_tag: Vec<List>,
    pub(super) attended: BTreeMap<PartyIx, Vec<MeetingIx>>,
    pub(super) tagged: Vec<Vec<MeetingIx>>,
    /// In order of the names; what is written two ways is one series.
    pub(super) series: Vec<Series>,
    /// By place of the meeting: the place of its series.
    pub(super) series_of: Vec<Option<usize>>,
    /// By year of the meeting.
    pub(super) by_year: BTreeMap<i32, List>,
    pub(super) open: List,
    /// Those that have been late for longest first.
    pub(super) late: List,
    /// The list of who has none.
    none: List,
    /// How often each party was there.
    pub(super) attendance: BTreeMap<PartyIx, Attendance>,
    /// What falls due from the cut-off date on, soonest first.
    pub(super) due_next: Vec<CommitmentIx>,
    /// What has changed since the previous cut-off date.
    pub(super) changes: Changes,
}

/// The run of meetings of a working group.
#[derive(Debug)]
pub(super) struct Series {
    /// As its first meeting writes it.
    pub(super) name: String,
    pub(super) meetings: Vec<MeetingIx>,
    pub(super) commitments: List,
}

impl Lists {
    pub(super) fn new(register: &Register) -> Self {
        let mut all = Vec::with_capacity(register.commitments.len());
        for meeting in register.meetings.iter().rev() {
            all.extend(meeting.commitments.iter().copied());
        }
        let mut lists = Self {
            by_status: vec![List::default(); register.statuses.len()],
            by_party: BTreeMap::new(),
            by_document: vec![List::default(); register.documents.len()],
            by_tag: vec![List::default(); register.tags.len()],
            attended: BTreeMap::new(),
            tagged: vec![Vec::new(); register.tags.len()],
            series: Vec::new(),
            series_of: Vec::new(),
            by_year: BTreeMap::new(),
            open: List::default(),
            late: List::default(),
            none: List::default(),
            attendance: figures::attendance(register),
            due_next: figures::due_next(register),
            changes: figures::changes_since(register, register.previous_cut_off),
            all: List::default(),
        };
        for &ix in &all {
            let commitment = register.commitment(ix);
            lists.by_status[commitment.status.0].rows.push(ix);
            lists.by_year.entry(register.meeting(commitment.meeting).date.year()).or_default().rows.push(ix);
            if register.is_open(commitment) {
                lists.open.rows.push(ix);
            }
            if commitment.late {
                lists.late.rows.push(ix);
            }
            for &document in &commitment.documents {
                lists.by_document[document.0].rows.push(ix);
            }
            for &tag in &commitment.tags {
                lists.by_tag[tag].rows.push(ix);
            }
            for &party in &commitment.responsible {
                for party in [Some(party), party.unit.map(|_| PartyIx { unit: None, ..party })].into_iter().flatten() {
                    let list = lists.by_party.entry(party).or_default();
                    if list.last() != Some(&ix) {
                        list.rows.push(ix);
                    }
                }
            }
        }
        for list in lists.by_party.values_mut() {
            list.rows.sort_by_key(|&ix| !register.is_open(register.commitment(ix)));
        }
        lists.late.rows.sort_by_key(|&ix| register.commitment(ix).due.map(|due| due.end()));
        lists.all = all.into();
        for (i, meeting) in register.meetings.iter().enumerate().rev() {
            for &party in &meeting.parties {
                lists.attended.entry(party).or_default().push(MeetingIx(i));
            }
            for &tag in &meeting.tags {
                lists.tagged[tag].push(MeetingIx(i));
            }
        }
        lists.add_series(register);
        lists
    }

    fn add_series(&mut self, register: &Register) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for series in register.meetings.iter().filter_map(|meeting| meeting.series.as_deref()) {
            names.entry(fold(series)).or_insert_with(|| tidy(series));
        }
        let places: BTreeMap<&String, usize> = names.keys().zip(0..).collect();
        let place = |series: &String| places.get(&fold(series)).copied();
        self.series_of = register.meetings.iter().map(|meeting| meeting.series.as_ref().and_then(place)).collect();
        let series = |name: &String| Series { name: name.clone(), meetings: Vec::new(), commitments: List::default() };
        self.series = names.values().map(series).collect();
        for (i, meeting) in register.meetings.iter().enumerate().rev() {
            if let Some(place) = self.series_of[i] {
                self.series[place].meetings.push(MeetingIx(i));
                self.series[place].commitments.rows.extend(&meeting.commitments);
            }
        }
    }

    /// What a party is responsible for.
    pub(super) fn of_party(&self, party: PartyIx) -> &List {
        self.by_party.get(&party).unwrap_or(&self.none)
    }

    /// What was agreed in a year.
    pub(super) fn of_year(&self, year: i32) -> &List {
        self.by_year.get(&year).unwrap_or(&self.none)
    }

    /// Meetings that a party attended.
    pub(super) fn attended_by(&self, party: PartyIx) -> &[MeetingIx] {
        self.attended.get(&party).map_or(&[], Vec::as_slice)
    }
}

/// How many pages a list of this many rows has; an empty list has one.
pub(super) fn pages(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}
