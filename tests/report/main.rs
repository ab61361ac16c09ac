//! `acuerdos report`: the note and the packet, as whoever asks for them gets them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;

use roxmltree::{Document, Node};
use scraper::{Html, Selector};
use support::{Project, tree};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The repository's own register: the note that a secretariat signed, as minutes.
fn here() -> Project {
    let project = Project::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
    project
}

/// Runs `acuerdos report` in the project's folder: exit code, standard output, standard error.
fn run(project: &Project, arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.current_dir(project.root()).arg("report").args(arguments).output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

fn report(project: &Project, arguments: &[&str]) -> String {
    let (code, out, err) = run(project, arguments);
    assert_eq!(code, 0, "{err}");
    String::from_utf8(out).unwrap()
}

fn word(project: &Project, arguments: &[&str]) -> Vec<u8> {
    let (code, out, err) = run(project, &[arguments, &["--format", "docx", "--output", "-"]].concat());
    assert_eq!(code, 0, "{err}");
    out
}

/// The parts of a Word file.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part<'a>(parts: &'a [(String, String)], path: &str) -> &'a str {
    &parts.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no {path}")).1
}

fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name((WORD, name)))
}

fn words(node: Node<'_, '_>) -> String {
    elements(node, "t").filter_map(|node| node.text()).collect()
}

/// Paragraphs of a cell with the names of their styles.
fn paragraphs(cell: Node<'_, '_>) -> Vec<(String, String)> {
    elements(cell, "p")
        .map(|paragraph| {
            let style = elements(paragraph, "pStyle").next().and_then(|style| style.attribute((WORD, "val")));
            (style.unwrap_or_default().to_owned(), words(paragraph))
        })
        .collect()
}

/// As in the note that was signed: commitment, status before, status now.
const SIGNED: [(&str, &str, &str); 14] = [
    ("2022-05-19/1", "En proceso", "Atendido"),
    ("2022-08-09/1", "En proceso", "Atendido"),
    ("2022-08-09/2", "En proceso", "Atendido"),
    ("2022-08-09/3", "En proceso", "Atendido"),
    ("2022-08-09/4", "Pendiente", "En proceso"),
    ("2022-09-08/1", "En proceso", "Atendido"),
    ("2022-09-08/2", "Pendiente", "En proceso"),
    ("2022-09-08/3", "Pendiente", "En proceso"),
    ("2022-09-08/4", "En proceso", "En proceso"),
    ("2022-10-20/1", "En proceso", "Atendido"),
    ("2022-11-23/1", "En proceso", "Atendido"),
    ("2022-11-23/2", "Pendiente", "En proceso"),
    ("2022-11-23/3", "En proceso", "Atendido"),
    ("2022-11-23/4", "En proceso", "Atendido"),
];

/// What was agreed since, and how it stands.
const SINCE: [&str; 7] = ["Atendido", "Atendido", "En proceso", "En proceso", "Atendido", "Atendido", "Pendiente"];

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
    assert_eq!(note[0][18..], ["part", "status_before", "meeting_mode", "meeting_series", "meeting_attendees"]);
    assert_eq!(note[1][18..20], ["1", "en-proceso"]);
    assert_eq!(note[21][18..20], ["2", ""]);
    assert!(note[1][22].starts_with("INE; SRE (IME, DGSC"));
}

const MAY: &str = "---\ndate: 2022-05-19\nattendees:\n  INE: [DERFE]\n---\n\n## Compromisos\n\n### 1. Cerrado antes\n\nTexto *uno*.\n\n- Responsables: INE\n\n#### 2022-06-01 · En proceso\n\nSe empezó.\n\n#### 2022-11-01 · Atendido\n\nSe hizo con | barra y <b>.\n\n### 2. Abierto\n\nTexto [con liga](https://example.org/a(b)).\n\n- Responsables: INE/DERFE\n\n#### 2023-01-10 · En proceso\n\n- uno\n- dos\n  1. dentro\n\n> cita\n\n### 3. Sin responsable\n\n#### 2023-03-01 · Atendido\n\nDespués del corte.\n";

