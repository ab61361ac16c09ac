//! Usage errors: what clap says of them in English, in Spanish.

use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::diagnostic::{Language, words};

const ERROR: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const HELP: anstyle::Style = anstyle::AnsiColor::Green.on_default();

/// What to print of an error, or of help that was asked for.
pub(in crate::cli) fn report(error: &Error, language: Language) -> String {
    match language {
        Language::Spanish => spanish(error).unwrap_or_else(|| error.render().ansi().to_string()),
        Language::English => error.render().ansi().to_string(),
    }
}

fn spanish(error: &Error) -> Option<String> {
    let arg = || all(error, ContextKind::InvalidArg);
    let value = || all(error, ContextKind::InvalidValue);
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let message = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format => return None,
        ErrorKind::UnknownArgument => format!("no se conoce `{}`", arg()),
        ErrorKind::InvalidSubcommand => {
            format!("no se conoce la orden `{}`", all(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value().is_empty() => format!("a `{}` le falta su valor", arg()),
        ErrorKind::InvalidValue => format!("`{}` no es un valor de `{}`", value(), arg()),
        ErrorKind::ValueValidation => {
            let cause = std::error::Error::source(error).map(|cause| words::spanish(&cause.to_string()));
            let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
            format!("`{}` no sirve como valor de `{}`{cause}", value(), arg())
        }
        ErrorKind::MissingRequiredArgument => format!("falta `{}`", arg()),
        ErrorKind::MissingSubcommand => "falta la orden".to_owned(),
        ErrorKind::ArgumentConflict => match all(error, ContextKind::PriorArg) {
            prior if prior == arg() => format!("`{prior}` va una sola vez"),
            prior if prior.is_empty() => format!("`{}` no va junto con otras opciones dadas", arg()),
            prior => format!("`{}` no va junto con `{prior}`", arg()),
        },
        ErrorKind::NoEquals => format!("a `{}` le falta el signo `=` antes del valor", arg()),
        ErrorKind::TooManyValues => format!("`{}` es un valor de más para `{}`", value(), arg()),
        ErrorKind::TooFewValues => format!("`{}` lleva al menos {} valores", arg(), number(ContextKind::MinValues)),
        ErrorKind::WrongNumberOfValues => {
            format!("`{}` lleva {} valores", arg(), number(ContextKind::ExpectedNumValues))
        }
        ErrorKind::InvalidUtf8 => "hay un argumento que no está en UTF-8".to_owned(),
        _ => return None,
    };
    let mut text = format!("{ERROR}error:{ERROR:#} {message}\n");
    for (kind, introduction) in [
        (ContextKind::ValidValue, "los valores son"),
        (ContextKind::ValidSubcommand, "las órdenes son"),
        (ContextKind::SuggestedArg, "¿quiso decir"),
        (ContextKind::SuggestedSubcommand, "¿quiso decir"),
        (ContextKind::SuggestedValue, "¿quiso decir"),
    ] {
        let names = all(error, kind);
        if !names.is_empty() {
            let end = if introduction.starts_with('¿') { "?" } else { "" };
            let _ = writeln!(text, "{HELP}ayuda:{HELP:#} {introduction} `{}`{end}", names.replace(", ", "`, `"));
        }
    }
    // What clap suggests in words is about arguments that look like options.
    if let Some(ContextValue::StyledStrs(_)) = error.get(ContextKind::Suggested)
        && error.kind() == ErrorKind::UnknownArgument
        && arg().starts_with('-')
        && all(error, ContextKind::SuggestedArg).is_empty()
    {
        let _ = writeln!(text, "{HELP}ayuda:{HELP:#} si no es una opción, escríbalo después de `--`");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim_start();
        let _ = write!(text, "\nUso: {usage}\n");
    }
    text.push_str("\nMás información con `--help`.\n");
    Some(text)
}

/// The names of a context, with commas between them.
fn all(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(name)) => name.clone(),
        Some(ContextValue::Strings(names)) => names.join(", "),
        _ => String::new(),
    }
}
