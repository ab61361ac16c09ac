//! `acuerdos verify`, and every way in which a copy can differ from what was published.

use std::fs;
use std::path::{Path, PathBuf};

use acuerdos::output::{Verification, verify};

use crate::support::{Project, tree};
use crate::{Dice, acuerdos, assert_built, assert_verified, build, write_edition};

fn published() -> (Project, PathBuf) {
    let project = Project::new();
    write_edition(&project, 1);
    let site = project.path("site");
    assert_built(&build(&project, &site).output().unwrap());
    (project, site)
}

/// What `verify` says: the files that it calls changed and missing, or that it refuses the manifest.
fn found(site: &Path) -> Option<(Vec<String>, Vec<String>, Vec<PathBuf>)> {
    let Verification { changed, missing, extra, .. } = verify(site).ok()?;
    let names = |paths: Vec<acuerdos::output::SitePath>| paths.iter().map(ToString::to_string).collect();
    Some((names(changed), names(missing), extra))
}

#[test]
fn a_flipped_bit_a_byte_less_a_byte_more_and_a_lost_file_are_found_in_every_file() {
    let (_project, site) = published();
    let files = tree(&site);
    assert!(files.len() > 50, "{}", files.len());
    let mut dice = Dice(1);
    for (path, bytes) in files {
        let file = site.join(&path);
        let is_manifest = path == "SHA256SUMS";
        let check = |what: &str| match found(&site) {
            // Without a manifest that holds, nothing is sound; or what its damaged line is about is what differs.
            None => assert!(is_manifest, "{what}: {path} has made the site impossible to verify"),
            Some((changed, missing, extra)) if is_manifest => {
                assert!(!(changed.is_empty() && missing.is_empty() && extra.is_empty()), "{what}: {path} is not found");
            }
            Some((changed, missing, extra)) => {
                let expected = [path.clone()];
                let (is, other) = if what == "lost" { (missing, changed) } else { (changed, missing) };
                assert_eq!((is.as_slice(), other.len(), extra.len()), (expected.as_slice(), 0, 0), "{what}: {path}");
            }
        };
        for at in [0, bytes.len().saturating_sub(1), usize::try_from(dice.below(bytes.len() as u64)).unwrap()] {
            let mut flipped = bytes.clone();
            let Some(byte) = flipped.get_mut(at) else { continue };
            *byte ^= 1 << dice.below(8);
            fs::write(&file, flipped).unwrap();
            check("flipped");
        }
        if let Some((_, shorter)) = bytes.split_last() {
            fs::write(&file, shorter).unwrap();
            check("shorter");
        }
        fs::write(&file, [bytes.as_slice(), b"\n"].concat()).unwrap();
        check("longer");
        fs::remove_file(&file).unwrap();
        check("lost");
        fs::write(&file, &bytes).unwrap();
    }
    assert_verified(&site);
}

#[test]
fn a_file_that_nobody_published_is_found_in_every_folder() {
    let (_project, site) = published();
    let mut folders: Vec<String> =
        tree(&site).keys().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()).collect();
    folders.dedup();
    assert!(folders.len() > 5, "{folders:?}");
    for folder in folders {
        let extra = Path::new(&folder).join("nadie.html");
        fs::write(site.join(&extra), "").unwrap();
        assert_eq!(found(&site), Some((Vec::new(), Vec::new(), vec![extra.clone()])), "{folder}");
        fs::remove_file(site.join(extra)).unwrap();
    }
    assert_verified(&site);
}

#[test]
fn the_command_names_what_it_finds_and_ends_in_1() {
    let (_project, site) = published();
    fs::remove_file(site.join("index.html")).unwrap();
    fs::write(site.join("robots.txt"), "").unwrap();
    fs::write(site.join("nadie.html"), "").unwrap();
    let output = acuerdos().args(["--lang", "en", "verify"]).arg(&site).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "changed: robots.txt\nmissing: index.html\nextra: nadie.html\n"
    );
}
