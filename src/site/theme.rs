//! The theme: templates, static files and strings; the default's, each overridden by the site's file of the same name.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use sha2::{Digest as _, Sha256};
use tera::{Kwargs, State, Tera, TeraResult};

use crate::diagnostic::{Diagnostics, Kind, Language, Position, SourceId, Sources, Span};

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
#[derive(Debug)]
pub struct Theme {
    pub(super) tera: Tera,
    /// Static files by name.
    pub(super) assets: BTreeMap<String, Vec<u8>>,
    pub(super) strings: Strings,
    /// Changes whenever something in the folder of static files does; to be put behind their URLs.
    pub(super) fingerprint: String,
    /// Whether the site's own files change what pages are made of: templates, style sheets or scripts of the default theme.
    pub(super) is_changed: bool,
}

/// Templates of which a file among the static ones is made.
const SCRIPTED: [&str; 3] = ["list-words.js", "search-words.js", "components/icon.html"];

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

/// A fingerprint of files by name.
fn fingerprint<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> String {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    hash.finalize()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
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

/// Interface strings of one language by their key, `page.home.title`.
#[derive(Debug, Clone, Default)]
pub struct Strings(BTreeMap<String, Text>);

#[derive(Debug, Clone)]
enum Text {
    Plain(String),
    Plural { one: String, other: String },
}

impl Strings {
    /// Adds the strings of a TOML file; those that are there already are replaced.
    fn add(&mut self, toml: &str) -> Result<(), toml::de::Error> {
        let table: toml::Table = toml::from_str(toml)?;
        self.add_table("", &table);
        Ok(())
    }

    fn add_table(&mut self, prefix: &str, table: &toml::Table) {
        for (name, value) in table {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            match value {
                toml::Value::Table(table) => match (table.get("one"), table.get("other")) {
                    (Some(toml::Value::String(one)), Some(toml::Value::String(other))) => {
                        self.0.insert(key, Text::Plural { one: one.clone(), other: other.clone() });
                    }
                    _ => self.add_table(&key, table),
                },
                toml::Value::String(text) => drop(self.0.insert(key, Text::Plain(text.clone()))),
                // No string is a number or a date; a template that asks for this key says that there is none.
                _ => {}
            }
        }
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The strings whose keys begin so, by the rest of their keys, as a JSON object; for scripts.
    pub(super) fn json_below(&self, prefix: &str) -> String {
        let words: serde_json::Map<String, serde_json::Value> = self
            .0
            .iter()
            .filter_map(|(key, text)| {
                let value = match text {
                    Text::Plain(text) => serde_json::json!(text),
                    Text::Plural { one, other } => serde_json::json!({"one": one, "other": other}),
                };
                Some((key.strip_prefix(prefix)?.to_owned(), value))
            })
            .collect();
        serde_json::Value::Object(words).to_string()
    }

    /// The string of a key with its places filled in; the key itself if there is none, which a test refuses.
    pub(super) fn get(&self, key: &str, fill: &[(&str, &str)]) -> String {
        let text = match self.0.get(key) {
            None => return key.to_owned(),
            Some(Text::Plain(text)) => text,
            Some(Text::Plural { one, other }) => {
                if fill.iter().any(|&(name, value)| name == "n" && value == "1") {
                    one
                } else {
                    other
                }
            }
        };
        let mut filled = text.clone();
        for (name, value) in fill {
            filled = filled.replace(&format!("{{{name}}}"), value);
        }
        filled
    }

    /// `tr(key="…", n=…, name=…)` in templates. A key that does not exist is an error of the template.
    fn translate(&self, kwargs: &Kwargs) -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        if !self.0.contains_key(key) {
            return Err(tera::Error::message(format!("there is no string `{key}`")));
        }
        let mut fill = Vec::new();
        for (name, value) in kwargs.iter() {
            let name = name.to_string();
            if name != "key" {
                fill.push((name, value.to_string()));
            }
        }
        let fill: Vec<(&str, &str)> = fill.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(self.get(key, &fill))
    }

    /// The strings of the default theme in a language.
    ///
    /// # Errors
    /// If the file does not parse.
    pub fn of_default_theme(language: Language) -> Result<Self, toml::de::Error> {
        let mut strings = Self::default();
        let path = format!("strings/{}.toml", language.tag());
        strings.add(DEFAULT.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default())?;
        Ok(strings)
    }
}
