//! The JSON Schemas for editors say what the program reads: no less, and as little more as a schema can.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::config::{self, Config};
use acuerdos::content::front_matter_schema;
use acuerdos::diagnostic::{Bounds, Diagnostics, RULES, Sources};
use jsonschema::Validator;
use serde_json::Value;
use support::Project;
use walkdir::WalkDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn validator(schema: &str) -> Validator {
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("no schema: {error}"));
    jsonschema::validator_for(&schema).unwrap()
}

fn files(below: &str, ending: &str) -> Vec<PathBuf> {
    WalkDir::new(Path::new(ROOT).join(below))
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.to_str().unwrap().ends_with(ending) && !path.to_str().unwrap().contains("/expected/"))
        .collect()
}

/// A configuration as editors see it; dates are texts in JSON.
fn toml(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::String(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(json).collect(),
            toml::Value::Table(table) => {
                Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
            }
            other => serde_json::to_value(other).unwrap(),
        }
    }
    toml::from_str::<toml::Table>(text).ok().map(|table| json(toml::Value::Table(table)))
}

/// Whether the program reads a configuration without a finding.
fn is_read(text: &str) -> bool {
    let mut sources = Sources::default();
    let mut found = Diagnostics::default();
    let id = sources.add("acuerdos.toml", text);
    Config::parse(&sources, id, &mut found);
    found.iter().next().is_none()
}

#[test]
fn the_published_schema_of_front_matter_is_that_of_the_reader() {
    let path = format!("{ROOT}/docs/schemas/minutes-front-matter.schema.json");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, front_matter_schema()).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == front_matter_schema(), "run: UPDATE_EXPECTED=1 cargo test --test schemas");
}

#[test]
fn configurations_that_are_read_are_valid() {
    let schema = validator(config::SCHEMA);
    let mut checked = 0;
    let mut paths = files("tests/sites", "acuerdos.toml");
    paths.push(Path::new(ROOT).join("acuerdos.toml"));
    let mut texts: Vec<(String, String)> =
        paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect();
    for document in ["README.md", "LEEME.md", "docs/configuration.md", "docs/es/configuracion.md", "docs/tutorial.md"] {
        let text = fs::read_to_string(format!("{ROOT}/{document}")).unwrap();
        let samples = text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        texts.extend(samples.map(|sample| (document.to_owned(), sample.to_owned())));
    }
    for (name, text) in texts.iter().filter(|(_, text)| is_read(text)) {
        let errors: Vec<String> = schema.iter_errors(&toml(text).unwrap()).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        checked += 1;
    }
    assert!(checked > 30, "only {checked}");
}

#[test]
fn the_severity_of_every_code_that_may_be_changed_is_in_the_schema() {
    let schema: Value = serde_json::from_str(config::SCHEMA).unwrap();
    let in_schema: Vec<&String> =
        schema["properties"]["check"]["properties"]["severity"]["properties"].as_object().unwrap().keys().collect();
    let mut may: Vec<&str> =
        RULES.iter().filter(|rule| rule.bounds != Bounds::Required).map(|rule| rule.code).collect();
    may.sort_unstable();
    assert_eq!(in_schema, may);
}

/// What is in a case of the diagnostics, `acuerdos.toml` alone, and is told wrong for a key, a type or a value.
#[test]
fn configurations_with_wrong_keys_types_and_values_are_not_valid() {
    let schema = validator(config::SCHEMA);
    for wrong in [
        "titel = 'x'",
        "title = 1",
        "language = 'fr'",
        "language = 1",
        "base_url = 'example.org'",
        "cut_off = '2023-02'",
        "cut_off = true",
        "previous_cut_off = 'ayer'",
        "output = []",
        "theme = 1",
        "organisations = 1",
        "organisations = [1]",
        "[[organisations]]\nacronim = 'x'\nname = 'y'",
        "[[organisations]]\naliases = ['x']",
        "[[organisations]]\nname = 'x'\nunits = [{ name = 'y', units = [] }]",
        "[[organisations]]\nname = 1",
        "[[organisations]]\nname = 'x'\naliases = 'y'",
        "[[statuses]]\nlabel = 'x'\ninitial = true",
        "[[statuses]]\nid = 'x'",
        "[[statuses]]\nid = 'x'\ninitial = 'yes'",
        "[[statuses]]\nid = 'x'\ninitial = true\nkind = 'done'",
        "[[statuses]]\nid = 'x'\ninitial = true\ncolor = 'pink'",
        "[[statuses]]\nid = 'x'\ninitial = true\nicon = 'star'",
        "[[statuses]]\nid = 'x'\ninitial = true\nlabel = { fr = 'x' }",
        "[[documents]]\ntitle = 'x'",
        "[[documents]]\nid = 'x'\nurl = 'x'",
        "[[documents]]\nid = 'x'\nlink = 'x'",
        "[glossary]\nX = 1",
        "[report]\ntitulo = 'x'",
        "[report]\nintroduction = 1",
        "[feeds]\nentries = 0",
        "[feeds]\nentry = 1",
        "[calendar]\nmonths = 'x'",
        "[thresholds]\nstale_days = -1",
        "[thresholds]\nstale = 1",
        "[check]\nseverity = 'off'",
        "[check]\nseverity = { stale = 'loud' }",
        "[check]\nseverity = { stail = 'off' }",
        "[check]\nseverity = { unknown-status = 'off' }",
        "[check]\nlevels = {}",
        "[search]\nsite = 'x'",
        "[search]\ntitle = 1",
        "[search]\nsites = '../2022/'",
        "[[search.sites]]\nurl = '../2022/'",
        "[[search.sites]]\ntitle = 'x'",
        "[[search.sites]]\ntitle = 'x'\nurl = '/2022/'",
        "[[search.sites]]\ntitle = 'x'\nurl = 'javascript:alert(1)'",
        "[[search.sites]]\ntitle = 'x'\nurl = '../2022/?q=x'",
        "[[search.sites]]\ntitle = 'x'\nurl = '../2022/'\nlanguage = 'es'",
        "[brand]\naccent = 'red'",
        "[brand]\nlogo_dark = 'x.svg'",
        "[brand]\nlogos = 'x'",
        "[accessibility]\nmail = 'x'",
        "edit_url = 'x'",
    ] {
        assert!(!is_read(wrong), "it is read: {wrong}");
        assert!(!schema.is_valid(&toml(wrong).unwrap()), "it is valid: {wrong}");
    }
}

