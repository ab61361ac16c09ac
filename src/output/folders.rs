//! The folders of the new site: each created once, with the permissions that it had.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::current::Current;
use super::error::{Action, OrCannot, PublishError};

/// Creates folders below one root, from any thread, and remembers them.
#[derive(Debug)]
pub(super) struct Folders {
    root: PathBuf,
    /// By path below the root: the permissions of the current site's folder of that path, if it has one.
    made: Mutex<BTreeMap<PathBuf, Option<Permissions>>>,
}

impl Folders {
    /// Folders below `root`, which exists.
    pub(super) fn below(root: PathBuf) -> Self {
        Self { root, made: Mutex::default() }
    }

    /// Makes sure that the folder `relative` exists, and tells whether the current site has it too. Fails if
    /// something foreign that is no folder stands there in the current site.
    pub(super) fn ensure(&self, relative: &Path, current: &Current) -> Result<bool, PublishError> {
        self.ensure_locked(&mut self.lock(), relative, current)
    }

    fn ensure_locked(
        &self,
        made: &mut MutexGuard<'_, BTreeMap<PathBuf, Option<Permissions>>>,
        relative: &Path,
        current: &Current,
    ) -> Result<bool, PublishError> {
        if let Some(permissions) = made.get(relative) {
            return Ok(permissions.is_some());
        }
        // Below a folder that the current site lacks, or has as a link, it has nothing of ours.
        let (is_root, in_current) = match relative.parent() {
            None => (true, current.stands()),
            Some(parent) => (false, self.ensure_locked(made, parent, current)?),
        };
        let permissions = if in_current { current.folder(relative)? } else { None };
        if !is_root {
            create(&self.root.join(relative))?;
        }
        let stands = permissions.is_some();
        made.insert(relative.to_path_buf(), permissions);
        Ok(stands)
    }

    /// Gives each folder that the current site has too the permissions that it has there. To be called last: they may
    /// forbid to write.
    pub(super) fn restore_permissions(&self) -> Result<(), PublishError> {
        for (relative, permissions) in self.lock().iter().rev() {
            if let Some(permissions) = permissions {
                let folder = self.root.join(relative);
                fs::set_permissions(&folder, permissions.clone()).or_cannot(Action::SetPermissions, &folder)?;
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Option<Permissions>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Creates one folder. That it exists is no error: where case makes no difference, `Actas` may have been made as `actas`.
fn create(folder: &Path) -> Result<(), PublishError> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        created => created.or_cannot(Action::CreateFolder, folder),
    }
}
