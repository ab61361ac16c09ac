//! Golden sites: `sites/<case>/` is a project, `compare.txt` in it says which files of its site are compared with those in
//! `expected/`, HTML as the text that a reader gets.
//!
//! A line `@ name today=2023-06-01 drafts base_url=https://…` in `compare.txt` starts another build of the same project,
//! whose files are in `expected/name/`. `UPDATE_EXPECTED=1` writes what the program gives now; read the difference before
//! you believe it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;
#[path = "support/text.rs"]
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acuerdos::pipeline::{self, Failure, Options};
use acuerdos::register::Drafts;

use support::{Project, TODAY, day, tree};

/// A build that a case asks for.
struct Run {
    name: String,
    options: Vec<(String, String)>,
    files: Vec<String>,
}

struct Case {
    name: String,
    folder: PathBuf,
    runs: Vec<Run>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases: Vec<Case> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("compare.txt").exists())
        .map(|folder| Case {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            runs: runs(&fs::read_to_string(folder.join("compare.txt")).unwrap()),
            folder,
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() >= 15);
    cases
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = vec![Run { name: String::new(), options: Vec::new(), files: Vec::new() }];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(rest) = line.strip_prefix("@ ") {
            let mut words = rest.split(' ');
            let name = words.next().unwrap().to_owned();
            let option = |word: &str| {
                let (key, value) = word.split_once('=').unwrap_or((word, ""));
                (key.to_owned(), value.to_owned())
            };
            runs.push(Run { name, options: words.map(option).collect(), files: Vec::new() });
        } else {
            runs.last_mut().unwrap().files.push(line.to_owned());
        }
    }
    runs.retain(|run| !run.files.is_empty());
    runs
}

impl Case {
    /// Builds the case in a folder of its own; gives the site's files.
    fn build(&self, run: &Run) -> BTreeMap<String, Vec<u8>> {
        let output = tempfile::tempdir().unwrap();
        let mut options = Options {
            root: self.folder.clone(),
            output: Some(output.path().join("site")),
            base_url: None,
            drafts: Drafts::Exclude,
            cut_off: None,
            today: day(TODAY),
            jobs: 1,
            progress: pipeline::Progress::default(),
        };
        for (key, value) in &run.options {
            match key.as_str() {
                "today" => options.cut_off = Some(day(value)),
                "drafts" => options.drafts = Drafts::Include,
                "base_url" => options.base_url = Some(value.clone()),
                other => panic!("{}: {other}", self.name),
            }
        }
        match pipeline::build(&options, &mut || {}) {
            Ok(_) => tree(&output.path().join("site")),
            Err(Failure::Content(found)) => panic!("{}: {:#?}", self.name, found.diagnostics),
            Err(failure) => panic!("{}: {failure:?}", self.name),
        }
    }
}

/// What is compared of a file.
fn compared(path: &str, bytes: &[u8]) -> (String, String) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    if path.ends_with(".html") { (format!("{path}.txt"), text::main_text(&text)) } else { (path.to_owned(), text) }
}

