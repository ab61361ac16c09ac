//! Which files change. Editors save in bursts: by truncating, by renaming a new file over the old one, by deleting first;
//! so the content is read once it has been quiet for a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Event, Stage};
use crate::pipeline::CONFIGURATION;

/// How long it has to be quiet after a change. Editors that rename do so within a millisecond or two.
const QUIET: Duration = Duration::from_millis(8);

/// How long changes that do not stop are waited for.
const LONGEST: Duration = Duration::from_millis(200);

/// Watches the folders of a project.
pub(super) struct Watcher {
    watcher: RecommendedWatcher,
    changes: Receiver<notify::Result<notify::Event>>,
    watched: Vec<(PathBuf, RecursiveMode)>,
    /// As the watcher names it in front of what changes.
    root: PathBuf,
    /// The folders of content and theme.
    folders: [PathBuf; 2],
}

impl Watcher {
    pub(super) fn start(stage: &Stage) -> notify::Result<Self> {
        let (sender, changes) = channel();
        let watcher = notify::recommended_watcher(sender)?;
        let (root, folders, watched) = (PathBuf::new(), Default::default(), Vec::new());
        let mut watcher = Self { watcher, changes, watched, root, folders };
        watcher.watch(stage)?;
        Ok(watcher)
    }

    /// Watches what is to be watched now: folders come and go, and the configuration names one of them.
    fn watch(&mut self, stage: &Stage) -> notify::Result<()> {
        let [content, theme, root] = stage.workshop().folders().map(|path| std::path::absolute(&path).unwrap_or(path));
        self.root.clone_from(&root);
        self.folders = [content.clone(), theme.clone()];
        // Not all below the root: the published site is there, and much that is nobody's business.
        let wanted = [
            (root, RecursiveMode::NonRecursive),
            (content, RecursiveMode::Recursive),
            (theme, RecursiveMode::Recursive),
        ];
        for (path, mode) in wanted {
            let entry = (path, mode);
            if !entry.0.is_dir() {
                self.watched.retain(|it| *it != entry);
            } else if !self.watched.contains(&entry) {
                self.watcher.watch(&entry.0, mode)?;
                self.watched.push(entry);
            }
        }
        Ok(())
    }

    /// Makes an edition after each change, on a thread of its own, until the process ends.
    pub(super) fn follow(mut self, stage: Arc<Stage>, tell: Arc<dyn Fn(Event<'_>) + Send + Sync>) {
        std::thread::spawn(move || {
            while let Some(changed) = self.changed(tell.as_ref()) {
                // A folder that was deleted and made again is another one: it has to be watched anew.
                self.watched
                    .retain(|(watched, mode)| *mode == RecursiveMode::NonRecursive || !changed.contains(watched));
                if let Err(error) = self.watch(&stage) {
                    tell(Event::Blind(&error));
                }
                let names: Vec<String> = changed.iter().map(|path| shown(path, &self.root)).collect();
                stage.make(&names, tell.as_ref());
            }
        });
    }

    /// Waits for a change and for the quiet after it; none, if there will be no more.
    #[expect(clippy::disallowed_methods, reason = "changes are waited for, and not for ever")]
    fn changed(&self, tell: &(dyn Fn(Event<'_>) + Send + Sync)) -> Option<BTreeSet<PathBuf>> {
        let mut paths = BTreeSet::new();
        while paths.is_empty() {
            self.add(self.changes.recv().ok()?, &mut paths, tell);
        }
        let start = Instant::now();
        while start.elapsed() < LONGEST {
            match self.changes.recv_timeout(QUIET) {
                Ok(event) => self.add(event, &mut paths, tell),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(paths)
    }

    fn add(
        &self,
        event: notify::Result<notify::Event>,
        paths: &mut BTreeSet<PathBuf>,
        tell: &(dyn Fn(Event<'_>) + Send + Sync),
    ) {
        match event {
            Ok(event) if matches!(event.kind, EventKind::Access(_)) => {}
            Ok(event) => {
                // More happened than the system could tell: it names no path, and everything is read again anyway.
                if event.need_rescan() {
                    paths.insert(self.root.clone());
                }
                paths.extend(event.paths.into_iter().filter(|path| self.is_of_interest(path)));
            }
            Err(error) => tell(Event::Blind(&error)),
        }
    }

    /// Not what editors put down beside a file while it is open, nor what is in the root besides the configuration.
    fn is_of_interest(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        if path.parent() == Some(&self.root) {
            return name == CONFIGURATION || self.folders.iter().any(|folder| folder.starts_with(path));
        }
        !(name.starts_with('.') || name.ends_with('~') || name.starts_with("~$") || name == "4913")
    }
}

/// A path from the root, with `/`, if it is below it.
fn shown(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
