//! A copy of the site, against its manifest.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use acuerdos::output::{ManifestProblem, PublishError, Verification, verify};

use crate::{World, at, tools};

const FILES: &[(&str, &str)] = &[("a/b.html", "page"), ("c.html", "other"), ("índice.html", "third")];

fn verified(world: &World) -> Verification {
    verify(&world.site()).expect("verified")
}

#[test]
fn a_site_as_it_was_published_is_sound() {
    let world = World::with_site(FILES);
    fs::create_dir(world.site().join("empty")).unwrap();
    let found = verified(&world);
    assert!(found.is_sound());
    assert_eq!(found, Verification { sound: 3, ..Verification::default() });
}

#[test]
fn every_flipped_bit_is_found() {
    let world = World::with_site(FILES);
    for (path, text) in FILES {
        for position in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.as_bytes().to_vec();
                bytes[position] ^= 1 << bit;
                fs::write(world.site().join(path), bytes).unwrap();
                let found = verified(&world);
                assert_eq!((found.sound, found.changed.as_slice()), (2, [at(path)].as_slice()));
                assert!(!found.is_sound());
            }
        }
        world.write(path, text);
    }
}

#[test]
fn every_flipped_bit_of_the_manifest_is_found() {
    let world = World::with_site(FILES);
    let manifest = fs::read(world.site().join("SHA256SUMS")).unwrap();
    for position in 0..manifest.len() {
        for bit in 0..8 {
            let mut bytes = manifest.clone();
            bytes[position] ^= 1 << bit;
            fs::write(world.site().join("SHA256SUMS"), bytes).unwrap();
            assert!(!verify(&world.site()).is_ok_and(|found| found.is_sound()), "byte {position}, bit {bit}");
        }
    }
    for length in 0..manifest.len() {
        fs::write(world.site().join("SHA256SUMS"), &manifest[..length]).unwrap();
        assert!(!verify(&world.site()).is_ok_and(|found| found.is_sound()), "cut to {length} bytes");
    }
}

#[test]
fn missing_truncated_and_lengthened_files_are_found() {
    let world = World::with_site(FILES);
    fs::remove_file(world.site().join("a/b.html")).unwrap();
    world.write("c.html", "othe");
    world.write("índice.html", "third\n");
    let found = verified(&world);
    assert_eq!((found.missing, found.changed), (vec![at("a/b.html")], vec![at("c.html"), at("índice.html")]));
}

#[test]
fn extra_files_are_found_and_hidden_ones_listed_apart() {
    let world = World::with_site(FILES);
    world.write("a/extra.html", "x");
    world.write("CNAME", "x");
    world.write(".well-known/security.txt", "x");
    let found = verified(&world);
    assert_eq!(found.extra, [PathBuf::from("CNAME"), PathBuf::from("a/extra.html")]);
    assert_eq!(found.foreign, [PathBuf::from(".well-known/security.txt")]);
    assert!(!found.is_sound());
    for extra in found.extra {
        fs::remove_file(world.site().join(extra)).unwrap();
    }
    assert!(verified(&world).is_sound());
}

#[cfg(unix)]
#[test]
fn a_link_or_a_folder_is_not_the_file_it_stands_for() {
    let world = World::with_site(FILES);
    fs::rename(world.site().join("c.html"), world.folder.path().join("c.html")).unwrap();
    std::os::unix::fs::symlink("../c.html", world.site().join("c.html")).unwrap();
    fs::remove_file(world.site().join("a/b.html")).unwrap();
    fs::create_dir(world.site().join("a/b.html")).unwrap();
    assert_eq!(verified(&world).changed, [at("a/b.html"), at("c.html")]);
}

#[test]
fn a_folder_without_manifest_is_not_verified() {
    let world = World::new();
    let error = verify(&world.site()).unwrap_err();
    assert!(matches!(error, PublishError::Manifest { problem: ManifestProblem::Missing, .. }), "{error}");
}

#[test]
fn anybody_can_check_the_site_with_sha256sum() {
    let world = World::with_site(&[
        ("index.html", "home"),
        (" begins with a space", "1"),
        ("two  spaces", "2"),
        ("-option", "3"),
        ("#comment", "4"),
        ("a (copy) & %20", "5"),
        ("año/índice.html", "6"),
        (".nojekyll", ""),
    ]);
    let check = || Command::new("sha256sum").args(["-c", "--strict", "SHA256SUMS"]).current_dir(world.site()).output();
    match check() {
        Err(_) => tools::without("sha256sum"),
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(output.stdout.iter().filter(|&&byte| byte == b'\n').count(), 8);
            world.write("index.html", "hame");
            assert!(!check().unwrap().status.success());
        }
    }
}
