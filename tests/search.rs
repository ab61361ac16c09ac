//! The search of the repository's own content: what a list of requests finds, and that it does not matter where the index
//! comes from. `tests/browser/search-same.test.mjs` asks the same list in Node and in a browser.
//!
//! An entry of `search/queries.json` may expect of its answer:
//!
//! | key | means |
//! |---|---|
//! | `total` | so many records fit |
//! | `ids` | these fit and no others, in any order |
//! | `order` | these are shown, in this order |
//! | `first` | this one comes first |
//! | `has`, `lacks` | these are shown; these are not |
//! | `notes` | notes of these kinds, in this order |
//! | `suggestion` | this query is suggested; `null`: none is |
//! | `marks` | title or snippet of the first hold this HTML |
//! | `unmarked` | no title or snippet of those shown holds this HTML |
//! | `sameAs` | something fits, and hits, scores and facets are those of this query |
//! | `sameSet` | something fits, and the same records fit this query, in any order |
//!
//! Beside `expect`, `falls short` says the same of what should hold and does not yet; once a part of it does, that part
//! belongs in `expect`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "../examples/answers/queries.rs"]
mod queries;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::pipeline::{self, Options, Searcher};
use acuerdos::register::Drafts;
use acuerdos_search::MOST_HITS;
use queries::Asked;
use serde_json::{Value, json};
use support::{TODAY, day, tree};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The folder of the search in a site in Spanish.
const FOLDER: &str = "busqueda";

fn options(root: &Path, output: PathBuf) -> Options {
    Options {
        root: root.to_owned(),
        output: Some(output),
        base_url: None,
        drafts: Drafts::Exclude,
        cut_off: Some(day(TODAY)),
        today: day(TODAY),
        jobs: 1,
        progress: pipeline::Progress::default(),
    }
}

/// The files of the search of a project's site, by their paths in its folder.
fn published(root: &Path, jobs: usize) -> BTreeMap<String, Vec<u8>> {
    let output = tempfile::tempdir().unwrap();
    let site = output.path().join("site");
    pipeline::build(&Options { jobs, ..options(root, site.clone()) }, &mut || {}).unwrap();
    tree(&site.join(FOLDER))
}

/// A published copy of the repository's content that is open; the folder is gone when the first is dropped.
fn open() -> (tempfile::TempDir, Searcher) {
    let output = tempfile::tempdir().unwrap();
    let site = output.path().join("site");
    pipeline::build(&options(Path::new(ROOT), site.clone()), &mut || {}).unwrap();
    let searcher = Searcher::of_published(&site).unwrap();
    (output, searcher)
}

fn list() -> Vec<Asked> {
    queries::read(&Path::new(ROOT).join("tests/search/queries.json")).unwrap()
}

