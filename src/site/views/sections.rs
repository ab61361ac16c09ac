//! `sections.html`: what is due, what has changed, what is to be reviewed.

use super::common::{day_view, row, status_view};
use crate::model::{CommitmentIx, StatusIx};
use crate::register::figures;
use crate::register::rules::{Finding, Gap, Silence};
use crate::site::Site;
use crate::site::view::{ListSection, ListsView, NotedRow};

/// Rows of a list; the rest is counted.
const MOST: usize = 200;

/// Days from the cut-off date that are soon.
pub(super) const SOON: [i64; 3] = [7, 15, 30];

/// Where on its page the list of what is due within some days stands.
pub(super) fn anchor(days: i64) -> &'static str {
    match days {
        ..=7 => "within-7",
        8..=15 => "within-15",
        _ => "within-30",
    }
}

/// What goes on a list besides its rows.
struct Words {
    id: &'static str,
    title: String,
    rule: String,
    none: String,
}

fn section(words: Words, count: usize, rows: Vec<NotedRow>) -> ListSection {
    let Words { id, title, rule, none } = words;
    ListSection {
        id,
        title,
        rule,
        none,
        count,
        hidden: count - rows.len(),
        noted: rows.iter().any(|row| row.note.is_some()),
        rows,
    }
}

fn plain(site: &Site, ix: CommitmentIx) -> NotedRow {
    NotedRow { row: row(site, ix), from: None, note: None }
}

fn plain_rows(site: &Site, list: &[CommitmentIx]) -> Vec<NotedRow> {
    list.iter().take(MOST).map(|&ix| plain(site, ix)).collect()
}

/// What falls due in 7, 15 and 30 days. Each list has what the ones before it have not, so that nothing is read twice.
pub(crate) fn due(site: &Site) -> ListsView {
    let string = |key: &str, fill: &[(&str, &str)]| site.theme.strings.get(key, fill);
    let mut before = 0;
    let sections = SOON
        .into_iter()
        .map(|days| {
            let within = figures::due_within(&site.register, &site.lists.due_next, days);
            let last = site.register.cut_off.checked_add_signed(chrono::TimeDelta::days(days));
            let date = day_view(site, last.unwrap_or(site.register.cut_off)).text;
            let n = days.to_string();
            let (count, earlier) = (within.len(), before.to_string());
            let fill = [("n", n.as_str()), ("date", date.as_str()), ("earlier", earlier.as_str())];
            let words = Words {
                id: anchor(days),
                title: string("due-list.title", &fill),
                rule: string(if before > 0 { "due-list.rule-more" } else { "due-list.rule" }, &fill),
                none: string(if before > 0 { "due-list.no-more" } else { "due-list.none" }, &fill),
            };
            let rows = plain_rows(site, &within[before..]);
            let hidden = count - before - rows.len();
            before = count;
            ListSection { hidden, ..section(words, count, rows) }
        })
        .collect();
    ListsView { lede: string("page.due.description", &[]), sections }
}

/// What has changed since the previous cut-off date.
pub(crate) fn changes(site: &Site) -> ListsView {
    let string = |key: &str, fill: &[(&str, &str)]| site.theme.strings.get(key, fill);
    let changes = &site.lists.changes;
    let date = day_view(site, changes.since).text;
    let fill = [("date", date.as_str())];
    let changed = changes.changed.iter().take(MOST).map(|change| moved(site, change.commitment, change.from)).collect();
    let words = |id, title: &str, rule: &str, none: &str| Words {
        id,
        title: string(title, &fill),
        rule: string(rule, &fill),
        none: string(none, &fill),
    };
    let sections = vec![
        section(
            words("changed", "changes.changed", "changes.changed-rule", "changes.changed-none"),
            changes.changed.len(),
            changed,
        ),
        section(
            words("closed", "changes.closed", "changes.closed-rule", "changes.closed-none"),
            changes.closed.len(),
            plain_rows(site, &changes.closed),
        ),
        section(
            words("agreed", "changes.agreed", "changes.agreed-rule", "changes.agreed-none"),
            changes.agreed.len(),
            plain_rows(site, &changes.agreed),
        ),
        section(
            words("open-then", "changes.open-then", "changes.open-then-rule", "changes.open-then-none"),
            changes.open_then.len(),
            plain_rows(site, &changes.open_then),
        ),
    ];
    ListsView { lede: string("page.changes.description", &fill), sections }
}

