//! What the documentation shows works, and what it links to is there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::config::Config;
use acuerdos::diagnostic::{Bounds, Diagnostics, Language, RULES, Rule, Severity, Sources, explain, words};
use acuerdos::pipeline::{self, Options};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use support::Project;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Every Markdown file that people read to learn about the project.
fn documents() -> Vec<PathBuf> {
    let mut documents: Vec<PathBuf> = [ROOT.into(), format!("{ROOT}/docs"), format!("{ROOT}/docs/es")]
        .into_iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    documents.sort();
    assert!(documents.len() >= 15, "{documents:?}");
    documents
}

/// The code samples of a language in a document.
fn samples(document: &Path, language: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    let mut samples = Vec::new();
    let mut open = false;
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) if name.as_ref() == language => {
                open = true;
                samples.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            Event::Text(text) if open => samples.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    samples
}

#[test]
fn every_minutes_file_that_is_shown_is_in_order() {
    let mut checked = 0;
    for document in documents() {
        // What a document shows is one project.
        let project = Project::new();
        // A tutorial has mistakes on purpose, and a test of its own.
        if document.ends_with("tutorial.md") {
            continue;
        }
        let minutes = samples(&document, "markdown").into_iter().filter(|sample| sample.starts_with("---\n"));
        for sample in minutes {
            let date = sample.lines().find_map(|line| line.strip_prefix("date: ").or(line.strip_prefix("fecha: ")));
            project.write(&format!("content/reuniones/{}.md", date.unwrap()), &sample);
            checked += 1;
        }
        if project.path("content").exists() {
            let today = support::day("2030-01-01");
            let mut findings = pipeline::check(&Options { today, ..project.options() }).unwrap();
            // What is open in an example has been so for years.
            findings.diagnostics.retain(|d| d.severity > Severity::Note);
            assert!(findings.diagnostics.is_empty(), "{}: {:#?}", document.display(), findings.diagnostics);
        }
    }
    assert!(checked >= 4, "only {checked}");
}

#[test]
fn every_configuration_that_is_shown_is_in_order() {
    let mut checked = 0;
    // The guides for authors of themes show strings, which are no configuration.
    for document in documents().into_iter().filter(|path| !path.ends_with("theme.md") && !path.ends_with("tema.md")) {
        for sample in samples(&document, "toml") {
            let mut sources = Sources::default();
            let mut diagnostics = Diagnostics::default();
            let id = sources.add("acuerdos.toml", sample);
            Config::parse(&sources, id, &mut diagnostics);
            let found: Vec<_> = diagnostics.iter().collect();
            assert!(found.is_empty(), "{}: {found:#?}", document.display());
            checked += 1;
        }
    }
    assert!(checked >= 4, "only {checked}");
}

#[test]
fn every_link_within_the_project_leads_somewhere() {
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for event in Parser::new(&text) {
            let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) = event else {
                continue;
            };
            if dest_url.contains("://") || dest_url.starts_with('#') {
                continue;
            }
            let target = dest_url.split('#').next().unwrap();
            assert!(document.parent().unwrap().join(target).exists(), "{}: {dest_url}", document.display());
        }
    }
}

/// What the page of a code says first: its severity, when it is looked for, whether it can be changed.
fn line_of(rule: &Rule, language: Language) -> String {
    let mut line = words::severity(rule.severity, language).to_owned();
    let (check, fixed) = if language == Language::Spanish { ("*check*", "fija") } else { ("*check*", "fixed") };
    match rule.bounds {
        Bounds::External => line += " · *check --external*",
        Bounds::Check => line += &format!(" · {check}"),
        Bounds::Required => line += &format!(" · {fixed}"),
        Bounds::Always => {}
    }
    line
}

#[test]
fn every_code_of_a_diagnostic_has_a_page_in_both_languages() {
    for (language, file, example, instead) in [
        (Language::English, "diagnostics.md", "Example:", "Instead: "),
        (Language::Spanish, "es/diagnosticos.md", "Ejemplo:", "En su lugar: "),
    ] {
        let text = fs::read_to_string(format!("{ROOT}/docs/{file}")).unwrap();
        let headings: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        assert_eq!(headings, codes, "{file}");
        for rule in RULES {
            let page = explain(rule.code, language).unwrap();
            let parts: Vec<&str> = page.split("\n\n").collect();
            assert_eq!(parts[1], line_of(rule, language), "{file}: {}", rule.code);
            assert!(parts[2].ends_with(['.', ')', ':']) && parts[2].len() > 25, "{file}: {page}");
            assert_eq!(parts[3], example, "{file}: {page}");
            assert!(page.contains(&format!("\n\n{instead}")), "{file}: {page}");
            assert_eq!(page.matches("\n```").count(), 4, "{file}: {page}");
        }
    }
}

