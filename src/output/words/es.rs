//! En español.

use crate::diagnostic::{Language, words::machine};
use crate::output::error::{Action, ManifestProblem, PublishError, Refusal, Way};
use crate::output::manifest::MANIFEST;

pub(super) fn message(error: &PublishError) -> String {
    match error {
        PublishError::Io { action, path, source } => {
            format!("no se pudo {} `{}`: {}", self::action(*action), path.display(), machine(source, Language::Spanish))
        }
        PublishError::Refused { output, why } => {
            format!("`{}` no puede ser la carpeta de salida: {}", output.display(), refusal(why))
        }
        PublishError::Manifest { path, problem } => format!("`{}` {}", path.display(), manifest(*problem)),
        PublishError::Occupied { path } => format!("`{}` estorba, y acuerdos no lo hizo", path.display()),
        PublishError::Foreign { path } => format!("`{}` estorba al sitio, y acuerdos no lo hizo", path.display()),
        PublishError::Clash { path, other } if [path.as_str(), other.as_str()].contains(&MANIFEST) => {
            let other = if path.as_str() == MANIFEST { other } else { path };
            format!("`{other}` no se puede publicar: `{MANIFEST}` es la lista de sumas del sitio")
        }
        PublishError::Clash { path, other } if path == other => format!("`{path}` se publicaría dos veces"),
        PublishError::Clash { path, other } => {
            format!("`{path}` y `{other}` no se pueden publicar a la vez: no en cualquier máquina caben los dos")
        }
        PublishError::Unfinished { path } => format!("`{path}` no se terminó de escribir"),
        PublishError::Mounted { path } => format!("`{}` está en un sistema de archivos aparte", path.display()),
        PublishError::NotCleared { cause, leftover } => {
            format!("{}; además, {}", message(cause), message(leftover))
        }
    }
}

pub(super) fn help(way: &Way<'_>) -> String {
    match way {
        Way::FreeSpace => "libere espacio; el sitio anterior sigue en su lugar".into(),
        Way::WritableAround => {
            "el sitio se arma junto al que reemplaza: dé permiso de escritura en la carpeta que contiene la de salida"
                .into()
        }
        Way::OtherOrEmpty => "elija otra carpeta con `--output`, o vacíe esta".into(),
        Way::Other => "elija otra carpeta con `--output`".into(),
        Way::Update => "actualice acuerdos".into(),
        Way::NamePublished => "indique la carpeta de un sitio publicado".into(),
        Way::Restore(path) => format!("restaure `{}`, o vacíe su carpeta y construya de nuevo", path.display()),
        Way::Move(path) => format!("mueva `{}` a otro lugar", path.display()),
        Way::MoveOrRename => "muévalo a otro lugar, o cambie el nombre de lo que se publica".into(),
        Way::PublishOnce => "publíquelo una sola vez".into(),
        Way::RenameOne => "cambie el nombre de uno de los dos".into(),
        Way::Inside => "use como salida una carpeta que esté dentro de lo montado".into(),
    }
}

fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::Root => "es la raíz de un sistema de archivos".into(),
        Refusal::NotAFolder => "no es una carpeta".into(),
        Refusal::Protected { folder } => format!("pondría en peligro `{}`", folder.display()),
        Refusal::NotOurs { example } => format!("tiene archivos que acuerdos no hizo, como `{}`", example.display()),
    }
}

fn manifest(problem: ManifestProblem) -> String {
    match problem {
        ManifestProblem::Missing => "no existe".into(),
        ManifestProblem::NotOurs => "no es una lista de sumas de acuerdos".into(),
        ManifestProblem::Newer { version } => {
            format!("es de una versión más nueva de acuerdos (su formato es el número {version})")
        }
        ManifestProblem::Line { number } => format!("está dañado en el renglón {number}"),
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Resolve => "seguir la ruta",
        Action::Lock => "reservar",
        Action::Inspect => "examinar",
        Action::List => "enumerar",
        Action::Read => "leer",
        Action::CreateFolder => "crear la carpeta",
        Action::Write => "escribir",
        Action::Carry => "conservar",
        Action::SetPermissions => "dar permisos a",
        Action::Move => "poner en su lugar",
        Action::Remove => "quitar",
    }
}
