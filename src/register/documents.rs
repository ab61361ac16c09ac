//! Official papers: by number, configured or merely used, and recognised in plain text.

use std::collections::BTreeMap;

use crate::config::DocumentConfig;
use crate::diagnostic::Diagnostics;
use crate::model::text::{fold, tidy};
use crate::model::{Document, DocumentIx, PartialDate, not_a_date};

/// The documents of a register, as they come up.
#[derive(Debug, Default)]
pub(super) struct Papers {
    documents: Vec<Document>,
    by_key: BTreeMap<String, DocumentIx>,
}

impl Papers {
    /// The configured ones.
    pub(super) fn new(configured: &[DocumentConfig], diagnostics: &mut Diagnostics) -> Self {
        let mut papers = Self::default();
        for config in configured {
            let date = config.date.as_ref().and_then(|date| {
                let parsed = date.value.parse::<PartialDate>().ok();
                if parsed.is_none() {
                    diagnostics.push(not_a_date(date.value.clone(), date.span));
                }
                parsed
            });
            let ix = papers.number(&config.id.value);
            let document = &mut papers.documents[ix.0];
            document.title.clone_from(&config.title);
            document.url.clone_from(&config.url);
            document.date = date;
            document.configured = Some(config.id.span);
        }
        papers
    }

    /// The documents so far.
    pub(super) fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The document with a number; a new one if there is none.
    pub(super) fn number(&mut self, id: &str) -> DocumentIx {
        let id = tidy(id);
        let ix = DocumentIx(self.documents.len());
        let found = *self.by_key.entry(key(&id)).or_insert(ix);
        if found == ix {
            self.documents.push(Document { id, title: None, url: None, date: None, configured: None });
        }
        found
    }

    /// All documents by number, the new place of each, and the way to them.
    pub(super) fn into_sorted(self) -> (Vec<Document>, Vec<DocumentIx>, BTreeMap<String, DocumentIx>) {
        let mut order: Vec<usize> = (0..self.documents.len()).collect();
        order.sort_by_cached_key(|&i| (natural_key(&self.documents[i].id), i));
        let mut moved = vec![DocumentIx(0); order.len()];
        for (new, &old) in order.iter().enumerate() {
            moved[old] = DocumentIx(new);
        }
        let mut documents: Vec<Option<Document>> = self.documents.into_iter().map(Some).collect();
        let documents = order.iter().filter_map(|&old| documents[old].take()).collect();
        let by_key = self.by_key.into_iter().map(|(key, ix)| (key, moved[ix.0])).collect();
        (documents, moved, by_key)
    }
}

/// What makes two numbers the same: case and spaces make no difference.
pub(super) fn key(id: &str) -> String {
    fold(id).replace(' ', "")
}

/// Numbers within a text compare by value: `2/2022` before `14/2022`.
pub(super) fn natural_key(text: &str) -> Vec<(String, u64)> {
    let folded = fold(text);
    let mut key = Vec::new();
    let mut rest = folded.as_str();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (words, tail) = rest.split_at(digits);
        let end = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
        // Longer numbers than fit are no numbers but serials; saturating keeps them in order by their length at least.
        key.push((words.to_owned(), tail[..end].parse().unwrap_or(if end == 0 { 0 } else { u64::MAX })));
        rest = &tail[end..];
    }
    key
}

/// Numbers of official papers in plain text: an acronym, parts behind slashes, a year (`INE/CG241/2022`).
pub fn numbers_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '_')))
        .map(|word| word.trim_matches(['/', '-', '.', '_']))
        .filter(|word| is_number(word))
}

fn is_number(word: &str) -> bool {
    let mut parts = word.split('/');
    let body = parts.next().unwrap_or_default();
    let acronym = body.chars().count() >= 2 && body.chars().all(|c| c.is_uppercase() || c == '-' || c.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    let year = rest.last().is_some_and(|year| {
        year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && (year.starts_with("19") || year.starts_with("20"))
    });
    let letters = body.chars().next().is_some_and(char::is_uppercase);
    let filled =
        rest.iter().all(|part| part.chars().any(char::is_alphanumeric) && !part.chars().any(char::is_lowercase));
    acronym && letters && rest.len() >= 2 && year && filled && word.len() <= 80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_recognised_in_prose() {
        let found = |text| numbers_in(text).collect::<Vec<_>>().join(" ");
        assert_eq!(
            found("mediante Acuerdo INE/CG241/2022, y el oficio (INE/DERFE/0132/2023)."),
            "INE/CG241/2022 INE/DERFE/0132/2023"
        );
        assert_eq!(found("INE-SRE/DJ-12/2023."), "INE-SRE/DJ-12/2023");
        for prose in ["y/o", "INE/SRE", "14/2022", "31/05/2023", "https://x.mx/a/b/2022", "A/B/2022", "INE/x/2022"] {
            assert_eq!(found(prose), "", "{prose}");
        }
    }

    #[test]
    fn numbers_sort_by_value() {
        let mut ids = ["14/2022", "2/2022", "INE/CG100/2022", "INE/CG21/2022"];
        ids.sort_by_key(|id| natural_key(id));
        assert_eq!(ids, ["2/2022", "14/2022", "INE/CG21/2022", "INE/CG100/2022"]);
    }
}
