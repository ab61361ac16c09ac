//! What an informative note says, by the logic of the ones that secretariats sign: what was open before, then what was
//! agreed since.

use std::io::Write;

use super::document::{Block, Cell, Column, Document, Piece, Reach, Role, Row, RowKind, Run, Style, Table};
use super::prose::{Wording, text_blocks};
use super::rows::{self, words};
use crate::diagnostic::Spanned;
use crate::model::{CommitmentIx, MeetingIx, PartialDate, PartyIx, StatusIx};
use crate::register::{Items, Note, NoteCommitment, NoteMeeting, Register, Scope, now};
use crate::site::{RenderError, Site};

/// What is asked of a note. The two dates that it tells of are the register's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Statuses, at the cut-off date, of the commitments that it tells of; all, if there are none.
    pub statuses: Vec<StatusIx>,
    /// Who they are the responsibility of, an organisation's units included; everybody, if there are none.
    pub parties: Vec<PartyIx>,
    /// Whether what was closed before is told of in an annex.
    pub annex: bool,
}

/// Commitments that these are responsible for, and meetings that they attended; everything, if there are none.
fn scope(register: &Register, parties: &[PartyIx]) -> Scope {
    if parties.is_empty() {
        return Scope::everything(register);
    }
    let is_theirs = |party: &PartyIx| parties.iter().any(|asked| rows::is_of(*party, *asked));
    let commitments = register.commitments.iter().enumerate();
    let meetings = register.meetings.iter().enumerate();
    Scope {
        commitments: commitments
            .filter(|(_, commitment)| commitment.responsible.iter().any(is_theirs))
            .map(|(i, _)| CommitmentIx(i))
            .collect(),
        meetings: meetings
            .filter(|(_, meeting)| meeting.parties.iter().any(is_theirs))
            .map(|(i, _)| MeetingIx(i))
            .collect(),
    }
}

/// The three parts of a note.
struct Parts {
    note: Note,
    annex: Vec<NoteMeeting>,
}

fn parts(register: &Register, request: &Request) -> Parts {
    let scope = scope(register, &request.parties);
    let note = Note::new(register, &scope, Items::All).only(&request.statuses);
    let annex = if request.annex { note.closed_before(register, &scope) } else { Vec::new() };
    Parts { note, annex }
}

/// The informative note.
#[must_use]
pub fn note(site: &Site, request: &Request) -> Document {
    let register = site.register();
    let Parts { note, annex } = parts(register, request);
    let config = site.report();
    let (since, until) = (rows::day(site, note.since), rows::day(site, note.until));
    let is_whole = request.parties.is_empty() && request.statuses.is_empty();
    let mut pieces = vec![Piece::Prose(introduction(site, request, &note))];
    pieces.extend(totals(site, &note).map(Piece::Table));
    let heading = |part: &str, title: &str, date: &str| {
        let (part, title) = (words(site, part, &[]), words(site, title, &[("date", date)]));
        Piece::Heading(format!("{part}. {title}"))
    };
    pieces.push(heading("report.first", "report.first-title", &since));
    pieces.push(match note.pending.as_slice() {
        [] => none(words(site, "report.first-none", &[("date", &since)])),
        told => Piece::Table(first(site, told)),
    });
    pieces.push(heading("report.second", "report.second-title", &since));
    if let Some(text) = config.second_introduction.as_ref().filter(|_| is_whole) {
        pieces.push(Piece::Prose(configured(site, text)));
    }
    pieces.push(match note.held.as_slice() {
        [] => none(words(site, "report.second-none", &[("date", &since)])),
        told => Piece::Table(second(site, told, request)),
    });
    if request.annex {
        pieces.push(heading("paper.annex", "paper.annex-title", &since));
        pieces.push(match annex.as_slice() {
            [] => none(words(site, "paper.annex-none", &[("date", &since)])),
            told => Piece::Table(first(site, told)),
        });
    }
    Document {
        language: register.language,
        date: note.until,
        author: site.title().to_owned(),
        kind: words(site, "report.kind", &[]),
        title: config.title.clone().unwrap_or_else(|| site.title().to_owned()),
        lines: vec![vec![
            Run::bold(words(site, "footer.cut-off", &[])),
            Run::plain(format!(" {until}. ")),
            Run::bold(words(site, "report.previous-cut-off", &[])),
            Run::plain(format!(" {since}.")),
        ]],
        pieces,
        page_words: [words(site, "paper.page", &[]), words(site, "paper.of", &[])],
    }
}

/// The commitments of the note as `compromisos.csv` has them, with the part that each is in, its status at the previous
/// cut-off date, and what a note says of its meeting.
///
/// # Errors
/// If writing fails.
pub fn note_csv(site: &Site, request: &Request, out: &mut dyn Write) -> Result<(), RenderError> {
    let Parts { note, annex } = parts(site.register(), request);
    let lists = [("1", &note.pending), ("2", &note.held), ("annex", &annex)];
    let told = lists.iter().flat_map(|(part, meetings)| {
        meetings.iter().flat_map(|meeting| &meeting.commitments).map(|told| (*part, told))
    });
    site.note_csv(note.until, told, out)
}

