//! Statuses that are struck out: the one that stands now is read first, and the other remains as text.

use super::document::{Block, Document, Hint, Paragraph, Part};
use super::statuses::StatusNames;

/// Puts each struck-out status of a cell behind the text that stands in its stead.
pub(super) fn behind(document: &mut Document, names: &StatusNames) {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for cell in tables.flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells) {
        for part in &mut cell.parts {
            if let Part::Paragraph(paragraph) = part {
                within(paragraph, names);
            }
        }
        for at in 1..cell.parts.len() {
            if let [Part::Paragraph(struck), Part::Paragraph(stands)] = &cell.parts[at - 1..=at]
                && is_struck_status(struck, names)
                && !is_struck_status(stands, names)
            {
                cell.parts.swap(at - 1, at);
            }
        }
        for part in &mut cell.parts {
            if let Part::Paragraph(paragraph) = part
                && is_struck_status(paragraph, names)
            {
                paragraph.hint = Some(Hint::Literal);
            }
        }
    }
}

/// `~~Pendiente~~ Atendido. Listo.` → `Atendido. Listo. ~~Pendiente~~`
fn within(paragraph: &mut Paragraph, names: &StatusNames) {
    let end = struck_lead(paragraph);
    let plain = paragraph.plain();
    if end == 0 || plain[end..].trim().is_empty() || names.lead(&plain[..end]).is_none() {
        return;
    }
    let struck = paragraph.slice(0..end);
    let mut stands = paragraph.slice(end..plain.len());
    stands.push(" ", &Default::default());
    struck.runs.iter().for_each(|run| stands.push(&run.text, &run.style));
    *paragraph = stands;
}

/// How many bytes at its start are struck out.
fn struck_lead(paragraph: &Paragraph) -> usize {
    let struck = paragraph.runs.iter().take_while(|run| run.style.strike || run.text.trim().is_empty());
    struck.map(|run| run.text.len()).sum()
}

fn is_struck_status(paragraph: &Paragraph, names: &StatusNames) -> bool {
    let plain = paragraph.plain();
    struck_lead(paragraph) == plain.len() && names.lead(&plain).is_some()
}
