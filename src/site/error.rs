//! Why a page could not be made.

use std::{error, fmt, io};

use super::File;

/// A page that could not be made.
#[derive(Debug)]
pub enum RenderError {
    /// A template failed; the text is Tera's, with its place in the template.
    Template {
        /// The page.
        page: String,
        /// What Tera says.
        error: tera::Error,
    },
    /// What was to be written could not be.
    Io(io::Error),
}

impl RenderError {
    /// A template of this file failed.
    pub(super) fn of(file: &File) -> impl Fn(tera::Error) -> Self + Copy {
        |error| Self::Template { page: file.path.clone(), error }
    }
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template { page, error } => write!(f, "{page}: {error}"),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl error::Error for RenderError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Template { error, .. } => Some(error),
            Self::Io(error) => Some(error),
        }
    }
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<serde_json::Error> for RenderError {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<csv::Error> for RenderError {
    fn from(error: csv::Error) -> Self {
        Self::Io(io::Error::other(error))
    }
}
