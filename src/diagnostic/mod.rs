//! What is said to the people who write: spans, kinds, words and their rendering. Imports nothing of ours.
//!
//! A [`Diagnostic`] has a [`Kind`] (data, never text), a severity, the place that it is about and, where two places
//! disagree, the other ones. The words live in [`words`], one file a language; tests match kinds, a snapshot pins words.

mod explain;
mod fix;
mod github;
mod json;
mod kind;
mod language;
mod render;
mod rules;
mod sarif;
mod source;
mod span;
mod suggest;
mod trouble;
pub mod words;

pub use explain::explain;
pub use fix::{Applicability, Fix, fixed, safe_fixes};
pub use github::github;
pub use json::json;
pub use kind::{Key, Kind, Type};
pub use language::Language;
pub use render::{Palette, render, render_to};
pub use rules::{Bounds, Level, Levels, RULES, Rule, rule};
pub use sarif::sarif;
pub use source::{Position, Source, Sources};
pub use span::{SourceId, Span, Spanned};
pub use suggest::{Guess, guess, nearest};
pub use trouble::Trouble;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know; nothing is wrong with what is written.
    Note,
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
    /// A meeting that says nothing of it, here.
    Silent,
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
    /// What would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of the kind's own severity.
    #[must_use]
    pub fn new(kind: Kind, span: Span) -> Self {
        Self { severity: kind.default_severity(), kind, span, related: Vec::new(), fix: None }
    }

    /// Adds another place.
    #[must_use]
    pub fn with(mut self, role: Role, span: Span) -> Self {
        self.related.push((role, span));
        self
    }

    /// Adds what would mend it: another text for its own place.
    #[must_use]
    pub fn replaced_by(mut self, replacement: impl Into<String>, applicability: Applicability) -> Self {
        self.fix = Some(Fix { span: self.span, replacement: replacement.into(), applicability });
        self
    }
}

/// Everything found in a run; a step adds to it and goes on.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    levels: Levels,
}

impl Diagnostics {
    /// Grades what was found so far, and what will be, as the configuration says.
    pub fn grade(&mut self, levels: Levels) {
        self.levels = levels;
        for diagnostic in std::mem::take(&mut self.found) {
            self.push(diagnostic);
        }
    }

    /// Adds one, unless it is off.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if let Some(severity) = self.levels.of(diagnostic.kind.code(), diagnostic.severity) {
            diagnostic.severity = severity;
            self.found.push(diagnostic);
        }
    }

    /// Adds one of the kind's own severity.
    pub fn report(&mut self, kind: Kind, span: Span) {
        self.push(Diagnostic::new(kind, span));
    }

    /// Adds all of another step's.
    pub fn append(&mut self, others: Self) {
        for diagnostic in others.found {
            self.push(diagnostic);
        }
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|d| d.severity == severity).count()
    }

    /// All of them, by file and place, repetitions left out.
    #[must_use]
    pub fn into_sorted(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |d: &Diagnostic| (sources.get(d.span.source).path.clone(), d.span.start, d.kind.code());
            key(a).cmp(&key(b))
        });
        self.found.dedup();
        for diagnostic in &mut self.found {
            // An address is taken as it stands.
            if matches!(diagnostic.kind, Kind::MovedLink { .. }) {
                continue;
            }
            let Some(fix) = &mut diagnostic.fix else { continue };
            // What has markup in it is more than the words that were read.
            let written = sources.slice(fix.span);
            if written.is_empty() || written.contains(['*', '_', '&', '\\', '[', ']', '<', '`', '\n', '\r']) {
                fix.applicability = Applicability::Maybe;
            }
        }
        self.found
    }

    /// As they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }
}
