//! Whatever stands in the files, there is a site or there are diagnostics: never a panic, never a script.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use acuerdos::config::Config;
use acuerdos::content::{parse_minutes, parse_page};
use acuerdos::diagnostic::{Diagnostics, Language, Palette, Sources, render};
use acuerdos::model::MeetingId;
use acuerdos::register::{Content, Drafts, check, resolve};
use acuerdos::site::{Depth, Files, Site, Theme};
use chrono::NaiveDate;
use proptest::prelude::*;
use scraper::Html;

/// Pieces that mean something to one parser or another, and letters that are more than one byte.
const PIECES: &[&str] = &[
    "---\n",
    "fecha: ",
    "2022-08-09",
    "2023-05",
    "31 de mayo de 2023",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "\u{a0}",
    "# ",
    "## ",
    "### ",
    "#### ",
    "##### ",
    "Compromisos",
    "Seguimiento",
    "Temas",
    "Objetivos",
    "1. ",
    "4) ",
    "IV. ",
    "14/2022",
    "1º",
    "º",
    "·",
    " · ",
    "–",
    ":",
    "|",
    "Pendiente",
    "En proceso",
    "(antes: Pendiente)",
    "(",
    ")",
    "- ",
    "* ",
    "> ",
    "- Vence: ",
    "- Responsables: ",
    "- Continúa: ",
    "- Relacionados: ",
    "- Documentos: ",
    "INE/CG241/2022",
    "INE, SRE",
    "SRE (IME)",
    "[[",
    "]]",
    "[[2022-08-09/1]]",
    "[[doc:",
    "[[org:IME]]",
    "[^1]",
    "[^1]: ",
    "[a]: b",
    "[a]",
    "](",
    "javascript:x",
    "https://example.org/",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "<img src=x onerror=x>",
    "```\n",
    "`",
    "**",
    "_",
    "~~",
    "| ",
    "|-|\n",
    "\\",
    "&amp;",
    "&#0;",
    "ñ",
    "n\u{303}",
    "é",
    "日本",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "🙂",
    "asistentes:\n",
    "  INE: [",
    "]",
    "{",
    "}",
    "*a",
    "&a ",
    "'",
    "\"",
    "etiquetas: [",
    "borrador: sí",
    "aliases: ",
    "../",
    "C:\\",
    "CON",
    "x",
    "palabra ",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(prop_oneof![9 => proptest::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)], 0..60)
        .prop_map(|pieces| pieces.concat())
}

/// Minutes with a chance to be read to their end.
fn minutes() -> impl Strategy<Value = String> {
    prop_oneof![
        text(),
        text().prop_map(|body| format!("---\nfecha: 2022-08-09\n---\n\n# T\n\n## Compromisos\n\n### 1. Uno\n\n{body}")),
        text().prop_map(|body| format!("---\nfecha: 2022-08-09\n---\n\n{body}")),
    ]
}

