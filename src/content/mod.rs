//! Files → parsed minutes with spans. Knows nothing of pages, and nothing of what other files say.
//!
//! [`parse_minutes`] reads one meeting, [`parse_page`] one plain page. What is wrong is reported and left out; the rest
//! of the file is read all the same.

mod attributes;
mod bare;
mod canonical;
mod definitions;
mod flat;
mod front_matter;
mod headings;
mod keys;
mod links;
mod list;
pub mod markdown;
mod meaning;
mod minutes;
mod outline;
mod page;
mod parsed;
mod places;
mod scalar;
mod schema;
mod splice;
mod text;
mod yaml;

pub use attributes::Attributes;
pub use bare::bare_words;
pub use canonical::{FileKind, Formatted, format};
pub use definitions::{UsedDefinitions, used_definitions};
pub use keys::DataKey;
pub use links::{LinkTarget, parse_link};
pub use list::{joined_values, split_values};
pub use meaning::{Meaning, meaning_of_minutes, meaning_of_page, reading};
pub use minutes::parse_minutes;
pub use page::parse_page;
pub use parsed::{
    Minutes, Page, ParsedAttendee, ParsedCommitment, ParsedFollowUp, ParsedUpdate, StatusMention, Url, UrlKind,
};
pub use places::{EntrySection, end_of_section, section_name};
pub use scalar::yaml_scalar;
pub use schema::front_matter_schema;
pub use splice::{Splice, line_ending, splice};
pub use text::{Linked, parse_text};
