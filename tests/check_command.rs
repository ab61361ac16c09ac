//! `acuerdos check` for people and programs: what it mends, what it writes, what it explains.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use serde_json::Value;
use support::program::{self, Ran};
use support::{Project, tree};

/// Mistakes of every kind that can be mended, among bytes that have to stay: a byte order mark, line ends of Windows, a tab,
/// two spaces at the end of a line, no line end at the end of the file.
const MINUTES: &str = "\u{feff}---\r\nfehca: 2022-08-09\r\nasistentes:\r\n  SRE: [Consulado en Dalas]\r\n---\r\n\r\n## Compromisos\r\n\r\n### 1. Plan\r\n\r\n- Responsabels: INE\r\n- Vence:\t2023-05  \r\n\r\n#### 2023-01-10 · En prcoeso (antes: Pendienet)\r\n\r\nSe redacta, según ñandú.";

const FOLLOW_UP: &str =
    "---\nfecha: 2022-09-08\n---\n\n## Seguimiento\n\n### 2022/08/09/1 · Pendiente\n\n### 2022-08-10/1 · Pendiente\n";

fn project() -> Project {
    Project::of([
        (
            "acuerdos.toml",
            "titel = \"A\" # ¿título?\n\n[[organisations]]\nacronym = \"SRE\"\nunits = [{ name = \"Consulado en Dallas\" }]\n",
        ),
        ("content/reuniones/2022-08-09.md", MINUTES),
        ("content/reuniones/2022-09-08.md", FOLLOW_UP),
    ])
}

/// Exit code, standard output, standard error.
fn run(project: &Project, arguments: &[&str]) -> (i32, String, String) {
    let Ran { code, out, err } = program::run(project, arguments);
    (code, out, err)
}

#[test]
fn what_is_safe_is_mended_and_every_other_byte_kept() {
    let project = project();
    let (code, out, err) = run(&project, &["check", "--fix", "--today", "2023-02-15"]);
    // Another day is another meeting: that one is for the author.
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    assert!(err.contains("error[unknown-reference]: no existe `2022-08-10/1`"), "{err}");
    assert!(err.contains("content/reuniones/2022-08-09.md:2:1: fehca → fecha"), "{err}");
    assert!(err.contains("correcciones hechas: 7"), "{err}");
    let mended = MINUTES
        .replace("fehca", "fecha")
        .replace("Dalas", "Dallas")
        .replace("Responsabels", "Responsables")
        .replace("En prcoeso", "En proceso")
        .replace("Pendienet", "Pendiente");
    assert_eq!(project.read("content/reuniones/2022-08-09.md"), mended);
    assert!(
        project.read("content/reuniones/2022-09-08.md").contains("### 2022-08-09/1 · Pendiente\n\n### 2022-08-10/1")
    );
    assert!(project.read("acuerdos.toml").starts_with("title = \"A\" # ¿título?\n"));
    let before = tree(project.root());
    assert!(before.keys().all(|path| !path.contains("/.")), "nothing is left behind: {:?}", before.keys());
    run(&project, &["check", "--fix", "--today", "2023-02-15"]);
    assert!(before == tree(project.root()), "there is nothing to mend twice");
}

#[test]
fn what_would_be_mended_is_shown_as_a_difference() {
    let project = project();
    let before = tree(project.root());
    let (code, out, _) = run(&project, &["check", "--fix", "--dry-run"]);
    assert_eq!(code, 1);
    assert!(
        out.contains("--- a/acuerdos.toml\n+++ b/acuerdos.toml\n@@ -1,4 +1,4 @@\n-titel = \"A\" # ¿título?\n+title = "),
        "{out}"
    );
    assert!(before == tree(project.root()));
    assert_eq!(run(&project, &["check", "--dry-run"]).0, 2, "alone it means nothing");
}

#[test]
fn a_key_that_is_given_already_is_not_given_twice() {
    let text = "---\nfecha: 2022-08-09\nfehca: 2022-08-10\n---\n\n## Compromisos\n\n### 1. Plan\n\n- Vence: 2023\n- Vecne: 2024\n";
    let config = "title = \"A\"\ntitel = \"B\"\n";
    let project = Project::of([("acuerdos.toml", config), ("content/reuniones/2022-08-09.md", text)]);
    assert_eq!(run(&project, &["check", "--fix"]).0, 1);
    assert_eq!(project.read("content/reuniones/2022-08-09.md"), text);
    assert_eq!(project.read("acuerdos.toml"), config);
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_the_same() {
    use std::os::unix::fs::PermissionsExt as _;
    let project = project();
    let path = project.path("content/reuniones/2022-08-09.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    run(&project, &["check", "--fix"]);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn programs_are_told_where_and_what_would_mend_it() {
    let project = project();
    let (code, out, err) = run(&project, &["check", "--format", "json", "--lang", "en"]);
    assert_eq!((code, err.as_str()), (1, ""));
    let document: Value = serde_json::from_str(&out).unwrap();
    let found = document["diagnostics"].as_array().unwrap();
    assert_eq!(
        usize::try_from(document["errors"].as_u64().unwrap()).unwrap(),
        found.iter().filter(|d| d["severity"] == "error").count()
    );
    let status = found.iter().find(|d| d["code"] == "unknown-status").unwrap();
    assert_eq!(status["message"], "unknown status: `En prcoeso`");
    assert_eq!((&status["start"]["line"], &status["start"]["column"]), (&14.into(), &19.into()));
    assert_eq!(
        (&status["fix"]["replacement"], &status["fix"]["applicability"]),
        (&"En proceso".into(), &"safe".into())
    );
    let (_, out, _) = run(&project, &["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&out).unwrap();
    let result =
        log["runs"][0]["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "unknown-status").unwrap();
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startColumn"], 19);
    let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][rule]["id"], "unknown-status");
    let (_, out, _) = run(&project, &["check", "--format", "github"]);
    assert!(out.contains("::error file=content/reuniones/2022-08-09.md,line=14,col=19,endColumn=29,endLine=14,title=unknown-status::estatus desconocido: `En prcoeso`%0A"), "{out}");
}

#[test]
fn notes_are_told_and_fail_nothing() {
    let commitments: String = (1..=9).map(|n| format!("### {n}. Plan {n}\n\n")).collect();
    let text = format!("---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n{commitments}");
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", &text)]);
    let (code, _, err) = run(&project, &["check", "--strict", "--today", "2023-02-15"]);
    assert_eq!((code, err.matches("nota[never-reported]").count()), (0, 5), "{err}");
    assert!(
        err.contains("notas que no se muestran: 4") && err.contains("9 notas") && err.contains("todo en orden"),
        "{err}"
    );
    let (_, _, err) = run(&project, &["check", "--verbose", "--today", "2023-02-15"]);
    assert_eq!(err.matches("nota[never-reported]").count(), 9);
}

#[test]
fn a_code_is_explained_in_the_terminal() {
    let project = Project::new();
    let (code, out, _) = run(&project, &["explain", "dead-link"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("### `dead-link`\n\naviso · *check*\n\nUn enlace no lleva"), "{out}");
    assert!(!out.contains("orphan-file"), "{out}");
    assert!(run(&project, &["explain", "dead-link", "--lang", "en"]).1.contains("A link leads to no file"));
    assert!(run(&project, &["explain"]).1.lines().count() > 60);
    let (code, out, err) = run(&project, &["explain", "ded-link"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("¿quiso decir `dead-link`?"), "{err}");
}
