//! Runs a target over its seeds and over whatever was found, on any compiler.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn run(name: &str, target: fn(&[u8])) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("fuzz"));
    let fuzz = fuzz.into_iter().find(|folder| folder.join("seeds").is_dir()).expect("the folder of the fuzzer");
    let folders = ["seeds", "found"].map(|folder| fuzz.join(folder).join(name));
    over(
        folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().map(|it| it.expect("an entry").path()),
        target,
    );
}

/// Runs a target over these files.
pub(crate) fn over(paths: impl Iterator<Item = PathBuf>, target: fn(&[u8])) {
    let mut paths: Vec<PathBuf> = paths.collect();
    paths.sort();
    assert!(paths.len() > 2, "only {paths:?}");
    for path in paths {
        let bytes = fs::read(&path).expect("an input");
        // Said when it fails, to be found again.
        println!("{}", path.display());
        target(&bytes);
        // Cut short, as what is being typed or copied is.
        (0..bytes.len()).step_by(bytes.len() / 8 + 1).for_each(|end| target(&bytes[..end]));
    }
}
