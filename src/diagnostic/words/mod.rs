//! The words of every diagnostic, one file a language.
//!
//! Messages are in lower case, with backticks around the author's words and no full stop; help says what to do.

mod en;
mod es;
mod foreign;
mod machine;

pub use foreign::spanish;
pub use machine::machine;

use super::{Kind, Language, Role, Severity};

/// One phrase that says what is wrong.
#[must_use]
pub fn message(kind: &Kind, language: Language) -> String {
    match language {
        Language::Spanish => es::message(kind),
        Language::English => en::message(kind),
    }
}

/// What to do about it.
#[must_use]
pub fn help(kind: &Kind, language: Language) -> Option<String> {
    match language {
        Language::Spanish => es::help(kind),
        Language::English => en::help(kind),
    }
}

/// What a severity is called.
#[must_use]
pub fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, _) => "error",
        (Severity::Warning, Language::Spanish) => "aviso",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::Spanish) => "nota",
        (Severity::Note, Language::English) => "note",
    }
}

/// What help is called.
#[must_use]
pub fn help_label(language: Language) -> &'static str {
    match language {
        Language::Spanish => "ayuda",
        Language::English => "help",
    }
}

/// The label of another place.
#[must_use]
pub fn role(role: Role, language: Language) -> &'static str {
    match (role, language) {
        (Role::First, Language::Spanish) => "antes, aquí",
        (Role::First, Language::English) => "first, here",
        (Role::Recorded, Language::Spanish) => "lo registrado, aquí",
        (Role::Recorded, Language::English) => "what is recorded, here",
        (Role::Subject, Language::Spanish) => "se refiere a esto",
        (Role::Subject, Language::English) => "this is what it is about",
        (Role::Silent, Language::Spanish) => "esta reunión da seguimiento a otros y no a este",
        (Role::Silent, Language::English) => "this meeting follows others up, and not this one",
        (Role::Link, Language::Spanish) => "y de aquí sigue la cadena",
        (Role::Link, Language::English) => "and from here the chain goes on",
    }
}

/// A table as it is headed in `acuerdos.toml`: one of its own, or one of several.
fn heading(table: &str) -> String {
    if table == "brand" { format!("[{table}]") } else { format!("[[{table}]]") }
}

/// Names in backticks, with commas between them.
/// The first nine of some names, and dots where there are more.
fn first(names: &[String]) -> String {
    let (told, more) = names.split_at(names.len().min(9));
    format!("{}{}", quoted(told), if more.is_empty() { "" } else { ", …" })
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