/// The keys that the readers of the configuration ask for, by their source.
#[test]
fn every_key_of_the_configuration_is_in_its_schema_and_the_other_way_round() {
    let mut asked = std::collections::BTreeSet::new();
    for path in files("src/config", ".rs") {
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for call in [
            ".text(\"",
            ".take(\"",
            ".texts(\"",
            ".tables(\"",
            ".table(\"",
            ".text_table(\"",
            ".boolean(\"",
            ".count(\"",
            ".date_text(\"",
            "one_of(&mut entry, \"",
            "day(&mut table, \"",
            "(&mut table, \"",
            "(&mut entry, \"",
        ] {
            asked.extend(text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    fn keys(value: &Value, found: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    if key == "properties" {
                        found.extend(value.as_object().unwrap().keys().cloned());
                    }
                    keys(value, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let mut said = std::collections::BTreeSet::new();
    keys(&serde_json::from_str(config::SCHEMA).unwrap(), &mut said);
    let missing: Vec<_> = asked.difference(&said).collect();
    assert!(
        asked.len() > 30 && missing.is_empty(),
        "docs/schemas/acuerdos.toml.schema.json lacks the keys {missing:?}"
    );
    // The codes below `check.severity` are compared with the rules by a test of their own.
    let codes = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    let idle: Vec<_> =
        said.difference(&asked).filter(|key| !std::collections::BTreeSet::contains(&codes, *key)).collect();
    assert!(idle.is_empty(), "docs/schemas/acuerdos.toml.schema.json has keys that nothing reads: {idle:?}");
}

fn front_matter(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let rest = text.strip_prefix("---")?.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'))?;
    if rest.starts_with("---") {
        return Some("");
    }
    rest.find("\n---").map(|end| &rest[..end + 1])
}

/// Whether minutes with this front matter are read without a finding about it.
fn is_front_matter_read(yaml: &str) -> bool {
    let project = Project::of([("acuerdos.toml", "")]);
    project.write("content/reuniones/2024-03-05.md", format!("---\n{yaml}\n---\n\n# Reunión\n"));
    project.check().diagnostics.is_empty()
}

fn yaml(text: &str) -> Option<Value> {
    // The reader takes tabs and hard spaces for spaces.
    let text = text.replace(['\t', '\u{a0}', '\u{2007}', '\u{202f}'], " ");
    serde_json::to_value(serde_yaml_ng::from_str::<serde_yaml_ng::Value>(&text).ok()?).ok()
}

#[test]
fn front_matter_that_is_read_is_valid() {
    let schema = validator(&front_matter_schema());
    let mut checked = 0;
    let minutes = files("tests/sites", ".md").into_iter().chain(files("content", ".md"));
    for path in minutes.filter(|path| ["/reuniones/", "/meetings/"].iter().any(|f| path.to_str().unwrap().contains(f)))
    {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let Some(front) = front_matter(&text).filter(|front| is_front_matter_read(front)) else { continue };
        let Some(value) = yaml(front) else { panic!("{}: no YAML", path.display()) };
        let errors: Vec<String> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
        checked += 1;
    }
    assert!(checked > 40, "only {checked}");
    for good in [
        "Fecha: 2022-08-09",
        "date: 9 August 2022",
        "fecha: 9 de agosto de 2022\nTítulo: 2022",
        "fecha: 2022-08-09\nmodalidad: HIBRIDA\nborrador: no",
        "date: 2022-08-09\nattendees: [INE, SRE]",
        "date: 2022-08-09\nattendees: INE\ntags: a, b\nseries:",
    ] {
        assert!(is_front_matter_read(good), "it is not read: {good}");
        assert!(schema.is_valid(&yaml(good).unwrap()), "it is not valid: {good}");
    }
}

#[test]
fn front_matter_with_wrong_keys_types_and_values_is_not_valid() {
    let schema = validator(&front_matter_schema());
    for wrong in [
        "title: x",
        "fecha: ayer",
        "fecha: 2022-08",
        "fecha: 09/08/2022",
        "fecha: [2022-08-09]",
        "fecha: 2022-08-09\nfechas: x",
        "fecha: 2022-08-09\nmodalidad: telefónica",
        "fecha: 2022-08-09\nmodalidad: [virtual]",
        "fecha: 2022-08-09\ntitulo: [x]",
        "fecha: 2022-08-09\nserie: { a: b }",
        "fecha: 2022-08-09\nborrador: quizá",
        "fecha: 2022-08-09\netiquetas: { a: b }",
        "fecha: 2022-08-09\netiquetas: [[a]]",
        "fecha: 2022-08-09\nasistentes: { INE: { DERFE: x } }",
        "fecha: 2022-08-09\naliases: { a: b }",
    ] {
        assert!(!is_front_matter_read(wrong), "it is read: {wrong}");
        assert!(!schema.is_valid(&yaml(wrong).unwrap()), "it is valid: {wrong}");
    }
}
