//! The folder beside the output in which a new site is put together.
//!
//! ```text
//! .site.acuerdos-new/
//!     .acuerdos-staging   the marker: this folder is ours to remove
//!     tree/               the new site; after the swap, the old one
//!     old/                the old site, where two folders cannot be exchanged in one step
//! ```

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Action, OrCannot, PublishError, standing};

const MARKER: &str = ".acuerdos-staging";

/// What an interrupted build had left behind, and was put in order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Recovered {
    /// A staging folder, which was removed. The site in place was complete.
    Staging,
    /// The old site, moved out of the way, the new one not yet moved in: the old one was moved back.
    OldSite,
}

/// The staging folder of one build. Dropped, it goes away, and what it holds with it.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    output: PathBuf,
}

impl Staging {
    /// Creates the staging folder `folder` for the site in `output`, having put in order what an interrupted build
    /// left there. Refuses a folder of that name that is not ours.
    pub(super) fn create(folder: PathBuf, output: &Path) -> Result<(Self, Option<Recovered>), PublishError> {
        let recovered = clear(&folder, output)?;
        // Killed after the first of these steps, it leaves an empty folder, which `clear` takes for ours as well.
        fs::create_dir(&folder).or_cannot(Action::CreateFolder, &folder)?;
        let staging = Self { folder, output: output.to_path_buf() };
        let marker = staging.folder.join(MARKER);
        File::create_new(&marker).or_cannot(Action::Write, &marker)?;
        let tree = staging.tree();
        fs::create_dir(&tree).or_cannot(Action::CreateFolder, &tree)?;
        Ok((staging, recovered))
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the new site is put together.
    pub(super) fn tree(&self) -> PathBuf {
        self.folder.join("tree")
    }

    /// Where the old site waits while the new one is moved in, if it takes two steps.
    pub(super) fn aside(&self) -> PathBuf {
        aside(&self.folder)
    }

    /// Removes the folder, and an old site in it; does nothing if it has been removed.
    pub(super) fn remove(&self) -> Result<(), PublishError> {
        clear(&self.folder, &self.output).map(drop)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // There is nobody to tell here. What stays is ours to remove, and the next build reports what keeps it from it.
        let _ = self.remove();
    }
}

fn aside(folder: &Path) -> PathBuf {
    folder.join("old")
}

/// Removes a staging folder, if there is one, putting back an old site that is without its place.
fn clear(folder: &Path, output: &Path) -> Result<Option<Recovered>, PublishError> {
    match standing(folder)? {
        None => return Ok(None),
        Some(found) if found.is_dir() && is_ours(folder)? => {}
        Some(_) => return Err(PublishError::Occupied { path: folder.to_path_buf() }),
    }
    let mut recovered = Recovered::Staging;
    let aside = aside(folder);
    if standing(&aside)?.is_some() && standing(output)?.is_none() {
        fs::rename(&aside, output).or_cannot(Action::Move, output)?;
        recovered = Recovered::OldSite;
    }
    let marker = folder.join(MARKER);
    for entry in fs::read_dir(folder).or_cannot(Action::List, folder)? {
        let path = entry.or_cannot(Action::List, folder)?.path();
        if path != marker {
            remove_tree(&path)?;
        }
    }
    // Last, so that a removal that is interrupted can be recognised and ended.
    match fs::remove_file(&marker) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        removed => removed.or_cannot(Action::Remove, &marker)?,
    }
    fs::remove_dir(folder).or_cannot(Action::Remove, folder)?;
    Ok(Some(recovered))
}

/// Whether the folder has our marker, or nothing at all.
fn is_ours(folder: &Path) -> Result<bool, PublishError> {
    let marked = standing(&folder.join(MARKER))?.is_some_and(|marker| marker.is_file());
    Ok(marked || fs::read_dir(folder).or_cannot(Action::List, folder)?.next().is_none())
}

fn remove_tree(path: &Path) -> Result<(), PublishError> {
    let removed = match fs::remove_dir_all(path) {
        // Someone's folder in the old site may forbid to remove what is in it, which has been carried over.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            unlock_folders(path)?;
            fs::remove_dir_all(path)
        }
        removed => removed,
    };
    removed.or_cannot(Action::Remove, path)
}

#[cfg(unix)]
fn unlock_folders(tree: &Path) -> Result<(), PublishError> {
    use std::os::unix::fs::PermissionsExt;

    use super::error::cannot_walk;

    for entry in walkdir::WalkDir::new(tree) {
        let entry = entry.map_err(|error| cannot_walk(error, tree))?;
        if entry.file_type().is_dir() {
            let metadata = entry.metadata().map_err(|error| cannot_walk(error, tree))?;
            let mut permissions = metadata.permissions();
            permissions.set_mode(permissions.mode() | 0o700);
            fs::set_permissions(entry.path(), permissions).or_cannot(Action::SetPermissions, entry.path())?;
        }
    }
    Ok(())
}

/// Folders have no such permissions elsewhere.
#[cfg(not(unix))]
fn unlock_folders(_tree: &Path) -> Result<(), PublishError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_someone_else_is_left_alone() {
        let around = tempfile::tempdir().unwrap();
        let (folder, output) = (around.path().join("new"), around.path().join("site"));
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("thesis.txt"), "years").unwrap();
        assert!(matches!(Staging::create(folder.clone(), &output), Err(PublishError::Occupied { .. })));
        assert_eq!(fs::read(folder.join("thesis.txt")).unwrap(), b"years");
    }

    #[test]
    fn what_a_kill_leaves_at_any_step_is_put_in_order() {
        let around = tempfile::tempdir().unwrap();
        let (folder, output) = (around.path().join("new"), around.path().join("site"));
        let recovered = || {
            let (staging, recovered) = Staging::create(folder.clone(), &output).unwrap();
            drop(staging);
            assert!(!folder.exists());
            recovered
        };
        assert_eq!(recovered(), None);

        fs::create_dir(&folder).unwrap();
        assert_eq!(recovered(), Some(Recovered::Staging), "no marker yet");

        fs::create_dir_all(folder.join("tree/datos")).unwrap();
        fs::write(folder.join(MARKER), "").unwrap();
        fs::write(folder.join("tree/datos/a.json"), "[").unwrap();
        assert_eq!(recovered(), Some(Recovered::Staging), "half a site");

        fs::create_dir_all(folder.join("tree")).unwrap();
        fs::create_dir_all(folder.join("old")).unwrap();
        fs::write(folder.join(MARKER), "").unwrap();
        fs::write(folder.join("old/index.html"), "old").unwrap();
        assert_eq!(recovered(), Some(Recovered::OldSite), "between the two renames");
        assert_eq!(fs::read(output.join("index.html")).unwrap(), b"old");

        fs::create_dir_all(folder.join("old")).unwrap();
        fs::write(folder.join(MARKER), "").unwrap();
        fs::write(folder.join("old/index.html"), "older").unwrap();
        assert_eq!(recovered(), Some(Recovered::Staging), "after the two renames");
        assert_eq!(fs::read(output.join("index.html")).unwrap(), b"old");
    }
}
