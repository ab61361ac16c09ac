//! What every command says in both languages: its help, when it succeeds and when it fails. A change of words is a difference
//! in these four snapshots, to be read before it is believed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Stdio};

use support::Project;

/// Lines of an answer that are shown; of what is meant for programs, the beginning is enough.
const MOST_LINES: usize = 40;
const MOST_LINES_FOR_PROGRAMS: usize = 3;

fn program(folder: &Path, language: &str) -> Command {
    let mut command = support::program::program(folder);
    command.env("LANG", language);
    command
}

/// The names of the commands below one, as its help lists them.
fn below(parents: &[&str]) -> Vec<String> {
    let arguments = [parents, &["--help"]].concat();
    let output = program(Path::new("."), "en").args(&arguments).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names =
        commands.take_while(|line| !line.is_empty()).filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

/// Every command, and every command of a command.
fn commands() -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for name in below(&[]) {
        let children = below(&[&name]);
        all.push(vec![name.clone()]);
        all.extend(children.into_iter().map(|child| vec![name.clone(), child]));
    }
    assert!(all.len() > 12, "{all:?}");
    all
}

fn pin(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "pinned", omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_help_of_every_command_is_this() {
    for language in ["es", "en"] {
        let mut text = String::new();
        for command in [vec![vec![]], commands()].concat() {
            let [long, short] = ["--help", "-h"].map(|flag| {
                let output = program(Path::new("."), language).args(&command).arg(flag).output().unwrap();
                assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{command:?}");
                String::from_utf8(output.stdout).unwrap()
            });
            let name = ["acuerdos".to_owned()].into_iter().chain(command).collect::<Vec<_>>().join(" ");
            writeln!(text, "$ {name} --help\n{long}").unwrap();
            // In short it tells of the same options, without the examples.
            let options = |help: &str| {
                let words = help.split(|c: char| !c.is_alphanumeric() && c != '-');
                words.filter(|word| word.starts_with("--")).map(str::to_owned).collect::<BTreeSet<_>>()
            };
            let examples = if language == "es" { "\nEjemplos:" } else { "\nExamples:" };
            let (without, _) = long.split_once(examples).unwrap_or_else(|| panic!("{name} has no examples"));
            assert!(!short.contains(examples), "{name} -h: {short}");
            assert!(options(without).is_subset(&options(&short)), "{name} -h: {short}");
        }
        pin(&format!("help-{language}"), &text);
    }
}

/// What is typed in a new project, from beginning to end; `=` writes a file.
const DAYS: [&str; 2] = ["--today", "2024-04-16"];

fn steps(language: &str) -> Vec<Vec<&'static str>> {
    let spanish = language == "es";
    let [minutes, done, wrong] = if spanish {
        ["content/reuniones/2024-04-16.md", "atendido", "atendid"]
    } else {
        ["content/meetings/2024-04-16.md", "fulfilled", "fulfiled"]
    };
    vec![
        vec!["init", "--today", "2024-03-05"],
        vec!["init"],
        vec!["new", "meeting", "--date", "2024-04-16", "--today", "2024-04-16"],
        vec!["new", "meeting", "--date", "2024-04-16"],
        vec!["new", "commitment", "--title", "Plan", "--due", "2024-05"],
        vec!["new", "commitment", "2024-04-17"],
        vec!["status", "2024-02-20/1", done, "--date", "2024-04-02", "-m", "OK."],
        vec!["status", "2024-02-20/1", wrong],
        vec!["check", DAYS[0], DAYS[1]],
        vec!["check", DAYS[0], DAYS[1], "--external"],
        vec!["build", DAYS[0], DAYS[1]],
        vec!["build", "--output", "content"],
        vec!["verify"],
        vec!["verify", "nada"],
        vec!["search", "plan"],
        vec!["search", "plan", "--status", "nada"],
        vec!["report", DAYS[0], DAYS[1], "--format", "docx"],
        vec!["report", DAYS[0], DAYS[1], "--format", "docx"],
        vec!["import", if language == "es" { "nota-2024-04-16.docx" } else { "note-2024-04-16.docx" }],
        vec!["import", "nada.docx"],
        vec!["serve", "--port", "0", DAYS[0], DAYS[1]],
        vec!["serve", "--host", "192.0.2.1"],
        vec!["export", "traspaso", DAYS[0], DAYS[1]],
        vec!["export", "traspaso", DAYS[0], DAYS[1]],
        vec!["explain", "dead-link"],
        vec!["explain", "ded-link"],
        vec!["completions", "bash"],
        vec!["completions", "tcsh"],
        vec!["man"],
        vec!["man", "--dir", "acuerdos.toml"],
        vec!["schema", "config"],
        vec!["schema", "nada"],
        vec!["=", minutes],
        vec!["check", DAYS[0], DAYS[1]],
        vec!["check", "--fix", DAYS[0], DAYS[1]],
        vec!["build", DAYS[0], DAYS[1]],
        vec!["fmt"],
        vec!["=", minutes, "fmt"],
        vec!["fmt", "--check"],
        vec!["fmt", "--diff"],
        vec!["fmt"],
    ]
}

