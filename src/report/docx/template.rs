//! A Word file of the institution's, from which a document takes its styles, paper, header and footer.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document as Xml, Node};
use zip::ZipArchive;

use super::body::body;
use super::numbering::definitions;
use super::styles::{Styles, missing};
use super::xml::{HEAD, OFFICE, RELATIONSHIPS, WORD};
use super::{MARGIN, PAPER, Part, core, links, numbering, text};
use crate::report::document::Document;

/// What a file may come to when it is unpacked, and how many parts it may have: a letterhead has a picture or two.
const LARGEST: u64 = 64 * 1024 * 1024;
const MOST_PARTS: usize = 2000;

/// A Word file to be filled.
#[derive(Debug)]
pub struct Template {
    parts: Vec<Part>,
    /// Path of the main part, and of the part with its relationships.
    main: String,
}

/// Why a file is no template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateError {
    /// It is no zip file, or a broken one.
    NoPackage,
    /// It is a zip file without the parts of a Word document.
    NoDocument,
    /// Unpacked it would be larger than any letterhead.
    TooLarge,
}

impl Template {
    /// Reads a Word file, `.docx` or `.dotx`.
    ///
    /// # Errors
    /// If it is none, or is larger than a template can be.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TemplateError::NoPackage)?;
        if zip.len() > MOST_PARTS {
            return Err(TemplateError::TooLarge);
        }
        let mut parts = Vec::new();
        let mut room = LARGEST;
        for i in 0..zip.len() {
            let file = zip.by_index(i).map_err(|_| TemplateError::NoPackage)?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().map_err(|_| TemplateError::NoPackage)?.into_owned();
            let mut bytes = Vec::new();
            // What a file says of its size need not be true.
            file.take(room + 1).read_to_end(&mut bytes).map_err(|_| TemplateError::NoPackage)?;
            room = room.checked_sub(bytes.len() as u64).ok_or(TemplateError::TooLarge)?;
            parts.push((name, bytes));
        }
        let mut template = Self { parts, main: String::new() };
        let main = template.related("", "officeDocument").ok_or(TemplateError::NoDocument)?;
        let xml = template.xml(&main).ok_or(TemplateError::NoDocument)?;
        let parsed = parse(xml).ok_or(TemplateError::NoDocument)?;
        if !parsed.root_element().has_tag_name((WORD, "document")) || !xml.contains("<w:body") {
            return Err(TemplateError::NoDocument);
        }
        template.main = main;
        Ok(template)
    }

    /// Its parts, with a document in the place of what it says.
    pub(super) fn filled(&self, document: &Document) -> Vec<Part> {
        let styles_path = self.related(&self.main, "styles");
        let names = styles_path.as_deref().and_then(|path| self.xml(path)).map(style_names).unwrap_or_default();
        let styles = Styles::among(&names);
        let numbers_path = self.related(&self.main, "numbering");
        let (kind, list) = numbers_path.as_deref().and_then(|path| self.xml(path)).map_or((0, 1), free_numbers);
        let (root, section, width) = self.setting();
        let body = body(document, &styles, width, list);
        let (kinds, numbers) = definitions(&body.lists, kind, list);

        let mut parts = self.parts.clone();
        let mut relations = links(&body);
        let mut types = String::new();
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let inside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let mut add = |name: &str, kind: &str, bytes: String, parts: &mut Vec<Part>| {
            let path = inside(name);
            relations.push_str(&format!(
                "<Relationship Id=\"rIdAcuerdos-{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"/{path}\"/>"
            ));
            types.push_str(&format!(
                "<Override PartName=\"/{path}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
            ));
            put(parts, &path, bytes);
        };
        match &styles_path {
            Some(path) => {
                let all = self.xml(path).unwrap_or_default();
                put(&mut parts, path, before(all, "</w:styles>", &missing(document.language, &names)));
            }
            None => add("acuerdos-styles.xml", "styles", super::styles::part(document.language), &mut parts),
        }
        match &numbers_path {
            Some(path) => {
                let all = self.xml(path).unwrap_or_default();
                // Kinds of lists come before lists.
                let first = all.find("<w:num ").unwrap_or_else(|| all.find("</w:numbering>").unwrap_or(all.len()));
                let with_kinds = format!("{}{kinds}{}", &all[..first], &all[first..]);
                let last =
                    if with_kinds.contains("<w:numIdMacAtCleanup") { "<w:numIdMacAtCleanup" } else { "</w:numbering>" };
                put(&mut parts, path, before(&with_kinds, last, &numbers));
            }
            None => add("acuerdos-numbering.xml", "numbering", numbering::part(&body.lists), &mut parts),
        }
        put(&mut parts, &self.main, text(&root, &body, &section));
        let path = relations_of(&self.main);
        let none = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\"></Relationships>");
        let all = self.xml(&path).map_or(none, str::to_owned);
        put(&mut parts, &path, before(&all, "</Relationships>", &relations));
        let all = self.xml("[Content_Types].xml").unwrap_or_default();
        let all = all.replace("wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml").replace(
            "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        );
        put(&mut parts, "[Content_Types].xml", before(&all, "</Types>", &types));
        if let Some(path) = self.related_by("", "/core-properties") {
            put(&mut parts, &path, core(document));
        }
        parts
    }

    /// The opening tag of the main part, the paper with header and footer, and how wide the text is.
    fn setting(&self) -> (String, String, u32) {
        let xml = self.xml(&self.main).unwrap_or_default();
        let root = xml.find("<w:body").and_then(|body| Some(&xml[xml[..body].find("<w:document")?..body]));
        // What stands between them, such as a background, belongs to the document.
        let root = root.map_or_else(|| format!("<w:document xmlns:w=\"{WORD}\">"), |root| root.trim_end().to_owned());
        let root = if root.contains("xmlns:r=") {
            root
        } else {
            root.replacen("<w:document", &format!("<w:document xmlns:r=\"{OFFICE}\""), 1)
        };
        let [width, height] = PAPER;
        let plain = format!(
            "<w:sectPr><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
        );
        let fallback = (root.clone(), plain, width - 2 * MARGIN);
        let Some(parsed) = parse(xml) else { return fallback };
        let body = parsed.root_element().children().find(|node| node.has_tag_name((WORD, "body")));
        let section = body.and_then(|body| body.children().rfind(|node| node.has_tag_name((WORD, "sectPr"))));
        let Some(section) = section else { return fallback };
        let child = |name: &str| section.children().find(|node| node.has_tag_name((WORD, name)));
        let number = |node: Option<Node<'_, '_>>, name: &str| {
            node.and_then(|node| node.attribute((WORD, name))).and_then(|value| value.parse::<i64>().ok())
        };
        let paper = number(child("pgSz"), "w").unwrap_or(i64::from(width));
        let margins =
            ["left", "right", "gutter"].map(|side| number(child("pgMar"), side).unwrap_or(0)).iter().sum::<i64>();
        let wide = u32::try_from(paper - margins).unwrap_or(0).clamp(2000, 30000);
        (root, xml[section.range()].to_owned(), wide)
    }

    fn xml(&self, path: &str) -> Option<&str> {
        let (_, bytes) = self.parts.iter().find(|(name, _)| name.eq_ignore_ascii_case(path))?;
        let text = std::str::from_utf8(bytes).ok()?;
        Some(text.trim_start_matches('\u{feff}'))
    }

    /// The part that another one names as of this kind.
    fn related(&self, from: &str, kind: &str) -> Option<String> {
        self.related_by(from, &format!("/{kind}"))
    }

    fn related_by(&self, from: &str, ending: &str) -> Option<String> {
        let parsed = parse(self.xml(&relations_of(from))?)?;
        let found = parsed.root_element().children().find(|node| {
            node.attribute("Type").is_some_and(|kind| kind.ends_with(ending))
                && node.attribute("TargetMode") != Some("External")
        })?;
        let target = found.attribute("Target")?;
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        self.xml(&path).is_some().then_some(path)
    }
}

