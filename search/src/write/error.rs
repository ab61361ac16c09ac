//! Why an index cannot be made.

use std::fmt;
use std::io;
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenReadError, OpenWriteError};

use crate::EngineError;

/// Why an index cannot be made, or read again while it is published.
#[derive(Debug)]
pub enum IndexError {
    /// It would be more than an index can hold.
    Engine(EngineError),
    /// What is set aside while it is made could not be written, or read back.
    Aside(io::Error),
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(error) => error.fmt(f),
            Self::Aside(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Engine(error) => Some(error),
            Self::Aside(error) => Some(error),
        }
    }
}

impl From<EngineError> for IndexError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// For whoever only asks: an index that cannot be read back is one that cannot be read.
impl From<IndexError> for EngineError {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Engine(error) => error,
            IndexError::Aside(error) => error.into(),
        }
    }
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        Self::Aside(error)
    }
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::IoError(cause) => Self::shared(cause),
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. })
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => Self::shared(io_error),
            other => Self::Engine(other.into()),
        }
    }
}

impl IndexError {
    /// tantivy's errors can be cloned, those of the machine cannot. The number of one is all that it is.
    fn shared(cause: Arc<io::Error>) -> Self {
        Self::Aside(match cause.raw_os_error() {
            Some(code) => io::Error::from_raw_os_error(code),
            None => io::Error::new(cause.kind(), cause),
        })
    }
}
