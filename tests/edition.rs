//! What `serve` shows after a change is what a build would write: every file of an edition that a change was let into is
//! that of an edition made anew, and what is more than a change of words is not let in.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::fs;
use std::path::Path;

use acuerdos::pipeline::{Body, Edition, Options, Progress, Workshop};
use acuerdos::register::Drafts;
use chrono::NaiveDate;
use tempfile::TempDir;

const FILE: &str = "content/reuniones/2022-08-09.md";

fn project() -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let to = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &to);
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    let root = tempfile::tempdir().unwrap();
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&repository.join("content"), &root.path().join("content"));
    fs::copy(repository.join("acuerdos.toml"), root.path().join("acuerdos.toml")).unwrap();
    root
}

fn workshop(root: &Path) -> Workshop {
    let options = Options {
        root: root.to_owned(),
        output: None,
        base_url: None,
        drafts: Drafts::Exclude,
        cut_off: None,
        today: NaiveDate::from_ymd_opt(2023, 2, 15).unwrap(),
        jobs: 1,
        progress: Progress::default(),
    };
    Workshop::new(options).unwrap()
}

/// Every file but the search's, and the pointer to its index, whose name is the index's own fingerprint.
fn files(edition: &Edition) -> Vec<(String, Vec<u8>)> {
    let body = |path: &str| match edition.body(path).unwrap().unwrap() {
        Body::Bytes(bytes) => bytes,
        Body::Content(file) => fs::read(file).unwrap(),
    };
    edition.paths().map(|path| (path.to_owned(), body(path))).collect()
}

/// Lets a change into an edition, and compares; whether it was let in.
#[track_caller]
fn change(root: &Path, workshop: &Workshop, edition: &mut Edition, edit: impl Fn(&str) -> String) -> bool {
    let path = root.join(FILE);
    let old = fs::read_to_string(&path).unwrap();
    let new = edit(&old);
    assert_ne!(old, new, "a change that changes nothing");
    fs::write(&path, new).unwrap();
    // What was asked for before must not be remembered.
    drop(files(edition));
    let amended = workshop.amend(edition, &[FILE.to_owned()]);
    if amended {
        let (fresh, _) = self::workshop(root).make().unwrap();
        for ((path, amended), (other, fresh)) in files(edition).into_iter().zip(files(&fresh)) {
            assert_eq!(path, other);
            assert!(amended == fresh, "{path} differs");
        }
    } else {
        match workshop.make() {
            Ok((fresh, _)) => *edition = fresh,
            Err(_) => fs::write(&path, old).unwrap(),
        }
        *edition = workshop.make().unwrap().0;
    }
    amended
}

type Edit = (&'static str, fn(&str) -> String);

#[test]
fn words_are_let_in_and_every_file_is_as_a_build_has_it() {
    let root = project();
    let workshop = workshop(root.path());
    let (mut edition, _) = workshop.make().unwrap();
    let edits: [Edit; 8] = [
        ("a word in every paragraph", |text| text.replace("\n\nE", "\n\nPalabra. E").replace(" la ", " esta ")),
        ("lines before the first heading", |text| text.replacen("\n## ", "\nUna *introducción* nueva.\n\n## ", 1)),
        ("a title", |text| text.replacen("### 1", "### 1. Otro título", 1)),
        ("a comment at the end", |text| format!("{text}\n<!-- fin -->\n")),
        ("a longer account", |text| {
            let at = text.find("\n#### ").unwrap();
            let end = at + 1 + text[at + 1..].find("\n\n").unwrap();
            format!("{}\n\nPrimer párrafo.{}", &text[..end], &text[end..])
        }),
        ("Windows line ends", |text| text.replace('\n', "\r\n")),
        ("and back", |text| text.replace("\r\n", "\n")),
        ("the title of the meeting", |text| text.replacen("\n# Coord", "\n# Nueva coord", 1)),
    ];
    for (name, edit) in edits {
        assert!(change(root.path(), &workshop, &mut edition, edit), "{name}");
    }
}

#[test]
fn what_is_more_than_words_is_not_let_in() {
    let root = project();
    let workshop = workshop(root.path());
    let (mut edition, _) = workshop.make().unwrap();
    let edits: [Edit; 8] = [
        ("a document named in the text", |text| text.replacen("\n\nE", "\n\nSegún el oficio INE/XYZ/0001/2022. E", 1)),
        ("a link", |text| format!("{text}\nVéase [[2022-08-09/2]].\n")),
        ("an address", |text| format!("{text}\nVéase <https://example.org/>.\n")),
        ("a commitment", |text| text.replacen("### 1", "### 99. Nuevo\n\nHacerlo.\n\n### 1", 1)),
        ("a tag", |text| text.replace("[programa piloto]", "[nueva]")),
        ("a draft", |text| text.replacen("---\n", "---\nborrador: sí\n", 1)),
        ("a definition", |text| format!("{text}\n[^a]: Nota.\n")),
        ("an error", |text| text.replacen("#### ", "#### ayer ", 1)),
    ];
    for (name, edit) in edits {
        assert!(!change(root.path(), &workshop, &mut edition, edit), "{name}");
    }
}

#[test]
fn other_files_and_traces_of_editors_are_told_apart() {
    let root = project();
    let workshop = workshop(root.path());
    let (mut edition, _) = workshop.make().unwrap();
    let mut amend = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        workshop.amend(&mut edition, &names)
    };
    let text = fs::read_to_string(root.path().join(FILE)).unwrap();
    fs::write(root.path().join(FILE), text.replacen(" la ", " esta ", 1)).unwrap();
    assert!(!amend(&["acuerdos.toml"]));
    assert!(!amend(&["acuerdos.toml", FILE]));
    assert!(!amend(&[""]));
    assert!(!amend(&["content"]));
    assert!(!amend(&["content/aviso.md", FILE]));
    assert!(!amend(&[FILE, "content/reuniones/2022-09-08.md"]));
    assert!(!amend(&["theme/templates/page.html", FILE]));
    fs::write(root.path().join("content/reuniones/copia.txt"), "").unwrap();
    assert!(!amend(&[FILE, "content/reuniones/copia.txt"]));
    fs::remove_file(root.path().join("content/reuniones/copia.txt")).unwrap();
    assert!(amend(&[FILE, "content/reuniones/copia.txt"]));
    fs::remove_file(root.path().join(FILE)).unwrap();
    assert!(!amend(&[FILE]));
}
