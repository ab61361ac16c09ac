//! Lines that say something of a commitment by a key: `Responsables: INE, SRE`, `Vence: mayo de 2023`.

use std::collections::BTreeSet;

use crate::content::{DataKey, split_values};
use crate::import::attendees::is_acronym;
use crate::import::dates;
use crate::import::document::Paragraph;
use crate::import::heads::{Role, head};
use crate::import::words::is_nothing;
use crate::model::PartialDate;

/// What was said by keys; none, where nothing was. An empty list, or no day, says that there is none.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) responsible: Option<Vec<String>>,
    pub(super) due: Option<Option<PartialDate>>,
    pub(super) documents: Option<Vec<String>>,
    pub(super) related: Vec<String>,
    pub(super) continues: Vec<String>,
    pub(super) replaces: Vec<String>,
    pub(super) tags: Vec<String>,
    /// What lines said, and not columns.
    pub(super) by_lines: BTreeSet<DataKey>,
}

/// The longest line that is no sentence.
const LONGEST: usize = 1_000;

/// The key and the value of a line.
pub(in crate::import) fn fact(paragraph: &Paragraph) -> Option<(DataKey, String)> {
    let text = paragraph.plain();
    if paragraph.is_literal() || paragraph.mark.is_some() || text.len() > LONGEST {
        return None;
    }
    let (key, value) = text.split_once(':')?;
    let key = DataKey::read(key).or_else(|| match head(key).filter(|_| key.chars().count() <= 40)? {
        Role::Due => Some(DataKey::Due),
        Role::Responsible => Some(DataKey::Responsible),
        _ => None,
    })?;
    let value = value.trim();
    let fits = key != DataKey::Due || is_nothing(value) || due(value).is_some();
    (!value.is_empty() && fits).then(|| (key, value.to_owned()))
}

/// A day, month or year that stands alone, or the first day or month of a text.
pub(super) fn due(text: &str) -> Option<PartialDate> {
    let text = text.trim().trim_end_matches('.');
    text.parse().ok().or_else(|| dates::dates(text).first().map(|(date, _)| *date))
}

/// `SRE y INE`, where each is an acronym; a name may have a conjunction of its own.
fn apart(value: &str) -> Vec<String> {
    let parts: Vec<&str> =
        value.split(" y ").flat_map(|part| part.split(" e ")).flat_map(|part| part.split(" and ")).collect();
    let parts = if parts.iter().all(|part| is_acronym(part)) { parts } else { vec![value] };
    parts.into_iter().map(str::to_owned).collect()
}

impl Facts {
    /// What was said by lines and columns.
    pub(super) fn stated(&self) -> BTreeSet<DataKey> {
        let columns = [
            (DataKey::Responsible, self.responsible.is_some()),
            (DataKey::Due, self.due.is_some()),
            (DataKey::Documents, self.documents.is_some()),
        ];
        let by_columns = columns.into_iter().filter(|(_, said)| *said).map(|(key, _)| key);
        self.by_lines.iter().copied().chain(by_columns).collect()
    }

    /// Takes what a line says.
    pub(super) fn set(&mut self, key: DataKey, value: &str) {
        self.by_lines.insert(key);
        let values = if is_nothing(value) { Vec::new() } else { split_values(value) };
        match key {
            DataKey::Responsible => self.responsible = Some(values.iter().flat_map(|value| apart(value)).collect()),
            DataKey::Due => self.due = Some(due(value)),
            DataKey::Documents => self.documents = Some(values),
            DataKey::Related => self.related = values,
            DataKey::Continues => self.continues = values,
            DataKey::Replaces => self.replaces = values,
            DataKey::Tags => self.tags = values,
        }
    }
}
