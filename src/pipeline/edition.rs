//! A site in memory, made anew after each change of the content and rendered page by page as it is asked for: what nobody
//! looks at costs nothing, and every page is what a build would write, since it is the same plan and the same templates.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::amend::Known;
use super::load::configuration;
use super::{Failure, Options, Parsed, load, plan, pool, with_causes};
use crate::diagnostic::{Diagnostic, Diagnostics, Language, Sources};
use crate::site::{Depth, FileKind, SearchFile, SearchIndex, Site};

/// What is at a path.
#[derive(Debug)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this file of the content folder holds.
    Content(PathBuf),
}

/// A site as the content was at one moment.
#[derive(Debug)]
pub struct Edition {
    site: Site,
    root: PathBuf,
    /// The index, once something of the search was asked for; or why there is none.
    search: OnceLock<Result<Search, String>>,
}

#[derive(Debug)]
struct Search {
    index: SearchIndex,
    files: BTreeMap<String, SearchFile>,
}

impl Edition {
    /// What a build would write at a path from the site's root, with `/`; none, if it would write nothing there.
    ///
    /// # Errors
    /// What is wrong, in words: a template that fails, an index that cannot be made. A build would fail as well.
    pub fn body(&self, path: &str) -> Result<Option<Body>, String> {
        let files = self.site.files();
        let Ok(place) = files.binary_search_by(|file| file.path.as_str().cmp(path)) else {
            return self.search_file(path);
        };
        let file = &files[place];
        match file.kind {
            FileKind::Copied(place) => Ok(Some(Body::Content(self.root.join("content").join(self.site.copied(place))))),
            FileKind::SearchPointer => self.search_file(path),
            _ => {
                let mut bytes = Vec::new();
                self.site.render(file, &mut bytes).map_err(|error| with_causes(&error))?;
                Ok(Some(Body::Bytes(bytes)))
            }
        }
    }

    /// Paths of all files but those of the search, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.site.files().iter().map(|file| file.path.as_str())
    }

    /// The texts that it was read from.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        self.site.sources()
    }

    /// Language of the site.
    #[must_use]
    pub fn language(&self) -> Language {
        self.site.register().language
    }

    /// How many meetings and commitments it has.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.site.register().meetings.len(), self.site.register().commitments.len())
    }

    fn search_file(&self, path: &str) -> Result<Option<Body>, String> {
        if !self.site.is_of_search(path) {
            return Ok(None);
        }
        let search = self.search.get_or_init(|| {
            let index = SearchIndex::new(&self.site).map_err(|error| error.to_string())?;
            let files = index.files().map(|file| (index.path(file), file)).collect();
            Ok(Search { index, files })
        });
        let search = search.as_ref().map_err(Clone::clone)?;
        let Some(&file) = search.files.get(path) else { return Ok(None) };
        search.index.bytes(file).map(|bytes| Some(Body::Bytes(bytes))).map_err(|error| error.to_string())
    }
}

/// Makes one edition after another of a project.
#[derive(Debug)]
pub struct Workshop {
    options: Options,
    threads: rayon::ThreadPool,
    memory: Mutex<Memory>,
}

/// What is left of the last edition for the next.
#[derive(Debug, Default)]
struct Memory {
    parsed: Parsed,
    /// Of what the last edition was made; none, if there were errors since.
    known: Option<Known>,
}

impl Workshop {
    /// A workshop for a project; it has not read anything yet.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn new(options: Options) -> Result<Self, Failure> {
        Ok(Self { threads: pool(&options)?, options, memory: Mutex::default() })
    }

    /// The folders whose files an edition is made of, as the configuration has them now: content, theme, and the root for
    /// the configuration itself.
    #[must_use]
    pub fn folders(&self) -> [PathBuf; 3] {
        let root = &self.options.root;
        let config = configuration(root, &mut Sources::default(), &mut Diagnostics::default());
        let theme = config.map_or_else(|_| root.join("theme"), |config| root.join(config.theme));
        [root.join("content"), theme, root.clone()]
    }

    /// Makes an edition of the project as it is on the disk, with what was found: warnings alone.
    ///
    /// # Errors
    /// If the content has errors or cannot be read.
    pub fn make(&self) -> Result<(Edition, Vec<Diagnostic>), Failure> {
        self.threads.install(|| {
            let mut memory = self.memory();
            memory.known = None;
            let project = load(&self.options.root)?;
            let mut known = Known::new(&project);
            let (site, pending) = plan(project, &self.options, Depth::Build, Some(&mut memory.parsed));
            match site {
                Some(site) if !pending.has_errors() => {
                    let diagnostics = pending.diagnostics.into_sorted(site.sources());
                    known.report(&diagnostics);
                    memory.known = Some(known);
                    Ok((Edition { site, root: self.options.root.clone(), search: OnceLock::new() }, diagnostics))
                }
                _ => Err(Failure::Content(pending.into_findings())),
            }
        })
    }

    /// Lets a change of the last edition's files, told by their paths from the root, into it, if it is no more than other
    /// words in one of the minutes. False, and the edition is as it was, if it has to be made anew.
    pub fn amend(&self, edition: &mut Edition, changed: &[String]) -> bool {
        let mut memory = self.memory();
        let Memory { parsed, known } = &mut *memory;
        let Some(known) = known else { return false };
        let amended = known.amend(&mut edition.site, parsed, changed, &self.options.root);
        if amended {
            edition.search = OnceLock::new();
        }
        amended
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        // A panic while the lock was held would leave nothing worse behind than less that is remembered.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
