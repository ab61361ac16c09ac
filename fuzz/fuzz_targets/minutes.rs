//! See `minutes::minutes`.
#![no_main]

#[path = "../targets/minutes.rs"]
mod minutes;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| minutes::minutes(bytes));
