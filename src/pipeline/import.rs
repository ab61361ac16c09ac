//! What a document tells, brought into a project: new minutes for meetings that it has not, updates for those that it has.

mod facts;
mod meeting;

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;

use self::facts::Change;
use self::meeting::Likeness;
use super::change::{Desk, create};
use super::{Findings, replace::replace};
use crate::diagnostic::{Severity, SourceId};
use crate::edit::id_like;
use crate::import::{Note, NotedCommitment, NotedMeeting, Place, Remark, RemarkKind, Writing, minutes};
use crate::model::MeetingIx;

/// How a document is brought into a project.
#[derive(Debug, Clone)]
pub struct Importing {
    /// The day at which statuses and accounts hold; else the document's, else this run's.
    pub date: Option<NaiveDate>,
    /// The day if neither says one.
    pub otherwise: NaiveDate,
    /// Whether that is nobody's choice: the day of this run.
    pub otherwise_is_today: bool,
    /// The folder of new minutes below the content folder.
    pub folder: String,
}

/// A document in a project.
#[derive(Debug)]
pub struct Imported {
    /// The project as it would be.
    pub desk: Desk,
    /// What is to be told, the document's remarks first.
    pub remarks: Vec<Remark>,
    /// Errors that the register would have; then nothing of the document may be written.
    pub new_errors: Findings,
    /// What was found and done.
    pub tally: Tally,
}

/// What was found in a document, and done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Meetings in the document.
    pub meetings: usize,
    /// Commitments in the document.
    pub commitments: usize,
    /// Meetings that are new.
    pub new_meetings: usize,
    /// Commitments that are new, those of new meetings included.
    pub new_commitments: usize,
    /// Updates of commitments that are not new.
    pub updates: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.meetings += other.meetings;
        self.commitments += other.commitments;
        self.new_meetings += other.new_meetings;
        self.new_commitments += other.new_commitments;
        self.updates += other.updates;
    }
}

/// A file that is to be written: its path from the root, what it has, and what it would have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path from the project's root.
    pub path: String,
    /// Its text so far; none, if it is new.
    pub before: Option<String>,
    /// Its text then.
    pub after: String,
}

/// Brings a document into a project, without writing anything.
#[must_use]
pub fn import(desk: &Desk, note: Note, how: &Importing) -> Imported {
    let register = desk.register();
    let Note { is_data, cut_off, meetings, mut remarks } = note;
    let stated = how.date.or(cut_off);
    let cut_off = stated.unwrap_or(how.otherwise);
    let is_told = |it: &NotedCommitment| it.updates.is_empty() && (it.status.is_some() || !it.account.is_empty());
    if stated.is_none()
        && how.otherwise_is_today
        && !is_data
        && meetings.iter().flat_map(|meeting| &meeting.commitments).any(is_told)
    {
        remarks.insert(0, Remark { kind: RemarkKind::NoCutOff { date: cut_off.to_string() }, place: Place::default() });
    }
    let writing =
        Writing { language: register.language, statuses: &register.statuses, initial: register.initial, cut_off };
    let mut texts: BTreeMap<SourceId, String> = BTreeMap::new();
    let mut new: Vec<(String, String)> = Vec::new();
    let mut tally = Tally {
        meetings: meetings.len(),
        commitments: meetings.iter().map(|meeting| meeting.commitments.len()).sum(),
        ..Tally::default()
    };
    let last = register.meetings.last().map(|meeting| meeting.id.0.clone());
    for noted in &meetings {
        let mut remark = |kind| remarks.push(Remark { kind, place: noted.place });
        let held = held(desk, noted, &meetings);
        match held.as_slice() {
            [] => {
                let id = {
                    let own = noted.id.clone().filter(|id| is_path(id));
                    let id = own.unwrap_or_else(|| id_like(last.as_deref(), noted.date));
                    free_id(desk, how, &new, &id)
                };
                match minutes(noted, &id, &writing) {
                    Some(text) => {
                        tally.new_meetings += 1;
                        tally.new_commitments += noted.commitments.len();
                        let dated = |it: &NotedCommitment| it.status.is_some() || !it.account.is_empty();
                        if cut_off < noted.date && noted.commitments.iter().any(dated) {
                            remark(RemarkKind::CutOffBefore { id: id.clone(), date: noted.date.to_string() });
                        }
                        new.push((format!("{}/{id}.md", how.folder), text));
                    }
                    None => remark(RemarkKind::Misread { id }),
                }
            }
            [ix] => {
                let change = if is_data { Change::Written } else { Change::Told };
                let merged = meeting::merge(desk, *ix, noted, &writing, change);
                remarks.extend(merged.remarks);
                tally.updates += merged.updates;
                tally.new_commitments += merged.new_commitments;
                if let Some(text) = merged.text {
                    texts.insert(register.meeting(*ix).span.source, text);
                }
            }
            _ => remark(RemarkKind::SeveralMeetings { date: noted.date.to_string() }),
        }
    }
    let (desk, new_errors) = desk.imagined(&texts, &new);
    Imported { desk, remarks, new_errors, tally }
}

