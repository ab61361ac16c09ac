//! tantivy's files, wherever their bytes are.

use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

/// Where the bytes of files are.
pub(crate) trait Source: Send + Sync + 'static {
    /// The place of a file; none, if there is no such file.
    fn find(&self, name: &str) -> Option<usize>;
    /// Its length in bytes.
    fn length(&self, file: usize) -> usize;
    /// Bytes of it.
    fn read(&self, file: usize, range: Range<usize>) -> io::Result<OwnedBytes>;
}

/// A directory that is only read. That tantivy writes to it when an index is opened is passed over: it would write what is
/// known.
pub(crate) struct Files<S>(pub(crate) Arc<S>);

impl<S> Clone for Files<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S> fmt::Debug for Files<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}

struct Handle<S> {
    source: Arc<S>,
    file: usize,
}

impl<S> fmt::Debug for Handle<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handle")
    }
}

impl<S: Source> HasLen for Handle<S> {
    fn len(&self) -> usize {
        self.source.length(self.file)
    }
}

impl<S: Source> FileHandle for Handle<S> {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.source.read(self.file, range)
    }
}

impl<S: Source> Files<S> {
    fn find(&self, path: &Path) -> Result<usize, OpenReadError> {
        let name = path.to_str().unwrap_or_default();
        self.0.find(name).ok_or_else(|| OpenReadError::FileDoesNotExist(PathBuf::from(path)))
    }
}

fn read_only() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl<S: Source> Directory for Files<S> {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(Handle { source: Arc::clone(&self.0), file: self.find(path)? }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn exists(&self, _path: &Path) -> Result<bool, OpenReadError> {
        Ok(false)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let file = self.find(path)?;
        let bytes = self.0.read(file, 0..self.0.length(file));
        Ok(bytes.map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?.to_vec())
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> io::Result<()> {
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
