//! The note in each format, on the register that a secretariat signed.

use std::io::Cursor;

use roxmltree::Document;
use roxmltree::Node;
use scraper::Html;
use scraper::Selector;
use zip::ZipArchive;

use crate::signed::SIGNED;
use crate::signed::SINCE;
use crate::signed::here;
use crate::support::Project;
use crate::{WORD, elements, paragraphs, part, parts, report, run, word, words};

#[test]
fn word_has_the_tables_of_the_signed_note() {
    let docx = word(&here(), &[]);
    let parts = parts(&docx);
    for (path, text) in &parts {
        Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let tables: Vec<Node<'_, '_>> = elements(document.root(), "tbl").collect();
    let [totals, first, second] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    let figures: Vec<String> = elements(*totals, "tr")
        .skip(1)
        .map(|row| elements(row, "tc").map(words).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(figures, ["Pendiente 4 0 1 1", "En proceso 10 5 2 7", "Atendido 0 9 4 13", "Total 14 14 7 21"]);

    // The labels come again on every sheet, and no short row is torn.
    for table in &tables {
        let rows: Vec<Node<'_, '_>> = elements(*table, "tr").collect();
        let heads: Vec<bool> = rows.iter().map(|row| elements(*row, "tblHeader").next().is_some()).collect();
        assert!(heads[0] && !heads[1..].contains(&true));
        assert!(rows.iter().filter(|row| words(**row).len() < 600).all(|row| elements(*row, "cantSplit").count() == 1));
    }

    let told: Vec<(String, String, String)> = elements(*first, "tr")
        .skip(1)
        .map(|row| {
            let cells: Vec<Node<'_, '_>> = elements(row, "tc").collect();
            assert_eq!(cells.len(), 4);
            let (what, done) = (paragraphs(cells[2]), paragraphs(cells[3]));
            let of =
                |said: &[(String, String)], style: &str| said.iter().find(|(it, _)| it == style).unwrap().1.clone();
            (of(&what, "AcuerdosIdentificador"), of(&what, "AcuerdosPrevio"), of(&done, "AcuerdosEstatus"))
        })
        .collect();
    let signed = SIGNED.map(|(id, before, now)| (id.into(), format!("(Estatus previo: {before})"), now.into()));
    assert_eq!(told, signed);
    // A meeting stands beside all of its commitments.
    let starts = elements(*first, "vMerge").filter(|it| it.attribute((WORD, "val")) == Some("restart")).count();
    assert_eq!(starts, 2 * 5);

    assert_eq!(
        elements(*second, "pStyle").filter(|it| it.attribute((WORD, "val")) == Some("AcuerdosPrevio")).count(),
        0
    );
    let now: Vec<String> = elements(*second, "tc")
        .flat_map(paragraphs)
        .filter(|(style, _)| style == "AcuerdosEstatus")
        .map(|(_, text)| text)
        .collect();
    assert_eq!(now, SINCE);
    let topics = elements(*second, "numId").count();
    assert_eq!(topics, 6);
    let numbers = part(&parts, "word/numbering.xml");
    assert!(numbers.contains("upperRoman"));

    // Spanish, on A4, with a foot; every style that is used is there.
    let styles = Document::parse(part(&parts, "word/styles.xml")).unwrap();
    assert!(elements(styles.root(), "lang").any(|it| it.attribute((WORD, "val")) == Some("es-MX")));
    let size = elements(document.root(), "pgSz").next().unwrap();
    assert_eq!((size.attribute((WORD, "w")), size.attribute((WORD, "h"))), (Some("11906"), Some("16838")));
    let known: Vec<&str> = elements(styles.root(), "style").filter_map(|it| it.attribute((WORD, "styleId"))).collect();
    for name in ["pStyle", "rStyle", "tblStyle"] {
        for used in elements(document.root(), name).filter_map(|it| it.attribute((WORD, "val"))) {
            assert!(known.contains(&used), "{used}");
        }
    }
    assert!(part(&parts, "word/footer1.xml").contains("NUMPAGES"));
    // Every link leads where its relationship says.
    let relations = part(&parts, "word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://votoextranjero.ine.mx\" TargetMode=\"External\""));
    for link in elements(document.root(), "hyperlink") {
        let id = link.attributes().find(|it| it.name() == "id").unwrap().value();
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn the_same_note_is_the_same_bytes() {
    let (a, b) = (here(), here());
    for format in ["docx", "html", "md", "csv"] {
        let of = |project: &Project| run(project, &["--format", format, "--output", "-"]).1;
        assert!(of(&a) == of(&b), "{format}");
    }
    let docx = word(&a, &[]);
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    for i in 0..zip.len() {
        let time = zip.by_index(i).unwrap().last_modified().unwrap();
        assert_eq!((time.year(), time.month(), time.day(), time.hour()), (2023, 2, 15, 0));
    }
}

#[test]
fn html_is_one_file_with_the_same_tables() {
    let html = report(&here(), &["--format", "html"]);
    for fetched in ["<script", "<link", "<img", "@import", "url("] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    let page = Html::parse_document(&html);
    let select = |selector: &str| -> Vec<String> {
        let found = Selector::parse(selector).unwrap();
        page.select(&found).map(|it| it.text().collect::<String>().trim().to_owned()).collect()
    };
    assert_eq!(select("table").len(), 3);
    assert_eq!(select("table:nth-of-type(2) .id"), SIGNED.map(|(id, ..)| id));
    assert_eq!(select("table:nth-of-type(2) .previous"), SIGNED.map(|(_, it, _)| format!("(Estatus previo: {it})")));
    assert_eq!(select("table:nth-of-type(2) .status b"), SIGNED.map(|(.., it)| it));
    assert_eq!(select("table:nth-of-type(3) .status b"), SINCE);
    assert_eq!(select("ol[type=I] li").len(), 6);
    assert_eq!(select("thead").len(), 3);
    // A cell over several rows takes as many as there are.
    let rows = Selector::parse("table:nth-of-type(2) tbody tr").unwrap();
    let spans = Selector::parse("[rowspan]").unwrap();
    let taken: usize = page
        .select(&rows)
        .filter_map(|row| row.select(&spans).next()?.value().attr("rowspan")?.parse::<usize>().ok())
        .sum();
    assert_eq!(taken, 14);
}

#[test]
fn markdown_has_the_same_tables() {
    let text = report(&here(), &[]);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ")).collect();
    let told = |id: &str| rows.iter().find(|row| row.contains(&format!("[{id}]("))).copied();
    for (id, before, now) in SIGNED {
        let row = told(id).unwrap_or_else(|| panic!("no {id}"));
        assert!(row.contains(&format!("**(Estatus previo: {before})**")), "{row}");
        assert!(row.contains(&format!("| **{now}**<br><br>")), "{row}");
    }
    for (i, now) in SINCE.iter().enumerate() {
        let row = told(&format!("2023-01-18/{}", i + 1)).unwrap();
        assert!(row.contains(&format!("| **{now}**<br><br>")) && !row.contains("Estatus previo"), "{row}");
    }
    // A Markdown reader finds as many cells in each row as there are columns.
    let parser = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES);
    let cells = parser.filter(|event| matches!(event, pulldown_cmark::Event::Start(pulldown_cmark::Tag::TableCell)));
    assert_eq!(cells.count(), 5 * 5 + 4 * (1 + 14) + 4 * (1 + 2 + 7));
    assert!(text.contains("| **18 de enero de 2023**<br><br>Virtual |"));
    assert!(text.contains("<ol type=\"I\"><li>Avance de las solicitudes"));
}

#[test]
fn csv_is_that_of_the_open_data_and_what_a_note_adds() {
    let project = here();
    let csv = report(&project, &["--format", "csv"]);
    project.build().unwrap();
    let open_data = project.read("site/datos/compromisos.csv");
    let read = |text: &str| -> Vec<Vec<String>> {
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let (note, data) = (read(&csv), read(&open_data));
    assert_eq!(note.len(), 22);
    for (told, row) in note.iter().zip(&data) {
        assert_eq!(told[..18], row[..]);
    }
    let of_note = ["part", "status_before", "meeting_mode", "meeting_series", "meeting_attendees"];
    assert_eq!(note[0][18..23], of_note);
    assert_eq!(note[0][23..], ["meeting_title", "meeting_objectives", "meeting_topics"]);
    assert_eq!(note[1][18..20], ["1", "en-proceso"]);
    assert_eq!(note[21][18..20], ["2", ""]);
    assert!(note[1][22].starts_with("INE; SRE (IME, DGSC"));
}
