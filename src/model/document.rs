//! References to official papers.

use super::PartialDate;
use crate::diagnostic::{Span, Spanned};

/// An agreement, a letter or another body's commitment that minutes refer to.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its number, as first written: `INE/CG241/2022`.
    pub id: String,
    /// Title, if configured.
    pub title: Option<String>,
    /// Where it can be read, if configured.
    pub url: Option<Spanned<String>>,
    /// Its date, if configured.
    pub date: Option<PartialDate>,
    /// Where it is configured, if it is.
    pub configured: Option<Span>,
}

/// Place of a document in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DocumentIx(pub usize);
