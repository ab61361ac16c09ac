//! Runs a target over its seeds and over whatever was found, on any compiler.

use std::fs;
use std::path::Path;

pub(crate) fn run(name: &str, target: fn(&[u8])) {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("fuzz"));
    let fuzz = fuzz.into_iter().find(|folder| folder.join("seeds").is_dir()).expect("the folder of the fuzzer");
    let mut ran = 0;
    for folder in ["seeds", "found"] {
        let Ok(entries) = fs::read_dir(fuzz.join(folder).join(name)) else { continue };
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let bytes = fs::read(&path).expect("an input");
            // Said when it fails, to be found again.
            println!("{}", path.display());
            target(&bytes);
            // Cut short, as what is being typed or copied is.
            (0..bytes.len()).step_by(bytes.len() / 8 + 1).for_each(|end| target(&bytes[..end]));
            ran += 1;
        }
    }
    assert!(ran > 2, "only {ran} inputs of {name}");
}
