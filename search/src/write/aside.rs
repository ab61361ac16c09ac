//! What is set aside while an index is made: tantivy's files, and the texts that results show.
//!
//! Of a register of a hundred thousand commitments they are a hundred and forty megabytes, which nobody looks at until they
//! are published. They are in files without a name, which are gone with the program however it ends; what is small stays
//! in memory, and so does all of it where there is no folder.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tempfile::{SpooledData, SpooledTempFile};

/// Bytes of a file up to which it stays in memory.
const SMALL: usize = 1 << 20;

/// Bytes that are gathered before a file is written to.
const BUFFER: usize = 64 << 10;

/// Bytes that are read at a time where a whole file is gone through.
const CHUNK: usize = 256 << 10;

/// Where things are set aside; as tantivy has it, a directory whose files are written once.
#[derive(Clone)]
pub(super) struct Aside {
    folder: Option<PathBuf>,
    files: Arc<Mutex<BTreeMap<PathBuf, Arc<Stored>>>>,
}

impl Aside {
    /// In files below `folder`; without one, in memory.
    pub(super) fn new(folder: Option<&Path>) -> Self {
        Self { folder: folder.map(Path::to_path_buf), files: Arc::default() }
    }

    /// Something new to be written, without a name.
    pub(super) fn writer(&self) -> BufWriter<SpooledTempFile> {
        let file = match &self.folder {
            Some(folder) => SpooledTempFile::new_in(SMALL, folder),
            None => SpooledTempFile::new(usize::MAX),
        };
        BufWriter::with_capacity(BUFFER, file)
    }

    /// The file that tantivy has written at `path`.
    pub(super) fn stored(&self, path: &Path) -> Option<Arc<Stored>> {
        self.files().get(path).cloned()
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Arc<Stored>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, path: &Path) -> Result<Arc<Stored>, OpenReadError> {
        self.stored(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_path_buf()))
    }
}

impl fmt::Debug for Aside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Aside").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What has been written.
pub(super) enum Stored {
    InMemory(OwnedBytes),
    OnDisk { file: Mutex<File>, length: usize },
}

impl Stored {
    /// What has been written to the end.
    pub(super) fn new(written: BufWriter<SpooledTempFile>) -> io::Result<Self> {
        match written.into_inner().map_err(io::IntoInnerError::into_error)?.into_inner() {
            SpooledData::InMemory(bytes) => Ok(Self::from(bytes.into_inner())),
            SpooledData::OnDisk(file) => {
                let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
                Ok(Self::OnDisk { file: Mutex::new(file), length })
            }
        }
    }

    /// How many bytes it is.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::InMemory(bytes) => bytes.len(),
            Self::OnDisk { length, .. } => *length,
        }
    }

    /// Some of its bytes.
    pub(super) fn read(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start > range.end || range.end > self.length() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match self {
            Self::InMemory(bytes) => Ok(bytes.slice(range)),
            Self::OnDisk { file, .. } => {
                let mut bytes = vec![0; range.len()];
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(range.start as u64))?;
                file.read_exact(&mut bytes)?;
                Ok(OwnedBytes::new(bytes))
            }
        }
    }

    /// Its bytes from the first to the last, some at a time.
    pub(super) fn each(&self, mut take: impl FnMut(&[u8])) -> io::Result<()> {
        let mut at = 0;
        while at < self.length() {
            let end = self.length().min(at + CHUNK);
            take(&self.read(at..end)?);
            at = end;
        }
        Ok(())
    }
}

impl From<Vec<u8>> for Stored {
    fn from(mut bytes: Vec<u8>) -> Self {
        bytes.shrink_to_fit();
        Self::InMemory(OwnedBytes::new(bytes))
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stored").field("length", &self.length()).finish_non_exhaustive()
    }
}

impl HasLen for Stored {
    fn len(&self) -> usize {
        self.length()
    }
}

impl FileHandle for Stored {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.read(range)
    }
}

/// A file that tantivy writes: it is among the others once it is at its end.
struct Writing {
    written: Option<BufWriter<SpooledTempFile>>,
    path: PathBuf,
    aside: Aside,
}

impl Writing {
    fn open(&mut self) -> io::Result<&mut BufWriter<SpooledTempFile>> {
        self.written.as_mut().ok_or_else(|| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.open()?.flush()
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        if let Some(written) = self.written.take() {
            self.aside.files().insert(self.path.clone(), Arc::new(Stored::new(written)?));
        }
        Ok(())
    }
}

impl Directory for Aside {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(self.find(path)?)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let gone = self.files().remove(path);
        gone.map(drop).ok_or_else(|| DeleteError::FileDoesNotExist(path.to_path_buf()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files().contains_key(path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let writing = Writing { written: Some(self.writer()), path: path.to_path_buf(), aside: self.clone() };
        Ok(BufWriter::new(Box::new(writing)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.find(path)?;
        let bytes = file.read(0..file.length());
        Ok(bytes.map_err(|error| OpenReadError::wrap_io_error(error, path.to_path_buf()))?.to_vec())
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.files().insert(path.to_path_buf(), Arc::new(Stored::from(bytes.to_vec())));
        Ok(())
    }

    /// Nothing of it is to outlive the program.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    /// Nobody else knows of it.
    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_aside_is_read_back_from_memory_and_from_the_disk() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (place, bytes) in [(None, 3 * SMALL), (Some(folder.path()), 7), (Some(folder.path()), 3 * SMALL)] {
            let aside = Aside::new(place);
            let expected: Vec<u8> = (0..=u8::MAX).cycle().take(bytes).collect();
            let mut writer = aside.open_write(Path::new("a")).expect("opened");
            writer.write_all(&expected).expect("written");
            assert!(!aside.exists(Path::new("a")).expect("asked"), "not at its end");
            writer.terminate().expect("ended");
            let stored = aside.stored(Path::new("a")).expect("there");
            assert_eq!(matches!(*stored, Stored::OnDisk { .. }), place.is_some() && bytes > SMALL);
            assert_eq!(stored.length(), bytes);
            assert_eq!(&*stored.read(3..bytes - 2).expect("read"), &expected[3..bytes - 2]);
            let mut whole = Vec::new();
            stored.each(|some| whole.extend_from_slice(some)).expect("read");
            assert!(whole == expected);
            assert!(stored.read(0..bytes + 1).is_err());
        }
        let names = std::fs::read_dir(folder.path()).expect("listed").count();
        assert_eq!(names, 0, "nothing has a name");
    }

    #[test]
    fn a_folder_that_there_is_not_is_an_error_of_the_machine() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let aside = Aside::new(Some(&folder.path().join("gone")));
        let mut writer = aside.open_write(Path::new("a")).expect("opened");
        let written = writer.write_all(&vec![7; 2 * SMALL]).and_then(|()| writer.terminate());
        assert_eq!(written.map_err(|error| error.kind()), Err(io::ErrorKind::NotFound));
    }
}
