//! `acuerdos report`

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::changing::{Stop, exists, shown, status, told};
use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global};
use crate::diagnostic::{Language, nearest};
use crate::model::PartyIx;
use crate::pipeline::{Existing, Failure, publication, unfilled, write};
use crate::register::Register;
use crate::report::{
    NextMeeting, Request, Template, TemplateError, docx, html, markdown, note, note_csv, packet, packet_csv, whole,
    whole_csv,
};
use crate::site::{RenderError, Site};

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// Previous cut-off date, YYYY-MM-DD; what happened since is told
    #[arg(long, value_name = "DATE", value_parser = super::day, conflicts_with = "next_meeting")]
    from: Option<NaiveDate>,
    /// Cut-off date, YYYY-MM-DD; what happened later is not told
    #[arg(long, value_name = "DATE", value_parser = super::day, alias = "today")]
    to: Option<NaiveDate>,
    /// Only commitments with this status at the cut-off date; several with commas, or the flag several times
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<String>,
    /// Only what this organisation or unit is responsible for; several with commas, or the flag several times
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    organisation: Vec<String>,
    /// What to write; else by the ending of the file, else Markdown
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// File to write; `-` is standard output. Without it, Word goes to a file named by its date, the rest to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    /// Word file whose styles, paper, header and footer the document takes
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Add an annex with what was closed by the previous cut-off date
    #[arg(long, conflicts_with = "next_meeting")]
    annex: bool,
    /// Write the whole register, each commitment with its data and history: what `import` makes the same register of
    #[arg(long, conflicts_with_all = ["from", "annex", "status", "organisation", "next_meeting"])]
    whole: bool,
    /// Write the packet for the next meeting: what is open, by institution, and the skeleton of its minutes
    #[arg(long)]
    next_meeting: bool,
    /// Day of the next meeting, YYYY-MM-DD; else by the rhythm of the series
    #[arg(long, value_name = "DATE", value_parser = super::day, requires = "next_meeting")]
    date: Option<NaiveDate>,
    /// Series of the next meeting; else that of the latest
    #[arg(long, value_name = "NAME", requires = "next_meeting")]
    series: Option<String>,
    /// Treat drafts like everything else
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown with pipe tables
    Md,
    /// One file that browsers, Word and LibreOffice open
    Html,
    /// Word
    Docx,
    /// The commitments, as in the open data
    Csv,
}

pub(super) fn run(global: &Global, arguments: &ReportArguments) -> ExitCode {
    let language = global.site_language();
    match write_report(global, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failure(Failure::Content(found))) => {
            report::findings(global, &found);
            anstream::eprintln!("{}", say(language, "no se escribió nada", "nothing was written"));
            ExitCode::from(CONTENT_HAS_ERRORS)
        }
        Err(stop) => told(global, language, stop),
    }
}

fn write_report(global: &Global, arguments: &ReportArguments) -> Result<(), Stop> {
    let options = global.options(&ContentArguments { drafts: arguments.drafts, today: arguments.to });
    let spoken = global.site_language();
    let format = format(arguments);
    if arguments.template.is_some() && format != Format::Docx {
        return Err(Stop::Usage {
            problem: say(
                spoken,
                "una plantilla de Word es para documentos de Word",
                "a Word template is for Word documents",
            ),
            help: say(spoken, "agregue `--format docx`", "add `--format docx`"),
        });
    }
    let (site, findings) = publication(&options, arguments.from)?;
    report::findings(global, &findings);
    let register = site.register();
    let language = global.language(register.language);
    if register.previous_cut_off >= register.cut_off && !arguments.next_meeting && !arguments.whole {
        let (from, to) = (arguments.from.unwrap_or(register.previous_cut_off), register.cut_off);
        return Err(Stop::Usage {
            problem: say(
                language,
                &format!("la fecha de corte anterior ({from}) no es anterior a la de corte ({to})"),
                &format!("the previous cut-off date ({from}) is not before the cut-off date ({to})"),
            ),
            help: say(language, "dé otras con `--from` y `--to`", "give others by `--from` and `--to`"),
        });
    }
    let request = Request {
        statuses: arguments.status.iter().map(|name| status(register, language, name)).collect::<Result<_, _>>()?,
        parties: arguments.organisation.iter().map(|name| party(register, language, name)).collect::<Result<_, _>>()?,
        annex: arguments.annex,
    };
    let bytes = written(&site, &request, (format, language), arguments)?;
    let path = match &arguments.output {
        Some(path) if path.as_os_str() == "-" => None,
        Some(path) => Some(path.clone()),
        None => (format == Format::Docx).then(|| PathBuf::from(default_name(register, arguments))),
    };
    let Some(path) = path else {
        return match io::stdout().lock().write_all(&bytes) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Stop::Machine(PathBuf::from("-"), error)),
            _ => Ok(()),
        };
    };
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    match write(&path, &bytes, existing) {
        Ok(()) => {
            anstream::println!("{}", shown(&path));
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let help = say(
                language,
                "dé otro nombre con `--output`, o reemplácelo con `--force`",
                "give another name by `--output`, or replace it by `--force`",
            );
            Err(exists(language, &path, help))
        }
        Err(error) => Err(Stop::Disk(path, error)),
    }
}

