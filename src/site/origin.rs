//! What a site says of how it was made: by which version of acuerdos, in which formats. `docs/compatibility.md` tells what
//! each format is and what is promised of it.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::io::Write;

use serde::{Deserialize, Serialize};

use super::RenderError;
use crate::config::PROJECT_FORMAT;

/// Number of the format of the open data: names and meanings of columns.
pub(super) const DATA_FORMAT: u32 = 1;

/// Number of the format of addresses: where a thing's page is.
const ADDRESS_FORMAT: u32 = 1;

/// The formats that a site is in, with their numbers. A number grows where whoever knows the one before would be misled.
pub const FORMATS: [(&str, u32); 4] = [
    ("addresses", ADDRESS_FORMAT),
    ("data", DATA_FORMAT),
    ("index", acuerdos_search::FORMAT),
    ("project", PROJECT_FORMAT),
];

/// What `acuerdos.json`, at the root of every site, says. Later versions may say more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The version of acuerdos that made the site.
    pub acuerdos: String,
    /// Formats, with their numbers.
    pub formats: BTreeMap<String, u32>,
}

/// How another site's version stands to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Age {
    /// Made by a version before this one.
    Older,
    /// Made by this one.
    Same,
    /// Made by a later version, in formats that this one knows.
    Newer,
    /// Made by a later version, in formats that this one does not know.
    Beyond,
}

impl Origin {
    /// Name of the file that says it.
    pub const FILE: &str = "acuerdos.json";

    /// What the sites of this version say.
    #[must_use]
    pub fn own() -> Self {
        let formats = FORMATS.into_iter().map(|(name, number)| (name.to_owned(), number)).collect();
        Self { acuerdos: env!("CARGO_PKG_VERSION").to_owned(), formats }
    }

    /// Reads what a site says; none, if it is nothing of ours.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|origin: &Self| numbers(&origin.acuerdos).is_some())
    }

    /// How it stands to this version.
    #[must_use]
    pub fn age(&self) -> Age {
        let known = |name: &String, number: u32| FORMATS.iter().any(|&(own, last)| own == name && number <= last);
        if self.formats.iter().any(|(name, &number)| !known(name, number)) {
            return Age::Beyond;
        }
        match numbers(&self.acuerdos).cmp(&numbers(env!("CARGO_PKG_VERSION"))) {
            Ordering::Less => Age::Older,
            Ordering::Equal => Age::Same,
            Ordering::Greater => Age::Newer,
        }
    }
}

/// The three numbers of a version; what is behind them, of a version on trial, does not count.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let release = version.split(['-', '+']).next()?;
    let mut numbers = release.split('.').map(|number| number.parse().ok());
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(three)
}

pub(super) fn write(out: &mut dyn Write) -> Result<(), RenderError> {
    serde_json::to_writer_pretty(&mut *out, &Origin::own())?;
    out.write_all(b"\n")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(version: &str, formats: &[(&str, u32)]) -> Origin {
        let formats = formats.iter().map(|&(name, number)| (name.to_owned(), number)).collect();
        Origin { acuerdos: version.to_owned(), formats }
    }

    #[test]
    fn a_site_is_older_newer_or_beyond_what_is_known_here() {
        assert_eq!(Origin::own().age(), Age::Same);
        assert_eq!(said("0.0.9", &FORMATS).age(), Age::Older);
        assert_eq!(said("0.1.0-beta.2", &FORMATS).age(), Age::Same);
        assert_eq!(said("999.0.0", &FORMATS).age(), Age::Newer);
        assert_eq!(said("0.0.10", &[("data", 1)]).age(), Age::Older, "a format that there was not yet");
        assert_eq!(said("0.1.0", &[("data", 2)]).age(), Age::Beyond);
        assert_eq!(said("999.0.0", &[("sound", 1)]).age(), Age::Beyond, "a format that nobody here has heard of");
    }

    #[test]
    fn what_others_wrote_is_no_origin() {
        for text in ["", "[]", "{}", r#"{"acuerdos": 1, "formats": {}}"#, r#"{"acuerdos": "new", "formats": {}}"#] {
            assert_eq!(Origin::parse(text.as_bytes()), None, "{text}");
        }
        let later = r#"{"acuerdos": "1.2.3", "formats": {"data": 1}, "made": "with care"}"#;
        assert!(Origin::parse(later.as_bytes()).is_some(), "a later version may say more");
    }
}
