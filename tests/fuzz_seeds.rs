//! What the fuzzer begins with, and whatever it found, on any compiler: nothing of it may panic or break what holds of any
//! bytes. `fuzz/README.md` tells how to look for more; queries and indexes are in `search/tests/fuzz_seeds.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::path::PathBuf;

#[path = "../fuzz/targets/configuration.rs"]
mod configuration;
#[path = "../fuzz/targets/import.rs"]
mod import;
#[path = "../fuzz/targets/minutes.rs"]
mod minutes;
#[path = "../fuzz/targets/seeds.rs"]
mod seeds;

#[test]
fn minutes_end_in_pages_or_diagnostics() {
    seeds::run("minutes", minutes::minutes);
}

#[test]
fn configurations_end_in_a_site_or_diagnostics() {
    seeds::run("configuration", configuration::configuration);
}

#[test]
fn documents_become_minutes_that_say_what_they_say() {
    // The notes of the tests of import are where the fuzzer begins.
    let notes = format!("{}/tests/import", env!("CARGO_MANIFEST_DIR"));
    let files = walkdir::WalkDir::new(notes).into_iter().map(|entry| entry.unwrap().into_path());
    let is_note = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "note" || stem == "nota-informativa");
    seeds::over(files.filter(is_note), import::import);
}
