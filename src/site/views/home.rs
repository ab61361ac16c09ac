//! `home.html`

use super::common::{counts, meeting_row, row, rows, update};
use super::organisation::organisation_row;
use crate::model::{CommitmentIx, MeetingIx, PartyIx};
use crate::site::Site;
use crate::site::view::{HomeView, UpdateRow};

/// Rows of each short list.
const MOST: usize = 10;
const MEETINGS: usize = 6;

pub(crate) fn home(site: &Site) -> HomeView {
    let register = &site.register;
    let mut due: Vec<(chrono::NaiveDate, CommitmentIx)> = Vec::new();
    let mut updates: Vec<(chrono::NaiveDate, CommitmentIx, usize)> = Vec::new();
    for (i, commitment) in register.commitments.iter().enumerate() {
        if let Some(date) = commitment.due.filter(|_| register.is_open(commitment)) {
            due.push((date.end(), CommitmentIx(i)));
        }
        updates.extend(commitment.updates.iter().enumerate().map(|(n, update)| (update.date, CommitmentIx(i), n)));
    }
    due.sort_unstable();
    let next = due.partition_point(|&(date, _)| date < register.cut_off);
    let (late, coming) = due.split_at(next);
    updates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    let organisations = (0..register.organisations().len())
        .map(|organisation| PartyIx { organisation, unit: None })
        .filter(|&ix| !site.lists.of_party(ix).is_empty())
        .map(|ix| organisation_row(site, ix))
        .collect();
    HomeView {
        counts: counts(site, &site.lists.all),
        late: rows(site, late.iter().map(|(_, ix)| ix).take(MOST)),
        due_next: rows(site, coming.iter().map(|(_, ix)| ix).take(MOST)),
        latest: updates
            .iter()
            .take(MOST)
            .enumerate()
            .map(|(i, &(_, ix, n))| UpdateRow {
                commitment: row(site, ix),
                update: update(site, ix, &register.commitment(ix).updates[n], "", &format!("u{i}")),
            })
            .collect(),
        organisations,
        meetings: (0..register.meetings.len()).rev().take(MEETINGS).map(|i| meeting_row(site, MeetingIx(i))).collect(),
    }
}
