//! How the program speaks: help, refusals and what parsers say, in both languages; and what it hands to shells and readers.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::process::{Command, Output, Stdio};

use support::Project;
use support::program::program;

const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan\n\n- Vence: 2023-05\n";

fn project() -> Project {
    Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)])
}

fn run(project: &Project, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    program(project.root()).envs(environment.iter().copied()).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn help_is_in_the_language_that_is_nearest_to_the_reader() {
    let project = project();
    let spanish = |output: Output| out(&output).contains("Uso: acuerdos build [OPCIONES]");
    let english = |output: Output| out(&output).contains("Usage: acuerdos build [OPTIONS]");
    assert!(spanish(run(&project, &[], &["build", "--help"])));
    assert!(spanish(run(&project, &[], &["help", "build"])));
    assert!(english(run(&project, &[], &["build", "--help", "--lang", "en"])));
    assert!(english(run(&project, &[("LANG", "en_US.UTF-8")], &["build", "-h"])));
    assert!(spanish(run(&project, &[("LANG", "en_US.UTF-8")], &["--lang=es", "build", "-h"])));
    project.write("acuerdos.toml", "language = \"en\"\n");
    assert!(english(run(&project, &[], &["build", "--help"])));
    let root = project.root().to_str().unwrap();
    assert!(english(run(&Project::new(), &[], &["build", "--help", "--root", root])));
}

#[test]
fn help_has_examples() {
    let project = project();
    for (language, word) in [("es", "Ejemplos:"), ("en", "Examples:")] {
        for command in ["build", "serve", "check", "search", "verify", "completions", "man", "schema"] {
            let help = out(&run(&project, &[], &[command, "--help", "--lang", language]));
            let examples = help.split(word).nth(1).unwrap_or_else(|| panic!("{command}: {help}"));
            assert!(examples.contains(&format!("acuerdos {command}")), "{command}: {help}");
        }
    }
}

/// Every way to type it wrong, and what is said of it.
const WRONG: [(&[&str], &str, &str); 8] = [
    (&["construir"], "error: no se conoce la orden `construir`", "unrecognized subcommand 'construir'"),
    (&["verfy"], "ayuda: ¿quiso decir `verify`?", "a similar subcommand exists: 'verify'"),
    (&["build", "--outptu", "x"], "ayuda: ¿quiso decir `--output`?", "a similar argument exists: '--output'"),
    (&["build", "--today", "mañana"], "escriba el día como `2023-05-31`", "write the day as `2023-05-31`"),
    (&["build", "--jobs", "muchos"], "no es un número entero (invalid digit", "invalid digit found in string"),
    (&["build", "--quiet", "--verbose"], "`--quiet` no va junto con `--verbose`", "cannot be used with '--verbose'"),
    (
        &["check", "--color", "azul"],
        "los valores son `auto`, `always`, `never`",
        "[possible values: auto, always, never]",
    ),
    (&["build", "--output"], "a `--output <CARPETA>` le falta su valor", "a value is required for '--output <DIR>'"),
];

#[test]
fn wrong_usage_is_told_in_both_languages() {
    let project = project();
    for (arguments, spanish, english) in WRONG {
        for (language, words) in [("es", spanish), ("en", english)] {
            let output = run(&project, &[("LANG", language)], arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}");
            assert!(err(&output).contains(words), "{arguments:?} does not say `{words}`: {}", err(&output));
        }
        let spanish = err(&run(&project, &[], arguments));
        for english in ["Usage", "tip:", "For more information", "error: the ", "unexpected"] {
            assert!(!spanish.contains(english), "{arguments:?}: {spanish}");
        }
    }
}

#[test]
fn refusals_and_answers_of_the_machine_are_in_both_languages() {
    let project = project();
    project.write("mio/tesis.txt", "x");
    project.write("dañado/SHA256SUMS", "x");
    fs::create_dir(project.path("vacia")).unwrap();
    for (arguments, spanish, english) in [
        (
            &["build", "--output", "mio"][..],
            [
                "no puede ser la carpeta de salida: tiene archivos que acuerdos no hizo",
                "ayuda: elija otra carpeta con `--output`, o vacíe esta",
            ],
            ["cannot be the output folder: it holds files", "help: choose another folder"],
        ),
        (
            &["build", "--output", "content"],
            ["pondría en peligro", "ayuda: elija otra carpeta"],
            ["that would endanger", "help: choose another"],
        ),
        (
            &["verify", "vacia"],
            ["SHA256SUMS` no existe", "ayuda: indique la carpeta de un sitio publicado"],
            ["does not exist", "help: name the folder"],
        ),
        (
            &["verify", "dañado"],
            ["no es una lista de sumas de acuerdos", "ayuda: restaure"],
            ["is not a manifest of acuerdos", "help: restore"],
        ),
        (
            &["search", "plan", "--site", "vacia"],
            ["aquí no hay un sitio publicado con buscador", "ayuda: constrúyalo"],
            ["there is no published site", "help: build it"],
        ),
    ] {
        for (language, words) in [("es", spanish), ("en", english)] {
            let output = run(&project, &[("LANG", language)], arguments);
            assert_ne!(output.status.code(), Some(0), "{arguments:?}");
            for words in words {
                assert!(err(&output).contains(words), "{arguments:?} does not say `{words}`: {}", err(&output));
            }
        }
    }
    fs::remove_file(project.path("acuerdos.toml")).unwrap();
    fs::create_dir(project.path("acuerdos.toml")).unwrap();
    let output = run(&project, &[], &["build"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(err(&output).contains("no se pudo leer `./acuerdos.toml`: es una carpeta ("), "{}", err(&output));
    assert!(err(&run(&project, &[], &["build", "--lang", "en"])).contains("cannot read `./acuerdos.toml`: Is a"));
}

#[test]
fn what_parsers_say_is_translated_and_kept() {
    for (path, text, spanish) in [
        ("acuerdos.toml", "title = Acuerdos\n", "los textos van entre comillas"),
        ("acuerdos.toml", "title = 'a'\ntitle = 'b'\n", "la clave está repetida"),
        ("acuerdos.toml", "title\n", "a la clave le falta su valor"),
        ("acuerdos.toml", "x = [1, 2\n", "falta cerrar la lista"),
        (
            "content/reuniones/2022-09-08.md",
            "---\nfecha: 2022-09-08\ntitulo: Costos: avances\n---\n",
            "hay dos puntos donde no pueden ir",
        ),
        (
            "content/reuniones/2022-09-08.md",
            "---\nfecha: 2022-09-08\netiquetas: [a, b\n---\n",
            "falta cerrar la lista con `]`",
        ),
        (
            "content/reuniones/2022-09-08.md",
            "---\nfecha: 2022-09-08\ntitulo: \"a\n---\n",
            "falta la comilla que cierra",
        ),
        ("theme/templates/page.html", "{{ sabor }}", "`sabor`, que no existe"),
    ] {
        let project = project();
        project.write("content/guia.md", "# Guía\n");
        project.write(path, text);
        let output = run(&project, &[], &["build"]);
        assert_eq!(output.status.code(), Some(1), "{text}: {}", err(&output));
        let title = err(&output).lines().find(|line| line.starts_with("error[")).unwrap().to_owned();
        assert!(title.contains(spanish) && title.ends_with(')'), "{text}: {title}");
        let original = title.rsplit_once(" (").unwrap().1.trim_end_matches(')').to_owned();
        let english = err(&run(&project, &[], &["build", "--lang", "en"]));
        assert!(english.contains(&original), "{original}: {english}");
    }
}

#[test]
fn colours_and_links_are_for_terminals_or_whoever_insists() {
    let project = project();
    project.write("content/reuniones/2022-09-08.md", "---\nfecha: ayer\n---\n");
    let link = "\u{1b}]8;;file://";
    let plain = err(&run(&project, &[("FORCE_HYPERLINK", "1")], &["check"]));
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    assert!(err(&run(&project, &[("CLICOLOR_FORCE", "1")], &["check"])).contains('\u{1b}'));
    assert!(
        !err(&run(&project, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &["check", "--color", "never"]))
            .contains('\u{1b}')
    );
    assert!(!err(&run(&project, &[], &["check", "--color", "always"])).contains(link));
    let linked = err(&run(&project, &[("FORCE_HYPERLINK", "1")], &["check", "--color", "always"]));
    assert!(linked.contains(link) && linked.contains("content/reuniones/2022-09-08.md#2\u{1b}\\"), "{linked:?}");
    // Usage errors and help as well.
    assert!(err(&run(&project, &[], &["nada", "--color", "always"])).contains("\u{1b}["));
    assert!(!err(&run(&project, &[], &["nada"])).contains('\u{1b}'));
    assert!(!out(&run(&project, &[], &["--help"])).contains('\u{1b}'));
}

#[test]
fn a_build_into_a_pipe_shows_no_progress() {
    let built = err(&run(&project(), &[], &["build"]));
    assert!(!built.contains('\r') && !built.contains("construyendo"), "{built:?}");
}

/// Whether a program is here; `tests/run.sh` sees to it that it is.
fn is_here(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

#[test]
fn completions_are_programs_of_their_shells() {
    let project = project();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        for language in ["es", "en"] {
            let output = run(&project, &[], &["completions", shell, "--lang", language]);
            assert!(output.status.success(), "{}", err(&output));
            let script = out(&output);
            for word in ["verify", "base-url", "organisation"] {
                assert!(script.contains(word), "{shell} does not complete {word}");
            }
            if shell == "fish" {
                assert!(script.contains(if language == "es" {
                    "Carpeta a la que va el sitio"
                } else {
                    "Folder that the site goes to"
                }));
            }
            project.write("script", &script);
            if ["bash", "zsh", "fish"].contains(&shell) && is_here(shell) {
                let read = Command::new(shell).arg("-n").arg(project.path("script")).output().unwrap();
                assert!(read.status.success() && read.stderr.is_empty(), "{shell}: {}", err(&read));
            }
        }
    }
    let output = run(&project, &[], &["completions", "tcsh"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn bash_completes_a_command_and_its_options() {
    let project = project();
    let script = out(&run(&project, &[], &["completions", "bash"]));
    project.write("script", format!("{script}\nCOMP_WORDS=(acuerdos ver); COMP_CWORD=1; _acuerdos acuerdos ver acuerdos; echo \"${{COMPREPLY[@]}}\"\nCOMP_WORDS=(acuerdos build --bas); COMP_CWORD=2; _acuerdos acuerdos --bas build; echo \"${{COMPREPLY[@]}}\"\n"));
    let completed = out(&Command::new("bash").arg(project.path("script")).output().unwrap());
    assert_eq!(completed, "verify\n--base-url\n");
}

#[test]
fn the_manual_page_is_one() {
    let project = project();
    for (language, words) in [
        ("es", ["NOMBRE", "EJEMPLOS", "Carpeta a la que va el sitio"]),
        ("en", ["NAME", "EXAMPLES", "Folder that the site goes to"]),
    ] {
        let output = run(&project, &[], &["man", "--lang", language]);
        assert!(output.status.success());
        assert!(out(&output).contains(&format!(".SH \"{}\"", words[0])), "{}", out(&output));
        let written = run(&project, &[], &["man", "--lang", language, "--dir", language]);
        assert!(written.status.success() && written.stdout.is_empty(), "{}", err(&written));
        let build = project.read(&format!("{language}/acuerdos-build.1"));
        for word in words {
            assert!(build.contains(word), "{word}: {build}");
        }
        for name in ["acuerdos", "acuerdos-search", "acuerdos-completions", "acuerdos-man"] {
            let path = project.path(&format!("{language}/{name}.1"));
            if is_here("mandoc") {
                let lint = Command::new("mandoc").args(["-T", "lint", "-W", "warning"]).arg(&path).output().unwrap();
                let said: Vec<String> =
                    out(&lint).lines().filter(|line| !line.contains("missing date")).map(str::to_owned).collect();
                assert!(said.is_empty(), "{name}: {said:#?}");
            }
        }
    }
    project.write("file", "x");
    let failed = run(&project, &[], &["man", "--dir", "file"]);
    assert_eq!(failed.status.code(), Some(3), "{}", err(&failed));
}

#[test]
fn schemas_are_printed_as_they_are_published() {
    let project = project();
    for (name, file) in [("config", "acuerdos.toml"), ("minutes", "minutes-front-matter")] {
        let path = format!("{}/docs/schemas/{file}.schema.json", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(out(&run(&project, &[], &["schema", name])), fs::read_to_string(path).unwrap());
    }
}
