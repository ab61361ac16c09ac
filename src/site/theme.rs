//! The theme: templates, static files and strings; the default's, each overridden by the site's file of the same name.

mod bundles;
mod drawn;
mod strings;
mod written;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use sha2::{Digest as _, Sha256};
use tera::{Kwargs, State, Tera};

use crate::diagnostic::{Diagnostics, Kind, Language, Position, SourceId, Sources, Span};

use drawn::Pen;

pub use strings::Strings;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A file of the site's own theme folder.
#[derive(Debug)]
pub struct ThemeFile {
    /// Path in the folder, with `/`: `templates/page.html`, `static/logo.svg`, `strings/es.toml`.
    pub path: String,
    /// What it holds.
    pub body: ThemeBody,
}

/// What a theme file holds.
#[derive(Debug)]
pub enum ThemeBody {
    /// A template or strings.
    Text(SourceId),
    /// A static file.
    Bytes(Vec<u8>),
}

/// A theme ready to render.
#[derive(Debug, Clone)]
pub struct Theme {
    pub(super) tera: Tera,
    /// Static files by name, as they are published: pieces of a bundle are one.
    pub(super) assets: BTreeMap<String, Vec<u8>>,
    pub(super) strings: Strings,
    /// Changes whenever something in the folder of static files does; to be put behind their URLs.
    pub(super) fingerprint: String,
    /// Whether the site's own files change what pages are made of: templates, style sheets or scripts of the default theme.
    pub(super) is_changed: bool,
}

/// The component that draws icons.
const ICON: &str = "components/icon.html";

/// Templates of which a file among the static ones is made.
const SCRIPTED: [&str; 3] = ["list-words.js", "search-words.js", ICON];

impl Theme {
    /// The default theme with a site's own files over it. Templates that do not parse are reported.
    pub fn load(
        language: Language,
        own: Vec<ThemeFile>,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let mut templates: BTreeMap<String, (String, Option<SourceId>)> = BTreeMap::new();
        let mut assets = BTreeMap::new();
        let mut strings = Strings::default();
        let mut is_changed = false;
        let strings_path = format!("strings/{}.toml", language.tag());
        for file in files(&DEFAULT) {
            let path = file.path().to_string_lossy().replace('\\', "/");
            if let Some(name) = path.strip_prefix("templates/") {
                templates.insert(name.to_owned(), (file.contents_utf8().unwrap_or_default().to_owned(), None));
            } else if let Some(name) = path.strip_prefix("static/") {
                assets.insert(name.to_owned(), file.contents().to_vec());
            } else if path == strings_path
                && let Err(error) = strings.add(file.contents_utf8().unwrap_or_default())
            {
                // A test reads both files; this is for whoever changes them and has not run it.
                let message = format!("{path}: {error}");
                diagnostics.report(Kind::ThemeStrings { message }, nowhere(sources)?);
            }
        }
        for file in own {
            if let Some(name) = file.path.strip_prefix("templates/")
                && let ThemeBody::Text(id) = file.body
            {
                is_changed = true;
                templates.insert(name.to_owned(), (sources.get(id).text.clone(), Some(id)));
            } else if let Some(name) = file.path.strip_prefix("static/")
                && let ThemeBody::Bytes(bytes) = file.body
            {
                is_changed |= name.ends_with(".css") || name.ends_with(".js");
                assets.insert(name.to_owned(), bytes);
            } else if file.path == strings_path
                && let ThemeBody::Text(id) = file.body
                && let Err(error) = strings.add(&sources.get(id).text)
            {
                let range = error.span().unwrap_or(0..0);
                let message = error.message().to_owned();
                diagnostics.report(Kind::ThemeStrings { message }, Span::new(id, range));
            }
        }
        // An icon of the site's own may look at the page that it is on.
        let pen = templates.get(ICON).filter(|(_, own)| own.is_none()).and_then(|(text, _)| Pen::new(text));
        // The site's own templates stay as they are: what is wrong in them is told by line and column.
        for (name, (text, own)) in &mut templates {
            if own.is_none() && name.ends_with(".html") {
                *text = written::written(text, &strings);
                if let Some(pen) = &pen {
                    *text = pen.drawn(text);
                }
            }
        }
        let assets = bundles::joined(assets);
        let mut tera = Tera::new();
        let table = strings.clone();
        tera.register_function("tr", move |kwargs: Kwargs, _: &State| table.translate(&kwargs));
        tera.autoescape_on(vec![".html", ".svg", ".xml"]);
        if let Err(error) =
            tera.add_raw_templates(templates.iter().map(|(name, (text, _))| (name.as_str(), text.as_str())))
        {
            let (message, span) = template_failure(&error.to_string(), sources);
            let span = span.or_else(|| nowhere(sources))?;
            diagnostics.report(Kind::Template { message }, span);
            return None;
        }
        let scripted = SCRIPTED.iter().filter_map(|name| Some((*name, templates.get(*name)?.0.as_bytes())));
        let words = [LIST_WORDS, SEARCH_WORDS].map(|prefix| (prefix, strings.json_below(prefix)));
        let fingerprint = fingerprint(
            assets
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                .chain(scripted)
                .chain(words.iter().map(|(prefix, words)| (*prefix, words.as_bytes()))),
        );
        Some(Self { tera, assets, strings, fingerprint, is_changed })
    }

