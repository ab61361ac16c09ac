//! The site that stands in the output folder: what of it is ours, and what is someone else's.

use std::fs::{self, Permissions};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::error::{Action, ManifestProblem, OrCannot, PublishError, Refusal, cannot_walk, standing};
use super::manifest::{MANIFEST, Manifest};
use super::site_path::{SitePath, spelled};

/// A site as its folder holds it now. Everything is looked up when it is asked for: the folder is not ours alone.
///
/// A path is ours if the manifest lists it, whatever stands there today; a folder is ours if a listed file belongs
/// below it. All else is foreign.
#[derive(Debug)]
pub(super) struct Current {
    root: PathBuf,
    /// Whether the folder exists.
    stands: bool,
    /// Whether the folder has a manifest.
    published: bool,
    listed: Manifest,
}

/// A file, link, folder or other thing in a site's folder that acuerdos did not make.
#[derive(Debug)]
pub(super) struct Foreign {
    /// Its path inside of the folder.
    pub(super) relative: PathBuf,
    /// Whether it is a folder, and not a link to one.
    pub(super) is_folder: bool,
}

impl Current {
    /// Looks at the folder `root` and refuses it if it is not ours: if it has no manifest, it may be missing or empty
    /// or hold hidden entries, not more.
    pub(super) fn read(root: &Path) -> Result<Self, PublishError> {
        let vacant = |stands| Self { root: root.to_path_buf(), stands, published: false, listed: Manifest::default() };
        match standing(root)? {
            None => return Ok(vacant(false)),
            Some(found) if found.is_dir() => {}
            Some(_) => return Err(PublishError::Refused { output: root.to_path_buf(), why: Refusal::NotAFolder }),
        }
        let manifest = root.join(MANIFEST);
        if standing(&manifest)?.is_some_and(|found| found.is_file()) {
            match Manifest::read(&manifest) {
                Err(PublishError::Manifest { problem: ManifestProblem::NotOurs, .. }) => {}
                read => return Ok(Self { published: true, listed: read?, ..vacant(true) }),
            }
        }
        match first_visible(root)? {
            None => Ok(vacant(true)),
            Some(example) => {
                Err(PublishError::Refused { output: root.to_path_buf(), why: Refusal::NotOurs { example } })
            }
        }
    }

    /// Whether the folder exists.
    pub(super) fn stands(&self) -> bool {
        self.stands
    }

    /// Whether the folder has a manifest.
    pub(super) fn has_manifest(&self) -> bool {
        self.published
    }

    /// What the manifest lists.
    pub(super) fn listed(&self) -> &Manifest {
        &self.listed
    }

    /// The file that stands at `path` and its length, if it is a regular file of ours; `None` if the path is free for
    /// us to take. Fails if what stands there is foreign.
    pub(super) fn file(&self, path: &SitePath) -> Result<Option<(PathBuf, u64)>, PublishError> {
        let there = path.below(&self.root);
        let Some(found) = standing(&there)? else { return Ok(None) };
        let ours = if found.is_dir() {
            // What is foreign inside of it comes to light when the foreign files are carried over.
            self.listed.has_folder(path.as_str())
        } else {
            self.listed.has_file(path.as_str())
        };
        if !ours {
            return Err(PublishError::Foreign { path: there });
        }
        Ok(found.is_file().then_some((there, found.len())))
    }

    /// The permissions of the folder that stands at `relative`; `None` if the path is free for us to take. Fails if
    /// something foreign stands there that is no folder.
    pub(super) fn folder(&self, relative: &Path) -> Result<Option<Permissions>, PublishError> {
        let there = self.root.join(relative);
        match standing(&there)? {
            None => Ok(None),
            Some(found) if found.is_dir() => Ok(Some(found.permissions())),
            Some(_) if spelled(relative).is_some_and(|path| self.listed.has_file(&path)) => Ok(None),
            Some(_) => Err(PublishError::Foreign { path: there }),
        }
    }

    /// All that is foreign, sorted by name, folders before what is in them. Links are not followed.
    pub(super) fn foreign(&self) -> impl Iterator<Item = Result<Foreign, PublishError>> {
        let entries = self.stands.then(|| WalkDir::new(&self.root).min_depth(1).sort_by_file_name());
        entries.into_iter().flatten().filter_map(|entry| match entry {
            Ok(entry) => Foreign::met(&entry, &self.root, &self.listed).map(Ok),
            Err(error) => Some(Err(cannot_walk(error, &self.root))),
        })
    }
}

impl Foreign {
    /// What a walk through the folder `root`, of a site of the files `listed`, has met, unless it is ours.
    pub(super) fn met(entry: &DirEntry, root: &Path, listed: &Manifest) -> Option<Self> {
        let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let is_folder = entry.file_type().is_dir();
        let is_ours = spelled(relative)
            .is_some_and(|path| if is_folder { listed.has_folder(&path) } else { listed.has_file(&path) });
        (!is_ours).then(|| Self { relative: relative.to_path_buf(), is_folder })
    }
}

/// The first entry by name that is not hidden.
fn first_visible(folder: &Path) -> Result<Option<PathBuf>, PublishError> {
    let mut first: Option<PathBuf> = None;
    for entry in fs::read_dir(folder).or_cannot(Action::List, folder)? {
        let entry = entry.or_cannot(Action::List, folder)?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if !hidden && first.as_ref().is_none_or(|first| entry.path() < *first) {
            first = Some(entry.path());
        }
    }
    Ok(first)
}
