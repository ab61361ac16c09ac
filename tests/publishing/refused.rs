//! What is refused, and that a refusal leaves everything as it was.

use std::fs;
use std::io;
use std::path::Path;

use acuerdos::output::{Action, ManifestProblem, Protected, PublishError, Publisher, Refusal, SitePath};

use crate::{World, at};

#[test]
fn a_folder_of_someone_else_is_refused_with_an_example_and_a_way_out() {
    let world = World::new();
    world.write("thesis.txt", "years of work");
    world.write(".hidden", "");
    world.write("zebra.txt", "");
    let error = world.try_publish(&[("index.html", "home")]).unwrap_err();
    match &error {
        PublishError::Refused { why: Refusal::NotOurs { example }, .. } => {
            assert_eq!(example.file_name().unwrap(), "thesis.txt");
        }
        other => panic!("{other}"),
    }
    assert!(error.to_string().contains("thesis.txt"), "{error}");
    assert!(error.help(acuerdos::diagnostic::Language::English).unwrap().contains("--output"));
    world.assert_files(&[(".hidden", ""), ("thesis.txt", "years of work"), ("zebra.txt", "")]);
    world.assert_no_litter();
}

#[test]
fn an_empty_folder_and_one_of_hidden_entries_are_accepted() {
    let world = World::new();
    fs::create_dir(world.site()).unwrap();
    world.publish(&[]);
    world.publish(&[("index.html", "home")]);

    let world = World::new();
    world.write(".gitignore", "*");
    world.write(".git/visible-but-inside", "");
    world.publish(&[("index.html", "home")]);
    world.assert_files(&[(".git/visible-but-inside", ""), (".gitignore", "*"), ("index.html", "home")]);
}