fn none(text: String) -> Piece {
    Piece::Prose(vec![Block::words(Role::Body, text)])
}

fn configured(site: &Site, text: &Spanned<String>) -> Vec<Block> {
    text_blocks(site, &text.value, text.span.source, None)
}

/// What is said before the first part: who asked, of what the note is, and how many commitments stand how.
fn introduction(site: &Site, request: &Request, note: &Note) -> Vec<Block> {
    let register = site.register();
    let config = site.report();
    let (since, until) = (rows::day(site, note.since), rows::day(site, note.until));
    let is_whole = request.parties.is_empty() && request.statuses.is_empty();
    let mut said = Vec::new();
    // What is said about everything need not hold for a part of it.
    match config.introduction.as_ref().filter(|_| is_whole) {
        Some(text) => said.extend(configured(site, text)),
        None => {
            if let Some(label) = &config.requested_by {
                said.push(Block::Paragraph(Role::Body, requested(site, label)));
            }
            let text = words(site, "report.default-introduction", &[("since", &since), ("until", &until)]);
            said.push(Block::words(Role::Body, text));
        }
    }
    let mut only = |key: &str, names: Vec<String>| {
        if !names.is_empty() {
            said.push(Block::words(Role::Body, words(site, key, &[("name", &names.join(", "))])));
        }
    };
    let statuses = request.statuses.iter().map(|&ix| register.status(ix).label(register.language).to_owned());
    only("paper.only-organisation", request.parties.iter().map(|&ix| rows::party(site, ix)).collect());
    only("paper.only-status", statuses.collect());
    said.push(Block::words(Role::Body, figures(site, note)));
    said
}

fn requested(site: &Site, label: &str) -> Vec<Run> {
    let register = site.register();
    let document = register.lookup.document(label).map(|ix| register.document(ix));
    let mut more = Vec::new();
    more.extend(document.and_then(|document| document.title.clone()));
    more.extend(document.and_then(|document| document.date).map(|date| date.in_words(register.language)));
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    let link = document.and_then(|document| document.url.as_ref()).map(|url| url.value.clone());
    vec![
        Run::plain(format!("{} ", words(site, "report.requested-by", &[]))),
        Run { link, ..Run::bold(label) },
        Run::plain(format!("{more}.")),
    ]
}

/// How many stood how, and how they stand, in a sentence or two.
fn figures(site: &Site, note: &Note) -> String {
    let register = site.register();
    let (since, until) = (rows::day(site, note.since), rows::day(site, note.until));
    let count = |counts: &[(StatusIx, usize)]| counts.iter().map(|&(_, count)| count).sum::<usize>().to_string();
    let list = |counts: &[(StatusIx, usize)]| {
        let named = counts.iter().map(|&(ix, n)| format!("{}, {n}", register.status(ix).label(register.language)));
        named.collect::<Vec<_>>().join("; ")
    };
    let (before, first, second) = (note.before(), now(&note.pending), now(&note.held));
    let mut text = if first.is_empty() {
        words(site, "report.first-none", &[("date", &since)])
    } else {
        let lead = words(site, "report.first-total", &[("n", &count(&before)), ("date", &since)]);
        let then = words(site, "report.first-now", &[("date", &until)]);
        format!("{lead}: {}. {then} {}.", list(&before), list(&first))
    };
    if !second.is_empty() {
        let lead = words(site, "report.second-total", &[("n", &count(&second))]);
        text.push_str(&format!(" {lead}: {}.", list(&second)));
    }
    text
}

/// Commitments by status: before and now, in both parts. None of none.
fn totals(site: &Site, note: &Note) -> Option<Table> {
    let register = site.register();
    let (before, first, second) = (note.before(), now(&note.pending), now(&note.held));
    let of = |counts: &[(StatusIx, usize)], status: StatusIx| {
        counts.iter().find(|(other, _)| *other == status).map_or(0, |&(_, count)| count)
    };
    let line = |label: String, counts: [usize; 4], style: Style| {
        let words = std::iter::once(label).chain(counts.map(|count| count.to_string()));
        let cell = |text| Cell::of(vec![Block::Paragraph(Role::Body, vec![Run { text, style, link: None }])]);
        Row { cells: words.map(cell).collect(), kind: RowKind::Plain }
    };
    let mut sums = [0; 4];
    let mut lines = Vec::new();
    for i in 0..register.statuses.len() {
        let status = StatusIx(i);
        let (then, first, second) = (of(&before, status), of(&first, status), of(&second, status));
        let counts = [then, first, second, first + second];
        if counts != [0; 4] {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
            let label = register.status(status).label(register.language).to_owned();
            lines.push(line(label, counts, Style::default()));
        }
    }
    if lines.is_empty() {
        return None;
    }
    let bold = Style { bold: true, ..Style::default() };
    lines.push(line(words(site, "report.sum", &[]), sums, bold));
    let short = |day| PartialDate::from(day).in_short(register.language);
    let (since, until) = (short(note.since), short(note.until));
    let column = |label: String, share, numbers| Column { label, share, numbers };
    let part = |key: &str, date: &str| column(format!("{},\n{date}", words(site, key, &[])), 18, true);
    Some(Table {
        caption: Some(words(site, "report.totals", &[])),
        columns: vec![
            column(words(site, "table.status", &[]), 28, false),
            part("report.first", &since),
            part("report.first", &until),
            part("report.second", &until),
            part("report.both", &until),
        ],
        rows: lines,
    })
}

