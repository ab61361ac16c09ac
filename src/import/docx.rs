//! DOCX, as Word and LibreOffice write it: a ZIP with XML in it.
//!
//! Only four of its files are read, none of them further than [`LARGEST_PART`], whatever they say of their size. The XML
//! is read token by token: elements within elements take no memory. A document type, which alone can define entities, is
//! refused.

mod body;
mod numbering;
mod styles;
mod xml;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use self::numbering::Numbering;
use self::styles::ParagraphStyles;
use super::document::Document;
use super::refusal::Refusal;

/// The most that one file within is read of.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::Broken(error.to_string()))?;
    let Some(body) = part(&mut archive, "word/document.xml")? else { return Err(Refusal::Format("ZIP")) };
    let links = match part(&mut archive, "word/_rels/document.xml.rels")? {
        Some(text) => xml::links(&text)?,
        None => BTreeMap::new(),
    };
    let numbering = match part(&mut archive, "word/numbering.xml")? {
        Some(text) => Numbering::read(&text)?,
        None => Numbering::default(),
    };
    let styles = match part(&mut archive, "word/styles.xml")? {
        Some(text) => ParagraphStyles::read(&text)?,
        None => ParagraphStyles::default(),
    };
    body::read(&body, &links, numbering, &styles)
}

/// A file of the archive, if it has it.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let broken = |why: String| Refusal::Broken(format!("{name}: {why}"));
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(error.to_string())),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST_PART + 1).read_to_end(&mut bytes).map_err(|error| broken(error.to_string()))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LARGEST_PART {
        return Err(Refusal::Bomb { limit: LARGEST_PART });
    }
    Ok(Some(super::encoding::decode(&bytes).0))
}
