//! `fmt`

use std::fs;
use std::path::Path;

use acuerdos::config::Config;
use acuerdos::content::{FileKind, Formatted, format, parse_minutes, parse_page};
use acuerdos::diagnostic::{Diagnostics, Language, Sources};
use acuerdos::model::MeetingId;
use acuerdos::register::{Content, Drafts, resolve};
use acuerdos::site::{Files, Site, Theme};
use proptest::prelude::*;

use crate::support::{Project, day};
use crate::{done, run};

const FILE: &str = "content/reuniones/2022-08-09.md";

const BEFORE: &str = include_str!("before.md");
const AFTER: &str = include_str!("after.md");

#[test]
fn minutes_get_their_canonical_form() {
    let project = Project::of([(FILE, BEFORE)]);
    let check = run(&project, &["fmt", "--check"]);
    assert_eq!((check.code, check.out.as_str()), (1, "content/reuniones/2022-08-09.md\n"), "{}", check.err);
    let diff = done(&project, &["fmt", "--diff"]);
    assert!(diff.out.starts_with("--- a/content/reuniones/2022-08-09.md\n+++ b/content"), "{}", diff.out);
    assert!(diff.out.contains("\n-### 1) Diseñar el plan\n"), "{}", diff.out);
    assert!(diff.out.contains("\n+### 1. Diseñar el plan\n"), "{}", diff.out);
    assert_eq!(run(&project, &["fmt", "--check", "--diff"]).code, 1);
    assert_eq!(project.read(FILE), BEFORE);
    assert_eq!(done(&project, &["fmt"]).out, "content/reuniones/2022-08-09.md\n");
    assert_eq!(project.read(FILE), AFTER);
    assert_eq!(done(&project, &["fmt", "--check"]).out, "");
    assert_eq!(done(&project, &["fmt", "content"]).out, "");
}

#[test]
fn line_endings_and_a_byte_order_mark_stay() {
    let project = Project::of([(FILE, "")]);
    project.write(FILE, format!("\u{feff}{}", BEFORE.replace('\n', "\r\n")));
    done(&project, &["fmt"]);
    assert_eq!(project.read(FILE), format!("\u{feff}{}", AFTER.replace('\n', "\r\n")));
}

#[test]
fn files_with_errors_are_left_alone_and_the_others_are_not() {
    let broken = "---\nfecha: ayer\n---\n##   X\n";
    let project = Project::of([(FILE, broken), ("content/guia.md", "#   Guía\n* a\n"), ("content/vacia.md", "")]);
    let ran = run(&project, &["fmt"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "content/guia.md\n"));
    assert!(ran.err.contains("content/reuniones/2022-08-09.md tiene errores"), "{}", ran.err);
    assert_eq!(project.read(FILE), broken);
    assert_eq!(project.read("content/guia.md"), "# Guía\n\n- a\n");
    assert_eq!(project.read("content/vacia.md"), "");
}

/// What must stay byte for byte.
#[test]
fn what_it_does_not_know_stays() {
    for kept in [
        "a  \nb",
        "```\n* x   \n\n\n\ny\n```",
        "    * x   \n\n\n    y",
        "| a | b |\n|--|--|\n| 1   | 2 |",
        "<div>\n* x   \n</div>",
        "`a   \nb`",
        "* a\n\n+ b",
        "* - - -",
        "> * a   \n> b",
        "[a]: b\n[c]: d",
        "[^1] x\n\n[^1]: y\n    z",
        "***\n\n___",
        "\u{a0}a\u{a0}",
        "1) uno\n2) dos",
        "<!-- a\n\n\n### 1 · b\n-->",
    ] {
        let text = format!("# T\n\n{kept}\n");
        let formatted = format(&text, &FileKind::Page("x".into()), Language::Spanish);
        assert_eq!(formatted, Formatted::Canonical, "{text:?}");
    }
}

