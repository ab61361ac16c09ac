//! What pages have in common is rendered once; a theme of one's own changes it on every page all the same.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;

use acuerdos::pipeline::Failure;

use support::{Project, tree};

const MINUTES: &str = "---\ndate: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan de riesgos\n\n\
    - Responsable: INE\n- Vence: 2022-09-01\n\nDiseñar un plan.\n\n#### 2022-08-20 · En proceso\n\nSe inició.\n\n\
    ### 2. Convenio\n\nFirmar.\n\n#### 2022-09-08 · Atendido\n\nFirmado.\n";

/// A component of the default theme, with something in it replaced.
fn component(name: &str, from: &str, to: &str) -> String {
    let path = format!("{}/themes/default/templates/components/{name}.html", env!("CARGO_MANIFEST_DIR"));
    let template = fs::read_to_string(path).unwrap();
    assert!(template.contains(from), "{name}: {from}");
    template.replace(from, to)
}

fn project(name: &str, template: &str) -> Project {
    let own = format!("theme/templates/components/{name}.html");
    Project::of([("content/reuniones/2022-08-09.md", MINUTES), (own.as_str(), template)])
}

/// Pages by whether they have a text.
fn pages_with(project: &Project, text: &str) -> Vec<String> {
    tree(&project.path("site"))
        .into_iter()
        .filter(|(path, bytes)| path.ends_with(".html") && String::from_utf8_lossy(bytes).contains(text))
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn a_status_of_the_sites_own_is_on_every_page() {
    let default = project("other", "");
    default.build().unwrap();
    let pages = pages_with(&default, "<span class=\"status status--");
    for page in
        ["compromisos/index.html", "reuniones/2022-08-09.html", "compromisos/2022-08-09/1.html", "vencidos.html"]
    {
        assert!(pages.iter().any(|it| it == page), "{page} is none of {pages:?}");
    }

    let own = project(
        "status",
        &component("status", "<span class=\"status ", "<b class=\"marbete\"></b><span class=\"status "),
    );
    own.build().unwrap();
    assert_eq!(pages_with(&own, "<b class=\"marbete\"></b><span class=\"status status--"), pages);
}

#[test]
fn an_icon_of_the_sites_own_is_on_every_page() {
    let default = project("other", "");
    default.build().unwrap();
    let pages = pages_with(&default, "<svg class=\"icon\"");
    assert!(pages.len() > 10, "{pages:?}");

    let own = project("icon", &component("icon", "class=\"icon\"", "class=\"dibujo\""));
    own.build().unwrap();
    assert_eq!(pages_with(&own, "<svg class=\"dibujo\""), pages);
    assert_eq!(pages_with(&own, "<svg class=\"icon\""), Vec::<String>::new());
}

#[test]
fn a_status_that_fails_is_told_by_its_place() {
    let project =
        project("status", &component("status", "{{ status.label }}</span>", "{{ status.label | round }}</span>"));
    let Err(Failure::Content(findings)) = project.build() else { panic!("it was built") };
    let [finding] = findings.diagnostics.as_slice() else { panic!("{:?}", findings.diagnostics) };
    assert_eq!(findings.sources.get(finding.span.source).path, "theme/templates/components/status.html");
    assert!(!project.path("site").exists());
}
