//! `acuerdos check`

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use similar::TextDiff;

use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global};
use crate::diagnostic::{Severity, github, json, sarif};
use crate::pipeline::{self, Done, Findings, planned};

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    content: ContentArguments,
    /// Fail on warnings as well
    #[arg(long)]
    strict: bool,
    /// Form of the findings; all but `text` go to standard output
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Mend what can mean one thing only, then check again
    #[arg(long)]
    fix: bool,
    /// With `--fix`, show what would change and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs; docs/schemas/check.schema.json describes it
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

pub(super) fn run(global: &Global, arguments: &CheckArguments) -> ExitCode {
    let options = global.options(&arguments.content);
    let (done, findings) = if arguments.fix && !arguments.dry_run {
        match pipeline::fix(&options) {
            Ok(fixed) => fixed,
            Err(failure) => return report::failure(global, &failure),
        }
    } else {
        match pipeline::check(&options) {
            Ok(findings) => (Vec::new(), findings),
            Err(failure) => return report::failure(global, &failure),
        }
    };
    if arguments.fix && !global.quiet {
        tell_done(global, &findings, &done);
    }
    if arguments.dry_run {
        anstream::print!("{}", differences(&findings));
    }
    let language = global.language(findings.language);
    let (found, sources) = (&findings.diagnostics, &findings.sources);
    match arguments.format {
        Format::Text => tell(global, &findings),
        // Where the difference is the result, a second one would spoil it.
        _ if arguments.dry_run => {}
        Format::Json => anstream::print!("{}", json(found, sources, language)),
        Format::Sarif => anstream::print!("{}", sarif(found, sources, language)),
        Format::Github => anstream::print!("{}", github(found, sources, language)),
    }
    let fails = |severity| severity == Severity::Error || (arguments.strict && severity == Severity::Warning);
    if found.iter().any(|diagnostic| fails(diagnostic.severity)) {
        return ExitCode::from(CONTENT_HAS_ERRORS);
    }
    ExitCode::SUCCESS
}

fn tell(global: &Global, findings: &Findings) {
    let language = global.language(findings.language);
    report::findings(global, findings);
    let safe: usize = planned(findings).iter().map(|change| change.done.len()).sum();
    if safe > 0 && !global.quiet {
        let said = say(
            language,
            &format!("se corrigen sin preguntar con `acuerdos check --fix`: {safe}"),
            &format!("mended without asking by `acuerdos check --fix`: {safe}"),
        );
        anstream::eprintln!("{said}");
    }
    // Notes are no disorder.
    if findings.diagnostics.iter().all(|d| d.severity == Severity::Note) && !global.quiet {
        anstream::eprintln!("{}", say(language, "todo en orden", "all in order"));
    }
}

fn tell_done(global: &Global, findings: &Findings, done: &[Done]) {
    let language = global.language(findings.language);
    for Done { path, position, before, after } in done {
        anstream::eprintln!("{path}:{}:{}: {before} → {after}", position.line, position.column);
    }
    if !done.is_empty() {
        let count = done.len();
        let mended = say(language, &format!("correcciones hechas: {count}"), &format!("fixes done: {count}"));
        anstream::eprintln!("{mended}");
    }
}

/// What the safe fixes would change, as `diff -u` tells it.
fn differences(findings: &Findings) -> String {
    let mut text = String::new();
    for change in planned(findings) {
        let (old, new) = (format!("a/{}", change.path), format!("b/{}", change.path));
        let difference = TextDiff::from_lines(&change.before, &change.after);
        let _ = write!(text, "{}", difference.unified_diff().header(&old, &new));
    }
    text
}
