//! Lists of commitments, and what narrows them.

use serde::Serialize;

use super::{CountsView, ListView, MeetingRow, OrganisationRef, RowView, StatusCount, StatusView};

/// `commitments.html`, `list.html`: a titled list of commitments.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentsView {
    /// Figures of the whole list, not only of this page of it.
    pub counts: CountsView,
    /// Newest meeting first, by number within one; of what is late, late for longest first.
    pub list: ListView<RowView>,
    /// What all of the list have in common; none on the list of everything.
    pub only: Option<OnlyView>,
    /// What can be chosen, each a page of its own; only on the first page of the list of everything.
    pub filters: Option<FiltersView>,
    /// The status, if the list is of one.
    pub status: Option<StatusView>,
    /// Meetings with the tag, of the series; none for other lists. Only on the first page, at most fifty.
    pub meetings: Vec<MeetingRow>,
}

/// What all commitments of a list have in common.
#[derive(Debug, Clone, Serialize)]
pub struct OnlyView {
    /// `status`, `tags`, `series`, `year`, `open` or `late`.
    pub filter: &'static str,
    /// Its page.
    pub url: String,
}

/// Choices that are pages.
#[derive(Debug, Clone, Serialize)]
pub struct FiltersView {
    /// Open and late ones.
    pub states: Vec<ChoiceView>,
    /// Statuses in use.
    pub statuses: Vec<StatusCount>,
    /// Organisations and units that are responsible for something.
    pub organisations: Vec<OrganisationRef>,
    /// Series of meetings, by name.
    pub series: Vec<ChoiceView>,
    /// Years in which something was agreed, newest first.
    pub years: Vec<ChoiceView>,
    /// Tags in use.
    pub tags: Vec<ChoiceView>,
}

/// A choice with how many commitments it leaves.
#[derive(Debug, Clone, Serialize)]
pub struct ChoiceView {
    /// What to show.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many.
    pub count: usize,
}

/// What the scripts of the lists read.
#[derive(Debug, Clone, Serialize)]
pub struct ListFileView {
    /// Its path, with a fingerprint of what it holds behind it.
    pub url: String,
    /// Whether it is so small that a page need not wait until somebody filters or sorts.
    pub small: bool,
}

/// `list-words.js`
#[derive(Debug, Clone, Serialize)]
pub struct ListWordsView {
    /// Every string below `list.js`, by the rest of its key, as a JSON object. A string that depends on a number is an
    /// object of `one` and `other`.
    pub words_json: String,
}
