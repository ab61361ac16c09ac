//! Figures of small registers, worked out by hand.

#![allow(clippy::unwrap_used, reason = "a test fails by them")]

use super::*;
use crate::config::Config;
use crate::content::parse_minutes;
use crate::diagnostic::{Diagnostics, Sources};
use crate::model::MeetingId;
use crate::register::rules::{Gap, findings};
use crate::register::{Content, Drafts, resolve};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A register of minutes without errors, each with the day that it is called by and what stands below its front matter.
fn register(cut_off: &str, minutes: &[(&str, &str)]) -> (Register, Sources) {
    let (register, sources, diagnostics) = resolved(cut_off, minutes);
    assert!(!diagnostics.has_errors(), "{:?}", diagnostics.into_sorted(&sources));
    (register, sources)
}

fn resolved(cut_off: &str, minutes: &[(&str, &str)]) -> (Register, Sources, Diagnostics) {
    let mut sources = Sources::default();
    let config = Config::empty(sources.add("acuerdos.toml", ""));
    let mut diagnostics = Diagnostics::default();
    let mut content = Content::default();
    for (id, text) in minutes {
        let source = sources.add(format!("content/reuniones/{id}.md"), format!("---\nfecha: {id}\n{text}"));
        content.minutes.push(parse_minutes(&sources, source, MeetingId((*id).to_owned()), &mut diagnostics));
    }
    let register = resolve(content, &config, day(cut_off), Drafts::Exclude, &sources, &mut diagnostics);
    (register, sources, diagnostics)
}

const MAY: (&str, &str) = (
    "2022-05-19",
    "asistentes:\n  SRE: [IME]\n---\n## Compromisos\n\n### 1. Uno\n\n- Responsables: IME\n- Vence: 2022-08\n\n### 2. Dos\n
- Responsables: INE\n\n#### 2022-07-01 · Atendido\n\nHecho.\n\n### 3. Tres\n\n- Responsables: SRE, IME\n
#### 2022-06-30 · Atendido (antes: En proceso)\n\nHecho.\n\n#### 2022-07-10 · En proceso\n\n#### 2022-07-20 · Atendido\n",
);
const JULY: (&str, &str) = (
    "2022-07-15",
    "asistentes:\n  INE: []\n---\n## Compromisos\n\n### 1. Cuatro\n\n- Responsables: INE\n- Vence: 2022-08-07\n
### 2. Cinco\n\n- Responsables: INE\n\n#### 2022-07-31 · Cancelado\n",
);

#[test]
fn progress_is_what_the_status_of_each_commitment_was_on_each_day() {
    let (register, _) = register("2022-09-10", &[MAY, JULY]);
    let points = progress(&register, 60);
    let days: Vec<String> = points.iter().map(|point| point.day.to_string()).collect();
    assert_eq!(days, ["2022-05-31", "2022-06-30", "2022-07-31", "2022-08-31", "2022-09-10"]);
    for point in &points {
        let mut standing = Standing::default();
        for commitment in &register.commitments {
            match register.status_at(commitment, point.day).map(|status| register.status(status).kind) {
                Some(StatusKind::Open) => standing.open += 1,
                Some(StatusKind::Closed) => standing.closed += 1,
                Some(StatusKind::Cancelled) => standing.cancelled += 1,
                None => {}
            }
        }
        assert_eq!(point.standing, standing, "{}", point.day);
    }
    assert_eq!(points[0].standing, Standing { open: 3, closed: 0, cancelled: 0 });
    assert_eq!(points[1].standing, Standing { open: 2, closed: 1, cancelled: 0 });
    assert_eq!(points[4].standing, Standing { open: 2, closed: 2, cancelled: 1 });
}

#[test]
fn what_is_dated_after_the_cut_off_date_counts_on_it() {
    let (register, _) = register("2022-06-10", &[MAY, JULY]);
    let points = progress(&register, 60);
    assert_eq!(points.len(), 2);
    assert_eq!(points[1], Point { day: day("2022-06-10"), standing: Standing { open: 2, closed: 2, cancelled: 1 } });
}

