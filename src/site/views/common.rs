//! Views that many pages have in common.

use std::ops::Range;

use chrono::NaiveDate;

use crate::model::text::collation_key;
use crate::model::{CommitmentIx, DocumentIx, MeetingIx, Mode, PartialDate, PartyIx, Prose, StatusIx, Update};
use crate::register::Referrer;
use crate::register::figures::{self, Ledger};
use crate::site::lists::{ROWS, pages};
use crate::site::prose::{self, Setting};
use crate::site::view::{
    BacklinkView, CommitmentRow, CountsView, DateView, DocumentView, DueView, LinkView, ListView, MeetingRef,
    MeetingRow, ModeView, OrganisationRef, StatusCount, StatusView, StepView, UpdateView,
};
use crate::site::{Site, list_file, urls};

pub(crate) fn date_view(site: &Site, date: PartialDate) -> DateView {
    let language = site.register.language;
    DateView { iso: date.to_string(), text: date.in_words(language), short: date.in_short(language) }
}

pub(crate) fn day_view(site: &Site, day: NaiveDate) -> DateView {
    date_view(site, day.into())
}

pub(crate) fn status_view(site: &Site, ix: StatusIx) -> StatusView {
    let status = site.register.status(ix);
    StatusView {
        id: status.id.clone(),
        label: status.label(site.register.language).to_owned(),
        kind: status.kind.id(),
        color: status.color.clone(),
        icon: status.icon.clone(),
        url: site.urls.statuses[ix.0].clone(),
        html: site.status_piece(ix),
    }
}

/// How many organisations a row names: if a row of each of n organisations named all n, they would fill n² places.
pub(crate) const MOST_NAMED: usize = 12;

/// How many of so many a row does not name.
fn unnamed(all: usize) -> usize {
    all.saturating_sub(MOST_NAMED)
}

/// What stands behind the last that is named, if a row does not name all of so many: `y 3 más`.
pub(crate) fn and_more(site: &Site, all: usize) -> Option<String> {
    let more = unnamed(all);
    let string = || site.theme.strings.get("list.js.more-organisations", &[("n", &more.to_string())]);
    (more > 0).then(string)
}

pub(super) fn party(site: &Site, ix: PartyIx) -> OrganisationRef {
    let directory = &site.register.directory;
    OrganisationRef {
        label: directory.label(ix).to_owned(),
        name: directory.name(ix).to_owned(),
        url: site.url_of_party(ix).to_owned(),
    }
}

pub(super) fn meeting_ref(site: &Site, ix: MeetingIx) -> MeetingRef {
    let meeting = site.register.meeting(ix);
    MeetingRef {
        id: meeting.id.to_string(),
        title: site.title_of_meeting(ix),
        date: day_view(site, meeting.date),
        url: site.url_of_meeting(ix).to_owned(),
    }
}

pub(super) fn meeting_row(site: &Site, ix: MeetingIx) -> MeetingRow {
    let meeting = site.register.meeting(ix);
    MeetingRow {
        meeting: meeting_ref(site, ix),
        mode: mode_view(site, meeting.mode),
        series: meeting.series.clone(),
        series_url: site.lists.series_of[ix.0].map(|place| site.urls.series[place].clone()),
        organisations: meeting
            .attendees
            .iter()
            .take(MOST_NAMED)
            .map(|attendee| party(site, PartyIx { organisation: attendee.organisation, unit: None }))
            .collect(),
        more_organisations: unnamed(meeting.attendees.len()),
        counts: counts(site, &meeting.commitments),
    }
}

pub(super) fn mode_view(site: &Site, mode: Option<Mode>) -> Option<ModeView> {
    mode.map(|mode| ModeView { id: mode.id(), label: site.theme.strings.get(&format!("mode.{}", mode.id()), &[]) })
}

pub(crate) fn row(site: &Site, ix: CommitmentIx) -> CommitmentRow {
    let commitment = site.register.commitment(ix);
    CommitmentRow {
        id: commitment.id.to_string(),
        number: commitment.id.number.to_string(),
        title: commitment.title.clone(),
        url: site.url_of_commitment(ix).to_owned(),
        meeting: meeting_ref(site, commitment.meeting),
        status: status_view(site, commitment.status),
        previous: commitment.previous.map(|status| status_view(site, status)),
        due: commitment.due.map(|due| DueView {
            date: date_view(site, due),
            late: commitment.late,
            days: (due.end() - site.register.cut_off).num_days(),
        }),
        responsible: commitment.responsible.iter().take(MOST_NAMED).map(|&ix| party(site, ix)).collect(),
        more_responsible: unnamed(commitment.responsible.len()),
        updated: commitment.updates.last().map(|update| day_view(site, update.date)),
        tags: tags(site, &commitment.tags),
    }
}

pub(super) fn rows<'a>(site: &Site, list: impl IntoIterator<Item = &'a CommitmentIx>) -> Vec<CommitmentRow> {
    list.into_iter().map(|&ix| row(site, ix)).collect()
}

