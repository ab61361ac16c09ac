//! The command `acuerdos`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    acuerdos::cli::run()
}
