//! The informative note on the repository's own content tells what the real note tells, and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "support/signed.rs"]
mod signed;
mod support;
#[path = "support/text.rs"]
mod text;

use scraper::{ElementRef, Html, Selector};

use signed::{SIGNED, SINCE, here};
use support::Project;

/// A project with one commitment that is open at both dates, and what else a test gives it.
fn project(files: &[(&str, &str)]) -> Project {
    let project = Project::of(files.iter().copied());
    project.write("acuerdos.toml", "cut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n");
    project
}

fn page(project: &Project, path: &str) -> Html {
    project.build().unwrap_or_else(|failure| panic!("{failure:?}"));
    Html::parse_document(&project.read(&format!("site/{path}")))
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn found(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(words).collect()
}

const FIRST: &str = "[aria-labelledby=first] .report__table";
const SECOND: &str = "[aria-labelledby=second] .report__table";

#[test]
fn the_note_has_the_meetings_and_statuses_of_the_signed_one() {
    let project = here();
    let note = page(&project, "informe.html");
    assert_eq!(
        found(&note, &format!("{FIRST} th[scope=rowgroup] time")),
        [
            "19 de mayo de 2022",
            "9 de agosto de 2022",
            "8 de septiembre de 2022",
            "20 de octubre de 2022",
            "23 de noviembre de 2022"
        ]
    );
    let rows: Vec<[String; 3]> = all(&note, &format!("{FIRST} tbody tr"))
        .into_iter()
        .map(|row| {
            [".report__id", ".report__previous", ".report__status"]
                .map(|part| words(row.select(&Selector::parse(part).unwrap()).next().unwrap()))
        })
        .collect();
    let signed = SIGNED.map(|(id, before, now)| [id.into(), format!("(Estatus previo: {before})"), now.into()]);
    assert_eq!(rows, signed);
    assert!(all(&note, &format!("{FIRST} .report__done .prose")).len() >= 14, "an account is missing");

    assert_eq!(found(&note, &format!("{SECOND} th[scope=rowgroup] time")), ["18 de enero de 2023"]);
    assert_eq!(found(&note, &format!("{SECOND} .report__topics > ol > li")).len(), 6);
    assert!(found(&note, &format!("{SECOND} .report__about"))[0].starts_with("Objetivos Dar seguimiento"));
    assert_eq!(
        found(&note, &format!("{SECOND} .report__id")),
        [1, 2, 3, 4, 5, 6, 7].map(|number| format!("2023-01-18/{number}"))
    );
    assert_eq!(found(&note, &format!("{SECOND} .report__status")), SINCE);
    assert!(all(&note, &format!("{SECOND} .report__previous")).is_empty());
    let totals: Vec<String> = found(&note, ".report__totals tr").into_iter().skip(1).collect();
    assert_eq!(totals.len(), 4);
    let cells = found(&note, ".report__totals tbody td, .report__totals tfoot td");
    assert_eq!(cells.join(" "), "4 0 1 1 10 5 2 7 0 9 4 13 14 14 7 21");
}

#[test]
fn every_meeting_takes_the_rows_that_it_says() {
    let project = here();
    for path in ["informe.html", "informe-abiertos.html", "informes/INE.html", "informes-abiertos/SRE/IME.html"] {
        let note = page(&project, path);
        let bodies = all(&note, ".report__table tbody");
        assert!(bodies.len() > 1, "{path}");
        for body in bodies {
            let rows = body.select(&Selector::parse("tr").unwrap()).count().to_string();
            let spans: Vec<_> = body.select(&Selector::parse("[rowspan]").unwrap()).collect();
            assert_eq!(spans.len(), 2, "{path}");
            assert!(spans.iter().all(|cell| cell.value().attr("rowspan") == Some(&rows)), "{path}");
        }
    }
}

#[test]
fn the_note_of_an_institution_has_its_commitments_and_no_other() {
    let project = here();
    let note = page(&project, "informes/SRE/IME.html");
    let ids = found(&note, ".report__id");
    assert_eq!(
        ids,
        [
            "2022-09-08/3",
            "2022-10-20/1",
            "2022-11-23/1",
            "2022-11-23/2",
            "2022-11-23/3",
            "2023-01-18/3",
            "2023-01-18/7"
        ]
    );
    // Its own page leads there, and so does the note on everything for institutions.
    assert!(project.read("site/instituciones/SRE/IME.html").contains("href=\"../../informes/SRE/IME.html\""));
    assert!(project.read("site/informe.html").contains("href=\"informes/SRE.html\""));
}

#[test]
fn open_items_are_those_that_are_open_now() {
    let project = here();
    let note = page(&project, "informe-abiertos.html");
    let ids = found(&note, ".report__id");
    assert_eq!(ids.len(), 8);
    assert!(found(&note, ".report__status").iter().all(|status| status != "Atendido"));
    let whole = page(&project, "informe.html");
    let listed = found(&whole, ".report__id");
    assert!(ids.iter().all(|id| listed.contains(id)));
}

const MAY: &str = "---\ndate: 2022-05-19\n---\n\n## Compromisos\n\n### 1. Cerrado antes\n\nTexto.\n\n#### 2022-11-01 · Atendido\n\nSe hizo.\n\n### 2. Se reabrió\n\nTexto.\n\n#### 2022-11-01 · Atendido\n\nSe dio por hecho.\n\n#### 2023-01-10 · En proceso\n\nFaltaba una firma.\n\n### 3. Con dos reportes\n\nTexto.\n\n#### 2022-12-31 · En proceso\n\nEl mismo día del corte.\n\n#### 2023-01-01 · En proceso\n\nUn día después.\n\n#### 2023-02-15 · Atendido\n\nEl día del corte nuevo.\n\n### 4. Sin texto\n";

#[test]
fn a_note_tells_what_happened_between_its_two_dates() {
    let project = project(&[("content/reuniones/2022-05-19.md", MAY)]);
    let note = page(&project, "informe.html");
    // What was closed before is not told; what is open again is; what nobody reported on says so.
    assert_eq!(found(&note, ".report__id"), ["2022-05-19/2", "2022-05-19/3", "2022-05-19/4"]);
    assert_eq!(
        found(&note, ".report__previous"),
        ["(Estatus previo: Atendido)", "(Estatus previo: En proceso)", "(Estatus previo: Pendiente)"]
    );
    assert_eq!(
        found(&note, "td.report__done"),
        [
            "En proceso 10 de enero de 2023 Faltaba una firma.",
            "Atendido 1 de enero de 2023 · En proceso Un día después. 15 de febrero de 2023 El día del corte nuevo.",
            "Pendiente Sin avances reportados en el periodo."
        ]
    );
    assert_eq!(
        found(&note, "[aria-labelledby=second] > p"),
        ["No hubo reuniones después del 31 de diciembre de 2022."]
    );
}

#[test]
fn what_comes_after_the_cut_off_date_is_not_told() {
    let later = "---\ndate: 2023-03-01\n---\n\n## Seguimiento\n\n### 2022-05-19/4 · Atendido\n\nYa se hizo.\n\n## Compromisos\n\n### 1. Futuro\n\nTexto.\n";
    let project = project(&[("content/reuniones/2022-05-19.md", MAY), ("content/reuniones/2023-03-01.md", later)]);
    let note = page(&project, "informe.html");
    assert_eq!(found(&note, ".report__status"), ["En proceso", "Atendido", "Pendiente"]);
    assert!(!found(&note, "main").concat().contains("Futuro"));
}

#[test]
fn a_note_can_be_empty() {
    let project = project(&[("content/reuniones/2022-05-19.md", "---\ndate: 2022-05-19\n---\n\n# Nada\n")]);
    let note = page(&project, "informe.html");
    assert!(all(&note, "main table").is_empty());
    assert!(found(&note, "main").concat().contains("Al 31 de diciembre de 2022 no había compromisos abiertos."));
}

#[test]
fn what_the_configuration_says_is_shown() {
    let project = project(&[("content/reuniones/2022-05-19.md", MAY)]);
    project.write(
        "acuerdos.toml",
        "cut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n[report]\ntitle = \"De qué trata\"\nrequested_by = \"01/2023\"\n\
         introduction = \"\"\"\nUno, con [[2022-05-19/4]].\n\n<script>x</script>\n\n**Dos**.\n\"\"\"\nsecond_introduction = \"Además.\"\n",
    );
    let note = page(&project, "informe.html");
    assert_eq!(found(&note, "h1"), ["De qué trata"]);
    let main = found(&note, "main").concat();
    assert!(main.contains("Dos.") && main.contains("Además."), "{main}");
    assert_eq!(found(&note, ".report__text a.ref").len(), 1);
    assert!(text::dangers(&project.read("site/informe.html")).is_empty());
    // Without an introduction of its own, the note says who asked for it.
    project.write("acuerdos.toml", "cut_off = 2023-02-15\n[report]\nrequested_by = \"la Comisión\"\n");
    let note = page(&project, "informe.html");
    assert!(found(&note, ".report__text")[0].contains("lo solicitado en la Comisión."));
}
