//! `acuerdos schema`

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::{config, content};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Of what: the front matter of minutes, or `acuerdos.toml`
    schema: Schema,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Schema {
    Minutes,
    Config,
}

pub(super) fn run(arguments: &SchemaArguments) -> ExitCode {
    match arguments.schema {
        Schema::Minutes => anstream::print!("{}", content::front_matter_schema()),
        Schema::Config => anstream::print!("{}", config::SCHEMA),
    }
    ExitCode::SUCCESS
}
