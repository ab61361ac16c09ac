//! Where a site is published, and which folders may never be.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{Action, OrCannot, PublishError, Refusal, standing};

/// Folders that publishing must not endanger. They need not exist.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    /// Folders that the build reads, such as the content: the output may not be one of them, hold one, or lie in one.
    pub inputs: Vec<PathBuf>,
    /// Folders that the output may lie in, but may not be or hold, such as the project's root and the home folder.
    pub enclosing: Vec<PathBuf>,
}

/// An output folder in canonical form; it need not exist, the folder around it does.
#[derive(Clone, Debug)]
pub(super) struct Location {
    output: PathBuf,
    parent: PathBuf,
    name: OsString,
}

impl Location {
    /// Finds where `output` leads, links followed, and refuses a place where no site may be. Creates the folders
    /// around it, if need be, and nothing else.
    pub(super) fn resolve(output: &Path, protected: &Protected) -> Result<Self, PublishError> {
        let output = canonical(output)?;
        let refused = |why| PublishError::Refused { output: output.clone(), why };
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(refused(Refusal::Root));
        };
        for folder in protected.inputs.iter().chain(&protected.enclosing) {
            let folder = canonical(folder)?;
            if folder.starts_with(&output) {
                return Err(refused(Refusal::Protected { folder }));
            }
        }
        for folder in &protected.inputs {
            let folder = canonical(folder)?;
            if output.starts_with(&folder) {
                return Err(refused(Refusal::Protected { folder }));
            }
        }
        fs::create_dir_all(parent).or_cannot(Action::CreateFolder, parent)?;
        if let Some(found) = standing(&output)? {
            if !found.is_dir() {
                return Err(refused(Refusal::NotAFolder));
            }
            refuse_mount_point(&output, &found, parent)?;
        }
        Ok(Self { parent: parent.to_path_buf(), name: name.to_os_string(), output })
    }

    /// The output folder.
    pub(super) fn output(&self) -> &Path {
        &self.output
    }

    /// The folder in which the new site is put together: in the same file system, so that it can be moved into place.
    pub(super) fn staging(&self) -> PathBuf {
        self.beside(".acuerdos-new")
    }

    /// The lock that one build at a time holds.
    pub(super) fn lock(&self) -> PathBuf {
        self.beside(".acuerdos-lock")
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(suffix);
        self.parent.join(name)
    }
}

/// The canonical form of a path whose last segments need not exist.
fn canonical(path: &Path) -> Result<PathBuf, PublishError> {
    let missing = match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => error,
        resolved => return resolved.or_cannot(Action::Resolve, path),
    };
    let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(missing).or_cannot(Action::Resolve, path);
    };
    // A link that leads nowhere is there all the same: a folder cannot be made at its place.
    if fs::symlink_metadata(path).is_ok() {
        return Err(PublishError::Refused { output: path.to_path_buf(), why: Refusal::NotAFolder });
    }
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    Ok(canonical(parent)?.join(name))
}

/// A mount point cannot be moved: better to say so before the site is built than after.
#[cfg(unix)]
fn refuse_mount_point(output: &Path, found: &fs::Metadata, parent: &Path) -> Result<(), PublishError> {
    use std::os::unix::fs::MetadataExt;

    let around = fs::metadata(parent).or_cannot(Action::Inspect, parent)?;
    if around.dev() == found.dev() { Ok(()) } else { Err(PublishError::Mounted { path: output.to_path_buf() }) }
}

/// Moving it is what tells, elsewhere.
#[cfg(not(unix))]
fn refuse_mount_point(_output: &Path, _found: &fs::Metadata, _parent: &Path) -> Result<(), PublishError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(output: &Path, protected: &Protected) -> Option<Refusal> {
        match Location::resolve(output, protected) {
            Ok(_) => None,
            Err(PublishError::Refused { why, .. }) => Some(why),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn folders_that_hold_the_sources_are_refused_and_nothing_is_created() {
        let project = tempfile::tempdir().unwrap();
        let root = project.path().canonicalize().unwrap();
        fs::create_dir(root.join("content")).unwrap();
        let protected =
            Protected { inputs: vec![root.join("content"), root.join("later")], enclosing: vec![root.clone()] };
        let endangered = |folder: &Path| Some(Refusal::Protected { folder: folder.to_path_buf() });

        assert_eq!(refusal(&root.join("site"), &protected), None);
        assert_eq!(refusal(&root.join("content-site"), &protected), None);
        assert_eq!(refusal(&root.join("content"), &protected), endangered(&root.join("content")));
        assert_eq!(refusal(&root.join("content/a/b/site"), &protected), endangered(&root.join("content")));
        assert_eq!(refusal(&root.join("later/site"), &protected), endangered(&root.join("later")));
        assert!(matches!(refusal(&root, &protected), Some(Refusal::Protected { .. })));
        assert!(matches!(refusal(root.parent().unwrap(), &protected), Some(Refusal::Protected { .. })));
        assert_eq!(refusal(Path::new("/"), &Protected::default()), Some(Refusal::Root));
        assert_eq!(fs::read_dir(root.join("content")).unwrap().count(), 0, "a refusal creates nothing");
    }

    #[test]
    fn a_file_or_a_link_to_nothing_is_not_a_folder() {
        let project = tempfile::tempdir().unwrap();
        let file = project.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(refusal(&file, &Protected::default()), Some(Refusal::NotAFolder));
        #[cfg(unix)]
        {
            let link = project.path().join("link");
            std::os::unix::fs::symlink("nowhere", &link).unwrap();
            assert_eq!(refusal(&link, &Protected::default()), Some(Refusal::NotAFolder));
        }
    }
}
