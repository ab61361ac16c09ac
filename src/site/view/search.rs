//! The page to search on, and the words of its scripts.

use serde::Serialize;

/// `search.html`
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// What can be typed, each with an example that this site's own register answers where it can.
    pub examples: Vec<ExampleView>,
}

/// A query that shows what can be typed.
#[derive(Debug, Clone, Serialize)]
pub struct ExampleView {
    /// Which of the ways to search it shows: `words`, `phrase`, `exclude`, `or`, `prefix`, `status`, `organisation`,
    /// `meeting`, `series`, `tag`, `document`, `due`, `date` or `number`.
    pub id: &'static str,
    /// As it is typed.
    pub query: String,
    /// The page to search on, with this query.
    pub url: String,
}

/// `search-words.js`
#[derive(Debug, Clone, Serialize)]
pub struct SearchWordsView {
    /// Every string below `search.js`, by the rest of its key, as a JSON object. A string that depends on a number is an
    /// object of `one` and `other`.
    pub words_json: String,
}
