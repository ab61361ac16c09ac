//! `report.html`

use super::common::{date_view, day_view, meeting_ref, mode_view, party, prose, status_view};
use super::meeting::attendees;
use crate::model::{MeetingIx, PartyIx, StatusIx};
use crate::register::{Items, Note, NoteCommitment, NoteMeeting, Scope, now};
use crate::site::Site;
use crate::site::prose::{self, Setting};
use crate::site::view::{
    LinkView, NoteAccountView, NoteCommitmentView, NoteMeetingView, NotePartView, NoteTotalView, NoteTotalsView,
    NoteView, RequestView,
};

/// Commitments that a part lists: about a hundred and fifty sheets of paper. Nobody reads more, and lists have the rest.
const MOST: usize = 500;

/// Organisations and units that a note names for one meeting; the meeting's page names all.
const MOST_ATTENDEES: usize = 100;

/// Links to other notes.
const OTHERS: usize = 100;

/// Which of the two tables.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Second,
}

pub(crate) fn note(site: &Site, whose: Option<PartyIx>, items: Items, root: &str) -> NoteView {
    let note = Note::new(&site.register, &scope(site, whose), items);
    let config = &site.report;
    let text = |text: &Option<crate::diagnostic::Spanned<String>>, key: &str| {
        let setting = Setting { root, within: None, level: 1, key };
        text.as_ref().map_or_else(String::new, |text| prose::render_text(site, &text.value, text.span.source, setting))
    };
    // What is said about everything need not hold for a part of it.
    let (introduction_html, second_introduction_html) = match whose {
        None => (text(&config.introduction, "a"), text(&config.second_introduction, "b")),
        Some(_) => (String::new(), String::new()),
    };
    NoteView {
        title: config.title.clone().unwrap_or_else(|| site.title.clone()),
        party: whose.map(|ix| party(site, ix)),
        parent: whose.filter(|ix| ix.unit.is_some()).map(|ix| party(site, PartyIx { unit: None, ..ix })),
        open_only: items == Items::Open,
        requested_by: config.requested_by.as_deref().map(|label| request(site, label)),
        since: day_view(site, note.since),
        until: day_view(site, note.until),
        introduction_html,
        second_introduction_html,
        totals: totals(site, &note),
        first: part(site, &note.pending, Part::First, root),
        second: part(site, &note.held, Part::Second, root),
        variants: [Items::All, Items::Open].map(|items| variant(site, whose, items)).into(),
        others: others(site, whose, items),
        list_url: whose
            .map_or_else(|| format!("{}/index.html", site.routes.commitments), |ix| site.url_of_party(ix).to_owned()),
    }
}

/// Everything, or what a party is responsible for and the meetings that it attended.
fn scope(site: &Site, whose: Option<PartyIx>) -> Scope {
    match whose {
        None => Scope::everything(&site.register),
        Some(ix) => {
            Scope { commitments: site.lists.of_party(ix).to_vec(), meetings: site.lists.attended_by(ix).to_vec() }
        }
    }
}

fn request(site: &Site, label: &str) -> RequestView {
    let found = site.register.lookup.document(label);
    let document = found.map(|ix| site.register.document(ix));
    RequestView {
        label: label.to_owned(),
        title: document.and_then(|document| document.title.clone()),
        date: document.and_then(|document| document.date).map(|date| date_view(site, date)),
        url: found.map(|ix| site.url_of_document(ix).to_owned()),
    }
}

fn variant(site: &Site, whose: Option<PartyIx>, items: Items) -> LinkView {
    let key = match items {
        Items::All => "report.all",
        Items::Open => "report.open",
    };
    LinkView { title: site.theme.strings.get(key, &[]), url: site.url_of_note(whose, items) }
}

fn others(site: &Site, whose: Option<PartyIx>, items: Items) -> Vec<LinkView> {
    let link = |title: &str, ix| LinkView { title: title.to_owned(), url: site.url_of_note(ix, items) };
    match whose {
        Some(_) => vec![link(&site.theme.strings.get("report.everybody", &[]), None)],
        None => (0..site.register.organisations().len())
            .map(|organisation| PartyIx { organisation, unit: None })
            .filter(|&ix| !site.lists.of_party(ix).is_empty())
            .take(OTHERS)
            .map(|ix| link(site.register.directory.label(ix), Some(ix)))
            .collect(),
    }
}

