//! Paths inside of a site: the same on every machine, or refused.

use std::borrow::Borrow;
use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

/// The path of a file inside of a site, such as `reuniones/2022-08-09.html`.
///
/// Relative, its segments separated by `/`, and such that Linux, macOS and Windows can all hold the file: a site that
/// builds on one of them builds on the others. Joined to a folder it never leads out of it.
///
/// Ordered by bytes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SitePath(Box<str>);

/// A path that a site cannot have, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SitePathError {
    /// The path that was asked for.
    pub path: String,
    /// The rule it breaks.
    pub rule: PathRule,
}

/// The rules of a [`SitePath`].
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum PathRule {
    /// It must name something.
    Empty,
    /// It must not begin with `/`.
    Absolute,
    /// It must not have two `/` in a row, or one at its end.
    EmptySegment,
    /// It must not have `.` or `..` as a segment.
    DotSegment,
    /// It must not be `-` alone, which the tools that check a manifest take for the standard input.
    Dash,
    /// It must not hold this character: a control character, or one that Windows gives a meaning.
    Character(char),
    /// None of its segments may end in a dot or a space: Windows would drop it.
    TrailingDotOrSpace,
    /// None of its segments may be a device of Windows (`CON`, `nul.txt`, `COM1`).
    Reserved,
    /// It must not be longer than [`SitePath::MAX_BYTES`].
    TooLong,
    /// None of its segments may be longer than [`SitePath::MAX_SEGMENT_BYTES`].
    SegmentTooLong,
}

impl SitePath {
    /// The longest path. macOS stops at 1,024 bytes: this leaves room for the folder that the site is in.
    pub const MAX_BYTES: usize = 800;
    /// The longest name of a file or folder on the file systems in use.
    pub const MAX_SEGMENT_BYTES: usize = 255;

    /// Checks `path` against every rule of [`PathRule`]; refuses it by the first one it breaks.
    pub fn new(path: impl Into<String>) -> Result<Self, SitePathError> {
        let path = path.into();
        match broken_rule(&path) {
            Some(rule) => Err(SitePathError { path, rule }),
            None => Ok(Self(path.into_boxed_str())),
        }
    }

    /// The path, with `/` between its segments.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the file is when the site is in the folder `root`.
    #[must_use]
    pub fn below(&self, root: &Path) -> PathBuf {
        let mut path = root.to_path_buf();
        path.extend(self.0.split('/'));
        path
    }
}

fn broken_rule(path: &str) -> Option<PathRule> {
    if path.is_empty() {
        return Some(PathRule::Empty);
    }
    if path.len() > SitePath::MAX_BYTES {
        return Some(PathRule::TooLong);
    }
    if path.starts_with('/') {
        return Some(PathRule::Absolute);
    }
    if path == "-" {
        return Some(PathRule::Dash);
    }
    if let Some(character) = path.chars().find(|&c| c.is_control() || "\\:*?\"<>|".contains(c)) {
        return Some(PathRule::Character(character));
    }
    path.split('/').find_map(broken_segment_rule)
}

fn broken_segment_rule(segment: &str) -> Option<PathRule> {
    if segment.is_empty() {
        Some(PathRule::EmptySegment)
    } else if segment == "." || segment == ".." {
        Some(PathRule::DotSegment)
    } else if segment.len() > SitePath::MAX_SEGMENT_BYTES {
        Some(PathRule::SegmentTooLong)
    } else if segment.ends_with(['.', ' ']) {
        Some(PathRule::TrailingDotOrSpace)
    } else if is_device(segment) {
        Some(PathRule::Reserved)
    } else {
        None
    }
}

/// Whether Windows takes `segment` for a device. An extension does not help, and neither do spaces before it.
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end_matches(' ').to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    number.is_some_and(|number| {
        let mut digits = number.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    })
}

/// The path `relative`, as the file system gave it, spelled as a [`SitePath`] would be; `None` if none is spelled so.
pub(super) fn spelled(relative: &Path) -> Option<String> {
    let mut spelled = String::new();
    for component in relative.components() {
        let Component::Normal(name) = component else { return None };
        if !spelled.is_empty() {
            spelled.push('/');
        }
        spelled.push_str(name.to_str()?);
    }
    Some(spelled)
}

impl FromStr for SitePath {
    type Err = SitePathError;

