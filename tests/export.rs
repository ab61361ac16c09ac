//! Handing a register over to another search engine: the files are what their readers expect, and say what the site says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::process::{Command, Output};

use serde_json::Value;
use support::Project;

const CONFIGURATION: &str = "base_url = \"https://acuerdos.example/\"

[[organisations]]
acronym = \"SRE\"
units = [{ acronym = \"IME\" }]
";

const MINUTES: &str = "---
fecha: 2022-08-09
serie: Grupo de trabajo
---

## Compromisos

### 1. Convenio \"marco\"

Enviar el convenio firmado.

- Responsable: IME
- Vence: 2023-02
- Documentos: INE/CG241/2022

### 2. Plan de riesgos

Diseñar un plan.

#### 2022-09-08 · Atendido

Quedó diseñado.
";

fn project() -> Project {
    Project::of([
        ("acuerdos.toml", CONFIGURATION),
        ("content/reuniones/2022-08-09.md", MINUTES),
        ("content/guia.md", "# Guía\n\nCómo se lee.\n"),
    ])
}

fn export(project: &Project, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.args(["--lang", "en", "export", "--today", "2023-03-01"]).args(arguments);
    command.current_dir(project.root()).output().unwrap()
}

fn printed(project: &Project, format: &str) -> String {
    let output = export(project, &["--format", format]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn records(project: &Project) -> Vec<Value> {
    let text = printed(project, "ndjson");
    assert!(text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_record_of_the_search_is_a_line() {
    let records = records(&project());
    let ids: Vec<&str> = records.iter().map(|record| record["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["guia", "2022-08-09", "2022-08-09/1", "2022-08-09/2"]);
    let convention = &records[2];
    assert_eq!(convention["kind"], "commitment");
    assert_eq!(convention["url"], "https://acuerdos.example/compromisos/2022-08-09/1.html");
    assert_eq!(convention["status"], "pendiente");
    assert_eq!(convention["late"], true);
    assert_eq!(
        (&convention["date"], &convention["due"]),
        (&"2022-08-09T00:00:00Z".into(), &"2023-02-28T00:00:00Z".into())
    );
    assert_eq!(convention["organisation"], serde_json::json!(["IME", "SRE"]));
    assert_eq!(convention["series"], "Grupo de trabajo");
    assert!(convention["document"].as_array().unwrap().contains(&"cg241".into()));
    assert_eq!(records[3]["status"], "atendido");
    assert_eq!(records[0]["kind"], "page");
    assert!(records[0].get("date").is_none());
}

/// What the configuration does not name would be refused, since both are strict.
#[test]
fn the_configurations_are_well_formed_and_name_every_field_of_every_record() {
    let project = project();
    let quickwit: Value = serde_yaml_ng::from_str(&printed(&project, "quickwit")).unwrap();
    assert_eq!((&quickwit["version"], &quickwit["index_id"]), (&"0.8".into(), &"acuerdos".into()));
    assert_eq!(quickwit["doc_mapping"]["mode"], "strict");
    let mappings = quickwit["doc_mapping"]["field_mappings"].as_array().unwrap();
    let tokenizers = quickwit["doc_mapping"]["tokenizers"].as_array().unwrap();
    for mapping in mappings {
        let tokenizer = &mapping["tokenizer"];
        let is_known = tokenizer.is_null()
            || tokenizer == "lowercase"
            || tokenizers.iter().any(|known| known["name"] == *tokenizer);
        assert!(is_known, "{mapping}");
    }
    let opensearch: Value = serde_json::from_str(&printed(&project, "opensearch")).unwrap();
    assert_eq!(opensearch["mappings"]["dynamic"], "strict");
    let analyzer = &opensearch["settings"]["analysis"]["analyzer"]["acuerdos_words"];
    for (part, kind) in [("filter", "filter"), ("char_filter", "char_filter")] {
        for name in analyzer[part].as_array().unwrap() {
            let is_known =
                name == "lowercase" || opensearch["settings"]["analysis"][kind].get(name.as_str().unwrap()).is_some();
            assert!(is_known, "{name}");
        }
    }
    for record in records(&project) {
        for (name, value) in record.as_object().unwrap() {
            let mapping = mappings.iter().find(|mapping| mapping["name"] == **name).unwrap_or_else(|| panic!("{name}"));
            let is_array = mapping["type"].as_str().unwrap().starts_with("array<");
            assert_eq!(is_array, value.is_array(), "{name}");
            assert!(opensearch["mappings"]["properties"].get(name).is_some(), "{name}");
        }
    }
}

#[test]
fn the_mapping_is_in_the_language_of_the_site() {
    let project = Project::of([
        ("acuerdos.toml", "language = \"en\"\n"),
        ("content/meetings/2022-08-09.md", "---\ndate: 2022-08-09\n---\n"),
    ]);
    assert!(printed(&project, "opensearch").contains("light_english"));
    assert!(printed(&self::project(), "opensearch").contains("light_spanish"));
}

#[test]
fn all_three_go_into_a_folder_and_nothing_there_is_replaced_unasked() {
    let project = project();
    let output = export(&project, &["handover/new"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).unwrap().replace('\\', "/");
    let files = ["handover/new/records.ndjson", "handover/new/quickwit.yaml", "handover/new/opensearch.json"];
    assert_eq!(said.lines().collect::<Vec<_>>(), files);
    assert_eq!(project.read(files[0]), printed(&project, "ndjson"));
    assert_eq!(project.read(files[1]), printed(&project, "quickwit"));
    assert_eq!(project.read(files[2]), printed(&project, "opensearch"));

    project.write(files[0], "mine");
    let output = export(&project, &["handover/new"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("--force"));
    assert_eq!(project.read(files[0]), "mine");
    assert!(export(&project, &["handover/new", "--force"]).status.success());
    assert_ne!(project.read(files[0]), "mine");
}

#[test]
fn content_with_errors_is_not_handed_over() {
    let project = project();
    project.write("content/reuniones/2022-08-10.md", "---\nfecha: ayer\n---\n");
    let output = export(&project, &["--format", "ndjson"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
}

#[test]
fn neither_folder_nor_format_and_both_are_wrong_usage() {
    for arguments in [&[][..], &["folder", "--format", "ndjson"]] {
        assert_eq!(export(&project(), arguments).status.code(), Some(2), "{arguments:?}");
    }
}
