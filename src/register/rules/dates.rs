//! Dates that cannot be meant.

use super::{Finding, Gap};
use crate::model::CommitmentIx;
use crate::register::Register;

/// `due-before-meeting`
pub(super) fn due_before_meeting(register: &Register) -> Vec<Finding> {
    let commitments = register.commitments.iter().enumerate();
    commitments
        .filter(|(_, commitment)| {
            commitment.due.is_some_and(|due| due.end() < register.meeting(commitment.meeting).date)
        })
        .map(|(i, _)| Finding { commitment: CommitmentIx(i), gap: Gap::DueBeforeMeeting })
        .collect()
}

/// `update-after-cut-off`
pub(super) fn update_after_cut_off(register: &Register) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, commitment) in register.commitments.iter().enumerate() {
        let updates = commitment.updates.iter().enumerate();
        for (update, _) in updates.filter(|(_, update)| update.date > register.cut_off) {
            found.push(Finding { commitment: CommitmentIx(i), gap: Gap::UpdateAfterCutOff { update } });
        }
    }
    found
}
