//! From what was read to what was recognised: names, dates and numbers within texts.

use chrono::NaiveDate;

use super::Recogniser;
use super::draft::{Draft, Drafted};
use crate::import::attendees::{NotedAttendee, attendees_among};
use crate::import::dates;
use crate::import::document::Paragraph;
use crate::import::leads;
use crate::import::note::{Note, NotedCommitment, NotedMeeting, NotedUpdate};
use crate::import::parties::Names;
use crate::import::remark::{Remark, RemarkKind};
use crate::import::statuses::StatusNames;
use crate::import::words::is_nothing;
use crate::model::StatusIx;
use crate::register::{Directory, Register};

pub(super) fn finish(recogniser: Recogniser, register: &Register) -> Note {
    let Recogniser { names, meetings, mut note, totals, .. } = recogniser;
    note.remarks.extend(super::totals::compared(&totals, &meetings, register.initial));
    let who: Vec<Vec<NotedAttendee>> = meetings
        .iter()
        .map(|draft| {
            let mut left = Vec::new();
            let known = |line: &str| recorded(line, &register.directory);
            let who = attendees_among(&text_of(&draft.attendees), known, &mut left);
            let place = draft.attendees.first().map_or(draft.place, |first| first.place);
            note.remarks.extend(left.into_iter().map(|text| Remark { kind: RemarkKind::Unplaced { text }, place }));
            who
        })
        .collect();
    let parties = Names::new(&register.directory, who.iter().flatten());
    for (draft, who) in meetings.into_iter().zip(who) {
        if draft.is_empty() {
            let kind = RemarkKind::EmptyMeeting { date: draft.date.to_string() };
            note.remarks.push(Remark { kind, place: draft.place });
            continue;
        }
        let meeting = meeting(draft, who, &names, &parties, register.initial, &mut note.remarks);
        note.meetings.push(meeting);
    }
    let targets = super::links::Targets::new(register, &note.meetings);
    note.meetings.iter_mut().for_each(|meeting| targets.link(meeting));
    note.meetings.sort_by_key(|meeting| meeting.date);
    note.remarks.sort_by_key(|remark| remark.place);
    note
}

/// `SRE (IME, Prensa y Difusión)`, if the register knows all of them by these names.
fn recorded(line: &str, directory: &Directory) -> Option<NotedAttendee> {
    let line = line.trim();
    let (organisation, units) = match line.strip_suffix(')').and_then(|rest| rest.split_once(" (")) {
        Some((organisation, units)) => (organisation, units.split(", ").collect()),
        None => (line, Vec::new()),
    };
    let known = directory.party(organisation).is_some()
        && units.iter().all(|unit| directory.party(&format!("{organisation}/{unit}")).is_some());
    known.then(|| NotedAttendee {
        organisation: organisation.to_owned(),
        units: units.into_iter().map(str::to_owned).collect(),
    })
}

fn meeting(
    draft: Draft,
    who: Vec<NotedAttendee>,
    names: &StatusNames,
    parties: &Names,
    initial: StatusIx,
    remarks: &mut Vec<Remark>,
) -> NotedMeeting {
    let mut found: Vec<NotedAttendee> = Vec::new();
    for NotedAttendee { organisation, units } in who {
        let label = |name: &str| parties.label(name).unwrap_or(name).to_owned();
        let organisation = label(&organisation);
        // A unit is called as in the register, without its organisation, which stands before it.
        let units = units.iter().map(|unit| {
            let known = label(unit);
            let own = known.strip_prefix(organisation.as_str()).and_then(|rest| rest.strip_prefix('/'));
            match own {
                Some(own) => own.to_owned(),
                None if known.ends_with(&format!("/{unit}")) => unit.clone(),
                None => known,
            }
        });
        let units: Vec<String> = units.collect();
        match found.iter_mut().find(|it| it.organisation == organisation) {
            Some(known) => known.units.extend(units),
            None => found.push(NotedAttendee { organisation, units }),
        }
    }
    let date = draft.date;
    let commitments = draft
        .commitments
        .into_iter()
        .map(|drafted| commitment(drafted, date, names, parties, initial, remarks))
        .collect();
    NotedMeeting {
        mode: draft.mode,
        attendees: found,
        objectives: draft.objectives,
        topics: draft.topics,
        commitments,
        id: draft.id,
        title: draft.title,
        series: draft.series,
        tags: draft.tags,
        intro: draft.intro,
        ..NotedMeeting::new(date, draft.place)
    }
}

