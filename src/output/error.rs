//! Everything that can keep a site from being published or verified, as data; the words are in `words`.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::MANIFEST;
use super::site_path::SitePath;
use super::words;
use crate::diagnostic::Language;

/// Why a site was not published, or could not be verified.
///
/// Whatever the variant, the site that was being served is untouched, unless its text says otherwise.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// The machine said no: disk full, permission denied, a file that vanished.
    Io {
        /// What was being done.
        action: Action,
        /// What it was being done to.
        path: PathBuf,
        /// What the operating system answered.
        source: io::Error,
    },
    /// The output folder is not one that may be replaced.
    Refused {
        /// The folder that was asked for, in canonical form.
        output: PathBuf,
        /// The rule it breaks.
        why: Refusal,
    },
    /// The manifest of a site cannot be relied on.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        problem: ManifestProblem,
    },
    /// Something that is not ours bears the name of the staging folder or of the lock.
    Occupied {
        /// What stands there.
        path: PathBuf,
    },
    /// Someone else's file, link or folder stands where the site needs to put one.
    Foreign {
        /// What stands there.
        path: PathBuf,
    },
    /// Two files of the site cannot both exist: one path twice, paths that differ only in case, or a path that is
    /// wanted as a file and as a folder.
    Clash {
        /// The first of the two by name.
        path: SitePath,
        /// The other; equal to `path` if it was put twice.
        other: SitePath,
    },
    /// A file was begun and never finished, its error having been overlooked: such a site is not published.
    Unfinished {
        /// The file.
        path: SitePath,
    },
    /// Another file system is mounted on, or inside of, the output folder, which then cannot be replaced whole.
    Mounted {
        /// The mount point, or a file below it.
        path: PathBuf,
    },
    /// Publishing failed, and so did clearing up after it.
    NotCleared {
        /// Why publishing failed.
        cause: Box<PublishError>,
        /// Why the staging folder is still there; the next build removes it.
        leftover: Box<PublishError>,
    },
}

/// The rule that an output folder breaks.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Refusal {
    /// It is the root of a file system, or has no name of its own.
    Root,
    /// It is a file, or a symbolic link that leads nowhere.
    NotAFolder,
    /// It is, or holds, or (for a folder that the build reads) lies inside of a protected folder.
    Protected {
        /// The protected folder.
        folder: PathBuf,
    },
    /// It holds files and no manifest: someone else's folder.
    NotOurs {
        /// One of the files, the first by name.
        example: PathBuf,
    },
}

/// What is wrong with a manifest.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ManifestProblem {
    /// There is none.
    Missing,
    /// Its first line is not that of a manifest of ours.
    NotOurs,
    /// A later acuerdos wrote it.
    Newer {
        /// The version of its format.
        version: u64,
    },
    /// A line is not a sum and a path, is out of order, or is cut short.
    Line {
        /// The line, counted from 1.
        number: usize,
    },
}

/// What was being done when the machine said no.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Finding where a path leads.
    Resolve,
    /// Taking the lock.
    Lock,
    /// Asking what stands at a path.
    Inspect,
    /// Listing a folder.
    List,
    /// Reading a file.
    Read,
    /// Creating a folder.
    CreateFolder,
    /// Writing a file.
    Write,
    /// Making a staged file out of one of the current site.
    Carry,
    /// Setting permissions.
    SetPermissions,
    /// Moving into place.
    Move,
    /// Removing.
    Remove,
}

impl PublishError {
    /// The way out, where there is one to tell.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        self.way().map(|way| words::help(&way, language))
    }

    /// What happened.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        words::message(self, language)
    }

    fn way(&self) -> Option<Way<'_>> {
        Some(match self {
            Self::Io { source, .. } if is_full(source) => Way::FreeSpace,
            Self::Io { action: Action::Lock | Action::Move, source, .. }
                if source.kind() == io::ErrorKind::PermissionDenied =>
            {
                Way::WritableAround
            }
            Self::Io { .. } => return None,
            Self::Refused { why: Refusal::NotOurs { .. }, .. } => Way::OtherOrEmpty,
            Self::Refused { .. } => Way::Other,
            Self::Manifest { problem: ManifestProblem::Newer { .. }, .. } => Way::Update,
            Self::Manifest { problem: ManifestProblem::Missing, .. } => Way::NamePublished,
            Self::Manifest { path, .. } => Way::Restore(path),
            Self::Occupied { path } => Way::Move(path),
            Self::Foreign { .. } => Way::MoveOrRename,
            Self::Clash { path, other } if path == other && path.as_str() != MANIFEST => Way::PublishOnce,
            Self::Clash { .. } => Way::RenameOne,
            Self::Unfinished { .. } => return None,
            Self::Mounted { .. } => Way::Inside,
            Self::NotCleared { cause, .. } => return cause.way(),
        })
    }
}

/// A way out.
pub(super) enum Way<'e> {
    FreeSpace,
    WritableAround,
    OtherOrEmpty,
    Other,
    Update,
    NamePublished,
    Restore(&'e Path),
    Move(&'e Path),
    MoveOrRename,
    PublishOnce,
    RenameOne,
    Inside,
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

// The cause is part of the text, so `source` stays empty: printing the chain would say it twice.
impl std::error::Error for PublishError {}

/// Gives an I/O error its path and what was being done.
pub(super) trait OrCannot<T> {
    /// Names `action` and `path` in the error, if there is one.
    fn or_cannot(self, action: Action, path: &Path) -> Result<T, PublishError>;
}

impl<T> OrCannot<T> for io::Result<T> {
    fn or_cannot(self, action: Action, path: &Path) -> Result<T, PublishError> {
        self.map_err(|source| PublishError::Io { action, path: path.to_path_buf(), source })
    }
}

/// The error of a walk through the folder `root`.
pub(super) fn cannot_walk(error: walkdir::Error, root: &Path) -> PublishError {
    let path = error.path().unwrap_or(root).to_path_buf();
    PublishError::Io { action: Action::List, path, source: error.into() }
}

/// The metadata of what stands at `path` itself (a link is not followed), `None` if nothing does.
pub(super) fn standing(path: &Path) -> Result<Option<std::fs::Metadata>, PublishError> {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).or_cannot(Action::Inspect, path),
    }
}