    fn from_str(path: &str) -> Result<Self, SitePathError> {
        Self::new(path)
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

// Sound because the derived order, equality and hash are those of the text.
impl Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be a path of the site: ", self.path.escape_debug())?;
        match self.rule {
            PathRule::Empty => f.write_str("it is empty"),
            PathRule::Absolute => f.write_str("it begins with `/`"),
            PathRule::EmptySegment => f.write_str("a folder or file in it has no name"),
            PathRule::DotSegment => f.write_str("`.` and `..` are not names"),
            PathRule::Dash => f.write_str("`-` alone means the standard input"),
            PathRule::Character(character) => write!(f, "it holds `{}`", character.escape_debug()),
            PathRule::TrailingDotOrSpace => f.write_str("a name in it ends in a dot or a space"),
            PathRule::Reserved => f.write_str("a name in it is reserved by Windows"),
            PathRule::TooLong => write!(f, "it is longer than {} bytes", SitePath::MAX_BYTES),
            PathRule::SegmentTooLong => {
                write!(f, "a name in it is longer than {} bytes", SitePath::MAX_SEGMENT_BYTES)
            }
        }
    }
}

impl std::error::Error for SitePathError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(path: &str) -> Option<PathRule> {
        SitePath::new(path).err().map(|error| error.rule)
    }

    #[test]
    fn ordinary_and_unusual_paths_are_accepted() {
        for path in [
            "index.html",
            "reuniones/2022-08-09.html",
            "compromisos/2022-08-09/4.svg",
            ".nojekyll",
            ".well-known/security.txt",
            "..a/...b",
            "niñez & salud/año (2).html",
            " leading space",
            "console.html",
            "com10.html",
            "company/lpt.html",
            "-/-",
            "~tilde",
        ] {
            assert_eq!(rule(path), None, "{path:?}");
        }
    }

    #[test]
    fn each_hostile_path_is_refused_by_its_rule() {
        let long_segment = "ñ".repeat(128);
        let long_path = "a/".repeat(SitePath::MAX_BYTES / 2) + "b";
        for (path, expected) in [
            ("", PathRule::Empty),
            ("/etc/passwd", PathRule::Absolute),
            ("-", PathRule::Dash),
            ("a//b", PathRule::EmptySegment),
            ("a/", PathRule::EmptySegment),
            (".", PathRule::DotSegment),
            ("..", PathRule::DotSegment),
            ("a/../../b", PathRule::DotSegment),
            ("a/./b", PathRule::DotSegment),
            ("..\\b", PathRule::Character('\\')),
            ("C:/b", PathRule::Character(':')),
            ("a\0b", PathRule::Character('\0')),
            ("a\nb", PathRule::Character('\n')),
            ("a\u{7f}b", PathRule::Character('\u{7f}')),
            ("a\u{85}b", PathRule::Character('\u{85}')),
            ("a?b", PathRule::Character('?')),
            ("a|b", PathRule::Character('|')),
            ("a*", PathRule::Character('*')),
            ("<a>", PathRule::Character('<')),
            ("a\"", PathRule::Character('"')),
            ("a./b", PathRule::TrailingDotOrSpace),
            ("a/b ", PathRule::TrailingDotOrSpace),
            ("...", PathRule::TrailingDotOrSpace),
            ("CON", PathRule::Reserved),
            ("a/nul.tar.gz", PathRule::Reserved),
            ("Com1", PathRule::Reserved),
            ("lpt³.html", PathRule::Reserved),
            ("aux .txt", PathRule::Reserved),
            ("conin$", PathRule::Reserved),
            (&long_segment, PathRule::SegmentTooLong),
            (&long_path, PathRule::TooLong),
        ] {
            assert_eq!(rule(path), Some(expected), "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn an_accepted_path_stays_inside_of_its_folder(path in "[-a.~/ \\\\:\u{0}-\u{2f}]{0,12}|.{0,40}") {
            if let Ok(accepted) = SitePath::new(path.clone()) {
                let below = accepted.below(Path::new("root"));
                let inside = below.strip_prefix("root").expect("below the root");
                prop_assert!(inside.components().all(|part| matches!(part, Component::Normal(_))));
                prop_assert_eq!(spelled(inside), Some(path));
            }
        }
    }
}
