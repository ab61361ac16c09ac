//! Which paths of the new site are taken, and by what.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Mutex, MutexGuard, PoisonError};

use unicode_normalization::UnicodeNormalization as _;

use super::error::PublishError;
use super::manifest::MANIFEST;
use super::site_path::SitePath;
use super::staged_file::Staged;

/// The files of the new site, each claimed before it is written and settled after.
///
/// Two that a file system somewhere would take for one are refused on every machine: where names that differ only in
/// case, or in how an accent is written, are one, a site would silently lose a page.
#[derive(Debug, Default)]
pub(super) struct Claims {
    /// What is staged, once it is. Any thread may claim; a panic in one leaves its file unsettled, hence unpublished.
    taken: Mutex<BTreeMap<Taken, Option<Staged>>>,
}

/// A path that is taken; compared as [`folded`].
#[derive(Debug)]
struct Taken {
    path: SitePath,
    /// None where the path is so already: nearly every one is, and a site has hundreds of thousands.
    folded: Option<Box<str>>,
}

impl Borrow<str> for Taken {
    fn borrow(&self) -> &str {
        self.folded.as_deref().unwrap_or(self.path.as_str())
    }
}

impl PartialEq for Taken {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Taken {}

impl PartialOrd for Taken {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Taken {
    fn cmp(&self, other: &Self) -> Ordering {
        Borrow::<str>::borrow(self).cmp(other.borrow())
    }
}

impl Claims {
    /// Takes `path` for a file about to be written, or names the file that it cannot exist beside.
    pub(super) fn claim(&self, path: &SitePath) -> Result<(), PublishError> {
        let folded = folded(path.as_str());
        let mut taken = self.lock();
        if let Some(other) = rival(&taken, &folded) {
            let (path, other) = if *path < other { (path.clone(), other) } else { (other, path.clone()) };
            return Err(PublishError::Clash { path, other });
        }
        let folded = (folded != path.as_str()).then(|| folded.into_boxed_str());
        taken.insert(Taken { path: path.clone(), folded }, None);
        Ok(())
    }

    /// Records that the claimed file is staged.
    pub(super) fn settle(&self, path: &SitePath, staged: Staged) {
        if let Some(place) = self.lock().get_mut(folded(path.as_str()).as_str()) {
            *place = Some(staged);
        }
    }

    /// Gives up all files, sorted by path, or the first that was claimed and not settled.
    pub(super) fn settled(&self) -> Result<Vec<(SitePath, Staged)>, PublishError> {
        let taken = std::mem::take(&mut *self.lock());
        let settled = taken.into_iter().map(|(Taken { path, .. }, staged)| match staged {
            Some(staged) => Ok((path, staged)),
            None => Err(PublishError::Unfinished { path }),
        });
        let mut settled = settled.collect::<Result<Vec<_>, _>>()?;
        settled.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(settled)
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Taken, Option<Staged>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A path as the file systems see it that make the least difference: without regard to case, nor to how a letter with an
/// accent is put together.
fn folded(path: &str) -> String {
    if path.is_ascii() { path.to_ascii_lowercase() } else { path.nfc().collect::<String>().to_lowercase() }
}

/// The file that has the path `folded`, or is a folder of it, or lies below it.
fn rival(taken: &BTreeMap<Taken, Option<Staged>>, folded: &str) -> Option<SitePath> {
    if folded.split('/').next().is_some_and(|top| top.eq_ignore_ascii_case(MANIFEST)) {
        return SitePath::new(MANIFEST).ok();
    }
    let at = |path: &str| taken.get_key_value(path).map(|(taken, _)| taken);
    let same = at(folded);
    let above = || folded.match_indices('/').find_map(|(end, _)| at(&folded[..end]));
    let below = || {
        let inside = format!("{folded}/");
        let (first, _) = taken.range::<str, _>((Bound::Excluded(inside.as_str()), Bound::Unbounded)).next()?;
        Borrow::<str>::borrow(first).starts_with(&inside).then_some(first)
    };
    same.or_else(above).or_else(below).map(|taken| taken.path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clash(first: &str, second: &str) -> Option<(String, String)> {
        let claims = Claims::default();
        claims.claim(&SitePath::new("m.html").unwrap()).unwrap();
        claims.claim(&SitePath::new(first).unwrap()).unwrap();
        match claims.claim(&SitePath::new(second).unwrap()) {
            Ok(()) => None,
            Err(PublishError::Clash { path, other }) => Some((path.to_string(), other.to_string())),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn what_some_machine_cannot_tell_apart_clashes_and_the_rest_does_not() {
        for (first, second) in [
            ("a", "a"),
            ("A.html", "a.html"),
            ("a", "a/b/c"),
            ("a/b/c", "a"),
            ("Año", "aÑO"),
            ("An\u{303}o", "año"),
            ("A/b", "a"),
        ] {
            let mut both = [first.to_owned(), second.to_owned()];
            both.sort();
            assert_eq!(clash(first, second), Some(both.into()), "{first} and {second}");
        }
        for (first, second) in [("a", "a-b"), ("a/b", "a-"), ("a", "b"), ("a/b", "a/c"), ("A/b", "a/c")] {
            assert_eq!(clash(first, second), None, "{first} and {second}");
        }
    }

    #[test]
    fn the_manifest_is_taken_from_the_start() {
        for path in ["SHA256SUMS", "sha256sums", "SHA256SUMS/a"] {
            let refused = Claims::default().claim(&SitePath::new(path).unwrap());
            assert!(matches!(refused, Err(PublishError::Clash { .. })), "{path}");
        }
    }
}
