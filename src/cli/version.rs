//! `acuerdos --version --verbose`: what this program is, what it reads and writes, and whose work is in it.

use std::ffi::OsString;
use std::fmt::Write as _;

use super::report::say;
use crate::diagnostic::Language;
use crate::site::FORMATS;

/// Every crate that is linked into the program on some system, or into the engine of the search, with its licence; a test
/// holds it to what cargo says.
const LICENCES: &str = include_str!("licences.txt");

/// Whether more is asked for: `--verbose`, `-v`, also together with other letters.
pub(super) fn is_verbose(options: &[OsString]) -> bool {
    options.iter().filter_map(|option| option.to_str()).any(|option| {
        let letters = option.strip_prefix('-').filter(|letters| !letters.starts_with('-'));
        option == "--verbose" || letters.is_some_and(|letters| letters.contains('v'))
    })
}

/// What there is to say behind name and version.
pub(super) fn details(language: Language) -> String {
    let formats: Vec<String> = FORMATS.iter().map(|(name, number)| format!("{name} {number}")).collect();
    let formats = formats.join(", ");
    let own = env!("CARGO_PKG_LICENSE");
    let mut text = say(
        language,
        &format!("formatos: {formats}\nlicencia: {own}\n\nObra de otros en este programa, con su licencia:\n"),
        &format!("formats: {formats}\nlicence: {own}\n\nWork of others in this program, with its licence:\n"),
    );
    for line in LICENCES.lines() {
        let _ = writeln!(text, "  {line}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_asked_for_in_every_way_that_it_can_be() {
        let asks = |options: &[&str]| is_verbose(&options.iter().map(OsString::from).collect::<Vec<_>>());
        for options in [&["--version", "--verbose"][..], &["-V", "-v"], &["-vV"], &["-Vv"], &["-v", "--version"]] {
            assert!(asks(options), "{options:?}");
        }
        for options in [&["--version"][..], &["-V"], &["--version", "--lang", "es"]] {
            assert!(!asks(options), "{options:?}");
        }
    }
}
