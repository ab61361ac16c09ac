//! Build after build: what changes, what does not, and what was never ours.

use std::fs;

use crate::{World, at, long_ago, publish};

#[test]
fn a_first_site_is_what_was_put() {
    let world = World::new();
    let published = world.publish(&[("index.html", "home"), ("reuniones/2022-08-09.html", "minutes")]);
    world.assert_files(&[("index.html", "home"), ("reuniones/2022-08-09.html", "minutes")]);
    assert_eq!(published.written, [at("index.html"), at("reuniones/2022-08-09.html")]);
    assert_eq!((published.unchanged, published.removed.len(), published.bytes), (0, 0, 11));
    assert_eq!(published.output, world.site().canonicalize().unwrap());
}

#[test]
fn the_same_site_is_the_same_bytes_in_whatever_order_it_was_put() {
    let (one, other) = (World::new(), World::new());
    one.publish(&[("a/b", "1"), ("a-b", "2"), ("índice", "3")]);
    other.publish(&[("índice", "3"), ("a-b", "2"), ("a/b", "1")]);
    assert_eq!(one.read("SHA256SUMS"), other.read("SHA256SUMS"));
}

#[test]
fn what_has_not_changed_keeps_its_time_and_the_rest_does_not() {
    let world = World::with_site(&[("index.html", "home"), ("a/same.html", "same"), ("a/other.html", "one")]);
    world.age();
    let published = world.publish(&[("index.html", "home"), ("a/same.html", "same"), ("a/other.html", "two")]);
    assert!(world.is_aged("index.html") && world.is_aged("a/same.html"));
    assert!(!world.is_aged("a/other.html") && !world.is_aged("SHA256SUMS"));
    assert_eq!((published.written, published.unchanged), (vec![at("a/other.html")], 2));
    assert_eq!(world.read("a/other.html"), "two");
}

#[test]
fn a_build_that_changes_nothing_touches_nothing() {
    let world = World::with_site(&[("index.html", "home")]);
    world.write(".gitignore", "*");
    world.age();
    let published = world.publish(&[("index.html", "home")]);
    assert!(world.is_aged("index.html") && world.is_aged("SHA256SUMS"));
    assert_eq!((published.written.len(), published.unchanged, published.removed.len()), (0, 1, 0));
    assert_eq!(world.read(".gitignore"), "*");
}

#[test]
fn a_page_edited_by_hand_is_restored_even_if_its_length_is_the_same() {
    let world = World::with_site(&[("index.html", "home"), ("b.html", "b")]);
    world.write("index.html", "hame");
    fs::remove_file(world.site().join("b.html")).unwrap();
    let published = world.publish(&[("index.html", "home"), ("b.html", "b")]);
    world.assert_files(&[("b.html", "b"), ("index.html", "home")]);
    assert_eq!(published.written, [at("b.html"), at("index.html")]);
}

#[test]
fn pages_that_are_no_longer_made_go_and_so_do_their_folders() {
    let world = World::with_site(&[("index.html", "home"), ("reuniones/2022/a.html", "a")]);
    let published = world.publish(&[("index.html", "home")]);
    world.assert_files(&[("index.html", "home")]);
    assert!(!world.site().join("reuniones").exists());
    assert_eq!(published.removed, [at("reuniones/2022/a.html")]);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let world = World::with_site(&[("a", "file"), ("b/c", "in a folder")]);
    world.publish(&[("a/c", "in a folder"), ("b", "file")]);
    world.assert_files(&[("a/c", "in a folder"), ("b", "file")]);
    world.publish(&[("a", "file"), ("b/c", "in a folder")]);
    world.assert_files(&[("a", "file"), ("b/c", "in a folder")]);
}

#[test]
fn whatever_others_put_there_stays() {
    let world = World::with_site(&[("index.html", "one"), ("datos/a.json", "[]"), ("fotos/a.svg", "<svg/>")]);
    world.write(".gitignore", "*");
    world.write(".git/objects/ab/cdef", "blob");
    world.write("CNAME", "acuerdos.example.org");
    world.write("datos/leeme.txt", "mine");
    world.write("fotos/aún/más/foto.txt", "mine too");
    fs::create_dir_all(world.site().join("vacía/por dentro")).unwrap();
    world.age();
    for text in ["two", "three"] {
        world.publish(&[("index.html", text), ("datos/a.json", "[]")]);
        world.assert_files(&[
            (".git/objects/ab/cdef", "blob"),
            (".gitignore", "*"),
            ("CNAME", "acuerdos.example.org"),
            ("datos/a.json", "[]"),
            ("datos/leeme.txt", "mine"),
            ("fotos/aún/más/foto.txt", "mine too"),
            ("index.html", text),
        ]);
        assert!(world.site().join("vacía/por dentro").is_dir());
        assert!(world.is_aged("CNAME") && world.is_aged("fotos/aún/más/foto.txt"));
    }
}

#[test]
fn what_others_put_there_while_the_site_is_built_stays() {
    let world = World::with_site(&[("index.html", "one")]);
    let publisher = world.open().unwrap();
    publisher.put(&at("index.html"), b"two").unwrap();
    world.write(".well-known/acme-challenge/token", "late");
    world.write("notes/a.txt", "late as well");
    publisher.publish().unwrap();
    world.assert_files(&[
        (".well-known/acme-challenge/token", "late"),
        ("index.html", "two"),
        ("notes/a.txt", "late as well"),
    ]);
}

