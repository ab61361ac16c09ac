//! What is shown: the newest edition that has no errors, and what is wrong with the content as it is now.

use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::sync::watch;

use super::Event;
use crate::diagnostic::{Diagnostic, Language, Palette, Severity, Sources, render};
use crate::pipeline::{Edition, Failure, Workshop};

/// The state of the content, for pages and for the terminal.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Shown {
    /// Number of the edition that pages are of, from 1; 0 while there is none yet.
    pub edition: u64,
    /// What is wrong, if the content is newer than the edition.
    pub problems: Option<Problems>,
    /// What was found, as text with colours; for the terminal.
    #[serde(skip)]
    pub findings: String,
    /// Meetings and commitments of the edition.
    #[serde(skip)]
    pub counts: (usize, usize),
    /// Language of messages.
    #[serde(skip)]
    pub language: Language,
}

/// Why the content is not shown as it is now.
#[derive(Debug, Clone, Serialize)]
pub struct Problems {
    /// What to say above them.
    pub title: String,
    /// What the button to put them away says.
    pub close: &'static str,
    /// Each as the terminal shows it, without colours.
    pub texts: Vec<String>,
}

/// How many milliseconds to wait for pages that are being rendered from an edition before it is left to them.
const PATIENCE: u32 = 20;

/// The newest good edition and the state of the content.
pub struct Stage {
    workshop: Workshop,
    language: Box<dyn Fn(Option<Language>) -> Language + Send + Sync>,
    edition: RwLock<Option<Arc<Edition>>>,
    shown: watch::Sender<Shown>,
}

impl std::fmt::Debug for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stage").field("edition", &self.edition).field("shown", &self.shown).finish_non_exhaustive()
    }
}

impl Stage {
    pub(super) fn new(workshop: Workshop, language: Box<dyn Fn(Option<Language>) -> Language + Send + Sync>) -> Self {
        Self { workshop, language, edition: RwLock::default(), shown: watch::Sender::default() }
    }

    pub(super) fn workshop(&self) -> &Workshop {
        &self.workshop
    }

    /// The newest edition without errors.
    pub(super) fn edition(&self) -> Option<Arc<Edition>> {
        self.edition.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn shown(&self) -> Shown {
        self.shown.borrow().clone()
    }

    /// Is told of every new state.
    pub(super) fn subscribe(&self) -> watch::Receiver<Shown> {
        self.shown.subscribe()
    }

    /// Makes an edition of the content as it is now and shows it, if it has no errors; else shows these.
    #[expect(clippy::disallowed_methods, reason = "who waits is told how long it took; no page is")]
    pub(super) fn make(&self, changed: &[String], tell: &(dyn Fn(Event<'_>) + Send + Sync)) {
        let start = Instant::now();
        let before = self.shown();
        let mut old = None;
        let shown = if self.amend(changed) {
            Shown { edition: before.edition + 1, ..before }
        } else {
            match self.workshop.make() {
                Ok((edition, warnings)) => {
                    let language = (self.language)(Some(edition.language()));
                    let findings = render(&warnings, edition.sources(), language, Palette::Colored);
                    let counts = edition.counts();
                    old = self.held().replace(Arc::new(edition));
                    Shown { edition: before.edition + 1, problems: None, findings, counts, language }
                }
                Err(failure) => self.failed(&failure, before),
            }
        };
        self.shown.send_replace(shown.clone());
        tell(Event::Made(&shown, changed, start.elapsed()));
        // To put a large edition away takes a while, for which no page has to wait.
        drop(old);
    }

    /// Lets a small change into the edition that is shown; false if it has to be made anew.
    fn amend(&self, changed: &[String]) -> bool {
        // A page is rendered in less time than an edition is made; what takes longer is an index.
        for _ in 0..PATIENCE {
            if let Some(edition) = self.held().as_mut() {
                if let Some(edition) = Arc::get_mut(edition) {
                    return self.workshop.amend(edition, changed);
                }
            } else {
                return false;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        false
    }

    fn held(&self) -> RwLockWriteGuard<'_, Option<Arc<Edition>>> {
        self.edition.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, failure: &Failure, before: Shown) -> Shown {
        let (language, findings, texts) = match failure {
            Failure::Content(found) => {
                let language = (self.language)(Some(found.language));
                let errors: Vec<Diagnostic> =
                    found.diagnostics.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
                let findings = render(&found.diagnostics, &found.sources, language, Palette::Colored);
                (language, findings, plain(&errors, &found.sources, language))
            }
            Failure::Load(error) => self.machine(error),
            Failure::Publish(error) => self.machine(error),
            Failure::Newer(error) => self.machine(error),
            Failure::Index(error) => self.machine(error),
            Failure::Threads(error) => self.machine(error),
        };
        let problems = Problems::new(language, texts, before.edition > 0);
        Shown { problems: Some(problems), findings, language, ..before }
    }

    /// Something that is not the content's fault.
    fn machine(&self, error: &dyn std::error::Error) -> (Language, String, Vec<String>) {
        let text = format!("error: {error}");
        ((self.language)(None), format!("{text}\n"), vec![text])
    }
}

fn plain(errors: &[Diagnostic], sources: &Sources, language: Language) -> Vec<String> {
    let one = |error| render(std::slice::from_ref(error), sources, language, Palette::Plain).trim_end().to_owned();
    errors.iter().map(one).collect()
}

impl Problems {
    /// Problems under a title that tells how many they are and what is seen meanwhile.
    pub(super) fn new(language: Language, texts: Vec<String>, has_edition: bool) -> Self {
        let count = texts.len();
        let (title, close) = match language {
            Language::Spanish => {
                let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errores") };
                let seen = if has_edition {
                    " Se muestra el sitio como estaba antes."
                } else {
                    " El sitio se verá aquí en cuanto se corrija."
                };
                (format!("{errors} en el contenido.{seen}"), "Cerrar")
            }
            Language::English => {
                let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
                let seen = if has_edition {
                    " The site is shown as it was before."
                } else {
                    " The site will be shown here once that is mended."
                };
                (format!("{errors} in the content.{seen}"), "Close")
            }
        };
        Self { title, close, texts }
    }
}
