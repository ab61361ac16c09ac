//! Whatever the bytes of an index are, a search comes to an answer or to an error: no panic leaves the engine, nothing runs
//! without end, and no length that was read is believed and allocated.
//!
//! Bytes that were damaged on the way do not come so far: every piece has passed the sum of gzip. These are bytes that
//! somebody made.

mod fuzz;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use acuerdos_search::{Engine, EngineError, Request};
use fuzz::{Plain, RECORDS, Random, damage, memory, plain, query};

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// Tests that measure memory do so one by one.
static ALONE: Mutex<()> = Mutex::new(());

/// The index is less than a megabyte; what reading it asks for at once is less than this.
const LARGEST: usize = 64 << 20;

/// What each test may take; the cases that are left out then are tried by others and by `examples/fuzz.rs`.
const TIME: Duration = Duration::from_secs(25);

fn asked(query: &str) -> Request {
    Request { query: query.to_owned(), ..Request::default() }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a slow machine tries fewer cases")]
fn damage_of_any_kind_ends_in_an_answer_or_an_error() -> Result<(), EngineError> {
    let _alone = ALONE.lock();
    acuerdos_search::quiet();
    let whole = plain()?;
    let thorough = query::thorough();
    let begun = Instant::now();
    let (mut answers, mut errors) = (0, 0);
    for case in 0..4_000 {
        if begun.elapsed() > TIME {
            break;
        }
        let mut random = Random::new(case);
        let damaged = damage::damaged(&whole, &mut random);
        let request = &thorough[random.below(thorough.len())];
        memory::take_largest();
        match damaged.answer(request) {
            Ok(response) => {
                answers += 1;
                assert!(response.hits.len() <= response.total.min(request.limit), "case {case}");
                assert!(response.total <= 2 * RECORDS, "case {case}: {} records", response.total);
            }
            Err(_) => errors += 1,
        }
        let largest = memory::take_largest();
        assert!(largest < LARGEST, "case {case}: {largest} bytes at once");
    }
    println!("{answers} answers, {errors} errors");
    assert!(answers > 100 && errors > 100, "{answers} answers, {errors} errors: most damage is of no kind");
    Ok(())
}

#[test]
fn every_request_bears_pieces_of_nothing_but_one_byte() -> Result<(), EngineError> {
    let _alone = ALONE.lock();
    acuerdos_search::quiet();
    let whole = plain()?;
    for byte in [0, 1, 0x7f, 0x80, 0xff] {
        let pieces = whole.pieces.iter().map(|piece| vec![byte; piece.len()]).collect();
        let damaged = Plain { catalog: whole.catalog.clone(), pieces };
        for request in query::thorough() {
            // Its entries are no JSON, so that nothing can be shown.
            let answer = damaged.answer(&request);
            assert!(answer.is_err() || answer.is_ok_and(|answer| answer.hits.is_empty()), "{byte} {request:?}");
        }
    }
    Ok(())
}

#[test]
fn every_catalog_that_is_cut_off_is_refused_or_read() -> Result<(), EngineError> {
    let _alone = ALONE.lock();
    acuerdos_search::quiet();
    let whole = plain()?;
    let json = damage::json_end(&whole.catalog).unwrap_or(0);
    for end in (0..json).step_by(97).chain(json..whole.catalog.len()).step_by(7) {
        assert!(Engine::open(&whole.catalog[..end]).is_err(), "{end} bytes of {}", whole.catalog.len());
    }
    Ok(())
}

/// The catalog with another text in its JSON.
fn with(whole: &Plain, change: impl FnOnce(&mut serde_json::Value)) -> Plain {
    let end = damage::json_end(&whole.catalog).expect("a catalog");
    let mut json = serde_json::from_slice(&whole.catalog[4..end]).expect("JSON");
    change(&mut json);
    let json = json.to_string();
    let mut catalog = u32::try_from(json.len()).expect("short").to_le_bytes().to_vec();
    catalog.extend_from_slice(json.as_bytes());
    catalog.extend_from_slice(&whole.catalog[end..]);
    Plain { catalog, pieces: whole.pieces.clone() }
}

/// It went through four thousand million records, each of eight bytes: no memory, or no end.
#[test]
fn a_catalog_of_more_records_than_entries_is_refused() -> Result<(), EngineError> {
    let _alone = ALONE.lock();
    let whole = plain()?;
    for records in [0, RECORDS as u64 - 1, RECORDS as u64 + 1, 1 << 31, u64::from(u32::MAX)] {
        let damaged = with(&whole, |json| json["records"] = records.into());
        memory::take_largest();
        assert!(damaged.answer(&asked("")).is_err(), "{records}");
        assert!(memory::take_largest() < LARGEST, "{records}");
    }
    // Their sum is no number of records either.
    let damaged = with(&whole, |json| json["entries"][0] = u32::MAX.into());
    assert!(damaged.answer(&asked("plan")).is_err());
    Ok(())
}

/// A piece of entries had any length, and a piece that no file has too.
#[test]
fn a_catalog_of_more_pieces_than_it_has_files_and_entries_for_is_refused() -> Result<(), EngineError> {
    let _alone = ALONE.lock();
    let whole = plain()?;
    let damaged = with(&whole, |json| json["first_entries"] = ((1 << 24) - 100).into());
    memory::take_largest();
    assert!(Engine::open(&damaged.catalog).is_err());
    assert!(memory::take_largest() < LARGEST);
    Ok(())
}
