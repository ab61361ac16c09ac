//! Where ordinary links and images of the author lead.

use std::borrow::Cow;

use crate::diagnostic::SourceId;
use crate::site::Site;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A file of the site.
    Inside(Inside),
    /// A place on the same page.
    Fragment(String),
    /// Another site, a mail address or a telephone number.
    Outside(String),
    /// A scheme that can run a script, or a path out of the site.
    Unsafe,
}

/// A file of the site that a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inside {
    /// Its path from the root, as it is on the disk.
    pub(crate) path: String,
    /// Query and fragment, as written.
    rest: String,
}

impl Inside {
    /// The URL from a page, given the way from there to the root.
    pub(crate) fn href(&self, root: &str) -> String {
        let mut href = root.to_owned();
        for letter in self.path.chars() {
            // Of what a path may hold, these mean something else in a URL; spaces and the like are escaped by the writer.
            // On a page at the root nothing stands before the path: with a colon it would have a scheme, such as
            // `javascript:`, and with backslashes another host.
            match letter {
                '%' => href.push_str("%25"),
                '?' => href.push_str("%3F"),
                '#' => href.push_str("%23"),
                ':' => href.push_str("%3A"),
                '\\' => href.push_str("%5C"),
                _ => href.push(letter),
            }
        }
        href.push_str(&self.rest);
        href
    }
}

/// Where a URL in a source leads. A link to a Markdown file leads to its page.
pub(crate) fn destination(site: &Site, source: SourceId, url: &str) -> Destination {
    // Browsers ignore tabs and line ends within a URL, and so must whoever judges it.
    let url: String = url.chars().filter(|c| !c.is_control()).collect();
    let url = url.trim();
    if url.starts_with(['#', '?']) || url.is_empty() {
        return Destination::Fragment(url.to_owned());
    }
    if url.starts_with("//") || url.contains('\\') {
        return Destination::Unsafe;
    }
    let path_end = url.find(['?', '#']).unwrap_or(url.len());
    let (path, rest) = url.split_at(path_end);
    if let Some((scheme, _)) = path.split_once(':').filter(|(scheme, _)| !scheme.contains('/')) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" | "tel" => Destination::Outside(url.to_owned()),
            _ => Destination::Unsafe,
        };
    }
    let folder = site.content_path(source).rsplit_once('/').map_or("", |(folder, _)| folder);
    match join(folder, &decoded(path)) {
        Some(path) => Destination::Inside(Inside { path: site.path_of_content(&path), rest: rest.to_owned() }),
        None => Destination::Unsafe,
    }
}

/// A path without its percent escapes; one that is no text without them stays as it is.
fn decoded(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escape = (byte == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        match escape.filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
            Some(hex) => {
                decoded.push(u8::from_str_radix(hex, 16).unwrap_or(byte));
                at += 3;
            }
            None => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(path), Cow::Owned)
}

/// A relative path from a folder of the content; none if it leaves the content.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().filter(|part| !part.is_empty())?),
            part => parts.push(part),
        }
    }
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Inside, decoded, join};

    #[test]
    fn a_path_is_never_taken_for_a_scheme_or_a_host() {
        let href = |path: &str, root: &str| Inside { path: path.to_owned(), rest: "?a#b".to_owned() }.href(root);
        // `[x](javascript%3Aalert(1))` on a page at the root once ran.
        assert_eq!(href(&decoded("javascript%3Aalert(1)"), ""), "javascript%3Aalert(1)?a#b");
        assert_eq!(href(&decoded("%5C%5Cexample.org/x"), ""), "%5C%5Cexample.org/x?a#b");
        assert_eq!(href("100% ñ#?.pdf", "../"), "../100%25 ñ%23%3F.pdf?a#b");
    }

    #[test]
    fn paths_stay_inside_the_content() {
        assert_eq!(join("reuniones", "foto.png").as_deref(), Some("reuniones/foto.png"));
        assert_eq!(join("reuniones", "../guia.md").as_deref(), Some("guia.md"));
        assert_eq!(join("", "a/./b").as_deref(), Some("a/b"));
        assert_eq!(join("reuniones/2023", "/x").as_deref(), Some("x"));
        assert_eq!(join("reuniones", "../../etc/passwd"), None);
    }

    #[test]
    fn escapes_stand_for_what_the_file_is_called() {
        assert_eq!(decoded("a%20b%C3%B1.md"), "a bñ.md");
        for path in ["100%", "%zz", "%e", "%ff", "ñ%", "%ñ"] {
            assert_eq!(decoded(path), path);
        }
    }
}
