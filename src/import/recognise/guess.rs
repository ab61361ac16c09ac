//! What cells and columns hold, by what they say.

use crate::import::attendees::{attendees, is_acronym};
use crate::import::dates;
use crate::import::document::{Cell, Paragraph, Table};
use crate::import::heads::Role;
use crate::import::leads;
use crate::import::numbers;
use crate::import::statuses::StatusNames;
use crate::import::words::{find_folded, mode, names_meeting, section};
use crate::model::text::fold;

/// Rows that are looked at to tell what columns without a head hold.
const SAMPLE: usize = 60;

/// What a cell plainly is, by what it says.
pub(super) fn looks_like(cell: &Cell, names: &StatusNames) -> Option<Role> {
    let said = |paragraph: &&Paragraph| !paragraph.is_blank() && !paragraph.is_literal();
    let text = cell.paragraphs().filter(said).map(Paragraph::plain).collect::<Vec<_>>().join("\n");
    let first = cell.paragraphs().find(said)?;
    let heading = section(&first.plain()).is_some_and(|(_, rest)| rest >= first.plain().len());
    if heading {
        return Some(Role::Commitments);
    }
    if names_day(&text) {
        return Some(Role::Date);
    }
    if mode(&text).is_some_and(|(_, range)| range == (0..text.len())) {
        return Some(Role::Mode);
    }
    let status =
        leads::status(first, names).is_some_and(|(_, from)| from >= first.plain().len() || first.bold_lead() > 0);
    if status {
        return Some(Role::Status);
    }
    let number = numbers::number(first).is_some();
    (number || find_folded(&text, "estatus previo").is_some()).then_some(Role::Commitments)
}

/// Whether a cell is a day, and how a meeting was held, and no sentence that speaks of one: `Sent on 3 July 2024`.
fn names_day(text: &str) -> bool {
    let Some((_, range)) = dates::day(text).filter(|_| text.chars().count() <= 80) else { return false };
    let before = &text[..range.start];
    let named = names_meeting(before) || find_folded(before, "minuta").is_some();
    let held = mode(before)
        .map_or_else(|| before.to_owned(), |(_, range)| format!("{}{}", &before[..range.start], &before[range.end..]));
    named || without_small_words(&held).is_empty()
}

/// Columns by what most of their cells are.
pub(super) fn guessed(table: &Table, names: &StatusNames) -> Vec<Option<Role>> {
    const ROLES: [Role; 6] = [Role::Date, Role::Attendees, Role::Number, Role::Commitments, Role::Status, Role::Mode];
    let mut counts: Vec<[usize; 6]> = Vec::new();
    let cells =
        table.rows.iter().take(SAMPLE).flat_map(|row| &row.cells).filter(|cell| !cell.is_blank() && cell.columns == 1);
    for cell in cells {
        if counts.len() <= cell.column {
            counts.resize(cell.column + 1, [0; 6]);
        }
        let role = looks_like(cell, names).or_else(|| is_attendees(&cell.plain()).then_some(Role::Attendees));
        let role =
            if cell.plain().trim_end_matches(['.', ')']).parse::<u16>().is_ok() { Some(Role::Number) } else { role };
        if let Some(at) = role.and_then(|role| ROLES.iter().position(|it| *it == role)) {
            counts[cell.column][at] += 1;
        }
    }
    let mut roles = vec![None; counts.len()];
    for (at, role) in ROLES.iter().enumerate() {
        let best = (0..counts.len())
            .filter(|&column| roles[column].is_none())
            .max_by_key(|&column| (counts[column][at], counts.len() - column));
        if let Some(column) = best.filter(|&column| counts[column][at] > 0) {
            roles[column] = Some(*role);
        }
    }
    roles
}

fn is_attendees(text: &str) -> bool {
    if text.len() > 800 || text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let found = attendees(text);
    !found.is_empty() && found.iter().all(|it| is_acronym(&it.organisation))
}

/// A text without the words that join a date and the way a meeting was held, and names of days.
pub(super) fn without_small_words(text: &str) -> String {
    const SMALL: [&str; 38] = [
        "lunes",
        "martes",
        "miercoles",
        "jueves",
        "viernes",
        "sabado",
        "domingo",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "reunion",
        "sesion",
        "meeting",
        "session",
        "de",
        "del",
        "la",
        "el",
        "of",
        "the",
        "on",
        "y",
        "and",
        "modalidad",
        "mode",
        "fecha",
        "date",
        "celebrada",
        "held",
        "trabajo",
        "por",
        "en",
        "in",
        "minuta",
    ];
    let words = text.split_whitespace().filter(|word| {
        let folded = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        !folded.is_empty() && !SMALL.contains(&folded.as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}
