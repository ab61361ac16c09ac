//! Sources → parsed content; what was parsed before and has not changed is not parsed again.

use rayon::prelude::*;

use crate::content::{Minutes, parse_minutes, parse_page};
use crate::diagnostic::{Diagnostics, SourceId, Sources};
use crate::model::MeetingId;
use crate::register::Content;
use crate::site::meeting_id;

/// Minutes as they were parsed, with the text that they were parsed from, by the place of their source.
#[derive(Debug, Default)]
pub(super) struct Parsed(Vec<Option<Entry>>);

#[derive(Debug)]
struct Entry {
    path: String,
    text: String,
    minutes: Minutes,
    found: Diagnostics,
}

impl Parsed {
    /// What a source gave before, if it has the same place, path and text: spans name their source by its place.
    fn get(&self, id: SourceId, path: &str, text: &str) -> Option<(Minutes, Diagnostics)> {
        let entry = self.0.get(id.place())?.as_ref()?;
        (entry.path == path && entry.text == text).then(|| (entry.minutes.clone(), entry.found.clone()))
    }

    /// The minutes that a source gave last, and whether nothing was found in it; none, if it was not this text.
    pub(super) fn last(&self, id: SourceId, path: &str, text: &str) -> Option<(&Minutes, bool)> {
        let entry = self.0.get(id.place())?.as_ref().filter(|entry| entry.path == path && entry.text == text)?;
        Some((&entry.minutes, entry.found.iter().next().is_none()))
    }

    /// Remembers what a text gave.
    pub(super) fn remember(&mut self, id: SourceId, path: &str, text: &str, minutes: Minutes, found: Diagnostics) {
        self.put(id, Entry { path: path.to_owned(), text: text.to_owned(), minutes, found });
    }

    fn put(&mut self, id: SourceId, entry: Entry) {
        if self.0.len() <= id.place() {
            self.0.resize_with(id.place() + 1, || None);
        }
        self.0[id.place()] = Some(entry);
    }
}

/// Parses every file at once; what is found in them is in the order of the files. With something to remember by, minutes
/// that are as they were are taken from there.
pub(super) fn parse(
    sources: &Sources,
    minutes: &[(SourceId, String)],
    pages: &[(SourceId, String)],
    mut remembered: Option<&mut Parsed>,
    diagnostics: &mut Diagnostics,
) -> Content {
    let mut content = Content::default();
    let known = remembered.as_deref();
    let parsed: Vec<_> = minutes
        .par_iter()
        .map(|(id, path)| {
            if let Some((minutes, found)) = known.and_then(|known| known.get(*id, path, &sources.get(*id).text)) {
                return (minutes, found, false);
            }
            let mut found = Diagnostics::default();
            let meeting = MeetingId(meeting_id(path).unwrap_or(path).to_owned());
            (parse_minutes(sources, *id, meeting, &mut found), found, true)
        })
        .collect();
    for ((minutes, found, new), (id, path)) in parsed.into_iter().zip(self::paths(minutes)) {
        if new && let Some(remembered) = remembered.as_deref_mut() {
            remembered.remember(id, path, &sources.get(id).text, minutes.clone(), found.clone());
        }
        content.minutes.push(minutes);
        diagnostics.append(found);
    }
    for (id, path) in pages {
        content.pages.extend(parse_page(sources, *id, path.strip_suffix(".md").unwrap_or(path), diagnostics));
    }
    content
}

fn paths(minutes: &[(SourceId, String)]) -> impl Iterator<Item = (SourceId, &str)> {
    minutes.iter().map(|(id, path)| (*id, path.as_str()))
}
