//! The default theme speaks both languages, and says nothing that is in neither.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::collections::BTreeSet;
use std::fs;

use acuerdos::diagnostic::Language;
use acuerdos::site::Strings;
use walkdir::WalkDir;

const THEME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default");

fn keys(language: Language) -> BTreeSet<String> {
    Strings::of_default_theme(language).unwrap().keys().map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_strings() {
    let [spanish, english] = Language::ALL.map(keys);
    assert!(spanish.len() > 100, "only {}", spanish.len());
    let missing: Vec<_> = spanish.symmetric_difference(&english).collect();
    assert!(missing.is_empty(), "in one language alone: {missing:?}");
}

#[test]
fn scripts_ask_for_every_string_that_is_theirs_and_for_no_other() {
    let keys = keys(Language::Spanish);
    for (prefix, function, least) in
        [("search.js.", "t('", 60), ("search.several.", "tell('", 8), ("list.js.", "say('", 15)]
    {
        let words: BTreeSet<&str> = keys.iter().filter_map(|key| key.strip_prefix(prefix)).collect();
        let mut idle = words.clone();
        for entry in WalkDir::new(format!("{THEME}/static")).into_iter().map(Result::unwrap) {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            for (at, call) in text.match_indices(function) {
                // `split('` is another function than `t('`.
                if text[..at].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let (key, after) = text[at + call.len()..].split_once('\'').unwrap();
                // `t('kind.' + id)` asks for all that begin so.
                let asked = |word: &&&str| if after.starts_with(" +") { word.starts_with(key) } else { **word == key };
                let found: Vec<&str> = words.iter().filter(asked).copied().collect();
                assert!(!found.is_empty(), "{}: there is no string `{prefix}{key}`", entry.path().display());
                idle.retain(|word| !found.contains(word));
            }
        }
        assert!(words.len() > least, "only {} below {prefix}", words.len());
        assert!(idle.is_empty(), "no script asks for {idle:?} of {prefix}");
    }
}

#[test]
fn every_string_that_a_template_or_a_view_asks_for_exists() {
    let keys = keys(Language::Spanish);
    let mut asked = 0;
    for (folder, calls) in [(THEME, "tr(key=\""), (concat!(env!("CARGO_MANIFEST_DIR"), "/src/site"), ".get(\"")] {
        for entry in WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file()) {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            for rest in text.split(calls).skip(1) {
                let (key, after) = rest.split_once('"').unwrap();
                // A key that is put together, `"chain." ~ it.link`, is tested by the sites that have it.
                if key.ends_with('.') || after.trim_start().starts_with('~') || !key.contains('.') {
                    continue;
                }
                asked += 1;
                assert!(keys.contains(key), "{}: there is no string `{key}`", entry.path().display());
            }
        }
    }
    assert!(asked > 100, "only {asked}");
}
