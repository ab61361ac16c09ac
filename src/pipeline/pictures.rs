//! The pictures that the configuration names, from the content folder.

use std::fs;
use std::path::Path;

use super::load::{LoadError, Project};
use crate::diagnostic::{Kind, Spanned, nearest};
use crate::site::Picture;

/// Bytes of a picture that every page has, so that a page and all that it needs stay below a hundred thousand.
const LARGEST: u64 = 30_000;

impl Project {
    /// Reads each of them once; reports those that are missing, too large or no pictures.
    pub(super) fn read_pictures(&mut self, folder: &Path) -> Result<(), LoadError> {
        let brand = &self.config.brand;
        let names: Vec<Spanned<String>> =
            [&brand.logo, &brand.logo_dark, &brand.icon].into_iter().flatten().cloned().collect();
        for Spanned { value: path, span } in names {
            if !self.copied.contains(&path) {
                let suggestion = nearest(&path, self.copied.iter().map(String::as_str)).map(str::to_owned);
                self.diagnostics.report(Kind::PictureMissing { path, suggestion }, span);
                continue;
            }
            let full = folder.join(&path);
            let failed = |source| LoadError { path: full.clone(), source };
            let bytes = fs::metadata(&full).map_err(failed)?.len();
            if bytes > LARGEST {
                self.diagnostics.report(Kind::PictureTooLarge { path, bytes, limit: LARGEST }, span);
                continue;
            }
            match Picture::read(&path, &fs::read(&full).map_err(failed)?) {
                Some(picture) => drop(self.pictures.insert(path, picture)),
                None => self.diagnostics.report(Kind::PictureUnreadable { path }, span),
            }
        }
        Ok(())
    }
}
