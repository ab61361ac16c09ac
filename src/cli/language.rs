//! The language of messages: as asked with `--lang`, else the environment's, else the site's.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::diagnostic::{Diagnostics, Language, Sources};
use crate::pipeline::CONFIGURATION;

/// A configuration larger than this is not read for a word or two.
const LARGEST: u64 = 1024 * 1024;

/// What the environment says, by the variables and in the order of POSIX.
pub(super) fn of_environment() -> Option<Language> {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .and_then(|value| Language::from_tag(value.to_str()?))
}

/// The language of the site of a project, as far as its configuration can be read; else Spanish.
pub(super) fn of_site(root: &Path) -> Language {
    configuration(root).language
}

/// The configuration of a project, as far as it can be read; else as if there were none.
pub(super) fn configuration(root: &Path) -> Config {
    let path = root.join(CONFIGURATION);
    let small = std::fs::metadata(&path).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST);
    let text = small.then(|| std::fs::read_to_string(&path).ok()).flatten().unwrap_or_default();
    let mut sources = Sources::default();
    let id = sources.add(CONFIGURATION, text);
    Config::parse(&sources, id, &mut Diagnostics::default())
}

/// The language for whoever typed these arguments, which nobody has parsed yet, or not without an error.
pub(super) fn of_arguments(arguments: &[OsString]) -> Language {
    value(arguments, "--lang")
        .and_then(|tag| Language::from_tag(tag.to_str()?))
        .or_else(of_environment)
        .unwrap_or_else(|| of_site(&value(arguments, "--root").map_or_else(|| PathBuf::from("."), PathBuf::from)))
}

/// The value of an option among arguments: `--lang en` or `--lang=en`, the last one given.
pub(super) fn value(arguments: &[OsString], option: &str) -> Option<OsString> {
    let mut found = None;
    let mut arguments = arguments.iter().take_while(|argument| *argument != "--");
    while let Some(argument) = arguments.next() {
        let Some(text) = argument.to_str() else { continue };
        if text == option {
            found = arguments.next().cloned().or(found);
        } else if let Some(given) = text.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
            found = Some(given.into());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_found_before_anybody_parses() {
        let of = |line: &str| {
            let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
            value(&arguments, "--lang").map(|value| value.into_string().unwrap_or_default())
        };
        assert_eq!(of("build --lang en --nada").as_deref(), Some("en"));
        assert_eq!(of("--lang=en --lang=es").as_deref(), Some("es"));
        assert_eq!(of("build --language en"), None);
        assert_eq!(of("search -- --lang en"), None);
        assert_eq!(of("build --lang"), None);
    }
}
