//! A list of requests: `tests/search/queries.json` is one.
//!
//! Under `sections`, by name, are entries. An entry is the text of a query; or a request, perhaps with `expect` and
//! `falls short`, which are for the reader of the answer; or `{"blocks": FILE, "with": TEXT}`: a request for each Unicode
//! block of a file beside the list, of a few of its letters and the text. A text may be `{"repeat": TEXT, "times": N}`, or
//! a list of texts to join, so that long ones need not be written out.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

/// Letters that are taken from a block.
const LETTERS: usize = 3;

/// One entry, with every text written out.
pub(crate) struct Asked {
    /// The section that it is in.
    #[allow(dead_code, reason = "tests name it")]
    pub(crate) section: String,
    /// The request as JSON.
    pub(crate) request: Value,
    /// What the answer has to be, if the list says so.
    #[allow(dead_code, reason = "tests compare it")]
    pub(crate) expect: Option<Value>,
    /// What it should be and is not yet.
    #[allow(dead_code, reason = "tests compare it")]
    pub(crate) falls_short: Option<Value>,
}

/// Every request of a list, in order.
pub(crate) fn read(path: &Path) -> Result<Vec<Asked>, Box<dyn Error>> {
    let list: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
    let sections = list["sections"].as_object().ok_or("the list has no sections")?;
    let mut all = Vec::new();
    for (section, entries) in sections {
        for entry in entries.as_array().ok_or("a section is no list")? {
            let mut add = |request, expect, falls_short| {
                all.push(Asked { section: section.clone(), request, expect, falls_short });
            };
            match entry {
                Value::Object(entry) if entry.contains_key("blocks") => {
                    let file = entry["blocks"].as_str().ok_or("the file of blocks has no name")?;
                    let with = text(entry.get("with").unwrap_or(&json!("")))?;
                    for letters in samples(&fs::read_to_string(path.with_file_name(file))?)? {
                        add(json!({ "query": letters + &with }), None, None);
                    }
                }
                Value::Object(entry) => {
                    let mut request: Map<String, Value> = entry.clone();
                    let (expect, falls_short) = (request.remove("expect"), request.remove("falls short"));
                    if let Some(query) = entry.get("query") {
                        request.insert("query".to_owned(), json!(text(query)?));
                    }
                    add(Value::Object(request), expect, falls_short);
                }
                query => add(json!({ "query": text(query)? }), None, None),
            }
        }
    }
    Ok(all)
}

fn text(value: &Value) -> Result<String, Box<dyn Error>> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Array(parts) => parts.iter().map(text).collect(),
        rule => {
            let times = rule["times"].as_u64().ok_or_else(|| format!("no text: {rule}"))?;
            Ok(text(&rule["repeat"])?.repeat(usize::try_from(times)?))
        }
    }
}

/// A few letters of every block; of a block without letters, digits; without these, its first signs.
fn samples(blocks: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut samples = Vec::new();
    for line in blocks.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let range = line.split(';').next().and_then(|range| range.split_once(".."));
        let (first, last) = range.ok_or_else(|| format!("no block: {line}"))?;
        let (first, last) = (u32::from_str_radix(first, 16)?, u32::from_str_radix(last, 16)?);
        let of = |fits: fn(char) -> bool| -> String {
            (first..=last).filter_map(char::from_u32).filter(|c| fits(*c)).take(LETTERS).collect()
        };
        let ways: [fn(char) -> bool; 3] = [char::is_alphabetic, char::is_alphanumeric, |_| true];
        // Blocks of halves of surrogate pairs have no characters.
        samples.extend(ways.into_iter().map(of).find(|letters| !letters.is_empty()));
    }
    Ok(samples)
}
