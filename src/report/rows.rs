//! What the tables of several documents have in common.

use chrono::NaiveDate;

use super::document::{Block, Cell, Marker, Reach, Role, Run};
use super::prose::blocks;
use crate::model::{CommitmentIx, MeetingIx, PartialDate, PartyIx};
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
pub(super) fn meeting(site: &Site, ix: MeetingIx, height: Option<usize>) -> [Cell; 2] {
    let Some(height) = height else {
        return [0, 1].map(|_| Cell { blocks: Vec::new(), reach: Reach::Above });
    };
    let register = site.register();
    let meeting = register.meeting(ix);
    let mut when = vec![Block::words(Role::Lead, day(site, meeting.date))];
    when.extend(meeting.mode.map(|mode| Block::words(Role::Body, words(site, &format!("mode.{}", mode.id()), &[]))));
    let who = meeting.attendees.iter().map(|attendee| {
        let organisation = &register.organisations()[attendee.organisation];
        let units: Vec<&str> = attendee.units.iter().map(|&unit| organisation.units[unit].label.as_str()).collect();
        let units = if units.is_empty() { String::new() } else { format!(" ({})", units.join(", ")) };
        Block::words(Role::Body, format!("{}{units}", organisation.label))
    });
    let mut who: Vec<Block> = who.collect();
    if who.is_empty() {
        who.push(Block::words(Role::Body, words(site, "meeting.no-attendees", &[])));
    }
    [when, who].map(|blocks| Cell { blocks, reach: Reach::Down(height) })
}

/// The text of a commitment behind its number.
pub(super) fn agreed(site: &Site, ix: CommitmentIx) -> Vec<Block> {
    let commitment = site.register().commitment(ix);
    let mut said = blocks(site, &commitment.text, Some(commitment.meeting));
    let number = Run::plain(format!("{}. ", commitment.id.number));
    if said.is_empty() {
        said.push(Block::words(Role::Body, commitment.title.clone()));
    }
    match said.first_mut() {
        Some(Block::Paragraph(_, runs)) => match runs.first_mut() {
            Some(first) if first.style == number.style && first.link.is_none() => {
                first.text.insert_str(0, &number.text);
            }
            _ => runs.insert(0, number),
        },
        _ => said.insert(0, Block::Paragraph(Role::Body, vec![number])),
    }
    said
}

/// The id of a commitment, which leads to its page if the site has an address.
pub(super) fn id(site: &Site, ix: CommitmentIx) -> Block {
    let id = site.register().commitment(ix).id.to_string();
    Block::Paragraph(Role::Id, vec![Run { link: site.address(ix), ..Run::plain(id) }])
}

/// Topics are numbered as the notes of institutions have them: I, II, III.
pub(super) fn romanise(said: &mut [Block]) {
    for block in said {
        if let Block::List(marker @ Marker::Number(1), _) = block {
            *marker = Marker::Roman;
        }
    }
}
