//! Searching from the terminal: the same index and engine as in the page, over the content or over a published copy.

use std::fmt;
use std::path::{Path, PathBuf};

use acuerdos_search::write::{gunzip, unscript};
use acuerdos_search::{Engine, EngineError, Request, Response};

use super::{Failure, Options, plan, pool};
use crate::diagnostic::{Language, words};
use crate::site::{Depth, Routes, SearchFile, SearchIndex};

use super::load::load;

/// An index that is open.
#[derive(Debug)]
pub struct Searcher {
    engine: Engine,
    pieces: Pieces,
}

/// Where pieces come from.
#[derive(Debug)]
enum Pieces {
    /// The index was made just now.
    Made(Box<SearchIndex>),
    /// The folder of the search in a published copy, and the name of its index.
    Published(PathBuf, String),
}

/// Why a search has no answer.
#[derive(Debug)]
pub enum SearchError {
    /// There is no published site with a search here.
    NoIndex(PathBuf),
    /// A file of the published site is missing.
    Read(PathBuf, std::io::Error),
    /// A file of the published site is not what was published.
    Damaged(PathBuf),
    /// The index is damaged or of another version.
    Engine(EngineError),
}

impl From<EngineError> for SearchError {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

impl std::error::Error for SearchError {}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl SearchError {
    /// What happened.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match (self, language) {
            (Self::NoIndex(folder), Language::Spanish) => {
                format!("aquí no hay un sitio publicado con buscador: {}", folder.display())
            }
            (Self::NoIndex(folder), Language::English) => {
                format!("there is no published site with a search here: {}", folder.display())
            }
            (Self::Read(path, error), _) => format!("`{}`: {}", path.display(), words::machine(error, language)),
            (Self::Damaged(path), Language::Spanish) => format!("el archivo está dañado: {}", path.display()),
            (Self::Damaged(path), Language::English) => format!("damaged: {}", path.display()),
            (Self::Engine(error), Language::Spanish) => {
                format!("el índice está dañado o es de otra versión ({error})")
            }
            (Self::Engine(error), Language::English) => error.to_string(),
        }
    }
}

impl Searcher {
    /// Indexes the content of a project as a build would, without publishing anything.
    ///
    /// # Errors
    /// If the content has errors or cannot be read.
    pub fn of_content(options: &Options) -> Result<Self, Failure> {
        pool(options)?.install(|| {
            let (site, findings) = plan(load(&options.root)?, options, Depth::Build, None);
            let Some(site) = site.filter(|_| !findings.has_errors()) else {
                return Err(Failure::Content(findings.into_findings()));
            };
            let made = SearchIndex::new(&site).map_err(Failure::Index)?;
            let engine = Engine::open(made.index().plain_catalog()).map_err(|error| Failure::Index(error.into()))?;
            Ok(Self { engine, pieces: Pieces::Made(Box::new(made)) })
        })
    }

    /// Opens the index of a published site by its folder.
    ///
    /// # Errors
    /// If there is none, or it is damaged.
    pub fn of_published(folder: &Path) -> Result<Self, SearchError> {
        let mut folders = Language::ALL.into_iter().map(|language| folder.join(Routes::new(language).search));
        let missing = || SearchError::NoIndex(folder.to_owned());
        let folder = folders.find(|folder| path(folder, SearchFile::POINTER).is_file()).ok_or_else(missing)?;
        let damaged = || SearchError::Damaged(path(&folder, SearchFile::POINTER));
        let pointer: serde_json::Value =
            serde_json::from_slice(&read(&folder, SearchFile::POINTER)?).map_err(|_| damaged())?;
        let index = pointer["index"].as_str().ok_or_else(damaged)?.to_owned();
        let engine = Engine::open(&unpacked(&folder, &SearchFile::Catalog.name(&index))?)?;
        Ok(Self { engine, pieces: Pieces::Published(folder, index) })
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Answers a request.
    ///
    /// # Errors
    /// If the index is damaged.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        let pieces = &self.pieces;
        self.engine.answer(request, |number| match pieces {
            Pieces::Made(made) => Ok(made.index().plain_piece(number as usize).map_err(EngineError::from)?),
            Pieces::Published(folder, index) => unpacked(folder, &SearchFile::Piece(number as usize).name(index)),
        })
    }
}

/// Indexes that are searched as one, each with what is put before the addresses of its results.
#[derive(Debug)]
pub struct Searchers(Vec<(String, Searcher)>);

impl From<Searcher> for Searchers {
    fn from(searcher: Searcher) -> Self {
        Self(vec![(String::new(), searcher)])
    }
}

impl Searchers {
    /// Opens the indexes of published sites by their folders.
    ///
    /// # Errors
    /// If one of them has none, or it is damaged.
    pub fn of_published(folders: &[PathBuf]) -> Result<Self, SearchError> {
        if let [folder] = folders {
            return Searcher::of_published(folder).map(Self::from);
        }
        let open = |folder: &PathBuf| {
            let name = folder.display().to_string().replace('\\', "/");
            Ok((format!("{}/", name.trim_end_matches('/')), Searcher::of_published(folder)?))
        };
        folders.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// The engine of each index.
    pub fn engines(&self) -> impl Iterator<Item = &Engine> {
        self.0.iter().map(|(_, searcher)| searcher.engine())
    }

    /// Answers a request with what all of them have; of several, with the first 200 results at most.
    ///
    /// # Errors
    /// If an index is damaged.
    pub fn search(&mut self, request: &Request) -> Result<Response, SearchError> {
        if let [(_, searcher)] = &mut self.0[..] {
            return searcher.search(request);
        }
        let widened = acuerdos_search::widened(request);
        let answer = |(name, searcher): &mut (String, Searcher)| Ok((name.clone(), searcher.search(&widened)?));
        let answers: Result<Vec<_>, SearchError> = self.0.iter_mut().map(answer).collect();
        Ok(acuerdos_search::merge(answers?, request))
    }
}

fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.js"))
}

fn read(folder: &Path, name: &str) -> Result<Vec<u8>, SearchError> {
    let path = path(folder, name);
    match std::fs::read(&path) {
        Ok(script) => unscript(name, &script).ok_or(SearchError::Damaged(path)),
        Err(error) => Err(SearchError::Read(path, error)),
    }
}

fn unpacked(folder: &Path, name: &str) -> Result<Vec<u8>, SearchError> {
    gunzip(&read(folder, name)?).map_err(|_| SearchError::Damaged(path(folder, name)))
}
