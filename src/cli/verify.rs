//! `acuerdos verify`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::language::configuration;
use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, Global};
use crate::output;
use crate::pipeline::Failure;

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Folder of a published site; else the one that the project's goes to
    folder: Option<PathBuf>,
}

pub(super) fn run(global: &Global, arguments: &VerifyArguments) -> ExitCode {
    let language = global.site_language();
    let folder = arguments.folder.clone().unwrap_or_else(|| global.root.join(configuration(&global.root).output));
    let found = match output::verify(&folder) {
        Ok(found) => found,
        Err(error) => return report::failure(global, &Failure::Publish(error)),
    };
    for path in &found.changed {
        anstream::println!("{} {path}", say(language, "cambiado:", "changed:"));
    }
    for path in &found.missing {
        anstream::println!("{} {path}", say(language, "falta:", "missing:"));
    }
    for path in &found.extra {
        anstream::println!("{} {}", say(language, "ajeno:", "extra:"), path.display());
    }
    if !global.quiet {
        let sound = found.sound;
        anstream::eprintln!(
            "{}",
            say(language, &format!("{sound} archivos intactos"), &format!("{sound} files intact"))
        );
    }
    if found.is_sound() { ExitCode::SUCCESS } else { ExitCode::from(CONTENT_HAS_ERRORS) }
}
