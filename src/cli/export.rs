//! `acuerdos export`

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use acuerdos_search::write::{opensearch_index, quickwit_index};
use clap::{Args, ValueEnum};

use super::changing::{Stop, exists, shown, told};
use super::report::{self, say};
use super::{ContentArguments, Global};
use crate::pipeline::{Existing, publication, write_with};
use crate::site::{Site, search_language, write_records};

/// The name that an index is given; whoever makes it may give another.
const INDEX: &str = "acuerdos";

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// Folder that all three files go to; it is made if there is none
    #[arg(required_unless_present = "format")]
    folder: Option<PathBuf>,
    /// Print this one instead
    #[arg(long, value_name = "FORMAT", conflicts_with = "folder")]
    format: Option<Format>,
    /// Replace the files if they are there
    #[arg(long, conflicts_with = "format")]
    force: bool,
    #[command(flatten)]
    content: ContentArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The records, each a line of JSON
    Ndjson,
    /// The configuration of an index of Quickwit
    Quickwit,
    /// The settings and mapping of an index of OpenSearch
    Opensearch,
}

impl Format {
    const ALL: [Self; 3] = [Self::Ndjson, Self::Quickwit, Self::Opensearch];

    fn file(self) -> &'static str {
        match self {
            Self::Ndjson => "records.ndjson",
            Self::Quickwit => "quickwit.yaml",
            Self::Opensearch => "opensearch.json",
        }
    }

    fn write(self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Ndjson => write_records(site, out),
            Self::Quickwit => out.write_all(quickwit_index(INDEX).as_bytes()),
            Self::Opensearch => {
                let language = search_language(site.register().language);
                out.write_all(opensearch_index(language).map_err(io::Error::other)?.as_bytes())
            }
        }
    }
}

pub(super) fn run(global: &Global, arguments: &ExportArguments) -> ExitCode {
    match export(global, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => told(global, global.site_language(), stop),
    }
}

fn export(global: &Global, arguments: &ExportArguments) -> Result<(), Stop> {
    let (site, findings) = publication(&global.options(&arguments.content), None)?;
    report::findings(global, &findings);
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    match (&arguments.folder, arguments.format) {
        (Some(folder), _) => into_folder(global, &site, folder, existing),
        (None, format) => {
            let mut out = BufWriter::new(io::stdout().lock());
            let written = format.unwrap_or(Format::Ndjson).write(&site, &mut out).and_then(|()| out.flush());
            match written {
                // Whoever reads has seen enough.
                Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Err(Stop::Machine(PathBuf::from("-"), error))
                }
                _ => Ok(()),
            }
        }
    }
}

fn into_folder(global: &Global, site: &Site, folder: &Path, existing: Existing) -> Result<(), Stop> {
    let language = global.language(site.register().language);
    std::fs::create_dir_all(folder).map_err(|error| Stop::Disk(folder.to_owned(), error))?;
    for format in Format::ALL {
        let path = folder.join(format.file());
        match write_with(&path, existing, |out| format.write(site, out)) {
            Ok(()) => anstream::println!("{}", shown(&path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let help = say(
                    language,
                    "elija otra carpeta, o reemplácelo con `--force`",
                    "choose another folder, or replace it by `--force`",
                );
                return Err(exists(language, &path, help));
            }
            Err(error) => return Err(Stop::Disk(path, error)),
        }
    }
    Ok(())
}