#[test]
fn every_site_is_as_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = String::new();
    for case in cases() {
        let folder = case.folder.join("expected");
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for run in &case.runs {
            let site = case.build(run);
            for path in &run.files {
                // `! path`: there is no such file.
                if let Some(path) = path.strip_prefix("! ") {
                    assert!(!site.contains_key(path), "{}: there is a {path}", case.name);
                    continue;
                }
                let bytes = site.get(path).unwrap_or_else(|| panic!("{}: there is no {path}", case.name));
                let (name, text) = compared(path, bytes);
                let name = if run.name.is_empty() { name } else { format!("{}/{name}", run.name) };
                found.insert(name, text);
            }
        }
        if update {
            let _ = fs::remove_dir_all(&folder);
            for (name, text) in &found {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            continue;
        }
        let expected = tree(&folder);
        let names: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
        for name in names {
            let expected = expected.get(name).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
            let found = found.get(name).map(String::as_str).unwrap_or_default();
            if expected != found {
                let differs = expected.lines().zip(found.lines()).position(|(a, b)| a != b);
                let line = differs.unwrap_or(expected.lines().count().min(found.lines().count()));
                wrong.push_str(&format!(
                    "\n{}/{name}:{}\n  expected: {}\n  found:    {}\n",
                    case.name,
                    line + 1,
                    expected.lines().nth(line).unwrap_or("(nothing)"),
                    found.lines().nth(line).unwrap_or("(nothing)"),
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A site's pages as text, the way to each and what each names, for the rules that hold for all of them.
fn every_site() -> Vec<(String, BTreeMap<String, Vec<u8>>)> {
    let of = |case: Case| -> Vec<_> {
        case.runs.iter().map(|run| (format!("{} {}", case.name, run.name), case.build(run))).collect()
    };
    cases().into_iter().flat_map(of).collect()
}

#[test]
fn every_address_and_id_that_a_page_names_exists() {
    let mut dead = Vec::new();
    for (name, site) in every_site() {
        let pages: Vec<(&String, String)> = site
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
            .collect();
        let parsed: BTreeMap<&str, _> =
            pages.iter().map(|(path, html)| (path.as_str(), text::addresses(html))).collect();
        for (&page, (addresses, ids)) in &parsed {
            let distinct: BTreeSet<_> = ids.iter().collect();
            if distinct.len() != ids.len() {
                dead.push(format!("{name}: {page} has an id twice"));
            }
            // The page for what is not found stands at any depth.
            for address in addresses.iter().filter(|_| page != "404.html") {
                if address.contains("://") || address.starts_with("mailto:") || address.starts_with("tel:") {
                    continue;
                }
                // Other sites that are searched with this one stand beside it.
                if name.starts_with("several") && page == "buscar.html" && address.starts_with("../") {
                    continue;
                }
                let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
                let path = path.split('?').next().unwrap();
                let target = if path.is_empty() { page.to_owned() } else { joined(page, &decoded(path)) };
                if !site.contains_key(&target) {
                    dead.push(format!("{name}: {page} → {address}"));
                } else if let Some((_, ids)) = parsed.get(target.as_str())
                    && !fragment.is_empty()
                    && !ids.iter().any(|id| id == fragment)
                {
                    dead.push(format!("{name}: {page} → {address}"));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}

/// An address without its escapes.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let hex: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// A relative address from a page, as a path from the site's root.
fn joined(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{address} leads out of the site"),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn nothing_that_an_author_writes_runs_on_the_page() {
    for (name, site) in every_site() {
        for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
            let found = text::dangers(&String::from_utf8(bytes.clone()).unwrap());
            assert!(found.is_empty(), "{name}: {path}: {found:?}");
            let html = String::from_utf8_lossy(bytes);
            assert!(!name.starts_with("raw-html") || path != "guia.html" || !html.contains("<form"), "{html}");
        }
    }
}

/// Regression: what a word processor leaves behind (line ends, a byte order mark, hard spaces, decomposed accents, bold
/// paragraphs for headings) made minutes unreadable, or commitments vanish, without a word.
#[test]
fn messy_minutes_give_the_same_site_as_tidy_ones() {
    let cases = cases();
    let of = |name: &str| cases.iter().find(|case| case.name == name).unwrap();
    let (tidy, messy) = (of("tidy"), of("messy"));
    let bytes = fs::read(messy.folder.join("content/reuniones/2022-08-09.md")).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    for sign in ["\u{feff}", "\r\n", "\u{a0}", "\t", "o\u{301}", "**Compromisos**"] {
        assert!(text.contains(sign), "the messy minutes have no {sign:?}");
    }
    assert!(!text.replace("\r\n", "").contains('\n'), "a tool has changed the line ends");
    let run = &tidy.runs[0];
    let (tidy, messy) = (tidy.build(run), messy.build(run));
    assert_eq!(tidy.keys().collect::<Vec<_>>(), messy.keys().collect::<Vec<_>>());
    for (path, bytes) in tidy.iter().filter(|(path, _)| !path.starts_with(".acuerdos")) {
        let (tidy, messy) = (compared_or_raw(path, bytes), compared_or_raw(path, &messy[path]));
        assert_eq!(tidy, messy, "{path}");
    }
}

fn compared_or_raw(path: &str, bytes: &[u8]) -> String {
    if path.ends_with(".html") { compared(path, bytes).1 } else { String::from_utf8_lossy(bytes).into_owned() }
}

/// The project of the repository itself, built by the command.
fn build_here(project: &Project, jobs: &str, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.args(["build", "--quiet", "--today", "2023-02-15", "--jobs", jobs, "--root"]).arg(project.root());
    for &(name, value) in environment {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&project.path("site"))
}

#[test]
fn the_same_project_gives_the_same_bytes_everywhere() {
    let mut sites = Vec::new();
    let home = tempfile::tempdir().unwrap();
    let home = home.path().to_str().unwrap();
    for (deep, jobs, environment) in [
        ("", "1", vec![]),
        ("una carpeta/con ñ", "4", vec![("TZ", "Pacific/Kiritimati"), ("LANG", "de_DE.UTF-8")]),
        ("x", "4", vec![("TZ", "America/Tijuana"), ("LC_ALL", "C"), ("HOME", home), ("LANG", "en_US.UTF-8")]),
    ] {
        let mut project = Project::new();
        project.move_root(deep);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (path, bytes) in tree(&root.join("content")) {
            project.write(&format!("content/{path}"), bytes);
        }
        project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
        sites.push(build_here(&project, jobs, &environment));
    }
    let names: Vec<Vec<&String>> = sites.iter().map(|site| site.keys().collect()).collect();
    assert!(names[0].len() > 100);
    assert!(names.iter().all(|other| *other == names[0]));
    for (path, bytes) in &sites[0] {
        for other in &sites[1..] {
            assert!(bytes == &other[path], "{path} differs");
        }
    }
}

#[test]
fn a_second_build_touches_nothing() {
    let project = Project::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
    let times = |site: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, std::time::SystemTime> {
        let time = |path: &String| fs::metadata(project.path("site").join(path)).unwrap().modified().unwrap();
        site.keys().map(|path| (path.clone(), time(path))).collect()
    };
    let first = build_here(&project, "2", &[]);
    let before = times(&first);
    let second = build_here(&project, "1", &[]);
    assert!(first == second);
    assert_eq!(before, times(&second));
    // One word changes, and only what shows it is written again.
    let guide = project.read("content/guia.md").replace("# Guía de lectura", "# Guía del lector");
    project.write("content/aparte.md", "# Aparte\n");
    project.write("content/guia.md", guide);
    let third = build_here(&project, "1", &[]);
    assert!(third.contains_key("aparte.html"));
    let after = times(&third);
    let data = "datos/compromisos.json".to_owned();
    assert_eq!(before[&data], after[&data]);
    assert_ne!(first["guia.html"], third["guia.html"]);
    // A page that is gone is taken away.
    fs::remove_file(project.path("content/aparte.md")).unwrap();
    assert!(!build_here(&project, "1", &[]).contains_key("aparte.html"));
}