#[test]
fn sums_that_someone_else_made_do_not_make_a_folder_ours() {
    let world = World::new();
    world.write("SHA256SUMS", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.iso\n");
    let refused = world.try_publish(&[]).unwrap_err();
    assert!(matches!(refused, PublishError::Refused { why: Refusal::NotOurs { .. }, .. }), "{refused}");
}

#[test]
fn a_newer_or_damaged_manifest_is_refused_with_what_to_do() {
    let world = World::with_site(&[("index.html", "home")]);
    let manifest = world.read("SHA256SUMS");
    for (text, expected) in [
        (manifest.replace("manifest 1", "manifest 2"), ManifestProblem::Newer { version: 2 }),
        (manifest.replace("index.html", "../index.html"), ManifestProblem::Line { number: 2 }),
        (manifest.replace("index", "\nindex"), ManifestProblem::Line { number: 2 }),
        (manifest[..manifest.len() - 1].to_owned(), ManifestProblem::Line { number: 2 }),
    ] {
        world.write("SHA256SUMS", &text);
        let error = world.open().expect_err("refused");
        assert!(matches!(error, PublishError::Manifest { problem, .. } if problem == expected), "{error}");
        assert!(error.help(acuerdos::diagnostic::Language::English).is_some());
        world.assert_files(&[("index.html", "home")]);
        world.assert_no_litter();
    }
}

#[test]
fn a_foreign_file_in_the_way_is_named_before_anything_is_changed() {
    for (foreign, wanted, named_by_put) in [
        ("notes.html", "notes.html", true),
        ("notes", "notes/a.html", true),
        ("notes/a.txt", "notes", true),
        ("old/a.txt", "old", false),
    ] {
        let world = World::with_site(&[("index.html", "one"), ("old/b.html", "b")]);
        world.write(foreign, "mine");
        let before = world.files();

        let publisher = world.open().unwrap();
        publisher.put(&at("index.html"), b"two").unwrap();
        let put = publisher.put(&at(wanted), b"ours");
        assert_eq!(put.is_err(), named_by_put, "{foreign} {wanted}");
        assert_named(&put.and_then(|()| publisher.publish().map(drop)).unwrap_err(), &world.site().join(foreign));
        assert_eq!(world.files(), before);
        drop(world.open().unwrap());
        world.assert_no_litter();
    }
}

#[test]
fn a_foreign_file_that_comes_in_the_way_while_the_site_is_built_is_named() {
    for (foreign, wanted) in [("notes.html", "notes.html"), ("notes", "notes/a.html"), ("notes/a.txt", "notes")] {
        let world = World::with_site(&[("index.html", "one")]);
        let publisher = world.open().unwrap();
        publisher.put(&at(wanted), b"ours").unwrap();
        world.write(foreign, "mine");
        let before = world.files();
        assert_named(&publisher.publish().unwrap_err(), &world.site().join(foreign));
        assert_eq!(world.files(), before);
        world.assert_no_litter();
    }
}

/// That the error names what is in the way: `foreign`, or a folder that it is in.
fn assert_named(error: &PublishError, foreign: &Path) {
    let named =
        matches!(error, PublishError::Foreign { path } if foreign.canonicalize().expect("there").starts_with(path));
    assert!(named, "{foreign:?}: {error}");
    assert!(error.help(acuerdos::diagnostic::Language::English).is_some());
}

#[cfg(unix)]
#[test]
fn a_folder_turned_into_a_link_is_not_followed() {
    let world = World::with_site(&[("datos/a.json", "[]")]);
    let elsewhere = world.folder.path().join("elsewhere");
    fs::rename(world.site().join("datos"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, world.site().join("datos")).unwrap();
    let error = world.try_publish(&[("datos/a.json", "[1]")]).unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
    assert_eq!(fs::read(elsewhere.join("a.json")).unwrap(), b"[]");
}

#[test]
fn protected_folders_are_never_replaced() {
    let world = World::new();
    let content = world.folder.path().join("content");
    fs::create_dir(&content).unwrap();
    let protected = Protected { inputs: vec![content.clone()], enclosing: vec![world.folder.path().to_path_buf()] };
    for output in [content.clone(), content.join("site"), world.folder.path().to_path_buf()] {
        let refused = Publisher::open(&output, &protected, &mut || ()).expect_err("refused");
        assert!(matches!(refused, PublishError::Refused { why: Refusal::Protected { .. }, .. }), "{refused}");
    }
    assert!(Publisher::open(&world.site(), &protected, &mut || ()).is_ok());
}

#[test]
fn a_staging_folder_of_someone_else_is_left_alone() {
    let world = World::new();
    let folder = world.folder.path().join(".site.acuerdos-new");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("mine"), "mine").unwrap();
    let refused = world.try_publish(&[("index.html", "home")]).unwrap_err();
    assert!(matches!(refused, PublishError::Occupied { .. }), "{refused}");
    assert_eq!(fs::read(folder.join("mine")).unwrap(), b"mine");
}

#[test]
fn two_files_that_some_machine_cannot_tell_apart_are_refused() {
    let world = World::new();
    for (one, other) in [("a.html", "a.html"), ("A.html", "a.html"), ("a", "a/b"), ("a/b", "a")] {
        let publisher = world.open().unwrap();
        publisher.put(&at(one), b"1").unwrap();
        let clash = publisher.put(&at(other), b"2").unwrap_err();
        assert!(matches!(clash, PublishError::Clash { .. }), "{clash}");
    }
    let publisher = world.open().unwrap();
    let error = publisher.put(&at("sha256sums"), b"").unwrap_err();
    assert_eq!(error.to_string(), "`sha256sums` cannot be published: `SHA256SUMS` is the manifest of the site");
}

#[test]
fn a_hostile_path_is_refused_with_its_rule() {
    let error = SitePath::new("../etc/passwd").unwrap_err();
    assert_eq!(error.to_string(), "`../etc/passwd` cannot be a path of the site: `.` and `..` are not names");
}

#[test]
fn a_site_with_a_file_that_failed_is_not_published() {
    let world = World::with_site(&[("index.html", "one")]);
    let publisher = world.open().unwrap();
    let failed = publisher.put_with(&at("index.html"), |file| {
        file.write_all(b"half a p")?;
        Err(io::Error::other("the template gave up"))
    });
    assert!(failed.unwrap_err().to_string().contains("the template gave up"));
    let missing = publisher.copy(&at("a.pdf"), &world.folder.path().join("a.pdf")).unwrap_err();
    assert!(matches!(missing, PublishError::Io { action: Action::Read, .. }), "{missing}");
    assert!(publisher.copy(&at("b.pdf"), world.folder.path()).is_err(), "a folder is not a file");
    let refused = publisher.publish().unwrap_err();
    assert!(matches!(&refused, PublishError::Unfinished { path } if *path == at("index.html")), "{refused}");
    world.assert_files(&[("index.html", "one")]);
    world.assert_no_litter();
}

#[test]
fn a_site_given_up_leaves_no_trace() {
    let world = World::with_site(&[("index.html", "one")]);
    let publisher = world.open().unwrap();
    publisher.put(&at("index.html"), b"two").unwrap();
    publisher.abandon().unwrap();
    drop(world.open().unwrap());
    world.assert_files(&[("index.html", "one")]);
    world.assert_no_litter();
}
