//! Safe fixes, done in the files of a project.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Failure, Findings, LoadError, Options, check};
use crate::diagnostic::{Fix, Position, Source, fixed, safe_fixes};

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
pub fn fix(options: &Options) -> Result<(Vec<Done>, Findings), Failure> {
    let mut done = Vec::new();
    let mut findings = check(options)?;
    for _ in 0..ROUNDS {
        let changes = planned(&findings);
        if changes.is_empty() {
            break;
        }
        for change in changes {
            let path = options.root.join(&change.path);
            replace(&path, &change).map_err(|source| LoadError { path, source })?;
            done.extend(change.done);
        }
        findings = check(options)?;
    }
    Ok((done, findings))
}

/// Writes a changed file beside the old one, and puts it in its place. A byte order mark is no part of the text, and is
/// kept. A file that is not what was checked any more is left alone: its author is at work on it.
fn replace(path: &Path, change: &Change) -> io::Result<()> {
    let path = path.canonicalize()?;
    let bytes = fs::read(&path)?;
    let mark: &[u8] = if bytes.starts_with("\u{feff}".as_bytes()) { "\u{feff}".as_bytes() } else { &[] };
    if bytes[mark.len()..] != *change.before.as_bytes() {
        return Err(io::Error::other("it was changed while it was being checked"));
    }
    let beside = beside(&path)?;
    let written = write(&beside, mark, change.after.as_bytes(), &path).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What is left of it is of no use; that the disk fails is told by the error before.
        drop(fs::remove_file(&beside));
    }
    written
}

/// A hidden name in the same folder, which no build reads.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(path.with_file_name(format!(".{}.{}.acuerdos", name.to_string_lossy(), std::process::id())))
}

fn write(beside: &Path, mark: &[u8], text: &[u8], old: &Path) -> io::Result<()> {
    let mut file = File::create_new(beside)?;
    file.write_all(mark)?;
    file.write_all(text)?;
    file.set_permissions(fs::metadata(old)?.permissions())?;
    file.sync_all()
}
