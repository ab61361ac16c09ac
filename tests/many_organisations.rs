//! What many take part in is told in every list by the first of them, and by all on its own page: else a register of n
//! organisations would have n² names.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fmt::Write as _;

use support::Project;

/// `O1, O2, …`
fn names(count: usize) -> String {
    (1..=count).map(|i| format!("O{i}")).collect::<Vec<_>>().join(", ")
}

/// A meeting that so many attended, with a commitment for which so many are responsible.
fn project(attendees: usize, responsible: usize) -> Project {
    let mut text = format!("---\nfecha: 2022-08-09\nasistentes: [{}]\n---\n\n", names(attendees));
    let _ = write!(
        text,
        "## Compromisos\n\n### 1. Plan\n\n- Responsables: {}\n- Vence: 2022-09-01\n\nDiseñar un plan.\n\n#### 2022-08-20 · En proceso\n\nSe inició.\n",
        names(responsible)
    );
    let project = Project::of([("content/reuniones/2022-08-09.md", text.as_str())]);
    project.build().unwrap();
    project
}

/// How many organisations a part of a page has links to.
fn named(part: &str) -> usize {
    part.matches("instituciones/O").count()
}

/// What stands on a page from one text to the next other.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let from = page.split_once(start).unwrap_or_else(|| panic!("no {start}: {page}")).1;
    from.split_once(end).unwrap().0
}

#[test]
fn a_row_names_a_dozen_and_says_how_many_more() {
    let project = project(15, 13);
    let page = |path: &str| project.read(&format!("site/{path}"));

    for (path, root) in [("compromisos/index.html", "../"), ("instituciones/O13.html", "../"), ("vencidos.html", "")] {
        let page = page(path);
        let row = between(&page, "class=\"c-responsible\" data-label", "</td>");
        assert_eq!(named(row), 12, "{path}: {row}");
        let more = format!("</a> <a href=\"{root}compromisos/2022-08-09/1.html\">y 1 más</a>");
        assert!(row.ends_with(&more), "{path}: {row}");
    }
    let meetings = page("reuniones/index.html");
    let row = between(&meetings, "data-label=\"Asistentes\"", "</td>");
    assert_eq!(named(row), 12, "{row}");
    assert!(row.ends_with("</a> <a href=\"../reuniones/2022-08-09.html\">y 3 más</a>"), "{row}");
    let agreed = page("reuniones/2022-08-09.html");
    assert!(agreed.contains("<a href=\"../compromisos/2022-08-09/1.html\">y 1 más</a>"), "{agreed}");

    assert!(page("feed.xml").contains("y 1 más&lt;/a&gt;"), "{}", page("feed.xml"));
    let calendar = page("calendario.ics").replace("\r\n ", "");
    assert!(calendar.contains("O11\\, O12 y 1 más"), "{calendar}");
}

#[test]
fn its_own_page_the_data_and_the_note_name_all() {
    let project = project(15, 13);
    let page = |path: &str| project.read(&format!("site/{path}"));

    let commitment = page("compromisos/2022-08-09/1.html");
    assert_eq!(named(between(&commitment, "<dl class=\"facts\">", "</dl>")), 13);
    let meeting = page("reuniones/2022-08-09.html");
    assert_eq!(named(between(&meeting, "<ul class=\"attendees\">", "</ul>")), 15);
    let note = page("informe.html");
    assert_eq!(named(between(&note, "class=\"report__who\" data-label", "</td>")), 15);
    let commitments: serde_json::Value = serde_json::from_str(&page("datos/compromisos.json")).unwrap();
    assert_eq!(commitments[0]["responsible"].as_array().unwrap().len(), 13);
    let meetings: serde_json::Value = serde_json::from_str(&page("datos/reuniones.json")).unwrap();
    assert_eq!(meetings[0]["attendees"].as_array().unwrap().len(), 15);
}

#[test]
fn a_note_names_a_hundred_and_leads_to_the_rest() {
    let project = project(120, 1);
    for path in ["informe.html", "informes/O1.html"] {
        let note = project.read(&format!("site/{path}"));
        let who = between(&note, "class=\"report__who\" data-label", "</td>");
        assert_eq!(named(who), 100, "{path}");
        assert!(who.trim_end().ends_with("reuniones/2022-08-09.html\">y 20 más</a></p>"), "{path}: {who}");
    }
}
