//! The manifest: which files of a folder acuerdos made, and their SHA-256 sums, in the format of `sha256sum`.
//!
//! `sha256sum -c SHA256SUMS` checks a copy without acuerdos. The first line is a comment to it, and to us the version.

use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::error::{Action, ManifestProblem, OrCannot, PublishError};
use super::site_path::SitePath;

/// The name of the manifest, at the top of the site. It does not list itself.
pub(super) const MANIFEST: &str = "SHA256SUMS";

const HEADER: &str = "# acuerdos manifest ";
const VERSION: u64 = 1;

/// A sum, two spaces, a path and a line feed.
const MAX_LINE: u64 = 64 + 2 + SitePath::MAX_BYTES as u64 + 1;

/// The SHA-256 sum of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Sum(pub(super) [u8; 32]);

/// The files that acuerdos made in a folder, with their sums, sorted: in one stretch, since sites have hundreds of thousands.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Manifest(Vec<(SitePath, Sum)>);

impl Manifest {
    /// Reads the manifest at `path`; refuses one of a newer version and one that this version would not have written.
    pub(super) fn read(path: &Path) -> Result<Self, PublishError> {
        let damaged = |problem| PublishError::Manifest { path: path.to_path_buf(), problem };
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(damaged(ManifestProblem::Missing)),
            opened => opened.or_cannot(Action::Read, path)?,
        };
        Self::parse(BufReader::new(file)).or_cannot(Action::Read, path)?.map_err(damaged)
    }

    fn parse(mut reader: impl BufRead) -> io::Result<Result<Self, ManifestProblem>> {
        let mut line = Vec::new();
        // A line at a time, and no more of it than a line can have: the file may be anything.
        let mut next = |line: &mut Vec<u8>| {
            line.clear();
            reader.by_ref().take(MAX_LINE).read_until(b'\n', line)
        };
        next(&mut line)?;
        match version(&line) {
            None => return Ok(Err(ManifestProblem::NotOurs)),
            Some(VERSION) => {}
            Some(version) => return Ok(Err(ManifestProblem::Newer { version })),
        }
        let mut files: Vec<(SitePath, Sum)> = Vec::new();
        for number in 2.. {
            if next(&mut line)? == 0 {
                break;
            }
            let in_order = |path: &SitePath| files.last().is_none_or(|(last, _)| last < path);
            match listed(&line).filter(|(path, _)| in_order(path)) {
                Some(listed) => files.push(listed),
                None => return Ok(Err(ManifestProblem::Line { number })),
            }
        }
        Ok(Ok(Self(files)))
    }

    /// The sum that the manifest has for the file `path`.
    pub(super) fn sum(&self, path: &str) -> Option<Sum> {
        self.place(path).ok().map(|place| self.0[place].1)
    }

    /// Whether `path` is a file of the site, the manifest itself included.
    pub(super) fn has_file(&self, path: &str) -> bool {
        path == MANIFEST || self.place(path).is_ok()
    }

    /// Whether a file of the site is somewhere below the folder `path`.
    pub(super) fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let (Ok(place) | Err(place)) = self.place(&inside);
        self.0.get(place).is_some_and(|(file, _)| file.as_str().starts_with(&inside))
    }

    /// The files, sorted.
    pub(super) fn files(&self) -> impl Iterator<Item = &SitePath> {
        self.0.iter().map(|(path, _)| path)
    }

    /// The files, sorted, once nothing more is asked.
    pub(super) fn into_files(self) -> impl Iterator<Item = SitePath> {
        self.0.into_iter().map(|(path, _)| path)
    }

    /// Where the file `path` is, or would be.
    fn place(&self, path: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(file, _)| file.as_str().cmp(path))
    }
}

impl FromIterator<(SitePath, Sum)> for Manifest {
    fn from_iter<T: IntoIterator<Item = (SitePath, Sum)>>(files: T) -> Self {
        let mut files: Vec<(SitePath, Sum)> = files.into_iter().collect();
        files.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self(files)
    }
}

impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}{VERSION}")?;
        self.0.iter().try_for_each(|(path, sum)| writeln!(f, "{sum}  {path}"))
    }
}

/// The version that a first line states, unless it is not a first line of ours, to the byte.
fn version(line: &[u8]) -> Option<u64> {
    let digits = str::from_utf8(line).ok()?.strip_prefix(HEADER)?.strip_suffix('\n')?;
    let version = digits.parse().ok()?;
    (digits == u64::to_string(&version)).then_some(version)
}

/// The path and sum of a line.
fn listed(line: &[u8]) -> Option<(SitePath, Sum)> {
    let (sum, path) = str::from_utf8(line).ok()?.strip_suffix('\n')?.split_once("  ")?;
    let path = SitePath::new(path).ok().filter(|path| path.as_str() != MANIFEST)?;
    Some((path, Sum::parse(sum)?))
}

impl Sum {
    /// Reads 64 digits; capitals are refused, so that a sum has one spelling.
    fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return None;
        }
        let mut sum = [0; 32];
        for (byte, &[high, low]) in sum.iter_mut().zip(pairs) {
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Some(Self(sum))
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 64];
        f.write_str(base16ct::lower::encode_str(&self.0, &mut digits).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SUM: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn parse(text: &str) -> Result<Manifest, ManifestProblem> {
        Manifest::parse(text.as_bytes()).expect("a slice can be read")
    }

    #[test]
    fn what_is_written_is_read_back_and_written_the_same() {
        let text = format!("# acuerdos manifest 1\n{SUM}  a b.html\n{SUM}  a/  b.html\n{SUM}  z.html\n");
        let manifest = parse(&text).expect("ours");
        assert_eq!(manifest.to_string(), text);
        assert_eq!(manifest.files().map(SitePath::as_str).collect::<Vec<_>>(), ["a b.html", "a/  b.html", "z.html"]);
    }

    #[test]
    fn only_a_first_line_of_ours_is_taken_for_one() {
        for first in ["", "\n", "# acuerdos manifest 1", "# acuerdos manifest 01\n", "# acuerdos manifest 1 \n"] {
            assert_eq!(parse(first), Err(ManifestProblem::NotOurs), "{first:?}");
        }
        assert_eq!(parse(&format!("{SUM}  a\n")), Err(ManifestProblem::NotOurs));
        assert_eq!(parse("# acuerdos manifest 7\nwhatever"), Err(ManifestProblem::Newer { version: 7 }));
    }

    #[test]
    fn a_line_that_we_would_not_have_written_is_named() {
        let capitals = SUM.to_ascii_uppercase();
        for line in [
            format!("{SUM}  b"),
            format!("{SUM} b\n"),
            format!("{SUM}  b\r\n"),
            format!("{SUM}  ../b\n"),
            format!("{SUM}  SHA256SUMS\n"),
            format!("{SUM}  a\n"),
            format!("{SUM}  Z\n"),
            format!("{capitals}  b\n"),
            format!("{}  b\n", &SUM[1..]),
            format!("{SUM}  {}\n", "b".repeat(100_000)),
            "\n".to_owned(),
        ] {
            let text = format!("# acuerdos manifest 1\n{SUM}  a\n{line}");
            assert_eq!(parse(&text), Err(ManifestProblem::Line { number: 3 }), "{line:?}");
        }
    }

    #[test]
    fn a_folder_is_known_by_the_files_below_it() {
        let text = format!("# acuerdos manifest 1\n{SUM}  a-b/c\n{SUM}  a/b/c\n{SUM}  d\n");
        let manifest = parse(&text).expect("ours");
        for (folder, expected) in [("a", true), ("a/b", true), ("a-b", true), ("a/b/c", false), ("d", false)] {
            assert_eq!(manifest.has_folder(folder), expected, "{folder}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let bytes = [b"# acuerdos manifest 1\n".as_slice(), &tail].concat();
            let parsed = Manifest::parse(bytes.as_slice()).expect("a slice can be read");
            if let Ok(manifest) = parsed {
                prop_assert_eq!(manifest.to_string().into_bytes(), bytes);
            }
        }
    }
}
