//! `acuerdos check`

use std::fmt::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, ValueEnum};
use similar::TextDiff;

use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global, terminal};
use crate::diagnostic::{Severity, github, json, sarif};
use crate::external::{Asker, Courtesy, Reach, Web};
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
    /// Ask other sites whether what is linked there still is; nothing does so without this
    #[arg(long, help_heading = OTHER_SITES)]
    external: bool,
    /// Seconds between two requests to one server
    #[arg(long, help_heading = OTHER_SITES, requires = "external", value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pause: Duration,
    /// Seconds after which an answer is no longer waited for
    #[arg(long, help_heading = OTHER_SITES, requires = "external", value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    timeout: Duration,
    /// Ask servers of this machine and of inner networks as well
    #[arg(long, help_heading = OTHER_SITES, requires = "external")]
    private: bool,
}

/// Heading of the options of `--external`.
const OTHER_SITES: &str = "Other sites";

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: Option<f64> = text.parse().ok().filter(|seconds| (0.0..=3600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "write seconds, such as `1` or `0.5`".to_owned())
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
    let reach = if arguments.private { Reach::Everything } else { Reach::Public };
    let web = arguments.external.then(|| Web::new(reach, arguments.timeout));
    let asker = web.as_ref().map(|web| Asker::new(web, Courtesy { pause: arguments.pause, ..Courtesy::default() }));
    let bar = asker.is_some().then(|| {
        terminal::Bar::start(global, global.site_language(), options.progress.clone(), terminal::Counted::Addresses)
    });
    let (done, findings) = if arguments.fix && !arguments.dry_run {
        match pipeline::fix(&options, asker.as_ref()) {
            Ok(fixed) => fixed,
            Err(failure) => return report::failure(global, &failure),
        }
    } else {
        match pipeline::check_with(&options, asker.as_ref()) {
            Ok(findings) => (Vec::new(), findings),
            Err(failure) => return report::failure(global, &failure),
        }
    };
    drop(bar);
    if let Some(asker) = asker.filter(|_| !global.quiet) {
        tell_asked(global, &findings, asker.counts());
    }
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

fn tell_asked(global: &Global, findings: &Findings, (asked, inner): (usize, usize)) {
    let language = global.language(findings.language);
    let mut said = if findings.have_errors() && asked + inner == 0 {
        say(
            language,
            "no se preguntó a otros sitios: primero hay que corregir los errores",
            "other sites were not asked: errors have to be mended first",
        )
    } else {
        say(
            language,
            &format!("direcciones de otros sitios por las que se preguntó: {asked}"),
            &format!("addresses of other sites that were asked for: {asked}"),
        )
    };
    if inner > 0 {
        said += &say(
            language,
            &format!(" · de redes internas, por las que no se preguntó: {inner} (`--private` pregunta)"),
            &format!(" · of inner networks, not asked for: {inner} (`--private` asks)"),
        );
    }
    anstream::eprintln!("{said}");
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
