//! What is said to the people who write: spans, kinds, words and their rendering. Imports nothing of ours.
//!
//! A [`Diagnostic`] has a [`Kind`] (data, never text), a severity, the place that it is about and, where two places
//! disagree, the other ones. The words live in [`words`], one file a language; tests match kinds, a snapshot pins words.

mod kind;
mod language;
mod render;
mod source;
mod span;
mod suggest;
pub mod words;

pub use kind::{Key, Kind, Type};
pub use language::Language;
pub use render::{Palette, render, render_to};
pub use source::{Position, Source, Sources};
pub use span::{SourceId, Span, Spanned};
pub use suggest::nearest;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the site is built all the same.
    Warning,
    /// The site is not built.
    Error,
}

/// What another place has to do with a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The same thing was given before, here.
    First,
    /// What the record says, here.
    Recorded,
    /// The meeting or commitment that is meant, here.
    Subject,
    /// The next link of a chain, here.
    Link,
}

/// One finding about the content, the configuration or the theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What it is.
    pub kind: Kind,
    /// How grave.
    pub severity: Severity,
    /// The place that it is about.
    pub span: Span,
    /// Other places that matter.
    pub related: Vec<(Role, Span)>,
}

impl Diagnostic {
    /// A diagnostic of the kind's own severity.
    #[must_use]
    pub fn new(kind: Kind, span: Span) -> Self {
        Self { severity: kind.default_severity(), kind, span, related: Vec::new() }
    }

    /// Adds another place.
    #[must_use]
    pub fn with(mut self, role: Role, span: Span) -> Self {
        self.related.push((role, span));
        self
    }
}

/// Everything found in a run; a step adds to it and goes on.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds one of the kind's own severity.
    pub fn report(&mut self, kind: Kind, span: Span) {
        self.push(Diagnostic::new(kind, span));
    }

    /// Adds all of another step's.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// All of them, by file and place, repetitions left out.
    #[must_use]
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| (sources.get(d.span.source).path.clone(), d.span.start, d.kind.code());
            key(a).cmp(&key(b))
        });
        self.0.dedup();
        self.0
    }

    /// As they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }
}
