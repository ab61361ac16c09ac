//! `home.html`

use super::common::{counts_of, day_view, meeting_row, row, rows, status_view, update};
use super::organisation::organisation_row;
use crate::model::{CommitmentIx, MeetingIx, PartyIx, StatusKind};
use crate::register::figures::{self, Point};
use crate::site::view::{ChangeRow, ChangesView, ChartView, DueWithin, FigureView, HomeView, ProgressRow, UpdateRow};
use crate::site::{Site, chart, linked_data};

use super::sections::{SOON, anchor};

/// Rows of each short list: a phone shows them one below another.
const LATE: usize = 8;
const DUE: usize = 5;
const CHANGES: usize = 6;
const UPDATES: usize = 4;
const MEETINGS: usize = 3;
const ORGANISATIONS: usize = 12;

/// Columns and labels of the chart.
const COLUMNS: usize = 48;
const LABELS: usize = 4;

pub(crate) fn home(site: &Site) -> HomeView {
    let register = &site.register;
    let due_next = &site.lists.due_next;
    let mut organisations = (0..register.organisations().len())
        .map(|organisation| PartyIx { organisation, unit: None })
        .filter(|&ix| !site.lists.of_party(ix).is_empty());
    let shown = organisations.by_ref().take(ORGANISATIONS).map(|ix| organisation_row(site, ix)).collect();
    HomeView {
        linked_data_html: linked_data::of_site(site),
        counts: counts_of(site, site.lists.all.ledger(&site.register)),
        late: rows(site, site.lists.late.iter().take(LATE)),
        due_within: SOON.map(|days| due_within(site, days)).to_vec(),
        more_due: due_next.len() > DUE,
        due_next: rows(site, due_next.iter().take(DUE)),
        changes: changes(site),
        latest: latest(site),
        organisations: shown,
        more_organisations: organisations.next().is_some(),
        chart: progress(site),
        review: FigureView { count: site.findings().len(), url: site.routes.review_page.to_owned() },
        meetings: (0..register.meetings.len()).rev().take(MEETINGS).map(|i| meeting_row(site, MeetingIx(i))).collect(),
    }
}

fn due_within(site: &Site, days: i64) -> DueWithin {
    let register = &site.register;
    let url = format!("{}#{}", site.routes.due_page, anchor(days));
    DueWithin {
        days,
        until: day_view(
            site,
            register.cut_off.checked_add_signed(chrono::TimeDelta::days(days)).unwrap_or(register.cut_off),
        ),
        figure: FigureView { count: figures::due_within(register, &site.lists.due_next, days).len(), url },
    }
}

fn changes(site: &Site) -> ChangesView {
    let changes = &site.lists.changes;
    let figure =
        |count: usize, anchor: &str| FigureView { count, url: format!("{}#{anchor}", site.routes.changes_page) };
    ChangesView {
        since: day_view(site, changes.since),
        open_then: figure(changes.open_then.len(), "open-then"),
        closed: figure(changes.closed.len(), "closed"),
        agreed: figure(changes.agreed.len(), "agreed"),
        changed: figure(changes.changed.len(), "changed"),
        list: changes
            .changed
            .iter()
            .take(CHANGES)
            .map(|change| ChangeRow { row: row(site, change.commitment), from: status_view(site, change.from) })
            .collect(),
    }
}

/// The newest updates of all, each with its commitment.
fn latest(site: &Site) -> Vec<UpdateRow> {
    let mut updates: Vec<(chrono::NaiveDate, CommitmentIx, usize)> = Vec::new();
    for (i, commitment) in site.register.commitments.iter().enumerate() {
        updates.extend(commitment.updates.iter().enumerate().map(|(n, update)| (update.date, CommitmentIx(i), n)));
    }
    updates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    let row = |(i, &(_, ix, n)): (usize, &(_, CommitmentIx, usize))| UpdateRow {
        commitment: row(site, ix),
        update: update(site, ix, &site.register.commitment(ix).updates[n], "", &format!("u{i}")),
    };
    updates.iter().take(UPDATES).enumerate().map(row).collect()
}

fn progress(site: &Site) -> Option<ChartView> {
    let points = figures::progress(&site.register, COLUMNS);
    let last = points.last()?;
    // The first of those with most open, which `max_by_key` gives of the reversed order.
    let most = points.iter().rev().max_by_key(|point| point.standing.open)?;
    let progress_row = |point: &Point| {
        let standing = point.standing;
        ProgressRow {
            date: day_view(site, point.day),
            open: standing.open,
            closed: standing.closed,
            cancelled: standing.cancelled,
            total: standing.total(),
        }
    };
    let values: Vec<[usize; 3]> =
        points.iter().map(|point| [point.standing.open, point.standing.closed, point.standing.cancelled]).collect();
    let ticks = chart::ticks(points.iter().map(|point| point.standing.total()).max().unwrap_or(0));
    let month = |point: &Point| {
        let date = crate::model::PartialDate::from(point.day).month();
        date.in_short(site.register.language)
    };
    let texts: Vec<String> = points.iter().map(month).collect();
    Some(ChartView {
        height: chart::HEIGHT,
        columns: chart::columns(&values, ticks.last().map_or(1, |tick| tick.value)),
        labels: chart::labels(&texts, LABELS),
        ticks,
        rows: points.iter().map(progress_row).collect(),
        last: progress_row(last),
        most: progress_row(most),
        cancelled: points.iter().any(|point| point.standing.cancelled > 0),
        closed_url: url_of_kind(site, StatusKind::Closed),
        cancelled_url: url_of_kind(site, StatusKind::Cancelled),
    })
}

/// Where what stands so is listed: the page of the status that says so, if there is but one; else the list of everything.
fn url_of_kind(site: &Site, kind: StatusKind) -> String {
    let statuses = &site.register.statuses;
    let mut alike = (0..statuses.len()).filter(|&i| statuses[i].kind == kind);
    match (alike.next(), alike.next()) {
        (Some(only), None) => site.urls.statuses[only].clone(),
        _ => format!("{}/index.html", site.routes.commitments),
    }
}
