//! The site as a whole, and the pages that are mostly one list.

use super::common::{
    backlinks, counts, day_view, document_view, list, meeting_ref, meeting_row, party, plain_pages, prose, rows,
    status_view, tags,
};
use crate::model::{CommitmentIx, DocumentIx, MeetingIx, Reference, StatusIx};
use crate::site::prose::Setting;
use crate::site::view::{
    CommitmentsView, DocumentPageView, DocumentsView, FiltersView, LinkView, NavView, PlainPageView, SiteView,
};
use crate::site::{GENERATOR, Site, plan};

pub(crate) fn site(site: &Site) -> SiteView {
    let routes = site.routes;
    let string = |key: &str| site.theme.strings.get(key, &[]);
    let nav = |section: &'static str, folder: &str| NavView {
        section,
        title: string(&format!("nav.{section}")),
        url: if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") },
    };
    let data = |name: &str, key: &str| LinkView { title: string(key), url: plan::data_path(routes, name) };
    SiteView {
        title: site.title.clone(),
        language: site.register.language.tag().to_owned(),
        base_url: site.base_url.clone(),
        cut_off: day_view(site, site.register.cut_off),
        nav: vec![
            nav("home", ""),
            nav("meetings", routes.meetings),
            nav("commitments", routes.commitments),
            nav("organisations", routes.organisations),
            nav("documents", routes.documents),
        ],
        pages: plain_pages(site),
        data: vec![
            data("commitments.json", "data.commitments-json"),
            data("commitments.csv", "data.commitments-csv"),
            data("meetings.json", "data.meetings-json"),
            data("meetings.csv", "data.meetings-csv"),
            data("datapackage.json", "data.datapackage"),
        ],
        search: LinkView { title: string("search.title"), url: routes.search_page.to_owned() },
        review: LinkView { title: string("page.review.title"), url: routes.review_page.to_owned() },
        search_dir: routes.search,
        assets_dir: routes.assets,
        assets: site.theme.fingerprint.clone(),
        generator: GENERATOR.to_owned(),
    }
}

pub(crate) fn commitments(site: &Site, number: usize) -> CommitmentsView {
    let register = &site.register;
    let all = &site.lists.all;
    let places: Vec<usize> = (0..register.tags.len()).filter(|&i| !site.lists.by_tag[i].is_empty()).collect();
    let counts = counts(site, all);
    let filters = FiltersView {
        statuses: counts.by_status.clone(),
        organisations: register
            .directory
            .parties()
            .filter(|&ix| !site.lists.of_party(ix).is_empty())
            .map(|ix| party(site, ix))
            .collect(),
        meetings: (0..register.meetings.len())
            .rev()
            .filter(|&i| !register.meetings[i].commitments.is_empty())
            .map(|i| meeting_ref(site, MeetingIx(i)))
            .collect(),
        tags: tags(site, &places),
    };
    let filters = (number == 1).then_some(filters);
    let first = format!("{}/index.html", site.routes.commitments);
    CommitmentsView { counts, list: page(site, &first, number, all), filters, status: None, meetings: Vec::new() }
}

pub(crate) fn status(site: &Site, place: usize, number: usize) -> CommitmentsView {
    let all = &site.lists.by_status[place];
    CommitmentsView {
        counts: counts(site, all),
        list: page(site, &site.urls.statuses[place], number, all),
        filters: None,
        status: Some(status_view(site, StatusIx(place))),
        meetings: Vec::new(),
    }
}

pub(crate) fn tag(site: &Site, place: usize, number: usize) -> CommitmentsView {
    const MEETINGS: usize = 50;
    let all = &site.lists.by_tag[place];
    let meetings = if number == 1 { site.lists.tagged[place].as_slice() } else { &[] };
    CommitmentsView {
        counts: counts(site, all),
        list: page(site, &site.urls.tags[place], number, all),
        filters: None,
        status: None,
        meetings: meetings.iter().take(MEETINGS).map(|&ix| meeting_row(site, ix)).collect(),
    }
}

pub(crate) fn documents(site: &Site, number: usize) -> DocumentsView {
    let first = format!("{}/index.html", site.routes.documents);
    let total = site.register.documents.len();
    let list = list(site, &first, number, total, |range| range.map(|i| document_view(site, DocumentIx(i))).collect());
    DocumentsView { list }
}

pub(crate) fn document(site: &Site, ix: DocumentIx, number: usize) -> DocumentPageView {
    let all = &site.lists.by_document[ix.0];
    // The list has the commitments already.
    let others =
        site.register.backlinks.get(&Reference::Document(ix)).into_iter().flatten().filter(|referrer| match referrer {
            crate::register::Referrer::Commitment(from) => !site.register.commitment(*from).documents.contains(&ix),
            _ => true,
        });
    DocumentPageView {
        document: document_view(site, ix),
        list: page(site, site.url_of_document(ix), number, all),
        backlinks: backlinks(site, others),
    }
}

pub(crate) fn plain_page(site: &Site, place: usize, root: &str) -> PlainPageView {
    let plain = &site.register.pages[place];
    PlainPageView {
        text_html: prose(site, &plain.text, Setting { root, within: None, level: 1, key: "p" }),
        source: site.content_path(plain.source).to_owned(),
    }
}

fn page(
    site: &Site,
    first: &str,
    number: usize,
    all: &[CommitmentIx],
) -> crate::site::view::ListView<crate::site::view::CommitmentRow> {
    list(site, first, number, all.len(), |range| rows(site, &all[range]))
}
