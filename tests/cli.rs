//! The command line, as a user and a script see it: what goes where, and how it ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;

use support::program::{Ran, program, ran, run};
use support::{Project, tree};

const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan\n\n- Vence: 2023-05\n";

fn project() -> Project {
    Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)])
}

fn run_in(project: &Project, environment: &[(&str, &str)], arguments: &[&str]) -> Ran {
    ran(program(project.root()).envs(environment.iter().copied()).args(arguments).output().unwrap())
}

#[test]
fn every_command_has_its_help() {
    let project = Project::new();
    let all = run(&project, &["--help", "--lang", "en"]);
    assert_eq!((all.code, all.err.as_str()), (0, ""));
    let commands: Vec<&str> = all
        .out
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    for name in ["build", "serve", "check", "verify"] {
        assert!(commands.contains(&name), "{commands:?}");
    }
    for name in commands.into_iter().filter(|name| *name != "help") {
        let ran = run(&project, &[name, "--help", "--lang", "en"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert!(ran.out.contains(&format!("Usage: acuerdos {name}")), "{name}: {}", ran.out);
        for option in ["--root", "--quiet", "--verbose", "--color", "--lang"] {
            assert!(ran.out.contains(option), "{name} does not tell of {option}");
        }
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{name} has long lines: {}", ran.out);
    }
    let build = run(&project, &["build", "--help"]).out;
    for option in ["--output", "--base-url", "--drafts", "--today", "--jobs"] {
        assert!(build.contains(option), "build does not tell of {option}");
    }
    let version = run(&project, &["--version"]);
    assert_eq!((version.code, version.out), (0, format!("acuerdos {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn a_build_says_what_it_did_on_standard_error() {
    let project = project();
    let built = run(&project, &["build"]);
    assert_eq!((built.code, built.out.as_str()), (0, ""));
    assert!(built.err.contains("compromisos: 1"), "{}", built.err);
    assert!(project.path("site/index.html").exists());
    let quiet = run(&project, &["build", "--quiet"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    let told = run(&project, &["build", "--verbose", "--today", "2024-01-01"]);
    assert!(told.err.lines().any(|line| line == "+ index.html"), "{}", told.err);
}

#[test]
fn errors_in_the_content_end_in_1() {
    let project = project();
    project.write("content/reuniones/2022-09-08.md", "---\nfecha: ayer\n---\n");
    for command in ["build", "check"] {
        let ran = run(&project, &[command]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{command}");
        assert!(ran.err.contains("error[invalid-date]: `ayer` no es una fecha"), "{}", ran.err);
        assert!(ran.err.contains("content/reuniones/2022-09-08.md:2:8"), "{}", ran.err);
        assert!(ran.err.contains("1 error"), "{}", ran.err);
        assert!(!ran.err.contains('\u{1b}'), "there are colours in a pipe");
        let quiet = run(&project, &[command, "--quiet"]);
        assert_eq!(quiet.code, 1);
        assert!(quiet.err.contains("error[invalid-date]"), "errors are told even quietly");
    }
    assert!(!project.path("site").exists());
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let project = project();
    project.write("content/reuniones/2022-09-08.md", "---\nfecha: ayer\n---\n");
    assert!(run(&project, &["check", "--color", "always"]).err.contains('\u{1b}'));
    assert!(!run_in(&project, &[("CLICOLOR_FORCE", "1")], &["check", "--color", "never"]).err.contains('\u{1b}'));
}

#[test]
fn warnings_end_in_1_only_when_check_is_strict() {
    let project = project();
    assert_eq!(run(&project, &["check", "--strict"]).code, 0);
    project.write("content/guia.md", "[nada](nada.md)\n");
    let check = run(&project, &["check"]);
    assert_eq!(check.code, 0);
    assert!(check.err.contains("aviso[dead-link]"), "{}", check.err);
    assert!(check.err.contains("1 aviso"), "{}", check.err);
    assert_eq!(run(&project, &["check", "--strict"]).code, 1);
    let quiet = run(&project, &["check", "--quiet"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    assert_eq!(run(&project, &["build"]).code, 0);
    assert!(!project.path("site/nada.html").exists());
}

#[test]
fn checking_leaves_nothing_behind() {
    let project = project();
    let before = tree(project.root());
    assert_eq!(run(&project, &["check"]).code, 0);
    assert!(before == tree(project.root()));
}

#[test]
fn wrong_usage_ends_in_2() {
    let project = project();
    for arguments in [
        &[][..],
        &["construir"],
        &["build", "--nada"],
        &["build", "--today", "mañana"],
        &["build", "--today", "2023-02-30"],
        &["build", "--base-url", "example.org"],
        &["build", "--jobs", "muchos"],
        &["build", "--lang", "fr"],
        &["build", "--quiet", "--verbose"],
        &["check", "--output", "x"],
    ] {
        let ran = run(&project, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(!ran.err.is_empty(), "{arguments:?}");
    }
    assert!(!project.path("site").exists());
}

#[test]
fn a_machine_that_fails_ends_in_3() {
    let project = project();
    // A folder where a file has to be cannot be read, whoever asks.
    fs::remove_file(project.path("acuerdos.toml")).unwrap();
    fs::create_dir(project.path("acuerdos.toml")).unwrap();
    let ran = run(&project, &["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    assert!(ran.err.contains("acuerdos.toml"), "{}", ran.err);
}

#[test]
fn messages_are_in_the_language_that_is_nearest_to_the_reader() {
    let project = project();
    project.write("content/guia.md", "[[nada]]\n");
    let spanish = |ran: Ran| ran.err.contains("no existe `nada`");
    let english = |ran: Ran| ran.err.contains("there is no `nada`");
    assert!(spanish(run(&project, &["check"])));
    assert!(english(run(&project, &["check", "--lang", "en"])));
    assert!(english(run_in(&project, &[("LANG", "en_US.UTF-8")], &["check"])));
    assert!(spanish(run_in(&project, &[("LANG", "en_US.UTF-8")], &["check", "--lang", "es"])));
    assert!(spanish(run_in(&project, &[("LANG", "en_US.UTF-8"), ("LC_ALL", "es_MX.UTF-8")], &["check"])));
    // A language that is not spoken here is no reason not to speak the site's.
    assert!(spanish(run_in(&project, &[("LANG", "de_DE.UTF-8")], &["check"])));
    assert!(spanish(run_in(&project, &[("LANG", "C.UTF-8")], &["check"])));
    project.write("acuerdos.toml", "language = \"en\"\n");
    assert!(english(run(&project, &["check"])));
    assert!(english(run_in(&project, &[("LANG", "C")], &["check"])));
}

#[test]
fn the_language_of_messages_is_not_that_of_the_pages() {
    let project = project();
    assert_eq!(run(&project, &["build", "--lang", "en", "--today", "2023-02-15"]).code, 0);
    let english = tree(&project.path("site"));
    assert_eq!(run(&project, &["build", "--lang", "es", "--today", "2023-02-15"]).code, 0);
    assert!(english == tree(&project.path("site")));
    assert!(project.read("site/index.html").contains("<html lang=\"es\">"));
}

#[test]
fn today_is_the_cut_off_date_and_wins_over_the_configuration() {
    let project = project();
    let late = |arguments: &[&str]| {
        assert_eq!(run(&project, arguments).code, 0);
        project.read("site/datos/compromisos.json").contains("\"late\":true")
    };
    assert!(!late(&["build", "--today", "2023-05-31"]));
    assert!(late(&["build", "--today", "2023-06-01"]));
    // Whatever today is, it is after May 2023.
    assert!(late(&["build"]));
    project.write("acuerdos.toml", "cut_off = 2023-02-15\n");
    assert!(!late(&["build"]));
    assert!(late(&["build", "--today", "2023-06-01"]));
    let check = "#### 2023-02-10 · En proceso\n";
    project.write("content/reuniones/2022-08-09.md", format!("{MINUTES}\n{check}"));
    assert!(!run(&project, &["check"]).err.contains("update-after-cut-off"));
    assert!(run(&project, &["check", "--today", "2023-02-09"]).err.contains("update-after-cut-off"));
}

#[test]
fn drafts_are_left_out_unless_they_are_asked_for() {
    let project = project();
    project.write("content/reuniones/2022-09-08.md", "---\nfecha: 2022-09-08\nborrador: sí\n---\n");
    project.write("content/guia.md", "[[2022-09-08]]\n");
    assert_eq!(run(&project, &["build"]).code, 1);
    assert_eq!(run(&project, &["check"]).code, 1);
    assert_eq!(run(&project, &["check", "--drafts"]).code, 0);
    assert_eq!(run(&project, &["build", "--drafts"]).code, 0);
    assert!(project.path("site/reuniones/2022-09-08.html").exists());
    fs::remove_file(project.path("content/guia.md")).unwrap();
    assert_eq!(run(&project, &["build"]).code, 0);
    assert!(!project.path("site/reuniones/2022-09-08.html").exists());
}

#[test]
fn the_base_url_is_for_what_needs_one() {
    let project = project();
    let arguments = ["build", "--base-url", "https://example.org/acuerdos"];
    assert_eq!(run(&project, &arguments).code, 0);
    let map = project.read("site/sitemap.xml");
    assert!(map.contains("<loc>https://example.org/acuerdos/index.html</loc>"), "{map}");
    let page = project.read("site/index.html");
    assert!(page.contains("https://example.org/acuerdos/index.html"));
    assert!(!page.contains("href=\"https://example.org/acuerdos/compromisos"), "links stay relative");
    assert_eq!(run(&project, &["build"]).code, 0);
    assert!(!project.path("site/sitemap.xml").exists());
    assert!(!project.read("site/index.html").contains("https://example.org/acuerdos"));
}

#[test]
fn the_root_and_the_output_can_be_elsewhere() {
    let project = project();
    let elsewhere = Project::new();
    let root = project.root().to_str().unwrap();
    let ran = run(&elsewhere, &["build", "--root", root]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(project.path("site/index.html").exists());
    assert!(tree(elsewhere.root()).is_empty());
    // Before the command or behind it, and an output beside where the command is given.
    let ran = run(&elsewhere, &["--root", root, "build", "--output", "publicado"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(elsewhere.path("publicado/index.html").exists());
    let ran = run(&elsewhere, &["check", "--root", root]);
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn a_folder_that_is_not_its_own_is_refused_with_a_way_out() {
    let project = project();
    project.write("mio/tesis.txt", "x");
    let ran = run(&project, &["build", "--output", "mio"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("mio") && ran.err.contains("ayuda: "), "{}", ran.err);
    assert_eq!(project.read("mio/tesis.txt"), "x");
    assert_eq!(tree(&project.path("mio")).len(), 1);
}

#[test]
fn verify_looks_where_the_site_goes() {
    let project = project();
    project.write("acuerdos.toml", "output = \"publicado\"\n");
    assert_eq!(run(&project, &["build"]).code, 0);
    let sound = run(&project, &["verify"]);
    assert_eq!(sound.code, 0, "{}", sound.err);
    project.write("publicado/index.html", "x");
    assert_eq!(run(&project, &["verify"]).out, "cambiado: index.html\n");
}

#[test]
fn verify_tells_changed_missing_and_extra_files() {
    let project = project();
    assert_eq!(run(&project, &["build"]).code, 0);
    let sound = run(&project, &["verify"]);
    assert_eq!((sound.code, sound.out.as_str()), (0, ""), "{}", sound.err);
    assert!(sound.err.contains("intactos"), "{}", sound.err);
    assert_eq!(run(&project, &["verify", "--quiet"]).err, "");
    project.write("site/index.html", "x");
    fs::remove_file(project.path("site/404.html")).unwrap();
    project.write("site/nuevo.html", "x");
    let ran = run(&project, &["verify", "--lang", "en"]);
    assert_eq!(ran.code, 1);
    let mut lines: Vec<&str> = ran.out.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, ["changed: index.html", "extra: nuevo.html", "missing: 404.html"]);
    // A copy anywhere else is as good.
    let copy = Project::new();
    assert_eq!(run(&project, &["build"]).code, 0);
    for (path, bytes) in tree(&project.path("site")) {
        copy.write(&format!("copia/{path}"), bytes);
    }
    assert_eq!(run(&copy, &["verify", "copia"]).code, 1, "nuevo.html is extra in it");
    fs::remove_file(copy.path("copia/nuevo.html")).unwrap();
    assert_eq!(run(&copy, &["verify", "copia"]).code, 0);
    let none = run(&copy, &["verify", "nada"]);
    assert!(none.code == 2 || none.code == 3, "{}: {}", none.code, none.err);
    assert!(none.err.contains("nada"), "{}", none.err);
}
