//! Files that are not what they seem end in a message, in little time and memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::{Command, Output};

use support::Project;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn import(project: &Project, name: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.current_dir(project.root()).args(["import", name, "--date", "2024-04-30", "--lang", "en"]);
    command.output().unwrap()
}

/// What is said of a file, which must not be taken in.
fn refused(name: &str, bytes: &[u8]) -> String {
    let project = Project::new();
    project.write(name, bytes);
    let output = import(&project, name);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{name}: {told}");
    assert!(!project.path("content").exists(), "{name}");
    assert!(told.starts_with(&format!("error: {name}: ")), "{told}");
    told
}

fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    docx(&[("word/document.xml", text.as_bytes())])
}

#[test]
fn a_bomb_is_not_unpacked() {
    let told = refused("bomb.docx", &docx(&[("word/document.xml", &vec![b' '; 80 << 20])]));
    assert!(told.contains("unpacked it has more than"), "{told}");
    let large = refused(
        "large.docx",
        &docx(&[
            ("word/media/x", &[1; 10]),
            ("word/document.xml", b"<w:p>"),
            ("word/styles.xml", &vec![b'x'; 80 << 20]),
        ]),
    );
    assert!(large.contains("unpacked it has more than"), "{large}");
}

#[test]
fn entities_are_refused() {
    let mut dtd = String::from("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for i in 1..30 {
        write!(dtd, "<!ENTITY a{i} \"&a{};&a{};\">", i - 1, i - 1).unwrap();
    }
    dtd.push_str(
        "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document><w:p><w:r><w:t>&a29;&f;</w:t></w:r></w:p></w:document>",
    );
    assert!(refused("entities.docx", &docx(&[("word/document.xml", dtd.as_bytes())])).contains("XML entities"));
    assert!(
        refused("reference.docx", &document("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>")).contains("XML entities")
    );
}

#[test]
fn tables_within_tables_are_refused() {
    for depth in [1_000, 100_000] {
        let html = format!("<html>{}x{}", "<table><tr><td>".repeat(depth), "</td></tr></table>".repeat(depth));
        assert!(refused("deep.html", html.as_bytes()).contains("tables within tables"));
    }
    let body = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100_000), "</w:tc></w:tr></w:tbl>".repeat(100_000));
    assert!(refused("deep.docx", &document(&body)).contains("tables within tables"));
}

#[test]
fn a_tag_of_ten_thousand_attributes_is_refused() {
    let attributes = |count: usize| (0..count).map(|i| format!("a{i}='>' ")).collect::<String>();
    let html = format!("<html>\n<style>a<b {0}</style>\n<p>\n<b {0}>x", attributes(10_000));
    let told = refused("wide.html", html.as_bytes());
    assert!(told.contains("has, from line 4 on, a tag of HTML with more than 1000 attributes"), "{told}");
}

#[test]
fn a_tag_of_ten_thousand_attributes_in_a_cell_is_text() {
    let project = Project::new();
    let note = format!("Date\tAgreement\n3 April 2024\t1. Plan <b {}>x</b>\n", "a b c d ".repeat(2_500));
    project.write("wide.txt", note.as_bytes());
    let output = import(&project, "wide.txt");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let minutes = project.read("content/reuniones/2024-04-03.md");
    assert!(minutes.contains("a b c d a b c d"), "{minutes}");
}

