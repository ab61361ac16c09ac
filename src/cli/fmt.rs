//! `acuerdos fmt`

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;
use similar::TextDiff;

use super::changing::{Stop, told};
use super::report::say;
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global};
use crate::content::{FileKind, Formatted, format};
use crate::diagnostic::{Language, SourceId};
use crate::model::MeetingId;
use crate::pipeline::{Desk, Failure};

#[derive(Debug, Args)]
pub(super) struct FmtArguments {
    /// Files or folders of the content; else all of it
    #[arg(value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Change nothing; name the files that would change, and exit 1 if there are any
    #[arg(long)]
    check: bool,
    /// Change nothing; print what would change
    #[arg(long)]
    diff: bool,
}

pub(super) fn run(global: &Global, arguments: &FmtArguments) -> ExitCode {
    let options = global.options(&ContentArguments { drafts: true, today: None });
    let desk = match Desk::open(&options) {
        Ok(desk) => desk,
        Err(error) => return told(global, Language::Spanish, Stop::Failure(Failure::Load(error))),
    };
    match run_on(global, arguments, &desk) {
        Ok(code) => code,
        Err(stop) => told(global, desk.config().language, stop),
    }
}

fn run_on(global: &Global, arguments: &FmtArguments, desk: &Desk) -> Result<ExitCode, Stop> {
    let language = global.language(desk.config().language);
    let mut changed: BTreeMap<SourceId, String> = BTreeMap::new();
    let mut refused = false;
    let formatted: Vec<(SourceId, Formatted)> = chosen(language, arguments, desk)?
        .into_par_iter()
        .map(|(source, path, minutes)| {
            let stem = path.strip_suffix(".md").unwrap_or(path);
            let kind = if minutes {
                FileKind::Minutes(MeetingId(Desk::meeting_id(path).unwrap_or(stem).to_owned()))
            } else {
                FileKind::Page(stem.to_owned())
            };
            (source, format(&desk.sources().get(source).text, &kind, desk.config().language))
        })
        .collect();
    for (source, formatted) in formatted {
        match formatted {
            Formatted::Canonical => {}
            Formatted::Changed(form) => drop(changed.insert(source, form)),
            Formatted::Errors => {
                refused = true;
                complain(
                    language,
                    desk,
                    source,
                    "tiene errores y no se tocó; `acuerdos check` los dice",
                    "has errors and was left alone; `acuerdos check` tells them",
                );
            }
            Formatted::Differs => {
                refused = true;
                complain(
                    language,
                    desk,
                    source,
                    "no se tocó: en forma canónica no diría lo mismo. Es un error de acuerdos; repórtelo con el archivo",
                    "was left alone: in canonical form it would not say the same. This is a mistake of acuerdos; please report it with the file",
                );
            }
        }
    }
    // Each file says the same; together they have to as well.
    if !changed.is_empty() {
        let outcome = desk.with(&changed);
        if outcome.new_errors.have_errors() || outcome.reading != desk.reading() {
            let first = changed.keys().next().map_or_else(PathBuf::new, |&source| desk.path(source));
            return Err(Stop::Refused { findings: outcome.new_errors, file: first });
        }
    }
    for (&source, form) in &changed {
        let name = &desk.sources().get(source).path;
        if arguments.diff {
            let diff = TextDiff::from_lines(desk.sources().get(source).text.as_str(), form.as_str());
            anstream::print!("{}", diff.unified_diff().header(&format!("a/{name}"), &format!("b/{name}")));
        } else if arguments.check {
            anstream::println!("{name}");
        } else {
            desk.write(source, form).map_err(|error| Stop::Disk(desk.path(source), error))?;
            anstream::println!("{name}");
        }
    }
    let failed = refused || (arguments.check && !changed.is_empty());
    Ok(if failed { ExitCode::from(CONTENT_HAS_ERRORS) } else { ExitCode::SUCCESS })
}

fn complain(language: Language, desk: &Desk, source: SourceId, spanish: &str, english: &str) {
    anstream::eprintln!("error: {} {}", desk.sources().get(source).path, say(language, spanish, english));
}

/// The files that were asked for.
fn chosen<'a>(
    language: Language,
    arguments: &FmtArguments,
    desk: &'a Desk,
) -> Result<Vec<(SourceId, &'a str, bool)>, Stop> {
    let all: Vec<_> = desk.files().collect();
    if arguments.files.is_empty() {
        return Ok(all);
    }
    let mut chosen = Vec::new();
    for asked in &arguments.files {
        let full = asked.canonicalize().ok();
        let within = |source| {
            desk.path(source).canonicalize().ok().zip(full.as_ref()).is_some_and(|(file, full)| file.starts_with(full))
        };
        let found: Vec<_> = all.iter().copied().filter(|&(source, _, _)| within(source)).collect();
        if found.is_empty() {
            let asked = asked.display();
            return Err(Stop::Usage {
                problem: say(
                    language,
                    &format!("{asked} no es un archivo Markdown del contenido"),
                    &format!("{asked} is no Markdown file of the content"),
                ),
                help: say(language, "diga archivos o carpetas de `content`", "name files or folders of `content`"),
            });
        }
        for file in found {
            if !chosen.contains(&file) {
                chosen.push(file);
            }
        }
    }
    Ok(chosen)
}
