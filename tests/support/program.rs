//! The program itself, as somebody runs it who has set no language and sits at no terminal.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::Project;

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program in a folder, without anything of the environment that changes what it says.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE", "NO_COLOR", "FORCE_HYPERLINK", "COLUMNS"] {
        command.env_remove(name);
    }
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// What it said, and how it ended.
pub(crate) fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).expect("what it says is UTF-8");
    Ran { code: output.status.code().expect("it ended by itself"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs it in a project's folder.
pub(crate) fn run(project: &Project, arguments: &[&str]) -> Ran {
    ran(program(project.root()).args(arguments).output().unwrap())
}
