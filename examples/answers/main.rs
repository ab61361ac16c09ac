//! Answers a list of requests over a published site, to compare with what browsers answer:
//! `cargo run --example answers -- SITE QUERIES.json`.
//!
//! Prints a line of JSON for each: `{"request":…,"answer":…}`, or `error` for the answer. `queries.rs` tells the list's form.

mod queries;

use std::env;
use std::error::Error;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use acuerdos::pipeline::Searcher;
use acuerdos_search::Request;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [site, list] = arguments.as_slice() else {
        return Err("usage: answers SITE QUERIES.json".into());
    };
    let mut searcher = Searcher::of_published(Path::new(site))?;
    let mut out = BufWriter::new(stdout().lock());
    for asked in queries::read(Path::new(list))? {
        let request: Request = serde_json::from_value(asked.request.clone())?;
        // The answer's text is kept as it is written for the page: through a `Value`, scores would become longer.
        match searcher.search(&request) {
            Ok(answer) => {
                writeln!(out, r#"{{"request":{},"answer":{}}}"#, asked.request, serde_json::to_string(&answer)?)?;
            }
            Err(error) => writeln!(out, "{}", json!({ "request": asked.request, "error": error.to_string() }))?,
        }
    }
    Ok(out.flush()?)
}
