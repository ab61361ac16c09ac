//! The files of the search: the engine, the index of everything that the site has, and the pointer to both.
//!
//! All are scripts of one form (see [`acuerdos_search::write::script`]), so that every server knows their ending and a page
//! that was opened from a folder can load them. All but the pointer are named by their content and never change; whatever
//! is not in the new publication goes with the old one.

mod records;
mod vocabulary;

use std::io::{self, Write};
use std::path::Path;
use std::sync::LazyLock;

use acuerdos_search::write::{Index, IndexError, IndexWriter, json_line, script};
use acuerdos_search::{FORMAT, Language as SearchLanguage, Record, Vocabulary};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::Site;
use crate::diagnostic::Language;

use records::records_of_meeting;
use vocabulary::Places;

/// The engine for browsers, compressed: built by `search/build.sh`.
static ENGINE: &[u8] = include_bytes!("../../../search/engine/engine.wasm.gz");

/// Pieces of one folder, so that none has too many files for those who look into it.
const PIECES_PER_FOLDER: usize = 1000;

/// Meetings whose records are written out at once, and held until they are indexed.
const MEETINGS_AT_ONCE: usize = 256;

/// The search of a site, ready to be published.
#[derive(Debug)]
pub struct SearchIndex {
    index: Index,
    folder: &'static str,
}

/// A file of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchFile {
    /// Which engine and which index belong to the site as it is now.
    Pointer,
    /// The engine.
    Engine,
    /// What opening the index reads.
    Catalog,
    /// A piece of the index, from 1.
    Piece(usize),
}

impl SearchFile {
    /// Name of the one file of the search whose name stays the same.
    pub const POINTER: &str = "current";

    /// What a file of an index is called, and calls itself: its path below the folder of the search, without `.js`.
    #[must_use]
    pub fn name(self, index: &str) -> String {
        match self {
            Self::Pointer => Self::POINTER.to_owned(),
            Self::Engine => ENGINE_NAME.clone(),
            Self::Catalog => format!("{index}/catalog"),
            Self::Piece(number) => format!("{index}/{}/{number}", number / PIECES_PER_FOLDER),
        }
    }
}

/// What the pointer says. Sizes are those of whole files, in bytes, for a bar that tells how far loading is.
#[derive(Debug, Serialize)]
struct Pointer<'a> {
    format: u32,
    engine: &'a str,
    engine_bytes: usize,
    index: &'a str,
    catalog_bytes: usize,
}

impl SearchIndex {
    /// Indexes a site, in memory: commitments with their updates, meetings, plain pages.
    ///
    /// # Errors
    /// If there is more than an index can hold: sixteen million pieces.
    pub fn new(site: &Site) -> Result<Self, IndexError> {
        Self::made(site, IndexWriter::new)
    }

    /// The same; what is made of it is set aside in `folder`, in files without a name, until it is published.
    ///
    /// # Errors
    /// The same, and if the folder cannot be written to.
    pub fn in_folder(site: &Site, folder: &Path) -> Result<Self, IndexError> {
        Self::made(site, |language, vocabulary| IndexWriter::in_folder(language, vocabulary, folder))
    }

    fn made(
        site: &Site,
        begin: impl FnOnce(SearchLanguage, Vocabulary) -> Result<IndexWriter, IndexError>,
    ) -> Result<Self, IndexError> {
        let places = Places::new(site);
        let mut writer = begin(search_language(site.register.language), vocabulary::vocabulary(site, &places))?;
        each_record(site, &places, |record| writer.add(record))?;
        Ok(Self { index: writer.finish()?, folder: site.routes.search })
    }

    /// The index itself.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// Every file. The plan of the site has the pointer as well, so that nothing else is put in its place.
    pub fn files(&self) -> impl Iterator<Item = SearchFile> {
        let pieces = (1..self.index.len()).map(SearchFile::Piece);
        [SearchFile::Pointer, SearchFile::Engine, SearchFile::Catalog].into_iter().chain(pieces)
    }

    /// Path of a file from the root of the site.
    #[must_use]
    pub fn path(&self, file: SearchFile) -> String {
        format!("{}/{}.js", self.folder, self.name(file))
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// If what was set aside cannot be read back.
    pub fn bytes(&self, file: SearchFile) -> Result<Vec<u8>, IndexError> {
        let payload = match file {
            SearchFile::Pointer => self.pointer()?,
            SearchFile::Engine => return Ok(script(&self.name(file), ENGINE)),
            SearchFile::Catalog => self.index.catalog()?,
            SearchFile::Piece(number) => self.index.piece(number)?,
        };
        Ok(script(&self.name(file), &payload))
    }

    /// What a file is called, and calls itself.
    fn name(&self, file: SearchFile) -> String {
        file.name(self.index.id())
    }

    fn pointer(&self) -> Result<Vec<u8>, IndexError> {
        let pointer = Pointer {
            format: FORMAT,
            engine: &ENGINE_NAME,
            engine_bytes: self.bytes(SearchFile::Engine)?.len(),
            index: self.index.id(),
            catalog_bytes: self.bytes(SearchFile::Catalog)?.len(),
        };
        Ok(serde_json::json!(pointer).to_string().into_bytes())
    }
}

/// Hands over every record, in the order of the index: pages, then each meeting before its commitments.
fn each_record<E>(site: &Site, places: &Places<'_>, mut take: impl FnMut(&Record) -> Result<(), E>) -> Result<(), E> {
    records::records_of_pages(site).try_for_each(|record| take(&record))?;
    let meetings: Vec<usize> = (0..site.register.meetings.len()).collect();
    for some in meetings.chunks(MEETINGS_AT_ONCE) {
        let records: Vec<_> = some.par_iter().map(|&meeting| records_of_meeting(site, places, meeting)).collect();
        records.iter().flatten().try_for_each(&mut take)?;
    }
    Ok(())
}

/// Writes every record of the index as a line of JSON, for the engines of others. Addresses are whole if the site's is known.
///
/// # Errors
/// If writing fails.
pub fn write_records(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::new(site);
    let vocabulary = vocabulary::vocabulary(site, &places);
    let address = site.base_url.as_deref().unwrap_or_default();
    each_record(site, &places, |record| {
        let line = json_line(record, &vocabulary, address).map_err(io::Error::other)?;
        writeln!(out, "{line}")
    })
}

/// `engine-` and sixteen hexadecimal digits that change with every byte of it.
static ENGINE_NAME: LazyLock<String> = LazyLock::new(|| {
    let digits = base16ct::lower::encode_string(&Sha256::digest(ENGINE)[..8]);
    format!("engine-{digits}")
});

/// A language, as the search has it.
#[must_use]
pub fn search_language(language: Language) -> SearchLanguage {
    match language {
        Language::Spanish => SearchLanguage::Spanish,
        Language::English => SearchLanguage::English,
    }
}
