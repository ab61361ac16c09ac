//! Tricks with paths, wherever one is read: what is outside of the project is neither read into the site nor written to.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

mod support;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Project, tree};

/// Stands in every file outside of the project.
const SECRET: &str = "SECRETO AJENO";

const MINUTES: &str = "---\nfecha: 2022-08-09\n---\n\n## Compromisos\n\n### 1. Plan\n";

/// A project in a folder beside which there is more: somebody's files, and a whole project of theirs.
struct World {
    project: Project,
    around: PathBuf,
}

impl World {
    fn new() -> Self {
        let mut project = Project::new();
        let around = project.root().to_owned();
        for path in
            ["secret.txt", "secret.md", "theirs/static/secret.css", "theirs/templates/page.html", "theirs/secret.txt"]
        {
            project.write(path, format!("{SECRET}\n"));
        }
        project.move_root("project");
        project.write("content/reuniones/2022-08-09.md", MINUTES);
        Self { project, around }
    }

    /// Everything that is not in the project.
    fn outside(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries =
            walkdir::WalkDir::new(&self.around).into_iter().filter_entry(|it| it.path() != self.project.root());
        let files = entries.map(|entry| entry.unwrap().into_path()).filter(|path| path.is_file());
        files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }

    /// Builds, and sees that nothing got out or in; the exit code and what was said.
    fn build(&self) -> (i32, String) {
        let before = self.outside();
        let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
        command.args(["--lang", "en", "build", "--today", "2023-02-15"]).current_dir(self.project.root());
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code = output.status.code().unwrap_or_else(|| panic!("ended by a signal: {said}"));
        assert!(code <= 3 && !said.contains("panicked"), "{code}: {said}");
        assert_eq!(before, self.outside(), "something outside has changed: {said}");
        assert!(!said.contains(SECRET), "{said}");
        let site = self.project.path("site");
        for (path, bytes) in if site.exists() { tree(&site) } else { Default::default() } {
            assert!(!String::from_utf8_lossy(&bytes).contains(SECRET), "{path} tells what is outside: {said}");
        }
        (code, said)
    }

    /// That a build refuses, with these words in what it says.
    fn assert_refused(&self, words: &[&str]) {
        let (code, said) = self.build();
        assert_eq!(code, 1, "{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{words:?}: {said}");
    }
}

/// Ways to say a path that leads out, for a folder or file `name` beside the project.
fn ways_out(world: &World, name: &str) -> Vec<String> {
    let absolute = world.around.join(name).to_str().unwrap().to_owned();
    vec![
        format!("../{name}"),
        format!("content/../../{name}"),
        format!("./../{name}"),
        format!("/../{name}"),
        format!("..\\{name}"),
        format!("//localhost{absolute}"),
        format!("file://{absolute}"),
        format!("C:\\{name}"),
        format!("%2e%2e/{name}"),
        format!("..%2f{name}"),
        format!("%252e%252e/{name}"),
        format!("..\u{2215}{name}"),
        absolute,
    ]
}

#[test]
fn a_configured_folder_stays_below_the_root() {
    let world = World::new();
    for key in ["output", "theme"] {
        for way in ways_out(&world, "theirs") {
            let quoted = way.replace('\\', "\\\\");
            world.project.write("acuerdos.toml", format!("{key} = \"{quoted}\"\n"));
            if way.contains("%2") || way.contains('\u{2215}') {
                // Only a folder with an odd name.
                assert_eq!(world.build().0, 0, "{key} = {way}");
            } else {
                world.assert_refused(&[&format!("is no value of `{key}`")]);
            }
        }
        for (way, code) in [
            ("", 1),
            (".", 1),
            ("..", 1),
            ("a\\u0000b", 1),
            ("a//b", 1),
            ("content", 2),
            ("./own/", 0),
            ("own/deep", 0),
        ] {
            let world = World::new();
            world.project.write("acuerdos.toml", format!("{key} = \"{way}\"\n"));
            let expected = if (key, way) == ("theme", "content") { 0 } else { code };
            assert_eq!(world.build().0, expected, "{key} = {way}");
        }
    }
    // Whoever runs the program may publish wherever they like.
    let world = World::new();
    let elsewhere = world.around.join("public");
    let mut command = Command::new(env!("CARGO_BIN_EXE_acuerdos"));
    command.args(["build", "--quiet", "--output"]).arg(&elsewhere).current_dir(world.project.root());
    assert!(command.status().unwrap().success() && elsewhere.join("index.html").exists());
}

#[test]
fn a_link_or_picture_of_a_text_shows_nothing_from_outside() {
    let world = World::new();
    for way in ways_out(&world, "secret.txt").into_iter().chain(ways_out(&world, "secret.md")) {
        let text = format!(
            "{MINUTES}\n[a]({way}) ![b]({way}) [[doc:{way}]] <a href=\"{way}\">c</a> <img src=\"{way}\"> [[{way}|d]]\n\n- Documentos: {way}\n"
        );
        world.project.write("content/reuniones/2022-08-09.md", &text);
        world.build();
        world.project.write("content/reuniones/2022-08-09.md", text.replace(&format!(" [[{way}|d]]"), ""));
        let (code, said) = world.build();
        assert_eq!(code, 0, "{way}: {said}");
    }
}

