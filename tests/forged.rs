//! A published copy whose index somebody forged, so that every sum fits: the terminal answers or says what is wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use acuerdos_search::write::{gunzip, script, unscript};
use flate2::Compression;
use flate2::write::GzEncoder;
use support::Project;

const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan de riesgos\n\n- Vence: 2023-05\n\n\
    ### 2. Plan de trabajo\n\nSe entregará el plan.\n";

/// The files of the index, by their names.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let search = folder.join("busqueda");
    let mut found = Vec::new();
    let mut open = vec![search.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(&search).unwrap().with_extension("").to_str().unwrap().replace('\\', "/");
            if name.contains('/') {
                found.push((name, path));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_forged_index_is_an_error_in_the_terminal_and_no_panic() {
    let project = Project::of([("acuerdos.toml", ""), ("content/reuniones/2022-08-09.md", MINUTES)]);
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
        command.current_dir(project.root());
        command
    };
    assert!(program().args(["build", "--quiet"]).status().unwrap().success());
    let site = project.path("site");
    let files = files(&site);
    let mut failed = 0;
    let mut seed: usize = 1;
    for (name, path) in files.iter().flat_map(|file| [file; 6]) {
        let whole = fs::read(path).unwrap();
        let mut plain = gunzip(&unscript(name, &whole).unwrap()).unwrap();
        if plain.is_empty() {
            continue;
        }
        // Behind the JSON of the catalog, so that more than that is read.
        let from = if name.ends_with("catalog") { plain.len() * 3 / 4 } else { 0 };
        for _ in 0..8 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = from + (seed >> 33) % (plain.len() - from);
            plain[at] = [0, 1, 0x7f, 0x80, 0xff][(seed >> 20) % 5];
        }
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&plain).unwrap();
        fs::write(path, script(name, &packed.finish().unwrap())).unwrap();
        let ran = program().args(["search", "\"plan de\" OR trabajo", "--site", "site"]).output().unwrap();
        fs::write(path, whole).unwrap();
        let code = ran.status.code().unwrap_or_else(|| panic!("{name}: ended by a signal"));
        let said = String::from_utf8(ran.stderr).unwrap();
        assert!(code == 0 || said.starts_with("error: "), "{name}: {code} {said}");
        assert!(code != 101 && !said.contains("panicked"), "{name}: {said}");
        failed += usize::from(code != 0);
    }
    assert!(failed > 5, "{failed} of {} files: nothing was forged", files.len());
}
