//! Sites and projects of other versions: those before are taken over, those behind are refused or told of, and nothing is
//! misread. What is promised is in `docs/compatibility.md`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output};

use acuerdos::site::{FORMATS, Origin};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest as _, Sha256};

use support::{Project, TODAY, tree};

const MINUTES: &str = "---\ndate: 2023-01-18\n---\n\n## Compromisos\n\n### 1. Plan de riesgos\n\nDiseñar un plan.\n";

fn project() -> Project {
    Project::of([("content/reuniones/2023-01-18.md", MINUTES)])
}

fn acuerdos(project: &Project, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.args(["--lang", "en"]).args(arguments).current_dir(project.root()).output().unwrap()
}

fn build(project: &Project) -> Output {
    acuerdos(project, &["build", "--today", TODAY])
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of the files of a site, as version 1 has always written it.
fn manifest(project: &Project) -> String {
    let files = tree(&project.path("site"));
    let lines = files.iter().filter(|(path, _)| *path != "SHA256SUMS");
    let lines: String = lines.map(|(path, bytes)| format!("{}  {path}\n", sum(bytes))).collect();
    format!("# acuerdos manifest 1\n{lines}")
}

/// Makes the published site one that another version would have made: with a page that this one does not make, and saying
/// this of itself, if anything.
fn made_by_another(project: &Project, origin: Option<&str>) {
    project.write("site/antigua/pagina.html", "<!doctype html><title>x</title>");
    match origin {
        Some(origin) => project.write("site/acuerdos.json", origin),
        None => fs::remove_file(project.path("site/acuerdos.json")).unwrap(),
    }
    project.write("site/SHA256SUMS", manifest(project));
}

fn origin(version: &str, data: u32) -> String {
    format!(r#"{{"acuerdos": "{version}", "formats": {{"data": {data}}}, "more": [1, 2]}}"#)
}

#[test]
fn every_site_says_which_version_made_it_and_in_which_formats() {
    let project = project();
    assert!(build(&project).status.success());
    let origin = Origin::parse(project.read("site/acuerdos.json").as_bytes()).unwrap();
    assert_eq!(origin.acuerdos, env!("CARGO_PKG_VERSION"));
    assert_eq!(origin.formats.len(), FORMATS.len());
    let package: serde_json::Value = serde_json::from_str(&project.read("site/datos/datapackage.json")).unwrap();
    assert_eq!(package["format"], origin.formats["data"]);
    assert!(project.read("site/SHA256SUMS").starts_with("# acuerdos manifest 1\n"));
    // What leads to the index says it as well, to the page.
    let pointer = acuerdos_search::write::unscript("current", project.read("site/busqueda/current.js").as_bytes());
    let pointer: serde_json::Value = serde_json::from_slice(&pointer.unwrap()).unwrap();
    assert_eq!(pointer["format"], origin.formats["index"]);
}

#[test]
fn a_site_of_an_older_version_is_recognised_verified_and_replaced() {
    for (made, verified, told) in [
        (Some(origin("0.0.9", 1)), "made by acuerdos 0.0.9, older than this one", true),
        (None, "from before sites said which", false),
    ] {
        let project = project();
        assert!(build(&project).status.success());
        let new = tree(&project.path("site"));
        made_by_another(&project, made.as_deref());
        let output = acuerdos(&project, &["verify"]);
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains(verified), "{}", said(&output));

        let output = build(&project);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(said(&output).contains("the site replaced was made by acuerdos 0.0.9"), told, "{}", said(&output));
        assert_eq!(tree(&project.path("site")), new, "what only the older one made is gone, and nothing else");
        assert!(said(&acuerdos(&project, &["verify"])).contains("made by acuerdos"));
    }
}

#[test]
fn what_others_put_into_a_site_of_an_older_version_stays() {
    let project = project();
    assert!(build(&project).status.success());
    made_by_another(&project, Some(&origin("0.0.9", 1)));
    project.write("site/CNAME", "acuerdos.example\n");
    assert!(build(&project).status.success());
    assert_eq!(project.read("site/CNAME"), "acuerdos.example\n");
}

#[test]
fn a_site_of_a_newer_version_in_known_formats_is_replaced_with_a_warning_even_quietly() {
    let project = project();
    assert!(build(&project).status.success());
    made_by_another(&project, Some(&origin("999.1.0", 1)));
    assert!(said(&acuerdos(&project, &["verify"])).contains("made by acuerdos 999.1.0, newer than this one"));
    let output = acuerdos(&project, &["--quiet", "build", "--today", TODAY]);
    assert!(output.status.success());
    assert!(said(&output).starts_with("warning: the site replaced was made by acuerdos 999.1.0"), "{}", said(&output));
}

#[test]
fn a_site_of_a_newer_version_in_unknown_formats_is_refused_and_stays_as_it_is() {
    let project = project();
    assert!(build(&project).status.success());
    for made in [origin("999.0.0", 2), r#"{"acuerdos": "999.0.0", "formats": {"sound": 1}}"#.to_owned()] {
        made_by_another(&project, Some(&made));
        let before = tree(project.root());
        let output = build(&project);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("acuerdos 999.0.0, in formats that this version"), "{}", said(&output));
        assert!(said(&output).contains("help: update acuerdos"));
        // Not a byte has changed, and nothing lies beside it but the lock.
        let mut after = tree(project.root());
        after.retain(|path, _| before.contains_key(path));
        assert_eq!(after, before);
        assert!(acuerdos(&project, &["verify"]).status.success(), "its sums can still be told");
    }
}

