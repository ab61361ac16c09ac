//! Front matter: keys in order, each value in one form.

use std::fmt::Write as _;
use std::ops::Range;

use super::word;
use crate::content::front_matter::{self, FrontMatter};
use crate::content::keys::{FrontKey, Written as _};
use crate::content::scalar::yaml_scalar;
use crate::content::yaml::{self, Value};
use crate::diagnostic::{Diagnostics, Language, Sources};

const ORDER: [FrontKey; 8] = [
    FrontKey::Date,
    FrontKey::Mode,
    FrontKey::Series,
    FrontKey::Attendees,
    FrontKey::Title,
    FrontKey::Tags,
    FrontKey::Draft,
    FrontKey::Aliases,
];

/// The lines of the front matter at `range`, without the fences. None, where it has to stay as it is: comments have a
/// place that only their author knows.
pub(super) fn canonical(text: &str, range: Range<usize>, language: Language) -> Option<String> {
    if text[range.clone()].contains('#') || text[range.clone()].trim().is_empty() {
        return None;
    }
    let mut sources = Sources::default();
    let source = sources.add("", text);
    let mut diagnostics = Diagnostics::default();
    let front = front_matter::read(text, range.clone(), source, &mut diagnostics)?;
    let root = yaml::parse(text, range, source, &mut diagnostics)?;
    let Value::Map(pairs) = root.value else { return None };
    if diagnostics.iter().next().is_some() {
        return None;
    }
    let given: Vec<FrontKey> = pairs
        .iter()
        .map(|(key, _)| match &key.value {
            Value::Scalar(name) => FrontKey::read(name),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut out = String::new();
    for key in ORDER.into_iter().filter(|key| given.contains(key)) {
        let name = word(key.written(), language);
        let value = value(&front, key, language);
        let gap = if value.is_empty() || value.starts_with('\n') { "" } else { " " };
        let _ = writeln!(out, "{name}:{gap}{value}");
    }
    Some(out)
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(yaml_scalar).collect::<Vec<_>>().join(", "))
}

fn value(front: &FrontMatter, key: FrontKey, language: Language) -> String {
    match key {
        FrontKey::Date => front.date.as_ref().map(|date| date.value.to_string()).unwrap_or_default(),
        FrontKey::Title => front.title.as_ref().map(|title| yaml_scalar(&title.value)).unwrap_or_default(),
        FrontKey::Series => front.series.as_deref().map(yaml_scalar).unwrap_or_default(),
        FrontKey::Mode => front.mode.map(|mode| mode.written(language).to_owned()).unwrap_or_default(),
        FrontKey::Draft => word(if front.draft { ["sí", "true"] } else { ["no", "false"] }, language).to_owned(),
        FrontKey::Tags if front.tags.is_empty() => String::new(),
        FrontKey::Tags => list(front.tags.iter().map(String::as_str)),
        FrontKey::Aliases if front.aliases.is_empty() => String::new(),
        FrontKey::Aliases => list(front.aliases.iter().map(|alias| alias.value.as_str())),
        FrontKey::Attendees => front
            .attendees
            .iter()
            .map(|attendee| {
                let units = list(attendee.units.iter().map(|unit| unit.value.as_str()));
                format!("\n  {}: {units}", yaml_scalar(&attendee.organisation.value))
            })
            .collect(),
    }
}
