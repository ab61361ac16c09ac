//! Staging, comparing, publishing, manifest: the files of a site become the site.
//!
//! A new site is put together in a folder beside the output and takes its place in one step. Killed at any moment, out
//! of disk, or with an error, a build leaves the old site or the new one, complete. What acuerdos made it knows by the
//! manifest `SHA256SUMS`; what others put into the folder stays there.
//!
//! The promise is about processes, not about power: files are not forced to the disk, which would make each build wait
//! for it. After a power failure [`verify`] finds what was lost, and the next build, which compares bytes, restores it.
//!
//! The output folder is a new one after each build that changes something. A process that holds the old one (a shell in
//! it, a container that mounts it) goes on seeing the old site, emptied; one that is writing into it at that very moment
//! is told that the folder does not exist, or finds its file in the new one. Permissions of the folder and of those in
//! it are kept; owners are those that new files get.

mod claims;
mod current;
mod error;
mod folders;
mod foreign;
mod location;
mod lock;
mod manifest;
mod publisher;
mod site_path;
mod staged_file;
mod staging;
mod swap;
mod verify;
mod words;

pub use error::{Action, ManifestProblem, PublishError, Refusal};
pub use location::Protected;
pub use publisher::{Published, Publisher};
pub use site_path::{PathRule, SitePath, SitePathError};
pub use staging::Recovered;
pub use verify::{Verification, verify};
