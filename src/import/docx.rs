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
use super::document::{Block, Cell, Document, Place};
use super::refusal::Refusal;
use super::remark::{Remark, RemarkKind};

/// The most that one file within is read of.
const LARGEST_PART: u64 = 64 * 1024 * 1024;

/// The most files of notes, comments, headers and footers that are read.
const MOST_BESIDE: usize = 30;

/// Reads a document, and what is to be told of it.
pub(super) fn read(bytes: &[u8]) -> Result<(Document, Vec<Remark>), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::Broken(error.to_string()))?;
    let Some(body) = part(&mut archive, "word/document.xml")? else {
        return Err(Refusal::Format(packed(&mut archive)?));
    };
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
    let (document, changed) = body::read(&body, &links, numbering, &styles)?;
    let mut remarks = aside(&mut archive, &links, &styles)?;
    if changed {
        remarks.push(Remark { kind: RemarkKind::TrackedChanges, place: Place::default() });
    }
    Ok((document, remarks))
}

/// What a packed file is that is no DOCX.
fn packed(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<&'static str, Refusal> {
    // OpenDocument and EPUB say it in a file of their own.
    let stated = part(archive, "mimetype")?.unwrap_or_default();
    let known = [
        ("application/vnd.oasis.opendocument.text", "ODT"),
        ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
        ("application/vnd.oasis.opendocument.presentation", "ODP"),
        ("application/epub+zip", "EPUB"),
    ];
    if let Some((_, name)) = known.iter().find(|(kind, _)| stated.starts_with(kind)) {
        return Ok(name);
    }
    let has = |name| archive.index_for_name(name).is_some();
    Ok(match () {
        () if has("xl/workbook.xml") => "XLSX",
        () if has("ppt/presentation.xml") => "PPTX",
        () => "ZIP",
    })
}

/// What stands beside the text, in notes, comments, and at the edges of pages, which is no part of minutes.
fn aside(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    links: &BTreeMap<String, String>,
    styles: &ParagraphStyles,
) -> Result<Vec<Remark>, Refusal> {
    const BESIDE: [&str; 5] = ["footnotes", "endnotes", "comments", "header", "footer"];
    let of_pages = |name: &String| {
        let name = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
        name.is_some_and(|name| {
            BESIDE.iter().any(|start| name.trim_end_matches(|c: char| c.is_ascii_digit()) == *start)
        })
    };
    let mut names: Vec<String> =
        archive.file_names().flatten().map(|name| name.into_owned()).filter(of_pages).collect();
    names.sort();
    names.truncate(MOST_BESIDE);
    let mut told: Vec<String> = Vec::new();
    for name in names {
        let Some(text) = part(archive, &name)? else { continue };
        let (document, _) = body::read(&text, links, Numbering::default(), styles)?;
        let paragraphs = document.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph.plain()],
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(Cell::plain).collect(),
        });
        for text in paragraphs.filter(|text| text.chars().any(char::is_alphabetic)) {
            if !told.contains(&text) {
                told.push(text);
            }
        }
    }
    let remark = |text| Remark { kind: RemarkKind::Outside { text }, place: Place::default() };
    Ok(told.into_iter().map(remark).collect())
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