fn small() -> Project {
    Project::of([
        ("acuerdos.toml", "cut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n"),
        ("content/reuniones/2022-05-19.md", MAY),
    ])
}

#[test]
fn an_annex_has_what_was_closed_before() {
    let project = small();
    let without = report(&project, &[]);
    assert!(!without.contains("2022-05-19/1") && without.contains("2022-05-19/2"));
    let with = report(&project, &["--annex"]);
    let annex = with.split("## Anexo. Compromisos que ya estaban cerrados al 31 de diciembre de 2022").nth(1).unwrap();
    assert!(
        annex.contains("Texto *uno*.") && annex.contains("*1 de noviembre de 2022*<br><br>Se hizo con \\| barra"),
        "{annex}"
    );
    assert!(annex.contains("*1 de junio de 2022 · En proceso*<br><br>Se empezó."), "{annex}");
    assert!(!annex.contains("2022-05-19/2"));
}

#[test]
fn dates_statuses_and_institutions_narrow_it() {
    let project = small();
    // As of an earlier day, with what was known then.
    let earlier = report(&project, &["--from", "2022-05-31", "--to", "2022-06-30"]);
    assert!(earlier.contains("**En proceso**<br><br>*1 de junio de 2022*<br><br>Se empezó."), "{earlier}");
    assert!(!earlier.contains("Se hizo") && !earlier.contains("uno</li>"));
    let csv = report(&project, &["--to", "2022-06-30", "--from", "2022-05-31", "--format", "csv"]);
    assert!(csv.contains("2022-06-01 · en-proceso: Se empezó.") && !csv.contains("2022-11-01"), "{csv}");
    // Before the first meeting, everything is in the second part.
    let all = report(&project, &["--from", "2022-01-01"]);
    assert!(all.contains("estaba abierto") || all.contains("no había compromisos abiertos"), "{all}");
    assert!(all.split("## Segunda parte").nth(1).unwrap().contains("2022-05-19/3"));

    let ids = |arguments: &[&str]| -> Vec<String> {
        let text = report(&project, &[arguments, &["--format", "csv"]].concat());
        text.lines().filter(|line| line.starts_with("2022-05-19/")).map(|line| line[..12].to_owned()).collect()
    };
    assert_eq!(ids(&[]), ["2022-05-19/2", "2022-05-19/3"]);
    assert_eq!(ids(&["--status", "pendiente"]), ["2022-05-19/3"]);
    assert_eq!(ids(&["--status", "En proceso,pendiente"]), ["2022-05-19/2", "2022-05-19/3"]);
    assert_eq!(ids(&["--organisation", "INE"]), ["2022-05-19/2"]);
    assert_eq!(ids(&["--organisation", "DERFE"]), ["2022-05-19/2"]);
    let narrowed = report(&project, &["--organisation", "INE", "--status", "en proceso"]);
    assert!(
        narrowed.contains("compromisos a cargo de: INE.") && narrowed.contains("con estatus: En proceso."),
        "{narrowed}"
    );
}