    /// Leaves a static file out, which pages of this site do not ask for.
    pub(super) fn leave_out(&mut self, name: &str) {
        self.assets.remove(name);
    }

    /// Adds a static file that is made for the site; one of the same name that the site's own theme has stays.
    pub(super) fn add_asset(&mut self, name: &str, bytes: Vec<u8>) {
        if !self.assets.contains_key(name) {
            self.fingerprint = fingerprint([("", self.fingerprint.as_bytes()), (name, bytes.as_slice())].into_iter());
            self.assets.insert(name.to_owned(), bytes);
        }
    }
}

/// The strings that scripts of the lists show.
pub(super) const LIST_WORDS: &str = "list.js.";

/// The strings that scripts of the search show.
pub(super) const SEARCH_WORDS: &str = "search.js.";

/// The strings that the script which searches several sites shows.
pub(super) const SEVERAL_WORDS: &str = "search.several.";

/// That script: of no use to a site that is searched alone.
pub(super) const SEVERAL_SCRIPT: &str = "search-several.js";

/// A fingerprint of files by name.
fn fingerprint<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    base16ct::lower::encode_string(&hash.finalize()[..4])
}

/// What Tera says in several lines, as one; and where in a template of the site's own it points to.
pub(crate) fn template_failure(text: &str, sources: &Sources) -> (String, Option<Span>) {
    let mut lines = text.lines();
    let message = lines.next().unwrap_or_default().replacen("error: ", "", 1);
    let message = message.trim_end_matches('.').to_owned();
    // ` --> components/icon.html:2:34`
    let place = lines.find_map(|line| {
        let (rest, column) = line.trim().strip_prefix("--> ")?.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        Some((name, Position { line: line.parse().ok()?, column: column.parse().ok()? }))
    });
    let span = place.and_then(|(name, position)| {
        let ending = format!("/templates/{name}");
        let (id, source) = sources.iter().find(|(_, source)| source.path.ends_with(&ending))?;
        let start = source.offset(position);
        let length = source.text[start..].chars().next().map_or(0, char::len_utf8);
        Some(Span::new(id, start..start + length))
    });
    (message, span)
}

fn nowhere(sources: &Sources) -> Option<Span> {
    sources.iter().next().map(|(id, _)| Span::new(id, 0..0))
}

fn files<'a>(dir: &'a Dir<'a>) -> Vec<&'a include_dir::File<'a>> {
    dir.files().chain(dir.dirs().flat_map(files)).collect()
}
