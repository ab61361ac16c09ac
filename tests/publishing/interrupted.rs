//! Killed at any moment, or out of space: the old site or the new one, complete.
#![cfg(unix)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use acuerdos::output::{PublishError, Recovered, verify};

use crate::dice::Dice;
use crate::{World, at, open, texts};

/// Tells a child process where to publish.
const SITE: &str = "ACUERDOS_TEST_SITE";
/// How often to kill; the long form is 300 and more.
const KILLS: &str = "ACUERDOS_TEST_KILLS";

/// This program again, to run nothing but the test `name`, which is one that works as a child.
fn child(name: &str, site: &Path) -> Command {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command.args(["--exact", name, "--ignored", "--nocapture"]).env(SITE, site);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
#[ignore = "the child of `a_site_survives_every_kill`"]
fn publishes_until_it_is_killed() {
    let Some(site) = env::var_os(SITE).map(PathBuf::from) else { return };
    let first = generation(&site).map_or(1, |last| last + 1);
    for generation in first.. {
        publish_generation(&site, generation);
    }
}

/// A site every file of which tells its generation, some of which come and go, and some of which never change.
fn publish_generation(site: &Path, generation: u64) {
    let publisher = open(site).expect("opened");
    let text = format!("{generation}\n");
    publisher.put(&at("index.html"), text.as_bytes()).expect("put");
    for page in 0..60 {
        publisher.put(&at(&format!("pages/{}/{page}.html", page % 5)), text.repeat(page + 1).as_bytes()).expect("put");
        publisher.put(&at(&format!("fixed/{page}.html")), b"fixed").expect("put");
    }
    publisher.put(&at("busqueda/index.bin"), text.repeat(50_000).as_bytes()).expect("put");
    publisher.put(&at(&format!("only/{generation}/a.html")), text.as_bytes()).expect("put");
    if generation.is_multiple_of(2) {
        publisher.put(&at("even.html"), text.as_bytes()).expect("put");
    }
    publisher.publish().expect("published");
}

/// The generation of the site in `site`, if there is one.
fn generation(site: &Path) -> Option<u64> {
    let page = fs::read_to_string(site.join("index.html")).ok()?;
    Some(page.trim().parse().expect("a generation"))
}

/// That the site is complete and of one generation, which is returned.
fn assert_whole(site: &Path) -> u64 {
    let found = verify(site).expect("a manifest");
    assert!(found.is_sound(), "{found:?}");
    assert_eq!(found.foreign, [PathBuf::from(".gitignore"), PathBuf::from(".well-known/a/token")]);
    let generation = generation(site).expect("a page");
    assert_eq!(found.sound as u64, 60 + 60 + 3 + u64::from(generation.is_multiple_of(2)));
    for (path, text) in texts(site) {
        let line = match path.split('/').next() {
            Some("SHA256SUMS") => continue,
            Some(".gitignore" | ".well-known") => "theirs".to_owned(),
            Some("fixed") => "fixed".to_owned(),
            _ => generation.to_string(),
        };
        assert!(text.lines().all(|found| found == line), "{path} is not of generation {generation}");
    }
    generation
}

#[test]
fn a_site_survives_every_kill() {
    let kills: u32 = env::var(KILLS).map_or(60, |text| text.parse().expect("a number of kills"));
    let world = World::new();
    let site = world.site();
    world.write(".gitignore", "theirs");
    world.write(".well-known/a/token", "theirs");
    publish_generation(&site, 1);

    let staging = world.folder.path().join(".site.acuerdos-new");
    let (mut building, mut swapped, mut last) = (0, 0, 1);
    let mut dice = Dice(20_220_809);
    for kill in 0..kills {
        let mut running = child("interrupted::publishes_until_it_is_killed", &site).spawn().expect("a child");
        thread::sleep(Duration::from_micros(dice.below(60_000)));
        running.kill().expect("killed");
        running.wait().expect("ended");

        let generation = assert_whole(&site);
        assert!(generation >= last, "kill {kill}: from generation {last} back to {generation}");
        last = generation;
        // What is in the staging folder is the site to come, or after the swap what is left of the one that was.
        let staged = fs::read_to_string(staging.join("tree/index.html")).ok();
        match staged.and_then(|page| page.trim().parse::<u64>().ok()) {
            Some(staged) if staged > generation => building += 1,
            None if !staging.join("tree/pages").exists() => {}
            Some(_) | None => swapped += 1,
        }
        if kill.is_multiple_of(10) {
            let publisher = open(&site).expect("opened after a kill");
            assert!(matches!(publisher.recovered(), None | Some(Recovered::Staging)));
            publisher.abandon().expect("nothing in the way");
            world.assert_no_litter();
            assert_eq!(assert_whole(&site), generation);
        }
    }
    println!("{kills} kills, {last} generations: {building} while a site was put together, {swapped} after the swap");
    assert!(building > 0, "no kill was in time: the test has tested nothing");

    publish_generation(&site, last + 1);
    assert_eq!(assert_whole(&site), last + 1);
    world.assert_no_litter();
}

/// The child of the tests below: `site` cannot hold what it publishes.
#[test]
#[ignore = "the child of the tests that run out of space"]
fn publishes_too_much() {
    let Some(site) = env::var_os(SITE).map(PathBuf::from) else { return };
    let publisher = open(&site).expect("opened");
    publisher.put(&at("index.html"), b"new").expect("a little fits");
    let error = publisher.put(&at("busqueda/index.bin"), &[7; 4 << 20]).expect_err("too much");
    assert!(matches!(&error, PublishError::Io { path, .. } if path.ends_with("busqueda/index.bin")), "{error}");
    assert!(error.help(acuerdos::diagnostic::Language::English).is_some_and(|help| help.contains("space")), "{error}");
    assert!(publisher.publish().is_err(), "a site with a file cut short is not published");
}

fn assert_old_site_survives(site: &Path, mut child: Command) {
    let output = child.stdout(Stdio::piped()).output().expect("a child");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
    assert_eq!(texts(site.parent().expect("a folder")).len(), 2, "the page, the manifest, and nothing else");
    assert_eq!(fs::read(site.join("index.html")).expect("the old page"), b"old");
    assert!(verify(site).expect("a manifest").is_sound());
}

#[test]
fn a_file_that_may_not_grow_leaves_the_old_site() {
    let world = World::with_site(&[("index.html", "old")]);
    let child = child("interrupted::publishes_too_much", &world.site());
    // A limit on the length of files, with the signal that comes with it ignored.
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" \"$@\""]).arg(child.get_program());
    limited.args(child.get_args()).env(SITE, world.site()).stderr(Stdio::null());
    assert_old_site_survives(&world.site(), limited);
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    /// Unmounts what it names.
    struct Mounted(PathBuf);
    impl Drop for Mounted {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg(&self.0).status();
        }
    }

    let world = World::new();
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(world.folder.path()).stderr(Stdio::null());
    if !mount.status().is_ok_and(|status| status.success()) {
        println!("skipped: mounting a small disk is not permitted here");
        return;
    }
    let _mounted = Mounted(world.folder.path().to_path_buf());
    world.publish(&[("index.html", "old")]);
    assert_old_site_survives(&world.site(), child("interrupted::publishes_too_much", &world.site()));

    // The mount point itself cannot be replaced, and says so before anything is built.
    let error = open(world.folder.path()).expect_err("refused");
    assert!(matches!(error, PublishError::Mounted { .. }), "{error}");
}