#[test]
fn a_picture_or_name_of_the_configuration_shows_nothing_from_outside() {
    let world = World::new();
    for way in ways_out(&world, "secret.txt") {
        let quoted = way.replace('\\', "\\\\");
        world.project.write("acuerdos.toml", format!("[brand]\nlogo = \"{quoted}\"\n"));
        world.assert_refused(&["picture"]);
        let names = format!(
            "[[organisations]]\nacronym = \"{quoted}\"\n[[documents]]\nid = \"{quoted}\"\n[[statuses]]\nid = \"{quoted}\"\ninitial = true\n"
        );
        world.project.write("acuerdos.toml", names);
        let (code, said) = world.build();
        assert_eq!(code, 0, "{way}: {said}");
    }
}

#[test]
fn a_former_address_of_a_meeting_stays_in_the_site() {
    let world = World::new();
    for way in ways_out(&world, "theirs/new.txt") {
        let quoted = way.replace('\\', "\\\\");
        let text = MINUTES.replace("---\n\n## C", &format!("aliases: [\"{quoted}\"]\n---\n\n## C"));
        world.project.write("content/reuniones/2022-08-09.md", text);
        world.build();
    }
}

#[test]
fn a_link_out_of_the_project_is_refused_wherever_it_stands() {
    for (place, target) in [
        ("content/secret.txt", "secret.txt"),
        ("content/reuniones/secret.md", "secret.md"),
        ("content/guia.md", "secret.md"),
        ("content/anexos", "theirs"),
        ("content/a/b/c.txt", "secret.txt"),
        ("theme/static/secret.css", "theirs/static/secret.css"),
        ("theme/templates/page.html", "theirs/templates/page.html"),
        ("theme/static", "theirs/static"),
        ("theme", "theirs"),
    ] {
        for chained in [false, true] {
            let world = World::new();
            let link = world.project.path(place);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            let target = world.around.join(target);
            if chained {
                // By way of another link, which is inside.
                symlink(&target, world.project.path("between")).unwrap();
                symlink(world.project.path("between"), &link).unwrap();
            } else {
                symlink(&target, &link).unwrap();
            }
            world.assert_refused(&["symbolic link"]);
        }
    }
    let world = World::new();
    fs::rename(world.project.path("content"), world.around.join("minutas")).unwrap();
    symlink(world.around.join("minutas"), world.project.path("content")).unwrap();
    world.assert_refused(&["symbolic link `content`"]);
}

#[test]
fn links_in_a_circle_end() {
    let world = World::new();
    for (link, target) in [
        ("content/a", "b"),
        ("content/b", "a"),
        ("content/self", "."),
        ("content/up", ".."),
        ("content/one.md", "one.md"),
    ] {
        symlink(target, world.project.path(link)).unwrap();
    }
    world.assert_refused(&["content/a", "content/b", "content/self", "content/up", "content/one.md"]);
    let world = World::new();
    symlink("theme", world.project.path("theme")).unwrap();
    world.build();
    let world = World::new();
    symlink("site", world.project.path("site")).unwrap();
    assert_ne!(world.build().0, 0);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    for place in ["content/tubo.txt", "content/reuniones/tubo.md", "theme/static/tubo.css"] {
        let world = World::new();
        fs::create_dir_all(world.project.path(place).parent().unwrap()).unwrap();
        if !Command::new("mkfifo").arg(world.project.path(place)).status().is_ok_and(|made| made.success()) {
            support::tools::without("mkfifo");
            return;
        }
        assert_ne!(world.build().0, 0, "{place}");
    }
}

#[test]
fn names_that_windows_or_a_shell_gives_a_meaning_are_refused_or_spelled_out() {
    let names: [&[u8]; 18] = [
        b"CON",
        b"nul.tar",
        b"aux",
        b"com1.2022",
        b"a:b",
        b"a.",
        b"a ",
        b" a",
        b"a\\b",
        b"a?b",
        b"a|b",
        b"a\nb",
        b"-rf",
        b"~",
        b"$HOME",
        b"a;b",
        b"\xff\xfe",
        b"...",
    ];
    for name in names {
        for ending in ["md", "txt"] {
            for folder in ["content", "content/reuniones", "content/reuniones/2022"] {
                let world = World::new();
                let file =
                    world.project.path(folder).join(OsStr::from_bytes(&[name, b".", ending.as_bytes()].concat()));
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(&file, MINUTES.replace("2022-08-09", "2022-09-08")).unwrap();
                let (code, said) = world.build();
                assert!(code == 0 || said.contains("error"), "{}: {said}", file.display());
                if code == 0 {
                    portable(&world.project.path("site"));
                }
            }
        }
    }
}

/// That every name of a site is one that Windows can hold, too.
fn portable(site: &Path) {
    for path in tree(site).keys() {
        for name in path.split('/') {
            let stem = name.split('.').next().unwrap().to_uppercase();
            let device = ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str())
                || (stem.len() == 4 && (stem.starts_with("COM") || stem.starts_with("LPT")));
            let sign = name.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c));
            assert!(!device && !sign && !name.ends_with(['.', ' ']), "{path}");
        }
    }
}

#[test]
fn names_that_differ_in_case_alone_are_refused_where_both_would_be_published() {
    for (one, other) in [
        ("content/anexo.txt", "content/Anexo.txt"),
        ("content/Guia.md", "content/guia.md"),
        ("content/reuniones/a.md", "content/reuniones/A.md"),
        ("content/x/a.txt", "content/X"),
        ("content/INDEX.html", "content/a.txt"),
        ("content/sha256sums", "content/a.txt"),
    ] {
        let world = World::new();
        for (place, day) in [(one, "2022-10-01"), (other, "2022-10-02")] {
            world.project.write(place, MINUTES.replace("2022-08-09", day));
        }
        let (code, said) = world.build();
        assert!(code != 0 && said.contains("error"), "{one} and {other}: {code}: {said}");
    }
}
