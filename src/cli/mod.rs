//! Arguments, and one thin file a command. Results go to standard output, messages to standard error.

mod build;
mod changing;
mod check;
mod clock;
mod completions;
mod explain;
mod export;
mod fmt;
mod import;
mod init;
mod language;
mod man;
mod new;
mod paper;
mod report;
mod schema;
mod search;
mod serve;
mod status;
mod terminal;
mod verify;
mod version;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Language;
use crate::pipeline::{Options, Progress};
use crate::register::Drafts;

/// What nearly everybody needs.
const EXAMPLES: &str = "\
Examples:
  acuerdos init                  make a new project in this folder
  acuerdos new meeting           make the next minutes
  acuerdos check                 look over the minutes of this folder
  acuerdos serve                 show the site while you write
  acuerdos build                 build the site into the folder site/
  acuerdos build --help          explain a command
  acuerdos --version --verbose   tell whose work is in it, and under which licences";

/// Compiles the minutes of meetings into a website of the commitments made in them.
#[derive(Debug, Parser)]
#[command(name = "acuerdos", version, propagate_version = true, max_term_width = 100, after_long_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Heading of the options that every command has.
const EVERYWHERE: &str = "In every command";

#[derive(Debug, Args)]
struct Global {
    /// Root of the project, where `acuerdos.toml` and `content/` are
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Say nothing but errors
    #[arg(long, short, global = true, help_heading = EVERYWHERE, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(long, short, global = true, help_heading = EVERYWHERE)]
    verbose: bool,
    /// When to color messages
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Language of messages, `es` or `en`; else the environment's, else the site's
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "LANG", value_parser = language_tag)]
    lang: Option<Language>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new project that builds, with an example
    #[command(after_long_help = "\
Examples:
  acuerdos init                                      asks for title and language, here
  acuerdos init acuerdos-2024 --title \"Acuerdos\"     makes the folder
  acuerdos init agreements --language en --today 2024-03-05")]
    Init(init::InitArguments),
    /// Make the next minutes, or the next commitment in them
    #[command(after_long_help = "\
Examples:
  acuerdos new meeting                     the next of the latest series
  acuerdos new commitment                  the next number of the latest meeting")]
    New(new::NewArguments),
    /// Bring informative notes into the project, as minutes
    #[command(after_long_help = "\
