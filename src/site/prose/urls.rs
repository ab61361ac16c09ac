//! Where ordinary links and images of the author lead.

use crate::diagnostic::SourceId;
use crate::site::Site;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Destination {
    /// A file of the site, from its root, with its query or fragment.
    Inside(String),
    /// A place on the same page.
    Fragment(String),
    /// Another site, a mail address or a telephone number.
    Outside(String),
    /// A scheme that can run a script, or a path out of the site.
    Unsafe,
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
    match join(folder, path) {
        Some(path) => Destination::Inside(format!("{}{rest}", site.path_of_content(&path))),
        None => Destination::Unsafe,
    }
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
    use super::join;

    #[test]
    fn paths_stay_inside_the_content() {
        assert_eq!(join("reuniones", "foto.png").as_deref(), Some("reuniones/foto.png"));
        assert_eq!(join("reuniones", "../guia.md").as_deref(), Some("guia.md"));
        assert_eq!(join("", "a/./b").as_deref(), Some("a/b"));
        assert_eq!(join("reuniones/2023", "/x").as_deref(), Some("x"));
        assert_eq!(join("reuniones", "../../etc/passwd"), None);
    }
}
