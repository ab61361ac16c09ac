//! Register → documents: the informative note, and the packet for the next meeting, as Word, HTML, Markdown and CSV.
//!
//! [`note()`], [`whole()`] and [`packet()`] work out once what a document says; [`docx()`], [`html()`] and [`markdown()`] write any
//! document, whatever it says. Which commitments a note has is the register's to say ([`crate::register::Note`]), for
//! the page of the site and for these alike.

mod document;
mod docx;
mod html;
mod markdown;
mod note;
mod packet;
mod prose;
mod rows;
mod whole;

pub use document::{Block, Cell, Column, Document, Marker, Piece, Reach, Role, Row, RowKind, Run, Style, Table};
pub use docx::{Template, TemplateError, docx};
pub use html::html;
pub use markdown::markdown;
pub use note::{Request, note, note_csv};
pub use packet::{NextMeeting, packet, packet_csv};
pub use whole::{whole, whole_csv};