/// Reads XML; documents that declare entities are none of Word's.
fn parse(xml: &str) -> Option<Xml<'_>> {
    Xml::parse(xml).ok()
}

fn relations_of(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{path}.rels"),
    }
}

fn put(parts: &mut Vec<Part>, path: &str, text: String) {
    match parts.iter_mut().find(|(name, _)| name.eq_ignore_ascii_case(path)) {
        Some((_, bytes)) => *bytes = text.into_bytes(),
        None => parts.push((path.to_owned(), text.into_bytes())),
    }
}

/// A part with more before its closing tag; one that has none, since it is empty, gets it.
fn before(text: &str, tag: &str, more: &str) -> String {
    if let Some(at) = text.rfind(tag) {
        return format!("{}{more}{}", &text[..at], &text[at..]);
    }
    match text.trim_end().strip_suffix("/>") {
        Some(open) => format!("{open}>{more}{tag}"),
        None => text.to_owned(),
    }
}

/// Ids of styles by their names, in lower case.
fn style_names(xml: &str) -> BTreeMap<String, String> {
    let Some(parsed) = parse(xml) else { return BTreeMap::new() };
    let styles = parsed.root_element().children().filter(|node| node.has_tag_name((WORD, "style")));
    styles
        .filter_map(|style| {
            let name = style.children().find(|node| node.has_tag_name((WORD, "name")))?;
            let name = name.attribute((WORD, "val"))?.to_lowercase();
            Some((name, style.attribute((WORD, "styleId"))?.to_owned()))
        })
        .collect()
}

/// The first numbers that no kind of list and no list has.
fn free_numbers(xml: &str) -> (usize, usize) {
    let Some(parsed) = parse(xml) else { return (0, 1) };
    let greatest = |element: &str, attribute: &str| {
        let nodes = parsed.root_element().children().filter(|node| node.has_tag_name((WORD, element)));
        nodes.filter_map(|node| node.attribute((WORD, attribute))?.parse::<usize>().ok()).max().unwrap_or(0)
    };
    (greatest("abstractNum", "abstractNumId") + 1, greatest("num", "numId") + 1)
}