#[test]
fn what_is_no_note_is_said_to_be_none() {
    for (name, bytes, told) in [
        ("a.pdf", &b"%PDF-1.7\n..."[..], "is PDF, which is not read\nhelp: a PDF does not say which its tables are"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is Word 97 (.doc)"),
        ("a.rtf", b"{\\rtf1 x}", "is RTF"),
        ("a.zip", &docx(&[("x.txt", b"x")]), "is ZIP"),
        (
            "a.odt",
            &docx(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]),
            "is ODT, which is not read\nhelp: open it in a word processor and save it as DOCX or HTML",
        ),
        (
            "a.xlsx",
            &docx(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]),
            "is XLSX, which is not read\nhelp: open it in the spreadsheet, and save the sheet",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is Excel 97 (.xls), which is not read\nhelp: open it in the spr"),
        ("a.fodt", b"<?xml version=\"1.0\"?>\n<office:document office:version=\"1.3\">x</office:document>", "is FODT"),
        ("cut.docx", b"PK\x03\x04 and no more", "is broken"),
        ("empty.txt", b"", "is no text"),
        ("noise.txt", &(0..=255).cycle().take(9_000).map(|byte: u8| byte.wrapping_mul(7)).collect::<Vec<u8>>(), ""),
        (
            "letter.txt",
            "Estimada señora:\n\nLe escribo para saludarla.\n".as_bytes(),
            "has no table, and no meeting with its commitments is recognised in its text\nhelp: the date and the commitments",
        ),
        ("a.html", b"<table><tr><td>1</td><td>2", "has one table, and no date"),
        // As `pdftotext -layout` leaves a page: which cells are of one row cannot be told.
        (
            "layout.txt",
            " Fecha y      Asistentes       Relación de\nmodalidad                      compromisos     Estatus\n                               1. Celebrar\n9 de agosto   INE SRE (IME     reuniones       Atendido\nde 2022       DGSC)\n".as_bytes(),
            "has no table: it seems to have columns, which only spaces keep apart\nhelp: the tables are missing",
        ),
        // Which of both is missing is said: the date, or what was agreed.
        (
            "undated.csv",
            b"No.,Agreement,Status\n1,Measure the shelves,Done\n2,Paint them,Pending\n",
            "has one table, and no date in which a meeting is recognised\nhelp: the date of the meeting is missing",
        ),
        (
            "other.txt",
            b"No.\tWhat\tDue\n1\tMeasure the shelves\t3 April 2024\n",
            "has tables and dates (the first, 2024-04-03), none of which is recognised as that of a meeting\nhelp: call",
        ),
        (
            "agreed.txt",
            b"Date\tRemark\n3 April 2024\tRain\n7 May 2024\tSnow\n",
            "has tables and dates (the first, 2024-04-03), none of which is recognised as that of a meeting\nhelp: call",
        ),
    ] {
        let found = refused(name, bytes);
        assert!(found.contains(told), "{name}: {found}");
    }
}

#[test]
fn a_file_larger_than_any_note_is_not_read() {
    let project = Project::new();
    let file = std::fs::File::create(project.path("large.txt")).unwrap();
    file.set_len(1 << 30).unwrap();
    let output = import(&project, "large.txt");
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("has 1073741824 bytes"), "{told}");
}

/// Tags that never close, cells that cover everything, and texts without end take no more than their size.
#[test]
fn what_is_read_stays_in_proportion() {
    let head = "<table><tr><th>Fecha<th>Asistentes<th>Compromisos<th>Estatus";
    let row = "<tr><td colspan=999999999 rowspan=999999999>3 de abril de 2024<td>INE<td>1. Plan<td><b>Atendido</b>";
    let wide = format!("{head}{}", row.repeat(20_000));
    let styles = format!("{head}{}{row}", "<b><span style='font-weight:bold'>".repeat(200_000));
    let cell = format!(
        "Fecha\tCompromisos\tEstatus\n3 de abril de 2024\t1. Plan\t<b>Atendido</b> {}\n",
        "uno (dos, 2. tres) ".repeat(400_000)
    );
    let units = format!(
        "Fecha\tAsistentes\tCompromisos\n3 de abril de 2024\tINE ({}\t1. Plan\n",
        "A, B (C) y D; ".repeat(100_000)
    );
    let columns = format!("{}\n", "+--".repeat(200_000)).repeat(2) + &"|a".repeat(200_000);
    let drawn = format!("+--+--+\n{}", "| a|  +--+\n|  | b|\n".repeat(20_000));
    let rulers = "--- ---\n---- ----\na b\n".repeat(20_000);
    let quotes = format!("Fecha;Acuerdos;Estatus\n\"3 de abril de 2024;1. Plan{}", ";\"\"".repeat(300_000));
    let marks = format!("Página 1 de 2\n{}", "Uno\nPágina 2 de 2\n".repeat(100_000));
    for (name, text) in [
        ("wide.html", wide),
        ("styles.html", styles),
        ("cell.txt", cell),
        ("units.txt", units),
        ("columns.txt", columns),
        ("drawn.txt", drawn),
        ("rulers.txt", rulers),
        ("quotes.csv", quotes),
        ("marks.txt", marks),
    ] {
        let project = Project::new();
        project.write(name, text);
        let output = import(&project, name);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {:?}", output.status);
    }
}
