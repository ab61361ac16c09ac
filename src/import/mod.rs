//! Informative notes → what they tell of meetings → minutes, as a person would write them.
//!
//! Each format has its reader, which leaves paragraphs and tables ([`Document`]); `recognise` finds meetings and
//! commitments in them, whatever the order of the columns; [`minutes`] makes minutes of them. [`note`] does both. Nothing here knows the disk.

mod aligned;
mod ambiguity;
mod attendees;
mod builder;
mod clean;
mod csv;
mod dates;
mod document;
mod docx;
mod encoding;
mod grid;
mod heads;
mod html;
mod leads;
mod markdown;
mod note;
mod numbers;
mod numerals;
mod pages;
mod parties;
mod read;
mod recognise;
mod refusal;
mod remark;
mod separated;
mod statuses;
mod struck;
mod text;
mod words;
mod wrapped;
mod write;

pub use ambiguity::{Ambiguity, attendee};
pub use attendees::NotedAttendee;
pub use document::{Block, Cell, Document, Hint, Paragraph, Part, Place, Row, Run, Style, Table};
pub use note::{Note, NotedCommitment, NotedMeeting, NotedUpdate};
pub use read::{LARGEST, Readable, note};
pub use refusal::{Form, Refusal};
pub use remark::{Remark, RemarkKind};
pub use write::{Writing, account, commitment, minutes, paragraphs};
