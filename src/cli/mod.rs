//! Arguments, and one thin file a command. Results go to standard output, messages to standard error.

mod build;
mod changing;
mod check;
mod clock;
mod fmt;
mod init;
mod new;
mod report;
mod search;
mod serve;
mod status;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Language;
use crate::pipeline::Options;
use crate::register::Drafts;

/// Compiles the minutes of meetings into a website of the commitments made in them.
#[derive(Debug, Parser)]
#[command(name = "acuerdos", version, propagate_version = true, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Args)]
struct Global {
    /// Root of the project, where `acuerdos.toml` and `content/` are
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Say nothing but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(long, short, global = true)]
    verbose: bool,
    /// When to color messages
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Language of messages; else the environment's, else the site's
    #[arg(long, global = true, value_name = "LANG", value_parser = language)]
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
    /// Build the site: content → site/
    Build(BuildArguments),
    /// Build the site and serve it on this machine alone
    Serve(serve::ServeArguments),
    /// Check the content, and doubt what can be doubted, without building
    Check(check::CheckArguments),
    /// Search the content as the site's readers do
    Search(Box<search::SearchArguments>),
    /// Make a new project that builds, with an example
    Init(init::InitArguments),
    /// Make the next minutes, or the next commitment in them
    New(new::NewArguments),
    /// Record a change of status where a person would write it
    Status(status::StatusArguments),
    /// Bring minutes and pages into canonical form; what they say stays the same
    Fmt(fmt::FmtArguments),
    /// Compare a published copy with its manifest of SHA-256 sums
    Verify(verify::VerifyArguments),
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
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
}

fn language(text: &str) -> Result<Language, String> {
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
    let arguments = Arguments::parse();
    let global = &arguments.global;
    match global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    match &arguments.command {
        Command::Build(command) => build::run(global, command),
        Command::Serve(command) => serve::run(global, command),
        Command::Check(command) => check::run(global, command),
        Command::Search(command) => search::run(global, command),
        Command::Init(command) => init::run(global, command),
        Command::New(command) => new::run(global, command),
        Command::Status(command) => status::run(global, command),
        Command::Fmt(command) => fmt::run(global, command),
        Command::Verify(command) => verify::run(global, command),
    }
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
        }
    }

    /// The language of messages: as asked, else the environment's, else the site's.
    fn language(&self, site: Language) -> Language {
        let environment = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(std::env::var_os)
            .find(|value| !value.is_empty())
            .and_then(|value| Language::from_tag(value.to_str()?));
        self.lang.or(environment).unwrap_or(site)
    }
}