/// Tags as links, in alphabetical order.
pub(super) fn tags(site: &Site, places: &[usize]) -> Vec<LinkView> {
    let mut tags: Vec<_> = places
        .iter()
        .map(|&i| LinkView { title: site.register.tags[i].clone(), url: site.urls.tags[i].clone() })
        .collect();
    tags.sort_by_cached_key(|tag| collation_key(&tag.title));
    tags
}

pub(super) fn counts(site: &Site, list: &[CommitmentIx]) -> CountsView {
    counts_of(site, &figures::ledger(&site.register, list))
}

pub(super) fn counts_of(site: &Site, ledger: &Ledger) -> CountsView {
    let total = ledger.standing.total();
    let by_status = ledger
        .by_status
        .iter()
        .enumerate()
        .filter(|&(_, &count)| count > 0)
        .map(|(i, &count)| StatusCount {
            status: status_view(site, StatusIx(i)),
            key: list_file::key(&site.urls.statuses[i]).to_owned(),
            count,
            percent: percent(count, total),
        })
        .collect();
    CountsView { total, open: ledger.standing.open, late: ledger.late, by_status }
}

/// A share of something, in per cent, rounded half up.
pub(super) fn percent(count: usize, total: usize) -> usize {
    (count * 200 + total) / (total * 2).max(1)
}

pub(super) fn update(site: &Site, commitment: CommitmentIx, update: &Update, root: &str, key: &str) -> UpdateView {
    let recorded_by = update.recorded_in.unwrap_or(site.register.commitment(commitment).meeting);
    UpdateView {
        date: day_view(site, update.date),
        status: status_view(site, update.status),
        previous: update.previous.map(|status| status_view(site, status)),
        text_html: prose(site, &update.text, Setting { root, within: Some(recorded_by), level: 3, key }),
        recorded_in: update.recorded_in.map(|ix| meeting_ref(site, ix)),
    }
}

pub(super) fn prose(site: &Site, prose: &Prose, setting: Setting<'_>) -> String {
    prose::render(site, prose, setting)
}

pub(super) fn document_view(site: &Site, ix: DocumentIx) -> DocumentView {
    let document = site.register.document(ix);
    DocumentView {
        id: document.id.clone(),
        title: document.title.clone(),
        date: document.date.map(|date| date_view(site, date)),
        url: site.url_of_document(ix).to_owned(),
        external_url: document.url.as_ref().map(|url| url.value.clone()),
        count: site.lists.by_document[ix.0].len(),
    }
}

pub(super) fn backlinks<'a>(site: &Site, referrers: impl IntoIterator<Item = &'a Referrer>) -> Vec<BacklinkView> {
    // A page that a hundred thousand others link to names the first of them; the lists have the rest.
    const MOST: usize = 100;
    referrers
        .into_iter()
        .take(MOST)
        .map(|&referrer| {
            let (kind, title, url) = match referrer {
                Referrer::Commitment(ix) => {
                    let commitment = site.register.commitment(ix);
                    let title = format!("{} · {}", commitment.id, commitment.title);
                    ("commitment", title, site.url_of_commitment(ix).to_owned())
                }
                Referrer::Meeting(ix) => ("meeting", site.title_of_meeting(ix), site.url_of_meeting(ix).to_owned()),
                Referrer::Page(i) => ("page", title_of_page(site, i), site.urls.pages[i].clone()),
            };
            BacklinkView { kind, title, url }
        })
        .collect()
}

/// Title of a plain page: its own, else its file's name.
pub(super) fn title_of_page(site: &Site, place: usize) -> String {
    let page = &site.register.pages[place];
    page.title.clone().unwrap_or_else(|| page.path.rsplit('/').next().unwrap_or_default().to_owned())
}

/// The rows of page `number` of a list, and links to the pages around it.
pub(crate) fn list<T>(
    site: &Site,
    first: &str,
    number: usize,
    total: usize,
    rows: impl FnOnce(Range<usize>) -> Vec<T>,
) -> ListView<T> {
    /// Pages before and after this one that are linked, besides the first and the last.
    const AROUND: usize = 2;
    let start = ((number - 1) * ROWS).min(total);
    let last = pages(total);
    let url = |number: usize| site.routes.list_page(first, number);
    let near = number.saturating_sub(AROUND).max(2)..=(number + AROUND).min(last - 1);
    let mut linked: Vec<usize> = std::iter::once(1).chain(near).collect();
    linked.extend((last > 1).then_some(last));
    let mut before = 0;
    let steps = linked.into_iter().map(|step| {
        let gap = step > before + 1;
        before = step;
        StepView { number: step, url: url(step), gap }
    });
    ListView {
        rows: rows(start..(start + ROWS).min(total)),
        total,
        page: number,
        pages: last,
        steps: if last > 1 { steps.collect() } else { Vec::new() },
        previous: (number > 1).then(|| url(number - 1)),
        next: (number < last).then(|| url(number + 1)),
    }
}

/// Plain pages as links, in alphabetical order.
pub(super) fn plain_pages(site: &Site) -> Vec<LinkView> {
    let mut pages: Vec<_> = (0..site.register.pages.len())
        .map(|i| LinkView { title: title_of_page(site, i), url: urls::page(&site.register.pages[i].path) })
        .collect();
    pages.sort_by_cached_key(|page| collation_key(&page.title));
    pages
}