/// As asked, else by the ending of the file.
fn format(arguments: &ReportArguments) -> Format {
    let ending = arguments.output.as_deref().and_then(Path::extension).and_then(|ending| ending.to_str());
    let by_ending = || match ending?.to_ascii_lowercase().as_str() {
        "html" | "htm" => Some(Format::Html),
        "docx" => Some(Format::Docx),
        "csv" => Some(Format::Csv),
        _ => None,
    };
    let by_template = || arguments.template.as_ref().map(|_| Format::Docx);
    arguments.format.or_else(by_ending).or_else(by_template).unwrap_or(Format::Md)
}

fn written(
    site: &Site,
    request: &Request,
    (format, language): (Format, Language),
    arguments: &ReportArguments,
) -> Result<Vec<u8>, Stop> {
    let machine = |error: RenderError| Stop::Machine(PathBuf::from("-"), io::Error::other(error));
    let next = arguments.next_meeting.then(|| NextMeeting { date: arguments.date, series: arguments.series.clone() });
    if format == Format::Csv {
        let mut bytes = Vec::new();
        match &next {
            Some(next) => packet_csv(site, next, request, &mut bytes).map_err(machine)?,
            None if arguments.whole => whole_csv(site, &mut bytes).map_err(machine)?,
            None => note_csv(site, request, &mut bytes).map_err(machine)?,
        }
        return Ok(bytes);
    }
    let document = match &next {
        Some(next) => packet(site, next, request),
        None if arguments.whole => whole(site),
        None => note(site, request),
    };
    match format {
        Format::Html => {
            let failed = |error| Stop::Failure(Failure::Content(unfilled(site, &error)));
            html(site, &document).map(String::into_bytes).map_err(failed)
        }
        Format::Docx => {
            let template = arguments.template.as_deref().map(|path| template(language, path)).transpose()?;
            docx(&document, template.as_ref()).map_err(|error| Stop::Machine(PathBuf::from("-"), error))
        }
        Format::Md | Format::Csv => Ok(markdown(&document).into_bytes()),
    }
}

fn template(language: Language, path: &Path) -> Result<Template, Stop> {
    let bytes = fs::read(path).map_err(|error| Stop::Machine(path.to_owned(), error))?;
    Template::read(&bytes).map_err(|error| {
        let file = shown(path);
        let problem = match error {
            TemplateError::NoPackage | TemplateError::NoDocument => {
                say(language, &format!("{file} no es un documento de Word"), &format!("{file} is no Word document"))
            }
            TemplateError::TooLarge => say(
                language,
                &format!("{file} es demasiado grande para ser una plantilla"),
                &format!("{file} is too large to be a template"),
            ),
        };
        let help = say(language, "guárdela desde Word como .docx o .dotx", "save it from Word as .docx or .dotx");
        Stop::Usage { problem, help }
    })
}

fn default_name(register: &Register, arguments: &ReportArguments) -> String {
    let names = match (arguments.next_meeting, arguments.whole) {
        (true, _) => ["carpeta", "packet"],
        (_, true) => ["registro", "register"],
        _ => ["nota", "note"],
    };
    let name = match register.language {
        Language::Spanish => names[0],
        Language::English => names[1],
    };
    format!("{name}-{}.docx", register.cut_off)
}

fn party(register: &Register, language: Language, name: &str) -> Result<PartyIx, Stop> {
    let directory = &register.directory;
    directory.party(name).ok_or_else(|| {
        let labels: Vec<String> = directory.parties().map(|ix| directory.full_label(ix)).collect();
        let names = directory.parties().map(|ix| directory.name(ix)).chain(labels.iter().map(String::as_str));
        let near = nearest(name, names);
        Stop::Usage {
            problem: say(
                language,
                &format!("ninguna institución o área se llama `{name}`, o se llaman así varias"),
                &format!("no organisation or unit is called `{name}`, or several are"),
            ),
            help: match near {
                Some(near) => say(language, &format!("¿quiso decir `{near}`?"), &format!("did you mean `{near}`?")),
                None => say(
                    language,
                    "un área se nombra como en las minutas: `SRE/IME`",
                    "a unit is named as in minutes: `SRE/IME`",
                ),
            },
        }
    })
}
