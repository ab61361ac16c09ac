//! Pages of several lists.

use serde::Serialize;

use super::{CommitmentRow, StatusView};

/// `sections.html`: what is due, what has changed, what is to be reviewed.
#[derive(Debug, Clone, Serialize)]
pub struct ListsView {
    /// What the page is about, in a sentence or two.
    pub lede: String,
    /// Its lists.
    pub sections: Vec<ListSection>,
}

/// One of the lists.
#[derive(Debug, Clone, Serialize)]
pub struct ListSection {
    /// Its anchor on the page.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What is on it, and why.
    pub rule: String,
    /// What an empty one says.
    pub none: String,
    /// How many there are.
    pub count: usize,
    /// The first of them; at most two hundred.
    pub rows: Vec<NotedRow>,
    /// How many more there are.
    pub hidden: usize,
    /// Whether any row has a note.
    pub noted: bool,
}

/// A commitment with what there is to say of it on this list.
#[derive(Debug, Clone, Serialize)]
pub struct NotedRow {
    /// The commitment.
    pub row: CommitmentRow,
    /// The status that it had, where it has another now.
    pub from: Option<StatusView>,
    /// Why it is here; plain text.
    pub note: Option<String>,
}
