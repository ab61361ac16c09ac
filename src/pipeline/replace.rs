//! A text file, replaced whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Puts a text in the place of a file's by way of a file beside it, with a hidden name that no build reads. A byte order
/// mark and the permissions stay; of a symbolic link, what it leads to is written.
///
/// # Errors
/// If the file is not what was read any more, since its author is at work on it; if it is read-only; or if the disk fails.
pub(super) fn replace(path: &Path, before: &str, after: &str) -> io::Result<()> {
    let path = path.canonicalize()?;
    let old = fs::read(&path)?;
    let mark = if old.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK } else { &[] };
    if old[mark.len()..] != *before.as_bytes() {
        return Err(io::Error::other("the file has changed meanwhile"));
    }
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it may only be read"));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".acuerdos-").tempfile_in(folder)?;
    file.write_all(mark)?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}
