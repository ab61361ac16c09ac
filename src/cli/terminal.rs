//! Manners at a terminal: its width, links to files, and a bar in long builds. In a pipe there is none of it.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use supports_hyperlinks::Stream;

use super::Global;
use super::report::say;
use crate::diagnostic::{Diagnostic, Language, Palette, Position, Sources, render_to};
use crate::pipeline::Progress;

/// A build that takes longer than this is told to be under way.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar is drawn anew.
const FRAME: Duration = Duration::from_millis(100);

/// Narrower than this, a line of a source shows nothing.
const NARROWEST: u16 = 40;

/// Diagnostics as wide as the terminal, their places linked to the files where the terminal can follow a link.
pub(super) fn diagnostics(shown: &[Diagnostic], sources: &Sources, language: Language, root: &Path) -> String {
    let width = terminal_size::terminal_size_of(std::io::stderr()).map(|(width, _)| width.0.max(NARROWEST));
    // `anstream` takes the colours out again where they are not wanted.
    let text = render_to(shown, sources, language, Palette::Colored, width.map(usize::from));
    match root.canonicalize() {
        Ok(root) if supports_hyperlinks::on(Stream::Stderr) => linked(&text, shown, sources, &root),
        _ => text,
    }
}

/// The text with its places, `content/reuniones/x.md:3:4`, as links.
fn linked(text: &str, shown: &[Diagnostic], sources: &Sources, root: &Path) -> String {
    let mut places: Vec<(String, String)> = Vec::new();
    for span in shown.iter().flat_map(|d| d.related.iter().map(|(_, span)| *span).chain([d.span])) {
        let source = sources.get(span.source);
        let Position { line, column } = source.position(span.start as usize);
        let place = format!("{}:{line}:{column}", source.path);
        if !places.iter().any(|(known, _)| *known == place) {
            places.push((place, format!("{}#{line}", file_url(&root.join(&source.path)))));
        }
    }
    let mut linked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = line.trim_end().len();
        // A place ends its line, but for the colours; `x.md:3:4` is no part of `x.md:3:45`.
        let found = places.iter().find_map(|(place, url)| {
            let at = line.find(place.as_str())?;
            let after = line[at + place.len()..end].chars().next();
            (line[..at].contains("--> ") || line[..at].contains("::: "))
                .then_some((at, place.len(), url))
                .filter(|_| !after.is_some_and(|c| c.is_ascii_digit()))
        });
        match found {
            Some((at, length, url)) => {
                let (before, rest) = line.split_at(at);
                let (place, after) = rest.split_at(length);
                linked.push_str(&format!("{before}\u{1b}]8;;{url}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\{after}"));
            }
            None => linked.push_str(line),
        }
    }
    linked
}

/// The address of a file on this machine.
fn file_url(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut url = String::from("file://");
    if !path.starts_with('/') {
        url.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' | b':' => {
                url.push(char::from(byte))
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

/// What a bar counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Counted {
    Files,
    Addresses,
}

/// A bar that fills as files are written; gone when it is dropped.
pub(super) struct Bar(Option<(Sender<()>, JoinHandle<()>)>);

impl Bar {
    /// Waits a moment, then shows how far a build is and how long it has taken. Nothing in a pipe or if told to be quiet.
    pub(super) fn start(global: &Global, language: Language, progress: Progress, counted: Counted) -> Self {
        if global.quiet || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let (done, told) = channel::<()>();
        let thread = std::thread::spawn(move || {
            let goes_on = |patience| told.recv_timeout(patience) == Err(RecvTimeoutError::Timeout);
            if !goes_on(PATIENCE) {
                return;
            }
            let bar = ProgressBar::new(0).with_elapsed(PATIENCE);
            let (reading, writing) = styles(language, counted);
            bar.set_style(reading);
            bar.tick();
            let mut is_counted = false;
            while goes_on(FRAME) {
                let (written, all) = progress.files();
                if all > 0 && !is_counted {
                    is_counted = true;
                    bar.set_style(writing.clone());
                    bar.set_length(all as u64);
                }
                bar.set_position(written as u64);
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self(Some((done, thread)))
    }
}

/// While it is not known how many files there will be, and after.
fn styles(language: Language, counted: Counted) -> (ProgressStyle, ProgressStyle) {
    let reading = say(language, "leyendo las minutas", "reading the minutes");
    let writing = match counted {
        Counted::Files => say(language, "archivos", "files"),
        Counted::Addresses => say(language, "direcciones de otros sitios", "addresses of other sites"),
    };
    let style =
        |template: &str| ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    (
        style(&format!("{{spinner}} {reading} · {{elapsed}}")),
        style(&format!("[{{bar:30}}] {{pos}}/{{len}} {writing} · {{elapsed}}")),
    )
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            // What follows is not to be mixed with the last of it.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Kind, Span};

    #[test]
    fn places_are_links_to_their_lines() {
        let mut sources = Sources::default();
        let id = sources.add("content/reuniones/día 1.md", "a\nb\n");
        let found = [Diagnostic::new(Kind::DateMissing, Span::new(id, 2..3))];
        let text = render_to(&found, &sources, Language::Spanish, Palette::Plain, None);
        let linked = linked(&text, &found, &sources, Path::new("/p"));
        let place = "content/reuniones/día 1.md:2:1";
        let url = "file:///p/content/reuniones/d%C3%ADa%201.md#2";
        assert!(linked.contains(&format!("--> \u{1b}]8;;{url}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\\n")), "{linked:?}");
        assert_eq!(linked.matches("\u{1b}]8;;").count(), 2);
    }
}
