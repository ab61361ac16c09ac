//! Free Markdown, kept as the places where it stands.

use crate::diagnostic::Span;

/// Free Markdown of the author: the stretches of a source that make it up, in order. Its text stays in the source, so
/// that a register of a hundred thousand commitments does not hold every word twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prose {
    /// The stretches; none, if there is no text.
    pub parts: Vec<Span>,
}

impl Prose {
    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}