/// The meetings of a register that a noted one may be: the one of its id, else those of its day that no other is. Of
/// several meetings of a day, the one that agreed the same; and one that agreed something else among others is not it.
fn held(desk: &Desk, noted: &NotedMeeting, all: &[NotedMeeting]) -> Vec<MeetingIx> {
    let register = desk.register();
    let of = |ix: MeetingIx| register.meeting(ix);
    let named = |noted: &NotedMeeting, ix: MeetingIx| noted.id.as_deref() == Some(of(ix).id.0.as_str());
    let of_day: Vec<MeetingIx> =
        (0..register.meetings.len()).map(MeetingIx).filter(|&ix| of(ix).date == noted.date).collect();
    if let Some(&ix) = of_day.iter().find(|&&ix| named(noted, ix)) {
        return vec![ix];
    }
    let free: Vec<MeetingIx> = of_day.into_iter().filter(|&ix| !all.iter().any(|other| named(other, ix))).collect();
    let likeness: Vec<Likeness> = free.iter().map(|&ix| meeting::likeness(desk, ix, noted)).collect();
    let alike: Vec<MeetingIx> =
        free.iter().zip(&likeness).filter(|(_, it)| **it == Likeness::Same).map(|(ix, _)| *ix).collect();
    let rivals = all.iter().filter(|other| other.date == noted.date).count() > 1;
    match alike.as_slice() {
        [one] => vec![*one],
        [] if rivals || free.len() == 1 => {
            free.into_iter().zip(likeness).filter(|(_, it)| *it == Likeness::Unknown).map(|(ix, _)| ix).collect()
        }
        _ => free,
    }
}

/// Whether an id can be the path of a file.
fn is_path(id: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    !id.is_empty()
        && id.len() <= 200
        && id.split('/').all(|part| !part.is_empty() && !part.starts_with('.') && part.chars().all(plain))
}

/// An id that no file has.
fn free_id(desk: &Desk, how: &Importing, new: &[(String, String)], id: &str) -> String {
    let taken = |id: &str| {
        let path = format!("{}/{id}.md", how.folder);
        desk.files().any(|(_, other, _)| other == path) || new.iter().any(|(other, _)| *other == path)
    };
    let mut free = id.to_owned();
    let mut count = 1;
    while taken(&free) {
        count += 1;
        free = format!("{id}-{count}");
    }
    free
}

/// The files in which a project differs from what it was.
#[must_use]
pub fn difference(before: &Desk, after: &Desk) -> Vec<Written> {
    let known = before.sources().iter().count();
    let files = after.sources().iter().filter_map(|(id, source)| {
        let old = (id.place() < known).then(|| before.sources().get(id).text.clone());
        let changed = old.as_ref() != Some(&source.text);
        changed.then(|| Written { path: source.path.clone(), before: old, after: source.text.clone() })
    });
    files.collect()
}

/// Writes a file: a new one if there is none yet, a changed one if it is as it was read.
///
/// # Errors
/// If there is one, or it changed meanwhile, or the disk fails.
pub fn write_file(root: &std::path::Path, file: &Written) -> io::Result<()> {
    let path = root.join(&file.path);
    match &file.before {
        Some(before) => replace(&path, before, &file.after),
        None => create(&path, &file.after),
    }
}

/// Whether remarks have an error among them.
#[must_use]
pub fn contradict(remarks: &[Remark]) -> bool {
    remarks.iter().any(|remark| remark.kind.severity() == Severity::Error)
}
