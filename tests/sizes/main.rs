//! Input of any size and depth ends in a site or in diagnostics, within memory that is given to it: never a panic, an abort or
//! a stack that runs over. How time and memory grow, `cargo run --release --example hostile` tells.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod shapes;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::process::{Command, Output};

use rayon::prelude::*;
use support::Project;

/// Builds a project with so many megabytes of addresses, which is what a limit can be put on.
fn build(project: &Project, megabytes: usize) -> Output {
    let limit = format!("ulimit -v {}; exec \"$0\" \"$@\"", megabytes * 1024);
    let mut command = Command::new("sh");
    command.args(["-c", &limit, env!("CARGO_BIN_EXE_acuerdos"), "--lang", "en", "build", "--jobs", "2"]);
    command.args(["--today", "2023-02-15", "--root"]).arg(project.root()).output().unwrap()
}

/// That it ended by itself, with a site or with what is wrong; its messages.
fn ended(name: &str, output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let start: String = said.chars().take(2_000).collect();
    let Some(code) = output.status.code() else { panic!("{name}: ended by {}: {start}", output.status) };
    assert!(code == 0 || code == 1, "{name}: ended with {code}: {start}");
    assert!(!said.contains("panicked") && !said.contains("overflow"), "{name}: {start}");
    assert!(code == 0 || said.contains("error"), "{name}: nothing says what is wrong: {start}");
    said
}

#[test]
fn every_shape_ends_in_a_site_or_diagnostics() {
    let shapes: Vec<_> = shapes::shapes().into_iter().map(|shape| (shape.name, (shape.files)(shape.quick))).collect();
    assert!(shapes.len() > 80, "{}", shapes.len());
    shapes.par_iter().for_each(|(name, files)| {
        let project = Project::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        ended(name, &build(&project, 2_000));
    });
}

/// A file of this length that takes no room on the disk.
fn sparse(project: &Project, path: &str, bytes: u64) {
    project.write(path, "");
    fs::File::options().write(true).open(project.path(path)).unwrap().set_len(bytes).unwrap();
}

#[test]
fn a_gigabyte_in_one_line_is_refused_unread_wherever_a_text_is_expected() {
    for path in [
        "content/reuniones/2022-08-09.md",
        "content/guia.md",
        "acuerdos.toml",
        "theme/templates/page.html",
        "theme/strings/es.toml",
        "theme/static/propio.css",
    ] {
        let project = Project::new();
        project.write("content/reuniones/2022-09-08.md", "---\nfecha: 2022-09-08\n---\n");
        sparse(&project, path, 1 << 30);
        // Less than would hold it.
        let said = ended(path, &build(&project, 900));
        assert!(said.contains(path) && said.contains("16777216"), "{path}: {said}");
    }
}

#[test]
fn a_large_file_that_is_copied_is_not_held_in_memory() {
    let project = Project::new();
    project.write("content/reuniones/2022-09-08.md", "---\nfecha: 2022-09-08\n---\n");
    sparse(&project, "content/anexo.bin", 1 << 30);
    let said = ended("content/anexo.bin", &build(&project, 900));
    assert!(project.path("site/anexo.bin").exists(), "{said}");
}
