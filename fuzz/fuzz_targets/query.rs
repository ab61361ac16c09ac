//! See `query::query`.
#![no_main]

#[path = "../../search/tests/fuzz/mod.rs"]
mod fuzz;
#[path = "../targets/query.rs"]
mod query;

// The engine turns what a damaged index makes tantivy panic of into errors: only a panic that nobody catches is a find.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| ())), |bytes: &[u8]| query::query(bytes));
