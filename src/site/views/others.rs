//! The site as a whole, and the pages that are mostly one list.

use tera::TeraResult;

use super::common::{backlinks, day_view, document_view, list, plain_pages, prose};
use super::lists::page;
use crate::model::{DocumentIx, Reference};
use crate::register::Items;
use crate::site::prose::Setting;
use crate::site::view::{DocumentPageView, DocumentsView, LinkView, ListFileView, NavView, PlainPageView, SiteView};
use crate::site::{FEED, GENERATOR, Site, list_file, plan};

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
            NavView { section: "calendar", title: string("nav.calendar"), url: format!("{}.html", routes.calendar) },
            nav("organisations", routes.organisations),
            nav("documents", routes.documents),
            NavView { section: "report", title: string("nav.report"), url: site.url_of_note(None, Items::All) },
        ],
        pages: plain_pages(site),
        data: vec![
            data("commitments.json", "data.commitments-json"),
            data("commitments.csv", "data.commitments-csv"),
            data("meetings.json", "data.meetings-json"),
            data("meetings.csv", "data.meetings-csv"),
            data("datapackage.json", "data.datapackage"),
        ],
        open: LinkView { title: string("page.open.title"), url: routes.open_page.to_owned() },
        late: LinkView { title: string("page.late.title"), url: routes.late_page.to_owned() },
        list: ListFileView { url: list_file::url(site), small: site.lists.all.len() <= list_file::SMALL },
        search: LinkView { title: string("search.title"), url: routes.search_page.to_owned() },
        several: !site.search.sites.is_empty(),
        feed: LinkView { title: string("feed.title"), url: FEED.to_owned() },
        calendar: LinkView { title: string("calendar.file"), url: format!("{}.ics", routes.calendar) },
        review: LinkView { title: string("page.review.title"), url: routes.review_page.to_owned() },
        brand: site.brand.clone(),
        accessibility: (!site.urls.pages.iter().any(|url| url == routes.accessibility_page))
            .then(|| LinkView { title: string("page.accessibility.title"), url: routes.accessibility_page.to_owned() }),
        search_dir: routes.search,
        assets_dir: routes.assets,
        assets: site.theme.fingerprint.clone(),
        generator: GENERATOR.to_owned(),
    }
}

pub(crate) fn documents(site: &Site, number: usize) -> DocumentsView {
    let first = format!("{}/index.html", site.routes.documents);
    let total = site.register.documents.len();
    let list = list(site, &first, number, total, |range| range.map(|i| document_view(site, DocumentIx(i))).collect());
    DocumentsView { list }
}

pub(crate) fn document(site: &Site, ix: DocumentIx, number: usize) -> TeraResult<DocumentPageView> {
    let all = &site.lists.by_document[ix.0];
    // The list has the commitments already.
    let others =
        site.register.backlinks.get(&Reference::Document(ix)).into_iter().flatten().filter(|referrer| match referrer {
            crate::register::Referrer::Commitment(from) => !site.register.commitment(*from).documents.contains(&ix),
            _ => true,
        });
    Ok(DocumentPageView {
        document: document_view(site, ix),
        list: page(site, site.url_of_document(ix), number, all)?,
        backlinks: backlinks(site, others),
    })
}

pub(crate) fn plain_page(site: &Site, place: usize, root: &str) -> PlainPageView {
    let plain = &site.register.pages[place];
    PlainPageView {
        text_html: prose(site, &plain.text, Setting { root, within: None, level: 1, key: "p" }),
        source: site.content_path(plain.source).to_owned(),
        edit_url: site.edit_url(plain.source),
    }
}
