//! What people are told on standard error.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use acuerdos_search::write::IndexError;

use super::{CONTENT_HAS_ERRORS, Global, MACHINE_FAILED, WRONG_USAGE, terminal};
use crate::diagnostic::{Diagnostic, Language, Severity, words};
use crate::output::{ManifestProblem, PublishError};
use crate::pipeline::{Failure, Findings};
use crate::site::{Age, Origin};

/// Notes of one kind that are shown unless more is asked for.
const MOST_NOTES: usize = 5;

/// A phrase in both languages.
pub(super) fn say(language: Language, spanish: &str, english: &str) -> String {
    match language {
        Language::Spanish => spanish.to_owned(),
        Language::English => english.to_owned(),
    }
}

/// Prints findings and how many there are.
pub(super) fn findings(global: &Global, findings: &Findings) {
    let language = global.language(findings.language);
    let shown: Vec<_> =
        findings.diagnostics.iter().filter(|d| !global.quiet || d.severity == Severity::Error).cloned().collect();
    if shown.is_empty() {
        return;
    }
    // Notes are many in a register that lives: a few of each kind are shown, all of them counted.
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let mut is_shown = |diagnostic: &Diagnostic| {
        let before = told.entry(diagnostic.kind.code()).or_default();
        *before += 1;
        diagnostic.severity > Severity::Note || *before <= MOST_NOTES || global.verbose
    };
    let (visible, hidden): (Vec<_>, Vec<_>) = shown.iter().cloned().partition(|diagnostic| is_shown(diagnostic));
    anstream::eprint!("{}", terminal::diagnostics(&visible, &findings.sources, language, &global.root));
    if !hidden.is_empty() {
        let count = hidden.len();
        let more = say(
            language,
            &format!("notas que no se muestran: {count} (`--verbose` las muestra)"),
            &format!("notes that are not shown: {count} (`--verbose` shows them)"),
        );
        anstream::eprintln!("{more}");
    }
    let count = |severity| shown.iter().filter(|d| d.severity == severity).count();
    let plural = |count: usize, one: &str, other: &str| format!("{count} {}", if count == 1 { one } else { other });
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(plural(errors, "error", &say(language, "errores", "errors")));
    }
    if warnings > 0 {
        parts.push(plural(warnings, &say(language, "aviso", "warning"), &say(language, "avisos", "warnings")));
    }
    let notes = count(Severity::Note);
    if notes > 0 {
        parts.push(plural(notes, &say(language, "nota", "note"), &say(language, "notas", "notes")));
    }
    anstream::eprintln!("{}", parts.join(", "));
}

/// Tells why nothing was done.
pub(super) fn failure(global: &Global, failure: &Failure) -> ExitCode {
    let language = global.site_language();
    match failure {
        Failure::Content(found) => {
            findings(global, found);
            let language = global.language(found.language);
            anstream::eprintln!(
                "{}",
                say(
                    language,
                    "el sitio no se construyó; si ya había uno, sigue como estaba",
                    "the site was not built; if there was one, it is as it was"
                )
            );
            return ExitCode::from(CONTENT_HAS_ERRORS);
        }
        Failure::Load(error) => anstream::eprintln!("error: {}", error.message(language)),
        Failure::Publish(error) => {
            anstream::eprintln!("error: {}", error.message(language));
            if let Some(help) = error.help(language) {
                anstream::eprintln!("{}: {help}", say(language, "ayuda", "help"));
            }
            return ExitCode::from(match error {
                PublishError::Refused { .. }
                | PublishError::Occupied { .. }
                | PublishError::Manifest { problem: ManifestProblem::Newer { .. }, .. } => WRONG_USAGE,
                PublishError::Clash { .. } | PublishError::Foreign { .. } => CONTENT_HAS_ERRORS,
                _ => MACHINE_FAILED,
            });
        }
        Failure::Newer(error) => {
            anstream::eprintln!("error: {}", error.message(language));
            let help = say(
                language,
                "ayuda: actualice acuerdos, o elija otra carpeta con `--output`",
                "help: update acuerdos, or choose another folder with `--output`",
            );
            anstream::eprintln!("{help}");
            return ExitCode::from(WRONG_USAGE);
        }
        Failure::Index(error) => {
            let error = match error {
                IndexError::Aside(error) => words::machine(error, language),
                IndexError::Engine(error) => error.to_string(),
            };
            let text = say(
                language,
                &format!("no se pudo hacer el índice: {error}"),
                &format!("the index could not be made: {error}"),
            );
            anstream::eprintln!("error: {text}");
        }
        Failure::Threads(error) => anstream::eprintln!(
            "error: {}",
            say(
                language,
                &format!("no se pudieron iniciar los hilos de trabajo ({error})"),
                &format!("the threads could not be started: {error}")
            )
        ),
    }
    ExitCode::from(MACHINE_FAILED)
}

/// Tells of an answer of the machine.
pub(super) fn machine(language: Language, path: Option<&Path>, error: &io::Error) -> ExitCode {
    let error = words::machine(error, language);
    match path {
        Some(path) => anstream::eprintln!("error: `{}`: {error}", path.display()),
        None => anstream::eprintln!("error: {error}"),
    }
    ExitCode::from(MACHINE_FAILED)
}

/// Which version made a site, and how it stands to this one.
pub(super) fn made_by(language: Language, origin: Option<&Origin>) -> String {
    let own = env!("CARGO_PKG_VERSION");
    let Some(origin) = origin else {
        return say(
            language,
            "hecho por una versión de acuerdos anterior a que los sitios dijeran cuál",
            "made by a version of acuerdos from before sites said which",
        );
    };
    let version = &origin.acuerdos;
    match origin.age() {
        Age::Same => say(language, &format!("hecho por acuerdos {version}"), &format!("made by acuerdos {version}")),
        Age::Older => say(
            language,
            &format!("hecho por acuerdos {version}, anterior a este ({own})"),
            &format!("made by acuerdos {version}, older than this one ({own})"),
        ),
        Age::Newer => say(
            language,
            &format!("hecho por acuerdos {version}, posterior a este ({own})"),
            &format!("made by acuerdos {version}, newer than this one ({own})"),
        ),
        Age::Beyond => say(
            language,
            &format!("hecho por acuerdos {version}, en formatos que este ({own}) no conoce"),
            &format!("made by acuerdos {version}, in formats that this one ({own}) does not know"),
        ),
    }
}
