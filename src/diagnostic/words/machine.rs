//! What the operating system answers.

use std::io::{Error, ErrorKind};

use crate::diagnostic::Language;

/// An error of the machine, in the reader's language where it is a frequent one, with the system's own words behind it.
#[must_use]
pub fn machine(error: &Error, language: Language) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "no existe",
        ErrorKind::PermissionDenied => "falta permiso",
        ErrorKind::AlreadyExists => "ya existe",
        ErrorKind::StorageFull => "no queda espacio en el disco",
        ErrorKind::QuotaExceeded => "se agotó el espacio asignado",
        ErrorKind::FileTooLarge => "el archivo es demasiado grande",
        ErrorKind::ReadOnlyFilesystem => "solo se puede leer",
        ErrorKind::IsADirectory => "es una carpeta",
        ErrorKind::NotADirectory => "no es una carpeta",
        ErrorKind::AddrInUse => "la dirección está ocupada",
        ErrorKind::AddrNotAvailable => "la dirección no es de esta máquina",
        ErrorKind::InvalidFilename => "el nombre no se admite",
        ErrorKind::TimedOut => "tardó demasiado",
        ErrorKind::ResourceBusy => "está en uso",
        // Errors of our own are sentences that are translated whole.
        _ => {
            return match language {
                Language::Spanish => super::spanish(&error.to_string()),
                Language::English => error.to_string(),
            };
        }
    };
    match language {
        Language::Spanish => format!("{known} ({error})"),
        Language::English => error.to_string(),
    }
}
