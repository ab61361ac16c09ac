//! The words of the interface.

use std::borrow::Cow;
use std::collections::BTreeMap;

use tera::{Kwargs, TeraResult};

use crate::diagnostic::Language;

/// Interface strings of one language by their key, `page.home.title`.
#[derive(Debug, Clone, Default)]
pub struct Strings(BTreeMap<String, Text>);

#[derive(Debug, Clone)]
pub(super) enum Text {
    Plain(String),
    Plural { one: String, other: String },
}

impl Strings {
    /// Adds the strings of a TOML file; those that are there already are replaced.
    pub(super) fn add(&mut self, toml: &str) -> Result<(), toml::de::Error> {
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

    pub(super) fn text(&self, key: &str) -> Option<&Text> {
        self.0.get(key)
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The strings whose keys begin so, by the rest of their keys, as a JSON object; for scripts.
    pub(in crate::site) fn json_below(&self, prefix: &str) -> String {
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
    pub(crate) fn get(&self, key: &str, fill: &[(&str, &str)]) -> String {
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
        filled(text, fill)
    }

    /// `tr(key="…", n=…, name=…)` in templates. A key that does not exist is an error of the template.
    pub(super) fn translate(&self, kwargs: &Kwargs) -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        if !self.0.contains_key(key) {
            return Err(tera::Error::message(format!("there is no string `{key}`")));
        }
        let fill: Vec<(&str, Cow<'_, str>)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value)))
            .filter(|(name, _)| *name != "key")
            .map(|(name, value)| (name, value.as_str().map_or_else(|| value.to_string().into(), Cow::Borrowed)))
            .collect();
        let fill: Vec<(&str, &str)> = fill.iter().map(|(name, value)| (*name, &**value)).collect();
        Ok(self.get(key, &fill))
    }

    /// The strings of the default theme in a language.
    ///
    /// # Errors
    /// If the file does not parse.
    pub fn of_default_theme(language: Language) -> Result<Self, toml::de::Error> {
        let mut strings = Self::default();
        let path = format!("strings/{}.toml", language.tag());
        strings.add(super::DEFAULT.get_file(path).and_then(|file| file.contents_utf8()).unwrap_or_default())?;
        Ok(strings)
    }
}

/// A text with `{name}` replaced by the value of that name; braces around anything else stay, and so do those of values.
fn filled(text: &str, fill: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + fill.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after.split_once('}');
        match place.and_then(|(name, after)| Some((fill.iter().find(|(known, _)| *known == name)?.1, after))) {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_other_braces_stay() {
        let fill = [("name", "{n}"), ("n", "3")];
        assert_eq!(filled("{n} de {name} {other} {", &fill), "3 de {n} {other} {");
    }
}
