//! What can be asked for, and what cannot.

use std::fs;

use crate::support::tree;
use crate::{report, run, small};

#[test]
fn an_annex_has_what_was_closed_before() {
    let project = small();
    let without = report(&project, &[]);
    assert!(!without.contains("2022-05-19/1") && without.contains("2022-05-19/2"));
    let with = report(&project, &["--annex"]);
    let annex = with.split("## Anexo. Compromisos que ya estaban cerrados al 31 de diciembre de 2022").nth(1).unwrap();
    assert!(
        annex.contains("Texto *uno*.") && annex.contains("*1 de noviembre de 2022*<br><br>Se hizo con \\| barra"),
        "{annex}"
    );
    assert!(annex.contains("*1 de junio de 2022 · En proceso*<br><br>Se empezó."), "{annex}");
    assert!(!annex.contains("2022-05-19/2"));
}

#[test]
fn dates_statuses_and_institutions_narrow_it() {
    let project = small();
    // As of an earlier day, with what was known then.
    let earlier = report(&project, &["--from", "2022-05-31", "--to", "2022-06-30"]);
    assert!(earlier.contains("**En proceso**<br><br>*1 de junio de 2022*<br><br>Se empezó."), "{earlier}");
    assert!(!earlier.contains("Se hizo") && !earlier.contains("uno</li>"));
    let csv = report(&project, &["--to", "2022-06-30", "--from", "2022-05-31", "--format", "csv"]);
    assert!(csv.contains("2022-06-01 · en-proceso: Se empezó.") && !csv.contains("2022-11-01"), "{csv}");
    // Before the first meeting, everything is in the second part.
    let all = report(&project, &["--from", "2022-01-01"]);
    assert!(all.contains("estaba abierto") || all.contains("no había compromisos abiertos"), "{all}");
    assert!(all.split("## Segunda parte").nth(1).unwrap().contains("2022-05-19/3"));

    let ids = |arguments: &[&str]| -> Vec<String> {
        let text = report(&project, &[arguments, &["--format", "csv"]].concat());
        text.lines().filter(|line| line.starts_with("2022-05-19/")).map(|line| line[..12].to_owned()).collect()
    };
    assert_eq!(ids(&[]), ["2022-05-19/2", "2022-05-19/3"]);
    assert_eq!(ids(&["--status", "pendiente"]), ["2022-05-19/3"]);
    assert_eq!(ids(&["--status", "En proceso,pendiente"]), ["2022-05-19/2", "2022-05-19/3"]);
    assert_eq!(ids(&["--organisation", "INE"]), ["2022-05-19/2"]);
    assert_eq!(ids(&["--organisation", "DERFE"]), ["2022-05-19/2"]);
    let narrowed = report(&project, &["--organisation", "INE", "--status", "en proceso"]);
    assert!(
        narrowed.contains("compromisos a cargo de: INE.") && narrowed.contains("con estatus: En proceso."),
        "{narrowed}"
    );
}

#[test]
fn what_cannot_be_done_says_so() {
    let project = small();
    for (arguments, code, said) in [
        (&["--status", "atendida"][..], 2, "estatus desconocido"),
        (&["--organisation", "INES"], 2, "¿quiso decir `INE`?"),
        (&["--from", "2023-02-15"], 2, "no es anterior"),
        (&["--template", "acuerdos.toml"], 2, "no es un documento de Word"),
        (&["--template", "x.docx", "--format", "md"], 2, "--format docx"),
        (&["--template", "x.docx"], 3, "x.docx"),
        (&["--annex", "--next-meeting"], 2, "--next-meeting"),
        (&["--series", "A"], 2, "--next-meeting"),
        (&["--output", "nada/x.html"], 3, "nada/x.html"),
    ] {
        let (found, out, err) = run(&project, arguments);
        assert_eq!((found, out.is_empty()), (code, true), "{arguments:?}: {err}");
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
    project.write("content/reuniones/mal.md", "---\nfecha: 2022-13-01\n---\n");
    let (code, out, err) = run(&project, &[]);
    assert_eq!((code, out.is_empty()), (1, true));
    assert!(err.contains("no se escribió nada") && !err.contains("sitio"), "{err}");
}

#[test]
fn no_file_is_written_over_without_being_told() {
    let project = small();
    assert_eq!(report(&project, &["--format", "docx"]), "nota-2023-02-15.docx\n");
    let first = fs::read(project.path("nota-2023-02-15.docx")).unwrap();
    project.write("nota-2023-02-15.docx", "lo que alguien cambió");
    let (code, _, err) = run(&project, &["--format", "docx"]);
    assert_eq!(code, 2);
    assert!(err.contains("ya existe nota-2023-02-15.docx; no se cambió") && err.contains("--force"), "{err}");
    assert_eq!(project.read("nota-2023-02-15.docx"), "lo que alguien cambió");
    assert_eq!(report(&project, &["--format", "docx", "--force"]), "nota-2023-02-15.docx\n");
    assert!(fs::read(project.path("nota-2023-02-15.docx")).unwrap() == first);
    // The ending says what is written.
    report(&project, &["-o", "a.html"]);
    assert!(project.read("a.html").starts_with("<!DOCTYPE html>"));
    let names: Vec<_> = tree(project.root()).into_keys().filter(|it| !it.contains('/')).collect();
    assert_eq!(names, ["a.html", "acuerdos.toml", "nota-2023-02-15.docx"]);
}

#[test]
fn an_english_site_has_english_documents() {
    let project = small();
    project.write(
        "acuerdos.toml",
        "language = \"en\"\ncut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n[report]\nrequested_by = \"the Council\"\n",
    );
    let text = report(&project, &["--annex"]);
    for said in [
        "**Informative note**",
        "what was asked for in **the Council**",
        "## Annex. Commitments that were closed by 31 December 2022",
        "**(Previous status: Pending)**",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(report(&project, &["--format", "docx"]), "note-2023-02-15.docx\n");
    assert_eq!(report(&project, &["--next-meeting", "--format", "docx"]), "packet-2023-02-15.docx\n");
    let packet = report(&project, &["--next-meeting", "--date", "2023-03-01", "--series", "Group"]);
    assert!(packet.contains("acuerdos new meeting --date 2023-03-01 --series \"Group\""), "{packet}");
}