fn commitment(
    drafted: Drafted,
    held: NaiveDate,
    names: &StatusNames,
    parties: &Names,
    initial: StatusIx,
    remarks: &mut Vec<Remark>,
) -> NotedCommitment {
    let id = format!("{held}/{}", drafted.number);
    let mut remark = |kind| remarks.push(Remark { kind, place: drafted.place });
    if drafted.numbered {
        remark(RemarkKind::Numbered { id: id.clone() });
    }
    let mut text = drafted.text;
    let stated = text.iter_mut().find_map(|paragraph| leads::previous(paragraph, names));
    text.retain(|paragraph| !paragraph.is_blank());
    let account = drafted.account.unwrap_or_default();
    let mut done = account.text;
    // Where nothing was reported, the initial status is no news.
    let heard = done.len();
    done.retain(|paragraph| paragraph.is_literal() || !is_nothing(&paragraph.plain()));
    let is_silent = heard > 0 && done.is_empty() && account.status.is_some_and(|status| status == initial);
    let told = done.iter_mut().find_map(|paragraph| leads::previous(paragraph, names));
    done.retain(|paragraph| !paragraph.is_blank());
    match (&account.unknown, account.status) {
        (Some(word), _) => remark(RemarkKind::UnknownStatus { id, text: word.clone() }),
        (None, None) => remark(RemarkKind::NoStatus { id }),
        _ => {}
    }
    let (agreed, did) = (text_of(&text), text_of(&done));
    let mut updates = account.status.map(|status| dated(&mut done, status, held, names)).unwrap_or_default();
    // A column of its own says of when it is.
    if let (Some(date), Some(status), true) =
        (drafted.told.filter(|day| *day >= held), account.status, updates.is_empty())
        && !(done.is_empty() && status == initial)
    {
        updates.push(NotedUpdate { date, status, previous: None, text: std::mem::take(&mut done) });
    }
    let facts = drafted.facts;
    // Where lines of their own say such things, the text is not searched for them.
    let guess = facts.by_lines.is_empty();
    let stated_facts = facts.stated();
    let responsible = match facts.responsible {
        Some(named) => named.iter().map(|name| parties.label(name).unwrap_or(name).to_owned()).collect(),
        None if guess => parties.responsible(&agreed),
        None => Vec::new(),
    };
    let mut documents = facts.documents.unwrap_or_default();
    if guess {
        for number in leads::documents(&agreed).into_iter().chain(leads::documents(&did)) {
            if !documents.contains(&number) {
                documents.push(number);
            }
        }
    }
    let due = facts.due.unwrap_or_else(|| if guess { dates::due(&agreed, &did, held) } else { None });
    let previous = drafted.previous.or(stated).or(told);
    NotedCommitment {
        title: drafted.title,
        stated: stated_facts,
        responsible,
        due,
        documents,
        related: facts.related,
        continues: facts.continues,
        replaces: facts.replaces,
        tags: facts.tags,
        previous,
        status: account
            .status
            .filter(|_| updates.is_empty() && !(is_silent && previous.is_none_or(|previous| previous == initial))),
        updates,
        text,
        account: done,
        ..NotedCommitment::new(drafted.number, drafted.place)
    }
}

/// Takes the parts of an account that stand below a day of their own: `8 de febrero de 2023`, perhaps with a status.
fn dated(done: &mut Vec<Paragraph>, status: StatusIx, held: NaiveDate, names: &StatusNames) -> Vec<NotedUpdate> {
    let day = |paragraph: &Paragraph| {
        let (date, told, previous) = leads::day(paragraph, names)?;
        (date >= held).then(|| (date, told.unwrap_or(status), previous))
    };
    if done.first().is_none_or(|first| day(first).is_none()) {
        return Vec::new();
    }
    let mut updates: Vec<NotedUpdate> = Vec::new();
    for paragraph in std::mem::take(done) {
        match (day(&paragraph), updates.last_mut()) {
            (Some((date, status, previous)), _) => {
                updates.push(NotedUpdate { date, status, previous, text: Vec::new() });
            }
            (None, Some(last)) => last.text.push(paragraph),
            (None, None) => done.push(paragraph),
        }
    }
    updates
}

fn text_of(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(Paragraph::plain).collect::<Vec<_>>().join("\n")
}
