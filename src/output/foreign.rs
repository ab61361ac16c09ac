//! What someone else put into the output folder, on its way into the new site.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::current::{Current, Foreign};
use super::error::{Action, OrCannot, PublishError, cannot_walk, standing};
use super::folders::Folders;
use super::manifest::Manifest;
use super::site_path::spelled;
use super::staged_file::link_or_copy;

/// How often the old site is gone through for what others still put into it while it is taken apart.
const ROUNDS: usize = 3;

/// What has been carried over, as it was then, so that a later change can be told.
#[derive(Debug, Default)]
pub(super) struct Carried(BTreeMap<PathBuf, Stamp>);

/// Length and modification time.
#[derive(Debug, Eq, PartialEq)]
struct Stamp(u64, Option<SystemTime>);

impl From<&Metadata> for Stamp {
    fn from(found: &Metadata) -> Self {
        Self(found.len(), found.modified().ok())
    }
}

/// Carries everything foreign in the folder `output` of the current site over to the folder `tree` of the new one,
/// which consists of `planned`. Fails if any of it is in the way of the new site.
pub(super) fn carry(
    current: &Current,
    output: &Path,
    planned: &Manifest,
    folders: &Folders,
    tree: &Path,
) -> Result<Carried, PublishError> {
    let mut carried = Carried::default();
    for entry in current.foreign() {
        let entry = entry?;
        let from = output.join(&entry.relative);
        if in_the_way(&entry, planned) {
            return Err(PublishError::Foreign { path: from });
        }
        if entry.is_folder {
            folders.ensure(&entry.relative, current)?;
        } else {
            if let Some(folder) = entry.relative.parent() {
                folders.ensure(folder, current)?;
            }
            let found = fs::symlink_metadata(&from).or_cannot(Action::Inspect, &from)?;
            link_or_copy(&from, &tree.join(&entry.relative))?;
            carried.0.insert(entry.relative, Stamp::from(&found));
        }
    }
    Ok(carried)
}

/// An old site whose place the new one has taken.
pub(super) struct Replaced<'a> {
    /// The folder that it is in now.
    pub(super) folder: &'a Path,
    /// The files of it that are ours.
    pub(super) listed: &'a Manifest,
    /// The files of it that are not, and are in the new site as well.
    pub(super) carried: &'a Carried,
}

impl Replaced<'_> {
    /// Takes the old site apart, moving into the new one, in `output` and of the files `planned`, whatever others have
    /// put into the old one since [`carry`]: until the swap, and a moment after, they may still write into it.
    ///
    /// The site has been published by then, so what cannot be moved is returned as warnings. What cannot be removed
    /// stays, for the removal of the staging folder to report.
    pub(super) fn take_apart(&self, output: &Path, planned: &Manifest) -> Vec<PublishError> {
        let mut warnings = Vec::new();
        for _ in 0..ROUNDS {
            warnings = self.sweep(output, planned);
            // It is gone, unless something has arrived in a folder after that was gone through.
            if !self.folder.exists() {
                break;
            }
        }
        warnings
    }

    fn sweep(&self, output: &Path, planned: &Manifest) -> Vec<PublishError> {
        let mut warnings = Vec::new();
        for entry in WalkDir::new(self.folder).contents_first(true).sort_by_file_name() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    warnings.push(cannot_walk(error, self.folder));
                    continue;
                }
            };
            let is_root = entry.depth() == 0;
            if let Some(foreign) = Foreign::met(&entry, self.folder, self.listed).filter(|_| !is_root)
                && let Err(warning) = self.move_if_new(&foreign, output, planned)
            {
                warnings.push(warning);
                continue;
            }
            // A folder goes only if it is empty. An error is no surprise, and tells nothing that is not seen later.
            let _ =
                if entry.file_type().is_dir() { fs::remove_dir(entry.path()) } else { fs::remove_file(entry.path()) };
        }
        warnings
    }

    /// Moves what is foreign into the new site, unless it has been carried there as it is.
    fn move_if_new(&self, entry: &Foreign, output: &Path, planned: &Manifest) -> Result<(), PublishError> {
        let (from, to) = (self.folder.join(&entry.relative), output.join(&entry.relative));
        if entry.is_folder {
            // One that was carried and that its owner has removed since stays removed.
            return Ok(());
        }
        let found = fs::symlink_metadata(&from).or_cannot(Action::Inspect, &from)?;
        match self.carried.0.get(&entry.relative) {
            Some(stamp) if *stamp == Stamp::from(&found) => return Ok(()),
            Some(_) => {}
            None if in_the_way(entry, planned) || standing(&to)?.is_some() => {
                return Err(PublishError::Foreign { path: to });
            }
            None => {}
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).or_cannot(Action::CreateFolder, folder)?;
        }
        fs::rename(&from, &to).or_cannot(Action::Move, &to)
    }
}

/// Whether the site `planned` needs the place of `entry` for something else.
fn in_the_way(entry: &Foreign, planned: &Manifest) -> bool {
    let is_planned_folder = || spelled(&entry.relative).is_some_and(|path| planned.has_folder(&path));
    let is_in_planned_file =
        entry.relative.ancestors().filter_map(spelled).any(|path| !path.is_empty() && planned.has_file(&path));
    is_in_planned_file || (!entry.is_folder && is_planned_folder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_or_changed_at_the_last_moment_is_moved_over() {
        let around = tempfile::tempdir().unwrap();
        let (old, new) = (around.path().join("old"), around.path().join("new"));
        let write = |root: &Path, path: &str, text: &str| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let lists = |text: &str| {
            let path = around.path().join("manifest");
            fs::write(&path, format!("# acuerdos manifest 1\n{}  {text}\n", "0".repeat(64))).unwrap();
            Manifest::read(&path).unwrap()
        };
        write(&old, "gone.html", "ours");
        write(&old, ".git/index", "before and after");
        write(&new, ".git/index", "before");
        write(&old, ".git/HEAD", "as it was carried");
        write(&new, ".git/HEAD", "changed after the swap");
        write(&old, ".git/same", "same");
        fs::hard_link(old.join(".git/same"), new.join(".git/same")).unwrap();
        write(&old, ".well-known/token", "late");
        write(&old, "page.html", "late, and in the way");
        write(&new, "page.html", "ours");

        let stamp = |path: &str| Stamp::from(&fs::symlink_metadata(old.join(path)).unwrap());
        let carried = Carried(BTreeMap::from([
            (".git/index".into(), Stamp(6, None)),
            (".git/HEAD".into(), stamp(".git/HEAD")),
            (".git/same".into(), stamp(".git/same")),
        ]));
        let replaced = Replaced { folder: &old, listed: &lists("gone.html"), carried: &carried };
        let warnings = replaced.take_apart(&new, &lists("page.html"));
        for (path, text) in [
            (".git/index", "before and after"),
            (".git/HEAD", "changed after the swap"),
            (".git/same", "same"),
            (".well-known/token", "late"),
            ("page.html", "ours"),
        ] {
            assert_eq!(fs::read_to_string(new.join(path)).unwrap(), text, "{path}");
        }
        assert!(!new.join("gone.html").exists());
        assert!(matches!(warnings.as_slice(), [PublishError::Foreign { path }] if path.ends_with("page.html")));
    }
}
