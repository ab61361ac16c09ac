//! `acuerdos report`: the note and the packet, as whoever asks for them gets them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

#[path = "../support/signed.rs"]
mod signed;
#[path = "../support/mod.rs"]
mod support;

mod asking;
mod contents;
mod formats;
mod packet;
mod template;

use std::io::{Cursor, Read as _};

use roxmltree::Node;
use support::Project;
use support::program::program;
use zip::ZipArchive;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Runs `acuerdos report` in the project's folder: exit code, standard output, standard error.
fn run(project: &Project, arguments: &[&str]) -> (i32, Vec<u8>, String) {
    let output = program(project.root()).arg("report").args(arguments).output().unwrap();
    (output.status.code().unwrap(), output.stdout, String::from_utf8(output.stderr).unwrap())
}

fn report(project: &Project, arguments: &[&str]) -> String {
    let (code, out, err) = run(project, arguments);
    assert_eq!(code, 0, "{err}");
    String::from_utf8(out).unwrap()
}

fn word(project: &Project, arguments: &[&str]) -> Vec<u8> {
    let (code, out, err) = run(project, &[arguments, &["--format", "docx", "--output", "-"]].concat());
    assert_eq!(code, 0, "{err}");
    out
}

/// The parts of a Word file.
fn parts(docx: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut file = zip.by_index(i).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn part<'a>(parts: &'a [(String, String)], path: &str) -> &'a str {
    &parts.iter().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no {path}")).1
}

fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name((WORD, name)))
}

fn words(node: Node<'_, '_>) -> String {
    elements(node, "t").filter_map(|node| node.text()).collect()
}

/// Paragraphs of a cell with the names of their styles.
fn paragraphs(cell: Node<'_, '_>) -> Vec<(String, String)> {
    elements(cell, "p")
        .map(|paragraph| {
            let style = elements(paragraph, "pStyle").next().and_then(|style| style.attribute((WORD, "val")));
            (style.unwrap_or_default().to_owned(), words(paragraph))
        })
        .collect()
}

const MAY: &str = "---\ndate: 2022-05-19\nattendees:\n  INE: [DERFE]\n---\n\n## Compromisos\n\n### 1. Cerrado antes\n\nTexto *uno*.\n\n- Responsables: INE\n\n#### 2022-06-01 · En proceso\n\nSe empezó.\n\n#### 2022-11-01 · Atendido\n\nSe hizo con | barra y <b>.\n\n### 2. Abierto\n\nTexto [con liga](https://example.org/a(b)).\n\n- Responsables: INE/DERFE\n\n#### 2023-01-10 · En proceso\n\n- uno\n- dos\n  1. dentro\n\n> cita\n\n### 3. Sin responsable\n\n#### 2023-03-01 · Atendido\n\nDespués del corte.\n";

fn small() -> Project {
    Project::of([
        ("acuerdos.toml", "cut_off = 2023-02-15\nprevious_cut_off = 2022-12-31\n"),
        ("content/reuniones/2022-05-19.md", MAY),
    ])
}