/// The pages of a register of one meeting and one page, or none, if there are errors.
fn pages(minutes: &str, page: &str) -> Option<Vec<(String, Vec<u8>)>> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids =
        [("acuerdos.toml", ""), (FILE, minutes), ("content/guia.md", page)].map(|(path, text)| sources.add(path, text));
    let config = Config::parse(&sources, ids[0], &mut diagnostics);
    let content = Content {
        minutes: vec![parse_minutes(&sources, ids[1], MeetingId("2022-08-09".into()), &mut diagnostics)],
        pages: parse_page(&sources, ids[2], "guia", &mut diagnostics).into_iter().collect(),
    };
    let register = resolve(content, &config, day("2023-02-15"), Drafts::Include, &sources, &mut diagnostics);
    let theme = Theme::load(Language::Spanish, Vec::new(), &sources, &mut diagnostics)?;
    let site = Site::plan(register, sources, &config, theme, Files::default(), &mut diagnostics);
    let mut pages = Vec::new();
    for file in site.files().iter().filter(|file| {
        !file.path.starts_with("recursos/") && (file.path.ends_with(".html") || file.path.ends_with(".json"))
    }) {
        let mut page = Vec::new();
        site.render(file, &mut page).unwrap();
        pages.push((file.path.clone(), page));
    }
    Some(pages)
}

fn formatted(text: &str, kind: &FileKind) -> Result<String, Formatted> {
    match format(text, kind, Language::Spanish) {
        Formatted::Canonical => Ok(text.to_owned()),
        Formatted::Changed(form) => Ok(form),
        other => Err(other),
    }
}

/// Every minutes file and page below a folder.
fn files(folder: &Path, found: &mut Vec<(String, FileKind)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("expected") {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let shown = path.to_str().unwrap();
            let minutes = shown.contains("/reuniones/") || shown.contains("/meetings/");
            let kind = if minutes { FileKind::Minutes(MeetingId(name)) } else { FileKind::Page(name) };
            found.push((fs::read_to_string(&path).unwrap(), kind));
        }
    }
}

#[test]
fn every_file_of_the_repository_says_the_same_afterwards() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    files(&root.join("content"), &mut found);
    let own = found.len();
    files(&root.join("tests/sites"), &mut found);
    assert!(own >= 8 && found.len() > 45, "{}", found.len());
    for (i, (text, kind)) in found.iter().enumerate() {
        match formatted(text, kind) {
            Ok(form) => {
                assert_eq!(format(&form, kind, Language::Spanish), Formatted::Canonical, "{text}\n=>\n{form}");
                assert!(i >= own || form == *text, "the repository's own content is in canonical form");
            }
            Err(other) => assert_eq!(other, Formatted::Errors, "{text}"),
        }
    }
}

const LINES: &[&str] = &[
    "",
    "",
    "",
    "   ",
    "## Compromisos",
    "**Compromisos**",
    "##  Seguimiento ##",
    "Temas\n-----",
    "## Orden del día",
    "### 1) Uno",
    "### 2 Dos",
    "### IV. *Cuatro*",
    "**5. Cinco**",
    "### 14/2022 Año",
    "#### 2022-08-10 - pendiente",
    "#### 10 de agosto de 2022 | En proceso (antes: Pendiente).",
    "**11 de agosto de 2022 – Atendido**",
    "* Vence: mayo de 2023",
    "- **Responsables:** INE,SRE",
    "+ Documentos: INE/CG241/2022;",
    "1. Etiquetas: a ,b",
    "- Relacionados: [[2022-08-09]]",
    "* a",
    "+ b",
    "  * c",
    "    d",
    "1) x",
    "- [ ] t",
    "a  ",
    "a ",
    "a\\",
    "b\t",
    "```",
    "~~~",
    "    code  ",
    "| a | b |",
    "|--|--|",
    "> cita ",
    "> * x",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "[a]: b ",
    "[a]",
    "[^1]",
    "[^1]: nota",
    "***",
    "---",
    "===",
    "#",
    "# Título #",
    "#### otra",
    "\u{a0}x\u{a0}",
    "##\u{a0}Temas",
    "`a ",
    "b`",
    "palabra **fuerte ",
    "cosa** y *más*",
    "![x](y.png \"z ",
    "w\")",
    "<https://example.org/> ",
    "ñ\u{301} e\u{301}",
];

