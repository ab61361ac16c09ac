//! One file on its way into the new site: kept as it is if its bytes are the same, written anew if not.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::{Action, OrCannot, PublishError};
use super::manifest::Sum;

/// How much is read from a file at a time.
const CHUNK: usize = 16 * 1024;

/// What became of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Fate {
    /// It is new, or differs from the one that stood there.
    Written,
    /// It is the one that stood there, with its modification time.
    Unchanged,
}

/// A file that is ready to be published.
#[derive(Clone, Copy, Debug)]
pub(super) struct Staged {
    pub(super) sum: Sum,
    pub(super) bytes: u64,
    pub(super) fate: Fate,
}

/// A file being staged: a writer that reads along in the previous version as long as the bytes are the same.
///
/// So a file of any length is compared without holding it in memory, and one that has not changed is not written. What
/// counts is what is on the disk, not what the manifest says: someone may have edited the file.
#[derive(Debug)]
pub(super) struct StagedFile {
    target: PathBuf,
    state: State,
    hasher: Sha256,
    bytes: u64,
    /// Why writing failed, with its path, for which an `io::Error` has no room.
    failure: Option<PublishError>,
}

#[derive(Debug)]
enum State {
    /// All bytes so far are those that the previous version begins with.
    Same(Previous),
    /// The bytes go to the target.
    Written(File),
}

#[derive(Debug)]
struct Previous {
    path: PathBuf,
    file: File,
    length: u64,
}

impl StagedFile {
    /// Begins the file `target`, which does not exist yet; `previous` is its version in the current site.
    pub(super) fn begin(target: PathBuf, previous: Option<PathBuf>) -> Result<Self, PublishError> {
        let state = match previous {
            None => State::Written(create(&target)?),
            Some(path) => {
                let file = File::open(&path).or_cannot(Action::Read, &path)?;
                let length = file.metadata().or_cannot(Action::Inspect, &path)?.len();
                State::Same(Previous { path, file, length })
            }
        };
        Ok(Self { target, state, hasher: Sha256::new(), bytes: 0, failure: None })
    }

    /// Ends the file: if every byte was that of the previous version, the previous version is what is staged.
    pub(super) fn finish(mut self) -> Result<Staged, PublishError> {
        if let Some(failure) = self.failure.take() {
            return Err(failure);
        }
        let fate = match &mut self.state {
            State::Same(previous) if previous.length == self.bytes => {
                link_or_copy(&previous.path, &self.target)?;
                Fate::Unchanged
            }
            State::Same(previous) => {
                previous.copy_beginning(self.bytes, &self.target)?;
                Fate::Written
            }
            State::Written(_) => Fate::Written,
        };
        Ok(Staged { sum: Sum(self.hasher.finalize().into()), bytes: self.bytes, fate })
    }

    /// The reason why writing failed, if it is ours; otherwise `error`, as met by whoever filled the file.
    pub(super) fn failure(&mut self, action: Action, path: &Path, error: io::Error) -> PublishError {
        let theirs = || PublishError::Io { action, path: path.to_path_buf(), source: error };
        self.failure.take().unwrap_or_else(theirs)
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), PublishError> {
        if let State::Same(previous) = &mut self.state
            && !previous.goes_on_with(bytes)?
        {
            self.state = State::Written(previous.copy_beginning(self.bytes, &self.target)?);
        }
        if let State::Written(file) = &mut self.state {
            file.write_all(bytes).or_cannot(Action::Write, &self.target)?;
        }
        self.hasher.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }
}

impl Write for StagedFile {
    /// Takes all bytes or fails for good.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.failure.is_none()
            && let Err(failure) = self.add(bytes)
        {
            self.failure = Some(failure);
        }
        match &self.failure {
            None => Ok(bytes.len()),
            Some(failure) => Err(io::Error::other(failure.to_string())),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Previous {
    /// Whether the next bytes of the file are `expected`.
    fn goes_on_with(&mut self, expected: &[u8]) -> Result<bool, PublishError> {
        let mut buffer = [0; CHUNK];
        for expected in expected.chunks(CHUNK) {
            let read = &mut buffer[..expected.len()];
            match self.file.read_exact(read) {
                Ok(()) if read == expected => {}
                Ok(()) => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
                Err(error) => return Err(error).or_cannot(Action::Read, &self.path),
            }
        }
        Ok(true)
    }

    /// Begins the file `target` with the first `length` bytes of this one.
    fn copy_beginning(&mut self, length: u64, target: &Path) -> Result<File, PublishError> {
        let mut written = create(target)?;
        self.file.rewind().or_cannot(Action::Read, &self.path)?;
        let mut beginning = (&self.file).take(length);
        let copied = io::copy(&mut beginning, &mut written).or_cannot(Action::Write, target)?;
        if copied < length {
            // Someone cut it short since it was compared.
            return Err(io::ErrorKind::UnexpectedEof.into()).or_cannot(Action::Read, &self.path);
        }
        Ok(written)
    }
}

fn create(target: &Path) -> Result<File, PublishError> {
    OpenOptions::new().write(true).create_new(true).open(target).or_cannot(Action::Write, target)
}

/// Makes what stands at `from` stand at `to` too, which nothing does yet: by a hard link, or where the file system has
/// none, by a copy with the same permissions and modification time. A symbolic link stays one.
pub(super) fn link_or_copy(from: &Path, to: &Path) -> Result<(), PublishError> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        // Both are in one folder: if a link would cross file systems, one is mounted inside of it.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            Err(PublishError::Mounted { path: from.to_path_buf() })
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error).or_cannot(Action::Carry, to),
        Err(refused) => {
            let found = fs::symlink_metadata(from).or_cannot(Action::Inspect, from)?;
            if found.is_file() {
                copy(from, &found, to)
            } else if found.is_symlink() {
                copy_symlink(from, to).or_cannot(Action::Carry, from)
            } else {
                Err(refused).or_cannot(Action::Carry, from)
            }
        }
    }
}

