//! Disk → sources. Everything of a project that the later steps look at is read here, in the order of its paths.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{error, fmt, fs, io};

use walkdir::WalkDir;

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Kind, Language, SourceId, Sources, Span, words};
use crate::output::SitePath;
use crate::site::{MEETING_FOLDERS, Picture, ThemeBody, ThemeFile, meeting_id};

/// A text larger than this is no minutes; reading it would only tell so later.
pub(super) const LARGEST_TEXT: u64 = 16 * 1024 * 1024;

/// Name of the configuration, in the root.
pub const CONFIGURATION: &str = "acuerdos.toml";

/// A project as it is on the disk.
#[derive(Debug)]
pub struct Project {
    /// All texts: the configuration first.
    pub sources: Sources,
    /// The configuration.
    pub config: Config,
    /// The folder of the content.
    pub content_folder: PathBuf,
    /// The folder of the site's own theme files; it need not exist.
    pub theme_folder: PathBuf,
    /// Minutes, with their paths below the content folder.
    pub minutes: Vec<(SourceId, String)>,
    /// Plain pages, with their paths below the content folder.
    pub pages: Vec<(SourceId, String)>,
    /// Paths of all other files below the content folder.
    pub copied: Vec<String>,
    /// Those of them that the configuration names as pictures.
    pub pictures: BTreeMap<String, Picture>,
    /// The site's own theme files.
    pub theme: Vec<ThemeFile>,
    /// What was found so far.
    pub diagnostics: Diagnostics,
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct LoadError {
    /// Which one.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl LoadError {
    /// What happened.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (path, cause) = (self.path.display(), words::machine(&self.source, language));
        match language {
            Language::Spanish => format!("no se pudo leer `{path}`: {cause}"),
            Language::English => format!("cannot read `{path}`: {cause}"),
        }
    }
}

impl error::Error for LoadError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads a project.
///
/// # Errors
/// If the disk fails. What is wrong with what was read is a diagnostic of the project.
pub fn load(root: &Path) -> Result<Project, LoadError> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config = configuration(root, &mut sources, &mut diagnostics)?;
    let content_folder = root.join("content");
    let theme_folder = root.join(&config.theme);
    let mut project = Project {
        sources,
        config,
        content_folder: content_folder.clone(),
        theme_folder: theme_folder.clone(),
        minutes: Vec::new(),
        pages: Vec::new(),
        copied: Vec::new(),
        pictures: BTreeMap::new(),
        theme: Vec::new(),
        diagnostics,
    };
    for path in walk(root, "content", &mut project)? {
        project.add_content(&content_folder, path)?;
    }
    project.read_pictures(&content_folder)?;
    // Minutes that could not be read have been reported; a project without any is most likely another folder.
    if project.minutes.is_empty() && !project.diagnostics.has_errors() {
        let folder = format!("content/{}", MEETING_FOLDERS[0]);
        let start = first(&project.sources);
        project.diagnostics.report(Kind::NoMinutes { folder }, start);
    }
    let theme_name = project.config.theme.clone();
    for path in walk(root, &theme_name, &mut project)? {
        project.add_theme(&theme_folder, &theme_name, path)?;
    }
    Ok(project)
}

