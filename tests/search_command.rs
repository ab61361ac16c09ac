//! `acuerdos search`, as somebody at a terminal and a script see it. That it finds what the page finds is tested beside the
//! browser, with the list of `tests/search/queries.json`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::process::{Command, Output};

use serde_json::Value;
use support::Project;
use support::program::program;

const MINUTES: &str = "---
fecha: 2022-08-09
---

## Compromisos

### 1. Convenio de colaboración

Enviar el convenio firmado.

- Responsable: IME
- Vence: 2023-05

### 2. Plan de riesgos

Diseñar un plan\u{1b}[31m de riesgos.

- Responsable: INE

#### 2022-09-08 · Atendido

Quedó diseñado.
";

fn search(arguments: &[&str]) -> Output {
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)]);
    program(project.root()).arg("search").args(arguments).output().unwrap()
}

fn printed(arguments: &[&str]) -> String {
    let output = search(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["--json"], arguments].concat())).unwrap()
}

fn ids(answer: &Value) -> Vec<&str> {
    answer["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap()).collect()
}

#[test]
fn results_say_what_they_are_and_where() {
    let told = printed(&["convenio", "--kind", "commitment"]);
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "1 resultado");
    assert_eq!(lines[2], "Convenio de colaboración");
    assert!(lines[3].contains("Pendiente") && lines[3].contains("Compromiso 2022-08-09/1"), "{told}");
    assert!(lines[3].contains("vence may 2023") && lines[3].contains("IME"), "{told}");
    assert!(told.contains("compromisos/2022-08-09/1.html"), "{told}");
}

#[test]
fn words_of_several_arguments_are_one_query() {
    assert_eq!(json(&["plan", "riesgos"]), json(&["plan riesgos"]));
    assert_eq!(ids(&json(&["--", "riesgos", "-convenio"])), ["2022-08-09/2"]);
}

#[test]
fn filters_are_flags_by_any_name_that_a_reader_knows() {
    assert_eq!(ids(&json(&["--status", "pend"])), ["2022-08-09/1"]);
    assert_eq!(ids(&json(&["--status", "pendiente", "--status", "atendido"])), ["2022-08-09/2", "2022-08-09/1"]);
    assert_eq!(ids(&json(&["--organisation", "ine"])), ["2022-08-09/2"]);
    assert_eq!(ids(&json(&["--year", "2022", "--kind", "meeting"])), ["2022-08-09"]);
    assert_eq!(ids(&json(&["--late", "--today", "2023-06-01"])), ["2022-08-09/1"]);
    assert_eq!(ids(&json(&["--late", "--today", "2023-05-31"])), Vec::<&str>::new());
    assert_eq!(ids(&json(&["--kind", "commitment", "--limit", "1", "--offset", "1", "--sort", "oldest"])).len(), 1);
}

#[test]
fn a_value_that_there_is_not_is_wrong_usage() {
    for (flag, value) in
        [("--status", "hecho"), ("--organisation", "ONU"), ("--year", "dos"), ("--tag", "x"), ("--series", "x")]
    {
        let output = search(&["plan", flag, value]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        assert!(output.stdout.is_empty());
        assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("{flag} «{value}»")), "{output:?}");
    }
}

#[test]
fn nothing_found_is_an_answer() {
    assert!(printed(&["xyzzy"]).starts_with("0 resultados\n"));
    assert_eq!(json(&["xyzzy"])["total"], 0);
}

#[test]
fn a_mistyped_word_is_told() {
    let told = printed(&["convneio"]);
    assert!(told.contains("«convneio»") && told.contains("«convenio»"), "{told}");
}

#[test]
fn colours_are_for_terminals_and_no_text_of_the_minutes_commands_one() {
    assert!(!printed(&["riesgos"]).contains('\u{1b}'));
    let coloured = printed(&["riesgos", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[33mriesgos"), "{coloured:?}");
    assert!(!coloured.contains("\u{1b}[31m de"), "{coloured:?}");
}

#[test]
fn nothing_is_written() {
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)]);
    let before = support::tree(project.root());
    Command::new(env!("CARGO_BIN_EXE_acuerdos")).current_dir(project.root()).args(["search", "plan"]).output().unwrap();
    assert_eq!(support::tree(project.root()), before);
}

/// Builds the site of a year's minutes into a folder of that name.
fn site_of(year: &str, text: &str) -> Project {
    let minutes = MINUTES.replace("2022-", &format!("{year}-")).replace("Plan de riesgos", text);
    let project = Project::new();
    project.write(&format!("{year}/content/reuniones/{year}-08-09.md"), minutes);
    let output = Command::new(env!("CARGO_BIN_EXE_acuerdos"))
        .current_dir(project.root())
        .args(["--root", year, "build", "--today", "2023-09-01"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    project
}

#[test]
fn several_published_sites_are_searched_as_one() {
    let (one, two) = (site_of("2022", "Plan de riesgos"), site_of("2023", "Plan de trabajo"));
    let (one, two) = (one.path("2022/site"), two.path("2023/site"));
    let (one, two) = (one.to_str().unwrap(), two.to_str().unwrap());
    let both = json(&["plan", "--kind", "commitment", "--sort", "newest", "--site", one, "--site", two]);
    assert_eq!((ids(&both), &both["total"]), (vec!["2023-08-09/2", "2022-08-09/2"], &Value::from(2)));
    // The address says which site it is of.
    assert_eq!(both["hits"][0]["url"], format!("{two}/compromisos/2023-08-09/2.html"));
    let years: Vec<&str> =
        both["facets"]["year"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(years, ["2023", "2022"]);
    // A value that one of them alone has is a filter all the same.
    let filtered = json(&["plan", "--year", "2023", "--kind", "commitment", "--site", one, "--site", two]);
    assert_eq!(ids(&filtered), ["2023-08-09/2"]);
    // One alone answers as it always has.
    let alone = json(&["plan", "--kind", "commitment", "--site", one]);
    assert_eq!(alone["hits"][0]["url"], "compromisos/2022-08-09/2.html");
    let missing = search(&["plan", "--site", one, "--site", "nada"]);
    assert_eq!(missing.status.code(), Some(2), "{missing:?}");
}
