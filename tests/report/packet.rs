//! The packet for the next meeting.

use std::process::Command;

use roxmltree::Document;

use crate::signed::here;
use crate::{elements, part, parts, report, run, small, word};

#[test]
fn the_packet_has_what_is_open_by_institution_and_minutes_to_fill_in() {
    let project = here();
    let text = report(&project, &["--next-meeting"]);
    assert!(text.starts_with("# Próxima reunión, 1 de marzo de 2023 (fecha propuesta)\n"), "{text}");
    assert!(text.contains("siguen abiertos 8 compromisos; vencidos: 1."));
    let of = |heading: &str| text.split(&format!("## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
    let ine = of("Instituto Nacional Electoral (INE)");
    let sre = of("Secretaría de Relaciones Exteriores (SRE)");
    let ids = |text: &str| {
        text.lines()
            .filter_map(|line| Some(line.split_once("<br><br>[")?.1.split_once(']')?.0.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(ine), ["2022-08-09/4", "2022-09-08/2", "2022-09-08/4", "2023-01-18/4"]);
    assert_eq!(
        ids(sre),
        ["2022-08-09/4", "2022-09-08/2", "2022-09-08/3", "2022-11-23/2", "2023-01-18/3", "2023-01-18/7"]
    );
    assert!(ine.contains("*Sin reporte desde el 27 de enero de 2023 (19 días).*"), "{ine}");
    assert!(sre.contains("**Vencido hace 21 días**"), "{sre}");
    // The minutes are those that `new meeting` writes.
    let minutes = text.split("```markdown\n").nth(1).unwrap().strip_suffix("```\n").unwrap();
    let (code, ..) = {
        let output = Command::new(env!("CARGO_BIN_EXE_acuerdos"))
            .current_dir(project.root())
            .args(["new", "meeting", "--date", "2023-03-01"])
            .output()
            .unwrap();
        (output.status.code().unwrap(), ())
    };
    assert_eq!(code, 0);
    assert_eq!(minutes, project.read("content/reuniones/2023-03-01.md"));

    let small = small();
    let text = report(&small, &["--next-meeting", "--date", "2023-04-01", "--to", "2023-02-28"]);
    assert!(text.starts_with("# Reunión del 1 de abril de 2023\n"), "{text}");
    for format in ["html", "docx", "csv"] {
        let (code, out, err) = run(&project, &["--next-meeting", "--format", format, "--output", "-"]);
        assert_eq!((code, out.is_empty()), (0, false), "{format}: {err}");
    }
    let docx = word(&project, &["--next-meeting"]);
    let parts = parts(&docx);
    let document = Document::parse(part(&parts, "word/document.xml")).unwrap();
    assert_eq!(elements(document.root(), "tbl").count(), 3);
    assert_eq!(elements(document.root(), "pageBreakBefore").count(), 1);
}
