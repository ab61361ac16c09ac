//! `acuerdos check`

use std::process::ExitCode;

use clap::Args;

use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global};
use crate::pipeline;

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    content: ContentArguments,
    /// Fail on warnings as well
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(global: &Global, arguments: &CheckArguments) -> ExitCode {
    let findings = match pipeline::check(&global.options(&arguments.content)) {
        Ok(findings) => findings,
        Err(failure) => return report::failure(global, &failure),
    };
    report::findings(global, &findings);
    if findings.diagnostics.is_empty() && !global.quiet {
        anstream::eprintln!("{}", say(global.language(findings.language), "todo en orden", "all in order"));
    }
    if findings.have_errors() || (arguments.strict && !findings.diagnostics.is_empty()) {
        return ExitCode::from(CONTENT_HAS_ERRORS);
    }
    ExitCode::SUCCESS
}
