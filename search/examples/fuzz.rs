//! Looks for queries and for damage to an index that the engine does not bear:
//! `cargo run --release -p acuerdos-search --example fuzz -- --seconds 300 --seed 1`.
//!
//! Half of the cases are requests to a whole index, of which none may panic or have an answer that contradicts itself; the
//! others are a damaged index, of which each must come to an answer or to an `EngineError`. Panics that the engine catches
//! are counted by their places. A case has a number: `--seed S --case N` runs that one alone, and lets its panic be seen.
//! Ends with 1 where something is wrong, and at once where a case takes longer than ten seconds.
#![allow(
    clippy::disallowed_methods,
    reason = "it runs for as long as it was told to, and looks for what takes too long"
)]

#[path = "../tests/fuzz/mod.rs"]
mod fuzz;

use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use acuerdos_search::{Engine, Request};
use fuzz::{Plain, Random, damage, memory, plain, problems, query};

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// What one case may take.
const LIMIT: Duration = Duration::from_secs(10);

/// What one allocation may take: the index is not a megabyte.
const LARGEST: usize = 256 << 20;

static PANICS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

/// What was seen.
#[derive(Default)]
struct Seen {
    queries: usize,
    damaged: usize,
    answers: usize,
    errors: usize,
    escaped: usize,
    wrong: Vec<String>,
    slowest: (Duration, u64),
    largest: (usize, u64),
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut seconds, mut seed, mut case) = (60, 1, None);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value: u64 = arguments.next().ok_or("each option has a number")?.parse()?;
        match name.as_str() {
            "--seconds" => seconds = value,
            "--seed" => seed = value,
            "--case" => case = Some(value),
            _ => return Err(format!("unknown option {name}").into()),
        }
    }
    let whole = plain()?;
    let mut engine = Engine::open(&whole.catalog)?;
    let mut seen = Seen::default();
    if let Some(case) = case {
        run(&whole, &mut engine, seed, case, &mut seen);
        println!(
            "answers {}, errors {}, panics not caught {}, wrong {:?}",
            seen.answers, seen.errors, seen.escaped, seen.wrong
        );
        return Ok(());
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let place = place.rsplit_once("/src/index.crates.io-").map_or(place.clone(), |(_, place)| place.to_owned());
        *PANICS.lock().unwrap_or_else(PoisonError::into_inner).entry(place).or_default() += 1;
    }));
    let running = watch(seed);
    let begun = Instant::now();
    let mut cases = 0;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let started = Instant::now();
        *running.lock().unwrap_or_else(PoisonError::into_inner) = (cases, started);
        memory::take_largest();
        run(&whole, &mut engine, seed, cases, &mut seen);
        seen.slowest = seen.slowest.max((started.elapsed(), cases));
        seen.largest = seen.largest.max((memory::take_largest(), cases));
        cases += 1;
    }
    report(&seen, cases, seed)
}

/// Runs one case.
fn run(whole: &Plain, engine: &mut Engine, seed: u64, case: u64, seen: &mut Seen) {
    let mut random = Random::new(seed.wrapping_mul(0x1_0000_0000).wrapping_add(case));
    random.next();
    let place = format!("case {case}");
    if case.is_multiple_of(2) {
        seen.queries += 1;
        let request = query::request(&mut random);
        match catch_unwind(AssertUnwindSafe(|| whole.ask(engine, &request))) {
            Ok(Ok(response)) => {
                seen.answers += 1;
                seen.wrong.extend(
                    problems(&request, &response, fuzz::RECORDS).into_iter().map(|it| format!("{place}: {it}")),
                );
            }
            Ok(Err(error)) => seen.wrong.push(format!("{place}: {error}")),
            Err(_) => seen.escaped += 1,
        }
        return;
    }
    seen.damaged += 1;
    let damaged = damage::damaged(whole, &mut random);
    let thorough = query::thorough();
    let requests: Vec<Request> = (0..3).map(|_| thorough[random.below(thorough.len())].clone()).collect();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut engine = Engine::open(&damaged.catalog)?;
        requests.iter().try_for_each(|request| damaged.ask(&mut engine, request).map(drop))
    }));
    match outcome {
        Ok(Ok(())) => seen.answers += 1,
        Ok(Err(_)) => seen.errors += 1,
        Err(_) => seen.escaped += 1,
    }
}

/// Ends the program when a case takes too long: nothing else ends a loop without end.
fn watch(seed: u64) -> Arc<Mutex<(u64, Instant)>> {
    let running = Arc::new(Mutex::new((0, Instant::now())));
    let watched = Arc::clone(&running);
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let (case, started) = *watched.lock().unwrap_or_else(PoisonError::into_inner);
            if started.elapsed() > LIMIT {
                println!("endless? --seed {seed} --case {case}");
                std::process::exit(1);
            }
        }
    });
    running
}

fn report(seen: &Seen, cases: u64, seed: u64) -> Result<(), Box<dyn Error>> {
    println!("{cases} cases of seed {seed}: {} queries, {} damaged indexes", seen.queries, seen.damaged);
    println!("{} answers, {} errors, {} panics that were not caught", seen.answers, seen.errors, seen.escaped);
    println!("slowest: {} ms, case {}", seen.slowest.0.as_millis(), seen.slowest.1);
    println!("largest allocation: {} bytes, case {}", seen.largest.0, seen.largest.1);
    let mut panics: Vec<_> = PANICS.lock().unwrap_or_else(PoisonError::into_inner).clone().into_iter().collect();
    panics.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    println!("panics, caught or not: {}", panics.iter().map(|(_, count)| count).sum::<usize>());
    for (place, count) in &panics {
        println!("{count:8} {place}");
    }
    for wrong in seen.wrong.iter().take(20) {
        println!("wrong: {wrong}");
    }
    if seen.escaped > 0 || !seen.wrong.is_empty() || seen.largest.0 > LARGEST {
        return Err("something is wrong".into());
    }
    Ok(())
}
