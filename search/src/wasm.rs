//! The border to the page. Bytes go in and out by a buffer each, whose places the page asks for; nothing is imported from
//! it. Requests and answers are JSON in UTF-8.
//!
//! | function | takes, in the input | answers, in the output |
//! |---|---|---|
//! | `format()` | | the number of the format, as its value |
//! | `input(length)` | | where the page writes so many bytes, as its value |
//! | `open(length)` | a catalog | `{"ok":true,"records":N}` |
//! | `insert(piece, length)` | a piece, decompressed | `{"ok":true}` |
//! | `search(length)` | a request | `{"need":[…]}`, or `{"done":…}` |
//! | `output()` | | where the last answer is, as its value |
//!
//! `open`, `insert` and `search` have the length of their answer as their value; each answers `{"error":"…"}` where the
//! index is damaged.
#![allow(unsafe_code, reason = "a function that a page can call has a name of its own, which Rust counts as unsafe")]
#![allow(unreachable_pub, reason = "who calls is no Rust")]

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Engine, EngineError, FORMAT, Outcome, Request};

struct State {
    input: Vec<u8>,
    output: Vec<u8>,
    engine: Option<Engine>,
}

static STATE: Mutex<State> = Mutex::new(State { input: Vec::new(), output: Vec::new(), engine: None });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of the format that this engine reads.
#[unsafe(no_mangle)]
pub extern "C" fn format() -> u32 {
    FORMAT
}

/// Makes room for `length` bytes, and tells where.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    let mut state = state();
    state.input.clear();
    state.input.resize(length, 0);
    state.input.as_mut_ptr()
}

/// Where the last answer is.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    state().output.as_ptr()
}

/// Opens the index whose catalog the input holds.
#[unsafe(no_mangle)]
pub extern "C" fn open(length: usize) -> usize {
    answer(|state| {
        let catalog = take(state, length);
        let engine = Engine::open(&catalog)?;
        let answer = serde_json::json!({ "ok": true, "records": engine.records() });
        state.engine = Some(engine);
        Ok(answer.to_string().into_bytes())
    })
}

/// Adds the piece that the input holds.
#[unsafe(no_mangle)]
pub extern "C" fn insert(piece: u32, length: usize) -> usize {
    answer(|state| {
        let bytes = take(state, length);
        engine(state)?.insert(piece, bytes)?;
        Ok(br#"{"ok":true}"#.to_vec())
    })
}

/// Answers the request that the input holds.
#[unsafe(no_mangle)]
pub extern "C" fn search(length: usize) -> usize {
    answer(|state| {
        let request = take(state, length);
        let request: Request =
            serde_json::from_slice(&request).map_err(|_| EngineError::new("the request cannot be read"))?;
        let mut answer = Vec::new();
        match engine(state)?.search(&request)? {
            Outcome::Need(pieces) => {
                answer.extend_from_slice(br#"{"need":"#);
                write(&mut answer, &pieces)?;
            }
            Outcome::Done(response) => {
                answer.extend_from_slice(br#"{"done":"#);
                write(&mut answer, &response)?;
            }
        }
        answer.push(b'}');
        Ok(answer)
    })
}

fn take(state: &mut State, length: usize) -> Vec<u8> {
    let mut input = std::mem::take(&mut state.input);
    input.truncate(length);
    input
}

fn engine(state: &mut State) -> Result<&mut Engine, EngineError> {
    state.engine.as_mut().ok_or_else(|| EngineError::new("no index is open"))
}

fn write(answer: &mut Vec<u8>, value: &impl serde::Serialize) -> Result<(), EngineError> {
    serde_json::to_writer(answer, value).map_err(|_| EngineError::new("the answer cannot be written"))
}

fn answer(act: impl FnOnce(&mut State) -> Result<Vec<u8>, EngineError>) -> usize {
    let mut state = state();
    let answer = act(&mut state).or_else(|error| {
        let mut answer = br#"{"error":"#.to_vec();
        write(&mut answer, &error.to_string())?;
        answer.push(b'}');
        Ok::<_, EngineError>(answer)
    });
    state.output = answer.unwrap_or_default();
    state.output.len()
}
