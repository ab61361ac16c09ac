//! Safe fixes, done in the files of a project.

use super::replace::replace;
use super::{Failure, Findings, LoadError, Options, check_with};
use crate::diagnostic::{Fix, Position, Source, fixed, safe_fixes};
use crate::external::Asker;

/// How often a project is checked anew at most: each round may show what the one before hid.
const ROUNDS: usize = 10;

/// A fix as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Path of the file, from the project's root.
    pub path: String,
    /// Where, in the file as it was.
    pub position: Position,
    /// What was written.
    pub before: String,
    /// What is written now.
    pub after: String,
}

/// A file before and after its fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Path of the file, from the project's root.
    pub path: String,
    /// Its text.
    pub before: String,
    /// Its text with the fixes done.
    pub after: String,
    /// The fixes.
    pub done: Vec<Done>,
}

/// The files that safe fixes would change, in the order of the sources.
#[must_use]
pub fn planned(findings: &Findings) -> Vec<Change> {
    let sources = findings.sources.iter();
    sources
        .filter_map(|(id, source)| {
            let fixes = safe_fixes(&findings.diagnostics, id);
            let done = fixes.iter().map(|fix| told(source, fix)).collect();
            let after = fixed(&source.text, &fixes);
            (after != source.text).then(|| Change {
                path: source.path.clone(),
                before: source.text.clone(),
                after,
                done,
            })
        })
        .collect()
}

fn told(source: &Source, fix: &Fix) -> Done {
    Done {
        path: source.path.clone(),
        position: source.position(fix.span.start as usize),
        before: source.text.get(fix.span.range()).unwrap_or_default().to_owned(),
        after: fix.replacement.clone(),
    }
}

/// Does what is safe, checks again, and so on until nothing safe is left. Each file is replaced as a whole or not at all.
///
/// # Errors
/// If a file could not be read or written; those before it are mended.
pub fn fix(options: &Options, asker: Option<&Asker<'_>>) -> Result<(Vec<Done>, Findings), Failure> {
    let mut done = Vec::new();
    let mut findings = check_with(options, asker)?;
    for _ in 0..ROUNDS {
        let changes = planned(&findings);
        if changes.is_empty() {
            break;
        }
        for change in changes {
            let path = options.root.join(&change.path);
            replace(&path, &change.before, &change.after).map_err(|source| LoadError { path, source })?;
            done.extend(change.done);
        }
        findings = check_with(options, asker)?;
    }
    Ok((done, findings))
}
