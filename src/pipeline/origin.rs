//! Which version made the site that stands in a folder.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::diagnostic::Language;
use crate::site::Origin;

/// More than this no version says.
const MOST: u64 = 64 * 1024;

/// What a published site says of how it was made; none, if there is no site or it does not say.
#[must_use]
pub fn origin(folder: &Path) -> Option<Origin> {
    let path = folder.join(Origin::FILE);
    // Asked before it is opened: to open a pipe would wait for a writer.
    path.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
    Origin::parse(&bytes)
}

/// The published site was made by a later version, in formats that this one does not know: what it would lose is not known
/// either, so it is left as it is.
#[derive(Debug)]
pub struct NewerSite(pub Origin);

impl NewerSite {
    /// What happened.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let (version, own) = (&self.0.acuerdos, env!("CARGO_PKG_VERSION"));
        match language {
            Language::Spanish => format!(
                "el sitio publicado lo hizo acuerdos {version}, en formatos que esta versión ({own}) no conoce; sigue como estaba"
            ),
            Language::English => format!(
                "the published site was made by acuerdos {version}, in formats that this version ({own}) does not know; it is as it was"
            ),
        }
    }
}

impl fmt::Display for NewerSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for NewerSite {}
