//! What the engine in `search/engine/` was built from: written by `search/build.sh`, looked at by a test that needs no
//! WebAssembly tools.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use sha2::{Digest, Sha256};

/// The package that the engine is.
pub const PACKAGE: &str = "acuerdos-search";

/// Folders below `search/` from which nothing goes into the engine.
const ASIDE: [&str; 6] = ["benches", "engine", "examples", "node_modules", "record", "tests"];

/// The SHA-256 of these bytes, in lower case.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of each file below `search/` that the engine is made from, by its path from the root of the project.
///
/// # Errors
///
/// When a file or a folder cannot be read.
pub fn sources(root: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    read_folder(&root.join("search"), "search", &mut found)?;
    Ok(found)
}

fn read_folder(folder: &Path, name: &str, found: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let file = entry.file_name();
        let file = file.to_string_lossy();
        let name = format!("{name}/{file}");
        if entry.file_type()?.is_dir() {
            if !ASIDE.iter().any(|aside| name == format!("search/{aside}")) {
                read_folder(&entry.path(), &name, found)?;
            }
        } else if !file.starts_with('.') {
            // Where Git checks texts out with CR LF, they are the same sources.
            let text = fs::read(entry.path())?;
            let text = String::from_utf8(text)
                .map_or_else(|error| error.into_bytes(), |text| text.replace("\r\n", "\n").into_bytes());
            found.insert(name, sha256(&text));
        }
    }
    Ok(())
}

/// The packages that the engine depends on, near and far, as `name version`: what `Cargo.lock` says, which includes what
/// other targets and the tests need.
///
/// # Errors
///
/// When the text is not that of a `Cargo.lock` with the engine's package.
pub fn packages(lock: &str) -> Result<BTreeSet<String>, String> {
    let lock: toml::Table = lock.parse().map_err(|error| format!("Cargo.lock: {error}"))?;
    let mut all: BTreeMap<&str, Vec<(&str, &toml::Table)>> = BTreeMap::new();
    for package in lock.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        let Some(package) = package.as_table() else { continue };
        if let (Some(name), Some(version)) = (text(package, "name"), text(package, "version")) {
            all.entry(name).or_default().push((version, package));
        }
    }
    let mut found = BTreeSet::new();
    let mut open = vec![PACKAGE];
    while let Some(dependency) = open.pop() {
        // `name`, or `name version` where there are several versions of it.
        let mut words = dependency.split(' ');
        let name = words.next().unwrap_or_default();
        let wanted = words.next();
        let versions = all.get(name).ok_or_else(|| format!("Cargo.lock: no package `{name}`"))?;
        for (version, package) in versions.iter().filter(|(version, _)| wanted.is_none_or(|wanted| wanted == *version))
        {
            if found.insert(format!("{name} {version}")) {
                let dependencies = package.get("dependencies").and_then(toml::Value::as_array);
                open.extend(dependencies.into_iter().flatten().filter_map(toml::Value::as_str));
            }
        }
    }
    Ok(found)
}

fn text<'a>(table: &'a toml::Table, key: &str) -> Option<&'a str> {
    table.get(key)?.as_str()
}
