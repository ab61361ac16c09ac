//! Several at once: threads that put, builds that wait for each other, readers that never notice.

use std::fs;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use acuerdos::output::{Protected, PublishError, Publisher, verify};
use rayon::prelude::*;

use crate::{World, at};

/// Says so when the builds are done, or one of them panics: whoever goes on until then is not to go on for ever.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn files_are_put_from_many_threads() {
    let world = World::new();
    let publisher = world.open().unwrap();
    (0..2_000).into_par_iter().for_each(|number: usize| {
        let path = format!("{}/{}/{number}.html", number % 7, number % 13);
        publisher.put(&at(&path), number.to_string().as_bytes()).unwrap();
    });
    assert_eq!(publisher.publish().unwrap().written.len(), 2_000);
    assert_eq!(verify(&world.site()).unwrap().sound, 2_000);
}

#[test]
fn one_of_many_threads_gets_a_path() {
    let world = World::new();
    let publisher = world.open().unwrap();
    let put = |number: usize| publisher.put(&at("index.html"), number.to_string().as_bytes());
    let outcomes: Vec<_> = (0..50).into_par_iter().map(put).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().flat_map(|outcome| outcome.as_ref().err()).all(|error| matches!(
        error,
        PublishError::Clash { path, other } if path == other
    )));
}

#[test]
fn a_second_build_waits_for_the_first_and_says_so_once() {
    let world = World::new();
    let first = world.open().unwrap();
    let (says, hears) = mpsc::channel();
    let second = thread::spawn({
        let site = world.site();
        move || {
            let publisher =
                Publisher::open(&site, &Protected::default(), &mut || says.send("waiting").unwrap()).unwrap();
            says.send("opened").unwrap();
            publisher.put(&at("index.html"), b"second").unwrap();
            publisher.publish().unwrap()
        }
    });
    assert_eq!(hears.recv().unwrap(), "waiting");
    first.put(&at("index.html"), b"first").unwrap();
    first.put(&at("only-first.html"), b"first").unwrap();
    assert!(hears.try_recv().is_err(), "the second build goes on while the first holds the lock");
    first.publish().unwrap();
    let published = second.join().unwrap();
    assert_eq!(hears.iter().collect::<Vec<_>>(), ["opened"]);
    assert_eq!(published.removed, [at("only-first.html")], "the second build saw what the first published");
    world.assert_files(&[("index.html", "second")]);
    world.assert_no_litter();
}

#[test]
fn a_reader_never_misses_a_page_and_never_sees_two_in_one() {
    const PAGES: usize = 30;
    let world = World::new();
    let publish = |generation: usize| {
        let publisher = world.open().unwrap();
        for page in 0..PAGES {
            let text = format!("{generation}\n").repeat(1_000);
            publisher.put(&at(&format!("{}/{page}.html", page % 3)), text.as_bytes()).unwrap();
        }
        assert!(publisher.publish().unwrap().warnings.is_empty());
    };
    publish(0);
    let (done, read) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut last = 0;
            while !done.load(Ordering::Relaxed) {
                for page in 0..PAGES {
                    let path = world.site().join(format!("{}/{page}.html", page % 3));
                    let text = fs::read_to_string(&path).expect("no page is ever missing");
                    let generation = text.lines().next().expect("no page is ever empty");
                    assert_eq!(text, format!("{generation}\n").repeat(1_000), "two generations in one file");
                    let generation: usize = generation.parse().expect("a number");
                    assert!(generation >= last, "from {last} back to {generation}");
                    last = generation;
                }
                read.fetch_add(1, Ordering::Relaxed);
            }
        });
        let _builds = Done(&done);
        for generation in 1..=100 {
            publish(generation);
        }
    });
    println!("the whole site was read {} times during 100 builds", read.load(Ordering::Relaxed));
    assert!(read.load(Ordering::Relaxed) > 10);
}

#[test]
fn nothing_that_others_write_during_builds_is_lost() {
    const FILES: usize = 2_000;
    let world = World::with_site(&[("index.html", "0")]);
    let done = AtomicBool::new(false);
    let mut builds = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            let _files = Done(&done);
            for number in 0..FILES {
                // Refused if the folder found by its name has since been replaced and removed: asked again, it works.
                while fs::write(world.site().join(format!(".{number}")), number.to_string()).is_err() {}
                thread::sleep(Duration::from_micros(300));
            }
        });
        while !done.load(Ordering::Relaxed) {
            builds += 1;
            let publisher = world.open().unwrap();
            publisher.put(&at("index.html"), builds.to_string().as_bytes()).unwrap();
            let published = publisher.publish().unwrap();
            assert!(published.warnings.is_empty(), "{:?}", published.warnings);
        }
    });
    println!("{FILES} files were written during {builds} builds");
    for number in 0..FILES {
        assert_eq!(world.read(&format!(".{number}")), number.to_string());
    }
}
