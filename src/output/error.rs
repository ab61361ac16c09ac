//! Everything that can keep a site from being published or verified, as data, with the words in one place.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::MANIFEST;
use super::site_path::SitePath;

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
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::Io { source, .. } if is_full(source) => {
                "free some space; the site as it was is still in place".into()
            }
            Self::Io { action: Action::Lock | Action::Move, source, .. }
                if source.kind() == io::ErrorKind::PermissionDenied =>
            {
                "a site is put together beside the one it replaces: make the folder around the output writable".into()
            }
            Self::Io { .. } => return None,
            Self::Refused { why: Refusal::NotOurs { .. }, .. } => {
                "choose another folder with `--output`, or empty this one".into()
            }
            Self::Refused { .. } => "choose another folder with `--output`".into(),
            Self::Manifest { problem: ManifestProblem::Newer { .. }, .. } => "update acuerdos".into(),
            Self::Manifest { problem: ManifestProblem::Missing, .. } => "name the folder of a published site".into(),
            Self::Manifest { path, .. } => {
                format!("restore `{}`, or empty its folder and build again", path.display())
            }
            Self::Occupied { path } => format!("move `{}` elsewhere", path.display()),
            Self::Foreign { .. } => "move it elsewhere, or rename what is to be published".into(),
            Self::Clash { path, other } if path == other && path.as_str() != MANIFEST => "publish it once".into(),
            Self::Clash { .. } => "rename one of them".into(),
            Self::Unfinished { .. } => return None,
            Self::Mounted { .. } => "let the output be a folder inside of what is mounted".into(),
            Self::NotCleared { cause, .. } => return cause.help(),
        };
        Some(help)
    }
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge)
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { action, path, source } => write!(f, "cannot {action} `{}`: {source}", path.display()),
            Self::Refused { output, why } => write!(f, "`{}` cannot be the output folder: {why}", output.display()),
            Self::Manifest { path, problem } => write!(f, "`{}` {problem}", path.display()),
            Self::Occupied { path } => write!(f, "`{}` is in the way, and acuerdos did not make it", path.display()),
            Self::Foreign { path } => {
                write!(f, "`{}` is in the way of the site, and acuerdos did not make it", path.display())
            }
            Self::Clash { path, other } if [path.as_str(), other.as_str()].contains(&MANIFEST) => {
                let other = if path.as_str() == MANIFEST { other } else { path };
                write!(f, "`{other}` cannot be published: `{MANIFEST}` is the manifest of the site")
            }
            Self::Clash { path, other } if path == other => write!(f, "`{path}` would be published twice"),
            Self::Clash { path, other } => {
                write!(f, "`{path}` and `{other}` cannot both be published: not every machine can hold both")
            }
            Self::Unfinished { path } => write!(f, "`{path}` was not written to its end"),
            Self::Mounted { path } => write!(f, "`{}` is on a file system of its own", path.display()),
            Self::NotCleared { cause, leftover } => write!(f, "{cause}; moreover, {leftover}"),
        }
    }
}

// The cause is part of the text, so `source` stays empty: printing the chain would say it twice.
impl std::error::Error for PublishError {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("it is the root of a file system"),
            Self::NotAFolder => f.write_str("it is not a folder"),
            Self::Protected { folder } => write!(f, "that would endanger `{}`", folder.display()),
            Self::NotOurs { example } => {
                write!(f, "it holds files that acuerdos did not make, such as `{}`", example.display())
            }
        }
    }
}

impl fmt::Display for ManifestProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("does not exist"),
            Self::NotOurs => f.write_str("is not a manifest of acuerdos"),
            Self::Newer { version } => write!(f, "was written by a newer acuerdos (its format is number {version})"),
            Self::Line { number } => write!(f, "is damaged at line {number}"),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Resolve => "resolve",
            Self::Lock => "lock",
            Self::Inspect => "inspect",
            Self::List => "list",
            Self::Read => "read",
            Self::CreateFolder => "create the folder",
            Self::Write => "write",
            Self::Carry => "carry over",
            Self::SetPermissions => "set the permissions of",
            Self::Move => "move into place",
            Self::Remove => "remove",
        })
    }
}

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
