//! `acuerdos serve`

use std::process::ExitCode;

use clap::Args;

use super::report::{self, say};
use super::{BuildArguments, Global, build};

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    build: BuildArguments,
    /// Port to listen on; if it is taken, the next one that is free
    #[arg(long, short, default_value_t = 8000)]
    port: u16,
}

pub(super) fn run(global: &Global, arguments: &ServeArguments) -> ExitCode {
    let built = match build::build(global, &arguments.build) {
        Ok(built) => built,
        Err(failure) => return report::failure(global, &failure),
    };
    let language = global.language(built.findings.language);
    let served = crate::serve::serve(&built.published.output, arguments.port, |address| {
        // The address is the result: a script may wait for it.
        anstream::println!("http://{address}/");
        if !global.quiet {
            anstream::eprintln!("{}", say(language, "Ctrl-C para terminar", "Ctrl-C to stop"));
        }
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report::machine(language, None, &error),
    }
}
