//! An institution's own looks.

use std::io::Cursor;
use std::io::Write as _;

use roxmltree::Document;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::signed::here;
use crate::{WORD, elements, part, parts, report, run, small, word};

/// A Word file as an institution has it: a letterhead, lying paper, a style and a list of its own.
fn letterhead(main: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    for (path, text) in [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{kind}.{main}.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{kind}.styles+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"{kind}.numbering+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"{kind}.header+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"{office}/header\" Target=\"header1.xml\"/><Relationship Id=\"rId3\" Type=\"{office}/numbering\" Target=\"numbering.xml\"/></Relationships>"
            ),
        ),
        (
            "word/header1.xml",
            format!("<w:hdr xmlns:w=\"{WORD}\"><w:p><w:r><w:t>Membrete de la institución</w:t></w:r></w:p></w:hdr>"),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering xmlns:w=\"{WORD}\"><w:abstractNum w:abstractNumId=\"3\"/><w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
            ),
        ),
        (
            "word/styles.xml",
            format!(
                "<w:styles xmlns:w=\"{WORD}\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Ttulo1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Mia\"><w:name w:val=\"Acuerdos: estatus\"/></w:style></w:styles>"
            ),
        ),
        (
            "word/document.xml",
            format!(
                "<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{office}\"><w:body><w:p><w:r><w:t>Texto de muestra</w:t></w:r></w:p><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1000\" w:right=\"1000\" w:bottom=\"1000\" w:left=\"1000\"/></w:sectPr></w:body></w:document>"
            ),
        ),
    ] {
        zip.start_file(path, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_institution_has_its_own_template() {
    let project = here();
    for (name, main) in [("membrete.docx", "document"), ("membrete.dotx", "template")] {
        project.write(name, letterhead(main));
        let docx = word(&project, &["--template", name]);
        let parts = parts(&docx);
        for (path, text) in &parts {
            Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        assert!(part(&parts, "word/header1.xml").contains("Membrete"));
        assert!(part(&parts, "[Content_Types].xml").contains("document.main+xml"));
        let text = part(&parts, "word/document.xml");
        assert!(!text.contains("Texto de muestra"));
        let document = Document::parse(text).unwrap();
        let used: Vec<&str> =
            elements(document.root(), "pStyle").filter_map(|it| it.attribute((WORD, "val"))).collect();
        // Its own styles where it has them by name, ours where not.
        assert!(used.contains(&"Ttulo1") && used.contains(&"Mia") && used.contains(&"AcuerdosCelda"));
        assert!(!used.contains(&"Heading1") && !used.contains(&"AcuerdosEstatus"));
        let styles = Document::parse(part(&parts, "word/styles.xml")).unwrap();
        let names: Vec<&str> = elements(styles.root(), "name").filter_map(|it| it.attribute((WORD, "val"))).collect();
        assert_eq!(names.iter().filter(|name| **name == "Acuerdos: estatus").count(), 1);
        assert!(names.contains(&"Acuerdos: celda"));
        assert_eq!(elements(document.root(), "headerReference").count(), 1);
        // As wide as its paper.
        let grid: u32 = elements(document.root(), "tblGrid")
            .next()
            .unwrap()
            .children()
            .filter_map(|it| it.attribute((WORD, "w"))?.parse::<u32>().ok())
            .sum();
        assert!((14700..=14838).contains(&grid), "{grid}");
        // Its lists keep their numbers; ours have others.
        let numbering = Document::parse(part(&parts, "word/numbering.xml")).unwrap();
        let numbers: Vec<&str> =
            elements(numbering.root(), "num").filter_map(|it| it.attribute((WORD, "numId"))).collect();
        assert_eq!(numbers[..2], ["7", "8"]);
        let lists: Vec<&str> =
            elements(document.root(), "numId").filter_map(|it| it.attribute((WORD, "val"))).collect();
        assert!(lists.iter().all(|list| numbers.contains(list) && *list != "7"));
        for link in elements(document.root(), "hyperlink") {
            let id = link.attributes().find(|it| it.name() == "id").unwrap().value();
            assert!(part(&parts, "word/_rels/document.xml.rels").contains(&format!("Id=\"{id}\"")));
        }
    }
}

#[test]
fn a_template_larger_than_any_is_refused() {
    let project = small();
    let mut zip = ZipWriter::new_append(Cursor::new(letterhead("document"))).unwrap();
    zip.start_file("word/media/bomb.bmp", SimpleFileOptions::default()).unwrap();
    let megabyte = vec![0; 1 << 20];
    for _ in 0..65 {
        zip.write_all(&megabyte).unwrap();
    }
    project.write("bomba.docx", zip.finish().unwrap().into_inner());
    let (code, _, err) = run(&project, &["--template", "bomba.docx"]);
    assert_eq!(code, 2);
    assert!(err.contains("demasiado grande"), "{err}");
}

#[test]
fn the_theme_can_replace_what_stands_around_the_html() {
    let project = small();
    project.write("theme/templates/paper.html", "<title>{{ kind }}</title>Membrete {{ body_html | safe }}");
    let html = report(&project, &["--format", "html"]);
    assert!(html.starts_with("<title>Nota informativa</title>Membrete <p>"), "{html}");
    project.write("theme/templates/paper.html", "{{ nothing.at_all }}");
    let (code, _, err) = run(&project, &["--format", "html"]);
    assert_eq!(code, 1);
    assert!(err.contains("theme/templates/paper.html:1:4") && err.contains("no se escribió nada"), "{err}");
}
