//! Meetings, commitments, updates, statuses, organisations and dates: plain types and their rules.

mod commitment;
mod date;
mod document;
mod meeting;
mod number;
mod organisation;
mod prose;
mod roman;
mod status;
pub mod text;

pub use commitment::{ChainLink, Commitment, CommitmentId, CommitmentIx, Reference, Update};
pub use date::{PartialDate, not_a_date, prose_month, short_month, weekday_name};
pub use document::{Document, DocumentIx};
pub use meeting::{Attendee, Meeting, MeetingId, MeetingIx, Mode, Section};
pub use number::Number;
pub use organisation::{Organisation, PartyIx, Unit};
pub use prose::Prose;
pub use roman::roman;
pub use status::{Status, StatusIx, StatusKind};