/// Everything that a build does between reading and writing; the pages, and what was said.
fn run(config: &str, first: &str, second: &str, page: &str) -> (Vec<String>, String) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let config_id = sources.add("acuerdos.toml", config);
    let first_id = sources.add("content/reuniones/2022-08-09.md", first);
    let second_id = sources.add("content/reuniones/2023/01-18.md", second);
    let page_id = sources.add("content/guia.md", page);
    let config = Config::parse(&sources, config_id, &mut diagnostics);
    let content = Content {
        minutes: vec![
            parse_minutes(&sources, first_id, MeetingId("2022-08-09".into()), &mut diagnostics),
            parse_minutes(&sources, second_id, MeetingId("2023/01-18".into()), &mut diagnostics),
        ],
        pages: parse_page(&sources, page_id, "guia", &mut diagnostics).into_iter().collect(),
    };
    let cut_off = NaiveDate::from_ymd_opt(2023, 2, 15).unwrap();
    let register = resolve(content, &config, cut_off, Drafts::Include, &sources, &mut diagnostics);
    check(&register, &sources, &mut diagnostics);
    let theme = Theme::load(Language::Spanish, Vec::new(), &sources, &mut Diagnostics::default()).unwrap();
    let site = Site::plan(register, sources, &config, theme, Files::default(), &mut diagnostics);
    site.check_links(Depth::Check, &mut diagnostics);
    let mut pages = Vec::new();
    for file in site.files().iter().filter(|file| !file.path.starts_with("recursos/")) {
        let mut page = Vec::new();
        site.render(file, &mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        if file.path.ends_with(".xml") {
            let parsed = roxmltree::Document::parse(&page);
            assert!(parsed.is_ok(), "{}: {parsed:?}\n{page}", file.path);
        }
        if file.path.ends_with(".ics") {
            calendar(&page);
        }
        if file.path.ends_with(".html") {
            pages.push(page);
        }
    }
    let sources = site.into_sources();
    let diagnostics = diagnostics.into_sorted(&sources);
    let said = Language::ALL.map(|language| render(&diagnostics, &sources, language, Palette::Plain)).concat();
    (pages, said)
}

/// Every line of a calendar is one that it was to have: no text ends a line, or begins another.
fn calendar(text: &str) {
    let lines: Vec<&str> = text.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains(char::is_control)), "{text:?}");
    let names = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "NAME",
        "X-WR-CALNAME",
        "REFRESH-INTERVAL;VALUE=DURATION",
        "X-PUBLISHED-TTL",
        "UID",
        "DTSTAMP",
        "DTSTART;VALUE=DATE",
        "DUE;VALUE=DATE",
        "SUMMARY",
        "STATUS",
        "TRANSP",
        "LOCATION",
        "CATEGORIES",
        "DESCRIPTION",
        "COMPLETED",
        "PERCENT-COMPLETE",
    ];
    let mut open = Vec::new();
    for line in text.replace("\r\n ", "").lines() {
        let (name, value) = line.split_once(':').unwrap();
        assert!(names.contains(&name), "{line}");
        match name {
            "BEGIN" => open.push(value.to_owned()),
            "END" => assert_eq!(open.pop().as_deref(), Some(value), "{text}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_ends_in_pages_or_diagnostics(first in minutes(), second in minutes(), page in text()) {
        let (pages, _) = run("", &first, &second, &page);
        for page in pages {
            for element in Html::parse_document(&page).tree.values().filter_map(|node| node.as_element()) {
                prop_assert!(element.name() != "script" || element.attr("src").is_some(), "{page}");
                for (name, value) in element.attrs() {
                    prop_assert!(!name.starts_with("on") && name != "style", "{page}");
                    let leads = matches!(name, "href" | "src" | "action" | "formaction" | "xlink:href");
                    prop_assert!(!(leads && value.trim().to_lowercase().starts_with("javascript:")), "{page}");
                }
            }
        }
    }

    #[test]
    fn any_name_ends_in_pages_or_diagnostics(name in text()) {
        let quoted: String = name.chars().filter(|c| !c.is_control() && !['"', '\\'].contains(c)).collect();
        let config = format!("[[organisations]]\nacronym = \"{quoted}\"\n\n[glossary]\n\"{quoted}\" = \"x\"\n");
        let line = name.replace(['\n', '\r'], " ");
        let data = format!("- Responsables: {line}\n- Documentos: {line}\n- Etiquetas: {line}\n");
        let first = format!("---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. {line}\n\n{line}\n\n{data}");
        let second = format!("---\nfecha: 2023-01-18\n---\n\n## Seguimiento\n\n### 2022-08-09/1 · {line}\n\n{line}\n");
        run(&config, &first, &second, &line);
    }

    #[test]
    fn any_configuration_ends_in_a_site_or_diagnostics(config in text()) {
        run(&config, "---\nfecha: 2022-08-09\n---\n", "---\nfecha: 2023-01-18\n---\n", "");
    }
}
