//! A site is published whole or not at all, what has not changed stays as it was, and what others made stays theirs.

#[path = "../support/dice.rs"]
mod dice;
mod everyday;
mod interrupted;
mod refused;
mod shared;
#[path = "../support/tools.rs"]
mod tools;
mod verified;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use acuerdos::output::{Protected, PublishError, Published, Publisher, SitePath};
use tempfile::TempDir;

/// A folder of its own for a test, with a site in it, or about to be.
struct World {
    folder: TempDir,
}

impl World {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A world in which `files` have been published.
    fn with_site(files: &[(&str, &str)]) -> Self {
        let world = Self::new();
        world.publish(files);
        world
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn open(&self) -> Result<Publisher, PublishError> {
        open(&self.site())
    }

    fn try_publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        publish(&self.site(), files)
    }

    fn publish(&self, files: &[(&str, &str)]) -> Published {
        let published = self.try_publish(files).expect("published");
        assert!(published.warnings.is_empty(), "{:?}", published.warnings);
        self.assert_no_litter();
        published
    }

    /// Writes a file into the site's folder, as somebody else.
    fn write(&self, path: &str, text: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.site().join(path)).expect(path)
    }

    /// All files of the site's folder with their text, the manifest aside.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = texts(&self.site());
        files.remove("SHA256SUMS");
        files
    }

    fn assert_files(&self, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect();
        assert_eq!(self.files(), expected);
    }

    /// Makes everything in the site look as if it had last been modified long ago.
    fn age(&self) {
        for path in texts(&self.site()).keys() {
            let file = File::options().write(true).open(self.site().join(path)).expect("opened");
            file.set_modified(long_ago()).expect("aged");
        }
    }

    fn is_aged(&self, path: &str) -> bool {
        fs::metadata(self.site().join(path)).and_then(|found| found.modified()).expect("a file") == long_ago()
    }

    /// Nothing of ours stays beside the site.
    fn assert_no_litter(&self) {
        let names = fs::read_dir(self.folder.path()).expect("listed").map(|entry| entry.expect("an entry").file_name());
        let litter: Vec<_> = names.filter(|name| name.to_string_lossy().contains("acuerdos")).collect();
        assert!(litter.is_empty(), "{litter:?}");
    }
}

fn open(site: &Path) -> Result<Publisher, PublishError> {
    Publisher::open(site, &Protected::default(), &mut || unreachable!("nobody else holds {}", site.display()))
}

fn publish(site: &Path, files: &[(&str, &str)]) -> Result<Published, PublishError> {
    let publisher = open(site)?;
    for (path, text) in files {
        publisher.put(&at(path), text.as_bytes())?;
    }
    publisher.publish()
}

fn at(path: &str) -> SitePath {
    SitePath::new(path).expect("a path")
}

fn long_ago() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)
}

/// The regular files below `folder` with their text.
fn texts(folder: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("inside").to_str().expect("text").to_owned();
            (path, fs::read_to_string(entry.path()).expect("read"))
        })
        .collect()
}
