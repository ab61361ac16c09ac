//! The writing side, as the person who keeps the minutes meets it: from an empty folder to recorded progress.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "../support/mod.rs"]
mod support;

mod canonical;
mod recording;
mod starting;

use support::Project;
use support::program::{Ran, run};

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