/// Minutes with three mistakes, or in another than the canonical form.
fn written(language: &str, canonical: bool) -> String {
    let [commitments, due, status, month] = match (language, canonical) {
        ("es", true) => ["Compromisos", "Vence", "Atendido", "abril de 2024"],
        ("es", false) => ["Compromisos", "Vence", "Atendidoo", "abrli de 2024"],
        (_, true) => ["Commitments", "Due", "Fulfilled", "April 2024"],
        (_, false) => ["Commitments", "Due", "Fulfiledd", "Aprli 2024"],
    };
    let link = if canonical { "" } else { " [[2024-02-20/9]]" };
    format!(
        "---\ndate: 2024-04-16\n---\n\n## {commitments}\n\n### 1. Plan\n\nX{link}.\n\n*   {due}: 30 {month}\n\n#### 2024-04-16 · {status}\n\nOK.\n"
    )
}

/// What depends on the machine and the moment, by a name.
fn steady(text: &str, folder: &Path) -> String {
    let mut steady = String::new();
    for line in text.lines() {
        let line = line.replace(env!("CARGO_PKG_VERSION"), "VERSION").replace(folder.to_str().unwrap(), "FOLDER");
        // A page more is no other sentence.
        let counts = ["archivos escritos", "files written", "archivos intactos", "files intact"];
        let line = match counts.iter().any(|count| line.contains(count)) {
            true => line
                .split(' ')
                .map(|word| if word.parse::<usize>().is_ok() { "N" } else { word })
                .collect::<Vec<_>>()
                .join(" "),
            false => line,
        };
        // `0.19 s` and `17 ms` at the end of a line, `http://127.0.0.1:40123/` alone on it.
        let line = match line.rsplit_once(" · ") {
            Some((before, time)) if time.ends_with(" s") || time.ends_with(" ms") => format!("{before} · TIME"),
            _ if line.starts_with("http://127.0.0.1:") => "http://127.0.0.1:PORT/".to_owned(),
            _ => line,
        };
        steady.push_str(line.trim_end());
        steady.push('\n');
    }
    steady
}

fn shown(text: &str, folder: &Path, most: usize) -> String {
    let steady = steady(text, folder);
    let lines: Vec<&str> = steady.lines().collect();
    let more = if lines.len() > most { "…\n".to_owned() } else { String::new() };
    lines.iter().take(most).map(|line| format!("{line}\n")).collect::<String>() + &more
}

/// Runs a command to its end; the one that goes on is interrupted as soon as it says where it is.
fn run(folder: &Path, language: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut child =
        program(folder, language).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (String::new(), String::new());
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut out).unwrap();
    let mut stderr = child.stderr.take().unwrap();
    if out.starts_with("http://") {
        // By then it is said how to end it, too.
        let mut lines = BufReader::new(&mut stderr);
        while !err.contains("Ctrl-C") {
            assert_ne!(lines.read_line(&mut err).unwrap(), 0, "{err}");
        }
        let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(interrupted.success());
    }
    let rest = std::thread::spawn(move || {
        let mut text = String::new();
        stderr.read_to_string(&mut text).unwrap();
        text
    });
    stdout.read_to_string(&mut out).unwrap();
    err.push_str(&rest.join().unwrap());
    (child.wait().unwrap().code().unwrap(), out, err)
}

// Other systems have other words for why an address cannot be listened on.
#[cfg(target_os = "linux")]
#[test]
fn what_every_command_says_when_it_succeeds_and_when_it_fails_is_this() {
    for language in ["es", "en"] {
        let project = Project::new();
        let folder = project.root().canonicalize().unwrap();
        let (mut text, mut good, mut bad) = (String::new(), BTreeSet::new(), BTreeSet::new());
        for arguments in steps(language) {
            if let ["=", path, rest @ ..] = arguments.as_slice() {
                project.write(path, written(language, !rest.is_empty()));
                writeln!(text, "(minutes {})\n", if rest.is_empty() { "with mistakes" } else { "in order" }).unwrap();
                continue;
            }
            let (code, out, err) = run(project.root(), language, &arguments);
            let name = if arguments[0] == "new" { arguments[..2].join(" ") } else { arguments[0].to_owned() };
            let most = match arguments[0] {
                "completions" | "man" | "schema" => MOST_LINES_FOR_PROGRAMS,
                _ => MOST_LINES,
            };
            if code == 0 {
                good.insert(name)
            } else {
                bad.insert(name)
            };
            let quoted: Vec<String> = arguments
                .iter()
                .map(|it| if it.contains(' ') { format!("\"{it}\"") } else { (*it).to_owned() })
                .collect();
            writeln!(text, "$ acuerdos {} → {code}", quoted.join(" ")).unwrap();
            for (mark, said) in [("", shown(&out, &folder, most)), ("! ", shown(&err, &folder, MOST_LINES))] {
                for line in said.lines() {
                    writeln!(text, "{}", format!("{mark}{line}").trim_end()).unwrap();
                }
            }
            text.push('\n');
        }
        // None is left out, now or when there is a new one.
        let all: BTreeSet<String> =
            commands().iter().map(|command| command.join(" ")).filter(|it| it != "new").collect();
        assert_eq!(good, all, "no success of each command");
        assert_eq!(bad, all, "no failure of each command");
        pin(&format!("said-{language}"), &text);
    }
}
