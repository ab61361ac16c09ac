//! What the fuzzer begins with, and whatever it found, on any compiler: nothing of it may panic or break what holds of any
//! bytes. `fuzz/README.md` tells how to look for more; queries and indexes are in `search/tests/fuzz_seeds.rs`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

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
    seeds::run("import", import::import);
}
