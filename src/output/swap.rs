//! The one moment at which the new site becomes the site.

use std::fs;
use std::io;
use std::path::Path;

use super::error::{Action, OrCannot, PublishError, standing};

/// Puts the folder `tree` at the place of `output`, and tells where the folder that was there is now: at `tree`, at
/// `aside`, or there was none.
///
/// Where the system can exchange two folders (Linux, macOS, on their usual file systems), it is one step. Elsewhere it
/// is two renames: for the moment between them no site is there, and a build killed in it leaves the old one at
/// `aside`, from where the next build puts it back.
pub(super) fn put_in_place<'a>(
    tree: &'a Path,
    output: &Path,
    aside: &'a Path,
) -> Result<Option<&'a Path>, PublishError> {
    if standing(output)?.is_none() {
        return rename(tree, output).map(|()| None).map_err(|error| cannot_move(error, output));
    }
    match exchange(tree, output) {
        Ok(()) => Ok(Some(tree)),
        Err(error) if is_unsupported(&error) => rename_twice(tree, output, aside).map(|()| Some(aside)),
        Err(error) => Err(cannot_move(error, output)),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the kernel or the file system does not know how to exchange: `ENOSYS`, `ENOTSUP` or `EINVAL`.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

fn rename_twice(tree: &Path, output: &Path, aside: &Path) -> Result<(), PublishError> {
    rename(output, aside).map_err(|error| cannot_move(error, output))?;
    rename(tree, output).map_err(|error| {
        let cause = cannot_move(error, output);
        match rename(aside, output).or_cannot(Action::Move, output) {
            Ok(()) => cause,
            Err(leftover) => PublishError::NotCleared { cause: Box::new(cause), leftover: Box::new(leftover) },
        }
    })
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

fn cannot_move(error: io::Error, output: &Path) -> PublishError {
    match error.kind() {
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
            PublishError::Mounted { path: output.to_path_buf() }
        }
        _ => PublishError::Io { action: Action::Move, path: output.to_path_buf(), source: error },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(folder: &Path) -> Vec<u8> {
        fs::read(folder.join("index.html")).unwrap()
    }

    #[test]
    fn each_way_of_swapping_leaves_both_sites_whole() {
        let around = tempfile::tempdir().unwrap();
        let [tree, output, aside] = ["tree", "output", "aside"].map(|name| around.path().join(name));
        let site = |folder: &Path, text: &str| {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("index.html"), text).unwrap();
        };

        site(&tree, "first");
        assert_eq!(put_in_place(&tree, &output, &aside).unwrap(), None);
        assert_eq!(page(&output), b"first");

        site(&tree, "second");
        let replaced = put_in_place(&tree, &output, &aside).unwrap().unwrap();
        assert_eq!((page(&output), page(replaced)), (b"second".to_vec(), b"first".to_vec()));

        fs::remove_dir_all(replaced).unwrap();
        site(&tree, "third");
        rename_twice(&tree, &output, &aside).unwrap();
        assert_eq!((page(&output), page(&aside)), (b"third".to_vec(), b"second".to_vec()));
    }

    #[test]
    fn a_second_rename_that_fails_puts_the_old_site_back() {
        let around = tempfile::tempdir().unwrap();
        let [tree, output, aside] = ["tree", "output", "aside"].map(|name| around.path().join(name));
        fs::create_dir(&output).unwrap();
        fs::write(output.join("index.html"), "old").unwrap();
        assert!(rename_twice(&tree, &output, &aside).is_err());
        assert_eq!(page(&output), b"old");
    }
}
