//! Links to other sites, with somebody who answers for these.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use acuerdos::diagnostic::Trouble;
use acuerdos::external::{Asker, Courtesy, Method, Network, Reply, Silence};
use acuerdos::pipeline::{self, Findings};

use crate::lines;
use crate::support::Project;

/// What only other sites can show.
pub(crate) const CODES: [&str; 3] = ["broken-link", "moved-link", "unanswered-link"];

/// Answers by the path of the address, and counts how often it was asked.
#[derive(Default)]
pub(crate) struct Answers {
    pub(crate) asked: Mutex<BTreeMap<String, usize>>,
    offline: bool,
}

impl Network for Answers {
    fn ask(&self, address: &str, _: Method) -> Result<Reply, Silence> {
        *self.asked.lock().unwrap().entry(address.to_owned()).or_default() += 1;
        if self.offline {
            return Err(Silence::Trouble(Trouble::NoSuchHost));
        }
        let reply = |status, location: Option<&str>| {
            Ok(Reply { status, location: location.map(str::to_owned), retry_after: None })
        };
        match address.strip_prefix("https://example.org/").unwrap() {
            "bien" | "nuevo_y" | "" => reply(200, None),
            "404" => reply(404, None),
            "410" => reply(410, None),
            "sin-servidor" => Err(Silence::Trouble(Trouble::NoSuchHost)),
            "viejo" => reply(301, Some("/nuevo_y")),
            "portada" => reply(308, Some("/")),
            "por-ahora" => reply(302, Some("/bien")),
            "403" => reply(403, None),
            "tarde" => Err(Silence::Trouble(Trouble::Timeout)),
            "certificado" => Err(Silence::Trouble(Trouble::Insecure)),
            "cerrado" => Err(Silence::Trouble(Trouble::Closed)),
            "vuelta" => reply(302, Some("/vuelta")),
            "ilegible" => Err(Silence::Trouble(Trouble::Unreadable)),
            "interno" => Err(Silence::Inner),
            other => panic!("{other}"),
        }
    }

    fn wait(&self, _: Duration) {}
}

const CONFIGURATION: &str = "[[documents]]\nid = \"INE/CG1/2022\"\nurl = \"https://example.org/404\"\n";

const MINUTES: &str = "---
fecha: 2022-08-09
---

[Uno](https://example.org/404), <https://example.org/410> y https://example.org/sin-servidor. Véase INE/CG1/2022.

Se mudaron [dos](https://example.org/viejo#seccion), [tres][t] y https://example.org/portada.

[t]: https://example.org/viejo

Nadie sabe de https://example.org/403, https://example.org/tarde, https://example.org/certificado, https://example.org/cerrado, https://example.org/vuelta ni https://example.org/ilegible.

En orden: https://example.org/bien, [otra vez](https://example.org/bien#parte), https://example.org/por-ahora, https://example.org/interno,
`https://example.org/404` <!-- https://example.org/404 -->

    https://example.org/404
";

fn project() -> Project {
    Project::of([("acuerdos.toml", CONFIGURATION), ("content/reuniones/2022-08-09.md", MINUTES)])
}

fn answered(project: &Project, answers: &Answers) -> Findings {
    pipeline::check_with(&project.options(), Some(&Asker::new(answers, Courtesy::default()))).unwrap()
}

/// What is found with these answers.
pub(crate) fn found() -> Findings {
    answered(&project(), &Answers::default())
}

/// What is found without a network.
pub(crate) fn found_offline() -> Findings {
    let project = project();
    project.write("acuerdos.toml", "");
    project.write("content/reuniones/2022-08-09.md", "---\nfecha: 2022-08-09\n---\n\nhttps://example.org/bien\n");
    answered(&project, &Answers { offline: true, ..Answers::default() })
}

#[test]
fn links_to_other_sites_are_told_where_they_are_written() {
    let project = project();
    let answers = Answers::default();
    let found = answered(&project, &answers);
    let minutes = "content/reuniones/2022-08-09.md";
    assert_eq!(
        lines(&found),
        [
            "acuerdos.toml:3:8-31 broken-link".to_owned(),
            format!("{minutes}:5:7-30 broken-link"),
            format!("{minutes}:5:34-57 broken-link"),
            format!("{minutes}:5:61-93 broken-link"),
            format!("{minutes}:7:18-51 moved-link"),
            format!("{minutes}:7:54-63 moved-link"),
            format!("{minutes}:7:66-93 moved-link"),
            format!("{minutes}:11:15-38 unanswered-link"),
            format!("{minutes}:11:40-65 unanswered-link"),
            format!("{minutes}:11:67-98 unanswered-link"),
            format!("{minutes}:11:100-127 unanswered-link"),
            format!("{minutes}:11:129-155 unanswered-link"),
            format!("{minutes}:11:159-187 unanswered-link"),
        ]
    );
    // Written three times, with and without a fragment, and asked for once; one that redirects leads to it again.
    assert_eq!(answers.asked.lock().unwrap()["https://example.org/bien"], 2);
    // Without the flag nobody is asked and nothing is found.
    assert_eq!(lines(&project.check()), [""; 0]);
    project.build().unwrap();
}

#[test]
fn nothing_is_broken_for_want_of_a_network() {
    let found = answered(&project(), &Answers { offline: true, ..Answers::default() });
    assert!(found.diagnostics.iter().all(|d| d.kind.code() == "unanswered-link"), "{:?}", lines(&found));
    assert!(found.diagnostics.len() > 10);
    assert_eq!(lines(&found_offline()), ["content/reuniones/2022-08-09.md:5:1-25 unanswered-link"]);
}

#[test]
fn an_address_that_moved_is_mended_by_fix_alone_and_every_other_byte_kept() {
    let project = project();
    let answers = Answers::default();
    let asker = Asker::new(&answers, Courtesy::default());
    let (done, _) = pipeline::fix(&project.options(), Some(&asker)).unwrap();
    let done: Vec<String> = done.iter().map(|done| format!("{} → {}", done.before, done.after)).collect();
    // The address that stands elsewhere is left to the author, and so is a page that is sent to the front page.
    assert_eq!(done, ["https://example.org/viejo#seccion → https://example.org/nuevo_y#seccion"]);
    let expected = MINUTES.replace("viejo#seccion", "nuevo_y#seccion");
    assert_eq!(project.read("content/reuniones/2022-08-09.md"), expected);
    let (again, _) = pipeline::fix(&project.options(), None).unwrap();
    assert!(again.is_empty());
}

#[test]
fn other_sites_are_asked_once_the_rest_is_without_errors() {
    let project = project();
    project.write("content/guia.md", "[[nada]]");
    let answers = Answers::default();
    assert_eq!(lines(&answered(&project, &answers)), ["content/guia.md:1:1-9 unknown-reference"]);
    assert!(answers.asked.lock().unwrap().is_empty());
}

#[test]
fn severities_of_links_are_as_configured() {
    let project = project();
    project.write(
        "acuerdos.toml",
        "[check]\nseverity = { broken-link = 'error', moved-link = 'off', unanswered-link = 'off' }\n",
    );
    let found = answered(&project, &Answers::default());
    assert!(found.have_errors());
    assert!(found.diagnostics.iter().all(|d| d.kind.code() == "broken-link"), "{:?}", lines(&found));
}
