//! A change of status, where a person would write it.

use chrono::NaiveDate;

use super::splice::add_block;
use crate::content::{EntrySection, Minutes, end_of_section, section_name};
use crate::diagnostic::Language;
use crate::model::Number;

/// An update to be recorded.
#[derive(Debug, Clone)]
pub struct NewUpdate {
    /// Its day.
    pub date: NaiveDate,
    /// The status, as readers know it.
    pub status: String,
    /// What was done, in Markdown.
    pub account: Option<String>,
}

impl NewUpdate {
    fn block(&self, heading: &str) -> String {
        let account = self.account.as_deref().map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
        match account.trim() {
            "" => format!("{heading} · {}", self.status),
            account => format!("{heading} · {}\n\n{account}", self.status),
        }
    }
}

/// Adds an update to a commitment in its own minutes, behind the last one. None, if the minutes have no such number.
#[must_use]
pub fn add_update(text: &str, minutes: &Minutes, number: &Number, update: &NewUpdate) -> Option<String> {
    let commitment = minutes.commitments.iter().find(|commitment| commitment.number.value == *number)?;
    let end = commitment.extent.end as usize;
    Some(add_block(text, end, &update.block(&format!("#### {}", update.date))))
}

/// Records an update of an earlier commitment in later minutes, behind what they have on others; with the section for
/// it, if they have none.
#[must_use]
pub fn add_follow_up(text: &str, reference: &str, update: &NewUpdate, language: Language) -> String {
    let block = update.block(&format!("### {reference}"));
    match end_of_section(text, EntrySection::FollowUp) {
        Some(end) => add_block(text, end, &block),
        None => {
            let section = section_name(EntrySection::FollowUp, language);
            add_block(text, text.len(), &format!("## {section}\n\n{block}"))
        }
    }
}
