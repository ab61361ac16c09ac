//! `init` and `new meeting`.

use std::fs;

use crate::support::{Project, tree};
use crate::{done, in_order, run};

#[test]
fn an_empty_folder_becomes_a_project_that_builds() {
    for (language, meeting, page) in [
        ("es", "content/reuniones/2024-02-20.md", "content/guia.md"),
        ("en", "content/meetings/2024-02-20.md", "content/guide.md"),
    ] {
        let project = Project::new();
        let title = r#"Acuerdos "del" \ grupo"#;
        let made = done(&project, &["init", "--title", title, "--language", language, "--today", "2024-03-05"]);
        assert_eq!(made.out, format!("acuerdos.toml\n{meeting}\n{page}\n.gitignore\n"));
        assert!(made.err.contains("acuerdos new meeting"), "{}", made.err);
        assert_eq!(project.read(".gitignore"), "/site/\n");
        in_order(&project, "2024-03-05");
        let home = project.read("site/index.html");
        assert!(home.contains(&format!("<html lang=\"{language}\">")));
        assert!(home.contains("Acuerdos &quot;del&quot; \\ grupo"), "the title is the one that was given");
        assert_eq!(done(&project, &["fmt", "--check"]).out, "", "the example is in canonical form");
    }
}

/// It says itself that it may go.
#[test]
fn the_example_can_be_deleted_once_there_is_something_real() {
    for (language, meeting) in [("es", "content/reuniones/2024-02-20.md"), ("en", "content/meetings/2024-02-20.md")] {
        let project = Project::new();
        done(&project, &["init", "--language", language, "--today", "2024-03-05"]);
        done(&project, &["new", "meeting", "--date", "2024-03-05"]);
        fs::remove_file(project.path(meeting)).unwrap();
        in_order(&project, "2024-03-05");
    }
}

#[test]
fn an_english_project_follows_the_language_of_messages() {
    let project = Project::new();
    done(&project, &["init", "agreements", "--lang", "en", "--today", "2024-03-05"]);
    assert!(project.read("agreements/acuerdos.toml").contains("title = \"Agreements\""));
}

