//! The order of the steps, once: load → parse → resolve → plan → render and index → publish.

mod amend;
mod change;
mod edition;
mod external;
mod fix;
mod import;
mod load;
mod origin;
mod parse;
mod pictures;
mod progress;
mod publication;
mod replace;
mod search;

use std::path::{Path, PathBuf};

use acuerdos_search::write::IndexError;
use chrono::NaiveDate;
use rayon::prelude::*;

use crate::config::normal_base_url;
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Language, Sources, Span};
use crate::external::Asker;
use crate::output::{Protected, PublishError, Published, Publisher, SitePath};
use crate::register::{self, Drafts, Register, resolve};
use crate::site::{
    Age, Depth, File, FileKind, Files, Origin, RenderError, SearchFile, SearchIndex, Site, Theme, template_failure,
};

pub use change::{Desk, Outcome, create};
pub use edition::{Body, Edition, Workshop};
pub use fix::{Change, Done, fix, planned};
pub use import::{Imported, Importing, Tally, Written, contradict, difference, import, write_file};
pub use load::{CONFIGURATION, LoadError, Project, load};
pub use origin::{NewerSite, origin};
pub use progress::Progress;
pub use publication::{Existing, publication, unfilled, write, write_with};
pub use search::{SearchError, Searcher, Searchers};

use parse::{Parsed, parse};

/// What a build is asked to do; nothing in it is read from the environment.
#[derive(Debug, Clone)]
pub struct Options {
    /// Root of the project: where `acuerdos.toml` and `content/` are.
    pub root: PathBuf,
    /// Where the site goes; else where the configuration says, from the root.
    pub output: Option<PathBuf>,
    /// Absolute URL of the site's root; else the configuration's.
    pub base_url: Option<String>,
    /// Whether drafts count.
    pub drafts: Drafts,
    /// The cut-off date asked for; else the configuration's.
    pub cut_off: Option<NaiveDate>,
    /// Today: the cut-off date when nobody names one.
    pub today: NaiveDate,
    /// Threads that render; 0 means one for each processor.
    pub jobs: usize,
    /// How far it is.
    pub progress: Progress,
}

/// Everything that was found, with the texts that it is about.
#[derive(Debug)]
pub struct Findings {
    /// By file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts.
    pub sources: Sources,
    /// Language of the site.
    pub language: Language,
}

impl Findings {
    /// Whether any of them is an error.
    #[must_use]
    pub fn have_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == crate::diagnostic::Severity::Error)
    }
}

/// A site that was built.
#[derive(Debug)]
pub struct Built {
    /// What was published.
    pub published: Published,
    /// What the site before it said of how it was made.
    pub before: Option<Origin>,
    /// How many meetings and commitments it has.
    pub counts: (usize, usize),
    /// Warnings.
    pub findings: Findings,
}

