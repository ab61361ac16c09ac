//! Every command and argument has its row in the table of every language.

use std::collections::BTreeSet;

use clap::CommandFactory as _;

use super::*;
use crate::cli::Arguments;

/// Rows that a table needs and lacks, and those that nothing needs.
fn differences(command: &Command, words: &Words) -> Vec<String> {
    let mut missing = Vec::new();
    // clap makes this command by itself.
    let mut used = BTreeSet::from(["commands.\"help\"".to_owned()]);
    walk(command, PROGRAM, words, &mut missing, &mut used);
    for (path, rows) in &words.commands {
        let idle = rows.arguments.keys().map(|name| format!("commands.\"{path}\".arguments.\"{name}\""));
        let idle = idle.chain([format!("commands.\"{path}\"")]).filter(|row| !used.contains(row));
        missing.extend(idle.map(|row| format!("src/cli/words/es.toml has a row that nothing needs: {row}")));
    }
    missing
}

fn walk(command: &Command, path: &str, words: &Words, missing: &mut Vec<String>, used: &mut BTreeSet<String>) {
    let row = format!("commands.\"{path}\"");
    let lacks = |row: &str, english: String| format!("src/cli/words/es.toml lacks {row}, in English: {english}");
    let rows = words.commands.get(path);
    used.insert(row.clone());
    let text = |text: Option<&StyledStr>| text.map(ToString::to_string).unwrap_or_default();
    match rows {
        None => missing.push(lacks(&format!("{row}.about"), text(command.get_about()))),
        Some(rows) => {
            if command.get_long_about().is_some() && rows.long_about.is_none() {
                missing.push(lacks(&format!("{row}.long_about"), text(command.get_long_about())));
            }
        }
    }
    let examples = command.get_after_long_help().or(command.get_after_help());
    if examples.is_none() {
        missing.push(format!("`{path}` has no examples: give it an `after_long_help`"));
    } else if rows.is_some_and(|rows| rows.examples.is_none()) {
        missing.push(lacks(&format!("{row}.examples"), text(examples)));
    }
    for arg in command.get_arguments() {
        let id = arg.get_id().as_str();
        let own = rows.is_some_and(|rows| rows.arguments.contains_key(id));
        let home = if own || !words.commands[PROGRAM].arguments.contains_key(id) { path } else { PROGRAM };
        let row = format!("commands.\"{home}\".arguments.\"{id}\"");
        if !words.commands.get(home).is_some_and(|rows| rows.arguments.contains_key(id)) {
            missing.push(lacks(&row, text(arg.get_help())));
        }
        used.insert(row.clone());
        let long = format!("{id}.long");
        if arg.get_long_help().is_some() && !["help", "version"].contains(&id) {
            if !words.commands.get(home).is_some_and(|rows| rows.arguments.contains_key(&long)) {
                missing.push(lacks(&format!("commands.\"{home}\".arguments.\"{long}\""), text(arg.get_long_help())));
            }
            used.insert(format!("commands.\"{home}\".arguments.\"{long}\""));
        }
        for name in arg.get_value_names().unwrap_or_default().iter().filter(|_| arg.get_action().takes_values()) {
            // A value without a name of its own has that of its argument.
            if !words.values.contains_key(name.as_str()) {
                missing.push(lacks(&format!("values.\"{name}\""), name.to_string()));
            }
        }
        if let Some(heading) = arg.get_help_heading().filter(|heading| !words.headings.contains_key(*heading)) {
            missing.push(lacks(&format!("headings.\"{heading}\""), heading.to_owned()));
        }
    }
    for child in command.get_subcommands().filter(|child| child.get_name() != "help") {
        let name = child.get_name();
        let path = if path == PROGRAM { name.to_owned() } else { format!("{path} {name}") };
        walk(child, &path, words, missing, used);
    }
}

#[test]
fn every_command_and_argument_has_its_row() {
    let words: Words = toml::from_str(include_str!("es.toml")).unwrap_or_else(|error| panic!("es.toml: {error}"));
    let mut command = Arguments::command();
    command.build();
    let missing = differences(&command, &words);
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn a_missing_row_is_named() {
    let words: Words = toml::from_str(include_str!("es.toml")).unwrap_or_else(|error| panic!("es.toml: {error}"));
    let mut command = Arguments::command().subcommand(
        Command::new("other")
            .about("x")
            .after_help("x")
            .subcommand(Command::new("thing").about("A thing").after_help("x")),
    );
    command.build();
    let missing = differences(&command, &words);
    assert!(
        missing.iter().any(|row| row.contains("lacks commands.\"other thing\".about, in English: A thing")),
        "{missing:?}"
    );
}

/// All help of a command and of those below it.
fn helps(command: &Command, all: &mut Vec<(String, String)>) {
    for long in [false, true] {
        let mut command = command.clone();
        let help = if long { command.render_long_help() } else { command.render_help() };
        all.push((command.get_name().to_owned(), help.to_string()));
    }
    for child in command.get_subcommands() {
        helps(child, all);
    }
}

#[test]
fn no_english_is_left_in_spanish_help() {
    let mut all = Vec::new();
    helps(&localised(Arguments::command(), Language::Spanish), &mut all);
    assert!(all.len() > 10);
    for (name, help) in all {
        assert!(help.contains("Uso: acuerdos"), "{name}: {help}");
        for english in [
            "Usage",
            "Options:",
            "Commands:",
            "Arguments:",
            "Examples",
            "[default",
            "[possible",
            "[OPTIONS]",
            "[COMMAND]",
            "<COMMAND>",
            "Print ",
            "[aliases",
            "[env",
            " the ",
            "<DIR>",
            "<DATE>",
            "<FILE>",
            "Filters",
        ] {
            assert!(!help.contains(english), "{name} says `{english}`:\n{help}");
        }
    }
}
