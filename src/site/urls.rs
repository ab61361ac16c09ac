//! The path of every page that something links to.

use super::lists::Lists;
use super::{Named, Routes};
use crate::model::text::slug_path;
use crate::model::{CommitmentIx, PartyIx};
use crate::register::Register;

/// Paths from the root, by place in the register.
#[derive(Debug)]
pub(super) struct Urls {
    pub(super) meetings: Vec<String>,
    pub(super) commitments: Vec<String>,
    pub(super) parties: Named,
    pub(super) statuses: Vec<String>,
    pub(super) documents: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) series: Vec<String>,
    pub(super) pages: Vec<String>,
}

impl Urls {
    pub(super) fn new(register: &Register, lists: &Lists, routes: Routes) -> Self {
        let party = |ix: PartyIx| {
            let organisation = &register.directory.organisation(ix).label;
            routes.organisation(organisation, register.directory.unit(ix).map(|unit| unit.label.as_str()))
        };
        Self {
            meetings: register.meetings.iter().map(|meeting| routes.meeting(&meeting.id.0)).collect(),
            commitments: register
                .commitments
                .iter()
                .map(|commitment| routes.commitment(&commitment.id.meeting.0, commitment.id.number.as_str()))
                .collect(),
            parties: register.directory.parties().map(|ix| (ix, party(ix))).collect(),
            statuses: register.statuses.iter().map(|status| Routes::named(routes.statuses, &status.id)).collect(),
            documents: register
                .documents
                .iter()
                .map(|document| Routes::named(routes.documents, &document.id))
                .collect(),
            tags: register.tags.iter().map(|tag| Routes::named(routes.tags, tag)).collect(),
            series: lists.series.iter().map(|series| Routes::named(routes.series, &series.name)).collect(),
            pages: register.pages.iter().map(|plain| page(&plain.path)).collect(),
        }
    }

    /// Path of a year's list.
    pub(super) fn year(routes: Routes, year: i32) -> String {
        Routes::named(routes.years, &year.to_string())
    }

    /// Path of a commitment's badge.
    pub(super) fn badge(&self, ix: CommitmentIx) -> String {
        let page = &self.commitments[ix.0];
        format!("{}.svg", page.strip_suffix(".html").unwrap_or(page))
    }
}

/// Path of the file beside a page that has another ending: `instituciones/SRE.html` → `instituciones/SRE.ics`.
pub(super) fn beside(page: &str, ending: &str) -> String {
    format!("{}.{ending}", page.strip_suffix(".html").unwrap_or(page))
}

/// Path of a plain page: `guia` → `guia.html`; one called `index` would take the place of another page and gets a
/// name beside it.
pub(super) fn page(path: &str) -> String {
    format!("{}.html", slug_path(path))
}

/// A path as URLs have it: what is neither a letter of ASCII, a digit nor one of `-._~/` is percent-encoded (RFC 3986).
pub(super) fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
