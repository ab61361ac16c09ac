//! `acuerdos search`

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use acuerdos_search::{Engine, Hit, Kind, MOST_HITS, Marked, NoteKind, Request, Response, Sort};
use clap::{Args, ValueEnum};

use super::report::{self, say};
use super::{ContentArguments, Global, MACHINE_FAILED, WRONG_USAGE};
use crate::diagnostic::Language;
use crate::model::PartialDate;
use crate::pipeline::{Failure, SearchError, Searcher, Searchers};

#[derive(Debug, Args)]
pub(super) struct SearchArguments {
    /// What to look for, as on the page to search on: words, "phrases", OR, begin*, field:value; what begins with a dash, such as -without, in quotes with the rest or behind `--`
    #[arg(required_unless_present_any = ["status", "organisation", "series", "year", "tag", "kind", "late"])]
    query: Vec<String>,
    /// Print the answer that the page gets
    #[arg(long)]
    json: bool,
    /// Results at most
    #[arg(long, short = 'n', value_name = "N", default_value_t = 10, value_parser = limit)]
    limit: usize,
    /// Results to pass over
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Order of the results
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Only with this status; may be given several times
    #[arg(long, value_name = "STATUS", help_heading = "Filters")]
    status: Vec<String>,
    /// Only of this organisation or unit
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    organisation: Vec<String>,
    /// Only of meetings of this series
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    series: Vec<String>,
    /// Only of this year
    #[arg(long, value_name = "YEAR", help_heading = "Filters")]
    year: Vec<String>,
    /// Only with this tag
    #[arg(long, value_name = "TAG", help_heading = "Filters")]
    tag: Vec<String>,
    /// Only of this kind
    #[arg(long, value_enum, help_heading = "Filters")]
    kind: Vec<Of>,
    /// Only what is late
    #[arg(long, help_heading = "Filters")]
    late: bool,
    /// Folder of a published site to search instead of the content; several are searched as one
    #[arg(long, value_name = "DIR", conflicts_with_all = ["drafts", "today"])]
    site: Vec<PathBuf>,
    #[command(flatten)]
    content: ContentArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Of {
    Commitment,
    Meeting,
    Page,
}

impl Of {
    fn id(self) -> &'static str {
        match self {
            Self::Commitment => Kind::Commitment.id(),
            Self::Meeting => Kind::Meeting.id(),
            Self::Page => Kind::Page.id(),
        }
    }
}

fn limit(text: &str) -> Result<usize, String> {
    let limit = text.parse().ok().filter(|limit| (1..=MOST_HITS).contains(limit));
    limit.ok_or_else(|| format!("a number from 1 to {MOST_HITS}"))
}

pub(super) fn run(global: &Global, arguments: &SearchArguments) -> ExitCode {
    // What the engine catches is told once, as an error.
    acuerdos_search::quiet();
    let found = match &arguments.site[..] {
        [] => Searcher::of_content(&global.options(&arguments.content)).map(Searchers::from).map_err(Stop::Content),
        folders => Searchers::of_published(folders).map_err(Stop::Search),
    };
    match found.and_then(|searchers| search(global, arguments, searchers)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => told(global, &stop),
    }
}

/// Why there is no answer.
enum Stop {
    Content(Failure),
    Search(SearchError),
    /// A filter has no such value.
    NoValue {
        flag: &'static str,
        value: String,
    },
    Json(serde_json::Error),
}

fn told(global: &Global, stop: &Stop) -> ExitCode {
    let language = global.site_language();
    match stop {
        Stop::Content(Failure::Content(findings)) => {
            report::findings(global, findings);
            ExitCode::from(super::CONTENT_HAS_ERRORS)
        }
        Stop::Content(failure) => report::failure(global, failure),
        Stop::Search(error) => {
            anstream::eprintln!("error: {}", error.message(language));
            let is_none = matches!(error, SearchError::NoIndex(_));
            let help = if is_none {
                say(language, "constrúyalo con `acuerdos build`", "build it with `acuerdos build`")
            } else {
                say(
                    language,
                    "compare la copia con su lista de sumas: `acuerdos verify`",
                    "compare the copy with its list of sums: `acuerdos verify`",
                )
            };
            anstream::eprintln!("{}: {help}", say(language, "ayuda", "help"));
            ExitCode::from(if is_none { WRONG_USAGE } else { MACHINE_FAILED })
        }
        Stop::NoValue { flag, value } => {
            anstream::eprintln!(
                "error: {}",
                say(
                    language,
                    &format!("ningún valor corresponde a --{flag} «{value}»"),
                    &format!("no value fits --{flag} ‘{value}’")
                )
            );
            ExitCode::from(WRONG_USAGE)
        }
        Stop::Json(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(MACHINE_FAILED)
        }
    }
}

fn search(global: &Global, arguments: &SearchArguments, mut searchers: Searchers) -> Result<(), Stop> {
    let request = Request {
        query: arguments.query.join(" "),
        limit: arguments.limit,
        offset: arguments.offset,
        filters: filters(arguments, &searchers)?,
        sort: match arguments.sort {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        },
        typing: false,
    };
    let response = searchers.search(&request).map_err(Stop::Search)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&response).map_err(Stop::Json)?;
        anstream::println!("{json}");
    } else {
        let site = match searchers.engines().next().map(Engine::language) {
            Some(acuerdos_search::Language::English) => Language::English,
            _ => Language::Spanish,
        };
        print(&response, request.offset, global.language(site), site);
    }
    Ok(())
}