fn moved(site: &Site, ix: CommitmentIx, from: StatusIx) -> NotedRow {
    NotedRow { from: Some(status_view(site, from)), ..plain(site, ix) }
}

/// What the rules found, for who keeps the register.
pub(crate) fn review(site: &Site) -> ListsView {
    let limits = site.register.thresholds;
    let (days, meetings) = (limits.stale_days.to_string(), limits.stale_meetings.to_string());
    let fill = [("days", days.as_str()), ("meetings", meetings.as_str())];
    let string = |key: &str| site.theme.strings.get(key, &fill);
    let all = site.findings();
    let list = |id, title: &str, rule: &str, of: fn(&Gap) -> bool| {
        let mut found: Vec<&Finding> = all.iter().filter(|finding| of(&finding.gap)).collect();
        if id == "late" {
            found.sort_by_key(|finding| site.register.commitment(finding.commitment).due.map(|due| due.end()));
        }
        let rows = found.iter().take(MOST).map(|finding| noted(site, finding)).collect();
        let words = Words { id, title: string(title), rule: string(rule), none: string("review.none") };
        section(words, found.len(), rows)
    };
    let sections = vec![
        list("late", "review.late", "review.late-rule", |gap| matches!(gap, Gap::Late)),
        list("stale", "review.stale", "review.stale-rule", |gap| matches!(gap, Gap::Stale { .. })),
        list("never-reported", "review.never-reported", "review.never-reported-rule", |gap| {
            matches!(gap, Gap::NeverReported { .. })
        }),
        list("contradictions", "review.contradictions", "review.contradictions-rule", |gap| {
            matches!(gap, Gap::PreviousDisagrees { .. })
        }),
        list("doubts", "review.doubts", "review.doubts-rule", |gap| {
            matches!(gap, Gap::StatusDoubted { .. } | Gap::DueBeforeMeeting | Gap::UpdateAfterCutOff { .. })
        }),
        list("closed-without-account", "review.no-account", "review.no-account-rule", |gap| {
            matches!(gap, Gap::ClosedWithoutAccount { .. })
        }),
        list("closed-without-document", "review.no-document", "review.no-document-rule", |gap| {
            matches!(gap, Gap::ClosedWithoutDocument)
        }),
    ];
    ListsView { lede: site.theme.strings.get("review.lede", &[("n", &all.len().to_string())]), sections }
}

/// A finding with its reason in words, where its list does not say it all.
fn noted(site: &Site, finding: &Finding) -> NotedRow {
    let register = &site.register;
    let string = |key: &str, fill: &[(&str, &str)]| site.theme.strings.get(key, fill);
    let commitment = register.commitment(finding.commitment);
    let label = |status: &StatusIx| register.status(*status).label(register.language);
    let silent = |key: &str, silence: &Silence| {
        let (days, meetings) = (silence.days.to_string(), silence.meetings.to_string());
        string(key, &[("n", &days), ("meetings", &meetings)])
    };
    let note = match &finding.gap {
        Gap::Late | Gap::Forgotten { .. } | Gap::ClosedWithoutAccount { .. } | Gap::ClosedWithoutDocument => None,
        Gap::Stale { silence } => Some(silent("review.stale-note", silence)),
        Gap::NeverReported { silence } => Some(silent("review.never-reported-note", silence)),
        Gap::StatusDoubted { words, .. } => Some(string("review.doubted-note", &[("words", words)])),
        Gap::PreviousDisagrees { stated, recorded, .. } => {
            Some(string("review.contradiction-note", &[("stated", label(stated)), ("recorded", label(recorded))]))
        }
        Gap::DueBeforeMeeting => Some(string("review.due-before-note", &[])),
        Gap::UpdateAfterCutOff { update } => {
            let date = commitment.updates.get(*update).map(|update| day_view(site, update.date).text);
            Some(string("review.after-cut-off-note", &[("date", date.as_deref().unwrap_or_default())]))
        }
    };
    NotedRow { note, ..plain(site, finding.commitment) }
}
