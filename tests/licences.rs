//! Whose work is in the program, and under which licences, is told by the program itself. `UPDATE_EXPECTED=1` writes the list
//! anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const LIST: &str = "src/cli/licences.txt";

/// What cargo knows of all packages of every system; those of other systems, which building did not need, are downloaded where they
/// are not on this machine.
fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the packages of other systems are needed too; run: cargo fetch --locked\n{told}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// The ids of the packages that are linked into what `root` makes, on some system: no macros, no build scripts, no tests.
fn linked(metadata: &Value, root: &str) -> BTreeSet<String> {
    let packages: BTreeMap<&str, &Value> =
        metadata["packages"].as_array().unwrap().iter().map(|package| (text(package, "id"), package)).collect();
    let nodes: BTreeMap<&str, &Value> =
        metadata["resolve"]["nodes"].as_array().unwrap().iter().map(|node| (text(node, "id"), node)).collect();
    let is_macro = |id: &str| {
        let targets = packages[id]["targets"].as_array().unwrap().iter();
        targets.flat_map(|target| target["kind"].as_array().unwrap()).any(|kind| kind == "proc-macro")
    };
    let root = packages.iter().find(|(_, package)| text(package, "name") == root).unwrap().0;
    let (mut found, mut open) = (BTreeSet::new(), vec![*root]);
    while let Some(id) = open.pop() {
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            let is_linked = dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            let id = text(dependency, "pkg");
            if is_linked && !is_macro(id) && found.insert(id.to_owned()) {
                open.push(nodes.get_key_value(id).unwrap().0);
            }
        }
    }
    found
}

/// The list as it has to be: a line for each package of others.
fn list(metadata: &Value) -> String {
    let linked = linked(metadata, "acuerdos");
    let packages = metadata["packages"].as_array().unwrap().iter();
    let others = packages.filter(|package| linked.contains(text(package, "id")) && !package["source"].is_null());
    let lines: BTreeSet<String> = others
        .map(|package| {
            let licence = package["license"].as_str().unwrap_or_else(|| panic!("{}: no licence", package["name"]));
            // The older way to write it.
            let licence = licence.replace(" / ", "/").replace('/', " OR ");
            format!("{} {} · {licence}\n", text(package, "name"), text(package, "version"))
        })
        .collect();
    lines.into_iter().collect()
}

#[test]
fn the_list_of_licences_is_what_cargo_says() {
    let list = list(&metadata());
    assert!(list.lines().count() > 150 && list.contains("\ntantivy 0.") && list.contains("\ntera 2."), "{list}");
    // Of macros and of what only tests need nothing is in the program.
    for absent in ["syn ", "serde_derive ", "proptest ", "insta "] {
        assert!(!list.lines().any(|line| line.starts_with(absent)), "{absent}");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(written == list, "{LIST} is older than Cargo.lock; run: UPDATE_EXPECTED=1 cargo test --test licences");
}

#[test]
fn the_program_tells_it_in_both_languages_when_asked_for_more() {
    let said = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_acuerdos")).args(arguments).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = format!("acuerdos {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(said(&["--version", "--lang", "en"]), first);
    let english = said(&["--version", "--verbose", "--lang", "en"]);
    assert!(english.starts_with(&first) && english.contains("\nlicence: MIT OR Apache-2.0\n"), "{english}");
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST)).unwrap();
    assert!(list.lines().all(|line| english.contains(&format!("\n  {line}\n"))), "{english}");
    assert!(said(&["-vV", "--lang", "es"]).contains("\nlicencia: MIT OR Apache-2.0\n"));
}
