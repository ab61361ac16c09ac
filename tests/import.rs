//! `acuerdos import`, as a secretariat uses it: notes in, minutes out, nothing lost and nothing overwritten.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use support::program::run;
use support::{Project, tree};

fn notes(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/notes").join(name).to_str().unwrap().to_owned()
}

/// The minutes of a project by their paths below the content folder.
fn minutes(project: &Project) -> BTreeMap<String, String> {
    let content = project.path("content");
    if !content.exists() {
        return BTreeMap::new();
    }
    tree(&content).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A new project with a note in it.
fn imported(note: &str) -> Project {
    let project = Project::new();
    let ran = run(&project, &["import", &notes(note), "--date", "2023-02-15"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    project
}

fn commitments(project: &Project) -> Vec<serde_json::Value> {
    let built = run(project, &["build", "--quiet", "--today", "2023-02-15"]);
    assert_eq!(built.code, 0, "{}", built.err);
    serde_json::from_str(&project.read("site/datos/compromisos.json")).unwrap()
}

fn counted<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    counts.iter().map(|(value, count)| format!("{value} {count}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_real_note_becomes_a_register() {
    let project = imported("nota-informativa.txt");
    let found = commitments(&project);
    assert_eq!(found.len(), 21);
    let field = |name: &'static str| found.iter().map(move |it| it[name].as_str().unwrap_or("none"));
    assert_eq!(counted(field("status")), "atendido 13, en-proceso 7, pendiente 1");
    assert_eq!(counted(field("previous_status")), "en-proceso 10, none 7, pendiente 4");
    let by_meeting = "2022-05-19 1, 2022-08-09 4, 2022-09-08 4, 2022-10-20 1, 2022-11-23 4, 2023-01-18 7";
    assert_eq!(counted(field("meeting")), by_meeting);
    let due: Vec<&str> =
        found.iter().filter(|it| it["due"] == "2023-05").map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(due, ["2022-08-09/4", "2022-09-08/2", "2022-09-08/3", "2023-01-18/4"]);
    let of = |id: &str| found.iter().find(|it| it["id"] == id).unwrap();
    assert_eq!(of("2022-11-23/3")["responsible"], serde_json::json!(["IME", "INE"]));
    assert_eq!(of("2022-09-08/4")["documents"], serde_json::json!(["INE/DERFE/0132/2023"]));
    let meetings: Vec<serde_json::Value> = serde_json::from_str(&project.read("site/datos/reuniones.json")).unwrap();
    let last = meetings.last().unwrap();
    assert_eq!(last["topics"].as_array().unwrap().len(), 6);
    assert_eq!(last["topics"][5], "Tipo de visado para funcionarios y representantes de partidos políticos.");
    let units =
        |at: usize, organisation: usize| meetings[at]["attendees"][organisation]["units"].as_array().unwrap().len();
    assert_eq!([units(1, 0), units(1, 1), units(5, 0), units(5, 1)], [0, 6, 5, 8]);
    assert_eq!(meetings[4]["mode"], serde_json::Value::Null);
    let checked = run(&project, &["check", "--today", "2023-02-15"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
}

/// The end of an account stood at the top of the next page, before the status of the next commitment.
#[test]
fn each_account_has_its_own_text_and_none_of_its_neighbours() {
    let found = commitments(&imported("nota-informativa.txt"));
    let account = |id: &str| {
        let commitment = found.iter().find(|it| it["id"] == id).unwrap();
        let updates = commitment["updates"].as_array().unwrap();
        assert_eq!(updates.len(), 1, "{id}");
        updates[0]["text"].as_str().unwrap().to_owned()
    };
    let ends = "este plan debe ser presentado ante la COVE en mayo de 2023.";
    for id in ["2022-08-09/4", "2022-09-08/2", "2022-09-08/3", "2023-01-18/4"] {
        let text = account(id);
        assert!(text.starts_with("Actualmente, este plan se encuentra en construcción"), "{id}: {text}");
        assert!(text.ends_with(ends), "{id}: {text}");
        assert_eq!(text.matches("COVE").count(), 1, "{id}: {text}");
    }
    for (id, starts, ends) in [
        ("2022-09-08/1", "Se informa que, de manera conjunta", "atendidos por ambas instituciones."),
        ("2022-09-08/4", "A fin de atender este compromiso", "a las sedes consulares al respecto."),
        ("2022-10-20/1", "El IME, a través de", "autorización electrónica de viaje (eTA)."),
        ("2022-11-23/1", "Se ha informado por parte del IME", "para la validación respectiva."),
        ("2022-11-23/2", "Se está a la espera", "en la firma del convenio de mérito."),
        ("2022-11-23/3", "En fecha 18 de enero", "aspectos de esta naturaleza."),
        ("2023-01-18/5", "La agenda para las visitas", "para los mismos efectos."),
        ("2023-01-18/7", "Se continúa en espera de la información.", "Se continúa en espera de la información."),
    ] {
        let text = account(id);
        assert!(text.starts_with(starts) && text.ends_with(ends), "{id}: {text}");
    }
    assert!(account("2022-08-09/1").contains("los instrumentos de colaboración a celebrar entre ambas"));
    assert!(account("2022-10-20/1").contains("ante el Departamento de Estado debido a que"));
}

#[test]
fn every_format_gives_the_same_minutes() {
    let text = minutes(&imported("nota-informativa.txt"));
    assert_eq!(text.len(), 6);
    for other in ["nota-informativa.html", "nota-informativa.docx"] {
        assert_eq!(minutes(&imported(other)), text, "{other}");
    }
}

#[test]
fn what_stands_outside_of_the_tables_is_told_with_its_place() {
    let project = Project::new();
    let ran = run(&project, &["import", &notes("nota-informativa.txt"), "--date", "2023-02-15", "--lang", "en"]);
    let told: Vec<&str> =
        ran.err.lines().filter(|line| line.contains("outside of the tables of commitments")).collect();
    assert_eq!(told.len(), 4, "{}", ran.err);
    assert!(told[0].contains("nota-informativa.txt:3: "), "{}", told[0]);
    assert!(
        ran.err.ends_with("meetings: 6; commitments: 21. New: 6 meetings, 21 commitments, 0 reports on known ones\n")
    );
}

#[test]
fn importing_twice_changes_nothing() {
    let project = imported("nota-informativa.txt");
    let before = tree(project.root());
    for note in ["nota-informativa.txt", "nota-informativa.docx"] {
        for date in ["2023-02-15", "2023-03-15"] {
            let again = run(&project, &["import", &notes(note), "--date", date]);
            assert_eq!((again.code, again.out.as_str()), (0, ""), "{note} {date}: {}", again.err);
            assert_eq!(tree(project.root()), before);
        }
    }
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let project = Project::new();
    let ran = run(&project, &["import", &notes("nota-informativa.txt"), "--date", "2023-02-15", "--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("+++ b/content/reuniones/2022-08-09.md\n"), "{}", ran.out);
    assert!(ran.out.contains("\n+#### 2023-02-15 · En proceso (antes: Pendiente)\n"));
    assert!(tree(project.root()).is_empty());
}

/// Notes of the same family in other orders; `expected` is what they say as minutes and messages.
#[test]
fn notes_in_any_order_are_recognised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| !case.ends_with("notes"));
    cases.sort();
    assert!(cases.len() >= 5);
    for case in cases {
        let project = Project::new();
        let note = fs::read_dir(&case)
            .unwrap()
            .map(|it| it.unwrap().path())
            .find(|it| it.file_stem().is_some_and(|it| it == "note"));
        let note = note.unwrap();
        let name = note.file_name().unwrap().to_str().unwrap();
        project.write(name, fs::read(&note).unwrap());
        let english = case.ends_with("english");
        project.write(
            "acuerdos.toml",
            format!("language = \"{}\"\ncut_off = 2024-06-30\n", if english { "en" } else { "es" }),
        );
        let ran = run(&project, &["import", name]);
        let mut found = minutes(&project);
        found.insert("messages.txt".to_owned(), ran.err);
        let expected = case.join("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            let _ = fs::remove_dir_all(&expected);
            for (path, text) in &found {
                let path = expected.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        let wanted: BTreeMap<String, String> =
            tree(&expected).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
        assert_eq!(found, wanted, "{}: set UPDATE_EXPECTED=1 and look at the difference", case.display());
        let checked = run(&project, &["build", "--quiet"]);
        assert_eq!(checked.code, 0, "{}: {}", case.display(), checked.err);
        let again = run(&project, &["import", name]);
        assert_eq!(again.out, "", "{}: {}", case.display(), again.err);
    }
}

/// What a register says, as its data have it.
fn data(project: &Project) -> [serde_json::Value; 2] {
    let built = run(project, &["build", "--quiet"]);
    assert_eq!(built.code, 0, "{}", built.err);
    ["compromisos", "reuniones"]
        .map(|name| serde_json::from_str(&project.read(&format!("site/datos/{name}.json"))).unwrap())
}

#[test]
fn the_data_of_a_site_give_the_same_register() {
    let first = own();
    let wanted = data(&first);
    let second = Project::new();
    second.write("acuerdos.toml", first.read("acuerdos.toml"));
    for name in ["compromisos.csv", "reuniones.csv"] {
        second.write(name, first.read(&format!("site/datos/{name}")));
    }
    let ran = run(&second, &["import", "compromisos.csv", "reuniones.csv"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = data(&second);
    for (found, wanted) in found.iter().zip(&wanted) {
        for (found, wanted) in found.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
            for (key, value) in wanted.as_object().unwrap() {
                assert_eq!(&found[key], value, "{} {key}", wanted["id"]);
            }
        }
    }
    assert_eq!(found, wanted);
    let again = run(&second, &["import", "compromisos.csv", "reuniones.csv"]);
    assert_eq!((again.code, again.out.as_str()), (0, ""), "{}", again.err);
    // A status that was changed in the table is one of the cut-off date.
    let path = "compromisos.csv";
    second.write(path, second.read(path).replacen(",pendiente,Pendiente,open,", ",atendido,Pendiente,open,", 1));
    let changed = run(&second, &["import", path, "--dry-run"]);
    assert!(changed.out.contains("\n+#### 2023-02-15 · Atendido\n"), "{}{}", changed.out, changed.err);
}

/// The project of this repository, as it is.
fn own() -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::new();
    project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
    for (path, text) in tree(&root.join("content")) {
        project.write(&format!("content/{path}"), text);
    }
    project
}

#[test]
fn the_note_that_a_site_prints_is_read_back() {
    let first = own();
    let wanted = data(&first);
    let second = Project::new();
    second.write("acuerdos.toml", first.read("acuerdos.toml"));
    second.write("informe.html", first.read("site/informe.html"));
    let ran = run(&second, &["import", "informe.html"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = data(&second);
    let fields = [
        &["id", "number", "text", "meeting", "meeting_date", "status", "previous_status", "documents", "updates"][..],
        &["id", "date", "mode", "attendees", "objectives", "topics", "commitments"],
    ];
    for ((found, wanted), fields) in found.iter().zip(&wanted).zip(fields) {
        assert_eq!(found.as_array().unwrap().len(), wanted.as_array().unwrap().len());
        for (found, wanted) in found.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
            for field in fields {
                assert_eq!(found[field], wanted[field], "{} {field}", wanted["id"]);
            }
        }
    }
}

/// Struck-out text came back as if it were said, which reverses what it means.
#[test]
fn what_is_struck_out_stays_so_there_and_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/struck");
    let first = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n")]);
    first.write("note.html", fs::read(folder.join("note.html")).unwrap());
    assert_eq!(run(&first, &["import", "note.html"]).code, 0);
    let wanted = minutes(&first);
    assert_eq!(wanted.values().map(|text| text.matches("~~").count()).sum::<usize>(), 12, "{wanted:?}");
    for ending in ["docx", "html", "md"] {
        let whole = format!("registro.{ending}");
        let written = run(&first, &["report", "--whole", "--output", &whole]);
        assert_eq!(written.code, 0, "{}", written.err);
        let second = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n")]);
        second.write(&whole, fs::read(first.path(&whole)).unwrap());
        let ran = run(&second, &["import", &whole]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(minutes(&second), wanted, "{ending}");
    }
    // Marks of Markdown in plain text say the same.
    first
        .write("otra.txt", "Fecha\tAcuerdos\tEstatus\n2 de mayo de 2024\t1. Pintar ~~el faro~~ la torre.\tPendiente\n");
    assert_eq!(run(&first, &["import", "otra.txt"]).code, 0);
    assert!(minutes(&first)["reuniones/2024-05-02.md"].contains("\nPintar ~~el faro~~ la torre.\n"));
}

/// A table that a spreadsheet saved was refused, or each of its dates was taken for a meeting.
#[test]
fn tables_of_spreadsheets_are_read_however_their_cells_are_parted() {
    let rows = [
        ["Fecha", "Asistentes", "Acuerdo", "Estatus"],
        ["12/03/2024", "Archivo", "1. Medir los estantes; los altos, también.", "Atendido. Se midieron."],
        ["", "", "2. Pintar.", "Pendiente"],
    ];
    let quoted = |separator: &str| {
        let quote = |cell: &str| if cell.contains([';', ',']) { format!("\"{cell}\"") } else { cell.to_owned() };
        rows.map(|row| row.map(quote).join(separator)).join("\r\n")
    };
    let plain = |separator: &str| {
        rows.map(|row| row.join(separator)).join("\n").replace("estantes; los altos", "estantes, los altos")
    };
    for (name, text) in [
        ("a.csv", quoted(",")),
        ("b.csv", format!("\u{feff}{}", quoted(";"))),
        ("c.csv", format!("sep=;\n{}", quoted(";"))),
        ("d.csv", quoted("\t")),
        ("e.tsv", quoted("\t")),
        ("f.txt", format!("Archivo municipal\n\n{}", plain(";"))),
    ] {
        let project = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n")]);
        project.write(name, text);
        let ran = run(&project, &["import", name]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        assert!(ran.err.contains("reuniones: 1; compromisos: 2."), "{name}: {}", ran.err);
        let found = minutes(&project)["reuniones/2024-03-12.md"].clone();
        assert!(found.contains("\nMedir los estantes"), "{name}: {found}");
        assert!(
            found.contains(" los altos, también.\n\n#### 2024-06-30 · Atendido\n\nSe midieron."),
            "{name}: {found}"
        );
        assert!(found.contains("### 2.\n\nPintar.\n\n#### 2024-06-30 · Pendiente\n"), "{name}: {found}");
    }
    // Copied out of a spreadsheet, cells with line breaks have quotes; quotes of the text are none.
    let copied =
        "Fecha\tAcuerdo\tEstatus\n3/4/2024\t\"1. Ver \"\"el plano\"\".\n2. Medir.\"\t\"Atendido. Visto.\nPendiente\"\n";
    let cited = "Fecha\tAcuerdo\tEstatus\n3/4/2024\t1. Ver \"el plano\".\tAtendido. Visto.\n\t\"2. Medir.\tPendiente\n";
    for (text, agreed) in [(copied, "\nVer \"el plano\".\n"), (cited, "\nVer \"el plano\".\n")] {
        let project = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n"), ("h.txt", text)]);
        let ran = run(&project, &["import", "h.txt"]);
        assert!(ran.err.contains("reuniones: 1; compromisos: 2."), "{}", ran.err);
        let found = minutes(&project)["reuniones/2024-04-03.md"].clone();
        assert!(found.contains(agreed) && found.contains("Medir.\n\n#### 2024-06-30 · Pendiente"), "{found}");
    }
    // Sentences with semicolons are no table.
    let prose = "Reunión del 3 de abril de 2024\nAsistentes: Archivo; Museo; Parques\nTemas: uno; dos; tres\nCompromisos:\n1. Ver; medir; contar.\n";
    let project = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n"), ("g.txt", prose)]);
    assert_eq!(run(&project, &["import", "g.txt"]).code, 0);
    assert!(minutes(&project)["reuniones/2024-04-03.md"].contains("\nVer; medir; contar.\n"));
}

/// Minutes of which nothing was agreed were written without a word.
#[test]
fn a_note_without_commitments_is_told_to_have_none() {
    let text = "Fecha\tAsistentes\tTemas\tPalabras\n3 de abril de 2024\tArchivo (Planos)\tPlanos\tBuenas\n";
    let project = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n"), ("a.txt", text)]);
    let ran = run(&project, &["import", "a.txt"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("aviso: a.txt: se reconocieron reuniones (1) y ningún compromiso"), "{}", ran.err);
}

/// Programs of databases draw a border around the head and no lines between rows.
#[test]
fn drawn_tables_without_lines_between_rows_have_a_row_a_line() {
    let table = "\
+------------+-------------+------------+\n\
| Fecha      | Acuerdos    | Estatus    |\n\
+------------+-------------+------------+\n\
| 12/03/2024 | 1. Medir.   | Atendido   |\n\
|            | 2. Pintar.  | Pendiente  |\n\
+------------+-------------+------------+\n";
    let project = Project::of([("acuerdos.toml", "cut_off = 2024-06-30\n"), ("t.txt", table)]);
    let ran = run(&project, &["import", "t.txt"]);
    assert_eq!(
        ran.err,
        "reuniones: 1; compromisos: 2. Nuevos: 1 reuniones, 2 compromisos, 0 informes de los que ya estaban\n"
    );
    let found = &minutes(&project)["reuniones/2024-03-12.md"];
    assert!(found.contains("Pintar.\n\n#### 2024-06-30 · Pendiente"), "{found}");
}

/// The same note with its pages ending elsewhere: within what was agreed, within its previous status, within accounts.
/// A row that a page break began with the end of a sentence was taken for a head, and one for a commitment of its own.
#[test]
fn wherever_a_page_ends_sentences_are_whole() {
    let field = |it: &serde_json::Value, name: &str| it[name].to_string().replace("\\n", " ");
    let fields = ["id", "text", "status", "previous_status", "due", "responsible", "updates"];
    let told = |note: &str| -> Vec<Vec<String>> {
        let found = commitments(&imported(note));
        found.iter().map(|it| fields.iter().map(|name| field(it, name)).collect()).collect()
    };
    let whole = told("nota-informativa.txt");
    for note in ["cut-3.txt", "cut-21.txt", "cut-23.txt"] {
        assert_eq!(told(note), whole, "{note}");
    }
}

/// Who wrote the minutes by hand has told the same changes in other words: no change is one more, and none contradicts.
#[test]
fn changes_that_are_recorded_in_other_words_are_not_recorded_twice() {
    let project = own();
    let ran =
        run(&project, &["import", &notes("nota-informativa.txt"), "--date", "2023-02-15", "--dry-run", "--lang", "en"]);
    assert!(!ran.err.contains("error: "), "{}", ran.err);
    assert!(!ran.out.lines().any(|line| line.starts_with("+####") && line.contains("Atendido")), "{}", ran.out);
}
