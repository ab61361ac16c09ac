//! A table of TOML read strictly: each key is taken once by its reader; what is left over is unknown.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Key, Kind, SourceId, Span, Spanned, Type, guess};

/// A value and where it stands.
pub(super) type Value<'i> = TomlSpanned<DeValue<'i>>;

/// A table whose keys have not all been taken.
pub(super) struct Table<'t, 'i> {
    source: SourceId,
    entries: BTreeMap<&'t str, (Range<usize>, &'t Value<'i>)>,
    known: Vec<&'static str>,
    /// Those of them that are given.
    present: Vec<&'static str>,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn new(source: SourceId, table: &'t DeTable<'i>) -> Self {
        let entries = table.iter().map(|(key, value)| (key.get_ref().as_ref(), (key.span(), value))).collect();
        Self { source, entries, known: Vec::new(), present: Vec::new() }
    }

    /// The value of a key, if given.
    pub(super) fn take(&mut self, key: &'static str) -> Option<&'t Value<'i>> {
        self.known.push(key);
        let value = self.entries.remove(key).map(|(_, value)| value);
        if value.is_some() {
            self.present.push(key);
        }
        value
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Spanned::new(text.to_string(), self.span(value))),
            _ => self.wrong(key, Type::Text, value, diagnostics),
        }
    }

    /// A text, or a date written without quotes.
    pub(super) fn date_text(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Spanned::new(text.to_string(), self.span(value))),
            DeValue::Datetime(date) => Some(Spanned::new(date.to_string(), self.span(value))),
            DeValue::Integer(year) => Some(Spanned::new(year.as_str().to_owned(), self.span(value))),
            _ => self.wrong(key, Type::Text, value, diagnostics),
        }
    }

    /// Whether a key is given, whatever its value; to be asked before it is taken.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// True or false.
    pub(super) fn boolean(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => self.wrong(key, Type::Boolean, value, diagnostics),
        }
    }

    /// A whole number from 1, of a type that can hold it.
    pub(super) fn count<T: TryFrom<u64>>(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<T> {
        let value = self.take(key)?;
        let count = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let count = count.filter(|&count| count > 0).and_then(|count| T::try_from(count).ok());
        count.or_else(|| self.wrong(key, Type::Count, value, diagnostics))
    }

    /// Which format the project is in: a whole number from 1.
    pub(super) fn format(&mut self, diagnostics: &mut Diagnostics) -> Option<Spanned<u64>> {
        let span = self.entries.get("format").map(|(_, value)| self.span(value))?;
        Some(Spanned::new(self.count("format", diagnostics)?, span))
    }

    /// A table of its own.
    pub(super) fn table(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Option<Table<'t, 'i>> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(self.source, table)),
            _ => self.wrong(key, Type::Table, value, diagnostics),
        }
    }

    /// A list of texts; items of another type are reported and left out.
    pub(super) fn texts(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<String> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong::<()>(key, Type::Texts, value, diagnostics);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.to_string()),
                _ => drop(self.wrong::<()>(key, Type::Texts, item, diagnostics)),
            }
        }
        texts
    }

    /// A list of tables.
    pub(super) fn tables(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> Vec<(Span, Table<'t, 'i>)> {
        let Some(value) = self.take(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong::<()>(key, Type::Tables, value, diagnostics);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items.iter() {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((self.span(item), Table::new(self.source, table))),
                _ => drop(self.wrong::<()>(key, Type::Tables, item, diagnostics)),
            }
        }
        tables
    }

    /// A table of texts under keys of the author's own.
    pub(super) fn text_table(&mut self, key: &'static str, diagnostics: &mut Diagnostics) -> BTreeMap<String, String> {
        let Some(value) = self.take(key) else { return BTreeMap::new() };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong::<()>(key, Type::TextTable, value, diagnostics);
            return BTreeMap::new();
        };
        let mut texts = BTreeMap::new();
        for (name, item) in table.iter() {
            match item.get_ref() {
                DeValue::String(text) => drop(texts.insert(name.get_ref().to_string(), text.to_string())),
                _ => drop(self.wrong::<()>(name.get_ref(), Type::Text, item, diagnostics)),
            }
        }
        texts
    }

    /// Reports every key that nobody took.
    pub(super) fn finish(mut self, diagnostics: &mut Diagnostics) {
        for (key, (span, _)) in std::mem::take(&mut self.entries) {
            let guess = guess(key, self.known.iter().copied());
            let suggestion = guess.map(|guess| guess.text.to_owned());
            let kind = Kind::UnknownKey { place: Key::Configuration, key: key.to_owned(), suggestion };
            let mut diagnostic = Diagnostic::new(kind, Span::new(self.source, span));
            if let Some(&known) = guess.and_then(|guess| self.known.iter().find(|known| **known == guess.text)) {
                // A key that is given already would then be given twice.
                let is_new = !self.present.contains(&known);
                let applicability = guess.filter(|_| is_new).map_or(Applicability::Maybe, |guess| guess.applicability);
                self.present.push(known);
                diagnostic = diagnostic.replaced_by(known, applicability);
            }
            diagnostics.push(diagnostic);
        }
    }

    /// Every key of the author's own with its text, and where both stand.
    pub(super) fn named_texts(mut self, diagnostics: &mut Diagnostics) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut texts = Vec::new();
        for (key, (span, value)) in std::mem::take(&mut self.entries) {
            match value.get_ref() {
                DeValue::String(text) => {
                    let key = Spanned::new(key.to_owned(), Span::new(self.source, span));
                    texts.push((key, Spanned::new(text.to_string(), self.span(value))));
                }
                _ => drop(self.wrong::<()>(key, Type::Text, value, diagnostics)),
            }
        }
        texts
    }

    /// Reports a value of another type.
    pub(super) fn wrong<T>(
        &self,
        key: &str,
        expected: Type,
        value: &Value<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<T> {
        diagnostics.report(Kind::WrongType { key: key.to_owned(), expected }, self.span(value));
        None
    }

    /// The place of a value.
    pub(super) fn span(&self, value: &Value<'_>) -> Span {
        Span::new(self.source, value.span())
    }
}