fn filters(arguments: &SearchArguments, searchers: &Searchers) -> Result<BTreeMap<String, Vec<String>>, Stop> {
    let SearchArguments { status, organisation, series, year, tag, kind, late, .. } = arguments;
    let mut filters = BTreeMap::new();
    let named = [("status", status), ("organisation", organisation), ("series", series), ("year", year), ("tag", tag)];
    for (flag, values) in named {
        let mut ids = Vec::new();
        for value in values {
            let before = ids.len();
            let found = searchers.engines().flat_map(|engine| engine.filter(flag, value));
            ids.extend(found.collect::<BTreeSet<String>>());
            if ids.len() == before {
                return Err(Stop::NoValue { flag, value: value.clone() });
            }
        }
        filters.insert(flag.to_owned(), ids);
    }
    filters.insert("kind".to_owned(), kind.iter().map(|kind| kind.id().to_owned()).collect());
    filters.insert("late".to_owned(), late.then(|| "true".to_owned()).into_iter().collect());
    filters.retain(|_, values| !values.is_empty());
    Ok(filters)
}

const BOLD: anstyle::Style = anstyle::Style::new().bold();
const DIM: anstyle::Style = anstyle::Style::new().dimmed();
const LATE: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const MARK: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// Results as people read them: how many, what to know, and each with what it is.
fn print(response: &Response, offset: usize, language: Language, site: Language) {
    let total = response.total;
    let count = match total {
        1 => say(language, "1 resultado", "1 result"),
        _ => say(language, &format!("{total} resultados"), &format!("{total} results")),
    };
    let last = offset + response.hits.len();
    let part = if response.hits.len() < total && last > offset {
        format!(" · {}–{last}", offset + 1)
    } else {
        String::new()
    };
    anstream::println!("{BOLD}{count}{BOLD:#}{DIM}{part}{DIM:#}");
    for note in &response.notes {
        anstream::println!("{}", note.text);
    }
    // What was searched for in place of the query is told already.
    let corrected = response.notes.iter().any(|note| note.kind == NoteKind::Corrected);
    if let Some(suggestion) = response.suggestion.as_ref().filter(|_| !corrected) {
        anstream::println!("{} {BOLD}{suggestion}{BOLD:#}", say(language, "¿Quiso decir…?", "Did you mean…?"));
    }
    for hit in &response.hits {
        anstream::println!();
        print_hit(hit, language, site);
    }
}

fn print_hit(hit: &Hit, language: Language, site: Language) {
    anstream::println!("{}", marked(&hit.marked_title, BOLD));
    let mut facts = Vec::new();
    if let (Some(label), Some(color)) = (&hit.status_label, &hit.status_color) {
        let style = color_of(color);
        facts.push(format!("{style}{label}{style:#}"));
    }
    if hit.late {
        facts.push(format!("{LATE}{}{LATE:#}", say(language, "Vencido", "Late")));
    }
    facts.push(
        match hit.kind {
            Kind::Commitment => say(language, "Compromiso", "Commitment"),
            Kind::Meeting => say(language, "Reunión", "Meeting"),
            Kind::Page => say(language, "Página", "Page"),
        } + &format!(" {}", hit.id),
    );
    let day = |date: &str| date.parse::<PartialDate>().map_or_else(|_| date.to_owned(), |date| date.in_short(site));
    if let Some(due) = &hit.due {
        facts.push(format!("{} {}", say(language, "vence", "due"), day(due)));
    }
    if !hit.responsible.is_empty() {
        facts.push(hit.responsible.join(", "));
    }
    anstream::println!("  {}", facts.join(" · "));
    let snippet = marked(&hit.snippet, anstyle::Style::new());
    if !snippet.is_empty() {
        anstream::println!("  {snippet}");
    }
    anstream::println!("  {DIM}{}{DIM:#}", hit.url);
}

/// A text with its marked parts in colour.
fn marked(text: &Marked, plain: anstyle::Style) -> String {
    let parts = text.0.iter().enumerate().filter(|(_, part)| !part.is_empty());
    parts
        .map(|(at, part)| {
            let style = if at % 2 == 1 { MARK } else { plain };
            // Nothing that a text holds commands the terminal.
            let part: String = part.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            format!("{style}{part}{style:#}")
        })
        .collect()
}

/// The terminal's nearest to a colour of statuses.
fn color_of(name: &str) -> anstyle::Style {
    let color = match name {
        "green" => anstyle::AnsiColor::Green,
        "red" => anstyle::AnsiColor::Red,
        "amber" => anstyle::AnsiColor::Yellow,
        "blue" => anstyle::AnsiColor::Blue,
        "purple" => anstyle::AnsiColor::Magenta,
        "teal" => anstyle::AnsiColor::Cyan,
        _ => return anstyle::Style::new(),
    };
    color.on_default()
}
