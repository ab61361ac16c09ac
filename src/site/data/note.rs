//! The commitments of a note as CSV.

use std::io::Write;

use chrono::NaiveDate;

use super::{COMMITMENT_COLUMNS, attendees, cell, commitment, commitment_cells, csv_writer, joined, meeting};
use crate::model::StatusKind;
use crate::register::NoteCommitment;
use crate::site::{RenderError, Site};

/// Columns that a note has besides those of commitments.
const NOTE_COLUMNS: [&str; 5] = ["part", "status_before", "meeting_mode", "meeting_series", "meeting_attendees"];

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
            let meeting = meeting(self, register.commitment(told.commitment).meeting);
            let before = told.previous.map(|ix| register.status(ix).id.clone()).unwrap_or_default();
            let cells = commitment_cells(&record).into_iter().chain([
                cell(part),
                cell(&before),
                cell(meeting.mode.unwrap_or_default()),
                cell(meeting.series.as_deref().unwrap_or_default()),
                joined(&attendees(&meeting)),
            ]);
            csv.write_record(cells)?;
        }
        csv.flush()?;
        Ok(())
    }
}