/// Why nothing was published; the site that was there is as it was.
#[derive(Debug)]
pub enum Failure {
    /// The content has errors.
    Content(Findings),
    /// The content could not be read.
    Load(LoadError),
    /// The site could not be published.
    Publish(PublishError),
    /// The site there was made by a later version, in formats that this one does not know.
    Newer(NewerSite),
    /// The site could not be indexed.
    Index(IndexError),
    /// The threads could not be started.
    Threads(rayon::ThreadPoolBuildError),
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

/// Builds the site of a project and publishes it. `wait` is called if another build has to be waited for.
///
/// # Errors
/// If the content has errors, or the machine fails; nothing has changed then.
pub fn build(options: &Options, wait: &mut (dyn FnMut() + Send)) -> Result<Built, Failure> {
    pool(options)?.install(|| {
        let project = load(&options.root)?;
        let folder = project.content_folder.clone();
        let theme_folder = project.theme_folder.clone();
        let output = options.output.clone().unwrap_or_else(|| options.root.join(&project.config.output));
        let (site, findings) = plan(project, options, Depth::Build, None);
        let Some(site) = site.filter(|_| !findings.has_errors()) else {
            return Err(Failure::Content(findings.into_findings()));
        };
        let protected = Protected { inputs: vec![folder, theme_folder], enclosing: vec![options.root.clone()] };
        let published = publish(&site, options, &output, &protected, wait);
        let counts = (site.register().meetings.len(), site.register().commitments.len());
        let language = site.register().language;
        let mut diagnostics = findings.diagnostics;
        let sources = site.into_sources();
        match published {
            Ok((published, before)) => {
                let findings = Findings { diagnostics: diagnostics.into_sorted(&sources), sources, language };
                Ok(Built { published, before, counts, findings })
            }
            Err(Stop::Publish(error)) => Err(Failure::Publish(error)),
            Err(Stop::Newer(site)) => Err(Failure::Newer(site)),
            Err(Stop::Index(error)) => Err(Failure::Index(error)),
            Err(Stop::Template(message)) => {
                let (message, span) = template_failure(&message, &sources);
                // A template of the theme has no place of the author's: the configuration chooses the theme.
                let first = sources.iter().next().map(|(id, _)| Span::new(id, 0..0));
                if let Some(span) = span.or(first) {
                    diagnostics.report(Kind::Template { message }, span);
                }
                let diagnostics = diagnostics.into_sorted(&sources);
                Err(Failure::Content(Findings { diagnostics, sources, language }))
            }
        }
    })
}

fn pool(options: &Options) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new().num_threads(options.jobs).build().map_err(Failure::Threads)
}

/// Checks a project without publishing anything.
///
/// # Errors
/// If the content could not be read.
pub fn check(options: &Options) -> Result<Findings, Failure> {
    check_with(options, None)
}

/// The same; whoever is given asks other sites for what is linked there, once the rest is without errors.
///
/// # Errors
/// If the content could not be read.
pub fn check_with(options: &Options, asker: Option<&Asker<'_>>) -> Result<Findings, Failure> {
    let project = load(&options.root)?;
    let (site, mut findings) = plan(project, options, Depth::Check, None);
    Ok(match site {
        Some(site) => {
            if let Some(asker) = asker {
                let (register, sources) = (site.register(), site.sources());
                external::ask(register, sources, asker, &options.progress, &mut findings.diagnostics);
            }
            let language = site.register().language;
            let sources = site.into_sources();
            Findings { diagnostics: findings.diagnostics.into_sorted(&sources), sources, language }
        }
        None => findings.into_findings(),
    })
}

/// What was found before there was a site to hold the texts.
struct Pending {
    diagnostics: Diagnostics,
    sources: Option<Sources>,
    language: Language,
}

impl Pending {
    fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    fn into_findings(self) -> Findings {
        let sources = self.sources.unwrap_or_default();
        Findings { diagnostics: self.diagnostics.into_sorted(&sources), sources, language: self.language }
    }
}

/// Parses, resolves and plans. There is no site if what was found makes one impossible.
fn plan(project: Project, options: &Options, depth: Depth, remembered: Option<&mut Parsed>) -> (Option<Site>, Pending) {
    let Project { sources, mut config, minutes, pages, copied, pictures, theme, mut diagnostics, .. } = project;
    let content = parse(&sources, &minutes, &pages, remembered, &mut diagnostics);
    let cut_off = options.cut_off.or(config.cut_off).unwrap_or(options.today);
    if let Some(base_url) = &options.base_url {
        config.base_url = Some(normal_base_url(base_url).unwrap_or_else(|| base_url.clone()));
    }
    let register: Register = resolve(content, &config, cut_off, options.drafts, &sources, &mut diagnostics);
    if depth == Depth::Check {
        register::check(&register, &sources, &mut diagnostics);
    }
    let language = config.language;
    let theme = Theme::load(language, theme, &sources, &mut diagnostics);
    // Errors so far are told without looking further: a page that is missing because of one is no finding of its own.
    match theme {
        Some(theme) if !diagnostics.has_errors() => {
            let site = Site::plan(register, sources, &config, theme, Files { copied, pictures }, &mut diagnostics);
            site.check_links(depth, &mut diagnostics);
            if diagnostics.has_errors() {
                let sources = Some(site.into_sources());
                return (None, Pending { diagnostics, sources, language });
            }
            (Some(site), Pending { diagnostics, sources: None, language })
        }
        _ => (None, Pending { diagnostics, sources: Some(sources), language }),
    }
}