#[test]
fn nothing_is_lost_by_init() {
    let project = Project::of([("nota.docx", "x"), (".gitignore", "mine\n")]);
    let before = tree(project.root());
    let refused = run(&project, &["init"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("`nota.docx`") && refused.err.contains("--fill"), "{}", refused.err);
    assert!(before == tree(project.root()));
    let filled = done(&project, &["init", "--fill", "--today", "2024-03-05"]);
    assert!(filled.err.contains(".gitignore ya estaba"), "{}", filled.err);
    assert_eq!((project.read("nota.docx").as_str(), project.read(".gitignore").as_str()), ("x", "mine\n"));
    in_order(&project, "2024-03-05");
    // A project is never filled in a second time.
    let again = run(&project, &["init", "--fill"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("ya hay un proyecto") && again.err.contains("acuerdos new meeting"), "{}", again.err);
}

#[test]
fn a_folder_with_only_hidden_files_counts_as_empty() {
    let project = Project::of([(".git/HEAD", "ref\n")]);
    done(&project, &["init", "--today", "2024-03-05"]);
    in_order(&project, "2024-03-05");
}

#[test]
fn the_next_minutes_have_what_is_known() {
    let project = Project::new();
    done(&project, &["init", "--today", "2024-03-05"]);
    let made = done(&project, &["new", "meeting", "--today", "2024-03-05", "--title", "Segunda"]);
    assert_eq!(made.out, "content/reuniones/2024-03-05.md\n");
    let text = project.read("content/reuniones/2024-03-05.md");
    let expected = "---
fecha: 2024-03-05
modalidad: virtual
serie: Grupo de trabajo
asistentes:
  SE: [UT]
  IE: []
---

# Segunda

## Objetivos

## Temas

## Seguimiento

<!-- Esto sigue abierto, cada compromiso en un comentario. De lo que se informe, borre el primero y el último
renglón de su comentario, y escriba el estatus y qué se hizo. Lo demás puede quedarse: no se publica. -->

<!-- Directorio de responsables · SE, IE · vence 2024-04-04
### 2024-02-20/1 · En proceso (antes: En proceso)

Qué se hizo.
-->

<!-- Calendario de reuniones · UT
### 2024-02-20/2 · Pendiente (antes: Pendiente)

Qué se hizo.
-->

## Compromisos
";
    assert_eq!(text, expected);
    in_order(&project, "2024-03-05");
    let page = project.read("site/reuniones/2024-03-05.html");
    assert!(!page.contains("id=\"follow-up\""), "what is not filled in is not shown");
    assert_eq!(done(&project, &["fmt", "--check"]).out, "");
    // Filled in as it says: without the first and the last line of the comment.
    let filled = text
        .replace("<!-- Directorio de responsables · SE, IE · vence 2024-04-04\n", "")
        .replacen("hizo.\n-->", "hizo.", 1)
        .replace("1 · En proceso (", "1 · Atendido (");
    project.write("content/reuniones/2024-03-05.md", filled);
    in_order(&project, "2024-03-05");
    assert!(project.read("site/datos/compromisos.json").contains("\"previous_status\":\"en-proceso\""));
    // The next in turn is two weeks later, as these two were; and is never written over.
    assert_eq!(done(&project, &["new", "meeting", "--today", "2024-03-05"]).out, "content/reuniones/2024-03-19.md\n");
    let before = tree(project.root());
    let refused = run(&project, &["new", "meeting", "--date", "2024-03-19"]);
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("ya existe content/reuniones/2024-03-19.md"), "{}", refused.err);
    assert!(before == tree(project.root()));
}

#[test]
fn minutes_are_made_in_english_and_for_names_that_yaml_would_misread() {
    let minutes = "---\ndate: 2024-03-05\nseries: \"A: b\"\nattendees:\n  \"X, Y\": [\"n: o\", plain]\n---\n\n## Commitments\n\n### 1. One --> two\n";
    let project = Project::of([("acuerdos.toml", "language = \"en\"\n"), ("content/meetings/2024-03-05.md", minutes)]);
    let made = done(&project, &["new", "meeting", "--date", "2024-04-02"]);
    assert_eq!(made.out, "content/meetings/2024-04-02.md\n");
    let text = project.read("content/meetings/2024-04-02.md");
    for line in ["series: \"A: b\"", "  \"X, Y\": [\"n: o\", plain]", "## Follow-up", "## Commitments"] {
        assert!(text.lines().any(|it| it == line), "{line}: {text}");
    }
    in_order(&project, "2024-04-02");
}

#[test]
fn a_series_of_its_own_begins_with_nothing_and_a_near_name_is_pointed_out() {
    let project = Project::new();
    done(&project, &["init", "--today", "2024-03-05"]);
    let made = done(&project, &["new", "meeting", "--series", "Grupo de trabaj", "--today", "2024-03-05"]);
    assert!(made.err.contains("¿quiso decir «Grupo de trabajo»?"), "{}", made.err);
    let text = project.read("content/reuniones/2024-03-05.md");
    assert!(text.contains("serie: Grupo de trabaj\n") && !text.contains("asistentes"), "{text}");
    // On the same day, another series has a file of its own.
    let other = done(&project, &["new", "meeting", "--series", "grupo de TRABAJO", "--date", "2024-03-05"]);
    assert_eq!(other.out, "content/reuniones/2024-03-05-grupo-de-trabajo.md\n");
}

#[test]
fn minutes_in_folders_of_years_go_on_so() {
    let project = Project::of([("content/reuniones/2023/01-18.md", "---\nfecha: 2023-01-18\n---\n")]);
    let made = done(&project, &["new", "meeting", "--date", "2024-03-05"]);
    assert_eq!(made.out, "content/reuniones/2024/03-05.md\n");
    assert!(fs::metadata(project.path("content/reuniones/2024/03-05.md")).is_ok());
}
