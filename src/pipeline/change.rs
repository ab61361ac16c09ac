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
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Severity, SourceId, Sources};
use crate::model::MeetingIx;
use crate::register::{Drafts, Reading, Register, resolve};
use crate::site::{MEETING_FOLDERS, meeting_id};

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
        let found = self.not_yet(errors(diagnostics, &sources));
        Outcome { reading, new_errors: Findings { diagnostics: found, sources, language: self.config.language } }
    }

    /// The project as it would be with other texts in place of some, and with new minutes at these paths below the content
    /// folder; with the errors that it would have and has not yet.
    #[must_use]
    pub fn imagined(&self, texts: &BTreeMap<SourceId, String>, new: &[(String, String)]) -> (Self, Findings) {
        let mut sources = self.sources.with_texts(texts);
        let mut minutes = self.minutes.clone();
        for (path, text) in new {
            minutes.push((sources.add(format!("content/{path}"), text.as_str()), path.clone()));
        }
        let mut diagnostics = Diagnostics::default();
        let content = parse(&sources, &minutes, &self.pages, None, &mut diagnostics);
        let register = resolve(content, &self.config, self.cut_off, Drafts::Include, &sources, &mut diagnostics);
        let found = errors(diagnostics, &sources);
        let new_errors = self.not_yet(found.clone());
        let findings = Findings {
            diagnostics: new_errors,
            sources: sources.with_texts(&BTreeMap::new()),
            language: self.config.language,
        };
        let desk = Self {
            content: self.content.clone(),
            root: self.root.clone(),
            sources,
            config: self.config.clone(),
            minutes,
            pages: self.pages.clone(),
            cut_off: self.cut_off,
            register,
            errors: found,
        };
        (desk, findings)
    }

    /// Those errors that the project has not.
    fn not_yet(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut known: Vec<_> = self.errors.iter().map(|error| (error.span.source, error.kind.clone())).collect();
        found.retain(|error| {
            let same = known.iter().position(|(source, kind)| *source == error.span.source && *kind == error.kind);
            same.map(|at| known.swap_remove(at)).is_none()
        });
        found
    }

    /// The folder of minutes within the content folder: the one that the project has, else the one of its language.
    #[must_use]
    pub fn minutes_folder(&self) -> String {
        let used = self.minutes.last().and_then(|(_, path)| path.split_once('/')).map(|(folder, _)| folder.to_owned());
        let [spanish, english] = MEETING_FOLDERS;
        let made = MEETING_FOLDERS.into_iter().find(|name| Path::is_dir(&self.content.join(name)));
        let own = match self.config.language {
            Language::Spanish => spanish,
            Language::English => english,
        };
        used.unwrap_or_else(|| made.unwrap_or(own).to_owned())
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
