//! `acuerdos explain`

use std::process::ExitCode;

use clap::Args;

use super::report::say;
use super::{Global, WRONG_USAGE};
use crate::diagnostic::{Language, RULES, explain, nearest, words};

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// Code of a finding, as `check` prints it in brackets; all of them if left out
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(global: &Global, arguments: &ExplainArguments) -> ExitCode {
    let language = global.language(Language::Spanish);
    let Some(code) = &arguments.code else {
        for rule in RULES {
            anstream::println!("{:24} {}", rule.code, words::severity(rule.severity, language));
        }
        return ExitCode::SUCCESS;
    };
    if let Some(page) = explain(code, language) {
        anstream::println!("{page}");
        return ExitCode::SUCCESS;
    }
    let message = say(language, &format!("no hay código `{code}`"), &format!("there is no code `{code}`"));
    anstream::eprintln!("error: {message}");
    if let Some(near) = nearest(code, RULES.iter().map(|rule| rule.code)) {
        let label = words::help_label(language);
        let meant = say(language, &format!("¿quiso decir `{near}`?"), &format!("did you mean `{near}`?"));
        anstream::eprintln!("{label}: {meant}");
    }
    ExitCode::from(WRONG_USAGE)
}
