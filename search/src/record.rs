//! What is indexed, and what a result shows of it.

use serde::{Deserialize, Serialize};

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A commitment with its updates.
    Commitment,
    /// A meeting.
    Meeting,
    /// A plain page.
    Page,
}

impl Kind {
    /// Every kind, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Commitment, Self::Meeting, Self::Page];

    /// The name in data.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Commitment => "commitment",
            Self::Meeting => "meeting",
            Self::Page => "page",
        }
    }

    /// Its code in the column of kinds: its place in [`ALL`](Self::ALL).
    #[must_use]
    pub(crate) fn code(self) -> u64 {
        self as u64
    }
}

/// What a result shows. Read with the results and not before, so that a query costs the texts that it shows and no others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is of.
    #[serde(rename = "k")]
    pub kind: Kind,
    /// As the register has it: `2022-08-09/4`.
    #[serde(rename = "i")]
    pub id: String,
    /// Its page, from the site's root.
    #[serde(rename = "u")]
    pub url: String,
    /// Its title.
    #[serde(rename = "t")]
    pub title: String,
    /// Its text, plain; a line for each paragraph.
    #[serde(rename = "x")]
    pub text: String,
    /// Status, by its place in [`Vocabulary::statuses`].
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<usize>,
    /// Whether it is late.
    #[serde(rename = "l", default, skip_serializing_if = "is_false")]
    pub late: bool,
    /// `2022-08-09`
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// When it is due: `2023-05`.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Who has to do it, by their places in [`Vocabulary::organisations`].
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub responsible: Vec<usize>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// A record to index: what is shown of it, and what else it is found by.
#[derive(Debug, Clone)]
pub struct Record {
    /// What is shown. A word of its title or its [`subject`](Self::subject) counts twice as much as one of the rest of its
    /// text; its id, date and due date are found as well.
    pub entry: Entry,
    /// Bytes at the beginning of the entry's text that say what the record is about: what was agreed, as opposed to the
    /// accounts of progress behind it. What would end within a letter is none.
    pub subject: usize,
    /// Words that it is found by though they do not stand in its text: who is responsible, tags, documents.
    pub keywords: Vec<String>,
    /// The meeting's id.
    pub meeting: Option<String>,
    /// Official papers, by their numbers.
    pub documents: Vec<String>,
    /// Organisations that it is found under, by their places: who is responsible, and the bodies that those are parts of.
    pub organisations: Vec<usize>,
    /// Series, by its place.
    pub series: Option<usize>,
    /// Tags, by their places.
    pub tags: Vec<usize>,
}

/// A value of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// What filters and queries call it.
    pub id: String,
    /// What a reader sees.
    pub label: String,
    /// What else it is called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Of a status: `open`, `closed` or `cancelled`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Of a status: the name of its colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Of a status: the name of its icon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// The values that records have by their places, and the acronyms with what they stand for.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vocabulary {
    /// Statuses.
    pub statuses: Vec<Value>,
    /// Organisations and units.
    pub organisations: Vec<Value>,
    /// Series of meetings.
    pub series: Vec<Value>,
    /// Tags.
    pub tags: Vec<Value>,
    /// Acronyms and what they stand for: a query for one finds the other.
    pub acronyms: Vec<(String, String)>,
}
