//! The page to search on, and the words of its scripts.

use serde::Serialize;

/// `search.html`
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// What can be typed, each with an example that this site's own register answers where it can.
    pub examples: Vec<ExampleView>,
    /// Other sites that are searched with this one; none without `[[search.sites]]`.
    pub others: Vec<OtherSiteView>,
    /// The same with this site before them, and every string below `search.several`, as a JSON object for the script
    /// `search-several.js`; null without others.
    pub several_json: Option<String>,
}

/// A site that is searched as well.
#[derive(Debug, Clone, Serialize)]
pub struct OtherSiteView {
    /// What its results say that they are from.
    pub title: String,
    /// Its front page, from the root of this site.
    pub url: String,
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