fn copy(from: &Path, found: &Metadata, to: &Path) -> Result<(), PublishError> {
    let mut source = File::open(from).or_cannot(Action::Read, from)?;
    let mut target = create(to)?;
    io::copy(&mut source, &mut target).or_cannot(Action::Carry, from)?;
    found.modified().and_then(|time| target.set_modified(time)).or_cannot(Action::Carry, from)?;
    target.set_permissions(found.permissions()).or_cannot(Action::SetPermissions, to)
}

#[cfg(unix)]
fn copy_symlink(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn copy_symlink(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{FileTypeExt, symlink_dir, symlink_file};

    let target = fs::read_link(from)?;
    if fs::symlink_metadata(from)?.file_type().is_symlink_dir() {
        symlink_dir(target, to)
    } else {
        symlink_file(target, to)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    const OLD: &[u8] = b"0123456789";

    fn stage(parts: &[&[u8]]) -> (Fate, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        fs::write(&old, OLD).unwrap();
        let mut file = StagedFile::begin(new.clone(), Some(old)).unwrap();
        for part in parts {
            file.write_all(part).unwrap();
        }
        let staged = file.finish().unwrap();
        let bytes = fs::read(new).unwrap();
        assert_eq!(staged.sum, Sum(Sha256::digest(&bytes).into()));
        assert_eq!(staged.bytes, bytes.len() as u64);
        (staged.fate, bytes)
    }

    #[test]
    fn wherever_the_difference_is_the_new_bytes_are_staged() {
        assert_eq!(stage(&[b"0123", b"", b"456789"]), (Fate::Unchanged, OLD.to_vec()));
        for parts in [
            &[b"0123".as_slice(), b"4567x9"] as &[&[u8]],
            &[b"x123456789"],
            &[b"012345678", b"x"],
            &[b"0123456789", b"more"],
            &[b"01234"],
            &[],
        ] {
            assert_eq!(stage(parts), (Fate::Written, parts.concat()), "{parts:?}");
        }
    }

    #[test]
    fn a_file_longer_than_a_chunk_is_compared_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old");
        let mut bytes: Vec<u8> = (0..=u8::MAX).cycle().take(3 * CHUNK + 7).collect();
        fs::write(&old, &bytes).unwrap();
        for (name, fate) in [("same", Fate::Unchanged), ("other", Fate::Written)] {
            let mut file = StagedFile::begin(folder.path().join(name), Some(old.clone())).unwrap();
            file.write_all(&bytes).unwrap();
            assert_eq!(file.finish().unwrap().fate, fate);
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), bytes);
            bytes[3 * CHUNK + 6] ^= 1;
        }
    }

    #[test]
    fn a_copy_keeps_time_and_permissions_where_links_fail() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::write(&from, OLD).unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&from).unwrap().set_modified(time).unwrap();
        let mut permissions = fs::metadata(&from).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&from, permissions).unwrap();

        copy(&from, &fs::symlink_metadata(&from).unwrap(), &to).unwrap();
        let copied = fs::metadata(&to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), OLD);
        assert_eq!(copied.modified().unwrap(), time);
        assert!(copied.permissions().readonly());
    }

    #[test]
    fn a_failure_to_write_names_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("gone/new"));
        fs::write(&old, OLD).unwrap();
        let mut file = StagedFile::begin(new.clone(), Some(old)).unwrap();
        let error = file.write_all(b"different").unwrap_err();
        match file.failure(Action::Read, Path::new("elsewhere"), error) {
            PublishError::Io { action: Action::Write, path, .. } => assert_eq!(path, new),
            other => panic!("{other}"),
        }
    }
}
