//! `acuerdos completions`

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::{Arguments, Global, report, words};

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// For which shell
    shell: Shell,
}

pub(super) fn run(global: &Global, arguments: &CompletionsArguments) -> ExitCode {
    let language = global.site_language();
    let mut command = words::localised(Arguments::command(), language);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "acuerdos", &mut script);
    match std::io::stdout().write_all(&script) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report::machine(language, None, &error),
    }
}
