//! A site in memory, made anew after each change of the content and rendered page by page as it is asked for: what nobody
//! looks at costs nothing, and every page is what a build would write, since it is the same plan and the same templates.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

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
    parsed: Mutex<Parsed>,
}

impl Workshop {
    /// A workshop for a project; it has not read anything yet.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn new(options: Options) -> Result<Self, Failure> {
        Ok(Self { threads: pool(&options)?, options, parsed: Mutex::default() })
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
            let project = load(&self.options.root)?;
            // A panic while the lock was held would leave nothing worse behind than less that is remembered.
            let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
            let (site, pending) = plan(project, &self.options, Depth::Build, Some(&mut parsed));
            match site {
                Some(site) if !pending.has_errors() => {
                    let diagnostics = pending.diagnostics.into_sorted(site.sources());
                    Ok((Edition { site, root: self.options.root.clone(), search: OnceLock::new() }, diagnostics))
                }
                _ => Err(Failure::Content(pending.into_findings())),
            }
        })
    }
}
