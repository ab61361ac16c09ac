//! What the scripts of the lists read: every commitment as far as a list shows it, in columns, so that any list can be
//! filtered and sorted in the browser. A script, because a page opened from a folder may not fetch anything else.
//!
//! `themes/default/static/list.js/10-data.js` is its only reader.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{RenderError, Site, data, plan, views};
use crate::model::text::slug;
use crate::model::{MeetingIx, PartialDate, PartyIx, StatusIx};

/// Places in a column point into the tables above it; rows are in the order of the list of everything.
#[derive(Serialize)]
struct ListFile<'a> {
    cut_off: String,
    /// Abbreviated, January first.
    months: Vec<String>,
    /// Folder of the commitments' pages.
    folder: &'a str,
    /// Folder of the meetings' pages.
    meetings_folder: &'a str,
    /// Folder of the organisations' pages.
    organisations_folder: &'a str,
    statuses: Vec<StatusEntry<'a>>,
    organisations: Vec<OrganisationEntry<'a>>,
    meetings: Vec<MeetingEntry<'a>>,
    series: Vec<Entry<'a>>,
    tags: Vec<Entry<'a>>,
    /// What follows the folder in the addresses of documents.
    documents: Vec<&'a str>,
    meeting: Vec<usize>,
    number: Vec<&'a str>,
    title: Vec<&'a str>,
    status: Vec<usize>,
    /// As written, whole or partial; empty for none.
    due: Vec<String>,
    updated: Vec<String>,
    responsible: Vec<Vec<usize>>,
    tagged: Vec<&'a [usize]>,
    citing: Vec<Vec<usize>>,
    /// Rows that are late.
    late: Vec<usize>,
    /// How many organisations a row names.
    most_named: usize,
    /// By row, the last part of an address that is not simply the number.
    slugs: BTreeMap<usize, String>,
}

#[derive(Serialize)]
struct Entry<'a> {
    /// What follows the folder in its page's address.
    key: &'a str,
    label: &'a str,
}

#[derive(Serialize)]
struct StatusEntry<'a> {
    key: &'a str,
    label: &'a str,
    id: &'a str,
    kind: &'static str,
    color: &'a str,
    icon: &'a str,
}

#[derive(Serialize)]
struct OrganisationEntry<'a> {
    key: &'a str,
    label: &'a str,
    name: &'a str,
    /// As open data name it.
    id: String,
}

#[derive(Serialize)]
struct MeetingEntry<'a> {
    key: &'a str,
    label: String,
    id: &'a str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<usize>,
}

/// What addresses of lists call the thing of a page: `estatus/en-proceso.html` → `en-proceso`.
pub(super) fn key(url: &str) -> &str {
    let url = url.split_once('/').map_or(url, |(_, rest)| rest);
    url.strip_suffix(".html").unwrap_or(url)
}

fn entries<'a>(titles: impl Iterator<Item = &'a String>, urls: &'a [String]) -> Vec<Entry<'a>> {
    titles.zip(urls).map(|(label, url)| Entry { key: key(url), label }).collect()
}

