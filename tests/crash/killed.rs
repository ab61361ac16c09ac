//! SIGKILL at any moment of a build.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::support::{Project, tree};
use crate::{Dice, assert_built, assert_no_litter, assert_verified, build, editions, rounds, write_edition};

/// The file system's number of the folder, which tells one from another that takes its place.
fn number_of(folder: &Path) -> u64 {
    fs::metadata(folder).unwrap().ino()
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one_and_the_next_build_ends_what_it_began() {
    let project = Project::new();
    let site = project.path("site");
    let wanted = editions(&project, [0, 1]);
    write_edition(&project, 0);
    assert_built(&build(&project, &site).output().unwrap());
    let staging = project.path(".site.acuerdos-new");

    let kills = rounds("ACUERDOS_TEST_KILLS", 20);
    let mut dice = Dice(20_220_809);
    // How a kill found the build: before it began to write, writing, with the new site in place, at its end.
    let (mut before, mut writing, mut swapped, mut over) = (0, 0, 0, 0);
    let mut old = 0;
    for kill in 0..kills {
        let new = 1 - old;
        write_edition(&project, new);
        let number = number_of(&site);
        let mut running = build(&project, &site).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // A build reads before it writes, and what comes after the swap is short: most kills are to fall into those.
        let (begun, most): (&dyn Fn() -> bool, u64) = match kill % 4 {
            0 => (&|| true, 150_000),
            1 => (&|| number_of(&site) != number, 5_000),
            _ => (&|| staging.exists(), 150_000),
        };
        while !begun() && running.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(100));
        }
        thread::sleep(Duration::from_micros(dice.below(most)));
        running.kill().unwrap();
        let ended_by_itself = running.wait().unwrap().success();

        let found = tree(&site);
        let is_new = found == wanted[new];
        assert!(is_new || found == wanted[old], "kill {kill}: neither the old site nor the new one, but a mix");
        assert!(is_new || !ended_by_itself, "kill {kill}: a build that ended well has published nothing");
        assert_verified(&site);
        match (ended_by_itself, is_new, staging.exists()) {
            (true, ..) => over += 1,
            (false, true, _) => swapped += 1,
            (false, false, true) => writing += 1,
            (false, false, false) => before += 1,
        }
        if kill.is_multiple_of(5) {
            assert_built(&build(&project, &site).output().unwrap());
            assert!(tree(&site) == wanted[new], "kill {kill}: the next build has not completed the site");
            assert_no_litter(&site);
            assert_verified(&site);
            old = new;
        } else if is_new {
            old = new;
        }
    }
    println!(
        "{kills} kills: {before} before the first file, {writing} while writing, {swapped} after the swap, {over} too late"
    );
    assert!(writing > 0 && swapped > 0, "no kill was in time: the test has tested nothing");
    assert_built(&build(&project, &site).output().unwrap());
    assert_no_litter(&site);
}
