//! A disk that is full, that may not be written to, or that is another one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::{Project, tree};
use crate::{Disk, Tree, assert_built, assert_no_litter, assert_verified, build, editions, said, write_edition};

/// The machine failed, said why, and the site is the one that was there.
fn assert_old_site_stands(project: &Project, site: &Path, old: &Tree, because: &[&str]) {
    let output = build(project, site).output().unwrap();
    let said = said(&output);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(because.iter().any(|word| said.contains(word)), "{said}");
    assert!(tree(site) == *old, "the old site is not as it was: {said}");
    assert_verified(site);
}

#[test]
fn a_full_disk_leaves_the_old_site_wherever_space_ends() {
    let project = Project::new();
    let [old, new] = editions(&project, [0, 1]);
    let all: usize = new.values().map(Vec::len).sum();
    let Some(disk) = Disk::of(3 * all / 1024 + 1024) else { return };
    let site = disk.path().join("site");
    write_edition(&project, 0);
    assert_built(&build(&project, &site).output().unwrap());
    write_edition(&project, 1);
    for left in [0, 1, 4, 10, 25, 50] {
        // So many hundredths of what the new site takes are left.
        let filler = disk.path().join("filler");
        let _ = fs::write(&filler, vec![7; 4 * all + (4 << 20)]);
        let full = fs::metadata(&filler).unwrap().len();
        let file = fs::File::options().write(true).open(&filler).unwrap();
        file.set_len(full - (all * left / 100) as u64).unwrap();
        assert_old_site_stands(&project, &site, &old, &["space"]);
        fs::remove_file(&filler).unwrap();
        assert_no_litter(&site);
    }
    assert_built(&build(&project, &site).output().unwrap());
    assert!(tree(&site) == new);
    assert_no_litter(&site);
}

#[test]
fn a_file_that_may_not_grow_leaves_the_old_site() {
    let project = Project::new();
    let site = project.path("site");
    let [old, _] = editions(&project, [0, 1]);
    write_edition(&project, 0);
    assert_built(&build(&project, &site).output().unwrap());
    write_edition(&project, 1);
    // Files of up to 64 blocks of 512 bytes; the signal that comes with the limit is ignored.
    let whole = build(&project, &site);
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\""])
        .arg(whole.get_program())
        .args(whole.get_args());
    let output = limited.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(tree(&site) == old);
    assert_verified(&site);
    assert_no_litter(&site);
}

#[test]
fn an_output_that_may_not_be_written_to_says_so_and_stays() {
    let project = Project::new();
    let [old, new] = editions(&project, [0, 1]);
    let disk = Disk::of(64 * 1024);
    let folder = disk.as_ref().map_or_else(|| project.path("out"), |disk| disk.path().to_owned());
    let site = folder.join("site");
    write_edition(&project, 0);
    assert_built(&build(&project, &site).output().unwrap());
    write_edition(&project, 1);
    let permit = |mode| fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
    match &disk {
        Some(disk) => disk.forbid_writing(),
        None => permit(0o555),
    }
    // Who may write anywhere is not kept from it by permissions.
    let unbound = fs::File::create(folder.join("probe")).is_ok();
    if unbound {
        println!("skipped: no folder here is closed to whoever runs the tests");
    } else {
        assert_old_site_stands(&project, &site, &old, &["read-only", "Read-only", "permission", "Permission"]);
    }
    match &disk {
        Some(disk) => disk.allow_writing(),
        None => permit(0o755),
    }
    assert_built(&build(&project, &site).output().unwrap());
    assert!(tree(&site) == new);
}

#[test]
fn an_output_on_another_file_system_is_published_all_the_same() {
    use std::os::unix::fs::MetadataExt;

    let project = Project::new();
    let [_, new] = editions(&project, [0, 1]);
    let disk = Disk::of(64 * 1024);
    let shared = disk.is_none().then(|| tempfile::tempdir_in("/dev/shm").ok()).flatten();
    let elsewhere = disk.as_ref().map(Disk::path).or_else(|| shared.as_ref().map(tempfile::TempDir::path));
    let device = |path: &Path| fs::metadata(path).unwrap().dev();
    let Some(elsewhere) = elsewhere.filter(|there| device(there) != device(project.root())) else {
        println!("skipped: there is no second file system here");
        return;
    };
    // By its path, and by a link to it from the project.
    let link = project.path("linked");
    for site in [elsewhere.join("site"), link.clone()] {
        if site == link {
            fs::create_dir(elsewhere.join("target")).unwrap();
            std::os::unix::fs::symlink(elsewhere.join("target"), &link).unwrap();
        }
        for edition in [0, 1] {
            write_edition(&project, edition);
            assert_built(&build(&project, &site).output().unwrap());
        }
        assert!(tree(&site) == new, "{}", site.display());
        assert_verified(&site);
        assert_no_litter(&site.canonicalize().unwrap());
    }
}
