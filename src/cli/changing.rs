//! What commands that change files have in common: finding what is meant, and telling why nothing was changed.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::new::as_meeting;
use super::report::{self, say};
use super::{CONTENT_HAS_ERRORS, Global, MACHINE_FAILED, WRONG_USAGE};
use crate::diagnostic::{Language, nearest, words};
use crate::model::text::fold;
use crate::model::{CommitmentIx, MeetingIx, Reference, StatusIx};
use crate::pipeline::{Desk, Failure, Findings};
use crate::register::{NotFound, Register};

/// A path as people write it.
pub(super) fn shown(path: &Path) -> String {
    let path = path.strip_prefix("./").unwrap_or(path).display().to_string();
    if path.is_empty() { ".".to_owned() } else { path }
}

/// Why nothing was changed.
pub(super) enum Stop {
    Failure(Failure),
    Usage {
        problem: String,
        help: String,
    },
    /// The change would not be the one that was asked for, or would be an error.
    Refused {
        findings: Findings,
        file: PathBuf,
    },
    Disk(PathBuf, io::Error),
    /// The machine failed otherwise.
    Machine(PathBuf, io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// A file that is not written over.
pub(super) fn exists(language: Language, path: &Path, help: String) -> Stop {
    let path = shown(path);
    Stop::Usage {
        problem: say(
            language,
            &format!("ya existe {path}; no se cambió"),
            &format!("{path} exists already and was not changed"),
        ),
        help,
    }
}

pub(super) fn told(global: &Global, site: Language, stop: Stop) -> ExitCode {
    let language = global.language(site);
    match stop {
        Stop::Failure(failure) => report::failure(global, &failure),
        Stop::Machine(path, error) => report::machine(language, Some(&path), &error),
        Stop::Usage { problem, help } => {
            anstream::eprintln!("error: {problem}");
            if !help.is_empty() {
                anstream::eprintln!("{}: {help}", say(language, "ayuda", "help"));
            }
            ExitCode::from(WRONG_USAGE)
        }
        Stop::Refused { findings, file } => {
            report::findings(global, &findings);
            let file = shown(&file);
            let why = if findings.have_errors() {
                say(
                    language,
                    &format!("{file} no se cambió: tendría el error de arriba"),
                    &format!("{file} was not changed: it would have the error above"),
                )
            } else {
                say(
                    language,
                    &format!(
                        "{file} no se cambió: lo escrito se leería de otra manera; mire si al final del compromiso queda abierto un bloque de código o un comentario, y si el texto tiene encabezados"
                    ),
                    &format!(
                        "{file} was not changed: what is written would be read as something else; look for a code block or a comment that is left open at the end of the commitment, and for headings in the text"
                    ),
                )
            };
            anstream::eprintln!("error: {why}");
            ExitCode::from(CONTENT_HAS_ERRORS)
        }
        Stop::Disk(path, error) => {
            anstream::eprintln!(
                "error: {}: {}",
                say(
                    language,
                    &format!("no se pudo escribir {}", shown(&path)),
                    &format!("cannot write {}", shown(&path))
                ),
                words::machine(&error, language)
            );
            ExitCode::from(MACHINE_FAILED)
        }
    }
}

fn unknown(language: Language, reference: &str, suggestion: Option<String>) -> Stop {
    Stop::Usage {
        problem: say(language, &format!("no existe `{reference}`"), &format!("there is no `{reference}`")),
        help: match suggestion {
            Some(near) => say(language, &format!("¿quiso decir `{near}`?"), &format!("did you mean `{near}`?")),
            None => say(
                language,
                "un compromiso se nombra como en las minutas: REUNIÓN/NÚMERO, `2024-03-05/1`; una reunión, `2024-03-05`",
                "a commitment is named as in minutes: MEETING/NUMBER, `2024-03-05/1`; a meeting, `2024-03-05`",
            ),
        },
    }
}

/// The meeting that is meant.
pub(super) fn meeting(global: &Global, desk: &Desk, reference: &str) -> Result<MeetingIx, Stop> {
    let register = desk.register();
    let language = global.language(register.language);
    match register.lookup.find(reference, None) {
        Ok(found) => as_meeting(found).ok_or_else(|| {
            let meeting = match found {
                Reference::Commitment(ix) => Some(register.commitment(ix).id.meeting.to_string()),
                _ => None,
            };
            unknown(language, reference, meeting)
        }),
        Err(NotFound { suggestion, .. }) => Err(unknown(language, reference, suggestion)),
    }
}

/// The commitment that is meant.
pub(super) fn commitment(global: &Global, desk: &Desk, reference: &str) -> Result<CommitmentIx, Stop> {
    let register = desk.register();
    let language = global.language(register.language);
    match register.lookup.find(reference, None) {
        Ok(Reference::Commitment(ix)) => Ok(ix),
        Ok(Reference::Meeting(ix)) => {
            let first = register.meeting(ix).commitments.first();
            Err(unknown(language, reference, first.map(|&ix| register.commitment(ix).id.to_string())))
        }
        Ok(_) => Err(unknown(language, reference, None)),
        Err(NotFound { suggestion, .. }) => {
            // The meeting may be right and the number wrong.
            let ids: Vec<String> = register.commitments.iter().map(|commitment| commitment.id.to_string()).collect();
            let near = suggestion.or_else(|| nearest(reference, ids.iter().map(String::as_str)).map(str::to_owned));
            Err(unknown(language, reference, near))
        }
    }
}

/// The status that is meant, by id or label.
pub(super) fn status(register: &Register, language: Language, written: &str) -> Result<StatusIx, Stop> {
    let folded = fold(written);
    let names = |at: usize| {
        let status = &register.statuses[at];
        [fold(&status.id), fold(&status.labels[0]), fold(&status.labels[1])]
    };
    if let Some(at) = (0..register.statuses.len()).find(|&at| names(at).contains(&folded)) {
        return Ok(StatusIx(at));
    }
    let labels: Vec<&str> = register.statuses.iter().map(|status| status.label(register.language)).collect();
    let folds: Vec<(String, &str)> =
        (0..labels.len()).flat_map(|at| names(at).map(|name| (name, labels[at]))).collect();
    let near = nearest(&folded, folds.iter().map(|(name, _)| name.as_str()))
        .and_then(|near| folds.iter().find(|(name, _)| name == near))
        .map(|&(_, label)| say(language, &format!("¿quiso decir `{label}`? "), &format!("did you mean `{label}`? ")));
    let known = labels.iter().map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ");
    Err(Stop::Usage {
        problem: say(language, &format!("estatus desconocido: `{written}`"), &format!("unknown status: `{written}`")),
        help: match near {
            Some(near) => {
                near + &say(language, &format!("Los estatus son {known}"), &format!("The statuses are {known}"))
            }
            None => say(language, &format!("los estatus son {known}"), &format!("the statuses are {known}")),
        },
    })
}
