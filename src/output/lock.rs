//! The lock that keeps two builds from publishing into one folder at a time.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::{Action, OrCannot, PublishError, standing};

/// A lock held until it is dropped; the operating system releases it too if the process is killed.
///
/// On Unix the file goes away with the lock. Elsewhere, and after a kill, it stays: empty, unlocked, and used again by
/// the next build.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`; if another build holds it, calls `wait` once and waits. Refuses a path where
    /// something stands that is no lock of ours.
    pub(super) fn take(path: PathBuf, wait: &mut dyn FnMut()) -> Result<Self, PublishError> {
        let mut wait = Some(wait);
        loop {
            if let Some(found) = standing(&path)?
                && !(found.is_file() && found.len() == 0)
            {
                return Err(PublishError::Occupied { path });
            }
            let file = OpenOptions::new()
                .read(true)
                .write(true)
                .create(true)
                .truncate(false)
                .open(&path)
                .or_cannot(Action::Lock, &path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    if let Some(wait) = wait.take() {
                        wait();
                    }
                    file.lock().or_cannot(Action::Lock, &path)?;
                }
                Err(TryLockError::Error(error)) => return Err(error).or_cannot(Action::Lock, &path),
            }
            // The build that held it removed the file before letting go: what is locked then is a file without a
            // name, and somebody else may hold the file that has taken its place.
            if is_named(&file, &path)? {
                return Ok(Self { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // Still locked, so nobody else takes this file for theirs. Should it stay, the next build uses it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Whether `path` is a name of the open file `file`.
#[cfg(unix)]
fn is_named(file: &File, path: &Path) -> Result<bool, PublishError> {
    use std::os::unix::fs::MetadataExt;

    let opened = file.metadata().or_cannot(Action::Inspect, path)?;
    Ok(standing(path)?.is_some_and(|found| (found.dev(), found.ino()) == (opened.dev(), opened.ino())))
}

/// The file is never removed here, so it keeps its name.
#[cfg(not(unix))]
fn is_named(_file: &File, _path: &Path) -> Result<bool, PublishError> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_holder_at_a_time_though_the_file_comes_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let holders = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _lock = Lock::take(path.clone(), &mut || {}).unwrap();
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0, "two hold the lock");
                        std::thread::yield_now();
                        holders.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(path.exists(), cfg!(not(unix)));
    }

    #[test]
    fn a_file_with_something_in_it_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        fs::write(&path, "mine").unwrap();
        assert!(matches!(Lock::take(path.clone(), &mut || {}), Err(PublishError::Occupied { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }
}
