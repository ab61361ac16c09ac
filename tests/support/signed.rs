//! What the note that a secretariat signed says of the repository's own register.

use std::fs;
use std::path::Path;

use crate::support::{Project, tree};

/// The repository's own register: that note, as minutes.
pub(crate) fn here() -> Project {
    let project = Project::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in tree(&root.join("content")) {
        project.write(&format!("content/{path}"), bytes);
    }
    project.write("acuerdos.toml", fs::read(root.join("acuerdos.toml")).unwrap());
    project
}

/// As in the note that was signed: commitment, status before, status now.
pub(crate) const SIGNED: [(&str, &str, &str); 14] = [
    ("2022-05-19/1", "En proceso", "Atendido"),
    ("2022-08-09/1", "En proceso", "Atendido"),
    ("2022-08-09/2", "En proceso", "Atendido"),
    ("2022-08-09/3", "En proceso", "Atendido"),
    ("2022-08-09/4", "Pendiente", "En proceso"),
    ("2022-09-08/1", "En proceso", "Atendido"),
    ("2022-09-08/2", "Pendiente", "En proceso"),
    ("2022-09-08/3", "Pendiente", "En proceso"),
    ("2022-09-08/4", "En proceso", "En proceso"),
    ("2022-10-20/1", "En proceso", "Atendido"),
    ("2022-11-23/1", "En proceso", "Atendido"),
    ("2022-11-23/2", "Pendiente", "En proceso"),
    ("2022-11-23/3", "En proceso", "Atendido"),
    ("2022-11-23/4", "En proceso", "Atendido"),
];

/// What was agreed since, and how it stands.
pub(crate) const SINCE: [&str; 7] =
    ["Atendido", "Atendido", "En proceso", "En proceso", "Atendido", "Atendido", "Pendiente"];
