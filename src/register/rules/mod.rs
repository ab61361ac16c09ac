//! What can be doubted or is missing, one rule a file. A rule reads the register and gives what it found as data; it never
//! changes anything. `check` tells the doubts as diagnostics, the site lists all of it for who keeps the register.

mod account;
mod continuity;
mod dates;
mod reports;

use super::Register;
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Role, Sources};
use crate::model::{CommitmentIx, StatusIx};

/// Something that a rule found about a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about.
    pub commitment: CommitmentIx,
    /// What was found.
    pub gap: Gap,
}

/// What can be wrong with a commitment, or missing. `update` is a place in its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Open after its due date.
    Late,
    /// Open, and not reported on for long.
    Stale {
        /// Since the last report.
        silence: Silence,
    },
    /// Open, never reported on, although there was occasion to.
    NeverReported {
        /// Since it was agreed.
        silence: Silence,
    },
    /// Closed without any account of it.
    ClosedWithoutAccount {
        /// The one that closed it.
        update: usize,
    },
    /// Closed without a document that shows it.
    ClosedWithoutDocument,
    /// Closed by an account that speaks of work to be done.
    StatusDoubted {
        /// The one that closed it.
        update: usize,
        /// The author's words.
        words: String,
    },
    /// The status stated as the previous one is not the one recorded.
    PreviousDisagrees {
        /// The one that states it.
        update: usize,
        /// What it states.
        stated: StatusIx,
        /// What is recorded.
        recorded: StatusIx,
    },
    /// Due before it was agreed.
    DueBeforeMeeting,
    /// An update dated after the cut-off date.
    UpdateAfterCutOff {
        /// Which one.
        update: usize,
    },
}

/// How long nothing was said of a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// Days to the cut-off date.
    pub days: i64,
    /// Meetings of its series until then.
    pub meetings: usize,
}

/// Applies every rule. Findings of one rule stand together, in the order of the commitments.
#[must_use]
pub fn findings(register: &Register, sources: &Sources) -> Vec<Finding> {
    let mut found = reports::late(register);
    found.extend(reports::silent(register));
    found.extend(doubts(register, sources));
    found.extend(account::undocumented(register));
    found
}

/// Tells as diagnostics what is doubted, beyond what `build` requires.
pub fn check(register: &Register, sources: &Sources, diagnostics: &mut Diagnostics) {
    for finding in doubts(register, sources) {
        if let Some(diagnostic) = diagnostic(register, &finding) {
            diagnostics.push(diagnostic);
        }
    }
}

/// The rules that doubt what is written, in the order in which they are told.
fn doubts(register: &Register, sources: &Sources) -> Vec<Finding> {
    let mut found = continuity::contradictions(register);
    found.extend(account::doubted(register, sources));
    found.extend(account::missing(register));
    found.extend(dates::due_before_meeting(register));
    found.extend(dates::update_after_cut_off(register));
    found
}

/// A doubt as it is told to who writes. What is late or silent is no mistake of the minutes, and a contradiction has been
/// told when the history was read.
fn diagnostic(register: &Register, finding: &Finding) -> Option<Diagnostic> {
    let commitment = register.commitment(finding.commitment);
    let meeting = register.meeting(commitment.meeting);
    let label = |status| register.status(status).label(register.language).to_owned();
    Some(match &finding.gap {
        Gap::ClosedWithoutAccount { update } => {
            let update = commitment.updates.get(*update)?;
            Diagnostic::new(Kind::ClosedWithoutAccount { status: label(update.status) }, update.span)
        }
        Gap::StatusDoubted { update, words } => {
            let update = commitment.updates.get(*update)?;
            let kind = Kind::StatusDoubted { status: label(update.status), words: words.clone() };
            Diagnostic::new(kind, update.span)
        }
        Gap::DueBeforeMeeting => {
            let kind = Kind::DueBeforeMeeting { due: commitment.due?.to_string(), meeting: meeting.date.to_string() };
            Diagnostic::new(kind, commitment.due_span).with(Role::Subject, meeting.span)
        }
        Gap::UpdateAfterCutOff { update } => {
            let update = commitment.updates.get(*update)?;
            let kind =
                Kind::UpdateAfterCutOff { update: update.date.to_string(), cut_off: register.cut_off.to_string() };
            Diagnostic::new(kind, update.span)
        }
        Gap::Late
        | Gap::Stale { .. }
        | Gap::NeverReported { .. }
        | Gap::ClosedWithoutDocument
        | Gap::PreviousDisagrees { .. } => return None,
    })
}
