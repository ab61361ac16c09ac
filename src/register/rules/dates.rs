//! Dates that cannot be meant.

use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Role, Sources};
use crate::register::Register;

/// `due-before-meeting`
pub(super) fn due_before_meeting(register: &Register, _: &Sources, diagnostics: &mut Diagnostics) {
    for commitment in &register.commitments {
        let meeting = register.meeting(commitment.meeting);
        if let Some(due) = commitment.due.filter(|due| due.end() < meeting.date) {
            let kind = Kind::DueBeforeMeeting { due: due.to_string(), meeting: meeting.date.to_string() };
            diagnostics.push(Diagnostic::new(kind, commitment.due_span).with(Role::Subject, meeting.span));
        }
    }
}

/// `update-after-cut-off`
pub(super) fn update_after_cut_off(register: &Register, _: &Sources, diagnostics: &mut Diagnostics) {
    for commitment in &register.commitments {
        for update in commitment.updates.iter().filter(|update| update.date > register.cut_off) {
            let kind =
                Kind::UpdateAfterCutOff { update: update.date.to_string(), cut_off: register.cut_off.to_string() };
            diagnostics.report(kind, update.span);
        }
    }
}