enum Stop {
    Publish(PublishError),
    Newer(NewerSite),
    Index(IndexError),
    Template(String),
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Self {
        Self::Publish(error)
    }
}

impl From<IndexError> for Stop {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

fn publish(
    site: &Site,
    options: &Options,
    output: &Path,
    protected: &Protected,
    wait: &mut (dyn FnMut() + Send),
) -> Result<(Published, Option<Origin>), Stop> {
    let publisher = Publisher::open(output, protected, wait)?;
    let before = origin(output);
    if let Some(newer) = before.clone().filter(|before| before.age() == Age::Beyond) {
        publisher.abandon()?;
        return Err(Stop::Newer(NewerSite(newer)));
    }
    options.progress.begin(site.files().len());
    let put = |buffer: &mut Vec<u8>, file: &File| {
        put(site, &options.root, &publisher, file, buffer)?;
        options.progress.step();
        Ok(())
    };
    // Pages show sums of what is in the data, which are there once it is written.
    let (first, rest): (Vec<&File>, Vec<&File>) =
        site.files().iter().partition(|file| file.kind == FileKind::CommitmentsJson);
    let pages = || {
        first.iter().try_for_each(|file| put(&mut Vec::new(), file))?;
        rest.par_iter().try_for_each_init(Vec::new, |buffer, file| put(buffer, file))
    };
    // The index goes as soon as it is there, so that it is not held until the last page.
    let (pages, index) =
        rayon::join(pages, || put_index(&SearchIndex::in_folder(site, publisher.aside())?, &publisher));
    if let Err(stop) = pages.and(index) {
        publisher.abandon()?;
        return Err(stop);
    }
    Ok((publisher.publish()?, before))
}

fn put_index(index: &SearchIndex, publisher: &Publisher) -> Result<(), Stop> {
    let files: Vec<SearchFile> = index.files().collect();
    files.into_par_iter().try_for_each(|file| {
        let path = index.path(file);
        Ok(publisher.put(&site_path(&path)?, &index.bytes(file)?)?)
    })
}

fn site_path(path: &str) -> Result<SitePath, PublishError> {
    SitePath::new(path).map_err(|error| PublishError::Io {
        action: crate::output::Action::Write,
        path: PathBuf::from(path),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, error),
    })
}

/// Renders one file and hands it over; data files, which grow with the register, go as they come.
fn put(site: &Site, root: &Path, publisher: &Publisher, file: &File, buffer: &mut Vec<u8>) -> Result<(), Stop> {
    let path = site_path(&file.path)?;
    match file.kind {
        FileKind::Copied(place) => publisher.copy(&path, &root.join("content").join(site.copied(place)))?,
        // With the rest of the search, once it is known which index it is to lead to.
        FileKind::SearchPointer => {}
        kind if kind.is_streamed() => {
            publisher.put_with(&path, |out| site.render(file, out).map_err(std::io::Error::other))?;
        }
        _ => {
            buffer.clear();
            site.render(file, buffer).map_err(|error| match error {
                RenderError::Template { .. } => Stop::Template(with_causes(&error)),
                RenderError::Io(source) => Stop::Publish(PublishError::Io {
                    action: crate::output::Action::Write,
                    path: PathBuf::from(&file.path),
                    source,
                }),
            })?;
            publisher.put(&path, buffer)?;
        }
    }
    Ok(())
}

/// An error with what caused it; Tera tells the place in its causes.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text
}
