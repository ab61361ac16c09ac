//! Changing the files of a project: what a change does to the register is known before anything is written.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use chrono::NaiveDate;

use super::load::{LoadError, load};
use super::parse::parse;
use super::replace::replace;
use super::{Findings, Options};
use crate::config::Config;
use crate::content::{Minutes, parse_minutes};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceId, Sources};
use crate::model::MeetingIx;
use crate::register::{Drafts, Reading, Register, resolve};
use crate::site::meeting_id;

/// A project that is open for changes. Drafts count: they are what is being written.
#[derive(Debug)]
pub struct Desk {
    content: PathBuf,
    root: PathBuf,
    sources: Sources,
    config: Config,
    minutes: Vec<(SourceId, String)>,
    pages: Vec<(SourceId, String)>,
    cut_off: NaiveDate,
    register: Register,
    errors: Vec<Diagnostic>,
}

/// What a change would do.
#[derive(Debug)]
pub struct Outcome {
    /// What the register would say.
    pub reading: Reading,
    /// Errors that it would have and has not yet.
    pub new_errors: Findings,
}

impl Desk {
    /// Reads a project.
    ///
    /// # Errors
    /// If the disk fails. Errors of the content are no hindrance.
    pub fn open(options: &Options) -> Result<Self, LoadError> {
        let project = load(&options.root)?;
        let cut_off = options.cut_off.or(project.config.cut_off).unwrap_or(options.today);
        let mut diagnostics = Diagnostics::default();
        let content = parse(&project.sources, &project.minutes, &project.pages, None, &mut diagnostics);
        let register = resolve(content, &project.config, cut_off, Drafts::Include, &project.sources, &mut diagnostics);
        let errors = errors(diagnostics, &project.sources);
        Ok(Self {
            content: project.content_folder,
            root: options.root.clone(),
            sources: project.sources,
            config: project.config,
            minutes: project.minutes,
            pages: project.pages,
            cut_off,
            register,
            errors,
        })
    }

    /// What the project says.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// The texts.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Minutes and pages, in order, with whether they are minutes.
    pub fn files(&self) -> impl Iterator<Item = (SourceId, &str, bool)> {
        let minutes = self.minutes.iter().map(|(id, path)| (*id, path.as_str(), true));
        minutes.chain(self.pages.iter().map(|(id, path)| (*id, path.as_str(), false)))
    }

    /// The file of a source on the disk.
    #[must_use]
    pub fn path(&self, source: SourceId) -> PathBuf {
        self.root.join(&self.sources.get(source).path)
    }

    /// The content folder.
    #[must_use]
    pub fn content_folder(&self) -> &Path {
        &self.content
    }

    /// The minutes of a meeting, as written.
    #[must_use]
    pub fn minutes(&self, meeting: MeetingIx) -> Minutes {
        let meeting = self.register.meeting(meeting);
        parse_minutes(&self.sources, meeting.span.source, meeting.id.clone(), &mut Diagnostics::default())
    }

    /// What the register says.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading::of(&self.register, &self.sources)
    }

    /// What it would say with other texts in place of some.
    #[must_use]
    pub fn with(&self, texts: &BTreeMap<SourceId, String>) -> Outcome {
        let sources = self.sources.with_texts(texts);
        let mut diagnostics = Diagnostics::default();
        let content = parse(&sources, &self.minutes, &self.pages, None, &mut diagnostics);
        let register = resolve(content, &self.config, self.cut_off, Drafts::Include, &sources, &mut diagnostics);
        let reading = Reading::of(&register, &sources);
        let mut known: Vec<_> = self.errors.iter().map(|error| (error.span.source, error.kind.clone())).collect();
        let mut found = errors(diagnostics, &sources);
        found.retain(|error| {
            let same = known.iter().position(|(source, kind)| *source == error.span.source && *kind == error.kind);
            same.map(|at| known.swap_remove(at)).is_none()
        });
        Outcome { reading, new_errors: Findings { diagnostics: found, sources, language: self.config.language } }
    }

    /// Puts a text in the place of a file's, whole or not at all.
    ///
    /// # Errors
    /// If the file has changed meanwhile, or the disk fails.
    pub fn write(&self, source: SourceId, text: &str) -> io::Result<()> {
        replace(&self.path(source), &self.sources.get(source).text, text)
    }

    /// The id that minutes at a path below the content folder have.
    #[must_use]
    pub fn meeting_id(path: &str) -> Option<&str> {
        meeting_id(path)
    }
}

/// Writes a file that is not there yet, and the folders that it needs.
///
/// # Errors
/// If it is there, or the disk fails.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

fn errors(diagnostics: Diagnostics, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = diagnostics.into_sorted(sources);
    found.retain(|diagnostic| diagnostic.severity == Severity::Error);
    found
}
