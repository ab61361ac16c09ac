//! The command `acuerdos`; everything it does is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

// A build makes and drops millions of small texts on all processors: with the system's allocator a fifth of it was that.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    acuerdos::cli::run()
}
