//! The writing side, as the person who keeps the minutes meets it: from an empty folder to recorded progress.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "../support/mod.rs"]
mod support;

mod canonical;
mod recording;
mod starting;

use std::process::Command;

use support::Project;

/// What a run left behind.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a project's folder, in an environment without a language and with nobody at the terminal.
fn run(project: &Project, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.current_dir(project.root()).args(arguments).stdin(std::process::Stdio::null()).output();
    let output = output.unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("messages are UTF-8");
    Ran { code: output.status.code().expect("it ended by itself"), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs what has to succeed.
fn done(project: &Project, arguments: &[&str]) -> Ran {
    let ran = run(project, arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    ran
}

/// Nothing is wrong and nothing is doubted.
fn in_order(project: &Project, today: &str) {
    let check = run(project, &["check", "--strict", "--today", today]);
    assert_eq!(check.code, 0, "{}", check.err);
    let build = run(project, &["build", "--today", today]);
    assert_eq!(build.code, 0, "{}", build.err);
}
