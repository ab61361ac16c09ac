//! A build's way from an output folder to the site in it.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::claims::Claims;
use super::current::Current;
use super::error::{Action, OrCannot, PublishError};
use super::folders::Folders;
use super::foreign::{Replaced, carry};
use super::location::{Location, Protected};
use super::lock::Lock;
use super::manifest::{MANIFEST, Manifest};
use super::site_path::SitePath;
use super::staged_file::{Fate, Staged, StagedFile};
use super::staging::{Recovered, Staging};
use super::swap::put_in_place;

/// How much of a file is gathered before it is compared or written.
const BUFFER: usize = 64 * 1024;

/// An output folder that may be published into, locked, with the new site growing beside it.
///
/// Files are added from as many threads as one likes; [`publish`](Self::publish) makes them the site. Dropped without
/// it, the new site is gone and the old one has not been touched.
#[derive(Debug)]
pub struct Publisher {
    location: Location,
    current: Current,
    folders: Folders,
    claims: Claims,
    recovered: Option<Recovered>,
    // Dropped in this order: what is staged goes while the lock still keeps other builds away.
    staging: Staging,
    _lock: Lock,
}

/// A site that has been published.
#[derive(Debug)]
#[non_exhaustive]
pub struct Published {
    /// The folder it is in, in canonical form.
    pub output: PathBuf,
    /// The files that are new or have changed, sorted.
    pub written: Vec<SitePath>,
    /// How many files are as they were, modification time included.
    pub unchanged: usize,
    /// The files of the old site that are no longer there, sorted.
    pub removed: Vec<SitePath>,
    /// The length of all files together, the manifest aside.
    pub bytes: u64,
    /// What went wrong once the site was in place, such as the old one refusing to be removed.
    pub warnings: Vec<PublishError>,
}

impl Publisher {
    /// Opens the folder `output` to publish into it; it need not exist. A link to a folder stands for that folder.
    ///
    /// If another build holds the folder, calls `wait` once and waits for it. Puts in order what a build that was
    /// killed had left. Refuses a folder that is protected, that has files and no manifest of ours (hidden ones at its
    /// top aside), or whose manifest is damaged or newer than this program; nothing in it has been touched then.
    pub fn open(output: &Path, protected: &Protected, wait: &mut dyn FnMut()) -> Result<Self, PublishError> {
        let location = Location::resolve(output, protected)?;
        let lock = Lock::take(location.lock(), wait)?;
        let (staging, recovered) = Staging::create(location.staging(), location.output())?;
        let current = Current::read(location.output())?;
        let folders = Folders::below(staging.tree());
        folders.ensure(Path::new(""), &current)?;
        Ok(Self { location, current, folders, claims: Claims::default(), recovered, staging, _lock: lock })
    }

    /// What a build that was killed had left, if one had.
    #[must_use]
    pub fn recovered(&self) -> Option<Recovered> {
        self.recovered
    }

    /// A folder on the disk of the site for what is set aside until it is published: it goes with the new site, or before.
    #[must_use]
    pub fn aside(&self) -> &Path {
        self.staging.folder()
    }

