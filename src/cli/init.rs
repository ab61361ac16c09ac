//! `acuerdos init`

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{fs, path::Path};

use chrono::NaiveDate;
use clap::Args;

use super::changing::shown;
use super::report::{self, say};
use super::{Global, WRONG_USAGE, clock};
use crate::diagnostic::Language;
use crate::edit::{Starter, starter};
use crate::pipeline::create;

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder of the new project; else the root
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Title of the site; asked for on a terminal
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Language of pages and comments, `es` or `en`; asked for on a terminal
    #[arg(long, value_name = "LANG", value_parser = super::language_tag)]
    language: Option<Language>,
    /// Add what is missing to a folder that is not empty; nothing that is there changes
    #[arg(long)]
    fill: bool,
    /// The day on which the example is based, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    today: Option<NaiveDate>,
}

pub(super) fn run(global: &Global, arguments: &InitArguments) -> ExitCode {
    let folder = arguments.folder.as_ref().map_or_else(|| global.root.clone(), |folder| global.root.join(folder));
    let spoken = global.language(Language::Spanish);
    match taken(&folder, arguments.fill) {
        Ok(None) => {}
        Ok(Some(what)) => {
            refused(spoken, &folder, &what);
            return ExitCode::from(WRONG_USAGE);
        }
        Err(error) => return report::machine(spoken, Some(&folder), &error),
    }
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal() && !global.quiet;
    let language = match arguments.language.or(global.lang) {
        Some(language) => language,
        None if asks => ask_language(spoken),
        None => spoken,
    };
    let default = say(language, "Acuerdos", "Agreements");
    let title = match &arguments.title {
        Some(title) => title.clone(),
        None if asks => ask(&say(spoken, "Título del sitio", "Title of the site"), &default),
        None => default.clone(),
    };
    let title = if title.trim().is_empty() { default } else { title };
    let today = arguments.today.unwrap_or_else(clock::today);
    let content = fs::symlink_metadata(folder.join("content")).is_ok();
    for (path, text) in starter(&Starter { title, language, today }) {
        // An example among minutes that are there would only be in the way.
        if content && path.starts_with("content/") {
            continue;
        }
        let file = folder.join(&path);
        match create(&file, &text) {
            Ok(()) => anstream::println!("{}", shown(&file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let name = shown(&file);
                let said = say(
                    spoken,
                    &format!("{name} ya estaba y queda como está"),
                    &format!("{name} was there and stays as it is"),
                );
                anstream::eprintln!("{said}");
            }
            Err(error) => return report::machine(spoken, Some(&file), &error),
        }
    }
    if !global.quiet {
        next_steps(spoken, &folder);
    }
    ExitCode::SUCCESS
}

/// What stands in the way; hidden files do not, such as those of version control.
fn taken(folder: &Path, fill: bool) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    names.retain(|name| !name.starts_with('.'));
    if names.iter().any(|name| name == "acuerdos.toml") {
        return Ok(Some("acuerdos.toml".to_owned()));
    }
    Ok(names.into_iter().next().filter(|_| !fill))
}

fn refused(language: Language, folder: &Path, what: &str) {
    let folder = shown(folder);
    let place = match folder.as_str() {
        "." => say(language, "esta carpeta", "this folder"),
        _ => folder.clone(),
    };
    let (problem, help) = if what == "acuerdos.toml" {
        (
            say(language, &format!("en {place} ya hay un proyecto"), &format!("there is a project in {place} already")),
            say(
                language,
                "para la siguiente reunión, `acuerdos new meeting`; para otro proyecto, elija otra carpeta",
                "for the next meeting, `acuerdos new meeting`; for another project, choose another folder",
            ),
        )
    } else {
        (
            say(
                language,
                &if folder == "." {
                    format!("esta carpeta no está vacía: tiene `{what}`")
                } else {
                    format!("la carpeta {folder} no está vacía: tiene `{what}`")
                },
                &if folder == "." {
                    format!("this folder is not empty: it has `{what}`")
                } else {
                    format!("the folder {folder} is not empty: it has `{what}`")
                },
            ),
            say(
                language,
                "elija otra, como `acuerdos init acuerdos`; o agregue con `--fill` lo que falte, sin cambiar nada de lo que hay",
                "choose another, such as `acuerdos init agreements`; or add with `--fill` what is missing, without changing anything that is there",
            ),
        )
    };
    anstream::eprintln!("error: {problem}\n{}: {help}", say(language, "ayuda", "help"));
}

fn ask(question: &str, default: &str) -> String {
    anstream::eprint!("{question} [{default}]: ");
    let _ = io::stderr().flush();
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(_) if !line.trim().is_empty() => line.trim().to_owned(),
        _ => default.to_owned(),
    }
}

fn ask_language(spoken: Language) -> Language {
    loop {
        let answer = ask("Idioma / language (es, en)", spoken.tag());
        match Language::from_tag(&answer.to_lowercase()) {
            Some(language) => return language,
            None => anstream::eprintln!("es = español, en = English"),
        }
    }
}

fn next_steps(language: Language, folder: &Path) {
    let folder = shown(folder);
    let go = if folder == "." { String::new() } else { format!("  cd {folder}\n") };
    anstream::eprintln!(
        "{}",
        say(
            language,
            &format!(
                "Listo. Ahora:\n{go}  acuerdos serve                 para ver el sitio mientras se escribe\n  acuerdos new meeting           para la siguiente minuta\n  acuerdos check                 para saber si todo está en orden"
            ),
            &format!(
                "Done. Now:\n{go}  acuerdos serve                 to see the site while you write\n  acuerdos new meeting           for the next minutes\n  acuerdos check                 to know whether all is in order"
            ),
        )
    );
}
