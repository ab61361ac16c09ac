//! A project in a folder of its own, as its author would have it on the disk.

#![allow(dead_code, reason = "each test uses the part that it needs")]

pub(crate) mod program;
pub(crate) mod tools;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::pipeline::{self, Built, Failure, Findings, Options};
use acuerdos::register::Drafts;
use chrono::NaiveDate;
use tempfile::TempDir;

/// The day on which every test takes place, unless it says otherwise.
pub(crate) const TODAY: &str = "2023-02-15";

/// A project on the disk; gone when it is dropped.
pub(crate) struct Project {
    _folder: TempDir,
    root: PathBuf,
}

impl Project {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { root: folder.path().to_owned(), _folder: folder }
    }

    /// A project of these files.
    pub(crate) fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let project = Self::new();
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Takes a folder within for the root.
    pub(crate) fn move_root(&mut self, below: &str) {
        self.root = self.root.join(below);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Writes a file, and the folders that it needs.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Options as the command line would make them.
    pub(crate) fn options(&self) -> Options {
        Options {
            root: self.root().to_owned(),
            output: None,
            base_url: None,
            drafts: Drafts::Exclude,
            cut_off: None,
            today: day(TODAY),
            jobs: 1,
            progress: pipeline::Progress::default(),
        }
    }

    pub(crate) fn check(&self) -> Findings {
        pipeline::check(&self.options()).unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    pub(crate) fn build(&self) -> Result<Built, Failure> {
        pipeline::build(&self.options(), &mut || {})
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every file below a folder with its bytes, by path.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn add(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                add(&entry.path(), &format!("{path}/"), tree);
            } else {
                tree.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    add(folder, "", &mut found);
    found
}
