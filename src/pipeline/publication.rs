//! What documents are written from, and the files that they go to.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;

use chrono::NaiveDate;

use super::{Failure, Findings, Options, load, plan, with_causes};
use crate::diagnostic::{Diagnostics, Kind, Span};
use crate::site::{Depth, RenderError, Site, template_failure};

/// The site as a build would write it, and the warnings; `since` is in the place of the configured previous cut-off date.
///
/// # Errors
/// If the content has errors or cannot be read.
pub fn publication(options: &Options, since: Option<NaiveDate>) -> Result<(Site, Findings), Failure> {
    let mut project = load(&options.root)?;
    project.config.previous_cut_off = since.or(project.config.previous_cut_off);
    let (site, pending) = plan(project, options, Depth::Build, None);
    match site {
        Some(site) if !pending.has_errors() => {
            let diagnostics = pending.diagnostics.into_sorted(site.sources());
            let sources = site.sources().with_texts(&BTreeMap::new());
            let findings = Findings { diagnostics, sources, language: site.register().language };
            Ok((site, findings))
        }
        _ => Err(Failure::Content(pending.into_findings())),
    }
}

/// What is wrong with a template of the theme that a document could not be written by, at its place.
#[must_use]
pub fn unfilled(site: &Site, error: &RenderError) -> Findings {
    let sources = site.sources().with_texts(&BTreeMap::new());
    let (message, span) = template_failure(&with_causes(error), &sources);
    let mut diagnostics = Diagnostics::default();
    let first = sources.iter().next().map(|(id, _)| Span::new(id, 0..0));
    if let Some(span) = span.or(first) {
        diagnostics.report(Kind::Template { message }, span);
    }
    Findings { diagnostics: diagnostics.into_sorted(&sources), sources, language: site.register().language }
}

/// What to do with a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and writing fails.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes a file whole or not at all.
///
/// # Errors
/// If it is there and is to stay (`AlreadyExists`), or the disk fails.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> io::Result<()> {
    write_with(path, existing, |file| file.write_all(bytes))
}

/// The same of what `fill` writes, without ever holding more than a little of it in memory.
///
/// # Errors
/// As [`write()`], and if `fill` fails.
pub fn write_with(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".acuerdos-");
    // What is written is for others to read, as far as the machine's owner lets them.
    #[cfg(unix)]
    builder.permissions(<std::fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    let mut buffered = io::BufWriter::new(&mut file);
    fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
    match existing {
        Existing::Keep => file.persist_noclobber(path).map_err(|error| error.error)?,
        Existing::Replace => file.persist(path).map_err(|error| error.error)?,
    };
    Ok(())
}
