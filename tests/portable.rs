//! A site can be copied to any system: whatever things are called, no address of it has a name that Windows, macOS or Linux
//! cannot hold, nor two that one of them takes for one. What cannot be mended by another spelling is told, on every system.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;

use acuerdos::diagnostic::{Language, words};
use acuerdos::output::SitePath;
use acuerdos::pipeline::Findings;
use support::{Project, tree};

/// Names that people do give, and that some system or other cannot hold.
const NAMES: [&str; 16] = [
    "CON",
    "aux",
    "nul.txt",
    "COM1",
    "lpt¹",
    "Conin$",
    "a:b",
    "¿qué?",
    "c*d",
    "<x>",
    "e|f",
    "g\\h",
    "punto.",
    "Ministerio ",
    "\"comillas\"",
    "..",
];

fn codes(found: &Findings) -> Vec<&'static str> {
    found.diagnostics.iter().map(|diagnostic| diagnostic.kind.code()).collect()
}

/// A project in which everything that has a page has one of these names.
fn project_of(names: &[&str]) -> Project {
    let project = Project::new();
    let quoted = |name: &str| serde_json::to_string(name).unwrap();
    let mut configuration = String::new();
    for name in names {
        configuration.push_str(&format!("[[organisations]]\nname = {0}\nunits = [{{ name = {0} }}]\n", quoted(name)));
        configuration.push_str(&format!("[[documents]]\nid = {}\n", quoted(name)));
    }
    project.write("acuerdos.toml", configuration);
    for (number, name) in names.iter().enumerate() {
        let tags: Vec<String> =
            [format!("etiqueta {number}"), (*name).to_owned()].iter().map(|tag| quoted(tag)).collect();
        let minutes = format!(
            "---\nfecha: 2022-08-{:02}\nserie: {}\netiquetas: [{}]\n---\n\n## Compromisos\n\n### {}. X\n\nY.\n",
            number + 1,
            quoted(name),
            tags.join(", "),
            number + 1
        );
        project.write(&format!("content/reuniones/2022-08-{:02}.md", number + 1), minutes);
    }
    project
}

#[test]
fn whatever_things_are_called_every_address_can_be_copied_everywhere() {
    let project = project_of(&NAMES);
    let built = project.build().unwrap_or_else(|failure| panic!("{failure:?}"));
    assert!(built.published.written.len() > 100);
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for path in tree(&project.path("site")).into_keys() {
        // On every system by the rules of all; the program itself could have been lenient on this one.
        SitePath::new(path.as_str()).unwrap_or_else(|error| panic!("{error}"));
        assert!(path.is_ascii() && path.len() <= 200, "{path}");
        if let Some(other) = seen.insert(path.to_lowercase(), path.clone()) {
            panic!("{path} and {other} are one on Windows");
        }
    }
}

#[test]
fn names_that_differ_by_case_or_by_how_an_accent_is_written_clash_on_every_system() {
    let minutes = ("content/reuniones/2022-08-09.md", "---\nfecha: 2022-08-09\n---\n");
    for (one, other) in [
        ("content/anexo.txt", "content/Anexo.TXT"),
        ("content/año.txt", "content/an\u{303}o.txt"),
        ("content/ÁREA/a.txt", "content/a\u{301}rea/A.txt"),
        ("content/guia.md", "content/Guía.md"),
    ] {
        let project = Project::of([minutes, (one, "x"), (other, "x")]);
        // Where the file system of this machine takes the two for one, there is nothing to tell.
        if tree(&project.path("content")).len() < 3 {
            println!("skipped: this machine cannot hold {one} and {other}");
            continue;
        }
        let found = project.check();
        assert!(codes(&found).contains(&"same-url"), "{one} and {other}: {:?}", codes(&found));
        assert!(project.build().is_err(), "{one} and {other}");
    }
}

#[cfg(unix)]
#[test]
fn files_of_the_theme_with_a_name_that_some_system_cannot_hold_are_refused() {
    let minutes = ("content/reuniones/2022-08-09.md", "---\nfecha: 2022-08-09\n---\n");
    for name in ["a:b.css", "aux.js", "punto.", "espacio ", "a\\b.png"] {
        let project = Project::of([minutes]);
        project.write(&format!("theme/static/{name}"), "x");
        let found = project.check();
        assert_eq!(codes(&found), ["unportable-name"], "{name}");
        let said = words::message(&found.diagnostics[0].kind, Language::English);
        assert!(said.contains(&format!("theme/static/{name}")), "{said}");
    }
}

#[test]
fn long_names_are_cut_and_long_addresses_told_of() {
    let long = "muy ".repeat(100);
    let project = project_of(&[&long]);
    assert_eq!(codes(&project.check()).iter().filter(|code| **code == "unportable-name").count(), 0);
    project.build().unwrap_or_else(|failure| panic!("{failure:?}"));
    for path in tree(&project.path("site")).into_keys() {
        assert!(path.split('/').all(|name| name.len() <= 130), "{path}");
    }
    // An organisation and its unit are two such names, one below the other.
    let told = project.check().diagnostics.iter().filter(|it| it.kind.code() == "long-address").count();
    assert!(told > 0);

    let deep = ["carpeta-de-documentos"; 12].join("/");
    let project = Project::of([("content/reuniones/2022-08-09.md", "---\nfecha: 2022-08-09\n---\n")]);
    project.write(&format!("content/{deep}/a.pdf"), "x");
    assert_eq!(codes(&project.check()), ["long-address", "orphan-file"]);
    assert!(project.build().is_ok(), "a warning, since this machine has room for it");

    let deepest = ["carpeta-de-documentos-escaneados-en-alta-resolucion"; 17].join("/");
    project.write(&format!("content/{deepest}/a.md"), "# A\n\nB.\n");
    let found = project.check();
    assert!(codes(&found).contains(&"unportable-name"), "{:?}", codes(&found));
    assert!(project.build().is_err());
}
