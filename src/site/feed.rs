//! Feeds of updates: Atom 1.0, <https://www.rfc-editor.org/rfc/rfc4287>. Every date is of the content, at midnight UTC of
//! its day; the same register gives the same bytes.

use std::fmt::Write as _;
use std::io::Write;

use atom_syndication::{
    Category, Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, TextType, WriteConfig,
};
use chrono::{NaiveDate, NaiveTime};

use super::prose::{self, Setting, escape};
use super::routes::root_of;
use super::{FEED, RenderError, Site, identity, urls, views};
use crate::model::{CommitmentIx, PartyIx};

/// An update by its day, its commitment and its place in the history.
type Place = (NaiveDate, CommitmentIx, usize);

/// What has happened in the whole register, newest first.
pub(super) fn site(site: &Site, out: &mut dyn Write) -> Result<(), RenderError> {
    let all = (0..site.register.commitments.len()).map(CommitmentIx);
    write(
        site,
        Subject { title: site.title.clone(), path: FEED.to_owned(), page: "index.html" },
        newest(site, all),
        out,
    )
}

/// What has happened to the commitments of an organisation or unit, newest first.
pub(super) fn party(site: &Site, ix: PartyIx, out: &mut dyn Write) -> Result<(), RenderError> {
    let page = site.url_of_party(ix);
    let title = format!("{} · {}", site.register.directory.name(ix), site.title);
    let places = newest(site, site.lists.of_party(ix).iter().copied());
    write(site, Subject { title, path: urls::beside(page, "xml"), page }, places, out)
}

/// What a feed is of.
struct Subject<'a> {
    title: String,
    /// The feed's own path.
    path: String,
    /// The page that shows the same.
    page: &'a str,
}

/// The newest updates of commitments; of one day, in the order of the register.
fn newest(site: &Site, commitments: impl Iterator<Item = CommitmentIx>) -> Vec<Place> {
    let mut places: Vec<Place> = commitments
        .flat_map(|ix| {
            let updates = site.register.commitment(ix).updates.iter().enumerate();
            updates.map(move |(place, update)| (update.date, ix, place))
        })
        .collect();
    places.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
    places.truncate(site.feed_entries);
    places
}

fn write(site: &Site, subject: Subject<'_>, places: Vec<Place>, out: &mut dyn Write) -> Result<(), RenderError> {
    let register = &site.register;
    // Without a base URL, links are relative to the feed (RFC 4287, 4.2.7.1 allows it, and readers resolve them).
    let root = site.base_url.clone().unwrap_or_else(|| root_of(&subject.path));
    // A feed without updates is as old as the last meeting.
    let last_meeting = register.meetings.last().map(|meeting| meeting.date);
    let updated = places.first().map(|place| place.0).or(last_meeting).unwrap_or(register.cut_off);
    let feed = Feed {
        lang: Some(register.language.tag().to_owned()),
        id: identity::iri(site, &subject.path),
        title: text(&subject.title),
        subtitle: Some(text(&site.theme.strings.get("feed.subtitle", &[]))),
        updated: midnight(updated),
        authors: vec![Person { name: allowed(&site.title), ..Person::default() }],
        generator: Some(Generator {
            value: "acuerdos".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            ..Generator::default()
        }),
        links: vec![
            link("self", &format!("{root}{}", subject.path), "application/atom+xml"),
            link("alternate", &format!("{root}{}", subject.page), "text/html"),
        ],
        entries: places.into_iter().map(|place| entry(site, place, &root)).collect(),
        ..Feed::default()
    };
    let config = WriteConfig { write_document_declaration: true, indent_size: None };
    feed.write_with_config(&mut *out, config).map_err(std::io::Error::other)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn entry(site: &Site, (date, ix, place): Place, root: &str) -> Entry {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let status = register.status(commitment.updates[place].status);
    let label = status.label(register.language);
    Entry {
        id: identity::iri_of_update(site, ix, place),
        title: text(&format!("{}: {label}", commitment.title)),
        updated: midnight(date),
        published: Some(midnight(date)),
        categories: vec![Category { term: allowed(&status.id), scheme: None, label: Some(allowed(label)) }],
        links: vec![link("alternate", &format!("{root}{}", site.url_of_commitment(ix)), "text/html")],
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(allowed(&content(site, ix, place, root))),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

/// The status, the account of what was done, and whose commitment it is.
fn content(site: &Site, ix: CommitmentIx, place: usize, root: &str) -> String {
    let register = &site.register;
    let string = |key: &str, fill: &[(&str, &str)]| escape(&site.theme.strings.get(key, fill));
    let commitment = register.commitment(ix);
    let update = &commitment.updates[place];
    let mut html = String::new();
    let label = escape(register.status(update.status).label(register.language));
    let _ = write!(html, "<p><strong>{label}</strong>");
    if let Some(previous) = update.previous.filter(|&previous| previous != update.status) {
        let name = register.status(previous).label(register.language);
        let _ = write!(html, " ({})", string("feed.previous", &[("name", name)]));
    }
    html.push_str("</p>\n");
    let within = Some(update.recorded_in.unwrap_or(commitment.meeting));
    html.push_str(&prose::render(site, &update.text, Setting { root, within, level: 2, key: "u" }));
    let meeting = register.meeting(commitment.meeting);
    let date = views::day_view(site, meeting.date).text;
    let of = string("meeting.of", &[("date", &date)]);
    let number = string("commitment.number", &[("name", commitment.id.number.as_str())]);
    let meeting = escape(&format!("{root}{}", site.url_of_meeting(commitment.meeting)));
    let _ = write!(html, "<p>{number} · <a href=\"{meeting}\">{of}</a>");
    for (i, &party) in commitment.responsible.iter().take(views::MOST_NAMED).enumerate() {
        let url = escape(&format!("{root}{}", site.url_of_party(party)));
        let between = if i == 0 { " · " } else { ", " };
        let _ = write!(html, "{between}<a href=\"{url}\">{}</a>", escape(register.directory.label(party)));
    }
    if let Some(more) = views::and_more(site, commitment.responsible.len()) {
        let url = escape(&format!("{root}{}", site.url_of_commitment(ix)));
        let _ = write!(html, " <a href=\"{url}\">{}</a>", escape(&more));
    }
    html.push_str("</p>");
    html
}

fn link(rel: &str, href: &str, mime: &str) -> Link {
    Link { rel: rel.to_owned(), href: href.to_owned(), mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn text(value: &str) -> Text {
    Text { value: allowed(value), r#type: TextType::Text, ..Text::default() }
}

fn midnight(day: NaiveDate) -> FixedDateTime {
    day.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

/// The text without what XML cannot hold, escaped or not: <https://www.w3.org/TR/xml/#NT-Char>.
fn allowed(text: &str) -> String {
    let is_allowed =
        |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|&c| is_allowed(c)).collect()
}