/// The table of meetings with commitments, each with its status before and now.
fn first(site: &Site, told: &[NoteMeeting]) -> Table {
    let mut lines = Vec::new();
    for meeting in told {
        let height = meeting.commitments.len();
        for (i, commitment) in meeting.commitments.iter().enumerate() {
            let [when, who] = rows::meeting(site, meeting.meeting, (i == 0).then_some(height), Wording::Named);
            let [what, done] = self::commitment(site, commitment);
            lines.push(Row { cells: vec![when, who, what, done], kind: RowKind::Plain });
        }
    }
    Table { caption: None, columns: columns(site, ["report.items", "report.state"]), rows: lines }
}

/// The table of meetings with what they were for and everything that they agreed.
fn second(site: &Site, told: &[NoteMeeting], request: &Request) -> Table {
    let mut lines = Vec::new();
    for meeting in told {
        // What the meeting was for and the line above its commitments take a row each.
        let height = meeting.commitments.len() + 2;
        let mut above = Some(height);
        let mut line = |cells: Vec<Cell>, kind| {
            let cells =
                rows::meeting(site, meeting.meeting, above.take(), Wording::Named).into_iter().chain(cells).collect();
            lines.push(Row { cells, kind });
        };
        let wide = |blocks| Cell { blocks, reach: Reach::Across(2) };
        line(vec![wide(about(site, meeting.meeting))], RowKind::Plain);
        let label = match (meeting.commitments.as_slice(), request.parties.as_slice()) {
            ([], []) => "meeting.no-commitments",
            ([], _) => "report.no-commitments-party",
            _ => "report.items",
        };
        let kind = if meeting.commitments.is_empty() { RowKind::Plain } else { RowKind::Heading };
        line(vec![wide(vec![Block::words(Role::Label, words(site, label, &[]))])], kind);
        for commitment in &meeting.commitments {
            line(self::commitment(site, commitment).into(), RowKind::Plain);
        }
    }
    Table { caption: None, columns: columns(site, ["report.objectives", "report.state-second"]), rows: lines }
}

fn columns(site: &Site, [what, done]: [&str; 2]) -> Vec<Column> {
    [("report.when", 14), ("table.attended-by", 16), (what, 30), (done, 40)]
        .map(|(key, share)| Column { label: words(site, key, &[]), share, numbers: false })
        .into()
}

/// Objectives and topics; without either, what the meeting is called.
fn about(site: &Site, ix: MeetingIx) -> Vec<Block> {
    let meeting = site.register().meeting(ix);
    let aim = match meeting.objectives.is_empty() {
        true => ("paper.about", &meeting.intro),
        false => ("meeting.objectives", &meeting.objectives),
    };
    let mut said = rows::about(site, ix, &[aim, (rows::TOPICS, &meeting.topics)], Wording::Named);
    if said.is_empty() {
        said.push(Block::words(Role::Body, site.meeting_title(ix)));
    }
    said
}

/// The two cells that tell of a commitment.
fn commitment(site: &Site, told: &NoteCommitment) -> [Cell; 2] {
    let register = site.register();
    let commitment = register.commitment(told.commitment);
    let label = |ix: StatusIx| register.status(ix).label(register.language).to_owned();
    let mut what = rows::agreed(site, told.commitment, Wording::Named);
    if let Some(previous) = told.previous {
        let text = words(site, "report.previous", &[("name", &label(previous))]);
        what.push(Block::words(Role::Previous, format!("({text})")));
    }
    what.push(rows::id(site, told.commitment));
    let mut done = vec![Block::words(Role::Status, label(told.status))];
    for &place in &told.updates {
        let update = &commitment.updates[place];
        let mut day = rows::day(site, update.date);
        if update.status != told.status {
            day = format!("{day} · {}", label(update.status));
        }
        done.push(Block::words(Role::Day, day));
        done.extend(rows::account(site, told.commitment, update, Wording::Named));
    }
    if told.updates.is_empty() {
        done.push(Block::words(Role::Day, words(site, "report.no-accounts", &[])));
    }
    [Cell::of(what), Cell::of(done)]
}
