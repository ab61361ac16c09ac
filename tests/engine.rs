//! The engine in the repository is that of the sources in the repository.

use std::fs;
use std::path::Path;

use engine_record::{packages, sha256, sources};
use serde_json::Value;

/// What the engine may take, compressed: the promise to whoever reads on a slow line.
const MOST_BYTES: usize = 330 * 1024;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn record() -> Value {
    let text = fs::read_to_string(root().join("search/engine/record.json")).expect("run: bash search/build.sh");
    serde_json::from_str(&text).expect("JSON")
}

/// The engine is kept in the repository, so that nobody needs the tools to build it: it must not fall behind.
#[test]
fn the_engine_is_built_from_these_sources_and_packages() {
    let record = record();
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("readable");
    let now = serde_json::json!({
        "sources": sources(root()).expect("readable"),
        "packages": packages(&lock).expect("the lock of this project"),
    });
    let mut changed = Vec::new();
    for (file, hash) in now["sources"].as_object().expect("an object") {
        if record["sources"].get(file) != Some(hash) {
            changed.push(file.clone());
        }
    }
    let gone =
        record["sources"].as_object().expect("an object").keys().filter(|file| now["sources"].get(file).is_none());
    changed.extend(gone.map(|file| format!("{file} (gone)")));
    let listed = |value: &Value| value.as_array().expect("an array").clone();
    let (before, after) = (listed(&record["packages"]), listed(&now["packages"]));
    changed.extend(after.iter().filter(|package| !before.contains(package)).map(|package| format!("{package} (new)")));
    changed.extend(before.iter().filter(|package| !after.contains(package)).map(|package| format!("{package} (gone)")));
    assert!(changed.is_empty(), "search/engine/ is older than this; run: bash search/build.sh\n{}", changed.join("\n"));
}

/// A folder that is named as the one with the finished engine was left out: changes of it went unnoticed.
#[test]
fn every_room_of_the_engine_is_among_its_sources() {
    let sources = sources(root()).expect("readable");
    for room in ["analyzer", "engine", "query", "read"] {
        assert!(sources.contains_key(&format!("search/src/{room}/mod.rs")), "{room}");
    }
    let product = sources.keys().find(|file| file.starts_with("search/engine/") || file.contains("node_modules"));
    assert_eq!(product, None);
}

#[test]
fn the_engine_is_the_recorded_one_and_not_too_large() {
    let engine = fs::read(root().join("search/engine/engine.wasm.gz")).expect("run: bash search/build.sh");
    assert_eq!(record()["engine"]["compressed"]["sha256"], sha256(&engine));
    assert!(engine.len() <= MOST_BYTES, "{} bytes", engine.len());
}

#[test]
fn packages_are_followed_through_versions() {
    let lock = r#"
        version = 4
        [[package]]
        name = "acuerdos-search"
        version = "0.1.0"
        dependencies = ["one 2.0.0", "two"]
        [[package]]
        name = "one"
        version = "1.0.0"
        [[package]]
        name = "one"
        version = "2.0.0"
        dependencies = ["two"]
        [[package]]
        name = "other"
        version = "1.0.0"
        [[package]]
        name = "two"
        version = "3.0.0"
        dependencies = ["one 2.0.0"]
    "#;
    let found = packages(lock).expect("a lock");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["acuerdos-search 0.1.0", "one 2.0.0", "two 3.0.0"]);
    assert!(packages("version = 4").is_err());
}