#[test]
fn a_long_time_is_told_in_longer_steps() {
    let ends = |first, last, most| {
        let ends = period_ends(day(first), day(last), most);
        ends.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(ends("2022-02-10", "2022-02-10", 5), ["2022-02-10"]);
    assert_eq!(ends("2021-11-30", "2022-01-01", 5), ["2021-11-30", "2021-12-31", "2022-01-01"]);
    assert_eq!(ends("2021-11-30", "2022-05-01", 4), ["2021-12-31", "2022-03-31", "2022-05-01"]);
    assert_eq!(ends("2019-01-01", "2022-05-01", 4), ["2019-12-31", "2020-12-31", "2021-12-31", "2022-05-01"]);
    assert!(ends("1000-01-01", "9999-12-31", 60).len() <= 60);
    assert_eq!(ends("1000-01-01", "9999-12-31", 1), ["9999-12-31"]);
}

#[test]
fn changes_tell_what_was_open_closed_agreed_and_moved() {
    let (register, _) = register("2022-09-10", &[MAY, JULY]);
    let ids = |list: &[CommitmentIx]| list.iter().map(|ix| ix.0).collect::<Vec<_>>();
    let changes = changes_since(&register, day("2022-07-09"));
    assert_eq!(ids(&changes.open_then), [0]);
    assert_eq!(ids(&changes.agreed), [3, 4]);
    // The third was closed, open again, and is closed: nothing has changed.
    assert!(changes.changed.is_empty() && changes.closed.is_empty());
    let changes = changes_since(&register, day("2022-06-29"));
    assert_eq!(ids(&changes.open_then), [0, 1, 2]);
    assert_eq!(ids(&changes.closed), [1, 2]);
    let moved: Vec<_> =
        changes.changed.iter().map(|change| (change.commitment.0, change.from.0, change.to.0)).collect();
    // What the first account states as the status before it was the status then.
    assert_eq!(moved, [(2, 1, 2), (1, 0, 2)]);
    assert!(changes_since(&register, day("2022-09-10")).changed.is_empty());
    assert_eq!(changes_since(&register, day("2000-01-01")).agreed.len(), 5);
}

#[test]
fn what_is_due_is_counted_by_days_left_the_last_one_too() {
    for (cut_off, within) in [("2022-07-31", [1, 1, 1]), ("2022-08-01", [1, 1, 2]), ("2022-08-16", [0, 1, 1])] {
        let (register, _) = register(cut_off, &[MAY, JULY]);
        let next = due_next(&register);
        let found = [7, 15, 30].map(|days| due_within(&register, &next, days).len());
        assert_eq!(found, within, "{cut_off}");
    }
}

#[test]
fn a_ledger_counts_what_is_open_how_long_and_how_fast_it_closes() {
    let (register, _) = register("2022-09-10", &[MAY, JULY]);
    let all: Vec<CommitmentIx> = (0..5).rev().map(CommitmentIx).collect();
    let whole = ledger(&register, &all);
    assert_eq!(whole.standing, Standing { open: 2, closed: 2, cancelled: 1 });
    assert_eq!((whole.late, whole.oldest_open), (2, Some(CommitmentIx(0))));
    assert_eq!(whole.by_status, [2, 0, 2, 1]);
    // 43 days from 19 May to 1 July; 62 to 20 July, when it was closed for good.
    assert_eq!(whole.median_days, Some(53));
    assert_eq!(days_since_agreed(&register, &register.commitments[0]), 114);
    let empty = ledger(&register, &[]);
    assert_eq!((empty.median_days, empty.oldest_open, empty.standing.total()), (None, None, 0));
    assert_eq!([median(vec![3, 1, 2]), median(vec![4, 1]), median(vec![])], [Some(2), Some(3), None]);
}

#[test]
fn attendance_is_of_the_series_that_one_has_to_do_with() {
    let other = ("2022-08-01", "serie: Otra\nasistentes:\n  FISEL: []\n---\n");
    let (register, _) = register("2022-09-10", &[MAY, JULY, other]);
    let found = attendance(&register);
    let of = |name: &str| found.get(&register.directory.party(name).unwrap()).map(|it| (it.attended, it.held));
    // The INE did not come in May, but was given something to do.
    assert_eq!(of("INE"), Some((1, 2)));
    assert_eq!(of("SRE"), Some((1, 2)));
    assert_eq!(of("IME"), Some((1, 2)));
    assert_eq!(of("FISEL"), Some((1, 1)));
}

#[test]
fn silence_is_counted_in_days_and_in_meetings_of_the_series() {
    let gaps = |cut_off: &str, more: &[(&str, &str)]| {
        let (register, sources) = register(cut_off, &[&[MAY, JULY], more].concat());
        let silent = findings(&register, &sources);
        let silent = silent.into_iter().filter_map(|finding| match finding.gap {
            Gap::NeverReported { silence } => Some((finding.commitment.0, "never", silence.days, silence.meetings)),
            Gap::Stale { silence } => Some((finding.commitment.0, "stale", silence.days, silence.meetings)),
            _ => None,
        });
        silent.collect::<Vec<_>>()
    };
    // The fourth was agreed at the last meeting, 57 days ago: there was no occasion yet.
    assert_eq!(gaps("2022-09-10", &[]), [(0, "never", 114, 1)]);
    assert_eq!(gaps("2022-10-13", &[]), [(0, "never", 147, 1), (3, "never", 90, 0)]);
    let reported = ("2022-08-01", "---\n## Seguimiento\n\n### 2022-05-19/1 · En proceso\n\nSe avanza.\n");
    let later = ("2022-08-20", "serie: Otra\n---\n");
    assert_eq!(gaps("2022-10-01", &[reported, later]), [(3, "never", 78, 1)]);
    let (again, last) = (("2022-08-21", "---\n"), ("2022-08-22", "---\n"));
    assert_eq!(gaps("2022-10-01", &[reported, again, last]), [(0, "stale", 61, 2), (3, "never", 78, 3)]);
}

#[test]
fn what_contradicts_the_record_is_told_once_and_listed_with_what_is_recorded() {
    let text = "---\n## Compromisos\n\n### 1. Uno\n\n#### 2022-06-01 · En proceso\n
#### 2022-07-01 · Atendido (antes: Cancelado)\n\nHecho.\n";
    let (register, sources, diagnostics) = resolved("2022-09-10", &[("2022-05-19", text)]);
    let gaps: Vec<Gap> = findings(&register, &sources).into_iter().map(|finding| finding.gap).collect();
    let contradiction = Gap::PreviousDisagrees { update: 1, stated: StatusIx(3), recorded: StatusIx(1) };
    assert_eq!(gaps, [contradiction, Gap::ClosedWithoutDocument]);
    let mut all = diagnostics;
    crate::register::check(&register, &sources, &mut all);
    let codes: Vec<&str> = all.iter().map(|found| found.kind.code()).collect();
    assert_eq!(codes, ["previous-disagrees"]);
}
