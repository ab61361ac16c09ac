//! Every diagnostic, where it belongs and nowhere else; see `diagnostics/case.rs` for how the cases are written.
//!
//! `UPDATE_EXPECTED=1` writes the marks that the program gives now into the cases; read the difference before you believe
//! it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "diagnostics/bytes.rs"]
mod bytes;
#[path = "diagnostics/case.rs"]
mod case;
#[path = "diagnostics/links.rs"]
mod links;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::diagnostic::{Bounds, Diagnostic, Language, Palette, RULES, Severity, render, rule, words};
use acuerdos::pipeline::{Failure, Findings};

use case::{Case, Marks};
use support::{Project, tree};

/// The codes of every kind, from its own source: the enumeration has no list of itself.
fn codes() -> Vec<&'static str> {
    let source = include_str!("../src/diagnostic/kind.rs");
    let codes: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once("=> \"")?.1.strip_suffix("\","))
        .collect();
    assert!(codes.len() > 50, "the codes are not where they were: {codes:?}");
    codes
}

/// The files of cases, by the code that they are about.
fn case_files() -> BTreeMap<String, (PathBuf, Vec<Case>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics/cases");
    let codes = codes();
    let file = |path: PathBuf| {
        let cases = Case::read_all(&fs::read_to_string(&path).unwrap(), &codes);
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), (path, cases))
    };
    fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap().path())).collect()
}

/// What is found in a case: by checking it, or by building it.
fn find(case: &Case) -> Findings {
    let texts: Vec<_> = case.texts().collect();
    let project = Project::of(texts.iter().map(|(path, text)| (*path, text.as_str())));
    if !case.is_for_build() {
        return project.check();
    }
    match project.build() {
        Ok(built) => built.findings,
        Err(Failure::Content(findings)) => findings,
        Err(failure) => panic!("{}: {failure:?}", case.name),
    }
}

/// What is told of most commitments that are open.
const SILENCE: [&str; 2] = ["stale", "never-reported"];

fn marks_of(findings: &Findings) -> Marks {
    Case::marks_of(&findings.sources, &findings.diagnostics)
}

#[test]
fn every_diagnostic_is_where_the_cases_say() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = String::new();
    for (code, (path, cases)) in case_files() {
        let mut marked = String::new();
        for case in &cases {
            let mut found = find(case);
            // An open commitment of a case is as good as always one that nobody has reported on.
            found.diagnostics.retain(|d| !SILENCE.contains(&d.kind.code()) || d.kind.code() == code);
            let found = marks_of(&found);
            let written = case.write(&found);
            let expected = case.write(&case.marks());
            marked.push_str(&written);
            if written != expected {
                wrong.push_str(&format!("\n{code}: expected\n{expected}\nfound\n{written}"));
            }
        }
        if update {
            fs::write(path, marked).unwrap();
        }
    }
    assert!(wrong.is_empty() || update, "{wrong}");
}