#[cfg(unix)]
#[test]
fn links_names_that_are_no_text_and_permissions_stay() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    let world = World::with_site(&[("index.html", "one"), ("datos/a.json", "[]")]);
    let no_text = OsStr::from_bytes(b".\xff\xfe");
    symlink("index.html", world.site().join("datos/latest")).unwrap();
    symlink("../nowhere", world.site().join(".dangling")).unwrap();
    fs::write(world.site().join(no_text), "bytes").unwrap();
    fs::create_dir(world.site().join(".private")).unwrap();
    world.write(".private/key", "secret");
    let modes = [("", 0o750), ("datos", 0o2775), (".private", 0o500), (".private/key", 0o400), ("index.html", 0o604)];
    for (path, mode) in modes {
        fs::set_permissions(world.site().join(path), PermissionsExt::from_mode(mode)).unwrap();
    }
    world.publish(&[("index.html", "one"), ("datos/a.json", "[1]")]);
    for (path, mode) in modes {
        let found = fs::metadata(world.site().join(path)).unwrap().permissions().mode() & 0o7777;
        assert_eq!(found, mode, "{path}: {found:o}");
    }
    assert_eq!(fs::read_link(world.site().join("datos/latest")).unwrap().to_str(), Some("index.html"));
    assert_eq!(fs::read_link(world.site().join(".dangling")).unwrap().to_str(), Some("../nowhere"));
    assert_eq!(fs::read(world.site().join(no_text)).unwrap(), b"bytes");
    // For the temporary folder to be removed.
    fs::set_permissions(world.site().join(".private"), PermissionsExt::from_mode(0o700)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_page_replaced_by_a_link_is_restored_and_the_links_target_left_alone() {
    let world = World::with_site(&[("index.html", "home"), ("b.html", "b")]);
    fs::remove_file(world.site().join("index.html")).unwrap();
    // As long as the page, and leading to the same bytes.
    world.write(".mia", "home");
    std::os::unix::fs::symlink(".mia", world.site().join("index.html")).unwrap();
    world.publish(&[("index.html", "home"), ("b.html", "b")]);
    assert!(fs::symlink_metadata(world.site().join("index.html")).unwrap().is_file());
    world.assert_files(&[(".mia", "home"), ("b.html", "b"), ("index.html", "home")]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let world = World::new();
    let link = world.folder.path().join("www");
    fs::create_dir(world.site()).unwrap();
    std::os::unix::fs::symlink("site", &link).unwrap();
    for text in ["one", "two"] {
        publish(&link, &[("index.html", text)]).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        world.assert_files(&[("index.html", text)]);
    }
    world.assert_no_litter();
}

#[test]
fn folders_around_the_site_are_created() {
    let world = World::new();
    let site = world.folder.path().join("a/b/site");
    publish(&site, &[("index.html", "home")]).unwrap();
    assert_eq!(fs::read_to_string(site.join("index.html")).unwrap(), "home");
}

#[test]
fn large_files_are_streamed_and_copied_and_kept_when_they_are_the_same() {
    let world = World::new();
    let source = world.folder.path().join("document.pdf");
    let block = [b'x'; 10_007];
    let build = |last: &[u8]| {
        fs::write(&source, [block.repeat(300).as_slice(), last].concat()).unwrap();
        let publisher = world.open().unwrap();
        publisher.copy(&at("documentos/document.pdf"), &source).unwrap();
        publisher
            .put_with(&at("busqueda/index.bin"), |file| {
                (0..300).try_for_each(|_| file.write_all(&block))?;
                file.write_all(last)
            })
            .unwrap();
        publisher.publish().unwrap()
    };
    assert_eq!(build(b"1").written.len(), 2);
    world.age();
    assert_eq!(build(b"1").unchanged, 2);
    assert!(world.is_aged("busqueda/index.bin") && world.is_aged("documentos/document.pdf"));
    assert_eq!(build(b"2").written.len(), 2);
    assert!(world.read("documentos/document.pdf").ends_with("x2"));
    assert_eq!(world.read("documentos/document.pdf"), world.read("busqueda/index.bin"));
}

#[test]
fn a_copied_file_gets_the_time_of_a_new_one() {
    let world = World::new();
    let source = world.folder.path().join("a.pdf");
    fs::write(&source, "pdf").unwrap();
    fs::File::options().write(true).open(&source).unwrap().set_modified(long_ago()).unwrap();
    let publisher = world.open().unwrap();
    publisher.copy(&at("a.pdf"), &source).unwrap();
    publisher.publish().unwrap();
    assert!(!world.is_aged("a.pdf"));
}

/// `cargo test --release -- --ignored two_hundred_thousand --nocapture`, under `time`.
#[test]
#[ignore = "a measurement"]
fn two_hundred_thousand_files() {
    use rayon::prelude::*;

    let world = World::new();
    for round in 0..3 {
        let publisher = world.open().unwrap();
        (0..200_000).into_par_iter().for_each(|number: u32| {
            let version = if number.is_multiple_of(100) { round } else { 0 };
            let text = format!("<p>{number} {version}</p>").repeat(200);
            publisher.put(&at(&format!("compromisos/{}/{number}.html", number / 50)), text.as_bytes()).unwrap();
        });
        let published = publisher.publish().unwrap();
        println!("{} written, {} unchanged", published.written.len(), published.unchanged);
    }
}
