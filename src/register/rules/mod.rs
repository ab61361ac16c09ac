//! What can be doubted or is missing, one rule a file. A rule reads the register and gives what it found as data; it never
//! changes anything. `check` tells the doubts as diagnostics, the site lists all of it for who keeps the register.

mod account;
mod continuity;
mod dates;
mod names;
mod numbers;
mod reports;
mod series;

use std::collections::BTreeSet;

use super::Register;
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Kind, Role, Sources};
use crate::model::{CommitmentIx, MeetingIx, StatusIx};

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
    /// Open, and passed over by the meetings that follow others up.
    Forgotten {
        /// How many.
        meetings: usize,
        /// The last of them.
        last: MeetingIx,
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
    let forgotten = series::forgotten(register);
    let told: BTreeSet<CommitmentIx> = forgotten.iter().map(|finding| finding.commitment).collect();
    // Of what is forgotten it need not be told that it is stale as well.
    let silent = reports::silent(register).into_iter().filter(|finding| !told.contains(&finding.commitment));
    let mut found = doubts(register, sources);
    found.extend(silent);
    found.extend(forgotten);
    for finding in found {
        if let Some(diagnostic) = diagnostic(register, &finding) {
            diagnostics.push(diagnostic);
        }
    }
    for (document, place) in numbers::orphans(register, sources) {
        diagnostics.report(Kind::OrphanDocument { id: document.id.clone() }, place);
    }
    for numbers::Variant { place, written, other, first } in numbers::variants(register, sources) {
        let mut diagnostic = Diagnostic::new(Kind::NumberVariant { written, other: other.clone() }, place)
            .replaced_by(other, Applicability::Maybe);
        if let Some(first) = first {
            diagnostic = diagnostic.with(Role::First, first);
        }
        diagnostics.push(diagnostic);
    }
    for (variant, applicability) in names::variants(register, sources) {
        let kind = Kind::OrganisationVariant { written: variant.written, other: variant.other.clone() };
        diagnostics.push(Diagnostic::new(kind, variant.place).replaced_by(variant.other, applicability));
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

/// A finding as it is told to who writes. What is late is no mistake of the minutes, and a contradiction has been told when
/// the history was read.
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
        Gap::Forgotten { meetings, last } => {
            let kind = Kind::Forgotten { meetings: *meetings };
            Diagnostic::new(kind, commitment.span).with(Role::Silent, register.meeting(*last).span)
        }
        Gap::Stale { silence: Silence { days, meetings } } => {
            Diagnostic::new(Kind::Stale { days: *days, meetings: *meetings }, commitment.span)
        }
        Gap::NeverReported { silence: Silence { days, meetings } } => {
            Diagnostic::new(Kind::NeverReported { days: *days, meetings: *meetings }, commitment.span)
        }
        Gap::Late | Gap::ClosedWithoutDocument | Gap::PreviousDisagrees { .. } => return None,
    })
}
