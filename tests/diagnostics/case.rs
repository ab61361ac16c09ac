//! Small projects with the diagnostics that they must give written below the lines that they are about.
//!
//! A file of cases is a list of projects:
//!
//! ```text
//! %%% what the case shows
//! === acuerdos.toml
//! language = "english"
//!            ^^^^^^^^^ invalid-value
//! === content/reuniones/2022-08-09.md
//! …
//! ```
//!
//! A line of carets and a code says that a diagnostic of that code underlines the characters above the carets; `>` behind
//! them, that it goes on in the next line; a lone `|`, that it points between two characters. `~~~~ first` says that a
//! diagnostic shows that place as well, in that role. These lines are taken out before the project is written. Every
//! diagnostic has to be expected. A case whose name ends in `(build)` is about what only building finds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use acuerdos::diagnostic::{Diagnostic, Role, Sources, Span};

/// A project and what is to be found in it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) files: Vec<File>,
}

pub(crate) struct File {
    pub(crate) path: String,
    /// Lines without the marks.
    pub(crate) lines: Vec<String>,
    /// Marks, by the line that they stand below, from 1.
    pub(crate) marks: Vec<(usize, Mark)>,
}

/// A place in a line, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    /// First column, from 1.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// Whether the next line is underlined too.
    pub(crate) goes_on: bool,
    /// A code, or a role.
    pub(crate) what: String,
}

/// Every mark of a case, by file and line.
pub(crate) type Marks = Vec<(String, usize, Mark)>;

const ROLES: [&str; 5] = ["first", "recorded", "subject", "link", "silent"];

impl Mark {
    fn is_role(&self) -> bool {
        ROLES.contains(&self.what.as_str())
    }

    /// Reads a line of marks; none if it is any other line.
    fn read(line: &str, codes: &[&str]) -> Option<Self> {
        let (signs, what) = line.trim_end().rsplit_once(' ')?;
        let start = signs.chars().take_while(|&c| c == ' ').count() + 1;
        let signs = signs.trim();
        let sign = if codes.contains(&what) {
            '^'
        } else if ROLES.contains(&what) {
            '~'
        } else {
            return None;
        };
        let what = what.to_owned();
        if signs == "|" || signs == "|>" {
            return Some(Self { start, end: start, goes_on: signs.len() > 1, what });
        }
        let length = signs.chars().take_while(|&c| c == sign).count();
        let goes_on = signs.ends_with('>');
        (length > 0 && signs.chars().count() == length + usize::from(goes_on)).then(|| Self {
            start,
            end: start + length,
            goes_on,
            what,
        })
    }

    fn write(&self) -> String {
        let sign = if self.is_role() { "~" } else { "^" };
        let signs = if self.start == self.end { "|".to_owned() } else { sign.repeat(self.end - self.start) };
        let more = if self.goes_on { ">" } else { "" };
        format!("{}{signs}{more} {}", " ".repeat(self.start - 1), self.what)
    }

    /// The mark that a span would be written as, with its line.
    pub(crate) fn of(sources: &Sources, span: Span, what: &str) -> (String, usize, Self) {
        let source = sources.get(span.source);
        let position = source.position(span.start as usize);
        let text = &source.text[span.start as usize..span.end as usize];
        let first = text.split(['\n', '\r']).next().unwrap();
        let end = position.column + first.chars().count();
        let goes_on = !text[first.len()..].trim().is_empty();
        (source.path.clone(), position.line, Self { start: position.column, end, goes_on, what: what.to_owned() })
    }
}

impl Case {
    /// Reads a file of cases.
    pub(crate) fn read_all(text: &str, codes: &[&str]) -> Vec<Self> {
        let mut cases: Vec<Self> = Vec::new();
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("%%% ") {
                cases.push(Self { name: name.to_owned(), files: Vec::new() });
                continue;
            }
            let Some(case) = cases.last_mut() else { continue };
            if let Some(path) = line.strip_prefix("=== ") {
                case.files.push(File { path: path.to_owned(), lines: Vec::new(), marks: Vec::new() });
                continue;
            }
            let file = case.files.last_mut().unwrap_or_else(|| panic!("{}: a line before any file", case.name));
            match Mark::read(line, codes) {
                Some(mark) => file.marks.push((file.lines.len().max(1), mark)),
                None => file.lines.push(line.to_owned()),
            }
        }
        cases
    }

    /// The marks that the case has.
    pub(crate) fn marks(&self) -> Marks {
        let marks = self
            .files
            .iter()
            .flat_map(|file| file.marks.iter().map(|(line, mark)| (file.path.clone(), *line, mark.clone())));
        sorted(marks.collect())
    }

    /// The marks that it would need for these diagnostics.
    pub(crate) fn marks_of<'a>(sources: &Sources, diagnostics: impl IntoIterator<Item = &'a Diagnostic>) -> Marks {
        let mut marks = Marks::new();
        for diagnostic in diagnostics {
            marks.push(Mark::of(sources, diagnostic.span, diagnostic.kind.code()));
            for &(role, span) in &diagnostic.related {
                let role = match role {
                    Role::First => "first",
                    Role::Recorded => "recorded",
                    Role::Subject => "subject",
                    Role::Link => "link",
                    Role::Silent => "silent",
                };
                marks.push(Mark::of(sources, span, role));
            }
        }
        let mut marks = sorted(marks);
        // Two diagnostics may show the same other place; no diagnostic comes twice.
        marks.dedup_by(|a, b| a == b && a.2.is_role());
        marks
    }

    /// Whether one of the marks is of this code.
    pub(crate) fn expects(&self, code: &str) -> bool {
        self.files.iter().any(|file| file.marks.iter().any(|(_, mark)| mark.what == code))
    }

    pub(crate) fn is_for_build(&self) -> bool {
        self.name.ends_with("(build)")
    }

    /// The text of each file, without marks.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().map(|file| {
            let text = file.lines.iter().fold(String::new(), |text, line| text + line + "\n");
            (file.path.as_str(), text)
        })
    }

    /// The case as it would be written with other marks.
    pub(crate) fn write(&self, marks: &Marks) -> String {
        let mut by_place: BTreeMap<(&str, usize), Vec<&Mark>> = BTreeMap::new();
        for (path, line, mark) in marks {
            by_place.entry((path, *line)).or_default().push(mark);
        }
        let mut text = format!("%%% {}\n", self.name);
        for file in &self.files {
            let _ = writeln!(text, "=== {}", file.path);
            for i in 0..file.lines.len().max(1) {
                if let Some(line) = file.lines.get(i) {
                    let _ = writeln!(text, "{line}");
                }
                for mark in by_place.remove(&(file.path.as_str(), i + 1)).unwrap_or_default() {
                    let _ = writeln!(text, "{}", mark.write());
                }
            }
        }
        for ((path, line), marks) in by_place {
            let _ = writeln!(text, "??? {path}:{line}: {marks:?}");
        }
        text
    }
}

fn sorted(mut marks: Marks) -> Marks {
    marks.sort();
    marks
}
