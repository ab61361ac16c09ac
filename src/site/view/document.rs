//! Documents.

use serde::Serialize;

use super::{BacklinkView, DateView, ListView, RowView};

/// A reference to an official paper.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// Its number: `INE/CG241/2022`.
    pub id: String,
    /// Title, if configured.
    pub title: Option<String>,
    /// Date, if configured.
    pub date: Option<DateView>,
    /// Its page.
    pub url: String,
    /// Where the paper itself is, if configured.
    pub external_url: Option<String>,
    /// How many commitments refer to it.
    pub count: usize,
}

/// `documents.html`
#[derive(Debug, Clone, Serialize)]
pub struct DocumentsView {
    /// By number.
    pub list: ListView<DocumentView>,
}

/// `document.html`
#[derive(Debug, Clone, Serialize)]
pub struct DocumentPageView {
    /// Itself.
    pub document: DocumentView,
    /// Commitments that refer to it.
    pub list: ListView<RowView>,
    /// What else links here.
    pub backlinks: Vec<BacklinkView>,
}