fn list_file(site: &Site) -> ListFile<'_> {
    let Site { register, routes, urls, lists, .. } = site;
    let parties: Vec<PartyIx> = register.directory.parties().collect();
    let places: BTreeMap<PartyIx, usize> = parties.iter().copied().zip(0..).collect();
    let rows: Vec<_> = lists.all.iter().map(|&ix| register.commitment(ix)).collect();
    let column = |text: fn(&crate::model::Commitment) -> Option<String>| {
        rows.iter().map(|row| text(row).unwrap_or_default()).collect()
    };
    let month = |n: u32| {
        let (date, _) = PartialDate::parse_prefix(&format!("2000-{n:02}"))?;
        Some(date.in_short(register.language).split(' ').next()?.to_owned())
    };
    ListFile {
        cut_off: register.cut_off.to_string(),
        months: (1..=12).filter_map(month).collect(),
        folder: routes.commitments,
        meetings_folder: routes.meetings,
        organisations_folder: routes.organisations,
        statuses: (0..register.statuses.len())
            .map(|i| {
                let status = register.status(StatusIx(i));
                StatusEntry {
                    key: key(&urls.statuses[i]),
                    label: status.label(register.language),
                    id: &status.id,
                    kind: status.kind.id(),
                    color: &status.color,
                    icon: &status.icon,
                }
            })
            .collect(),
        organisations: parties
            .iter()
            .map(|&ix| OrganisationEntry {
                key: key(site.url_of_party(ix)),
                label: register.directory.label(ix),
                name: register.directory.name(ix),
                id: data::label(site, ix),
            })
            .collect(),
        meetings: register
            .meetings
            .iter()
            .enumerate()
            .map(|(i, meeting)| MeetingEntry {
                key: key(&urls.meetings[i]),
                label: site.title_of_meeting(MeetingIx(i)),
                id: &meeting.id.0,
                date: meeting.date.to_string(),
                series: lists.series_of[i],
            })
            .collect(),
        series: entries(lists.series.iter().map(|series| &series.name), &urls.series),
        tags: entries(register.tags.iter(), &urls.tags),
        documents: urls.documents.iter().map(|url| key(url)).collect(),
        meeting: rows.iter().map(|row| row.meeting.0).collect(),
        number: rows.iter().map(|row| row.id.number.as_str()).collect(),
        title: rows.iter().map(|row| row.title.as_str()).collect(),
        status: rows.iter().map(|row| row.status.0).collect(),
        due: column(|row| row.due.map(|due| due.to_string())),
        updated: column(|row| row.updates.last().map(|update| update.date.to_string())),
        responsible: rows
            .iter()
            .map(|row| row.responsible.iter().filter_map(|ix| places.get(ix).copied()).collect())
            .collect(),
        tagged: rows.iter().map(|row| row.tags.as_slice()).collect(),
        citing: rows.iter().map(|row| row.documents.iter().map(|ix| ix.0).collect()).collect(),
        late: rows.iter().enumerate().filter(|(_, row)| row.late).map(|(i, _)| i).collect(),
        most_named: views::MOST_NAMED,
        slugs: rows
            .iter()
            .enumerate()
            .map(|(i, row)| (i, slug(row.id.number.as_str())))
            .filter(|(i, slug)| slug != rows[*i].id.number.as_str())
            .collect(),
    }
}

pub(super) fn write(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    out.write_all(b"(window.acuerdos = window.acuerdos || {}).commitments = ")?;
    let version = write_json(site, out)?;
    // Whoever has a page of another publication can tell by it.
    write!(out, ";\nwindow.acuerdos.commitments.version = \"{version}\";\n")?;
    Ok(())
}

/// Up to so many commitments the file is a matter of ten kilobytes, and is fetched with the page.
pub(super) const SMALL: usize = 500;

/// Its path with a fingerprint of what it holds: a browser's copy is never out of date.
pub(super) fn url(site: &Site) -> String {
    // Nothing of this can fail but the writing, and this takes every byte.
    let version = write_json(site, &mut io::sink()).unwrap_or_default();
    format!("{}?v={version}", plan::list_file_path(site.routes))
}

/// Writes what the file holds, and gives its fingerprint.
fn write_json(site: &Site, out: &mut dyn Write) -> io::Result<String> {
    let mut hashed = BufWriter::new(Hashed { out, hash: Sha256::new() });
    serde_json::to_writer(&mut hashed, &list_file(site))?;
    let hash = hashed.into_inner().map_err(io::IntoInnerError::into_error)?.hash.finalize();
    Ok(base16ct::lower::encode_string(&hash[..4]))
}

/// Writes on, and hashes what goes by.
struct Hashed<'a> {
    out: &'a mut dyn Write,
    hash: Sha256,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
