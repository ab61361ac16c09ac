//! What no text can show: bytes, sizes, names and links of files.

use std::fs;

use acuerdos::diagnostic::{Language, words};

use crate::lines;
use crate::support::Project;

/// Kinds that a text cannot show; each has a test of its own below.
pub(crate) const CODES: [&str; 5] =
    ["not-utf8", "file-too-large", "unportable-name", "unsafe-symlink", "picture-too-large"];

pub(crate) const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n";

/// Projects that no text can show, by the kind that they are about.
pub(crate) fn project(code: &str) -> Project {
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)]);
    match code {
        "not-utf8" => {
            project.write("content/a.md", b"Reuni\xf3n");
            let utf16: Vec<u8> = "\u{feff}Reunión\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
            project.write("content/reuniones/2022-09-08.md", utf16);
            let unmarked: Vec<u8> = "fecha: 2022-10-20".encode_utf16().flat_map(u16::to_be_bytes).collect();
            project.write("content/reuniones/2022-10-20.md", unmarked);
        }
        "file-too-large" => {
            project.write("content/a.md", vec![b'x'; 16 * 1024 * 1024 + 1]);
            project.write("content/b.md", vec![b'\n'; 16 * 1024 * 1024]);
        }
        "picture-too-large" => {
            project.write("acuerdos.toml", "[brand]\nlogo = \"logo.svg\"\nicon = \"icono.svg\"\n");
            let svg = |bytes: usize| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{:bytes$}</svg>", "");
            project.write("content/logo.svg", svg(30_001));
            project.write("content/icono.svg", svg(29_900));
        }
        #[cfg(unix)]
        "unportable-name" => {
            for name in ["a:b.pdf", "con.pdf", "punto.", "b\\c.pdf", "bien.pdf", "también bien (1).pdf", "a:b.md"] {
                project.write(&format!("content/anexos/{name}"), "x");
            }
        }
        #[cfg(unix)]
        "unsafe-symlink" => {
            use std::os::unix::fs::symlink;
            project.write("secreto.txt", "x");
            project.write("content/anexo.pdf", "x");
            symlink("../secreto.txt", project.path("content/fuera.txt")).unwrap();
            symlink("..", project.path("content/vuelta")).unwrap();
            symlink("nada.txt", project.path("content/roto.txt")).unwrap();
            symlink("anexo.pdf", project.path("content/dentro.pdf")).unwrap();
        }
        other => panic!("{other}"),
    }
    project
}

#[test]
fn a_text_that_is_not_utf_8_says_where_and_what_it_looks_like() {
    let found = project("not-utf8").check();
    assert_eq!(
        lines(&found),
        [
            "content/a.md:1:6-7 not-utf8",
            "content/reuniones/2022-09-08.md:1:1-2 not-utf8",
            "content/reuniones/2022-10-20.md:1:1-1 not-utf8",
        ]
    );
    let said: Vec<_> = found.diagnostics.iter().map(|d| words::message(&d.kind, Language::English)).collect();
    assert_eq!(
        said,
        [
            "the file is not UTF-8; it looks like Windows-1252",
            "the file is not UTF-8; it looks like UTF-16",
            "the file is not UTF-8; it looks like UTF-16",
        ]
    );
}

#[test]
fn a_file_of_another_kind_need_not_be_text() {
    let project = Project::of([("content/reuniones/2022-08-09.md", MINUTES)]);
    project.write("content/foto.jpg", b"\xff\xd8\xff\xe0");
    assert_eq!(lines(&project.check()), [""; 0]);
}

#[test]
fn a_text_of_more_than_16_mib_is_not_read() {
    let found = project("file-too-large").check();
    assert_eq!(lines(&found), ["content/a.md:1:1-1 file-too-large"]);
}

#[test]
fn a_picture_that_would_make_every_page_heavy_is_refused() {
    let found = project("picture-too-large").check();
    assert_eq!(lines(&found), ["acuerdos.toml:2:8-18 picture-too-large"]);
}

#[cfg(unix)]
#[test]
fn names_that_some_system_cannot_hold_are_refused_where_they_would_be_copied() {
    let found = project("unportable-name").check();
    assert!(found.diagnostics.iter().all(|d| d.kind.code() == "unportable-name"));
    let names: Vec<_> = found.diagnostics.iter().map(|d| words::message(&d.kind, Language::English)).collect();
    assert_eq!(
        names,
        ["a:b.pdf", "b\\c.pdf", "con.pdf", "punto."]
            .map(|name| format!("the name `content/anexos/{name}` does not work on every system"))
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_content_are_refused_and_others_followed() {
    let project = project("unsafe-symlink");
    let names: Vec<_> =
        project.check().diagnostics.iter().map(|d| words::message(&d.kind, Language::English)).collect();
    assert_eq!(
        names,
        ["fuera.txt", "roto.txt", "vuelta"]
            .map(|name| format!("the symbolic link `content/{name}` leaves the folder or contains it"))
    );
    for name in ["fuera.txt", "roto.txt", "vuelta"] {
        fs::remove_file(project.path(&format!("content/{name}"))).unwrap();
    }
    project.build().unwrap();
    assert_eq!(project.read("site/dentro.pdf"), "x");
}
