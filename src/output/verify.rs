//! A published site, wherever it was copied to, against its manifest.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::error::{Action, OrCannot, PublishError, cannot_walk};
use super::manifest::{MANIFEST, Manifest, Sum};
use super::site_path::{SitePath, spelled};

/// How much is read from a file at a time.
const CHUNK: usize = 64 * 1024;

/// What [`verify`] found, each list sorted by path.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Verification {
    /// How many files are those that were published, to the byte.
    pub sound: usize,
    /// Files that are not those that were published; a link or a folder in the place of one counts as well.
    pub changed: Vec<SitePath>,
    /// Files that were published and are not there.
    pub missing: Vec<SitePath>,
    /// Files and links that acuerdos did not publish, in plain sight of readers. Whoever put them there on purpose,
    /// such as a `CNAME`, knows; the manifest does not, or else it would not be the same for the same site.
    pub extra: Vec<PathBuf>,
    /// Files and links that acuerdos did not publish and that are hidden, or in a hidden folder: `.gitignore`, `.git`.
    pub foreign: Vec<PathBuf>,
}

impl Verification {
    /// Whether the site is what was published and nothing else. Hidden files of others do not count.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.extra.is_empty()
    }
}

/// Compares every byte of the site in the folder `site` to its manifest. Only reads. Links are not followed; empty
/// folders, which publish nothing, are passed over.
///
/// A site that is published anew meanwhile may be found in disorder: this takes no lock, since it is meant for copies.
pub fn verify(site: &Path) -> Result<Verification, PublishError> {
    let manifest = Manifest::read(&site.join(MANIFEST))?;
    let mut verification = Verification::default();
    let mut found: Vec<(SitePath, Sum, bool)> = Vec::new();
    for entry in WalkDir::new(site).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| cannot_walk(error, site))?;
        let relative = entry.path().strip_prefix(site).unwrap_or(entry.path());
        let listed = spelled(relative).and_then(|path| SitePath::new(path).ok()).filter(|path| {
            // The manifest itself is what all is compared to.
            manifest.has_file(path.as_str())
        });
        match listed {
            Some(path) => {
                if let Some(sum) = manifest.sum(path.as_str()) {
                    found.push((path, sum, entry.file_type().is_file()));
                }
            }
            None if entry.file_type().is_dir() => {}
            None if is_hidden(relative) => verification.foreign.push(relative.to_path_buf()),
            None => verification.extra.push(relative.to_path_buf()),
        }
    }
    let checked: Vec<(SitePath, bool)> = found
        .into_par_iter()
        .map(|(path, sum, is_file)| {
            let sound = is_file && sum_of(&path.below(site))? == sum;
            Ok((path, sound))
        })
        .collect::<Result<_, PublishError>>()?;
    let there: BTreeSet<&SitePath> = checked.iter().map(|(path, _)| path).collect();
    verification.missing = manifest.files().filter(|path| !there.contains(path)).cloned().collect();
    verification.sound = checked.iter().filter(|(_, sound)| *sound).count();
    verification.changed = checked.into_iter().filter(|(_, sound)| !sound).map(|(path, _)| path).collect();
    verification.changed.sort();
    Ok(verification)
}

fn sum_of(path: &Path) -> Result<Sum, PublishError> {
    let mut file = BufReader::with_capacity(CHUNK, File::open(path).or_cannot(Action::Read, path)?);
    let mut hasher = Sha256::new();
    loop {
        let chunk = file.fill_buf().or_cannot(Action::Read, path)?;
        if chunk.is_empty() {
            return Ok(Sum(hasher.finalize().into()));
        }
        hasher.update(chunk);
        let read = chunk.len();
        file.consume(read);
    }
}

fn is_hidden(relative: &Path) -> bool {
    relative.iter().any(|name| name.as_encoded_bytes().starts_with(b"."))
}
