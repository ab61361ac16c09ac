//! The commitments of a note as CSV.

use std::io::Write;

use chrono::NaiveDate;

use super::{COMMITMENT_COLUMNS, attendees, cell, commitment, commitment_cells, csv_writer, joined, meeting};
use crate::model::{MeetingIx, StatusKind};
use crate::register::{Note, NoteCommitment};
use crate::site::{RenderError, Site};

/// Columns that a note has besides those of commitments.
const NOTE_COLUMNS: [&str; 8] = [
    "part",
    "status_before",
    "meeting_mode",
    "meeting_series",
    "meeting_attendees",
    "meeting_title",
    "meeting_objectives",
    "meeting_topics",
];

impl Site {
    /// Rows of commitments as a note tells of them: as they stood at the end of a day, with the part that each is in.
    pub(crate) fn note_csv<'a>(
        &self,
        until: NaiveDate,
        told: impl Iterator<Item = (&'a str, &'a NoteCommitment)>,
        out: &mut dyn Write,
    ) -> Result<(), RenderError> {
        let register = &self.register;
        let mut csv = csv_writer(out)?;
        csv.write_record(COMMITMENT_COLUMNS.iter().chain(&NOTE_COLUMNS))?;
        for (part, told) in told {
            let mut record = commitment(self, told.commitment);
            let status = register.status(told.status);
            let updates = &register.commitment(told.commitment).updates;
            let known = updates.iter().take_while(|update| update.date <= until).count();
            if known < updates.len() {
                record.updates.truncate(known);
                let last = known.checked_sub(1).map(|place| &updates[place]);
                let previous = last.and_then(|update| update.previous);
                record.previous_status = previous.map(|ix| register.status(ix).id.clone());
                record.status.clone_from(&status.id);
                status.label(register.language).clone_into(&mut record.status_label);
                record.status_kind = status.kind.id();
                let due = register.commitment(told.commitment).due;
                record.late = status.kind == StatusKind::Open && due.is_some_and(|due| due.end() < until);
            }
            let before = told.previous.map(|ix| register.status(ix).id.clone()).unwrap_or_default();
            let meeting = self.meeting_cells(register.commitment(told.commitment).meeting);
            csv.write_record(commitment_cells(&record).into_iter().chain([cell(part), cell(&before)]).chain(meeting))?;
        }
        csv.flush()?;
        Ok(())
    }

    /// The same of all that the register knows; a meeting that agreed nothing has a row without a commitment.
    pub(crate) fn whole_csv(&self, note: &Note, out: &mut dyn Write) -> Result<(), RenderError> {
        let mut rows = Vec::new();
        self.note_csv(
            note.until,
            note.held.iter().flat_map(|held| &held.commitments).map(|told| ("all", told)),
            &mut rows,
        )?;
        out.write_all(&rows)?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        for held in note.held.iter().filter(|held| held.commitments.is_empty()) {
            let about = meeting(self, held.meeting);
            let cells = COMMITMENT_COLUMNS.map(|column| match column {
                "meeting" => cell(&about.id),
                "meeting_date" => cell(&about.date),
                _ => String::new(),
            });
            csv.write_record(
                cells.into_iter().chain([cell("all"), String::new()]).chain(self.meeting_cells(held.meeting)),
            )?;
        }
        csv.flush()?;
        Ok(())
    }

    /// What a note says of a meeting in the rows of its commitments.
    fn meeting_cells(&self, ix: MeetingIx) -> [String; 6] {
        let about = meeting(self, ix);
        [
            cell(about.mode.unwrap_or_default()),
            cell(about.series.as_deref().unwrap_or_default()),
            joined(&attendees(&about)),
            cell(self.register.meeting(ix).title.as_deref().unwrap_or_default()),
            cell(&about.objectives),
            joined(&about.topics),
        ]
    }
}
