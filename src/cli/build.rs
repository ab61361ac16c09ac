//! `acuerdos build`

use std::process::ExitCode;

use super::clock::Stopwatch;
use super::report::{self, say};
use super::{BuildArguments, Global, terminal};
use crate::diagnostic::Language;
use crate::pipeline::{self, Built, Failure};
use crate::site::{Age, Origin};

pub(super) fn run(global: &Global, arguments: &BuildArguments) -> ExitCode {
    match build(global, arguments) {
        Ok(_) => ExitCode::SUCCESS,
        Err(failure) => report::failure(global, &failure),
    }
}

/// Builds and tells so.
pub(super) fn build(global: &Global, arguments: &BuildArguments) -> Result<Built, Failure> {
    let watch = Stopwatch::start();
    let mut options = global.options(&arguments.content);
    options.output.clone_from(&arguments.output);
    options.base_url.clone_from(&arguments.base_url);
    options.jobs = arguments.jobs;
    let language = global.site_language();
    let bar = terminal::Bar::start(global, language, options.progress.clone(), terminal::Counted::Files);
    let built = pipeline::build(&options, &mut || {
        anstream::eprintln!(
            "{}",
            say(
                language,
                "otra construcción está en curso; se espera a que termine",
                "another build is under way; waiting for it"
            )
        );
    });
    drop(bar);
    let built = built?;
    report::findings(global, &built.findings);
    for warning in &built.published.warnings {
        anstream::eprintln!("{}: {}", say(language, "aviso", "warning"), warning.message(language));
    }
    if let Some(before) = built.before.as_ref().filter(|before| before.age() != Age::Same) {
        replaced(global, language, before);
    }
    if !global.quiet {
        tell(global, &built, watch.elapsed());
    }
    Ok(built)
}

/// Tells that the site there was another version's. That of a later one may lack now what that one had.
fn replaced(global: &Global, language: Language, before: &Origin) {
    let made_by = report::made_by(language, Some(before));
    let newer = before.age() == Age::Newer;
    if newer {
        let warning = say(
            language,
            &format!("aviso: el sitio reemplazado estaba {made_by}; puede haber perdido lo que aquel hacía de más"),
            &format!("warning: the site replaced was {made_by}; it may have lost what that one did besides"),
        );
        anstream::eprintln!("{warning}");
    } else if !global.quiet {
        let note = say(
            language,
            &format!("el sitio reemplazado estaba {made_by}"),
            &format!("the site replaced was {made_by}"),
        );
        anstream::eprintln!("{note}");
    }
}

fn tell(global: &Global, built: &Built, elapsed: std::time::Duration) {
    let language = global.language(built.findings.language);
    let published = &built.published;
    let (meetings, commitments) = built.counts;
    let (written, unchanged, removed) = (published.written.len(), published.unchanged, published.removed.len());
    let seconds = elapsed.as_secs_f64();
    let output = published.output.display();
    anstream::eprintln!(
        "{}",
        say(
            language,
            &format!(
                "compromisos: {commitments} · reuniones: {meetings} → {output}\narchivos escritos: {written} · sin cambios: {unchanged} · retirados: {removed} · {seconds:.2} s"
            ),
            &format!(
                "commitments: {commitments} · meetings: {meetings} → {output}\nfiles written: {written} · unchanged: {unchanged} · removed: {removed} · {seconds:.2} s"
            ),
        )
    );
    if global.verbose {
        for path in &published.written {
            anstream::eprintln!("+ {path}");
        }
        for path in &published.removed {
            anstream::eprintln!("- {path}");
        }
    }
}
