//! By the command line, as a secretariat would do it.

use crate::support::{Project, tree};
use crate::{Ran, data, project, run, same};

const FORMATS: [&str; 4] = ["md", "html", "docx", "csv"];

/// Registers with what makes reading back hard: texts that look like dates, numbers, statuses and facts; lists, links and
/// bold words in accounts; meetings of one day; names with commas.
const REGISTERS: [&str; 3] = [".", "tests/round_trip/awkward", "tests/round_trip/english"];

/// The configuration that an empty project needs to say the same: its language, its cut-off date.
fn bare(first: &Project) -> String {
    let own = first.read("acuerdos.toml");
    let needed = own.lines().filter(|line| line.starts_with("language") || line.starts_with("cut_off"));
    needed.collect::<Vec<_>>().join("\n")
}

fn written(first: &Project, format: &str, arguments: &[&str]) -> String {
    let name = format!("r.{format}");
    let ran = run(first, &[&["report", "--quiet", "--force", "--output", &name], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    name
}

/// An empty project with a report of the first in it.
fn imported(first: &Project, format: &str, arguments: &[&str], config: &str) -> (Project, Ran) {
    let name = written(first, format, arguments);
    let second = Project::of([("acuerdos.toml", config)]);
    second.write(&name, std::fs::read(first.path(&name)).unwrap());
    let ran = run(&second, &["import", &name]);
    (second, ran)
}

#[test]
fn the_whole_register_comes_back_in_every_format() {
    for folder in REGISTERS {
        let first = project(folder);
        let wanted = data(&first);
        for config in [first.read("acuerdos.toml"), bare(&first)] {
            for format in FORMATS {
                let context = format!("{folder} {format}");
                let (second, Ran { code, err, .. }) = imported(&first, format, &["--whole"], &config);
                assert_eq!(code, 0, "{context}: {err}");
                assert!(!err.contains("aviso:") && !err.contains("warning:"), "{context}: {err}");
                same(&data(&second), &wanted, &context);
                let Ran { code, out, err } = run(&second, &["import", &format!("r.{format}")]);
                assert_eq!((code, out.as_str()), (0, ""), "{context}: importing it again changed something: {err}");
            }
        }
    }
}

/// The note itself leaves out what no informative note tells, titles and the like, but no id, date, status, account or
/// attendee.
#[test]
fn the_note_comes_back_in_every_format() {
    let first = project(".");
    let wanted = data(&first);
    for language in ["es", "en"] {
        let config = first.read("acuerdos.toml").replace("language = \"es\"", &format!("language = \"{language}\""));
        first.write("acuerdos.toml", &config);
        for format in FORMATS {
            let (second, Ran { code, err, .. }) = imported(&first, format, &["--annex"], &config);
            assert_eq!(code, 0, "{language} {format}: {err}");
            assert!(!err.contains("aviso:") && !err.contains("warning:"), "{language} {format}: {err}");
            let found = data(&second);
            let fields = [
                &["id", "number", "text", "meeting_date", "status", "previous_status", "documents", "updates"][..],
                &["id", "date", "mode", "attendees", "objectives", "topics", "commitments"],
            ];
            for ((found, wanted), fields) in found.iter().zip(&wanted).zip(fields) {
                assert_eq!(found.as_array().unwrap().len(), wanted.as_array().unwrap().len(), "{language} {format}");
                for (found, wanted) in found.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
                    for field in fields {
                        assert_eq!(found[field], wanted[field], "{language} {format}: {} {field}", wanted["id"]);
                    }
                }
            }
        }
    }
}

/// Whatever is asked of the report, who imports it into its own project has nothing new.
#[test]
fn a_register_learns_nothing_from_its_own_report() {
    for folder in REGISTERS {
        let first = project(folder);
        let before = tree(&first.path("content"));
        for format in FORMATS {
            for arguments in [&["--whole"][..], &["--annex"], &[], &["--from", "2022-10-31", "--annex"]] {
                let name = written(&first, format, arguments);
                let Ran { code, out, err } = run(&first, &["import", &name]);
                assert_eq!((code, out.as_str()), (0, ""), "{folder} {format} {arguments:?}: {err}");
                // A note has the names of what is linked; whoever reads it back is told that these are other words.
                let told = err.lines().filter(|line| line.starts_with("aviso:") || line.starts_with("warning:"));
                let told: Vec<&str> = told.filter(|line| !line.contains("2024/01-18-agua/4 · 2024-07-10")).collect();
                assert!(told.is_empty(), "{folder} {format} {arguments:?}: {told:?}");
                assert_eq!(tree(&first.path("content")), before);
            }
        }
    }
}

/// Emphasis, links and lists are part of what is said.
#[test]
fn text_keeps_its_look() {
    let first = project("tests/round_trip/awkward");
    for format in ["md", "html", "docx"] {
        let (second, _) = imported(&first, format, &["--whole"], &first.read("acuerdos.toml"));
        let text = second.read("content/reuniones/2024/01-18-agua.md");
        for line in [
            "Reparar la fuga de la calle **5 de mayo**, con lo siguiente:",
            "1. Cerrar la válvula.\n2. Cambiar el tubo:\n   - de 4\"\n   - de 6\"\n",
            "- de 4\", *listo*;\n- de 6\", **en espera**.\n",
            "Segunda línea con [liga](https://example.org/x).",
            "Va [[2024/01-18-agua/1]] primero, dice la [[org:CAPA]] y [[2024-06-01|la reunión]]; véase [[doc:14/2022]].",
            "#### 2024-02-01 · En proceso (antes: Pendiente)\n",
        ] {
            assert!(text.contains(line), "{format}: {line}\n{text}");
        }
    }
}

/// Who counts by hand may have counted wrong, or a row may be missing.
#[test]
fn totals_that_do_not_fit_are_told_once() {
    let first = project(".");
    let name = written(&first, "md", &[]);
    let text = first.read(&name).replace("| Atendido | 0 | 9 | 4 | 13 |", "| Atendido | 0 | 9 | 5 | 14 |");
    let second = Project::of([("acuerdos.toml", "language = \"en\"\n"), ("r.md", text.as_str())]);
    let Ran { code, err, .. } = run(&second, &["import", "r.md"]);
    assert_eq!(code, 0, "{err}");
    let told: Vec<&str> = err.lines().filter(|line| line.starts_with("warning: ")).collect();
    let [one] = told.as_slice() else { panic!("{err}") };
    assert!(one.contains("(table 1, row ") && one.contains("the totals say ‘Atendido: 14’"), "{one}");
    assert!(one.contains("‘Atendido: 13’"), "{one}");
}