#[test]
fn the_command_that_the_readme_names_is_what_continuous_integration_runs() {
    let readme = fs::read_to_string(format!("{ROOT}/README.md")).unwrap();
    let ci = fs::read_to_string(format!("{ROOT}/.ci/run")).unwrap();
    assert!(readme.contains("bash tests/run.sh") && ci.contains("bash tests/run.sh"));
}

/// What a tutorial has its reader do: files to write, commands to run, and what they say.
fn follow(document: &str) -> usize {
    let text = fs::read_to_string(format!("{ROOT}/{document}")).unwrap();
    let project = Project::new();
    let (mut path, mut said, mut ran, mut block) = (String::new(), String::new(), 0, None);
    for event in Parser::new(&text) {
        match event {
            Event::Code(code) if code.ends_with(".md") || code.ends_with(".toml") => path = code.to_string(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) => {
                block = Some((name.to_string(), String::new()))
            }
            Event::Text(text) => {
                if let Some((_, block)) = &mut block {
                    block.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let (name, block) = block.take().unwrap();
                match name.as_str() {
                    "markdown" | "toml" => project.write(&path, block),
                    "sh" => {
                        let program = Path::new(env!("CARGO_BIN_EXE_acuerdos")).parent().unwrap();
                        let output = std::process::Command::new("bash")
                            .args(["-euc", &block])
                            .current_dir(project.root())
                            .env("PATH", format!("{}:{}", program.display(), std::env::var("PATH").unwrap()))
                            .envs([("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "")])
                            .output()
                            .unwrap();
                        said = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap()).concat();
                        assert!(output.status.success(), "{document}: {block}{said}");
                        ran += 1;
                    }
                    "text" => {
                        for line in block.lines() {
                            assert!(said.contains(line), "{document}: not `{line}`, but {said}");
                        }
                    }
                    other => panic!("{document}: what is `{other}`?"),
                }
            }
            _ => {}
        }
    }
    ran
}

#[test]
fn who_follows_the_tutorial_gets_what_it_says() {
    for document in ["docs/tutorial.md", "docs/es/tutorial.md"] {
        assert!(follow(document) >= 6, "{document}");
    }
}

#[test]
fn recipes_for_servers_are_the_same_in_both_languages() {
    let [english, spanish] =
        ["docs/hosting.md", "docs/es/publicar.md"].map(|path| PathBuf::from(format!("{ROOT}/{path}")));
    for language in ["nginx", "apache", "xml", "yaml", "sh"] {
        let recipes = samples(&english, language);
        assert!(!recipes.is_empty() && recipes == samples(&spanish, language), "{language}");
    }
    for recipe in samples(&english, "xml") {
        let found = roxmltree::Document::parse(&recipe).unwrap();
        assert_eq!(found.root_element().tag_name().name(), "configuration");
    }
    for document in ["docs/editors.md", "docs/es/editores.md"] {
        for sample in samples(Path::new(&format!("{ROOT}/{document}")), "json") {
            let _: serde_json::Value = serde_json::from_str(&sample).unwrap();
        }
    }
}

/// The pattern of the task for VS Code finds what the program says.
#[test]
fn the_task_for_editors_finds_every_message_and_its_place() {
    for (document, language) in [("docs/editors.md", "en"), ("docs/es/editores.md", "es")] {
        let task = samples(Path::new(&format!("{ROOT}/{document}")), "json").pop().unwrap();
        let task: serde_json::Value = serde_json::from_str(&task).unwrap();
        let project =
            Project::of([("acuerdos.toml", ""), ("content/reuniones/2024-03-05.md", "---\nfecha: ayer\n---\n")]);
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_acuerdos"))
            .args(["check", "--lang", language, "--color", "never"])
            .current_dir(project.root())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let patterns = task["tasks"][0]["problemMatcher"]["pattern"].as_array().unwrap();
        for (line, pattern) in said.lines().zip(patterns) {
            // The schema's own engine for regular expressions is at hand, and close to that of editors.
            let schema = serde_json::json!({ "pattern": pattern["regexp"] });
            assert!(jsonschema::is_valid(&schema, &serde_json::json!(line)), "{line}");
        }
        assert!(said.lines().nth(1).unwrap().ends_with("2024-03-05.md:2:8"), "{said}");
    }
}

/// A guide is there in both languages, and neither knows of a key that the other lacks.
#[test]
fn the_configuration_is_documented_alike_in_both_languages() {
    let [english, spanish] = ["docs/configuration.md", "docs/es/configuracion.md"].map(|path| {
        let text = fs::read_to_string(Path::new(ROOT).join(path)).unwrap();
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).map(str::to_owned);
        let tables = text.lines().filter(|line| line.starts_with("## `[")).map(|line| line.replace(" and ", " y "));
        rows.chain(tables).collect::<Vec<String>>()
    });
    assert!(english.len() > 40);
    assert_eq!(spanish, english);
}
