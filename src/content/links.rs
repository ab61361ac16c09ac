//! What stands between `[[` and `]]`.

use crate::model::text::tidy;

/// The target of a `[[link]]`, not yet looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A meeting or a commitment, as everywhere.
    Reference(String),
    /// `doc:NUMBER`
    Document(String),
    /// `org:NAME`
    Organisation(String),
    /// A prefix that means nothing here.
    Unknown,
}

impl LinkTarget {
    /// What it is called, without the prefix.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Reference(name) | Self::Document(name) | Self::Organisation(name) => Some(name),
            Self::Unknown => None,
        }
    }
}

/// Reads the target of a `[[link]]`. The prefixes are read in both languages.
#[must_use]
pub fn parse_link(target: &str) -> LinkTarget {
    // In a table the bar before a link's text has to be escaped; Markdown hands on the backslash.
    let target = tidy(target.trim_end().trim_end_matches('\\'));
    let Some((kind, name)) = target.split_once(':') else { return LinkTarget::Reference(target) };
    let name = name.trim().to_owned();
    match kind.trim().to_lowercase().as_str() {
        "doc" | "documento" | "document" if !name.is_empty() => LinkTarget::Document(name),
        "org" | "institucion" | "institución" | "organisation" if !name.is_empty() => LinkTarget::Organisation(name),
        _ => LinkTarget::Unknown,
    }
}
