//! Rooms import only what is above them, and no file grows past what can be read at once.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of `src/`, from the one that imports nothing of ours to the one that may import all.
const ROOMS: [&str; 14] = [
    "diagnostic",
    "config",
    "model",
    "content",
    "register",
    "edit",
    "import",
    "site",
    "output",
    "external",
    "report",
    "pipeline",
    "serve",
    "cli",
];

/// What a room may not import although it is above: publishing knows nothing of what is published.
const APART: [(&str, &[&str]); 2] = [
    ("output", &["config", "model", "content", "register", "site"]),
    ("external", &["config", "model", "content", "register", "edit", "site", "output"]),
];

/// What reaches other machines, and the rooms that may.
const NETWORK: [(&str, &[&str]); 4] =
    [("ureq", &["external"]), ("std::net", &["external", "serve", "cli"]), ("tokio", &["serve"]), ("axum", &["serve"])];

/// Lines of a file without its tests.
const LONGEST: usize = 400;

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    };
    files.into_iter().map(read).collect()
}

/// The code without comments, which may name any room.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn room_of(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap()
}

/// The rooms that a text names behind `crate::`, those in braces too.
fn imports(code: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, path) in code.match_indices("crate::") {
        // `pub(crate)::` is no path, and `$crate::` none of ours.
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            None => found.push(name(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut start = 0;
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            found.push(name(group[start..i].trim()));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            found.push(name(group[start..i].trim()));
                            start = i + 1;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// What is wrong with a file's imports.
fn wrong_imports(file: &str, text: &str) -> Vec<String> {
    let room = room_of(file);
    let Some(place) = ROOMS.iter().position(|&other| other == room) else {
        return if ["lib", "main"].contains(&room) { Vec::new() } else { vec![format!("{file} is in no known room")] };
    };
    let apart = APART.iter().find(|(other, _)| *other == room).map_or(&[][..], |(_, rooms)| rooms);
    imports(&code(text))
        .into_iter()
        .filter(|import| match ROOMS.iter().position(|other| other == import) {
            Some(other) => other > place || apart.contains(&import.as_str()),
            // Macros and the like at the top of the crate: there are none.
            None => true,
        })
        .map(|import| format!("{file} imports crate::{import}"))
        .collect()
}

#[test]
fn rooms_import_only_what_is_above_them() {
    let sources = sources();
    assert!(sources.len() > 60, "the sources are not where they were");
    for room in ROOMS {
        assert!(sources.iter().any(|(file, _)| room_of(file) == room), "there is no room {room}");
    }
    let wrong: Vec<String> = sources.iter().flat_map(|(file, text)| wrong_imports(file, text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_rule_sees_every_way_to_import() {
    for (file, text) in [
        ("model/a.rs", "use crate::content::Minutes;"),
        ("model/a.rs", "use crate::{diagnostic::Span, register::{Register, resolve}};"),
        ("model/a.rs", "fn f(x: crate::site::Site) {}"),
        ("content.rs", "    use crate::{\n    pipeline,\n    model::Number,\n};"),
        ("output/a.rs", "use crate::site::Site;"),
        ("helpers/a.rs", ""),
    ] {
        assert_eq!(wrong_imports(file, text).len(), 1, "{file}: {text}");
    }
    for (file, text) in [
        ("site/a.rs", "use crate::{diagnostic::Span, register::{Register, resolve}};"),
        ("site/a.rs", "/// See [`crate::pipeline`].\npub(crate) fn f() {} // crate::cli"),
        ("register/rules/a.rs", "use crate::register::Register;\nuse super::Register;"),
        ("lib.rs", "pub use crate::cli;"),
    ] {
        assert_eq!(wrong_imports(file, text), [""; 0], "{file}: {text}");
    }
}

#[test]
fn only_one_room_asks_other_machines_and_only_one_listens() {
    let wrong: Vec<String> = sources()
        .iter()
        .flat_map(|(file, text)| {
            let text = code(text);
            let reaches = move |&(name, rooms): &(&str, &[&str])| {
                !rooms.contains(&room_of(file)) && text.contains(&format!("{name}::"))
            };
            NETWORK.into_iter().filter(reaches).map(move |(name, _)| format!("{file} uses {name}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn files_can_be_read_at_once() {
    let length = |text: &str| text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().lines().count();
    let long: Vec<String> = sources()
        .iter()
        .map(|(file, text)| (file, length(text)))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(file, lines)| format!("{file} has {lines} lines"))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The crates of ours. Everything in them is safe Rust, which the compiler holds them to and no file can take back; in the
/// engine's border to the page, functions have names of their own, which Rust counts as unsafe, and nothing else may be.
#[test]
fn no_crate_of_ours_has_unsafe_code_nor_asks_for_another_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| fs::read_to_string(root.join(path)).unwrap();
    let manifest = read("Cargo.toml");
    let members = manifest.split("members = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let members: Vec<&str> = members.split(',').map(|name| name.trim().trim_matches('"')).collect();
    assert_eq!(members, [".", "search", "search/bitpacking", "search/record"]);
    assert!(manifest.contains("[workspace.lints.rust]") && manifest.contains("\nunsafe_code = \"forbid\"\n"));
    let oldest = |manifest: &str| manifest.lines().find(|line| line.starts_with("rust-version = ")).map(str::to_owned);
    assert!(oldest(&manifest).is_some());
    for member in members {
        let own = manifest.clone();
        let manifest = read(&format!("{member}/Cargo.toml"));
        assert_eq!(oldest(&manifest), oldest(&own), "{member} declares another oldest Rust");
        match member {
            "search" => assert!(manifest.contains("\nunsafe_code = \"deny\"\n"), "{member}"),
            _ => assert!(manifest.contains("[lints]\nworkspace = true\n"), "{member}"),
        }
    }
    let mut files = Vec::new();
    for folder in ["src", "search/src", "search/bitpacking/src", "search/record/src"] {
        walk(&root.join(folder), &mut files);
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    let border = root.join("search/src/wasm.rs");
    let wrong: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let text = code(&fs::read_to_string(path).unwrap());
            let lines = text.lines().filter(|line| match line.trim() {
                "#[unsafe(no_mangle)]" => *path != border,
                line if line.starts_with("#![allow(unsafe_code") => *path != border,
                line => line.split(|c| !is_part(c)).any(|word| word == "unsafe") || line.contains("allow(unsafe"),
            });
            lines.map(|line| format!("{}: {line}", path.display())).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