fn body() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(LINES);
    (proptest::collection::vec(line, 0..25), proptest::sample::select(&["\n", "\r\n"][..]))
        .prop_map(|(lines, ending)| lines.join("\n").replace('\n', ending))
}

fn front() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &[
            "---\nfecha: 2022-08-09\n---\n",
            "---\netiquetas: a, b\ndate: 9 de agosto de 2022 \nattendees: [INE, \"S: E\"]\n--- \n",
            "---\nfecha: \"2022-08-09\"\nasistentes:\n  INE: DERFE\n  'X # y': []\nserie:\nborrador: no\n---\n\n\n",
            "---\n# un comentario\nserie: x\nfecha: 2022-08-09\n---\n",
        ][..],
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pages_are_the_same_afterwards(front in front(), within in any::<bool>(), body in body(), page in body()) {
        let start = if within { "# T\n\n## Compromisos\n\n### 1. Uno\n\n" } else { "" };
        let minutes = format!("{front}{start}{body}");
        let kinds = [FileKind::Minutes(MeetingId("2022-08-09".into())), FileKind::Page("guia".into())];
        let minutes_after = formatted(&minutes, &kinds[0]);
        let page_after = formatted(&page, &kinds[1]);
        for (before, after, kind) in [(&minutes, &minutes_after, &kinds[0]), (&page, &page_after, &kinds[1])] {
            match after {
                Ok(form) => prop_assert_eq!(format(form, kind, Language::Spanish), Formatted::Canonical, "{:?}", before),
                Err(other) => prop_assert_eq!(other, &Formatted::Errors, "{:?}", before),
            }
        }
        let (minutes_after, page_after) = (minutes_after.unwrap_or(minutes.clone()), page_after.unwrap_or(page.clone()));
        prop_assert!(pages(&minutes, &page) == pages(&minutes_after, &page_after), "{minutes:?}\n{minutes_after:?}\n{page:?}\n{page_after:?}");
    }
}

/// Regressions that the property above found in how minutes are read: a block of indented code that came first lost its
/// indentation, and a section that came twice had the second heading in its text.
#[test]
fn code_that_comes_first_is_code_and_a_repeated_heading_is_no_text() {
    let minutes = "---\nfecha: 2022-08-09\n---\n\n## Temas\n\n    uno  dos\n\n## Objetivos\n\nx\n\n## Temas\n\ntres\n";
    let project = Project::of([(FILE, minutes)]);
    done(&project, &["build"]);
    let page = project.read("site/reuniones/2022-08-09.html");
    assert!(page.contains("<pre><code>uno  dos\n</code></pre>"), "{page}");
    assert!(page.contains("<p>tres</p>"), "{page}");
    assert_eq!(page.matches("Temas</h").count(), 1, "{page}");
}

/// Found by the property above: of two bold lines in one paragraph only the first means something, and has to stay where
/// it is, or the second would.
#[test]
fn a_second_bold_line_in_a_paragraph_stays_a_text() {
    let minutes = "---\nfecha: 2022-08-09\n---\n\n# T\n\n## Compromisos\n\n### 1. Uno\n\n**11 de agosto de 2022 – Atendido**\n**5. Cinco**\n* Vence: mayo de 2023\n```\n";
    let project = Project::of([(FILE, minutes)]);
    done(&project, &["fmt"]);
    let after = project.read(FILE);
    assert!(after.contains("**11 de agosto de 2022 – Atendido**\n**5. Cinco**\n"), "{after}");
}

/// Found by the property above.
#[test]
fn empty_front_matter_with_line_ends_of_windows_has_a_form() {
    let project = Project::of([("content/guia.md", "---\r\n---")]);
    done(&project, &["fmt", "content/guia.md"]);
    assert_eq!(project.read("content/guia.md"), "---\r\n---\r\n");
}
