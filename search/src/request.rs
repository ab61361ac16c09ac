//! What is asked, and what is answered.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Kind;

/// The most results that one answer has.
pub const MOST_HITS: usize = 200;

/// A query with everything that goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Request {
    /// What the reader typed: see [`crate::query`].
    pub query: String,
    /// Results at most; no more than [`MOST_HITS`].
    #[serde(deserialize_with = "saturated")]
    pub limit: usize,
    /// Results to pass over.
    #[serde(deserialize_with = "saturated")]
    pub offset: usize,
    /// Facet → values, of which one must fit: `{"status": ["pendiente"]}`. A facet or value that there is not fits nothing.
    pub filters: BTreeMap<String, Vec<String>>,
    /// The order of results.
    pub sort: Sort,
    /// Whether the last word may be unfinished.
    pub typing: bool,
}

/// A count, however large: the engine in the page counts to 2^32 only.
fn saturated<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    Ok(usize::try_from(u64::deserialize(deserializer)?).unwrap_or(usize::MAX))
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            limit: 10,
            offset: 0,
            filters: BTreeMap::new(),
            sort: Sort::Relevance,
            typing: false,
        }
    }
}

/// The order of results. Where it does not tell, what is later in the register comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The latest date first; what has no date comes last.
    Newest,
    /// The earliest date first; what has no date comes last.
    Oldest,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// Records that fit.
    pub total: usize,
    /// Those asked for, in order.
    pub hits: Vec<Hit>,
    /// Facet → its values, with how many of the records that fit all other filters have each. A value that none has is
    /// left out, unless it is a filter.
    pub facets: BTreeMap<&'static str, Vec<FacetValue>>,
    /// What the reader should know, in the site's language.
    pub notes: Vec<Note>,
    /// A query that finds more.
    pub suggestion: Option<String>,
    /// Words of the index that the query matched, folded, to mark on the page that the reader opens.
    pub words: Vec<String>,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// As the register has it: `2022-08-09/4`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its page, from the site's root.
    pub url: String,
    /// Its title, plain.
    pub title: String,
    /// Its title as HTML: escaped, with `<mark>` about what fits.
    #[serde(rename = "titleHtml", serialize_with = "as_html")]
    pub marked_title: Marked,
    /// The part of its text that fits best, as HTML like the title's.
    #[serde(serialize_with = "as_html")]
    pub snippet: Marked,
    /// Its status' id.
    pub status: Option<String>,
    /// Its status as a reader sees it.
    pub status_label: Option<String>,
    /// `open`, `closed` or `cancelled`.
    pub status_kind: Option<String>,
    /// The name of its status' colour.
    pub status_color: Option<String>,
    /// The name of its status' icon.
    pub status_icon: Option<String>,
    /// Whether it is late.
    pub late: bool,
    /// `2022-08-09`
    pub date: Option<String>,
    /// `2023-05`
    pub due: Option<String>,
    /// Who has to do it.
    pub responsible: Vec<String>,
    /// How well it fits. Comparable within one answer only.
    pub score: f32,
}

/// A text in parts, of which every second one, from the second on, is marked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked(pub Vec<String>);

impl Marked {
    /// As HTML: escaped, marks as `<mark>`.
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::new();
        for (at, part) in self.0.iter().enumerate() {
            if part.is_empty() {
                continue;
            }
            let marked = at % 2 == 1;
            html.push_str(if marked { "<mark>" } else { "" });
            for c in part.chars() {
                match c {
                    '&' => html.push_str("&amp;"),
                    '<' => html.push_str("&lt;"),
                    '>' => html.push_str("&gt;"),
                    '"' => html.push_str("&quot;"),
                    '\'' => html.push_str("&#39;"),
                    c => html.push(c),
                }
            }
            html.push_str(if marked { "</mark>" } else { "" });
        }
        html
    }
}

fn as_html<S: serde::Serializer>(marked: &Marked, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&marked.html())
}

/// A value of a facet with its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// What filters call it.
    pub id: String,
    /// What a reader sees.
    pub label: String,
    /// Records that have it.
    pub count: usize,
    /// Whether it is a filter of this request.
    pub selected: bool,
}

/// Something that the reader should know about an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What it is about, for programs.
    pub kind: NoteKind,
    /// In words, in the site's language.
    pub text: String,
}

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Nothing has all the words: these have most.
    Partial,
    /// A word was read as another.
    Corrected,
    /// There is no such value of a field.
    UnknownValue,
    /// The query has no word to look for.
    NoWords,
    /// The end of the query was not read.
    Cut,
}
