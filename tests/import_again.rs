//! `acuerdos import` into a project that has minutes: what is recorded is recognised, what contradicts is told, nothing is
//! overwritten.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;

use support::program::run;
use support::{Project, tree};

/// The minutes of a project by their paths below the content folder.
fn minutes(project: &Project) -> BTreeMap<String, String> {
    tree(&project.path("content")).into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

const FIRST: &str = "\
Fecha\tAsistentes\tCompromisos\tEstatus\n\
3 de abril de 2024\tTM OM\t1. Revisar los contratos. (Estatus previo: pendiente)\t<b>En proceso</b>  Se revisaron seis.\n\
\t\t2. Comprar básculas.\t<b>Pendiente</b>\n";

fn with_first() -> Project {
    let project = Project::of([("acuerdos.toml", "cut_off = 2024-09-30\n"), ("uno.txt", FIRST)]);
    assert_eq!(run(&project, &["import", "uno.txt", "--date", "2024-04-30"]).code, 0);
    project
}

#[test]
fn what_is_new_is_added_to_minutes_that_are_there() {
    let project = with_first();
    let path = "content/reuniones/2024-04-03.md";
    // Who wrote more into the minutes keeps every byte of it.
    let written = project.read(path).replace("## Compromisos\n", "## Compromisos\n\nTexto *propio*.\n");
    project.write(path, &written);
    let second = FIRST
        .replace("previo: pendiente", "previo: en proceso")
        .replace("En proceso</b>  Se revisaron seis.", "Atendido</b>  Se revisaron todos.")
        + "\t\t3. Vender las *viejas*.\t<b>Atendido</b>  Vendidas.\n2 de mayo de 2024\tTM\t1. Informar.\t<b>Pendiente</b>\n";
    project.write("dos.txt", second);
    let ran = run(&project, &["import", "dos.txt", "--date", "2024-05-31"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out, "content/reuniones/2024-04-03.md\ncontent/reuniones/2024-05-02.md\n");
    let after = project.read(path);
    assert!(
        after.contains("Se revisaron seis.\n\n#### 2024-05-31 · Atendido\n\nSe revisaron todos.\n\n### 2."),
        "{after}"
    );
    assert!(
        after.ends_with("### 3.\n\nVender las \\*viejas\\*.\n\n#### 2024-05-31 · Atendido\n\nVendidas.\n"),
        "{after}"
    );
    for line in written.lines() {
        assert!(after.contains(line), "{line}");
    }
    assert_eq!(run(&project, &["build", "--quiet"]).code, 0);
    assert_eq!(run(&project, &["import", "dos.txt", "--date", "2024-05-31"]).out, "");
    // The note before says nothing that is not recorded, at the day at which it was true.
    assert_eq!(run(&project, &["import", "uno.txt", "--date", "2024-04-30"]).out, "");
}

/// Somebody else's note of the same day wrote its account below the first commitment of that day's meeting.
#[test]
fn a_note_of_another_meeting_on_that_day_touches_nothing() {
    let project = with_first();
    let before = project.read("content/reuniones/2024-04-03.md");
    let other = "Fecha\tAsistentes\tCompromisos\tEstatus\n\
        3 de abril de 2024\tDIF\t1. Entregar despensas en las colonias del norte.\t<b>Atendido</b>  Se entregaron.\n";
    project.write("otra.txt", other);
    let ran = run(&project, &["import", "otra.txt", "--date", "2024-05-31"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "content/reuniones/2024-04-03-2.md\n"), "{}", ran.err);
    assert_eq!(project.read("content/reuniones/2024-04-03.md"), before);
    assert!(project.read("content/reuniones/2024-04-03-2.md").contains("Entregar despensas"));
    for note in ["otra.txt", "uno.txt"] {
        assert_eq!(run(&project, &["import", note, "--date", "2024-05-31"]).out, "", "{note}");
    }
    // With the same organisations it may be the same meeting, badly numbered: nobody guesses.
    let project = with_first();
    project.write("mal.txt", other.replace("DIF", "TM OM"));
    let ran = run(&project, &["import", "mal.txt", "--date", "2024-06-30", "--lang", "en"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.err.contains("the minutes have another commitment as 2024-04-03/1"), "{}", ran.err);
}

#[test]
fn statuses_that_nobody_dated_are_told_to_be_of_today() {
    let project = Project::of([("uno.txt", FIRST)]);
    let ran = run(&project, &["import", "uno.txt", "--dry-run", "--lang", "en"]);
    assert!(ran.err.contains("are dated today, "), "{}", ran.err);
    let ran = run(&project, &["import", "uno.txt", "--dry-run", "--lang", "en", "--date", "2024-04-30"]);
    assert!(!ran.err.contains("dated today"), "{}", ran.err);
}

#[test]
fn what_contradicts_the_record_is_told_and_not_written() {
    let project = with_first();
    let before = minutes(&project);
    for (changed, told) in [
        (
            FIRST.replace("En proceso</b>", "Atendido</b>"),
            "contradicts what is recorded of 2024-04-03/1: ‘2024-04-30 · En proceso’",
        ),
        (
            FIRST.replace(
                "(Estatus previo: pendiente)\t<b>En proceso</b>",
                "(Estatus previo: cancelado)\t<b>Atendido</b>",
            ),
            "contradicts",
        ),
    ] {
        project.write("dos.txt", &changed);
        let ran = run(&project, &["import", "dos.txt", "--date", "2024-04-30", "--lang", "en"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
        assert!(ran.err.contains(told), "{}", ran.err);
        assert!(ran.err.contains("error: dos.txt:2 (table 1, row 2, column 3): "), "{}", ran.err);
    }
    // Another text or attendance is told as well; the minutes stay as they are.
    project.write("dos.txt", FIRST.replace("Comprar básculas", "Comprar dos básculas").replace("TM OM", "TM"));
    let ran = run(&project, &["import", "dos.txt", "--date", "2024-04-30", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(ran.err.contains("the minutes, which were not changed, have another text of 2024-04-03/2"), "{}", ran.err);
    assert!(ran.err.contains("say ‘TM; OM’; here it is ‘TM’"), "{}", ran.err);
    assert_eq!(minutes(&project), before);
}

#[test]
fn new_minutes_go_where_they_are_wanted() {
    let project = Project::of([("uno.txt", FIRST)]);
    let ran = run(&project, &["import", "uno.txt", "--date", "2024-04-30", "--into", "content/reuniones/2024"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "content/reuniones/2024/2024-04-03.md\n"), "{}", ran.err);
    for elsewhere in ["site", "../x", "content", "/tmp"] {
        let ran = run(&project, &["import", "uno.txt", "--into", elsewhere]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{elsewhere}: {}", ran.err);
    }
}
