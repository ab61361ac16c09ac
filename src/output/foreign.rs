//! What someone else put into the output folder, on its way into the new site.

use std::fs::{self, Metadata};
use std::path::Path;

use super::current::{Current, Foreign, foreign_in};
use super::error::{Action, OrCannot, PublishError, standing};
use super::folders::Folders;
use super::manifest::Manifest;
use super::site_path::spelled;
use super::staged_file::link_or_copy;

/// Carries everything foreign in the folder `output` of the current site over to the folder `tree` of the new one,
/// which consists of `planned`. Fails if any of it is in the way of the new site.
pub(super) fn carry(
    current: &Current,
    output: &Path,
    planned: &Manifest,
    folders: &Folders,
    tree: &Path,
) -> Result<(), PublishError> {
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
            link_or_copy(&from, &tree.join(&entry.relative))?;
        }
    }
    Ok(())
}

/// Moves what became or changed in the folder of the old site while the new one took its place: between [`carry`] and
/// the swap there is a moment in which others may still write. `replaced` is where the old site, of the files
/// `listed`, is now.
///
/// The site has been published by then, so what goes wrong is returned as warnings.
pub(super) fn rescue(replaced: &Path, listed: &Manifest, output: &Path, planned: &Manifest) -> Vec<PublishError> {
    let rescued = foreign_in(replaced, listed).map(|entry| {
        let entry = entry?;
        let (from, to) = (replaced.join(&entry.relative), output.join(&entry.relative));
        let found = fs::symlink_metadata(&from).or_cannot(Action::Inspect, &from)?;
        if standing(&to)?.is_some_and(|carried| is_same(&found, &carried)) {
            return Ok(());
        }
        if in_the_way(&entry, planned) {
            return Err(PublishError::Foreign { path: to });
        }
        let folder = if entry.is_folder { Some(to.as_path()) } else { to.parent() };
        if let Some(folder) = folder {
            fs::create_dir_all(folder).or_cannot(Action::CreateFolder, folder)?;
        }
        if entry.is_folder { Ok(()) } else { fs::rename(&from, &to).or_cannot(Action::Move, &to) }
    });
    rescued.filter_map(Result::err).collect()
}

/// Whether the site `planned` needs the place of `entry` for something else.
fn in_the_way(entry: &Foreign, planned: &Manifest) -> bool {
    let is_planned_folder = || spelled(&entry.relative).is_some_and(|path| planned.has_folder(&path));
    let is_in_planned_file =
        entry.relative.ancestors().filter_map(spelled).any(|path| !path.is_empty() && planned.has_file(&path));
    is_in_planned_file || (!entry.is_folder && is_planned_folder())
}

/// Whether a foreign entry is still what was carried. A hard link shows the same time and length by nature, a copy was
/// given them; a symbolic link that was made anew is merely moved once more.
fn is_same(found: &Metadata, carried: &Metadata) -> bool {
    found.file_type() == carried.file_type()
        && (found.is_dir() || (found.len(), found.modified().ok()) == (carried.len(), carried.modified().ok()))
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
        write(&old, ".git/same", "same");
        fs::hard_link(old.join(".git/same"), new.join(".git/same")).unwrap();
        write(&old, ".well-known/token", "late");
        fs::create_dir(old.join("empty")).unwrap();
        write(&old, "page.html", "late, and in the way");
        write(&new, "page.html", "ours");

        let warnings = rescue(&old, &lists("gone.html"), &new, &lists("page.html"));
        for (path, text) in [
            (".git/index", "before and after"),
            (".git/same", "same"),
            (".well-known/token", "late"),
            ("page.html", "ours"),
        ] {
            assert_eq!(fs::read_to_string(new.join(path)).unwrap(), text, "{path}");
        }
        assert!(new.join("empty").is_dir() && !new.join("gone.html").exists());
        assert!(matches!(warnings.as_slice(), [PublishError::Foreign { path }] if path.ends_with("page.html")));
    }
}
