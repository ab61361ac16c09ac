//! What many pages have in common, rendered once: the frame around a page, the row of a commitment in a table, and what
//! tells its status.
//!
//! In a register of ten thousand commitments a row stands on ten pages and the frame on thirty thousand; made anew on each,
//! they were most of what a build did. A call of a component costs more than most of what a page has besides.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tera::{Context, TeraResult};

use super::view::{FrameView, RowView, SiteView};
use super::{Site, views};
use crate::model::{CommitmentIx, StatusIx};

/// What stands for the way to the root in a row that pages of any folder share. No text has it: see
/// [`crate::model::text::tidy`], and HTML does not allow it.
const ROOT: char = '\0';

/// Pieces made so far.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// By place of the commitment.
    rows: Vec<OnceLock<Lines>>,
    /// Every line of the rows, once.
    lines: Mutex<HashSet<Arc<str>>>,
    frames: RwLock<HashMap<FrameKey, Arc<FrameView>>>,
    /// By place of the status.
    statuses: OnceLock<Vec<Box<str>>>,
}

/// A row by its lines. Most of a row is the cell of its status, of who is responsible and of its days, which thousands of rows
/// have as well: a row of a thousand bytes is held in three hundred.
type Lines = Box<[Arc<str>]>;

/// All that tells the frame of one page from that of another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct FrameKey {
    root: String,
    section: &'static str,
    /// The page's path if the frame has a link to it, which is then marked as where one is; else empty.
    here: String,
}

impl Pieces {
    pub(super) fn new(commitments: usize) -> Self {
        let rows = std::iter::repeat_with(OnceLock::new).take(commitments).collect();
        Self { rows, lines: Mutex::default(), frames: RwLock::default(), statuses: OnceLock::new() }
    }

    fn lines(&self, html: &str) -> Lines {
        let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = html.split_inclusive('\n').map(|line| {
            if let Some(line) = known.get(line) {
                return Arc::clone(line);
            }
            let line: Arc<str> = line.into();
            known.insert(Arc::clone(&line));
            line
        });
        lines.collect()
    }
}

/// Paths that the frame has links to: on those pages it says that one is there.
pub(super) fn framed(site: &SiteView) -> BTreeSet<String> {
    let nav = site.nav.iter().map(|it| &it.url);
    let links = site.pages.iter().chain([&site.search, &site.review]).chain(&site.accessibility).map(|it| &it.url);
    nav.chain(links).cloned().collect()
}

impl Site {
    /// The row of a commitment in tables, for a page whose way to the root is `root`.
    ///
    /// # Errors
    /// If the component fails.
    pub(super) fn row_piece(&self, ix: CommitmentIx, root: &str) -> TeraResult<RowView> {
        let place = &self.pieces.rows[ix.0];
        let row = match place.get() {
            Some(row) => row,
            None => {
                let mut arguments = Context::new();
                arguments.insert("row", &views::row(self, ix));
                let html = self.component("commitment_row", &arguments, ROOT.encode_utf8(&mut [0]))?;
                place.get_or_init(|| self.pieces.lines(&html))
            }
        };
        let mut html = String::with_capacity(row.iter().map(|line| line.len() + 2 * root.len()).sum());
        for line in row {
            let mut parts = line.split(ROOT);
            html.push_str(parts.next().unwrap_or_default());
            parts.for_each(|part| html.extend([root, part]));
        }
        Ok(RowView { html })
    }

    /// Makes what tells each status, before any view asks for it.
    ///
    /// # Errors
    /// If the component fails.
    pub(super) fn make_status_pieces(&self) -> TeraResult<()> {
        if self.pieces.statuses.get().is_none() {
            let pieces = (0..self.register.statuses.len()).map(|place| {
                let mut arguments = Context::new();
                arguments.insert("status", &views::status_view(self, StatusIx(place)));
                // Without a link it is the same in every folder.
                self.component("status", &arguments, "").map(String::into_boxed_str)
            });
            let pieces = pieces.collect::<TeraResult<_>>()?;
            self.pieces.statuses.get_or_init(|| pieces);
        }
        Ok(())
    }

    /// What tells a status; empty only while it is made.
    pub(super) fn status_piece(&self, ix: StatusIx) -> String {
        self.pieces.statuses.get().map_or_else(String::new, |pieces| pieces[ix.0].to_string())
    }

    /// The frame of a page.
    ///
    /// # Errors
    /// If a component fails.
    pub(super) fn frame(&self, root: &str, section: &'static str, url: &str) -> TeraResult<Arc<FrameView>> {
        let here = if self.framed.contains(url) { url } else { "" };
        let key = FrameKey { root: root.to_owned(), section, here: here.to_owned() };
        if let Some(frame) = self.pieces.frames.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(frame));
        }
        let mut arguments = Context::new();
        arguments.insert("section", section);
        arguments.insert("here", here);
        let frame = Arc::new(FrameView {
            head_html: self.component("frame_head", &Context::new(), root)?,
            header_html: self.component("frame_header", &arguments, root)?,
            footer_html: self.component("frame_footer", &arguments, root)?,
        });
        let mut frames = self.pieces.frames.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(frames.entry(key).or_insert(frame)))
    }

    fn component(&self, name: &str, arguments: &Context, root: &str) -> TeraResult<String> {
        let mut implicit = Context::new();
        implicit.insert("root", root);
        self.theme.tera.render_component_with_implicits(name, arguments, &implicit, None, true)
    }
}
