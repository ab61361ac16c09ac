//! Programs that a test needs and a machine may lack.

/// Says that a test is left out because a program is not there. `tests/run.sh` installs every one and promises so by
/// `ACUERDOS_TEST_TOOLS=all`: a test that finds nothing to run then has failed, not passed.
///
/// # Panics
/// Where the program was promised.
pub(crate) fn without(program: &str) {
    let promised = std::env::var_os("ACUERDOS_TEST_TOOLS").is_some_and(|tools| tools == "all");
    assert!(!promised, "there is no `{program}`, which this run was promised");
    println!("skipped: there is no `{program}` here");
}