    /// Adds a file of the given bytes. Fails if the site cannot have it beside another one, or if something foreign is
    /// in its way.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), PublishError> {
        self.add(path, Some(bytes.len() as u64), |file| {
            file.write_all(bytes).map_err(|error| file.failure(Action::Write, Path::new(path.as_str()), error))
        })
    }

    /// Adds a file of what `fill` writes, without ever holding more than a little of it in memory. Fails as
    /// [`put`](Self::put) does, and if `fill` fails.
    pub fn put_with(
        &self,
        path: &SitePath,
        fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        self.add(path, None, |file| {
            let mut buffered = BufWriter::with_capacity(BUFFER, &mut *file);
            let filled = fill(&mut buffered).and_then(|()| buffered.flush());
            drop(buffered.into_parts());
            filled.map_err(|error| file.failure(Action::Write, Path::new(path.as_str()), error))
        })
    }

    /// Adds a copy of the regular file `from`, its bytes only: permissions and modification time are those of a new
    /// file. Fails as [`put`](Self::put) does, and if `from` cannot be read.
    pub fn copy(&self, path: &SitePath, from: &Path) -> Result<(), PublishError> {
        // Asked before it is opened: to open a pipe would wait for a writer.
        let found = fs::metadata(from).or_cannot(Action::Read, from)?;
        if !found.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"))
                .or_cannot(Action::Read, from);
        }
        let mut source = File::open(from).or_cannot(Action::Read, from)?;
        self.add(path, Some(found.len()), |file| {
            let mut buffered = BufWriter::with_capacity(BUFFER, &mut *file);
            let copied = io::copy(&mut source, &mut buffered).and_then(|_| buffered.flush());
            drop(buffered.into_parts());
            copied.map_err(|error| file.failure(Action::Read, from, error))
        })
    }

    /// Stages a file, filled by `fill`. If its length is known beforehand, a version of another length is not read.
    fn add(
        &self,
        path: &SitePath,
        length: Option<u64>,
        fill: impl FnOnce(&mut StagedFile) -> Result<(), PublishError>,
    ) -> Result<(), PublishError> {
        self.claims.claim(path)?;
        let folder = Path::new(path.as_str()).parent().unwrap_or(Path::new(""));
        let previous = if self.folders.ensure(folder, &self.current)? { self.current.file(path)? } else { None };
        let comparable = previous.filter(|(_, there)| length.is_none_or(|length| length == *there));
        let mut file = StagedFile::begin(path.below(&self.staging.tree()), comparable.map(|(previous, _)| previous))?;
        fill(&mut file)?;
        self.claims.settle(path, file.finish()?);
        Ok(())
    }

    /// Makes the files that were added the site, in one step, and removes the old one.
    ///
    /// Everything foreign in the folder is carried over; if any of it is in the way, or one of the files was not
    /// written to its end, or the machine fails, the old site stays as it is. If nothing has changed, it stays too.
    pub fn publish(self) -> Result<Published, PublishError> {
        self.put_in_place().map_err(|cause| match self.staging.remove() {
            Ok(()) => cause,
            Err(leftover) => PublishError::NotCleared { cause: Box::new(cause), leftover: Box::new(leftover) },
        })
    }

    /// Gives the new site up. Dropping does the same, but cannot tell what went wrong.
    pub fn abandon(self) -> Result<(), PublishError> {
        self.staging.remove()
    }

    fn put_in_place(&self) -> Result<Published, PublishError> {
        let output = self.location.output();
        let tree = self.staging.tree();
        let staged = self.claims.settled()?;
        let bytes = staged.iter().map(|(_, staged)| staged.bytes).sum();
        let fates: Vec<Fate> = staged.iter().map(|(_, staged)| staged.fate).collect();
        let planned: Manifest = staged.into_iter().map(|(path, staged)| (path, staged.sum)).collect();
        // Asked anew: while the site was built, others may have done something to its folder.
        let current = Current::read(output)?;
        let manifest = stage_manifest(&planned, &current, output, &tree)?;

        let removed: Vec<SitePath> =
            current.listed().files().filter(|path| !planned.has_file(path.as_str())).cloned().collect();
        let unchanged = fates.iter().filter(|&&fate| fate == Fate::Unchanged).count();
        let mut warnings = Vec::new();
        if manifest.fate == Fate::Written || unchanged < fates.len() || !removed.is_empty() {
            let carried = carry(&current, output, &planned, &self.folders, &tree)?;
            self.folders.restore_permissions()?;
            if let Some(folder) = put_in_place(&tree, output, &self.staging.aside())? {
                let replaced = Replaced { folder, listed: current.listed(), carried: &carried };
                warnings = replaced.take_apart(output, &planned);
            }
        }
        warnings.extend(self.staging.remove().err());
        let written = planned.into_files().zip(fates).filter(|(_, fate)| *fate == Fate::Written).map(|(path, _)| path);
        let written: Vec<SitePath> = written.collect();
        Ok(Published { output: output.to_path_buf(), written, unchanged, removed, bytes, warnings })
    }
}

/// Stages the manifest, like any file: unchanged, it keeps its time.
fn stage_manifest(planned: &Manifest, current: &Current, output: &Path, tree: &Path) -> Result<Staged, PublishError> {
    let target = tree.join(MANIFEST);
    let previous = current.has_manifest().then(|| output.join(MANIFEST));
    let mut file = StagedFile::begin(target.clone(), previous)?;
    let mut buffered = BufWriter::with_capacity(BUFFER, &mut file);
    let filled = write!(buffered, "{planned}").and_then(|()| buffered.flush());
    drop(buffered.into_parts());
    filled.map_err(|error| file.failure(Action::Write, &target, error))?;
    file.finish()
}
