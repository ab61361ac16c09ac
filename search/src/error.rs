//! Why a search cannot be answered.

use std::fmt;

/// The index or the engine is damaged or of another version. A query is never the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngineError(String);

impl EngineError {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EngineError {}

impl From<tantivy::TantivyError> for EngineError {
    fn from(_: tantivy::TantivyError) -> Self {
        Self::new(UNREADABLE)
    }
}

impl From<std::io::Error> for EngineError {
    fn from(_: std::io::Error) -> Self {
        Self::new(UNREADABLE)
    }
}

/// The same words for every error that tantivy has: its own name places in its files, which help nobody who reads a page,
/// and their formatting would make the engine a fifth larger.
const UNREADABLE: &str = "the index cannot be read";