#[test]
fn a_manifest_of_a_newer_version_is_refused_by_all_who_would_read_it() {
    let project = project();
    assert!(build(&project).status.success());
    project.write("site/SHA256SUMS", manifest(&project).replace("manifest 1", "manifest 2"));
    for arguments in [&["build", "--today", TODAY][..], &["verify"]] {
        let output = acuerdos(&project, arguments);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains("newer acuerdos (its format is number 2)"), "{}", said(&output));
    }
}

#[test]
fn a_file_of_that_name_that_is_none_of_ours_is_passed_over() {
    let project = project();
    assert!(build(&project).status.success());
    for text in ["", "{", "[]", r#"{"acuerdos": "mine", "formats": {}}"#, &"{".repeat(200_000)] {
        made_by_another(&project, Some(text));
        assert!(build(&project).status.success(), "{text:.20}");
    }
}

#[test]
fn a_search_in_an_index_of_another_version_says_so() {
    use acuerdos_search::write::{gunzip, script, unscript};
    let project = project();
    assert!(build(&project).status.success());
    let (path, bytes) =
        tree(&project.path("site")).into_iter().find(|(path, _)| path.ends_with("/catalog.js")).unwrap();
    let name = path.strip_prefix("busqueda/").unwrap().strip_suffix(".js").unwrap();
    let catalog = gunzip(&unscript(name, &bytes).unwrap()).unwrap();
    let position = catalog.windows(11).position(|part| part.starts_with(b"\"format\":1,")).unwrap();
    let mut later = catalog.clone();
    later[position + 9] = b'2';
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&later).unwrap();
    project.write(&format!("site/{path}"), script(name, &packed.finish().unwrap()));
    let output = acuerdos(&project, &["search", "--site", "site", "plan"]);
    assert_ne!(output.status.code(), Some(0));
    assert!(said(&output).contains("index and engine are of different versions"), "{}", said(&output));
}

#[test]
fn a_project_of_a_newer_version_is_not_misread() {
    let project = project();
    project.write("acuerdos.toml", "format = 2\nsound = \"loud\"\n");
    for command in [&["check"][..], &["build"], &["search", "plan"]] {
        let output = acuerdos(&project, command);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", said(&output));
        assert!(said(&output).contains("newer-format"), "{}", said(&output));
        assert!(!said(&output).contains("unknown-key"), "{}", said(&output));
    }
    assert!(!project.path("site").exists());
}
