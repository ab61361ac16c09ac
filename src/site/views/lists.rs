//! `commitments.html`, `list.html`, and the words of their scripts.

use tera::TeraResult;

use super::common::{counts_of, list, meeting_row, party, status_view};
use crate::model::text::collation_key;
use crate::model::{CommitmentIx, MeetingIx, StatusIx};
use crate::site::lists::List;
use crate::site::theme::LIST_WORDS;
use crate::site::urls::Urls;
use crate::site::view::{ChoiceView, CommitmentsView, FiltersView, ListView, ListWordsView, OnlyView, RowView};
use crate::site::{Site, routes};

pub(crate) fn commitments(site: &Site, number: usize) -> TeraResult<CommitmentsView> {
    let first = format!("{}/index.html", site.routes.commitments);
    let view = whole(site, &first, number, &site.lists.all)?;
    let filters = (number == 1).then(|| filters(site, &view));
    Ok(CommitmentsView { filters, ..view })
}

pub(crate) fn status(site: &Site, place: usize, number: usize) -> TeraResult<CommitmentsView> {
    let view = narrowed(site, "status", &site.urls.statuses[place], number, &site.lists.by_status[place])?;
    Ok(CommitmentsView { status: Some(status_view(site, StatusIx(place))), ..view })
}

pub(crate) fn tag(site: &Site, place: usize, number: usize) -> TeraResult<CommitmentsView> {
    let view = narrowed(site, "tags", &site.urls.tags[place], number, &site.lists.by_tag[place])?;
    Ok(with_meetings(site, &site.lists.tagged[place], number, view))
}

pub(crate) fn series(site: &Site, place: usize, number: usize) -> TeraResult<CommitmentsView> {
    let series = &site.lists.series[place];
    let view = narrowed(site, "series", &site.urls.series[place], number, &series.commitments)?;
    Ok(with_meetings(site, &series.meetings, number, view))
}

pub(crate) fn year(site: &Site, year: i32, number: usize) -> TeraResult<CommitmentsView> {
    let all = site.lists.of_year(year);
    narrowed(site, "year", &Urls::year(site.routes, year), number, all)
}

pub(crate) fn open(site: &Site, number: usize) -> TeraResult<CommitmentsView> {
    narrowed(site, "open", site.routes.open_page, number, &site.lists.open)
}

pub(crate) fn late(site: &Site, number: usize) -> TeraResult<CommitmentsView> {
    narrowed(site, "late", site.routes.late_page, number, &site.lists.late)
}

pub(crate) fn list_words(site: &Site) -> ListWordsView {
    ListWordsView { words_json: site.theme.strings.json_below(LIST_WORDS) }
}

/// Page `number` of a list of commitments.
pub(super) fn page(site: &Site, first: &str, number: usize, all: &[CommitmentIx]) -> TeraResult<ListView<RowView>> {
    let root = routes::root_of(&site.routes.list_page(first, number));
    let ListView { rows, total, page, pages, steps, previous, next } =
        list(site, first, number, all.len(), |range| all[range].to_vec());
    let rows = rows.into_iter().map(|ix| site.row_piece(ix, &root)).collect::<TeraResult<_>>()?;
    Ok(ListView { rows, total, page, pages, steps, previous, next })
}

fn whole(site: &Site, first: &str, number: usize, all: &List) -> TeraResult<CommitmentsView> {
    Ok(CommitmentsView {
        counts: counts_of(site, all.ledger(&site.register)),
        list: page(site, first, number, all)?,
        only: None,
        filters: None,
        status: None,
        meetings: Vec::new(),
    })
}

fn narrowed(site: &Site, filter: &'static str, url: &str, number: usize, all: &List) -> TeraResult<CommitmentsView> {
    let view = whole(site, url, number, all)?;
    Ok(CommitmentsView { only: Some(OnlyView { filter, url: url.to_owned() }), ..view })
}

fn with_meetings(site: &Site, meetings: &[MeetingIx], number: usize, view: CommitmentsView) -> CommitmentsView {
    const MEETINGS: usize = 50;
    let meetings = if number == 1 { meetings } else { &[] };
    let meetings = meetings.iter().take(MEETINGS).map(|&ix| meeting_row(site, ix)).collect();
    CommitmentsView { meetings, ..view }
}

/// What can be chosen from the list of everything.
fn filters(site: &Site, view: &CommitmentsView) -> FiltersView {
    let (lists, urls) = (&site.lists, &site.urls);
    let choice = |title: &str, url: &str, rows: &[CommitmentIx]| ChoiceView {
        title: title.to_owned(),
        url: url.to_owned(),
        count: rows.len(),
    };
    let sorted = |mut choices: Vec<ChoiceView>| {
        choices.retain(|it| it.count > 0);
        choices.sort_by_cached_key(|it| collation_key(&it.title));
        choices
    };
    let string = |key: &str| site.theme.strings.get(key, &[]);
    FiltersView {
        states: vec![
            choice(&string("browse.open"), site.routes.open_page, &lists.open),
            choice(&string("browse.late"), site.routes.late_page, &lists.late),
        ],
        statuses: view.counts.by_status.clone(),
        organisations: site
            .register
            .directory
            .parties()
            .filter(|&ix| !lists.of_party(ix).is_empty())
            .map(|ix| party(site, ix))
            .collect(),
        series: sorted(
            lists.series.iter().zip(&urls.series).map(|(it, url)| choice(&it.name, url, &it.commitments)).collect(),
        ),
        years: lists
            .by_year
            .iter()
            .rev()
            .map(|(&year, rows)| choice(&year.to_string(), &Urls::year(site.routes, year), rows))
            .collect(),
        tags: sorted(
            (site.register.tags.iter().enumerate())
                .map(|(i, tag)| choice(tag, &urls.tags[i], &lists.by_tag[i]))
                .collect(),
        ),
    }
}
