//! Registers of all kinds, in memory: minutes → register → document → minutes → the same register.

use std::fmt::Write as _;

use acuerdos::import::{Readable, note};
use acuerdos::pipeline::{Desk, Importing, import, publication};
use acuerdos::register::Reading;
use acuerdos::report::{docx, html, markdown, whole};
use proptest::prelude::*;

use crate::support::{Project, day};

/// Paragraphs and lists that people write, many of which read like something else.
const TEXTS: [&str; 22] = [
    "Se hizo.",
    "Se revisó el plan con **Canadá** y *otros*",
    "8 de abril de 2024",
    "8 de abril de 2024 · Atendido",
    "*8 de abril de 2024*",
    "**Atendido**",
    "En proceso",
    "Pendiente de firma.",
    "(Estatus previo: pendiente)",
    "Como decía (estatus previo: en proceso) la nota.",
    "Responsables: INE",
    "Vence: mayo",
    "Objetivos",
    "Temas: varios",
    "Sin avances reportados en el periodo.",
    "2024-04-01/7",
    "continúa en minúscula",
    ", con coma",
    "Liga https://example.org/a y [otra](https://example.org/b).",
    "- uno\n- dos **y** tres",
    "1. primero\n2. segundo\n   - dentro",
    "Precio \\| costo \\* 2 & \\[algo\\] \\_así\\_ 50%",
];

const STATUSES: [&str; 4] = ["Pendiente", "En proceso", "Atendido", "Cancelado"];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&TEXTS[..]), 1..4).prop_map(|parts| parts.join("\n\n"))
}

fn commitment(number: usize) -> impl Strategy<Value = String> {
    let updates = prop::collection::vec((0..STATUSES.len(), prop::option::of(text())), 0..3);
    let titles =
        prop::option::of(prop::sample::select(&["Plan de riesgos", "Atendido", "3 de mayo", "Vence: nunca"][..]));
    let facts = (prop::bool::ANY, prop::bool::ANY, prop::bool::ANY);
    (titles, text(), facts, updates).prop_map(move |(title, text, (who, due, tags), updates)| {
        let mut minutes = format!("### {number}. {}\n\n", title.unwrap_or_default());
        for (given, line) in
            [(who, "- Responsables: INE, DERFE\n"), (due, "- Vence: 2024-08\n"), (tags, "- Etiquetas: a, b\n")]
        {
            minutes.push_str(if given { line } else { "" });
        }
        let _ = write!(minutes, "\nAcordar lo que sigue.\n\n{text}\n");
        for (i, (status, account)) in updates.iter().enumerate() {
            let _ = write!(minutes, "\n#### 2024-05-{:02} · {}\n", 10 + i, STATUSES[*status]);
            if let Some(account) = account {
                let _ = write!(minutes, "\n{account}\n");
            }
        }
        minutes
    })
}

fn meeting(date: &'static str) -> impl Strategy<Value = String> {
    let head = prop::sample::select(&["", "modalidad: virtual\n", "modalidad: híbrida\nserie: Mesa, primera\n"][..]);
    let who = prop::sample::select(&["", "asistentes:\n  INE: [DERFE, DJ]\n  Prensa y Difusión: []\n"][..]);
    let topics = prop::sample::select(&["", "## Temas\n\n1. Uno.\n2. Atendido\n3. Dos: tres\n\n"][..]);
    let agreed = (0..3_usize).prop_flat_map(|count| (1..=count).map(commitment).collect::<Vec<_>>());
    (head, who, topics, prop::option::of(text()), agreed).prop_map(move |(head, who, topics, objectives, agreed)| {
        let objectives = objectives.map(|text| format!("## Objetivos\n\n{text}\n\n")).unwrap_or_default();
        let agreed = if agreed.is_empty() { String::new() } else { format!("## Compromisos\n\n{}", agreed.join("\n")) };
        format!("---\nfecha: {date}\n{head}{who}---\n\n{objectives}{topics}{agreed}")
    })
}

fn config() -> &'static str {
    "cut_off = 2024-06-30\n[[organisations]]\nacronym = \"INE\"\nunits = [{ acronym = \"DERFE\" }, { acronym = \"DJ\" }]\n"
}

/// A reading without the distance that items of lists keep.
fn tight(reading: &Reading) -> String {
    let mut tight = format!("{reading:#?}").replace("<li>\\\\n<p>", "<li>").replace("</p>\\\\n</li>", "</li>");
    for list in ["<ul>", "<ol>"] {
        tight = tight.replace(&format!("</p>\\\\n{list}"), &format!("\\\\n{list}"));
    }
    tight
}

/// What an empty project says after importing a file.
fn read_back(name: &str, bytes: &[u8]) -> (Reading, Vec<String>) {
    let empty = Project::of([("acuerdos.toml", config())]);
    let desk = Desk::open(&empty.options()).unwrap();
    let found = note(Readable { name, bytes }, desk.register()).unwrap();
    let how = Importing {
        date: None,
        otherwise: day("2024-06-30"),
        otherwise_is_today: false,
        folder: "reuniones".to_owned(),
    };
    let imported = import(&desk, found, &how);
    let told = imported.remarks.iter().filter(|it| it.kind.severity() > acuerdos::diagnostic::Severity::Note);
    let told = told.map(|it| format!("{:?}", it.kind)).collect();
    assert!(!imported.new_errors.have_errors(), "{name}: {:?}", imported.new_errors);
    (imported.desk.reading(), told)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_register_comes_back(first in meeting("2024-04-01"), second in meeting("2024-05-02")) {
        let project = Project::of([
            ("acuerdos.toml", config()),
            ("content/reuniones/2024-04-01.md", first.as_str()),
            ("content/reuniones/2024-05-02.md", second.as_str()),
        ]);
        let wanted = Desk::open(&project.options()).unwrap().reading();
        let (site, _) = publication(&project.options(), None).unwrap();
        let document = whole(&site);
        let files = [
            ("r.md", markdown(&document).into_bytes()),
            ("r.html", html(&site, &document).unwrap().into_bytes()),
            ("r.docx", docx(&document, None).unwrap()),
        ];
        for (name, bytes) in files {
            let (found, told) = read_back(name, &bytes);
            let (found, wanted) = (tight(&found), tight(&wanted));
            prop_assert_eq!(found, wanted, "{}\n{}\n{}", name, &first, &second);
            prop_assert!(told.is_empty(), "{}: {:?}", name, told);
        }
    }
}
