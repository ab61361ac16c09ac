//! An edition with other words in one of its minutes, without reading, resolving and planning everything again. Whatever is
//! not plainly that is left to the full way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use super::load::{CONFIGURATION, LARGEST_TEXT, Project, encoding};
use super::parse::Parsed;
use crate::content::parse_minutes;
use crate::diagnostic::{Diagnostic, Diagnostics, SourceId};
use crate::model::MeetingId;
use crate::site::{Site, meeting_id};

/// Which files the newest edition was made of.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By path from the root: the source, and the path below the content folder.
    minutes: BTreeMap<String, (SourceId, String)>,
    /// All others below the content folder, by path from the root.
    others: BTreeSet<String>,
    /// Sources that something was reported about.
    reported: BTreeSet<SourceId>,
}

impl Known {
    pub(super) fn new(project: &Project) -> Self {
        let path = |id: SourceId| project.sources.get(id).path.clone();
        let minutes = project.minutes.iter().map(|(id, below)| (path(*id), (*id, below.clone()))).collect();
        let pages = project.pages.iter().map(|(id, _)| path(*id));
        let others = pages.chain(project.copied.iter().map(|below| format!("content/{below}"))).collect();
        Self { minutes, others, reported: BTreeSet::new() }
    }

    /// Remembers what was reported of the edition.
    pub(super) fn report(&mut self, diagnostics: &[Diagnostic]) {
        let places =
            diagnostics.iter().flat_map(|it| std::iter::once(it.span).chain(it.related.iter().map(|&(_, at)| at)));
        self.reported = places.map(|span| span.source).collect();
    }

    /// The one file that changed, if all the rest of `changed`, paths from the root, came and went without a trace, as
    /// the files do that editors write first and rename then.
    fn only(&self, changed: &[String], root: &Path) -> Option<&str> {
        let mut only = None;
        for name in changed {
            if let Some((known, _)) = self.minutes.get_key_value(name) {
                if only.replace(known.as_str()).is_some_and(|other| other != known) {
                    return None;
                }
                continue;
            }
            let below = |path: &String| path.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/'));
            let is_ours = self.others.contains(name) || self.others.iter().chain(self.minutes.keys()).any(below);
            let is_gone =
                fs::symlink_metadata(root.join(name)).is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
            // A name that is not Unicode cannot be asked for by what is shown of it.
            if !name.starts_with("content/") || name.contains('\u{fffd}') || is_ours || !is_gone {
                return None;
            }
        }
        only
    }

    /// Lets the change of a text into a site; false, and the site is as it was, if it is not plain what it comes to.
    pub(super) fn amend(&self, site: &mut Site, parsed: &mut Parsed, changed: &[String], root: &Path) -> bool {
        let Some(name) = self.only(changed, root) else { return false };
        let Some((id, below)) = self.minutes.get(name) else { return false };
        if name == CONFIGURATION || self.reported.contains(id) {
            return false;
        }
        let Some(text) = plain_text_of(&root.join(name)) else { return false };
        let source = site.sources().get(*id);
        if source.text == text {
            return true;
        }
        let Some((before, true)) = parsed.last(*id, below, &source.text) else { return false };
        let after = site.amend(before, text, |sources| {
            let mut found = Diagnostics::default();
            let meeting = MeetingId(meeting_id(below).unwrap_or(below).to_owned());
            let minutes = parse_minutes(sources, *id, meeting, &mut found);
            found.iter().next().is_none().then_some(minutes)
        });
        let Some(after) = after else { return false };
        parsed.remember(*id, below, &site.sources().get(*id).text, after, Diagnostics::default());
        true
    }
}

/// The text of a file that is nothing but that: no link, not too large, UTF-8.
fn plain_text_of(path: &Path) -> Option<String> {
    let metadata = fs::symlink_metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST_TEXT {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let guess = encoding(&bytes);
    String::from_utf8(bytes).ok().filter(|_| guess.is_none())
}