#[test]
fn every_kind_has_a_case_and_a_near_miss() {
    let mut files = case_files();
    let mut missing = Vec::new();
    for code in codes().into_iter().filter(|code| !bytes::CODES.contains(code) && !links::CODES.contains(code)) {
        let Some((_, cases)) = files.remove(code) else {
            missing.push(format!("{code}: no cases"));
            continue;
        };
        if !cases.iter().any(|case| case.expects(code)) {
            missing.push(format!("{code}: no case"));
        }
        if !cases.iter().any(|case| case.name.starts_with("near miss") && !case.expects(code)) {
            missing.push(format!("{code}: no near miss"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert_eq!(files.keys().collect::<Vec<_>>(), ["several"], "cases of no kind");
}

#[test]
fn check_and_build_find_the_same_but_for_what_check_doubts() {
    let is_doubt = |code: &str| rule(code).unwrap().bounds == Bounds::Check;
    for (code, (_, cases)) in case_files() {
        for case in cases.iter().filter(|case| !case.is_for_build()) {
            let texts: Vec<_> = case.texts().collect();
            let project = Project::of(texts.iter().map(|(path, text)| (*path, text.as_str())));
            let mut checked = project.check();
            checked.diagnostics.retain(|d| !is_doubt(d.kind.code()));
            let (built, failed) = match project.build() {
                Ok(built) => (built.findings, false),
                Err(Failure::Content(findings)) => (findings, true),
                Err(failure) => panic!("{code}: {failure:?}"),
            };
            assert_eq!(marks_of(&checked), marks_of(&built), "{code}: {}", case.name);
            assert_eq!(failed, checked.have_errors(), "{code}: {}", case.name);
            assert_eq!(project.path("site").join("index.html").exists(), !failed, "{code}: {}", case.name);
        }
    }
}

/// What is found, as `path:line:column-column code`.
fn lines(findings: &Findings) -> Vec<String> {
    marks_of(findings)
        .iter()
        .map(|(path, line, mark)| format!("{path}:{line}:{}-{} {}", mark.start, mark.end, mark.what))
        .collect()
}

/// What a file with one mistake says: line and columns, and what is underlined.
fn underlined(text: &str) -> Vec<(usize, usize, usize, String)> {
    let project = Project::of([("content/reuniones/2022-08-09.md", text)]);
    let found = project.check();
    let place = |d: &Diagnostic| {
        let (_, line, mark) = case::Mark::of(&found.sources, d.span, "");
        (line, mark.start, mark.end, found.sources.slice(d.span).to_owned())
    };
    let mistakes = found.diagnostics.iter().filter(|d| d.severity > Severity::Note);
    mistakes.map(place).collect()
}

#[test]
fn columns_are_characters_whatever_the_bytes() {
    let found =
        |line: usize, start: usize, text: &str| vec![(line, start, start + text.chars().count(), text.to_owned())];
    // A line of Windows, and one of a Mac of long ago.
    assert_eq!(underlined("---\r\nfecha: ayer\r\n---\r\n"), found(2, 8, "ayer"));
    assert_eq!(underlined("---\rfecha: ayer\r---\r"), found(2, 8, "ayer"));
    // A byte order mark is no character of the first line.
    assert_eq!(underlined("\u{feff}---\nfecha: ayer\n---\n"), found(2, 8, "ayer"));
    assert_eq!(underlined("\u{feff}Reunión"), found(1, 1, "Reunión"));
    // Letters of two, three and four bytes.
    let minutes = |line: &str| format!("---\nfecha: 2022-08-09\n---\n\n{line}\n");
    assert_eq!(underlined(&minutes("Ñandú [[año:1]]")), found(5, 7, "[[año:1]]"));
    assert_eq!(underlined(&minutes("日本 [[x:1]]")), found(5, 4, "[[x:1]]"));
    assert_eq!(underlined(&minutes("🎉 [[x:1]]")), found(5, 3, "[[x:1]]"));
    // A tab is one column, an accent that stands by itself too.
    assert_eq!(underlined(&minutes("a\t[[x:1]]")), found(5, 3, "[[x:1]]"));
    assert_eq!(underlined(&minutes("e\u{301} [[x:1]]")), found(5, 4, "[[x:1]]"));
    // Non-breaking spaces where Markdown and YAML want ordinary ones.
    assert_eq!(underlined(&minutes("##\u{a0}Compromisos\n\n###\u{a0}Plan")), found(7, 5, "Plan"));
    assert_eq!(underlined("---\nfecha:\u{a0}ayer\n---\n"), found(2, 8, "ayer"));
    assert_eq!(underlined("---\n\u{a0}fecha:\tayer\n---\n"), found(2, 9, "ayer"));
    // Markup, escapes and entities within what is underlined.
    let heading = |heading: &str| underlined(&minutes(&format!("## Compromisos\n\n{heading}")));
    assert_eq!(heading("### **Plan** de *riesgos*"), found(7, 7, "Plan** de *riesgos"));
    assert_eq!(heading("### Plan &amp; riesgo"), found(7, 5, "Plan &amp; riesgo"));
    assert_eq!(heading("### 1. P\n\n#### 2023-01-01 · **Archivado** (antes: Pendiente)"), found(9, 21, "Archivado"));
    assert_eq!(heading("### 1. P\n\n- **Vence**: *pronto*"), found(9, 15, "pronto"));
    assert_eq!(heading("### 1. P\n\n- Relacionados: 1/2022;\u{a0}dos; 2/2022"), found(9, 25, "dos"));
    // The end of a file without a last line break.
    assert_eq!(underlined("---\nfecha: ayer\n---"), found(2, 8, "ayer"));
}

#[test]
fn a_line_of_many_accents_is_underlined_in_the_right_place() {
    let text = "---\nfecha: 2022-08-09\n---\n\nReunio\u{301}n\tañeja: [[x:1]]\n";
    let project = Project::of([("content/reuniones/2022-08-09.md", text)]);
    let found = project.check();
    let shown = render(&found.diagnostics, &found.sources, Language::English, Palette::Plain);
    assert!(shown.contains("content/reuniones/2022-08-09.md:5:17"), "{shown}");
    let lines: Vec<&str> = shown.lines().collect();
    let under = lines.iter().position(|line| line.contains('^')).unwrap();
    // As wide as a terminal shows them: the tab as four, the accent as nothing.
    let width = |text: &str| text.chars().filter(|&c| c != '\u{301}').count();
    let (before, _) = lines[under - 1].split_once("[[").unwrap();
    assert_eq!(width(before), lines[under].find('^').unwrap(), "{shown}");
}

/// Names, bytes and times of everything below a folder.
fn state(folder: &Path) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, std::time::SystemTime>) {
    let files = tree(folder);
    let times =
        files.keys().map(|path| (path.clone(), fs::metadata(folder.join(path)).unwrap().modified().unwrap())).collect();
    (files, times)
}

#[test]
fn a_site_is_as_it_was_when_the_content_has_errors() {
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", bytes::MINUTES)]);
    project.build().unwrap();
    project.write("site/.gitignore", "*\n");
    let before = state(&project.path("site"));
    let folder = fs::metadata(project.path("site")).unwrap().modified().unwrap();
    for (path, text) in [
        ("content/reuniones/2022-09-08.md", "---\nfecha: ayer\n---\n"),
        ("content/guia.md", "[[nada]]\n"),
        ("acuerdos.toml", "titel = 1\n"),
        ("theme/templates/page.html", "{% block"),
    ] {
        let was = fs::read(project.path(path)).ok();
        project.write(path, text);
        assert!(matches!(project.build(), Err(Failure::Content(found)) if found.have_errors()), "{path}");
        match was {
            Some(bytes) => project.write(path, bytes),
            None => fs::remove_file(project.path(path)).unwrap(),
        }
        assert!(before == state(&project.path("site")), "{path}");
        assert_eq!(folder, fs::metadata(project.path("site")).unwrap().modified().unwrap(), "{path}");
    }
    // A template that fails half-way through is found when other pages have been rendered already.
    project.write("content/zeta.md", "# Zeta\n");
    project.write("theme/templates/page.html", "{{ sabor.vainilla }}");
    assert!(matches!(project.build(), Err(Failure::Content(_))));
    assert!(before == state(&project.path("site")));
    let left: BTreeSet<_> =
        fs::read_dir(project.root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(left, ["acuerdos.toml", "content", "site", "theme"].map(str::to_owned).into(), "nothing is left behind");
}

/// Every finding of every case and of the projects of bytes, by code.
fn every_finding() -> BTreeMap<&'static str, Vec<(Diagnostic, Findings)>> {
    let mut every: BTreeMap<&'static str, Vec<(Diagnostic, Findings)>> = BTreeMap::new();
    let mut add = |code: &str, find: &dyn Fn() -> Findings| {
        let of_code = find().diagnostics.into_iter().filter(|d| d.kind.code() == code).collect::<Vec<_>>();
        for diagnostic in of_code {
            every.entry(diagnostic.kind.code()).or_default().push((diagnostic, find()));
        }
    };
    for (code, (_, cases)) in case_files() {
        for case in cases.iter().filter(|case| case.expects(&code)) {
            add(&code, &|| find(case));
        }
    }
    for code in bytes::CODES {
        add(code, &|| bytes::project(code).check());
    }
    for code in links::CODES {
        add(code, &links::found);
        add(code, &links::found_offline);
    }
    every
}

#[test]
fn the_words_are_these() {
    let every = every_finding();
    for language in Language::ALL {
        let mut text = String::new();
        for (code, findings) in &every {
            let mut said = BTreeSet::new();
            for (diagnostic, found) in findings {
                // One of each sentence; the cases themselves have all places.
                let words = (words::message(&diagnostic.kind, language), words::help(&diagnostic.kind, language));
                if said.insert(words) {
                    text.push_str(&render(std::slice::from_ref(diagnostic), &found.sources, language, Palette::Plain));
                }
            }
            assert!(!said.is_empty(), "{code}");
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "diagnostics/snapshots", omit_expression => true }, {
            insta::assert_snapshot!(format!("words-{}", language.tag()), text);
        });
    }
}

#[test]
fn every_kind_says_what_is_wrong_and_what_to_do_in_both_languages() {
    let every = every_finding();
    let known: BTreeSet<_> = codes().into_iter().collect();
    assert_eq!(every.keys().copied().collect::<BTreeSet<_>>(), known);
    for (code, findings) in &every {
        for (diagnostic, _) in findings {
            let said = Language::ALL.map(|language| {
                let message = words::message(&diagnostic.kind, language);
                let first = message.chars().next().unwrap();
                assert!(first.is_lowercase() || first == '`', "{code}: {message}");
                assert!(!message.ends_with(['.', '!', ':']), "{code}: {message}");
                assert!(!message.contains('\n'), "{code}: {message}");
                assert_eq!(message.matches('`').count() % 2, 0, "{code}: {message}");
                let help = words::help(&diagnostic.kind, language).unwrap_or_else(|| panic!("{code} has no help"));
                let first = help.chars().next().unwrap();
                assert!(first.is_lowercase() || "`¿".contains(first), "{code}: {help}");
                assert!(!help.ends_with('.'), "{code}: {help}");
                assert_eq!(help.matches('`').count() % 2, 0, "{code}: {help}");
                (message, help)
            });
            assert_ne!(said[0].0, said[1].0, "{code} is not translated");
        }
    }
}

#[test]
fn warnings_do_not_stop_a_build_and_errors_do() {
    for (code, findings) in every_finding() {
        let expected = rule(code).unwrap();
        assert!(expected.bounds != Bounds::Required || expected.severity == Severity::Error, "{code}");
        for (diagnostic, _) in findings {
            assert_eq!(diagnostic.severity, expected.severity, "{code}");
        }
    }
}

#[test]
fn every_code_is_a_rule_and_no_other() {
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(rules, codes().into_iter().collect());
    assert_eq!(rules.len(), RULES.len(), "one is there twice");
}

#[test]
fn severities_are_as_configured_for_build_and_check() {
    let text = "---\nfecha: 2022-08-09\n---\n\n# Uno\n\n# Dos\n\n[x](y.pdf)\n";
    let project = Project::of([("content/reuniones/2022-08-09.md", text)]);
    let told = |severity: &str| {
        project.write("acuerdos.toml", format!("[check]\nseverity = {{ {severity} }}\n"));
        let found = project.check();
        found.diagnostics.iter().map(|d| format!("{} {:?}", d.kind.code(), d.severity)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told(""), "second-title Warning, dead-link Warning");
    assert_eq!(told("second-title = 'off', dead-link = 'note'"), "dead-link Note");
    assert_eq!(told("dead-link = 'error'"), "second-title Warning, dead-link Error");
    project.build().unwrap();
    assert_eq!(told("second-title = 'error'"), "second-title Error");
    assert!(matches!(project.build(), Err(Failure::Content(_))));
}
