//! Minutes changed as a person would change them: text in, text out, every other byte as it was.
//!
//! Nothing here knows the disk or the day. What a change does to the register is for the caller to check, before it is
//! written.

mod commitment;
mod meeting;
mod rhythm;
mod splice;
mod starter;
mod update;

pub use commitment::{NewCommitment, add_commitment, next_number};
pub use meeting::{NewMeeting, id_like, new_meeting};
pub use rhythm::next_date;
pub use splice::add_block;
pub use starter::{Starter, starter};
pub use update::{NewUpdate, add_follow_up, add_update};
