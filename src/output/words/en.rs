//! In English.

use crate::output::error::{Action, ManifestProblem, PublishError, Refusal, Way};
use crate::output::manifest::MANIFEST;

pub(super) fn message(error: &PublishError) -> String {
    match error {
        PublishError::Io { action, path, source } => {
            format!("cannot {} `{}`: {source}", self::action(*action), path.display())
        }
        PublishError::Refused { output, why } => {
            format!("`{}` cannot be the output folder: {}", output.display(), refusal(why))
        }
        PublishError::Manifest { path, problem } => format!("`{}` {}", path.display(), manifest(*problem)),
        PublishError::Occupied { path } => format!("`{}` is in the way, and acuerdos did not make it", path.display()),
        PublishError::Foreign { path } => {
            format!("`{}` is in the way of the site, and acuerdos did not make it", path.display())
        }
        PublishError::Clash { path, other } if [path.as_str(), other.as_str()].contains(&MANIFEST) => {
            let other = if path.as_str() == MANIFEST { other } else { path };
            format!("`{other}` cannot be published: `{MANIFEST}` is the manifest of the site")
        }
        PublishError::Clash { path, other } if path == other => format!("`{path}` would be published twice"),
        PublishError::Clash { path, other } => {
            format!("`{path}` and `{other}` cannot both be published: not every machine can hold both")
        }
        PublishError::Unfinished { path } => format!("`{path}` was not written to its end"),
        PublishError::Mounted { path } => format!("`{}` is on a file system of its own", path.display()),
        PublishError::NotCleared { cause, leftover } => {
            format!("{}; moreover, {}", message(cause), message(leftover))
        }
    }
}

pub(super) fn help(way: &Way<'_>) -> String {
    match way {
        Way::FreeSpace => "free some space; the site as it was is still in place".into(),
        Way::WritableAround => {
            "a site is put together beside the one it replaces: make the folder around the output writable".into()
        }
        Way::OtherOrEmpty => "choose another folder with `--output`, or empty this one".into(),
        Way::Other => "choose another folder with `--output`".into(),
        Way::Update => "update acuerdos".into(),
        Way::NamePublished => "name the folder of a published site".into(),
        Way::Restore(path) => format!("restore `{}`, or empty its folder and build again", path.display()),
        Way::Move(path) => format!("move `{}` elsewhere", path.display()),
        Way::MoveOrRename => "move it elsewhere, or rename what is to be published".into(),
        Way::PublishOnce => "publish it once".into(),
        Way::RenameOne => "rename one of them".into(),
        Way::Inside => "let the output be a folder inside of what is mounted".into(),
    }
}

fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::Root => "it is the root of a file system".into(),
        Refusal::NotAFolder => "it is not a folder".into(),
        Refusal::Protected { folder } => format!("that would endanger `{}`", folder.display()),
        Refusal::NotOurs { example } => {
            format!("it holds files that acuerdos did not make, such as `{}`", example.display())
        }
    }
}

fn manifest(problem: ManifestProblem) -> String {
    match problem {
        ManifestProblem::Missing => "does not exist".into(),
        ManifestProblem::NotOurs => "is not a manifest of acuerdos".into(),
        ManifestProblem::Newer { version } => {
            format!("was written by a newer acuerdos (its format is number {version})")
        }
        ManifestProblem::Line { number } => format!("is damaged at line {number}"),
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Resolve => "resolve",
        Action::Lock => "lock",
        Action::Inspect => "inspect",
        Action::List => "list",
        Action::Read => "read",
        Action::CreateFolder => "create the folder",
        Action::Write => "write",
        Action::Carry => "carry over",
        Action::SetPermissions => "set the permissions of",
        Action::Move => "move into place",
        Action::Remove => "remove",
    }
}
