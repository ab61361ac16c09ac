//! What the next meeting of a series needs on the table: what is open, by institution, what was last done about it and since
//! when nothing has been said; and minutes to fill in.

use std::io::Write;

use chrono::NaiveDate;

use super::document::{Block, Cell, Column, Document, Piece, Role, Row, RowKind, Run, Table};
use super::note::Request;
use super::prose::Wording;
use super::rows::{self, words};
use crate::edit::{NewMeeting, new_meeting};
use crate::model::{CommitmentIx, PartyIx};
use crate::register::{NoteCommitment, Register};
use crate::site::{RenderError, Site};

/// The meeting that is to come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NextMeeting {
    /// Its day; else the one that the rhythm of the series gives.
    pub date: Option<NaiveDate>,
    /// Its series; else that of the latest meeting.
    pub series: Option<String>,
}

impl NextMeeting {
    fn planned(&self, register: &Register) -> NewMeeting {
        NewMeeting::next(register, self.series.as_deref(), self.date, register.cut_off)
    }
}

/// What is open of the series, as asked for.
fn open(register: &Register, planned: &NewMeeting, request: &Request) -> Vec<CommitmentIx> {
    let all = register.commitments.iter().enumerate();
    all.filter(|(_, commitment)| {
        let theirs = |party: &PartyIx| request.parties.iter().any(|asked| rows::is_of(*party, *asked));
        register.is_open(commitment)
            && planned.takes_up(register.meeting(commitment.meeting))
            && (request.statuses.is_empty() || request.statuses.contains(&commitment.status))
            && (request.parties.is_empty() || commitment.responsible.iter().any(theirs))
    })
    .map(|(i, _)| CommitmentIx(i))
    .collect()
}

/// The packet for the next meeting.
#[must_use]
pub fn packet(site: &Site, next: &NextMeeting, request: &Request) -> Document {
    let register = site.register();
    let planned = next.planned(register);
    let open = open(register, &planned, request);
    let groups = groups(site, &open, request);
    let (date, cut_off) = (rows::day(site, planned.date), rows::day(site, register.cut_off));
    let late = open.iter().filter(|&&ix| register.commitment(ix).late).count().to_string();
    let count = open.len().to_string();
    let figures = words(site, "paper.open", &[("n", &count), ("date", &cut_off), ("late", &late)]);
    let mut pieces = vec![Piece::Prose(vec![Block::words(Role::Body, figures)])];
    if !groups.is_empty() {
        pieces.push(Piece::Table(totals(site, &groups)));
    }
    for group in &groups {
        pieces.push(Piece::Heading(group.name.clone()));
        pieces.push(Piece::Table(table(site, group)));
    }
    let series = next.series.as_ref().and(planned.series.as_ref());
    let asked = series.map_or_else(String::new, |name| format!(" --series \"{name}\""));
    let how = words(site, "paper.minutes-how", &[("date", &format!("{}{asked}", planned.date))]);
    pieces.extend([
        Piece::NewPage,
        Piece::Heading(words(site, "paper.minutes", &[])),
        Piece::Prose(vec![Block::words(Role::Body, how), Block::Code(new_meeting(register, &planned))]),
    ]);
    let mut lines = vec![vec![Run::bold(words(site, "footer.cut-off", &[])), Run::plain(format!(" {cut_off}."))]];
    if let Some(series) = &planned.series {
        lines.push(vec![Run::bold(words(site, "paper.series", &[])), Run::plain(format!(" {series}."))]);
    }
    let title = words(site, if next.date.is_some() { "paper.on" } else { "paper.likely" }, &[("date", &date)]);
    Document {
        language: register.language,
        date: register.cut_off,
        author: site.title().to_owned(),
        kind: words(site, "paper.packet", &[]),
        title,
        lines,
        pieces,
        page_words: [words(site, "paper.page", &[]), words(site, "paper.of", &[])],
    }
}

/// What the packet lists, each once, in the form of the note's CSV.
///
/// # Errors
/// If writing fails.
pub fn packet_csv(site: &Site, next: &NextMeeting, request: &Request, out: &mut dyn Write) -> Result<(), RenderError> {
    let register = site.register();
    let told = open(register, &next.planned(register), request).into_iter().map(|ix| {
        let status = register.commitment(ix).status;
        NoteCommitment { commitment: ix, previous: None, status, updates: Vec::new() }
    });
    let told: Vec<NoteCommitment> = told.collect();
    site.note_csv(NaiveDate::MAX, told.iter().map(|told| ("open", told)), out)
}

/// What one organisation has to do.
struct Group {
    name: String,
    open: Vec<CommitmentIx>,
}

