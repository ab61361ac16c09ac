//! What the tables of several documents have in common.

use chrono::NaiveDate;

use super::document::{Block, Cell, Marker, Reach, Role, Run};
use super::prose::{Wording, blocks};
use crate::import::{Ambiguity, attendee as attendee_words};
use crate::model::{CommitmentIx, MeetingIx, PartialDate, PartyIx, Prose, Update};
use crate::site::Site;

/// The words of a key, its places filled in.
pub(super) fn words(site: &Site, key: &str, fill: &[(&str, &str)]) -> String {
    site.strings().get(key, fill)
}

/// A day in words.
pub(super) fn day(site: &Site, day: NaiveDate) -> String {
    PartialDate::from(day).in_words(site.register().language)
}

/// Whether a party is the one asked for, or a unit of the organisation asked for.
pub(super) fn is_of(party: PartyIx, asked: PartyIx) -> bool {
    party.organisation == asked.organisation && (asked.unit.is_none() || party.unit == asked.unit)
}

/// A party by its full name, with the acronym if it has one.
pub(super) fn party(site: &Site, ix: PartyIx) -> String {
    let directory = &site.register().directory;
    let (label, name) = (directory.label(ix), directory.name(ix));
    if label == name { name.to_owned() } else { format!("{name} ({label})") }
}

/// The two cells that tell of a meeting beside a number of rows; below the first row, the rest of them.
pub(super) fn meeting(site: &Site, ix: MeetingIx, height: Option<usize>, wording: Wording) -> [Cell; 2] {
    let Some(height) = height else {
        return [0, 1].map(|_| Cell { blocks: Vec::new(), reach: Reach::Above });
    };
    let register = site.register();
    let meeting = register.meeting(ix);
    let mut when = vec![Block::words(Role::Lead, day(site, meeting.date))];
    when.extend(meeting.mode.map(|mode| Block::words(Role::Body, words(site, &format!("mode.{}", mode.id()), &[]))));
    // Two meetings of one day are told apart by their ids.
    let same_day = register.meetings.iter().filter(|other| other.date == meeting.date).count();
    if same_day > 1 {
        when.push(minutes(site, ix));
    }
    let who = meeting.attendees.iter().map(|attendee| {
        let organisation = &register.organisations()[attendee.organisation];
        let units: Vec<&str> = attendee.units.iter().map(|&unit| organisation.units[unit].label.as_str()).collect();
        Block::words(
            Role::Body,
            match (wording, units.as_slice()) {
                (Wording::AsInMinutes, units) => attendee_words(&organisation.label, units),
                // A name with a comma would be two.
                (_, units) if units.iter().any(|unit| unit.contains(',')) => attendee_words(&organisation.label, units),
                (Wording::Named, []) => organisation.label.clone(),
                (Wording::Named, units) => format!("{} ({})", organisation.label, units.join(", ")),
            },
        )
    });
    let mut who: Vec<Block> = who.collect();
    if who.is_empty() {
        who.push(Block::words(Role::Body, words(site, "meeting.no-attendees", &[])));
    }
    [when, who].map(|blocks| Cell { blocks, reach: Reach::Down(height) })
}

/// The id of a meeting: the path of its minutes.
pub(super) fn minutes(site: &Site, ix: MeetingIx) -> Block {
    let id = site.register().meeting(ix).id.to_string();
    Block::words(Role::Id, words(site, "paper.minutes-of", &[("id", &id)]))
}

/// Whether the id of a meeting is other than its date.
pub(super) fn says_more_than_date(site: &Site, ix: MeetingIx) -> bool {
    let meeting = site.register().meeting(ix);
    meeting.id.to_string() != meeting.date.to_string()
}

/// Blocks of the author's within a cell: a paragraph that reads like a status, a day or a number is marked as text.
pub(super) fn guarded(site: &Site, said: Vec<Block>) -> Vec<Block> {
    let ambiguity = Ambiguity::new(&site.register().statuses);
    said.into_iter().map(|block| guard(&ambiguity, block)).collect()
}

fn guard(ambiguity: &Ambiguity, block: Block) -> Block {
    let all = |said: Vec<Block>| said.into_iter().map(|block| guard(ambiguity, block)).collect();
    match block {
        Block::Paragraph(Role::Body, runs) if ambiguity.has(&plain(&runs)) => Block::Paragraph(Role::Literal, runs),
        Block::List(marker, items) => Block::List(marker, items.into_iter().map(all).collect()),
        Block::Quote(said) => Block::Quote(all(said)),
        other => other,
    }
}

fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The text of a commitment behind its number.
pub(super) fn agreed(site: &Site, ix: CommitmentIx, wording: Wording) -> Vec<Block> {
    let commitment = site.register().commitment(ix);
    let mut said = guarded(site, blocks(site, &commitment.text, Some(commitment.meeting), wording));
    let number = Run::plain(format!("{}. ", commitment.id.number));
    if said.is_empty() {
        said.push(Block::words(Role::Body, commitment.title.clone()));
    }
    let ambiguity = Ambiguity::new(&site.register().statuses);
    match said.first_mut() {
        // Behind its number a text cannot be taken for a status or a day, but it still states a previous status.
        Some(Block::Paragraph(role, runs)) if !ambiguity.states_previous(&plain(runs)) => match runs.first_mut() {
            Some(first) if first.style == number.style && first.link.is_none() => {
                first.text.insert_str(0, &number.text);
                *role = Role::Body;
            }
            _ => {
                runs.insert(0, number);
                *role = Role::Body;
            }
        },
        _ => said.insert(0, Block::Paragraph(Role::Body, vec![number])),
    }
    said
}

/// What was done, as an update of a commitment tells it.
pub(super) fn account(site: &Site, ix: CommitmentIx, update: &Update, wording: Wording) -> Vec<Block> {
    let within = update.recorded_in.unwrap_or(site.register().commitment(ix).meeting);
    guarded(site, blocks(site, &update.text, Some(within), wording))
}

/// The id of a commitment, which leads to its page if the site has an address.
pub(super) fn id(site: &Site, ix: CommitmentIx) -> Block {
    let id = site.register().commitment(ix).id.to_string();
    Block::Paragraph(Role::Id, vec![Run { link: site.address(ix), ..Run::plain(id) }])
}

/// What a meeting was about, each part below what it is called; parts without text are left out.
pub(super) fn about(site: &Site, ix: MeetingIx, parts: &[(&str, &Prose)], wording: Wording) -> Vec<Block> {
    let mut said = Vec::new();
    for &(key, prose) in parts {
        let mut text = guarded(site, blocks(site, prose, Some(ix), wording));
        if key == TOPICS {
            romanise(&mut text);
        }
        if !text.is_empty() {
            said.push(Block::words(Role::Label, words(site, key, &[])));
            said.extend(text);
        }
    }
    said
}

/// The key of what topics are called.
pub(super) const TOPICS: &str = "meeting.topics";

/// Topics are numbered as the notes of institutions have them: I, II, III.
fn romanise(said: &mut [Block]) {
    for block in said {
        if let Block::List(marker @ Marker::Number(1), _) = block {
            *marker = Marker::Roman;
        }
    }
}
