//! Statuses, as configured.

use crate::diagnostic::Language;

pub use crate::config::StatusKind;

/// A status that a commitment can have.
#[derive(Debug, Clone)]
pub struct Status {
    /// Its name in URLs and data.
    pub id: String,
    /// What readers see, in Spanish and in English.
    pub labels: [String; 2],
    /// What it means for the figures.
    pub kind: StatusKind,
    /// Name of a colour of the theme.
    pub color: String,
    /// Name of an icon of the theme.
    pub icon: String,
}

impl Status {
    /// What readers see.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        match language {
            Language::Spanish => &self.labels[0],
            Language::English => &self.labels[1],
        }
    }
}

/// Place of a status in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatusIx(pub usize);
