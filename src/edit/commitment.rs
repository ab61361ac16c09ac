//! One more commitment in minutes.

use super::splice::add_block;
use crate::content::{EntrySection, Minutes, end_of_section, section_name};
use crate::diagnostic::Language;
use crate::model::text::tidy;
use crate::model::{PartialDate, roman};

/// A commitment to be added.
#[derive(Debug, Clone, Default)]
pub struct NewCommitment {
    /// Title; without one, words that stand in for it.
    pub title: Option<String>,
    /// Its text, in Markdown.
    pub text: Option<String>,
    /// Who must fulfil it.
    pub responsible: Vec<String>,
    /// When.
    pub due: Option<PartialDate>,
}

/// Adds a commitment behind the others, with the section for them if there is none, and gives its number as well.
#[must_use]
pub fn add_commitment(text: &str, minutes: &Minutes, new: &NewCommitment, language: Language) -> (String, String) {
    let number = next_number(minutes);
    let (untitled, responsible, due) = match language {
        Language::Spanish => ("Compromiso nuevo", "Responsables", "Vence"),
        Language::English => ("New commitment", "Responsible", "Due"),
    };
    let title = new.title.as_deref().map(tidy).filter(|title| !title.is_empty());
    let mut block = format!("### {number}. {}", title.as_deref().unwrap_or(untitled));
    if let Some(text) = new.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        block.push_str("\n\n");
        block.push_str(&text.replace("\r\n", "\n"));
    }
    let mut data = Vec::new();
    if !new.responsible.is_empty() {
        data.push(format!("- {responsible}: {}", new.responsible.join(", ")));
    }
    if let Some(date) = new.due {
        data.push(format!("- {due}: {date}"));
    }
    if !data.is_empty() {
        block.push_str("\n\n");
        block.push_str(&data.join("\n"));
    }
    let text = match end_of_section(text, EntrySection::Commitments) {
        Some(end) => add_block(text, end, &block),
        None => {
            let section = section_name(EntrySection::Commitments, language);
            add_block(text, text.len(), &format!("## {section}\n\n{block}"))
        }
    };
    (text, number)
}

/// The number behind the greatest, written as the last one is: `5`, `VI`, `15/2022`.
#[must_use]
pub fn next_number(minutes: &Minutes) -> String {
    let written: Vec<&str> = minutes.commitments.iter().map(|it| it.number.value.as_str()).collect();
    let Some(last) = written.last() else { return "1".to_owned() };
    if let Some((_, year)) = last.split_once('/') {
        let serial = |text: &str| text.strip_suffix(year)?.strip_suffix('/')?.parse::<u64>().ok();
        if let Some(greatest) = written.iter().filter_map(|text| serial(text)).max() {
            let width = last.len() - year.len() - 1;
            return format!("{:0width$}/{year}", greatest + 1);
        }
    }
    if let Some(greatest) = written.iter().filter_map(|text| roman_value(text)).max()
        && roman_value(last).is_some()
    {
        let next = roman(greatest + 1);
        return if last.chars().any(char::is_lowercase) { next.to_lowercase() } else { next };
    }
    let greatest = written.iter().filter_map(|text| text.parse::<u64>().ok()).max();
    greatest.map_or_else(|| (written.len() + 1).to_string(), |greatest| (greatest + 1).to_string())
}

fn roman_value(text: &str) -> Option<usize> {
    let upper = text.to_ascii_uppercase();
    (1..400).find(|&value| roman(value) == upper)
}
