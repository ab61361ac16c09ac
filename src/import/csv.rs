//! The CSV of a site's data, back to what it was made from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::attendees::NotedAttendee;
use super::document::{Paragraph, Place};
use super::note::{Note, NotedCommitment, NotedMeeting, NotedUpdate};
use super::refusal::Refusal;
use super::remark::{Remark, RemarkKind};
use super::statuses::StatusNames;
use crate::content::DataKey;
use crate::model::text::first_sentence;
use crate::model::{Mode, Number, StatusIx};
use crate::register::Register;

/// Whether a text is the CSV of commitments or meetings.
pub(super) fn is_ours(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let has = |name: &str| head.split(',').any(|column| column.trim().trim_matches('"') == name);
    has("id") && ((has("updates") && has("meeting")) || (has("attendees") && has("topics")))
}

/// A row by the names of its columns.
struct Row {
    cells: BTreeMap<String, String>,
    place: Place,
}

impl Row {
    /// A cell, without the apostrophe that keeps spreadsheets from running it.
    fn get(&self, column: &str) -> &str {
        let cell = self.cells.get(column).map_or("", |cell| cell.as_str());
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    /// The items of a cell, `; ` between them.
    fn list(&self, column: &str) -> Vec<String> {
        let mut items = vec![String::new()];
        let mut letters = self.get(column).chars().peekable();
        while let Some(c) = letters.next() {
            let last = items.len() - 1;
            match c {
                '\\' => items[last].extend(letters.next()),
                ';' => {
                    letters.next_if_eq(&' ');
                    items.push(String::new());
                }
                c => items[last].push(c),
            }
        }
        items.retain(|item| !item.is_empty());
        items
    }

    fn some(&self, column: &str) -> Option<String> {
        Some(self.get(column).trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn paragraphs(&self, text: &str) -> Vec<Paragraph> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Paragraph::of(line, self.place)).collect()
    }
}

/// Reads commitments or meetings.
pub(super) fn read(text: &str, register: &Register) -> Result<Note, Refusal> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let broken = |error: &csv::Error| Refusal::Broken(error.to_string());
    let columns: Vec<String> =
        reader.headers().map_err(|error| broken(&error))?.iter().map(|it| it.trim().to_owned()).collect();
    let names = StatusNames::new(&register.statuses);
    let mut note = Note { is_data: true, ..Note::default() };
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        let place = Place { line, ..Place::default() };
        let cells = columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        let row = Row { cells, place };
        // A meeting that agreed nothing has a row without a commitment.
        let has_commitments = columns.iter().any(|column| column == "updates");
        let is_commitment = has_commitments && !(row.get("id").is_empty() && row.get("number").is_empty());
        let meeting = if has_commitments { of_commitment(&row) } else { meeting(&row) };
        let Some(meeting) = meeting else {
            note.remarks.push(Remark { kind: RemarkKind::Unplaced { text: row.get("id").to_owned() }, place });
            continue;
        };
        let id = meeting.id.clone().unwrap_or_default();
        let at = *places.entry(id).or_insert_with(|| {
            note.meetings.push(meeting);
            note.meetings.len() - 1
        });
        if is_commitment {
            match commitment(&row, &names, register.initial, &mut note.remarks) {
                Some(commitment) => note.meetings[at].commitments.push(commitment),
                None => {
                    note.remarks.push(Remark { kind: RemarkKind::Unplaced { text: row.get("id").to_owned() }, place })
                }
            }
        }
    }
    Ok(note)
}

/// The meeting of a commitment, as far as its row tells it.
fn of_commitment(row: &Row) -> Option<NotedMeeting> {
    let date = row.get("meeting_date").trim().parse().ok()?;
    Some(NotedMeeting {
        id: row.some("meeting"),
        // The note as CSV tells of the meeting in every row.
        mode: mode(row.get("meeting_mode")),
        series: row.some("meeting_series"),
        attendees: attendees(row.list("meeting_attendees")),
        title: row.some("meeting_title"),
        objectives: row.paragraphs(row.get("meeting_objectives")),
        topics: row.list("meeting_topics").iter().map(|topic| Paragraph::of(topic, row.place)).collect(),
        ..NotedMeeting::new(date, row.place)
    })
}