/// Reads `acuerdos.toml`; without one, everything is at its default.
pub(super) fn configuration(
    root: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Config, LoadError> {
    let path = root.join(CONFIGURATION);
    let source = match read_limited(&path) {
        Ok(Ok(bytes)) => add_text(CONFIGURATION, bytes, sources, diagnostics),
        Ok(Err(bytes)) => {
            let id = sources.add(CONFIGURATION, "");
            diagnostics.report(Kind::FileTooLarge { bytes, limit: LARGEST_TEXT }, Span::new(id, 0..0));
            return Ok(Config::empty(id));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let id = sources.add(CONFIGURATION, "");
            return Ok(Config::empty(id));
        }
        Err(source) => return Err(LoadError { path, source }),
    };
    Ok(match source {
        Some(id) => {
            let config = Config::parse(sources, id, diagnostics);
            diagnostics.grade(config.levels.clone());
            config
        }
        None => Config::empty(sources.add(CONFIGURATION, "")),
    })
}

/// The start of the first source, for what is about no place in particular.
fn first(sources: &Sources) -> Span {
    let id = sources.iter().next().map(|(id, _)| id);
    // The configuration is always the first; the fallback is for the type alone.
    Span::new(id.unwrap_or_else(|| Sources::default().add("acuerdos.toml", "")), 0..0)
}

/// Paths of the regular files below a folder of the root, with `/`, in order. Hidden ones and what editors leave behind are
/// passed over; a link out of the folder is reported, and so is a folder that is a link out of the root. A folder that does
/// not exist has none.
fn walk(root: &Path, name: &str, project: &mut Project) -> Result<Vec<String>, LoadError> {
    let folder = &root.join(name);
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let canonical_of = |path: &Path| path.canonicalize().map_err(|source| LoadError { path: path.to_owned(), source });
    let canonical = canonical_of(folder)?;
    let around = canonical_of(if root.as_os_str().is_empty() { Path::new(".") } else { root })?;
    if !canonical.starts_with(around) {
        let at = first(&project.sources);
        project.diagnostics.report(Kind::UnsafeSymlink { name: name.to_owned() }, at);
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    let mut refused = Vec::new();
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_passed_over(&entry.file_name().to_string_lossy()));
    for entry in entries {
        let entry = entry
            .map_err(|error| LoadError { path: error.path().unwrap_or(folder).to_owned(), source: error.into() })?;
        if entry.depth() == 0 || entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let regular = if entry.path_is_symlink() {
            // A link to a file of the same folder is that file; any other may lead to what is nobody's business.
            match entry.path().canonicalize() {
                Ok(target) => target.starts_with(&canonical) && target.is_file(),
                Err(_) => false,
            }
        } else {
            entry.file_type().is_file()
        };
        if regular { paths.push(path) } else { refused.push(path) }
    }
    for path in refused {
        let at = first(&project.sources);
        project.diagnostics.report(Kind::UnsafeSymlink { name: format!("{name}/{path}") }, at);
    }
    Ok(paths)
}

fn is_passed_over(name: &str) -> bool {
    (name.starts_with('.') && name != ".well-known")
        || name.starts_with("~$")
        || name.ends_with('~')
        || ["Thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

impl Project {
    fn add_content(&mut self, folder: &Path, path: String) -> Result<(), LoadError> {
        if !path.to_lowercase().ends_with(".md") {
            let name = SitePath::new(path.as_str());
            if name.is_err() || path.contains('\u{fffd}') {
                let at = first(&self.sources);
                self.diagnostics.report(Kind::UnportableName { name: format!("content/{path}") }, at);
            } else {
                self.copied.push(path);
            }
            return Ok(());
        }
        let Some(id) = self.read_text(&folder.join(&path), &format!("content/{path}"))? else { return Ok(()) };
        let path = match path.strip_suffix(".MD") {
            Some(stem) => format!("{stem}.md"),
            None => path,
        };
        if meeting_id(&path).is_some() {
            self.minutes.push((id, path))
        } else {
            self.pages.push((id, path))
        }
        Ok(())
    }

    fn add_theme(&mut self, folder: &Path, name: &str, path: String) -> Result<(), LoadError> {
        let full = folder.join(&path);
        let shown = format!("{name}/{path}");
        let body = if path.starts_with("templates/") || path.starts_with("strings/") {
            self.read_text(&full, &shown)?.map(ThemeBody::Text)
        } else {
            if SitePath::new(path.as_str()).is_err() || path.contains('\u{fffd}') {
                let at = first(&self.sources);
                self.diagnostics.report(Kind::UnportableName { name: format!("{name}/{path}") }, at);
                return Ok(());
            }
            self.read_bytes(&full, &shown)?.map(ThemeBody::Bytes)
        };
        let Some(body) = body else { return Ok(()) };
        self.theme.push(ThemeFile { path, body });
        Ok(())
    }

    fn read_text(&mut self, path: &Path, shown: &str) -> Result<Option<SourceId>, LoadError> {
        let bytes = self.read_bytes(path, shown)?;
        Ok(bytes.and_then(|bytes| add_text(shown, bytes, &mut self.sources, &mut self.diagnostics)))
    }

    /// The bytes of a file, unless they are too many, which is reported.
    fn read_bytes(&mut self, path: &Path, shown: &str) -> Result<Option<Vec<u8>>, LoadError> {
        match read_limited(path).map_err(|source| LoadError { path: path.to_owned(), source })? {
            Ok(bytes) => Ok(Some(bytes)),
            Err(bytes) => {
                let id = self.sources.add(shown, "");
                self.diagnostics.report(Kind::FileTooLarge { bytes, limit: LARGEST_TEXT }, Span::new(id, 0..0));
                Ok(None)
            }
        }
    }
}

/// The bytes of a file, or how many they are if that is more than a text may have: then they are not read.
fn read_limited(path: &Path) -> io::Result<Result<Vec<u8>, u64>> {
    let file = fs::File::open(path)?;
    let length = file.metadata()?.len();
    if length > LARGEST_TEXT {
        return Ok(Err(length));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    // One that grows while it is read, or does not know its length, is held to the same.
    file.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
    let read = bytes.len() as u64;
    Ok(if read > LARGEST_TEXT { Err(read) } else { Ok(bytes) })
}

/// Adds a text if it is UTF-8; else reports where it stops being that.
fn add_text(path: &str, bytes: Vec<u8>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<SourceId> {
    let guess = encoding(&bytes);
    match String::from_utf8(bytes) {
        Ok(text) if guess.is_none() => Some(sources.add(path, text)),
        Ok(text) => {
            let id = sources.add(path, text);
            diagnostics.report(Kind::NotUtf8 { guess }, Span::new(id, 0..0));
            None
        }
        Err(error) => {
            let end = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let id = sources.add(path, text);
            // The mark of a lost character takes three bytes.
            diagnostics.report(Kind::NotUtf8 { guess: guess.or(Some("Windows-1252")) }, Span::new(id, end..end + 3));
            None
        }
    }
}

/// What a text that is not UTF-8 looks like: marked as UTF-16, or with a NUL in every other byte.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static str> {
    let start = &bytes[..bytes.len().min(200)];
    let nuls = start.iter().filter(|&&byte| byte == 0).count();
    (bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || nuls * 3 > start.len().max(1))
        .then_some("UTF-16")
}
