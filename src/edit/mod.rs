//! Minutes changed as a person would change them: text in, text out, every other byte as it was.
//!
//! Nothing here knows the disk or the day. What a change does to the register is for the caller to check, before it is
//! written.

mod commitment;
mod data;
mod meeting;
mod rhythm;
mod splice;
mod starter;
mod text;
mod update;

pub use commitment::{NewCommitment, add_commitment, next_number};
pub use data::{set_data, set_title};
pub use meeting::{NewMeeting, id_like, is_same_series, new_meeting};
pub use splice::add_block;
pub use starter::{Starter, starter};
pub use text::{Passage, set_text};
pub use update::{NewUpdate, add_follow_up, add_update};
