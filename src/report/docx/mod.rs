//! A document as Word has it (ECMA-376): a zip of XML parts, written by `zip` and by hand.
//!
//! `docx-rs`, the library for this, knows no repeated header rows, which a table of several sheets cannot do without, and no
//! document whose styles it would take over. What is needed of the format is a dozen elements.

mod body;
mod numbering;
mod styles;
mod template;
mod xml;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::{Datelike as _, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::document::{Document, Run};
use crate::diagnostic::Language;
use body::{Body, body};
use styles::Styles;
use xml::{HEAD, OFFICE, RELATIONSHIPS, WORD, escape};

pub use template::{Template, TemplateError};

/// A4, upright, with margins of two centimetres, in twentieths of a point.
const PAPER: [u32; 2] = [11906, 16838];
const MARGIN: u32 = 1134;

/// A part of the package: its path and what it holds.
type Part = (String, Vec<u8>);

/// The document as a Word file; with a template, in its styles, on its paper and with its header and footer.
///
/// The bytes depend on the document and the template alone: times in the file are the day of the document.
///
/// # Errors
/// If the file cannot be written, which in memory does not happen.
pub fn docx(document: &Document, template: Option<&Template>) -> std::io::Result<Vec<u8>> {
    let parts = match template {
        Some(template) => template.filled(document),
        None => own(document),
    };
    package(&parts, document.date)
}

/// The parts of a document without a template.
fn own(document: &Document) -> Vec<Part> {
    let [width, height] = PAPER;
    let styles = Styles::own();
    let body = body(document, &styles, width - 2 * MARGIN, numbering::OWN_BULLETS);
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rIdFoot\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    );
    let root = format!("<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\">");
    let mut relations = String::new();
    for (id, kind, target) in [
        ("rIdStyles", "styles", "styles.xml"),
        ("rIdSettings", "settings", "settings.xml"),
        ("rIdNumbers", "numbering", "numbering.xml"),
        ("rIdFoot", "footer", "footer1.xml"),
    ] {
        let _ = write!(relations, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let types = [
        ("/word/document.xml", format!("{main}.document.main+xml")),
        ("/word/styles.xml", format!("{main}.styles+xml")),
        ("/word/settings.xml", format!("{main}.settings+xml")),
        ("/word/numbering.xml", format!("{main}.numbering+xml")),
        ("/word/footer1.xml", format!("{main}.footer+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
    ];
    let types: String =
        types.iter().map(|(part, kind)| format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>")).collect();
    let part = |path: &str, xml: String| (path.to_owned(), xml.into_bytes());
    vec![
        part(
            "[Content_Types].xml",
            format!(
                "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
            ),
        ),
        part(
            "_rels/.rels",
            format!(
                "{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
            ),
        ),
        part("docProps/core.xml", core(document)),
        part("word/document.xml", text(&root, &body, &section)),
        part(
            "word/_rels/document.xml.rels",
            format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">{relations}{}</Relationships>", links(&body)),
        ),
        part("word/styles.xml", styles::part(document.language)),
        part("word/settings.xml", settings(document.language)),
        part("word/numbering.xml", numbering::part(&body.lists)),
        part("word/footer1.xml", foot(document, &styles)),
    ]
}

fn text(root: &str, body: &Body, section: &str) -> String {
    format!("{HEAD}{root}<w:body>{}{section}</w:body></w:document>", body.xml)
}

fn links(body: &Body) -> String {
    let mut xml = String::new();
    for (i, link) in body.links.iter().enumerate() {
        let _ = write!(
            xml,
            "<Relationship Id=\"rIdLink{}\" Type=\"{OFFICE}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            i + 1,
            escape(link)
        );
    }
    xml
}

/// The language with the region that Word needs to find its dictionary.
fn tag(language: Language) -> &'static str {
    match language {
        Language::Spanish => "es-MX",
        Language::English => "en-GB",
    }
}

fn core(document: &Document) -> String {
    let day = document.date;
    let (title, author, kind) = (escape(&document.title), escape(&document.author), escape(&document.kind));
    let language = tag(document.language);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{kind}</dc:subject><dc:creator>{author}</dc:creator><dc:language>{language}</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"
    )
}

fn settings(language: Language) -> String {
    let tag = tag(language);
    format!(
        "{HEAD}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"{tag}\"/></w:settings>"
    )
}

/// The foot of each sheet: what it is, and which sheet of how many.
fn foot(document: &Document, styles: &Styles) -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let words = |run: &Run| format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&run.text));
    let lead: String = document.lines.first().into_iter().flatten().map(words).collect();
    let [page, of] = document.page_words.each_ref().map(|word| escape(word));
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr>{lead}<w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">{page} </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> {of} </w:t></w:r>{}</w:p></w:ftr>",
        styles.id(styles::Use::Foot),
        field("PAGE"),
        field("NUMPAGES")
    )
}

fn package(parts: &[Part], day: NaiveDate) -> std::io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let number = |value: u32| u8::try_from(value).unwrap_or(1);
    // Zip knows years from 1980 to 2107.
    let time = u16::try_from(day.year())
        .ok()
        .and_then(|year| zip::DateTime::from_date_and_time(year, number(day.month()), number(day.day()), 0, 0, 0).ok())
        .unwrap_or_default();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time)
        .unix_permissions(0o644);
    for (path, bytes) in parts {
        zip.start_file(path.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
