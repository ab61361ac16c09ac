//! `acuerdos import`

use std::fs;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use similar::TextDiff;

use super::changing::{Stop, shown, told};
use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, ContentArguments, Global};
use crate::diagnostic::{Language, Severity, words};
use crate::import::{LARGEST, Readable, Refusal, Remark, note};
use crate::pipeline::{Desk, Failure, Imported, Importing, Tally, contradict, difference, import, write_file};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Informative notes: text with tables, HTML, Markdown or DOCX; or the CSV of a site's data
    #[arg(value_name = "FILES", required = true)]
    files: Vec<PathBuf>,
    /// Cut-off date of the notes, by which what they tell is dated, YYYY-MM-DD; else as they say, else the configuration
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    date: Option<NaiveDate>,
    /// Folder of the new minutes, within the content folder
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
    /// Change nothing; print what would change
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(global: &Global, arguments: &ImportArguments) -> ExitCode {
    let options = global.options(&ContentArguments { drafts: true, today: None });
    let desk = match Desk::open(&options) {
        Ok(desk) => desk,
        Err(error) => return told(global, Language::Spanish, Stop::Failure(Failure::Load(error))),
    };
    let language = global.language(desk.config().language);
    let folder = match folder(language, &desk, arguments.into.as_deref()) {
        Ok(folder) => folder,
        Err(stop) => return told(global, language, stop),
    };
    let configured = desk.config().cut_off;
    let how = Importing {
        date: arguments.date,
        otherwise: configured.unwrap_or(options.today),
        otherwise_is_today: configured.is_none(),
        folder,
    };
    let before = desk;
    let mut after = None;
    let mut tally = Tally::default();
    let mut failed = false;
    // What the data of a site tell of meetings comes before what was agreed there.
    let mut paths: Vec<&PathBuf> = arguments.files.iter().collect();
    paths.sort_by_key(|path| !names_meetings(path));
    for path in paths {
        let bytes = match bytes_of(path) {
            Ok(bytes) => bytes,
            Err(Unread::Machine(error)) => return report::machine(language, Some(path), &error),
            Err(Unread::Refused(refusal)) => {
                failed = true;
                refused(language, path, &refusal);
                continue;
            }
        };
        let desk = after.as_ref().unwrap_or(&before);
        match document(desk, path, &bytes, &how) {
            Ok(imported) => {
                failed |= contradict(&imported.remarks) || imported.new_errors.have_errors();
                tell(global, language, path, &imported.remarks);
                if imported.new_errors.have_errors() {
                    report::findings(global, &imported.new_errors);
                    anstream::eprintln!(
                        "error: {}",
                        say(
                            language,
                            &format!("{} no se importó: el registro tendría los errores de arriba", shown(path)),
                            &format!("{} was not imported: the register would have the errors above", shown(path))
                        )
                    );
                    continue;
                }
                tally += imported.tally;
                after = Some(imported.desk);
            }
            Err(refusal) => {
                failed = true;
                refused(language, path, &refusal);
            }
        }
    }
    let files = after.as_ref().map(|after| difference(&before, after)).unwrap_or_default();
    for file in &files {
        if arguments.dry_run {
            let old = file.before.as_deref().unwrap_or_default();
            let diff = TextDiff::from_lines(old, file.after.as_str());
            let from = if file.before.is_some() { format!("a/{}", file.path) } else { "/dev/null".to_owned() };
            anstream::print!("{}", diff.unified_diff().header(&from, &format!("b/{}", file.path)));
        } else if let Err(error) = write_file(&global.root, file) {
            let path = global.root.join(&file.path);
            return told(global, language, Stop::Disk(path, error));
        } else {
            anstream::println!("{}", file.path);
        }
    }
    if !global.quiet {
        anstream::eprintln!("{}", summary(language, tally, files.is_empty()));
    }
    if failed { ExitCode::from(CONTENT_HAS_ERRORS) } else { ExitCode::SUCCESS }
}

fn document(desk: &Desk, path: &Path, bytes: &[u8], how: &Importing) -> Result<Imported, Refusal> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let note = note(Readable { name: &name, bytes }, desk.register())?;
    Ok(import(desk, note, how))
}

fn names_meetings(path: &Path) -> bool {
    path.file_name().is_some_and(|name| ["reuniones.csv", "meetings.csv"].iter().any(|known| name == *known))
}

enum Unread {
    Machine(std::io::Error),
    Refused(Refusal),
}

/// The bytes of a file, not one more than are looked at.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Unread> {
    let mut file = fs::File::open(path).map_err(Unread::Machine)?;
    let size = file.metadata().map_err(Unread::Machine)?.len();
    if size > LARGEST {
        return Err(Unread::Refused(Refusal::TooLarge { bytes: size, limit: LARGEST }));
    }
    let mut bytes = Vec::new();
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(Unread::Machine)?;
    Ok(bytes)
}

/// The folder of new minutes below the content folder.
fn folder(language: Language, desk: &Desk, asked: Option<&Path>) -> Result<String, Stop> {
    let Some(asked) = asked else { return Ok(desk.minutes_folder()) };
    let content = desk.content_folder();
    let within = asked.strip_prefix(content).or_else(|_| asked.strip_prefix("content")).unwrap_or(asked);
    let plain = within.components().all(|part| matches!(part, Component::Normal(_)));
    let path = within.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    if plain && Desk::meeting_id(&format!("{path}/x.md")).is_some() {
        return Ok(path);
    }
    Err(Stop::Usage {
        problem: say(
            language,
            &format!("{} no es una carpeta de minutas", shown(asked)),
            &format!("{} is no folder of minutes", shown(asked)),
        ),
        help: say(
            language,
            "diga una que esté en `content/reuniones`, como `--into content/reuniones/2023`; otro proyecto se nombra con `--root`",
            "name one within `content/meetings`, such as `--into content/meetings/2023`; another project is named by `--root`",
        ),
    })
}

fn refused(language: Language, path: &Path, refusal: &Refusal) {
    anstream::eprintln!("error: {}: {}", shown(path), refusal.message(language));
    if let Some(help) = refusal.help(language) {
        anstream::eprintln!("{}: {help}", words::help_label(language));
    }
}

fn tell(global: &Global, language: Language, path: &Path, remarks: &[Remark]) {
    for remark in remarks {
        let severity = remark.kind.severity();
        if global.quiet && severity != Severity::Error {
            continue;
        }
        let (place, message) = (remark.place(language), remark.kind.message(language));
        anstream::eprintln!("{}: {}{place}: {message}", words::severity(severity, language), shown(path));
    }
}

fn summary(language: Language, tally: Tally, unchanged: bool) -> String {
    let Tally { meetings, commitments, new_meetings, new_commitments, updates } = tally;
    let found = say(
        language,
        &format!("reuniones: {meetings}; compromisos: {commitments}"),
        &format!("meetings: {meetings}; commitments: {commitments}"),
    );
    if unchanged {
        return say(language, &format!("{found}. Nada nuevo"), &format!("{found}. Nothing new"));
    }
    say(
        language,
        &format!(
            "{found}. Nuevos: {new_meetings} reuniones, {new_commitments} compromisos, {updates} informes de los que ya estaban"
        ),
        &format!(
            "{found}. New: {new_meetings} meetings, {new_commitments} commitments, {updates} reports on known ones"
        ),
    )
}
