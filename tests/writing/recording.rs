//! `new commitment` and `status`.

use std::fs;

use crate::support::Project;
use crate::{done, run};

const FILE: &str = "content/reuniones/2024-03-05.md";
const MINUTES: &str = "---\nfecha: 2024-03-05\n---\n\n# T\n\n## Compromisos\n\n### 1. Uno\n\nTexto con dos espacios  \ny más.\n\n#### 2024-03-06 · En proceso\n\nAvance.\n\n\n### 2. Dos\n\n- Vence: 2024-05\n\n## Otros\n\nFin.\n";

fn project(minutes: &str) -> Project {
    Project::of([("acuerdos.toml", ""), (FILE, minutes)])
}

/// The text with something inserted at a place, and nothing else.
fn inserted(text: &str, before: &str, what: &str) -> String {
    let at = text.find(before).unwrap();
    format!("{}{what}{}", &text[..at], &text[at..])
}

#[test]
fn an_update_is_written_where_a_person_would_and_nothing_else_changes() {
    let project = project(MINUTES);
    let ran =
        done(&project, &["status", "2024-03-05/1", "ATENDIDO", "--date", "2024-04-02", "-m", "Se hizo.\n\nBien."]);
    assert_eq!(ran.out, "2024-03-05/1 · 2024-04-02 · Atendido\n");
    let update = "\n#### 2024-04-02 · Atendido\n\nSe hizo.\n\nBien.\n";
    assert_eq!(project.read(FILE), inserted(MINUTES, "\n\n### 2.", update));
    // The last one is a commitment's last block as well.
    let project = self::project(MINUTES);
    done(&project, &["status", "2024-03-05/2", "en proceso", "--date", "2024-04-02"]);
    assert_eq!(project.read(FILE), inserted(MINUTES, "\n## Otros", "\n#### 2024-04-02 · En proceso\n"));
}

#[test]
fn every_form_of_a_file_stays() {
    for minutes in [
        MINUTES.replace('\n', "\r\n"),
        format!("\u{feff}{MINUTES}"),
        MINUTES.trim_end().to_owned(),
        MINUTES.replace("Texto", "Te\u{301}xto"),
        MINUTES.replace("## Otros\n\nFin.\n", "[a]: b\n"),
        MINUTES.replace("\n\n## Otros\n\nFin.\n", "   \n"),
    ] {
        let project = project(&minutes);
        done(&project, &["status", "2024-03-05/2", "atendido", "--date", "2024-04-02", "-m", "A.\nB."]);
        let after = project.read(FILE);
        let line = if minutes.contains('\r') { "\r\n" } else { "\n" };
        let update = format!("#### 2024-04-02 · Atendido{line}{line}A.{line}B.");
        let (before, rest) = after.split_once(&update).unwrap_or_else(|| panic!("{after:?}"));
        let kept = format!("{}{}", before.trim_end(), rest);
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeeze(&kept), squeeze(&minutes), "{after:?}");
        assert!(minutes.starts_with(before.trim_end()), "{after:?}");
        assert_eq!(minutes.ends_with('\n'), after.ends_with('\n'), "{after:?}");
        assert!(!after.replace("\r\n", "").contains('\r'));
    }
}

#[test]
fn later_minutes_take_a_follow_up_dated_by_them() {
    let later = "content/reuniones/2024-04-02.md";
    let project = project(MINUTES);
    project.write(later, "---\nfecha: 2024-04-02\n---\n\n## Compromisos\n\n### 1. Otro\n");
    done(&project, &["status", "2024-03-05/2", "en-proceso", "--in", "2024-04-02", "-m", "Va."]);
    done(&project, &["status", "2024-03-05/1", "atendido", "--in", "2024-04-02", "-m", "Ya."]);
    assert_eq!(
        project.read(later),
        "---\nfecha: 2024-04-02\n---\n\n## Compromisos\n\n### 1. Otro\n\n## Seguimiento\n\n### 2024-03-05/2 · En proceso\n\nVa.\n\n### 2024-03-05/1 · Atendido\n\nYa.\n"
    );
    assert_eq!(project.read(FILE), MINUTES);
    assert_eq!(run(&project, &["check", "--strict", "--today", "2024-04-03"]).code, 0);
}