/// The answer as a page gets it.
fn answer(searcher: &mut Searcher, request: &Value) -> Value {
    let request = serde_json::from_value(request.clone()).unwrap_or_else(|error| panic!("{request}: {error}"));
    serde_json::to_value(searcher.search(&request).unwrap_or_else(|error| panic!("{request:?}: {error}"))).unwrap()
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

/// The same request with another query, or with room for all that fits.
fn with(request: &Value, key: &str, value: Value) -> Value {
    let mut request = request.clone();
    request[key] = value;
    request
}

/// What of an entry's expectations does not hold.
fn wrong(searcher: &mut Searcher, asked: &Asked, expect: Option<&Value>) -> Vec<String> {
    let request = &asked.request;
    let found = answer(searcher, request);
    let shown: BTreeSet<&str> = ids(&found).into_iter().collect();
    let all = |searcher: &mut Searcher, request: &Value| {
        let answer = answer(searcher, &with(request, "limit", json!(MOST_HITS)));
        ids(&answer).into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let mut wrong = Vec::new();
    for (key, value) in expect.into_iter().flat_map(|expect| expect.as_object().unwrap()) {
        let holds = match key.as_str() {
            "total" | "suggestion" => found[key] == *value,
            "ids" => all(searcher, request) == texts(value).into_iter().map(str::to_owned).collect(),
            "order" => ids(&found) == texts(value),
            "first" => ids(&found).first().copied() == value.as_str(),
            "has" => texts(value).iter().all(|id| shown.contains(id)),
            "lacks" => texts(value).iter().all(|id| !shown.contains(id)),
            "notes" => {
                let kinds = found["notes"].as_array().unwrap().iter().map(|note| note["kind"].as_str().unwrap());
                kinds.collect::<Vec<_>>() == texts(value)
            }
            "marks" => ["titleHtml", "snippet"]
                .iter()
                .any(|part| found["hits"][0][part].as_str().is_some_and(|html| html.contains(value.as_str().unwrap()))),
            "unmarked" => found["hits"].as_array().unwrap().iter().all(|hit| {
                ["titleHtml", "snippet"]
                    .iter()
                    .all(|part| !hit[part].as_str().unwrap().contains(value.as_str().unwrap()))
            }),
            // Two answers without anything would be alike whatever the engine does.
            "sameAs" | "sameSet" if found["total"] == 0 => false,
            "sameAs" => {
                let other = answer(searcher, &with(request, "query", value.clone()));
                ["total", "hits", "facets"].iter().all(|part| other[part] == found[part])
            }
            "sameSet" => all(searcher, request) == all(searcher, &with(request, "query", value.clone())),
            other => panic!("nothing can be expected of {other}"),
        };
        if !holds {
            let notes: Vec<&Value> = found["notes"].as_array().unwrap().iter().map(|note| &note["kind"]).collect();
            let got = format!("{} {:?} {notes:?} {}", found["total"], ids(&found), found["suggestion"]);
            let short: String = request.to_string().chars().take(200).collect();
            wrong.push(format!("{}: {short}\n    {key} {value}\n    got {got}", asked.section));
        }
    }
    wrong
}

#[test]
fn every_request_finds_what_it_has_to() {
    let (_folder, mut searcher) = open();
    let list = list();
    assert!(list.iter().filter(|asked| asked.expect.is_some()).count() >= 80);
    let wrong: Vec<String> = list.iter().flat_map(|asked| wrong(&mut searcher, asked, asked.expect.as_ref())).collect();
    assert!(wrong.is_empty(), "{} do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// So that a list of what is missing does not outlive it.
#[test]
fn what_falls_short_still_does() {
    let (_folder, mut searcher) = open();
    for asked in list() {
        for (key, value) in asked.falls_short.iter().flat_map(|short| short.as_object().unwrap()) {
            let short = json!({ key: value });
            assert!(!wrong(&mut searcher, &asked, Some(&short)).is_empty(), "{} holds now: {short}", asked.request);
        }
    }
}

#[test]
fn the_list_has_every_kind_of_request() {
    let list = list();
    let blocks = list.iter().filter(|asked| asked.section.contains("block")).count();
    assert!(list.len() - blocks >= 320 && blocks >= 640, "{} and {blocks} of Unicode's blocks", list.len() - blocks);
    let sections: BTreeSet<&str> = list.iter().map(|asked| asked.section.as_str()).collect();
    assert!(sections.len() >= 15, "{sections:?}");
    for key in ["limit", "offset", "filters", "sort", "typing"] {
        assert!(list.iter().any(|asked| asked.request.get(key).is_some()), "no request has {key}");
    }
    let longest = list.iter().filter_map(|asked| asked.request["query"].as_str()).map(|query| query.chars().count());
    assert!(longest.max() >= Some(10_000));
}

/// The terminal asks an index that it has just made, a reader's browser one that was published.
#[test]
fn the_content_and_its_published_copy_answer_alike() {
    let (folder, mut published) = open();
    let unused = folder.path().join("unused");
    let mut made = Searcher::of_content(&options(Path::new(ROOT), unused.clone())).unwrap();
    for asked in list() {
        let (one, other) = (answer(&mut made, &asked.request), answer(&mut published, &asked.request));
        assert_eq!(one, other, "{}", asked.request);
    }
    assert!(!unused.exists(), "searching the content publishes nothing");
}

/// Which pieces are here already depends on what was asked before; an answer must not.
#[test]
fn an_answer_does_not_depend_on_what_was_asked_before() {
    let (folder, mut forwards) = open();
    let mut backwards = Searcher::of_published(&folder.path().join("site")).unwrap();
    let list = list();
    let first: Vec<Value> = list.iter().map(|asked| answer(&mut forwards, &asked.request)).collect();
    for (asked, first) in list.iter().zip(first).rev() {
        assert_eq!(first, answer(&mut backwards, &asked.request), "{}", asked.request);
    }
}

#[test]
fn a_facet_counts_what_its_filter_finds() {
    let (_folder, mut searcher) = open();
    for query in ["", "plan", "IME convenio", "-estatus:atendido", "fecha:2022"] {
        let request = json!({ "query": query, "limit": MOST_HITS });
        let found = answer(&mut searcher, &request);
        for (facet, values) in found["facets"].as_object().unwrap() {
            for value in values.as_array().unwrap() {
                let filters = json!({ facet: [value["id"]] });
                let filtered = answer(&mut searcher, &with(&request, "filters", filters));
                assert_eq!(filtered["total"], value["count"], "{query:?} {facet} {value}");
            }
        }
    }
}

/// Whichever of several threads is done first.
#[test]
fn two_builds_of_the_same_content_publish_the_same_bytes() {
    let (one, other) = (published(Path::new(ROOT), 1), published(Path::new(ROOT), 4));
    assert!(one.len() > 3, "{:?}", one.keys());
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(*bytes == other[name], "{name} is not the same");
    }
}

/// Readers who come back keep the engine, which is most of what they load.
#[test]
fn another_text_makes_another_index_and_not_another_engine() {
    let project = support::Project::new();
    for (path, bytes) in tree(&Path::new(ROOT).join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.write("acuerdos.toml", fs::read(Path::new(ROOT).join("acuerdos.toml")).unwrap());
    let before = published(project.root(), 1);
    let minutes = "content/reuniones/2022-08-09.md";
    let text = project.read(minutes);
    let changed = text.replace("Diseñar un plan de riesgos", "Dibujar un plan de riesgos");
    assert_ne!(text, changed);
    project.write(minutes, changed);
    let after = published(project.root(), 1);

    let engines = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
        let engines = files.iter().filter(|(name, _)| name.starts_with("engine-"));
        engines.map(|(name, bytes)| (name.clone(), bytes.clone())).collect()
    };
    let index = |files: &BTreeMap<String, Vec<u8>>| {
        let catalogs: Vec<&String> = files.keys().filter(|name| name.ends_with("/catalog.js")).collect();
        assert_eq!(catalogs.len(), 1, "{catalogs:?}");
        catalogs[0].clone()
    };
    assert_eq!(engines(&before).len(), 1);
    assert!(engines(&before) == engines(&after));
    assert_ne!(index(&before), index(&after));
    assert_ne!(before["current.js"], after["current.js"]);
}
