//! What the fuzzer begins with, and whatever it found, on any compiler: see `fuzz/README.md`.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod fuzz;
#[path = "../../fuzz/targets/index.rs"]
mod index;
#[path = "../../fuzz/targets/query.rs"]
mod query;
#[path = "../../fuzz/targets/seeds.rs"]
mod seeds;

#[test]
fn queries_have_an_answer_that_holds_together() {
    seeds::run("query", query::query);
}

#[test]
fn a_damaged_index_ends_in_answers_or_errors() {
    seeds::run("index", index::index);
}