fn meeting(row: &Row) -> Option<NotedMeeting> {
    let date: NaiveDate = row.get("date").trim().parse().ok()?;
    // A meeting without a title is called by its date.
    let title = row
        .some("title")
        .filter(|title| !title.chars().any(|c| c.is_ascii_digit()) || !title.contains(&date.format("%Y").to_string()));
    Some(NotedMeeting {
        id: row.some("id"),
        title,
        series: row.some("series"),
        mode: mode(row.get("mode")),
        attendees: attendees(row.list("attendees")),
        objectives: row.paragraphs(row.get("objectives")),
        topics: row.list("topics").iter().map(|topic| Paragraph::of(topic, row.place)).collect(),
        ..NotedMeeting::new(date, row.place)
    })
}

fn mode(id: &str) -> Option<Mode> {
    [Mode::Virtual, Mode::InPerson, Mode::Hybrid].into_iter().find(|mode| mode.id() == id)
}

/// `INE (DERFE, DJ)`; where a name has a comma, `INE (Obras, Agua y Drenaje; DJ;)`
fn attendees(items: Vec<String>) -> Vec<NotedAttendee> {
    let one = |item: String| match item.strip_suffix(')').and_then(|it| it.split_once(" (")) {
        Some((organisation, units)) => NotedAttendee {
            organisation: organisation.to_owned(),
            units: match units.strip_suffix(';') {
                Some(units) => units.split("; ").map(str::to_owned).collect(),
                None => units.split(", ").map(str::to_owned).collect(),
            },
        },
        None => NotedAttendee { organisation: item, units: Vec::new() },
    };
    items.into_iter().map(one).collect()
}

fn commitment(row: &Row, names: &StatusNames, initial: StatusIx, remarks: &mut Vec<Remark>) -> Option<NotedCommitment> {
    let number = Number::parse(row.get("number").trim())?;
    let text = row.paragraphs(row.get("text"));
    let mut updates = Vec::new();
    for item in row.list("updates") {
        match update(&item, row, names) {
            Some(update) => updates.push(update),
            None => remarks.push(Remark { kind: RemarkKind::Unplaced { text: item }, place: row.place }),
        }
    }
    let status = status(row, names, updates.last(), initial, remarks);
    let due = row.some("due").and_then(|text| {
        let date = text.parse().ok();
        if date.is_none() {
            remarks.push(Remark { kind: RemarkKind::Unplaced { text }, place: row.place });
        }
        date
    });
    // A commitment without a title has the beginning of its text for one.
    let whole: Vec<String> = text.iter().map(Paragraph::plain).collect();
    let title = row.some("title").filter(|title| text.is_empty() || *title != first_sentence(&whole.join("\n")));
    let stated = [
        ("responsible", DataKey::Responsible),
        ("due", DataKey::Due),
        ("documents", DataKey::Documents),
        ("related", DataKey::Related),
        ("tags", DataKey::Tags),
    ];
    let stated = stated.into_iter().filter(|(column, _)| row.cells.contains_key(*column)).map(|(_, key)| key).collect();
    Some(NotedCommitment {
        title,
        stated,
        responsible: row.list("responsible"),
        due,
        documents: row.list("documents"),
        related: row.list("related"),
        tags: row.list("tags"),
        previous: names.find(row.get("previous_status")).filter(|_| updates.len() == 1),
        status,
        text,
        updates,
        ..NotedCommitment::new(number, row.place)
    })
}

/// The status that whoever changed the table set at the cut-off date; none, if it is that of the last update.
fn status(
    row: &Row,
    names: &StatusNames,
    last: Option<&NotedUpdate>,
    initial: StatusIx,
    remarks: &mut Vec<Remark>,
) -> Option<StatusIx> {
    let text = row.some("status")?;
    let mut remark = |kind| remarks.push(Remark { kind, place: row.place });
    let Some(status) = names.find(&text) else {
        remark(RemarkKind::UnknownStatus { id: row.get("id").to_owned(), text });
        return None;
    };
    let recorded = last.map_or(initial, |last| last.status);
    if status == recorded {
        return None;
    }
    // The label beside it still says what was exported: if it says the same, the updates were changed and not the status.
    if last.is_some() && names.find(row.get("status_label")) == Some(status) {
        remark(RemarkKind::RowDisagrees { id: row.get("id").to_owned(), status: text });
        return None;
    }
    Some(status)
}

/// `2023-02-08 · atendido: What was done.`
fn update(item: &str, row: &Row, names: &StatusNames) -> Option<NotedUpdate> {
    let (date, rest) = item.split_once(" · ")?;
    let (status, text) = rest.split_once(": ").unwrap_or((rest, ""));
    Some(NotedUpdate {
        date: date.trim().parse().ok()?,
        status: names.find(status)?,
        previous: None,
        text: row.paragraphs(text),
    })
}