#[test]
fn what_cannot_be_done_says_so() {
    let project = small();
    for (arguments, code, said) in [
        (&["--status", "atendida"][..], 2, "estatus desconocido"),
        (&["--organisation", "INES"], 2, "¿quiso decir `INE`?"),
        (&["--from", "2023-02-15"], 2, "no es anterior"),
        (&["--template", "acuerdos.toml"], 2, "no es un documento de Word"),
        (&["--template", "x.docx", "--format", "md"], 2, "--format docx"),
        (&["--template", "x.docx"], 3, "x.docx"),
        (&["--annex", "--next-meeting"], 2, "--next-meeting"),
        (&["--series", "A"], 2, "--next-meeting"),
        (&["--output", "nada/x.html"], 3, "nada/x.html"),
    ] {
        let (found, out, err) = run(&project, arguments);
        assert_eq!((found, out.is_empty()), (code, true), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    project.write("content/reuniones/mal.md", "---\nfecha: 2022-13-01\n---\n");
    let (code, out, err) = run(&project, &[]);
    assert_eq!((code, out.is_empty()), (1, true));
    assert!(err.contains("no se escribió nada") && !err.contains("sitio"), "{err}");
}

#[test]
fn no_file_is_written_over_without_being_told() {
    let project = small();
    assert_eq!(report(&project, &["--format", "docx"]), "nota-2023-02-15.docx\n");
    let first = fs::read(project.path("nota-2023-02-15.docx")).unwrap();
    project.write("nota-2023-02-15.docx", "lo que alguien cambió");
    let (code, _, err) = run(&project, &["--format", "docx"]);
    assert_eq!(code, 2);
    assert!(err.contains("ya existe nota-2023-02-15.docx; no se cambió") && err.contains("--force"), "{err}");
    assert_eq!(project.read("nota-2023-02-15.docx"), "lo que alguien cambió");
    assert_eq!(report(&project, &["--format", "docx", "--force"]), "nota-2023-02-15.docx\n");
    assert!(fs::read(project.path("nota-2023-02-15.docx")).unwrap() == first);
    // The ending says what is written.
    report(&project, &["-o", "a.html"]);
    assert!(project.read("a.html").starts_with("<!DOCTYPE html>"));
    let names: Vec<_> = tree(project.root()).into_keys().filter(|it| !it.contains('/')).collect();
    assert_eq!(names, ["a.html", "acuerdos.toml", "nota-2023-02-15.docx"]);
}

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

#[test]
fn the_packet_has_what_is_open_by_institution_and_minutes_to_fill_in() {
    let project = here();
    let text = report(&project, &["--next-meeting"]);
    assert!(text.starts_with("# Próxima reunión, 1 de marzo de 2023 (fecha propuesta)\n"), "{text}");
    assert!(text.contains("siguen abiertos 8 compromisos; vencidos: 1."));
    let of = |heading: &str| text.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let ine = of("Instituto Nacional Electoral (INE)");
    let sre = of("Secretaría de Relaciones Exteriores (SRE)");
    let ids = |text: &str| {
        text.lines()
            .filter_map(|line| Some(line.split_once("<br><br>[")?.1.split_once(']')?.0.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(ine), ["2022-08-09/4", "2022-09-08/2", "2022-09-08/4", "2023-01-18/4"]);
    assert_eq!(
        ids(sre),
        ["2022-08-09/4", "2022-09-08/2", "2022-09-08/3", "2022-11-23/2", "2023-01-18/3", "2023-01-18/7"]
    );
    assert!(ine.contains("*Sin reporte desde el 27 de enero de 2023 (19 días).*"), "{ine}");
    assert!(sre.contains("**Vencido hace 21 días**"), "{sre}");
    // The minutes are those that `new meeting` writes.
    let minutes = text.split("```markdown\n").nth(1).unwrap().strip_suffix("```\n").unwrap();
    let (code, ..) = {
        let output = Command::new(env!("CARGO_BIN_EXE_acuerdos"))
            .current_dir(project.root())
            .args(["new", "meeting", "--date", "2023-03-01"])
            .output()
            .unwrap();
        (output.status.code().unwrap(), ())
    };
    assert_eq!(code, 0);
    assert_eq!(minutes, project.read("content/reuniones/2023-03-01.md"));

    let small = small();
    let text = report(&small, &["--next-meeting", "--date", "2023-04-01", "--to", "2023-02-28"]);
    assert!(text.starts_with("# Reunión del 1 de abril de 2023\n"), "{text}");
    for format in ["html", "docx", "csv"] {
        let (code, out, err) = run(&project, &["--next-meeting", "--format", format, "--output", "-"]);
        assert_eq!((code, out.is_empty()), (0, false), "{format}: {err}");
    }
    let docx = word(&project, &["--next-meeting"]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    assert_eq!(elements(document.root(), "tbl").count(), 3);
    assert_eq!(elements(document.root(), "pageBreakBefore").count(), 1);
}

#[test]
fn nothing_of_the_authors_is_markup_of_the_documents() {
    let project = small();
    let minutes = MAY.replace("Texto [con liga]", "Texto <script>x</script> & \\<i> ]]> \u{1} ```y``` [con liga]");
    project.write("content/reuniones/2022-05-19.md", minutes);
    let html = report(&project, &["--format", "html"]);
    assert!(!html.contains("<script") && html.contains("&lt;i&gt; ]]&gt;"), "{html}");
    assert!(html.contains("<a href=\"https://example.org/a(b)\">con liga</a>"));
    assert!(html.contains("<li>uno</li>") && html.contains("<blockquote><p>cita</p>"), "{html}");
    for (path, text) in parts(&word(&project, &["--annex"])) {
        Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let text = report(&project, &[]);
    assert!(text.contains("\\<i\\>") && text.contains("(https://example.org/a%28b%29)"), "{text}");
}

#[test]
fn a_long_account_can_go_on_over_the_page() {
    let project = small();
    let long = "Una frase que se repite muchas veces. ".repeat(60);
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", &long));
    let docx = word(&project, &[]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let whole: Vec<bool> = elements(document.root(), "tbl")
        .nth(1)
        .map(|table| elements(table, "tr").map(|row| elements(row, "cantSplit").next().is_some()).collect())
        .unwrap();
    assert_eq!(whole, [true, false, true]);
}

#[test]
fn what_raw_html_says_is_kept() {
    let project = small();
    let html = "<p>Párrafo &amp; dos</p>\n<div>tres<br>cuatro</div>\n<script>nada</script>\n\nEn <b>negritas</b>.";
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", html));
    let text = report(&project, &[]);
    assert!(text.contains("Párrafo \\& dos<br>tres<br>cuatro<br><br>En **negritas**."), "{text}");
    assert!(!text.contains("nada"));
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
fn an_english_site_has_english_documents() {
    let project = small();
    project.write(
        "acuerdos.toml",
        "language = \"en\"\ncut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n[report]\nrequested_by = \"the Council\"\n",
    );
    let text = report(&project, &["--annex"]);
    for said in [
        "**Informative note**",
        "what was asked for in **the Council**",
        "## Annex. Commitments that were closed by 31 December 2022",
        "**(Previous status: Pending)**",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(report(&project, &["--format", "docx"]), "note-2023-02-15.docx\n");
    assert_eq!(report(&project, &["--next-meeting", "--format", "docx"]), "packet-2023-02-15.docx\n");
    let packet = report(&project, &["--next-meeting", "--date", "2023-03-01", "--series", "Group"]);
    assert!(packet.contains("acuerdos new meeting --date 2023-03-01 --series \"Group\""), "{packet}");
}

#[test]
fn everything_that_minutes_may_say_is_in_the_documents() {
    let project = small();
    let rich = "`c|d`, ~~tachado~~, ***ambos***, nota[^1], ![foto](x.png), [[2022-05-19/3]] y [[2022-05-19/3|otro]].\n\n| A | B |\n|---|---|\n| 1 | **2** |\n\n```\na *b*\n```\n\n5) cinco\n\n- [x] hecho\n\n[^1]: La nota al pie.\n";
    project.write("content/reuniones/x.png", "");
    project.write("content/reuniones/2022-05-19.md", MAY.replace("> cita", rich));
    let text = report(&project, &[]);
    for said in [
        "`c\\|d`, ~~tachado~~, ***ambos***, nota\\[1\\], foto, Sin responsable (2022-05-19/3) y otro.",
        "A · B<br>1 · **2**",
        "<code>a \\*b\\*</code>",
        "<ol start=\"5\"><li>cinco</li></ol>",
        "<li>☑ hecho</li>",
        "\\[1\\] La nota al pie.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let html = report(&project, &["--format", "html"]);
    let docx = word(&project, &[]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    let word = words(document.root());
    let page = Html::parse_document(&html).root_element().text().collect::<String>();
    for said in [
        "c|d",
        "tachado",
        "ambos",
        "foto",
        "Sin responsable (2022-05-19/3) y otro.",
        "a *b*",
        "cinco",
        "☑ hecho",
        "La nota al pie.",
    ] {
        assert!(word.contains(said), "{said}: {word}");
        assert!(page.contains(said), "{said}: {page}");
    }
    let start =
        |parts: &[(String, String)]| part(parts, "word/numbering.xml").contains("<w:startOverride w:val=\"5\"/>");
    assert!(start(&parts));
}