#[test]
fn what_is_not_known_is_refused_with_what_was_perhaps_meant() {
    let project = project(MINUTES);
    for (arguments, said) in [
        (&["status", "2024-03-05/1", "atendid"][..], "¿quiso decir `Atendido`?"),
        (&["status", "2024-03-05/1", "nada"], "los estatus son `Pendiente`, `En proceso`, `Atendido`, `Cancelado`"),
        (&["status", "2024-03-06/1", "atendido"], "¿quiso decir `2024-03-05/1`?"),
        (&["status", "2024-03-05/9", "atendido"], "¿quiso decir `2024-03-05/1`?"),
        (&["status", "2024-03-05", "atendido"], "¿quiso decir `2024-03-05/1`?"),
        (&["status", "2024-03-05/1", "atendido", "--in", "2024-04-09"], "no existe `2024-04-09`"),
        (&["new", "commitment", "2024-03-15"], "¿quiso decir `2024-03-05`?"),
        (&["new", "commitment", "--due", "pronto"], "2024-05-31"),
        (&["fmt", "nada.md"], "no es un archivo Markdown del contenido"),
    ] {
        let ran = run(&project, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert!(run(&project, &["--lang", "en", "status", "2024-03-05/1", "x"]).err.contains("unknown status: `x`"));
    assert_eq!(project.read(FILE), MINUTES);
}

#[test]
fn a_change_that_would_be_read_as_something_else_is_not_written() {
    for (minutes, arguments) in [
        // The update would stand within a code block, or within a comment, that is left open.
        (MINUTES.replace("\n## Otros\n\nFin.\n", "\n```\nx\n"), &["status", "2024-03-05/2", "atendido"][..]),
        (MINUTES.replace("\n## Otros\n\nFin.\n", "\n<!--\nx\n"), &["new", "commitment", "--title", "X"]),
        // The text would open a commitment of its own.
        (MINUTES.to_owned(), &["status", "2024-03-05/2", "atendido", "-m", "a\n\n### 9. Otro"]),
        // Before the meeting.
        (MINUTES.to_owned(), &["status", "2024-03-05/2", "atendido", "--date", "2024-03-01"]),
        // Two updates of one day disagree.
        (MINUTES.to_owned(), &["status", "2024-03-05/1", "atendido", "--date", "2024-03-06"]),
    ] {
        let project = project(&minutes);
        let ran = run(&project, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("no se cambió"), "{}", ran.err);
        assert_eq!(project.read(FILE), minutes);
    }
}

#[test]
fn a_commitment_gets_the_next_number() {
    for (numbers, next) in [
        (&["1.", "2."][..], "3"),
        (&["3.", "1."], "4"),
        (&["I.", "II."], "III"),
        (&["01/2024", "09/2024"], "10/2024"),
        (&[], "1"),
    ] {
        let body: String = numbers.iter().map(|number| format!("### {number} X\n\n")).collect();
        let minutes = format!("---\nfecha: 2024-03-05\n---\n\n## Compromisos\n\n{body}## Otros\n\nx\n");
        let project = project(&minutes);
        let arguments = ["new", "commitment", "--title", "Plan", "--responsible", "INE, SRE", "--due", "mayo de 2024"];
        let ran = done(&project, &arguments);
        assert_eq!(ran.out, format!("2024-03-05/{next} {FILE}\n"));
        let block = format!("### {next}. Plan\n\n- Responsables: INE, SRE\n- Vence: 2024-05\n\n");
        assert_eq!(project.read(FILE), inserted(&minutes, "## Otros", &block));
    }
}

#[test]
fn minutes_without_the_section_get_it_in_their_language() {
    let project = Project::of([
        ("acuerdos.toml", "language = \"en\"\n"),
        ("content/meetings/2024-03-05.md", "---\ndate: 2024-03-05\n---"),
    ]);
    done(&project, &["new", "commitment"]);
    let text = project.read("content/meetings/2024-03-05.md");
    assert_eq!(text, "---\ndate: 2024-03-05\n---\n\n## Commitments\n\n### 1. New commitment");
}

#[test]
fn a_large_file_takes_an_update() {
    let minutes = format!("{MINUTES}\n{}", "palabra y otra más.\n".repeat(700_000));
    assert!(minutes.len() > 14_000_000);
    let project = project(&minutes);
    done(&project, &["status", "2024-03-05/2", "atendido", "--date", "2024-04-02"]);
    assert_eq!(project.read(FILE), inserted(&minutes, "\n## Otros", "\n#### 2024-04-02 · Atendido\n"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let project = project(MINUTES);
    let real = project.path("content/real.txt");
    fs::rename(project.path(FILE), &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../real.txt", project.path(FILE)).unwrap();
    done(&project, &["status", "2024-03-05/2", "atendido", "--date", "2024-04-02"]);
    assert!(fs::symlink_metadata(project.path(FILE)).unwrap().is_symlink());
    assert!(project.read("content/real.txt").contains("Atendido"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    let left: Vec<_> = fs::read_dir(project.path("content")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "no temporary file is left: {left:?}");
}