Examples:
  acuerdos import nota.docx --date 2023-02-15 --dry-run     show what would change
  acuerdos import nota.docx --date 2023-02-15
  acuerdos import notas/*.html --into content/reuniones/2023
  acuerdos import registro.csv --dry-run                    a table that was changed")]
    Import(import::ImportArguments),
    /// Record a change of status where a person would write it
    #[command(after_long_help = "\
Examples:
  acuerdos status 2024-03-05/1 \"En proceso\"
  acuerdos status 2024-03-05/1 atendido -m \"El horario nuevo está en vigor.\"
  acuerdos status 2024-03-05/1 fulfilled --date 2024-05-02
  acuerdos status 2024-03-05/1 atendido --in 2024-04-16     in later minutes, as follow-up")]
    Status(status::StatusArguments),
    /// Check the content, and doubt what can be doubted, without building
    #[command(after_long_help = "\
Examples:
  acuerdos check                           what is wrong, and what can be doubted
  acuerdos check --strict                  fail on warnings as well
  acuerdos check --fix --dry-run           what `--fix` would change
  acuerdos check --fix                     mend what can mean one thing only
  acuerdos check --format sarif > a.sarif
  acuerdos check --external                also ask other sites for what is linked there
  acuerdos explain dead-link               what a code means")]
    Check(check::CheckArguments),
    /// Say what a code of a finding means, with an example
    #[command(after_long_help = "\
Examples:
  acuerdos explain                         every code with its severity
  acuerdos explain dead-link")]
    Explain(explain::ExplainArguments),
    /// Bring minutes and pages into canonical form; what they say stays the same
    #[command(after_long_help = "\
Examples:
  acuerdos fmt                                       everything in content/
  acuerdos fmt content/reuniones/2024-03-05.md       one file
  acuerdos fmt --check --diff                        show, change nothing, exit 1 if anything would change")]
    Fmt(fmt::FmtArguments),
    /// Show the site in the browser while it is being written
    #[command(after_long_help = "\
Examples:
  acuerdos serve
  acuerdos serve --open
  acuerdos serve --drafts --port 8080")]
    Serve(serve::ServeArguments),
    /// Build the site: content → site/
    #[command(after_long_help = "\
Examples:
  acuerdos build
  acuerdos build --today 2024-06-30 --output public
  acuerdos build --base-url https://www.example.org/agreements/")]
    Build(BuildArguments),
    /// Search the content as the site's readers do
    #[command(after_long_help = "\
Examples:
  acuerdos search plan de riesgos
  acuerdos search --status pending --organisation SRE
  acuerdos search --late --sort oldest --json
  acuerdos search --site 2023/site --site 2024/site plan     in both published sites at once
  acuerdos search -- agreement -budget")]
    Search(Box<search::SearchArguments>),
    /// Write the informative note, or the packet for the next meeting
    #[command(after_long_help = "\
Examples:
  acuerdos report                                    the note, as Markdown, on the terminal
  acuerdos report --format docx                      a Word file, named by its cut-off date
  acuerdos report --output note.html
  acuerdos report --from 2024-03-31 --to 2024-06-30 --organisation SRE
  acuerdos report --format docx --template letterhead.docx --annex
  acuerdos report --next-meeting --format docx       what is open, by institution
  acuerdos report --whole --output register.docx     everything, for `acuerdos import` elsewhere")]
    Report(Box<paper::ReportArguments>),
    /// Write what is searched for another search engine, with the configuration of its index
    #[command(after_long_help = "\
Examples:
  acuerdos export handover                       records, and both indexes
  acuerdos export --format ndjson | head -n 3    the records alone
  acuerdos export --format quickwit > index.yaml")]
    Export(export::ExportArguments),
    /// Compare a published copy with its manifest of SHA-256 sums
    #[command(after_long_help = "\
Examples:
  acuerdos verify
  acuerdos verify /srv/www/agreements")]
    Verify(verify::VerifyArguments),
    /// Write what a shell needs to complete commands
    #[command(after_long_help = "\
Examples:
  acuerdos completions bash > ~/.local/share/bash-completion/completions/acuerdos
  acuerdos completions zsh > ~/.zfunc/_acuerdos
  acuerdos completions fish > ~/.config/fish/completions/acuerdos.fish
  acuerdos completions powershell >> $PROFILE")]
    Completions(completions::CompletionsArguments),
    /// Write the manual page
    #[command(after_long_help = "\
Examples:
  acuerdos man | man -l -
  acuerdos man --dir ~/.local/share/man/man1")]
    Man(man::ManArguments),
    /// Write a JSON Schema, by which editors complete and check
    #[command(after_long_help = "\
Examples:
  acuerdos schema config > acuerdos.schema.json
  acuerdos schema minutes > minutes.schema.json")]
    Schema(schema::SchemaArguments),
}

#[derive(Debug, Args)]
struct BuildArguments {
    /// Folder that the site goes to
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Absolute URL of the site's root, for sitemap, feeds and calendar
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    #[command(flatten)]
    content: ContentArguments,
    /// Threads that render [default: one for each processor]
    #[arg(long, short, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
}

#[derive(Debug, Args)]
struct ContentArguments {
    /// Treat drafts like everything else
    #[arg(long)]
    drafts: bool,
    /// Cut-off date of every computed figure, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<NaiveDate>,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "write the day as `2023-05-31`".to_owned())
}

fn language_tag(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "use `es` or `en`".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    crate::config::normal_base_url(text).ok_or_else(|| "it starts with `https://` or `http://`".to_owned())
}

/// The content has errors.
const CONTENT_HAS_ERRORS: u8 = 1;
/// What was asked for cannot be done.
const WRONG_USAGE: u8 = 2;
/// The machine failed.
const MACHINE_FAILED: u8 = 3;

/// Runs the command that the process was started with; 0 done, 1 the content has errors, 2 wrong usage, 3 the machine
/// failed.
#[must_use]
pub fn run() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let arguments = match Arguments::try_parse_from(&typed) {
        Ok(arguments) => arguments,
        Err(error) => return explain(error, &typed),
    };
    let global = &arguments.global;
    color(global.color);
    match &arguments.command {
        Command::Init(command) => init::run(global, command),
        Command::New(command) => new::run(global, command),
        Command::Import(command) => import::run(global, command),
        Command::Status(command) => status::run(global, command),
        Command::Check(command) => check::run(global, command),
        Command::Explain(command) => explain::run(global, command),
        Command::Fmt(command) => fmt::run(global, command),
        Command::Serve(command) => serve::run(global, command),
        Command::Build(command) => build::run(global, command),
        Command::Search(command) => search::run(global, command),
        Command::Report(command) => paper::run(global, command),
        Command::Export(command) => export::run(global, command),
        Command::Verify(command) => verify::run(global, command),
        Command::Completions(command) => completions::run(global, command),
        Command::Man(command) => man::run(global, command),
        Command::Schema(command) => schema::run(command),
    }
}

fn color(when: Color) {
    match when {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// Shows help, or what is wrong with the arguments, in the language of whoever typed them.
fn explain(error: clap::Error, typed: &[OsString]) -> ExitCode {
    let options = typed.get(1..).unwrap_or_default();
    if let Some(when) = language::value(options, "--color").and_then(|when| Color::from_str(when.to_str()?, true).ok())
    {
        color(when);
    }
    let language = language::of_arguments(options);
    let command = words::localised(Arguments::command(), language);
    let error = command.try_get_matches_from(typed).err().unwrap_or(error);
    let text = words::report(&error, language);
    if error.use_stderr() {
        anstream::eprint!("{text}");
        return ExitCode::from(WRONG_USAGE);
    }
    anstream::print!("{text}");
    if error.kind() == clap::error::ErrorKind::DisplayVersion && version::is_verbose(options) {
        anstream::print!("{}", version::details(language));
    }
    ExitCode::SUCCESS
}

impl Global {
    fn options(&self, content: &ContentArguments) -> Options {
        Options {
            root: self.root.clone(),
            output: None,
            base_url: None,
            drafts: if content.drafts { Drafts::Include } else { Drafts::Exclude },
            cut_off: content.today,
            today: clock::today(),
            jobs: 0,
            progress: Progress::default(),
        }
    }

    /// The language of messages: as asked, else the environment's, else the site's.
    fn language(&self, site: Language) -> Language {
        self.chosen_language().unwrap_or(site)
    }

    /// The language of messages as asked, else the environment's.
    fn chosen_language(&self) -> Option<Language> {
        self.lang.or_else(language::of_environment)
    }

    /// The same where the site's is not known yet.
    fn site_language(&self) -> Language {
        self.chosen_language().unwrap_or_else(|| language::of_site(&self.root))
    }
}
