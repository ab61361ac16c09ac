//! The published site under everything that can happen to a build: killed, out of space, forbidden to write, not alone, read
//! meanwhile; and what `acuerdos verify` finds of whatever happened to a copy.
//!
//! Quick as it is. The long form:
//! `ACUERDOS_TEST_KILLS=300 ACUERDOS_TEST_BUILDS=100 cargo test --test crash --test publishing -- --nocapture`
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod damaged;
#[path = "../support/dice.rs"]
mod dice;
mod killed;
mod read;
mod space;
#[path = "../support/mod.rs"]
mod support;
mod together;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dice::Dice;
use support::{Project, tree};

/// Every file of a site, by path.
type Tree = BTreeMap<String, Vec<u8>>;

/// How often; a variable of the environment makes it more.
fn rounds(variable: &str, quick: usize) -> usize {
    env::var(variable).map_or(quick, |text| text.parse().expect("a number"))
}

/// A project whose every page tells which edition it is of; and what differs from one edition to the next in other ways.
fn write_edition(project: &Project, edition: usize) {
    project
        .write("acuerdos.toml", format!("title = \"Edición {edition}.\"\nbase_url = \"https://acuerdos.example/\"\n"));
    for (date, follow) in
        [("2022-08-09", ""), ("2022-09-08", "## Seguimiento\n\n### 2022-08-09/1 · En proceso\n\nAvance.\n\n")]
    {
        let commitments: String = (1..=4)
            .map(|number| format!("### {number}. Plan de la edición {edition}.\n\nUn texto.\n\n- Responsables: INE\n- Vence: 2023-05\n\n"))
            .collect();
        let text = format!("---\nfecha: {date}\n---\n\n# Reunión\n\n{follow}## Compromisos\n\n{commitments}");
        project.write(&format!("content/reuniones/{date}.md"), text);
    }
    // One that comes and goes, and a file that is as large as the rest together.
    let (kept, other) = if edition.is_multiple_of(2) { ("par", "impar") } else { ("impar", "par") };
    let _ = std::fs::remove_file(project.path(&format!("content/{other}.md")));
    project.write(&format!("content/{kept}.md"), format!("# Página {kept}\n\nEdición {edition}.\n"));
    project.write("content/anexo.csv", format!("edición;{edition}\n").repeat(40_000));
}

/// `acuerdos build` of a project, to `output`.
fn build(project: &Project, output: impl AsRef<OsStr>) -> Command {
    let mut command = acuerdos();
    command.args(["--lang", "en", "build", "--today", "2023-02-15", "--output"]).arg(output);
    command.arg("--root").arg(project.root());
    command
}

fn acuerdos() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.env_remove("CLICOLOR_FORCE");
    command
}

/// A folder with a site of each of two editions, as builds that nothing happens to make them.
fn editions(project: &Project, two: [usize; 2]) -> [Tree; 2] {
    let aside = tempfile::tempdir().unwrap();
    two.map(|edition| {
        write_edition(project, edition);
        let site = aside.path().join(edition.to_string());
        assert_built(&build(project, &site).output().unwrap());
        tree(&site)
    })
}

fn assert_built(output: &Output) {
    assert!(output.status.success(), "{}", said(output));
}

/// What it told people.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// That `acuerdos verify` finds nothing wrong.
fn assert_verified(site: &Path) {
    let output = acuerdos().args(["--lang", "en", "verify"]).arg(site).output().unwrap();
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), said(&output));
}

/// That the folder of a site has nothing of ours beside the site.
fn assert_no_litter(site: &Path) {
    let around = std::fs::read_dir(site.parent().unwrap()).unwrap();
    let litter: Vec<PathBuf> = around
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().contains("acuerdos-"))
        .collect();
    assert!(litter.is_empty(), "{litter:?}");
}

/// A disk of so many kilobytes, of its own; unmounted when it is dropped.
struct Disk(tempfile::TempDir);

impl Disk {
    /// None, with a word to whoever runs the tests, where mounting is not permitted.
    fn of(kilobytes: usize) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let options = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        if mounted.is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder));
        }
        println!("skipped: mounting a small disk is not permitted here");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// From now on it can only be read.
    fn forbid_writing(&self) {
        assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()).status().unwrap().success());
    }

    fn allow_writing(&self) {
        assert!(Command::new("mount").args(["-o", "remount,rw"]).arg(self.path()).status().unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}