fn totals(site: &Site, note: &Note) -> NoteTotalsView {
    let (before, first, second) = (note.before(), now(&note.pending), now(&note.held));
    let of = |counts: &[(StatusIx, usize)], status: StatusIx| {
        counts.iter().find(|(other, _)| *other == status).map_or(0, |&(_, count)| count)
    };
    let row = |status: StatusIx| {
        let (before, first, second) = (of(&before, status), of(&first, status), of(&second, status));
        NoteTotalView { status: status_view(site, status), before, first, second, total: first + second }
    };
    let sum = |counts: &[(StatusIx, usize)]| counts.iter().map(|&(_, count)| count).sum::<usize>();
    NoteTotalsView {
        first: sum(&first),
        second: sum(&second),
        total: sum(&first) + sum(&second),
        first_meetings: note.pending.len(),
        second_meetings: note.held.len(),
        rows: (0..site.register.statuses.len())
            .map(|i| row(StatusIx(i)))
            .filter(|row| row.before + row.total > 0)
            .collect(),
    }
}

/// The first meetings and commitments of a part, up to the most that are listed.
fn part(site: &Site, all: &[NoteMeeting], part: Part, root: &str) -> NotePartView {
    let mut room = MOST;
    let mut meetings = Vec::new();
    for told in all.iter().take(MOST) {
        let shown = &told.commitments[..told.commitments.len().min(room)];
        room -= shown.len();
        if !shown.is_empty() || told.commitments.is_empty() {
            meetings.push(meeting(site, told.meeting, shown, (part, root)));
        }
    }
    let total: usize = all.iter().map(|told| told.commitments.len()).sum();
    NotePartView { meetings, left_out: total - (MOST - room) }
}

fn meeting(site: &Site, ix: MeetingIx, commitments: &[NoteCommitment], (part, root): (Part, &str)) -> NoteMeetingView {
    let meeting = site.register.meeting(ix);
    let show = |text, key: &str| prose(site, text, Setting { root, within: Some(ix), level: 2, key });
    let (objectives_html, topics_html) = match part {
        Part::First => (String::new(), String::new()),
        Part::Second => {
            let objectives = if meeting.objectives.is_empty() { &meeting.intro } else { &meeting.objectives };
            (show(objectives, &format!("o{}", ix.0)), show(&meeting.topics, &format!("p{}", ix.0)))
        }
    };
    let (attendees, more_attendees) = attendees(site, meeting, MOST_ATTENDEES);
    NoteMeetingView {
        meeting: meeting_ref(site, ix),
        mode: mode_view(site, meeting.mode),
        attendees,
        more_attendees,
        objectives_html,
        topics_html,
        // In the second part, what the meeting was for and the line above its commitments take a row each.
        rows: commitments.len() + if part == Part::Second { 2 } else { 0 },
        commitments: commitments.iter().map(|told| commitment(site, told, root)).collect(),
    }
}

fn commitment(site: &Site, told: &NoteCommitment, root: &str) -> NoteCommitmentView {
    let ix = told.commitment;
    let commitment = site.register.commitment(ix);
    let show = |text, within, key: &str| prose(site, text, Setting { root, within: Some(within), level: 2, key });
    let accounts = told.updates.iter().map(|&place| {
        let update = &commitment.updates[place];
        let key = format!("u{}-{place}", ix.0);
        NoteAccountView {
            date: day_view(site, update.date),
            status: (update.status != told.status).then(|| status_view(site, update.status)),
            text_html: show(&update.text, update.recorded_in.unwrap_or(commitment.meeting), &key),
            recorded_in: update.recorded_in.map(|ix| meeting_ref(site, ix)),
        }
    });
    NoteCommitmentView {
        id: commitment.id.to_string(),
        number: commitment.id.number.to_string(),
        url: site.url_of_commitment(ix).to_owned(),
        title: commitment.title.clone(),
        text_html: show(&commitment.text, commitment.meeting, &format!("c{}", ix.0)),
        previous: told.previous.map(|status| status_view(site, status)),
        status: status_view(site, told.status),
        accounts: accounts.collect(),
    }
}
