//! Where things can be added to minutes.

use super::keys::SectionKey;
use super::outline::{BlockKind, outline};
use super::{front_matter, front_matter::Split};

/// A section that entries are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntrySection {
    /// Commitments.
    Commitments,
    /// What is recorded of earlier commitments.
    FollowUp,
}

/// The end of the last block of the last section of a kind, if the minutes have one: what is added there belongs to it.
#[must_use]
pub fn end_of_section(text: &str, section: EntrySection) -> Option<usize> {
    let wanted = match section {
        EntrySection::Commitments => SectionKey::Commitments,
        EntrySection::FollowUp => SectionKey::FollowUp,
    };
    let body = match front_matter::split(text) {
        Split::Found { body, .. } => body,
        Split::Missing | Split::Unclosed(_) => 0,
    };
    let mut within = false;
    let mut end = None;
    for block in &outline(text, body).blocks {
        // The same that the reader of minutes takes for the start of a section.
        match &block.kind {
            BlockKind::Heading(1, flat) | BlockKind::Bold(flat) => {
                if let Some(key) = SectionKey::read(&flat.text) {
                    within = key == wanted;
                }
            }
            BlockKind::Heading(2, flat) => within = SectionKey::read(&flat.text) == Some(wanted),
            _ => {}
        }
        if within {
            end = Some(block.range.end);
        }
    }
    end
}

/// The heading of a section in a language.
#[must_use]
pub fn section_name(section: EntrySection, language: crate::diagnostic::Language) -> &'static str {
    use crate::diagnostic::Language::{English, Spanish};
    match (section, language) {
        (EntrySection::Commitments, Spanish) => "Compromisos",
        (EntrySection::Commitments, English) => "Commitments",
        (EntrySection::FollowUp, Spanish) => "Seguimiento",
        (EntrySection::FollowUp, English) => "Follow-up",
    }
}
