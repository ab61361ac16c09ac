//! The history of a commitment: its own updates and those recorded by later meetings, merged by date and checked.

use chrono::NaiveDate;

use crate::content::StatusMention;
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Role, Sources, Span, guess};
use crate::model::text::fold;
use crate::model::{MeetingIx, Prose, Status, StatusIx, Update};

use super::reading::same_account;

/// An update with its names looked up, not yet merged.
pub(super) struct Entry {
    pub(super) date: NaiveDate,
    pub(super) status: StatusIx,
    pub(super) status_span: Span,
    pub(super) stated: Option<(StatusIx, Span)>,
    pub(super) text: Prose,
    pub(super) recorded_in: Option<MeetingIx>,
}

/// The status names of a mention, looked up. None if the status is unknown, which is reported.
pub(super) fn statuses(
    mention: &StatusMention,
    all: &[Status],
    diagnostics: &mut Diagnostics,
) -> Option<(StatusIx, Option<(StatusIx, Span)>)> {
    let status = find(all, &mention.status.value, mention.status.span, diagnostics);
    let stated = mention
        .previous
        .as_ref()
        .and_then(|stated| Some((find(all, &stated.value, stated.span, diagnostics)?, stated.span)));
    Some((status?, stated))
}

fn find(all: &[Status], name: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<StatusIx> {
    let folded = fold(name);
    let names = |status: &Status| [fold(&status.id), fold(&status.labels[0]), fold(&status.labels[1])];
    if let Some(found) = all.iter().position(|status| names(status).contains(&folded)) {
        return Some(StatusIx(found));
    }
    let labels: Vec<&str> = all.iter().flat_map(|status| status.labels.iter().map(String::as_str)).collect();
    let guess = guess(name, labels);
    let suggestion = guess.map(|guess| guess.text.to_owned());
    let known = all.iter().map(|status| status.labels[0].clone()).collect();
    let mut diagnostic = Diagnostic::new(Kind::UnknownStatus { text: name.to_owned(), suggestion, known }, span);
    if let Some(guess) = guess {
        diagnostic = diagnostic.replaced_by(guess.text, guess.applicability);
    }
    diagnostics.push(diagnostic);
    None
}

/// The last update before a day.
fn before(updates: &[Update], day: NaiveDate) -> Option<&Update> {
    updates.iter().rev().find(|update| update.date < day)
}

/// The continuity check: the recorded update that a status stated as the previous one contradicts. Where nothing is
/// recorded before, nothing is contradicted.
pub(super) fn contradicted(updates: &[Update], day: NaiveDate, stated: StatusIx) -> Option<&Update> {
    before(updates, day).filter(|recorded| recorded.status != stated)
}

/// Merges entries into a history, oldest first, and reports what contradicts itself.
pub(super) fn merge(
    mut entries: Vec<Entry>,
    agreed: (NaiveDate, Span),
    statuses: &[Status],
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Update> {
    let label = |ix: StatusIx| statuses[ix.0].labels[0].clone();
    entries.sort_by_key(|entry| (entry.date, entry.recorded_in));
    let mut updates: Vec<Update> = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.date < agreed.0 {
            let kind = Kind::UpdateBeforeMeeting { update: entry.date.to_string(), meeting: agreed.0.to_string() };
            diagnostics.push(Diagnostic::new(kind, entry.status_span).with(Role::Subject, agreed.1));
        }
        let recorded = before(&updates, entry.date);
        if let Some((stated, span)) = entry.stated
            && let Some(recorded) = contradicted(&updates, entry.date, stated)
        {
            let kind = Kind::PreviousDisagrees { stated: label(stated), recorded: label(recorded.status) };
            diagnostics.push(Diagnostic::new(kind, span).with(Role::Recorded, recorded.span));
        }
        let recorded = recorded.map(|update| update.status);
        if let Some(same_day) = updates.last_mut().filter(|update| update.date == entry.date) {
            if same_day.status != entry.status {
                let kind = Kind::UpdatesDisagree {
                    date: entry.date.to_string(),
                    first: label(same_day.status),
                    second: label(entry.status),
                };
                diagnostics.push(Diagnostic::new(kind, entry.status_span).with(Role::First, same_day.span));
            } else if same_account(sources, &same_day.text, &entry.text) {
                // The same update, recorded in both places; the later minutes are told to have it too.
                same_day.recorded_in = same_day.recorded_in.or(entry.recorded_in);
                continue;
            }
        }
        let stated = entry.stated.map(|(status, _)| status);
        updates.push(Update {
            date: entry.date,
            status: entry.status,
            stated,
            previous: stated.or(recorded),
            text: entry.text,
            recorded_in: entry.recorded_in,
            span: entry.status_span,
        });
    }
    updates
}
