//! `acuerdos man`

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;

use super::{Arguments, Global, report, words};
use crate::diagnostic::Language;

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write a page for each command into this folder, instead of printing the main one
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(super) fn run(global: &Global, arguments: &ManArguments) -> ExitCode {
    let language = global.site_language();
    let command = words::localised(Arguments::command(), language);
    let (path, written) = match &arguments.dir {
        None => (None, page(&command, "acuerdos", language).and_then(|page| io::stdout().write_all(&page))),
        Some(dir) => (
            Some(dir.as_path()),
            std::fs::create_dir_all(dir).and_then(|()| pages(&command, "acuerdos", dir, language)),
        ),
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => report::machine(language, path, &error),
    }
}

/// The page of a command and those of its parts: `acuerdos.1`, `acuerdos-build.1`.
fn pages(command: &Command, name: &str, dir: &Path, language: Language) -> io::Result<()> {
    std::fs::write(dir.join(format!("{name}.1")), page(command, name, language)?)?;
    for child in command.get_subcommands().filter(|child| child.get_name() != "help" && !child.is_hide_set()) {
        pages(child, &format!("{name}-{}", child.get_name()), dir, language)?;
    }
    Ok(())
}

fn page(command: &Command, name: &str, language: Language) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    // The parser knows it by its last name alone.
    let mut command = command.clone().name(name.to_owned()).display_name(name.to_owned());
    if command.find_subcommand("help").is_some() {
        command = command.mut_subcommand("help", |help| help.hide(true));
    }
    Man::new(command).render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    // The library leaves out a date that there is not, and takes what follows for it.
    let manual = if language == Language::Spanish { "Manual de acuerdos" } else { "Manual of acuerdos" };
    let title = format!(r#".TH "{}" "1" "" "acuerdos {}" "{manual}""#, name.to_uppercase(), env!("CARGO_PKG_VERSION"));
    let line = |line: &str| if line.starts_with(".TH ") { title.clone() } else { headed(line, language) };
    let lines: Vec<&str> = page.lines().collect();
    let is_space = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|line| line.is_empty());
    // A break beside an empty line is none, and checkers of manual pages say so.
    let kept = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| **line != ".br" || !(is_space(at.checked_sub(1)) || is_space(Some(at + 1))));
    Ok(kept.map(|(_, text)| line(text) + "\n").collect::<String>().into_bytes())
}

/// A line; a heading in capitals, in the language of the page.
fn headed(line: &str, language: Language) -> String {
    let Some(heading) = line.strip_prefix(".SH ") else { return line.to_owned() };
    let heading = heading.trim_matches('"').to_uppercase();
    let spanish = match heading.as_str() {
        "NAME" => "NOMBRE",
        "SYNOPSIS" => "SINOPSIS",
        "DESCRIPTION" => "DESCRIPCIÓN",
        "OPTIONS" => "OPCIONES",
        "EXTRA" => "EJEMPLOS",
        "VERSION" => "VERSIÓN",
        other => other,
    };
    match language {
        Language::Spanish => format!(".SH \"{spanish}\""),
        Language::English if heading == "EXTRA" => ".SH \"EXAMPLES\"".to_owned(),
        Language::English => format!(".SH \"{heading}\""),
    }
}
