//! The CSV of a site's data, or of `acuerdos report`, changed in a spreadsheet and brought back.

use crate::support::Project;
use crate::{Ran, data, project, run, same};

const FILE: &str = "t.csv";

/// The repository's own register and its commitments as a table: the site's data, or the report.
fn tables() -> [Project; 2] {
    let from_site = project(".");
    assert_eq!(run(&from_site, &["build", "--quiet"]).code, 0);
    from_site.write(FILE, from_site.read("site/datos/compromisos.csv"));
    let from_report = project(".");
    assert_eq!(run(&from_report, &["report", "--quiet", "--whole", "--output", FILE]).code, 0);
    [from_site, from_report]
}

/// Changes the cell of a commitment.
fn set(project: &Project, id: &str, column: &str, value: &str) {
    let text = project.read(FILE);
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = head.iter().position(|name| name == column).unwrap();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&head).unwrap();
    let mut found = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let is_it = &record[0] == id;
        found += usize::from(is_it);
        writer
            .write_record(record.iter().enumerate().map(|(i, cell)| if is_it && i == at { value } else { cell }))
            .unwrap();
    }
    assert_eq!(found, 1, "{id}");
    project.write(FILE, writer.into_inner().unwrap());
}

#[test]
fn an_unchanged_table_changes_nothing() {
    for project in tables() {
        let Ran { code, out, err } = run(&project, &["import", FILE]);
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        assert!(err.ends_with("Nada nuevo\n") && err.lines().count() == 1, "{err}");
    }
}

/// What is changed in a cell is changed in the minutes, in its line; `--dry-run` shows that line and writes nothing.
#[test]
fn a_changed_cell_changes_its_line() {
    for (id, column, value, difference) in [
        ("2022-08-09/4", "due", "2023-06-30", &["-- Vence: 2023-05", "+- Vence: 2023-06-30"][..]),
        ("2022-08-09/4", "responsible", "DERFE; IME", &["-- Responsables: INE, SRE", "+- Responsables: DERFE, IME"]),
        ("2022-08-09/1", "due", "2023-07", &["+- Vence: 2023-07"]),
        ("2022-08-09/4", "due", "", &["-- Vence: 2023-05"]),
        ("2022-08-09/2", "tags", "costos; presupuesto", &["-- Etiquetas: costos", "+- Etiquetas: costos, presupuesto"]),
        ("2022-08-09/2", "title", "Costos", &["-### 2. Análisis de costos", "+### 2. Costos"]),
        ("2023-01-18/7", "status", "atendido", &["+#### 2023-02-15 · Atendido"]),
        (
            "2022-08-09/2",
            "text",
            "Hacer *otro* análisis.",
            &[
                "-Analizar de manera conjunta los costos que se derivan del proceso: operación, infraestructura, recursos humanos, seguimiento y otros.",
                "+Hacer \\*otro\\* análisis.",
            ],
        ),
        (
            "2023-01-18/7",
            "updates",
            "2023-02-08 · pendiente: Se espera aún la información.",
            &["-La información aún no se ha recibido.", "+Se espera aún la información."],
        ),
        (
            "2023-01-18/7",
            "updates",
            "2023-02-08 · pendiente: La información aún no se ha recibido.; 2023-02-14 · en-proceso: Llegó una parte.",
            &["+#### 2023-02-14 · En proceso", "+Llegó una parte."],
        ),
    ] {
        for project in tables() {
            let before = data(&project);
            set(&project, id, column, value);
            let Ran { code, out, err } = run(&project, &["import", FILE, "--dry-run"]);
            assert_eq!(code, 0, "{id} {column}: {err}");
            let changed: Vec<&str> = out
                .lines()
                .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---"))
                .filter(|line| line.len() > 1)
                .collect();
            assert_eq!(changed, difference, "{id} {column}: {out}{err}");
            same(&data(&project), &before, "a dry run");
            assert_eq!(run(&project, &["import", FILE]).code, 0);
            assert_ne!(data(&project), before, "{id} {column}");
            assert_eq!(run(&project, &["import", FILE]).out, "", "{id} {column}: it was changed twice");
        }
    }
}

/// A text or an account that is no more than words is changed as well; one with emphasis, links or several paragraphs, which a
/// table has not, is told and stays.
#[test]
fn what_a_table_cannot_change_is_told() {
    for (id, column, value, told) in [
        (
            "2022-08-09/4",
            "updates",
            "2023-02-08 · en-proceso: Otra cosa.",
            "t.csv:5: el texto de 2022-08-09/4 · 2023-02-08 es otro en la minuta",
        ),
        ("2022-08-09/2", "due", "pronto", "no se encontró su lugar en una minuta: «pronto»"),
        ("2022-08-09/2", "status", "quizá", "«quizá» no es un estatus configurado"),
    ] {
        for project in tables() {
            let before = data(&project);
            set(&project, id, column, value);
            let Ran { out, err, .. } = run(&project, &["import", FILE]);
            assert_eq!(out, "", "{id} {column}");
            let told = told.replace("t.csv:5", "t.csv");
            assert!(told.split(": ").all(|part| err.contains(part)), "{id} {column}: {err}");
            same(&data(&project), &before, column);
        }
    }
}
