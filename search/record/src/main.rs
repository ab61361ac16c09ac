//! `engine-record ROOT WASM FOLDER [TOOL=VERSION]…` compresses the engine into `FOLDER/engine.wasm.gz` and writes
//! `FOLDER/record.json`. Run by `search/build.sh`.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use engine_record::{packages, sha256, sources};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| arguments.next().ok_or_else(|| format!("missing argument: {what}"));
    let root = PathBuf::from(next("the root of the project")?);
    let wasm = fs::read(next("the engine")?)?;
    let folder = PathBuf::from(next("where to write")?);
    let tools: BTreeMap<String, String> = arguments
        .filter_map(|tool| tool.split_once('=').map(|(tool, version)| (tool.to_owned(), version.to_owned())))
        .collect();

    // Its gzip header has no time and no name.
    let mut compressed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, &wasm[..], &mut compressed)?;

    let record = serde_json::json!({
        "engine": {
            "bytes": wasm.len(),
            "sha256": sha256(&wasm),
            "compressed": { "bytes": compressed.len(), "sha256": sha256(&compressed) },
        },
        "tools": tools,
        "sources": sources(&root)?,
        "packages": packages(&fs::read_to_string(root.join("Cargo.lock"))?)?,
    });
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("engine.wasm.gz"), compressed)?;
    fs::write(folder.join("record.json"), format!("{record:#}\n"))?;
    Ok(())
}
