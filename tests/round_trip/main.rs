//! What `acuerdos report` writes of a register, imported into an empty project, is the same register.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "../support/mod.rs"]
mod support;

mod files;
mod property;
mod table;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::program::{Ran, run};
use support::{Project, tree};

/// The project in a folder of the repository; `.` is the repository's own.
fn project(folder: &str) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let project = Project::new();
    project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
    for (path, text) in tree(&root.join("content")) {
        project.write(&format!("content/{path}"), text);
    }
    project
}

/// What a register says, as its data have it.
fn data(project: &Project) -> [Value; 2] {
    let Ran { code, err, .. } = run(project, &["build", "--quiet"]);
    assert_eq!(code, 0, "{err}");
    let spanish = project.path("site/datos").exists();
    let names = if spanish { ["datos/compromisos", "datos/reuniones"] } else { ["data/commitments", "data/meetings"] };
    names.map(|name| serde_json::from_str(&project.read(&format!("site/{name}.json"))).unwrap())
}

/// Compares two registers item by item, so that a difference is told where it is.
fn same(found: &[Value; 2], wanted: &[Value; 2], context: &str) {
    for (found, wanted) in found.iter().zip(wanted) {
        let (found, wanted) = (found.as_array().unwrap(), wanted.as_array().unwrap());
        for (found, wanted) in found.iter().zip(wanted) {
            for (key, value) in wanted.as_object().unwrap() {
                assert_eq!(&found[key], value, "{context}: {} {key}", wanted["id"]);
            }
        }
        assert_eq!(found.len(), wanted.len(), "{context}");
    }
}
