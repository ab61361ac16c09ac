//! Where links lead, and what nothing leads to.

use std::collections::BTreeSet;

use daachorse::DoubleArrayAhoCorasick;

use super::prose::{self, Destination};
use super::{Depth, Site};
use crate::content::UrlKind;
use crate::diagnostic::{Diagnostics, Kind, Span};

/// Endings of files that people are meant to read; others, such as `robots.txt` or a picture, are there for programs.
const READ: [&str; 14] =
    ["pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "zip", "epub"];

impl Site {
    /// Reports links that are not followed and images that are not shown; at the depth of a check, also links to files
    /// that the site does not have, and documents among its files that no text names.
    pub fn check_links(&self, depth: Depth, diagnostics: &mut Diagnostics) {
        let paths: BTreeSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        let mut linked = BTreeSet::new();
        for url in &self.register.urls {
            let shown = url.value.url.clone();
            match prose::destination(self, url.span.source, &url.value.url) {
                Destination::Unsafe => diagnostics.report(Kind::UnsafeLink { url: shown }, url.span),
                Destination::Outside(_) if url.value.kind == UrlKind::Image => {
                    diagnostics.report(Kind::RemoteImage { url: shown }, url.span);
                }
                Destination::Inside(file) if depth == Depth::Check => {
                    if !paths.contains(file.path.as_str()) {
                        diagnostics.report(Kind::DeadLink { url: shown }, url.span);
                    }
                    linked.insert(file.path);
                }
                _ => {}
            }
        }
        if depth == Depth::Check {
            self.check_files(&linked, diagnostics);
        }
    }

    /// `orphan-file`. A name within raw HTML or in the theme counts as well: what matters is that somebody finds it.
    fn check_files(&self, linked: &BTreeSet<String>, diagnostics: &mut Diagnostics) {
        let is_read = |path: &str| {
            let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
            ending.is_some_and(|ending| READ.contains(&ending.as_str()))
        };
        let suspects: Vec<&String> = self
            .copied
            .iter()
            .filter(|path| is_read(path) && !linked.contains(&super::plan::copied_path(self.routes, path)))
            .collect();
        let Some((first, _)) = self.sources.iter().next().filter(|_| !suspects.is_empty()) else { return };
        let names = suspects.iter().map(|path| path.rsplit('/').next().unwrap_or(path));
        // Building fails only for gigabytes of names.
        let Ok(automaton) = DoubleArrayAhoCorasick::<usize>::new(names) else { return };
        let mut named = vec![false; suspects.len()];
        for (_, source) in self.sources.iter() {
            for found in automaton.find_overlapping_iter(&source.text) {
                named[found.value()] = true;
            }
        }
        for (path, _) in suspects.into_iter().zip(named).filter(|(_, named)| !named) {
            diagnostics.report(Kind::OrphanFile { path: format!("content/{path}") }, Span::new(first, 0..0));
        }
    }
}
