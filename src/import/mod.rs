//! Informative notes → what they tell of meetings → minutes, as a person would write them.
//!
//! Each format has its reader, which leaves paragraphs and tables ([`Document`]); [`recognise`] finds meetings and
//! commitments in them, whatever the order of the columns; [`write`] makes minutes of them. Nothing here knows the disk.

mod attendees;
mod builder;
mod clean;
mod dates;
mod document;
mod docx;
mod encoding;
mod html;
mod leads;
mod markdown;
mod note;
mod numerals;
mod parties;
mod read;
mod recognise;
mod refusal;
mod remark;
mod text;
mod words;
mod write;

pub use attendees::NotedAttendee;
pub use document::{Block, Cell, Document, Paragraph, Part, Place, Row, Run, Style, Table};
pub use note::{Note, NotedCommitment, NotedMeeting};
pub use read::{LARGEST, Readable, read};
pub use recognise::recognise;
pub use refusal::Refusal;
pub use remark::{Remark, RemarkKind};
pub use write::{Writing, account, commitment, minutes, mode_name};
