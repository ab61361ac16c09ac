//! `acuerdos fmt`

use std::process::ExitCode;

use clap::Args;

use super::Global;

#[derive(Debug, Args)]
pub(super) struct FmtArguments {}

pub(super) fn run(_: &Global, _: &FmtArguments) -> ExitCode {
    ExitCode::SUCCESS
}
