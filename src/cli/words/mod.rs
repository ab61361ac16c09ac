//! Help and usage errors in another language than English, which the arguments themselves are documented in.
//!
//! A table a language, by command and argument; a test walks the commands and names every row that is missing. What has
//! no row is shown in English.

mod usage;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use clap::builder::StyledStr;
use clap::{Arg, Command};
use serde::Deserialize;

use crate::diagnostic::Language;

pub(super) use usage::report;

/// The words of a language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    /// What clap says by itself.
    labels: BTreeMap<String, String>,
    /// Headings of groups of options.
    headings: BTreeMap<String, String>,
    /// Names of values: `DIR`.
    values: BTreeMap<String, String>,
    /// By path of the command: `build`, `new meeting`; the program itself is `acuerdos`.
    commands: BTreeMap<String, CommandWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommandWords {
    about: String,
    #[serde(default)]
    long_about: Option<String>,
    #[serde(default)]
    examples: Option<String>,
    /// By name of the argument, `output`; its long help, if it has one, by `output.long`.
    #[serde(default)]
    arguments: BTreeMap<String, String>,
}

const PROGRAM: &str = "acuerdos";

static SPANISH: LazyLock<Option<Words>> = LazyLock::new(|| toml::from_str(include_str!("es.toml")).ok());

/// The command with its help in a language. It is built: it can be parsed with, shown, completed and described.
pub(super) fn localised(mut command: Command, language: Language) -> Command {
    command.build();
    match (language, &*SPANISH) {
        (Language::Spanish, Some(words)) => words.translate(command, PROGRAM),
        _ => command,
    }
}

impl Words {
    fn translate(&self, command: Command, path: &str) -> Command {
        // clap gives this command to every command that has commands; `new help meeting` is about `new meeting`.
        let helped = path.strip_suffix("help").map(str::trim_end);
        let rows = self.commands.get(if helped.is_some() { "help" } else { path });
        let subcommands = |child: Command| {
            let name = child.get_name().to_owned();
            let child_path = match helped.unwrap_or(path) {
                "" | PROGRAM => name,
                parent => format!("{parent} {name}"),
            };
            self.translate(child, &child_path)
        };
        let mut command = command
            .mut_args(|arg| self.argument(arg, rows))
            .mut_subcommands(subcommands)
            .subcommand_help_heading(self.label("Commands"))
            .subcommand_value_name(self.label("COMMAND"));
        if let Some(rows) = rows {
            command = command.about(rows.about.clone());
            if let Some(long) = &rows.long_about {
                command = command.long_about(long.clone());
            }
            if let Some(examples) = &rows.examples {
                let is_long = command.get_after_long_help().is_some();
                command = if is_long { command.after_long_help(examples) } else { command.after_help(examples) };
            }
        }
        let heading = *command.get_styles().get_usage();
        let usage = command.render_usage().ansi().to_string();
        let plain = anstream::adapter::strip_str(&usage).to_string();
        let usage = plain.trim_start_matches("Usage:").trim().replace("[OPTIONS]", &self.label("[OPTIONS]"));
        let template = format!(
            "{{about-with-newline}}\n{heading}{}:{heading:#} {{usage}}\n\n{{all-args}}{{after-help}}",
            self.label("Usage")
        );
        command.override_usage(usage).help_template(StyledStr::from(template))
    }

    fn argument(&self, arg: Arg, rows: Option<&CommandWords>) -> Arg {
        let id = arg.get_id().to_string();
        let root = self.commands.get(PROGRAM);
        // Options of all commands are said once.
        let row = |name: &str| rows.and_then(|rows| rows.arguments.get(name)).or(root?.arguments.get(name));
        let heading = match arg.get_help_heading() {
            Some(heading) => self.headings.get(heading).cloned().unwrap_or_else(|| heading.to_owned()),
            None if arg.is_positional() => self.label("Arguments"),
            None => self.label("Options"),
        };
        let extra = self.extra(&arg);
        let mut arg = arg.help_heading(heading).hide_default_value(true).hide_possible_values(true).hide_env(true);
        if let Some(help) = row(&id) {
            arg = arg.help(format!("{help}{extra}"));
        }
        // clap has a long help of its own for `--help`; a long one in English would win over the short one.
        if arg.get_long_help().is_some() {
            let long = row(&format!("{id}.long")).or(row(&id));
            arg = long.map(|help| arg.clone().long_help(format!("{help}{extra}"))).unwrap_or(arg);
        }
        if let Some(names) = arg.get_value_names() {
            let names: Vec<String> =
                names.iter().map(|name| self.values.get(name.as_str()).unwrap_or(&name.to_string()).clone()).collect();
            arg = arg.value_names(names);
        }
        arg
    }

    /// What clap puts behind the help of an argument.
    fn extra(&self, arg: &Arg) -> String {
        let mut extra = String::new();
        if !arg.get_action().takes_values() {
            return extra;
        }
        let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() && !arg.is_hide_default_value_set() {
            let _ = write!(extra, " [{}: {}]", self.label("default"), defaults.join(", "));
        }
        let values = arg.get_possible_values();
        let values: Vec<_> = values.iter().filter(|value| !value.is_hide_set()).map(|v| v.get_name()).collect();
        if !values.is_empty() && !arg.is_hide_possible_values_set() {
            let _ = write!(extra, " [{}: {}]", self.label("possible values"), values.join(", "));
        }
        extra
    }

    fn label(&self, name: &str) -> String {
        self.labels.get(name).cloned().unwrap_or_else(|| name.to_owned())
    }
}

#[cfg(test)]
mod tests;
