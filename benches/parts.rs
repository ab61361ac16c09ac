//! The steps of a build, each by itself: `cargo bench --bench parts`.
//!
//! They are taken on the register of the repository, or on the project that `ACUERDOS_PROJECT` names, such as one of a
//! thousand commitments by `cargo run --release --example generate -- 1000 DIR`. Reading and publishing are the disk's, and
//! measured by `benches/build/`.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by it")]

use std::env;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use acuerdos::content::{parse_minutes, parse_page};
use acuerdos::diagnostic::Diagnostics;
use acuerdos::model::MeetingId;
use acuerdos::pipeline::{Project, load};
use acuerdos::register::{Content, Drafts, resolve};
use acuerdos::site::{Depth, File, FileKind, Files, SearchIndex, Site, Theme, meeting_id};
use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};

fn root() -> PathBuf {
    env::var_os("ACUERDOS_PROJECT").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(), PathBuf::from)
}

fn cut_off() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 2, 15).unwrap()
}

fn parsed(project: &Project) -> Content {
    let mut found = Diagnostics::default();
    let mut content = Content::default();
    for (id, path) in &project.minutes {
        let meeting = MeetingId(meeting_id(path).unwrap().to_owned());
        content.minutes.push(parse_minutes(&project.sources, *id, meeting, &mut found));
    }
    for (id, path) in &project.pages {
        content.pages.extend(parse_page(&project.sources, *id, path, &mut found));
    }
    content
}

fn planned(project: Project, content: Content) -> Site {
    let mut found = Diagnostics::default();
    let Project { sources, config, copied, pictures, theme, .. } = project;
    let register = resolve(content, &config, cut_off(), Drafts::Exclude, &sources, &mut found);
    let theme = Theme::load(config.language, theme, &sources, &mut found).unwrap();
    Site::plan(register, sources, &config, theme, Files { copied, pictures }, &mut found)
}

fn steps(criterion: &mut Criterion) {
    let project = || load(&root()).unwrap();
    let bytes: usize = project().sources.iter().map(|(_, source)| source.text.len()).sum();
    let mut group = criterion.benchmark_group("steps");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("parse", |it| it.iter_batched_ref(project, |project| parsed(project), BatchSize::LargeInput));
    group.bench_function("resolve and plan", |it| {
        let prepared = || {
            let project = project();
            let content = parsed(&project);
            (project, content)
        };
        it.iter_batched(prepared, |(project, content)| planned(project, content), BatchSize::LargeInput);
    });
    let ready = || {
        let project = project();
        let content = parsed(&project);
        planned(project, content)
    };
    let site = ready();
    group.bench_function("check links", |it| it.iter(|| site.check_links(Depth::Build, &mut Diagnostics::default())));
    group.bench_function("index", |it| it.iter(|| SearchIndex::new(&site).unwrap()));
    group.finish();

    let mut group = criterion.benchmark_group("render");
    let mut buffer = Vec::new();
    let mut render = |file: &File| {
        buffer.clear();
        site.render(black_box(file), &mut buffer).unwrap();
        buffer.len()
    };
    for (name, is_it) in KINDS {
        // What pages share is made for the first of them; it is the others that there are many of.
        let file = site.files().iter().find(|file| is_it(file.kind)).unwrap();
        group.throughput(Throughput::Bytes(render(file) as u64));
        group.bench_function(*name, |it| it.iter(|| render(file)));
    }
    group.finish();
}

type IsIt = fn(FileKind) -> bool;

const KINDS: &[(&str, IsIt)] = &[
    ("commitment", |kind| matches!(kind, FileKind::Commitment(_))),
    ("meeting", |kind| matches!(kind, FileKind::Meeting(_))),
    ("list", |kind| matches!(kind, FileKind::Commitments(1))),
    ("document", |kind| matches!(kind, FileKind::Document(_, 1))),
    ("badge", |kind| matches!(kind, FileKind::Badge(_))),
    ("note", |kind| matches!(kind, FileKind::Note(None, _))),
    ("data, JSON", |kind| matches!(kind, FileKind::CommitmentsJson)),
    ("data, CSV", |kind| matches!(kind, FileKind::CommitmentsCsv)),
    ("feed", |kind| matches!(kind, FileKind::Feed)),
];

criterion_group!(benches, steps);
criterion_main!(benches);
