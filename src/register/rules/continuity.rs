//! A history has to go on from where it was.

use super::{Finding, Gap};
use crate::model::CommitmentIx;
use crate::register::Register;
use crate::register::history::contradicted;

/// `previous-disagrees`
pub(super) fn contradictions(register: &Register) -> Vec<Finding> {
    let mut found = Vec::new();
    for (i, commitment) in register.commitments.iter().enumerate() {
        for (place, update) in commitment.updates.iter().enumerate() {
            let Some(stated) = update.stated else { continue };
            if let Some(recorded) = contradicted(&commitment.updates, update.date, stated) {
                let gap = Gap::PreviousDisagrees { update: place, stated, recorded: recorded.status };
                found.push(Finding { commitment: CommitmentIx(i), gap });
            }
        }
    }
    found
}
