//! The same project gives the same bytes, whoever builds it, wherever and whenever.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, SystemTime};

use support::{Project, tree};

type Tree = BTreeMap<String, Vec<u8>>;

/// The repository's own register and a few files more, created in the order that `order` gives them.
fn project(below: &str, order: impl Fn(&mut Vec<(String, Vec<u8>)>)) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Vec<u8>)> =
        tree(&root.join("content")).into_iter().map(|(path, bytes)| (format!("content/{path}"), bytes)).collect();
    files.push(("acuerdos.toml".to_owned(), fs::read(root.join("acuerdos.toml")).unwrap()));
    for name in ["a", "B", "ñ", "10", "9", "z z"] {
        files.push((format!("content/anexos/{name}.txt"), name.into()));
        files
            .push((format!("content/paginas/{name}.md"), format!("# {name}\n\nINE, SRE y [[2022-08-09/1]].\n").into()));
    }
    files.push(("theme/static/b.css".to_owned(), b"p { order: 1 }\n".to_vec()));
    files.push(("theme/static/a.css".to_owned(), b"p { order: 2 }\n".to_vec()));
    order(&mut files);
    let mut project = Project::new();
    project.move_root(below);
    for (path, bytes) in files {
        project.write(&path, bytes);
    }
    project
}

fn in_order(_: &mut Vec<(String, Vec<u8>)>) {}

/// Builds by a command line of the shell, in which `"$@"` is the build of `root`.
fn build_by(shell: &str, root: &Path, jobs: &str, environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", shell, env!("CARGO_BIN_EXE_acuerdos"), env!("CARGO_BIN_EXE_acuerdos")]);
    command.args(["build", "--quiet", "--today", "2023-02-15", "--jobs", jobs, "--root"]).arg(root);
    command.envs(environment.iter().copied());
    command
}

fn built(project: &Project, mut command: Command) -> Tree {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    tree(&project.path("site"))
}

fn assert_same(what: &str, expected: &Tree, found: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(expected), names(found), "{what}");
    for (path, bytes) in expected {
        assert!(*bytes == found[path], "{what}: {path} differs");
    }
}

#[test]
fn neither_jobs_nor_locale_nor_folder_nor_umask_show_in_a_byte() {
    const PLAIN: &str = "exec \"$@\"";
    let first = project("", in_order);
    let expected = built(&first, build_by(PLAIN, first.root(), "1", &[]));
    assert!(expected.len() > 150, "{}", expected.len());
    let home = tempfile::tempdir().unwrap();
    let home = home.path().to_str().unwrap();
    for (what, below, shell, jobs, environment) in [
        ("eight jobs", "", PLAIN, "8", vec![]),
        ("as many jobs as rayon is told", "", PLAIN, "0", vec![("RAYON_NUM_THREADS", "3")]),
        (
            "a zone ahead, another language",
            "x",
            PLAIN,
            "4",
            vec![("TZ", "Pacific/Kiritimati"), ("LC_ALL", "de_DE.UTF-8"), ("LANG", "tr_TR.UTF-8")],
        ),
        (
            "a zone behind, no language",
            "una carpeta/con ñ",
            PLAIN,
            "4",
            vec![("TZ", "Pacific/Pago_Pago"), ("LC_ALL", "C"), ("HOME", home)],
        ),
        (
            "no home, no path, a terminal",
            "x/y/z",
            "unset HOME USER PATH TMPDIR; exec \"$@\"",
            "2",
            vec![("TERM", "xterm-256color"), ("CLICOLOR_FORCE", "1"), ("COLUMNS", "20")],
        ),
        ("a narrow umask", "x", "umask 077; exec \"$@\"", "2", vec![]),
        ("a wide umask", "x", "umask 0; exec \"$@\"", "2", vec![]),
        ("from elsewhere", "x", "cd /; exec \"$@\"", "2", vec![]),
        ("a year of publication that packagers set", "x", PLAIN, "2", vec![("SOURCE_DATE_EPOCH", "1")]),
    ] {
        let project = project(below, in_order);
        let found = built(&project, build_by(shell, project.root(), jobs, &environment));
        assert_same(what, &expected, &found);
    }
    // By a relative path to the root, as it is typed.
    let project = project("a/b", in_order);
    let mut command = build_by(PLAIN, Path::new("b"), "2", &[]);
    command.current_dir(project.root().parent().unwrap());
    assert_same("a relative root", &expected, &built(&project, command));
}

#[test]
fn neither_the_order_nor_the_age_of_files_shows_in_a_byte() {
    let first = project("", in_order);
    let expected = built(&first, build_by("exec \"$@\"", first.root(), "2", &[]));
    // Folders list their files in the order in which they came, in that of a hash, or by name.
    let backwards = project("", |files| files.reverse());
    let shuffled = project("", |files| files.sort_by_key(|(path, bytes)| (bytes.len() * 7919 % 101, path.len())));
    for (what, project) in [("backwards", backwards), ("shuffled", shuffled)] {
        assert_same(what, &expected, &built(&project, build_by("exec \"$@\"", project.root(), "2", &[])));
    }
    if let Ok(memory) = tempfile::tempdir_in("/dev/shm") {
        let other = memory.path().join("site");
        let mut command = build_by("exec \"$@\"", first.root(), "2", &[]);
        assert!(command.arg("--output").arg(&other).status().unwrap().success());
        assert_same("another file system", &expected, &tree(&other));
    }
    for path in tree(&first.path("content")).keys() {
        let file = File::options().write(true).open(first.path("content").join(path)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(path.len() as u64)).unwrap();
    }
    fs::remove_dir_all(first.path("site")).unwrap();
    assert_same("older files", &expected, &built(&first, build_by("exec \"$@\"", first.root(), "2", &[])));
}

/// Everything is of the content and of the cut-off date.
#[test]
fn no_clock_shows_in_a_byte() {
    if !Command::new("faketime").arg("--version").output().is_ok_and(|ran| ran.status.success()) {
        support::tools::without("faketime");
        return;
    }
    let first = project("", in_order);
    let expected = built(&first, build_by("exec \"$@\"", first.root(), "2", &[]));
    for when in ["1999-12-31 23:59:59", "2022-08-09 00:00:00", "2037-01-01 12:00:00"] {
        let project = project("", in_order);
        let shell = format!("exec faketime '{when}' \"$@\"");
        assert_same(when, &expected, &built(&project, build_by(&shell, project.root(), "2", &[])));
        // The cut-off date of the configuration serves as well.
        fs::remove_dir_all(project.path("site")).unwrap();
        let mut command = Command::new("faketime");
        command.args([when, env!("CARGO_BIN_EXE_acuerdos"), "build", "--quiet", "--root"]).arg(project.root());
        assert_same(when, &expected, &built(&project, command));
    }
}
