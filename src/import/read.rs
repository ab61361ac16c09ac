//! A file of any format → a document.

use chrono::NaiveDate;

use super::document::{Block, Document, Paragraph, Place};
use super::encoding::{DAMAGED, decode};
use super::note::{Note, NotedMeeting};
use super::recognise::recognise;
use super::refusal::{Form, Refusal};
use super::remark::{Remark, RemarkKind};
use super::statuses::StatusNames;
use super::{csv, docx, html, pages, separated, struck, text};
use crate::register::Register;

/// The most bytes that are read of a file.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// A file to be read.
#[derive(Debug, Clone, Copy)]
pub struct Readable<'a> {
    /// Its name; the ending helps where the bytes do not tell.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The most bytes of text that a cell or paragraph may have: many pages.
const LARGEST_CELL: usize = 128 * 1024;

/// Reads what a file of any format tells; the register knows the statuses and who is who.
///
/// # Errors
/// If it is too large, broken, hostile, of a format that is not read, or tells of no meeting.
pub fn note(file: Readable<'_>, register: &Register) -> Result<Note, Refusal> {
    let (text, _) = decode(&file.bytes[..file.bytes.len().min(2_000)]);
    let (mut note, form) = if csv::is_ours(&text) {
        let (text, _) = decode(file.bytes);
        (csv::read(&text, register)?, Form::Tables(1))
    } else {
        let (mut document, mut remarks) = read(file)?;
        struck::behind(&mut document, &StatusNames::new(&register.statuses));
        let mut note = recognise(&document, register);
        remarks.append(&mut note.remarks);
        let form = if note.meetings.is_empty() { Form::of(&document) } else { Form::Text };
        (Note { remarks, ..note }, form)
    };
    let empty: Vec<NaiveDate> = note
        .remarks
        .iter()
        .filter_map(|remark| match &remark.kind {
            RemarkKind::EmptyMeeting { date } => date.parse().ok(),
            _ => None,
        })
        .collect();
    let Some(first) = note.meetings.iter().map(|meeting| meeting.date).min() else {
        return Err(match empty.iter().min() {
            Some(&first) => Refusal::NoCommitments { meetings: empty.len(), first },
            None => Refusal::NoMeetings(form.or_spaces(&decode(file.bytes).0)),
        });
    };
    // A register may have meetings that agreed nothing: then there is nothing else in its document either.
    let is_left = note.remarks.iter().any(|remark| matches!(remark.kind, RemarkKind::Unplaced { .. }));
    if is_left && !note.is_data && note.meetings.iter().all(|meeting| meeting.commitments.is_empty()) {
        let meetings = note.meetings.len();
        if note.meetings.iter().all(is_date_alone) {
            return Err(Refusal::NoCommitments { meetings, first });
        }
        note.remarks.push(Remark { kind: RemarkKind::NoCommitments { meetings }, place: Place::default() });
    }
    note.meetings.sort_by_key(|meeting| meeting.date);
    Ok(note)
}

/// Whether of a meeting is said when it was, and nothing else.
fn is_date_alone(meeting: &NotedMeeting) -> bool {
    meeting.attendees.is_empty()
        && meeting.topics.is_empty()
        && meeting.objectives.is_empty()
        && meeting.intro.is_empty()
}

/// Reads a document of any format.
///
/// # Errors
/// If it is too large, broken, hostile, or of a format that is not read.
fn read(file: Readable<'_>) -> Result<(Document, Vec<Remark>), Refusal> {
    let Readable { name, bytes } = file;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > LARGEST {
        return Err(Refusal::TooLarge { bytes: size, limit: LARGEST });
    }
    let ole = if ending(name) == "xls" { "Excel 97 (.xls)" } else { "Word 97 (.doc)" };
    for (start, format) in [
        (&b"%PDF"[..], "PDF"),
        (b"{\\rtf", "RTF"),
        (b"\xd0\xcf\x11\xe0", ole),
        (b"\x89PNG", "PNG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"GIF8", "GIF"),
    ] {
        if bytes.starts_with(start) {
            return Err(Refusal::Format(format));
        }
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let (mut document, mut remarks) = docx::read(bytes)?;
        remarks.extend(pages::take(&mut document));
        return Ok((bounded(document)?, remarks));
    }
    let (text, encoding) = decode(bytes);
    let odd = text.chars().take(4000).filter(|&c| c == '\0' || c == '\u{fffd}').count();
    if odd > 40 || text.trim().is_empty() {
        return Err(Refusal::Unknown);
    }
    if let Some(format) = xml(&text) {
        return Err(Refusal::Format(format));
    }
    let remarks = encoding.map(|name| {
        let kind = if name == DAMAGED { RemarkKind::Damaged } else { RemarkKind::Encoding { name } };
        Remark { kind, place: Place::default() }
    });
    let (document, of_pages) = if is_html(name, &text) {
        let mut document = html::read(&text)?;
        let of_pages = pages::take(&mut document);
        (document, of_pages)
    } else if let Some(document) = separated::read(name, &text) {
        (document, None)
    } else {
        text::read(&text)
    };
    Ok((bounded(document)?, remarks.into_iter().chain(of_pages).collect()))
}

/// The document, if none of its cells is larger than any of a note.
fn bounded(document: Document) -> Result<Document, Refusal> {
    let length = |paragraph: &Paragraph| paragraph.runs.iter().map(|run| run.text.len()).sum::<usize>();
    for block in &document.blocks {
        let large = match block {
            Block::Paragraph(paragraph) => (length(paragraph) > LARGEST_CELL).then_some(paragraph.place),
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .find(|cell| cell.paragraphs().map(length).sum::<usize>() > LARGEST_CELL)
                .map(|cell| cell.place),
        };
        if let Some(place) = large {
            return Err(Refusal::LargeCell { place, limit: LARGEST_CELL });
        }
    }
    Ok(document)
}

/// What a name ends in, in lower case.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase()
}

/// The XML that word processors write, if a text is any: it is not read.
fn xml(text: &str) -> Option<&'static str> {
    let start: String = text.chars().take(2000).collect();
    let known = [("<office:document", "FODT"), ("<w:wordDocument", "Word XML"), ("<pkg:package", "Word XML")];
    known.iter().find(|(tag, _)| start.trim_start().starts_with('<') && start.contains(tag)).map(|&(_, format)| format)
}

fn is_html(name: &str, text: &str) -> bool {
    let ending = ending(name);
    let start: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    matches!(ending.as_str(), "html" | "htm" | "xhtml" | "mht")
        || start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with('<') && start.contains("<table"))
}