/// A commitment of several organisations is in the group of each; what is nobody's comes last.
fn groups(site: &Site, open: &[CommitmentIx], request: &Request) -> Vec<Group> {
    let register = site.register();
    let mut groups: Vec<Group> = (0..register.organisations().len())
        .map(|organisation| {
            let party = PartyIx { organisation, unit: None };
            Group { name: rows::party(site, party), open: Vec::new() }
        })
        .collect();
    let mut nobody = Group { name: words(site, "commitment.no-responsible", &[]), open: Vec::new() };
    for &ix in open {
        let responsible = &register.commitment(ix).responsible;
        if responsible.is_empty() {
            nobody.open.push(ix);
        }
        for party in responsible {
            let asked = request.parties.is_empty() || request.parties.iter().any(|asked| rows::is_of(*party, *asked));
            let group = &mut groups[party.organisation].open;
            if asked && group.last() != Some(&ix) {
                group.push(ix);
            }
        }
    }
    groups.push(nobody);
    groups.retain(|group| !group.open.is_empty());
    groups
}

fn column(label: String, share: u32, numbers: bool) -> Column {
    Column { label, share, numbers }
}

fn totals(site: &Site, groups: &[Group]) -> Table {
    let register = site.register();
    let line = |group: &Group| {
        let late = group.open.iter().filter(|&&ix| register.commitment(ix).late).count();
        let oldest = group.open.iter().map(|&ix| register.meeting(register.commitment(ix).meeting).date).min();
        let oldest = oldest.map(|date| rows::day(site, date)).unwrap_or_default();
        Row {
            cells: [group.name.clone(), group.open.len().to_string(), late.to_string(), oldest].map(Cell::words).into(),
            kind: RowKind::Plain,
        }
    };
    let label = |key: &str| words(site, key, &[]);
    Table {
        caption: Some(label("paper.by-organisation")),
        columns: vec![
            column(label("table.organisation"), 50, false),
            column(label("table.open"), 12, true),
            column(label("table.late"), 12, true),
            column(label("table.oldest"), 26, false),
        ],
        rows: groups.iter().map(line).collect(),
    }
}

fn table(site: &Site, group: &Group) -> Table {
    let label = |key: &str| words(site, key, &[]);
    Table {
        caption: None,
        columns: vec![
            column(label("table.commitment"), 33, false),
            column(label("table.due"), 13, false),
            column(label("paper.last"), 36, false),
            column(label("paper.notes"), 18, false),
        ],
        rows: group
            .open
            .iter()
            .map(|&ix| Row {
                cells: vec![what(site, ix), due(site, ix), last(site, ix), Cell::words("")],
                kind: RowKind::Plain,
            })
            .collect(),
    }
}

fn what(site: &Site, ix: CommitmentIx) -> Cell {
    let register = site.register();
    let commitment = register.commitment(ix);
    let mut said = rows::agreed(site, ix, Wording::Named);
    let who: Vec<&str> = commitment.responsible.iter().map(|&party| register.directory.label(party)).collect();
    if !who.is_empty() {
        let text = format!("{}: {}", words(site, "table.responsible", &[]), who.join(", "));
        said.push(Block::words(Role::Body, text));
    }
    said.push(rows::id(site, ix));
    Cell::of(said)
}

fn due(site: &Site, ix: CommitmentIx) -> Cell {
    let register = site.register();
    let commitment = register.commitment(ix);
    let Some(due) = commitment.due else { return Cell::words(words(site, "due.none", &[])) };
    let mut said = vec![Block::words(Role::Body, due.in_words(register.language))];
    if commitment.late {
        let days = (register.cut_off - due.end()).num_days().to_string();
        said.push(Block::words(Role::Status, words(site, "due.late", &[("n", &days)])));
    }
    Cell::of(said)
}

/// Status, what was last done, and since when nothing has been said.
fn last(site: &Site, ix: CommitmentIx) -> Cell {
    let register = site.register();
    let commitment = register.commitment(ix);
    let status = register.status(commitment.status).label(register.language);
    let mut said = vec![Block::words(Role::Status, status)];
    let agreed = register.meeting(commitment.meeting).date;
    let since = commitment.updates.last().map_or(agreed, |update| update.date);
    let days = (register.cut_off - since).num_days().max(0).to_string();
    let key = if commitment.updates.is_empty() { "paper.never" } else { "paper.silent" };
    let silent = words(site, key, &[("n", &days), ("date", &rows::day(site, since))]);
    if let Some(update) = commitment.updates.last() {
        said.extend(rows::account(site, ix, update, Wording::Named));
    }
    said.push(Block::words(Role::Day, silent));
    Cell::of(said)
}
