//! Static files in pieces: a folder that is named like a style sheet or a script is published as that one file.
//!
//! `static/style.css/10-tokens.css`, `static/style.css/20-base.css` and so on become `style.css`: the pieces in order of
//! their names, one below another. So files stay small, a page still asks for one, and a theme replaces, adds or, by an
//! empty file, removes a single piece. A theme that has a file of the bundle's own name has that instead.

use std::collections::BTreeMap;

/// Endings of what can be joined. Both may be cut between any two statements, whatever stands in them.
const JOINED: [&str; 2] = [".css", ".js"];

/// Static files by name, bundles as one file each. What is in a bundle's folder and is no piece of it is left out: there
/// is no place to publish it.
pub(super) fn joined(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let (pieces, mut whole): (BTreeMap<_, _>, BTreeMap<_, _>) =
        files.into_iter().partition(|(name, _)| bundle(name).is_some());
    let mut bundles: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in pieces {
        let Some((bundle, ending)) = bundle(&name) else { continue };
        if !name.ends_with(ending) {
            continue;
        }
        let joined = bundles.entry(bundle.to_owned()).or_default();
        joined.extend(bytes);
        if !joined.is_empty() && !joined.ends_with(b"\n") {
            joined.push(b'\n');
        }
    }
    for (name, bytes) in bundles {
        whole.entry(name).or_insert(bytes);
    }
    whole
}

/// The bundle that a file is in, and the ending of its pieces: `a/style.css/b.css` is in `a/style.css`.
fn bundle(name: &str) -> Option<(&str, &'static str)> {
    name.match_indices('/').find_map(|(end, _)| {
        let folder = &name[..end];
        let ending = JOINED.into_iter().find(|ending| folder.ends_with(ending))?;
        Some((folder, ending))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined_of(files: &[(&str, &str)]) -> Vec<(String, String)> {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        joined(files).into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
    }

    #[test]
    fn pieces_are_joined_in_order_of_their_names() {
        let files = [
            ("style.css/20-b.css", "b {}\n"),
            ("style.css/10-a.css", "a {}"),
            ("style.css/30-none.css", ""),
            ("style.css/README.md", "?"),
            ("list.js/x/1.js", "x();"),
            ("icon.svg", "<svg/>"),
        ];
        let expected = [("icon.svg", "<svg/>"), ("list.js", "x();\n"), ("style.css", "a {}\nb {}\n")];
        assert_eq!(joined_of(&files), expected.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    fn a_file_of_the_bundle_s_name_takes_its_place() {
        let files = [("style.css", "own {}"), ("style.css/10-a.css", "a {}")];
        assert_eq!(joined_of(&files), [("style.css".to_owned(), "own {}".to_owned())]);
    }
}
