//! A meeting that is in the register and in a document: what is recorded is recognised, what is new is added, what
//! contradicts is told. Nothing that is written changes.

use std::collections::BTreeSet;

use super::facts::Change;
use crate::content::markdown::plain_text;
use crate::content::{EntrySection, end_of_section, parse_minutes, section_name};
use crate::diagnostic::{Diagnostics, Sources};
use crate::edit::{NewUpdate, Passage, add_block, add_update};
use crate::import::{
    NotedCommitment, NotedMeeting, Paragraph, Remark, RemarkKind, Writing, account, commitment, paragraphs,
};
use crate::model::text::fold;
use crate::model::{Commitment, MeetingIx, Prose, StatusIx, StatusKind, Update};
use crate::pipeline::Desk;
use crate::register::prose_text;

/// What becomes of minutes.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Their text, if it changes.
    pub(super) text: Option<String>,
    pub(super) remarks: Vec<Remark>,
    pub(super) updates: usize,
    pub(super) new_commitments: usize,
}

pub(super) fn merge(desk: &Desk, ix: MeetingIx, noted: &NotedMeeting, writing: &Writing<'_>, change: Change) -> Merged {
    let register = desk.register();
    let mut merged = Merged::default();
    facts(desk, ix, noted, &mut merged);
    let meeting = register.meeting(ix);
    let mut text = desk.sources().get(meeting.span.source).text.clone();
    let before = text.clone();
    for it in &noted.commitments {
        let known =
            meeting.commitments.iter().map(|&ix| register.commitment(ix)).find(|known| known.id.number == it.number);
        match known {
            Some(known) if change == Change::Told && is_another(desk, known, it) => {
                let kind = RemarkKind::OtherCommitment {
                    id: known.id.to_string(),
                    noted: plain(&it.text),
                    recorded: agreed(desk, known),
                };
                merged.remarks.push(Remark { kind, place: it.place });
            }
            Some(known) => {
                text = super::facts::apply(desk, known, it, change, text, &mut merged.remarks);
                let mut it = it.clone();
                if change == Change::Written {
                    text = reword(desk, known, &mut it, text);
                }
                let it = &it;
                let mut updates = dated(desk, known, it, writing, &mut merged.remarks);
                updates.extend(follow(desk, known, it, writing, &mut merged.remarks));
                for update in updates {
                    if let Some(changed) = with_update(&text, &meeting.id, it, &update) {
                        text = changed;
                        merged.updates += 1;
                    }
                }
            }
            None => {
                let block = commitment(it, meeting.date, writing);
                text = match end_of_section(&text, EntrySection::Commitments) {
                    Some(end) => add_block(&text, end, &block),
                    None => {
                        let name = section_name(EntrySection::Commitments, writing.language);
                        add_block(&text, text.len(), &format!("## {name}\n\n{block}"))
                    }
                };
                merged.new_commitments += 1;
            }
        }
    }
    merged.text = (text != before).then_some(text);
    merged
}

/// The minutes with the texts of a table where those are other words; what was written is taken out of what is noted, so that
/// it is not told to differ.
fn reword(desk: &Desk, known: &Commitment, noted: &mut NotedCommitment, mut text: String) -> String {
    let source = |prose: &Prose| prose_text(desk.sources(), prose);
    let recorded = source(&known.text);
    if !noted.text.is_empty()
        && words(&plain(&noted.text)) != words(&plain_text(&recorded))
        && let Some(changed) = super::facts::reworded(&recorded, &noted.text, known, Passage::Agreed, &text)
    {
        text = changed;
        noted.text = vec![Paragraph::of(&plain_text(&recorded), noted.place)];
    }
    noted.updates.retain(|update| {
        let same_day: Vec<&Update> = known.updates.iter().filter(|it| it.date == update.date).collect();
        let [it] = same_day.as_slice() else { return true };
        let recorded = source(&it.text);
        if it.status != update.status || words(&plain(&update.text)) == words(&plain_text(&recorded)) {
            return true;
        }
        match super::facts::reworded(&recorded, &update.text, known, Passage::Done(update.date), &text) {
            Some(changed) => {
                text = changed;
                false
            }
            None => true,
        }
    });
    text
}

/// What the document says of the meeting itself, where the minutes say something else.
fn facts(desk: &Desk, ix: MeetingIx, noted: &NotedMeeting, merged: &mut Merged) {
    let register = desk.register();
    let meeting = register.meeting(ix);
    let id = meeting.id.to_string();
    let mut differ = |noted_words: String, recorded: String| {
        let kind = RemarkKind::OtherFact { id: id.clone(), noted: noted_words, recorded };
        merged.remarks.push(Remark { kind, place: noted.place });
    };
    let language = register.language;
    if let Some(held) = noted.mode
        && meeting.mode != Some(held)
    {
        let recorded = meeting.mode.map_or("–", |mode| mode.written(language));
        differ(held.written(language).to_owned(), recorded.to_owned());
    }
    let recorded: Vec<(String, Vec<String>)> = meeting
        .attendees
        .iter()
        .map(|it| {
            let organisation = &register.organisations()[it.organisation];
            (organisation.label.clone(), it.units.iter().map(|&unit| organisation.units[unit].label.clone()).collect())
        })
        .collect();
    let told: Vec<(String, Vec<String>)> =
        noted.attendees.iter().map(|it| (it.organisation.clone(), it.units.clone())).collect();
    if !told.is_empty() && keys(&told) != keys(&recorded) {
        differ(shown(&told), shown(&recorded));
    }
    let prose = |prose: &Prose| plain_text(&prose_text(desk.sources(), prose));
    for (told, recorded) in [(&noted.intro, &meeting.intro), (&noted.objectives, &meeting.objectives)] {
        let told = plain(told);
        if !told.is_empty() && words(&told) != words(&prose(recorded)) {
            differ(told, prose(recorded));
        }
    }
    for (told, recorded) in [(&noted.title, &meeting.title), (&noted.series, &meeting.series)] {
        if let Some(told) = told
            && recorded.as_ref().map(|it| fold(it)) != Some(fold(told))
        {
            differ(told.clone(), recorded.clone().unwrap_or_default());
        }
    }
    let topics: Vec<String> = noted.topics.iter().map(Paragraph::plain).collect();
    if !topics.is_empty() && topics.iter().map(|it| words(it)).ne(meeting.topic_items.iter().map(|it| words(it))) {
        differ(topics.join(" "), meeting.topic_items.join(" "));
    }
}

fn keys(attendees: &[(String, Vec<String>)]) -> Vec<String> {
    let mut keys: Vec<String> = attendees
        .iter()
        .flat_map(|(name, units)| {
            std::iter::once(fold(name)).chain(units.iter().map(move |unit| format!("{}/{}", fold(name), fold(unit))))
        })
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

fn shown(attendees: &[(String, Vec<String>)]) -> String {
    let one = |(name, units): &(String, Vec<String>)| {
        if units.is_empty() { name.clone() } else { format!("{name} ({})", units.join(", ")) }
    };
    attendees.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// How much a noted meeting is one of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// It agreed the same.
    Same,
    /// It agreed something else, with other organisations.
    Other,
    /// Neither is certain.
    Unknown,
}

pub(super) fn likeness(desk: &Desk, ix: MeetingIx, noted: &NotedMeeting) -> Likeness {
    let register = desk.register();
    let meeting = register.meeting(ix);
    let pairs: Vec<bool> = noted
        .commitments
        .iter()
        .filter_map(|it| {
            let mut known = meeting.commitments.iter().map(|&ix| register.commitment(ix));
            known.find(|known| known.id.number == it.number).map(|known| is_another(desk, known, it))
        })
        .collect();
    let known: Vec<String> =
        meeting.attendees.iter().map(|it| fold(&register.organisations()[it.organisation].label)).collect();
    let told: Vec<String> = noted.attendees.iter().map(|it| fold(&it.organisation)).collect();
    let others = told.iter().any(|it| !known.contains(it)) && known.iter().any(|it| !told.contains(it));
    let is_other_mode = noted.mode.is_some() && meeting.mode.is_some() && noted.mode != meeting.mode;
    match pairs.as_slice() {
        [] => Likeness::Unknown,
        pairs if pairs.iter().any(|another| !another) => Likeness::Same,
        _ if others || is_other_mode => Likeness::Other,
        _ => Likeness::Unknown,
    }
}

/// Whether a noted commitment has hardly a word of the one that has its number.
fn is_another(desk: &Desk, known: &Commitment, noted: &NotedCommitment) -> bool {
    let set = |text: &str| -> BTreeSet<String> {
        let long = |word: &&str| word.chars().count() > 3;
        text.split(|c: char| !c.is_alphanumeric()).filter(long).map(fold).collect()
    };
    let (told, recorded) = (set(&plain(&noted.text)), set(&agreed(desk, known)));
    let fewer = told.len().min(recorded.len());
    fewer >= 2 && told.intersection(&recorded).count() * 3 < fewer
}

/// What was agreed, as the minutes say it.
fn agreed(desk: &Desk, known: &Commitment) -> String {
    let text = plain_text(&prose_text(desk.sources(), &known.text));
    if text.trim().is_empty() { known.title.clone() } else { text }
}

/// What makes two texts the same, however they are set: where lines and list items end, nobody says.
fn words(text: &str) -> String {
    fold(text).split_whitespace().collect()
}

fn plain(paragraphs: &[Paragraph]) -> String {
    paragraphs.iter().map(Paragraph::plain).collect::<Vec<_>>().join("\n")
}

/// Updates that a document tells by their days, and that are not recorded.
fn dated(
    desk: &Desk,
    known: &Commitment,
    noted: &NotedCommitment,
    writing: &Writing<'_>,
    remarks: &mut Vec<Remark>,
) -> Vec<NewUpdate> {
    let register = desk.register();
    let mut new = Vec::new();
    for update in &noted.updates {
        let told = plain(&update.text);
        let same_day: Vec<&Update> = known.updates.iter().filter(|it| it.date == update.date).collect();
        let text_of = |it: &Update| plain_text(&prose_text(desk.sources(), &it.text));
        if same_day.iter().any(|it| it.status == update.status && words(&text_of(it)) == words(&told)) {
            continue;
        }
        match same_day.first() {
            None => {
                let account = Some(paragraphs(&update.text)).filter(|text| !text.is_empty());
                new.push(NewUpdate { date: update.date, status: writing.status(update.status, None), account });
            }
            Some(it) => {
                let label = |ix: StatusIx| register.status(ix).label(register.language).to_owned();
                let id = format!("{} · {}", known.id, update.date);
                let kind = if it.status == update.status {
                    RemarkKind::OtherText { id, noted: told, recorded: text_of(it) }
                } else {
                    RemarkKind::OtherStatus { id, noted: label(update.status), recorded: label(it.status) }
                };
                remarks.push(Remark { kind, place: noted.place });
            }
        }
    }
    new
}

/// The update that a document adds to the history of a commitment, if it tells anything new that fits it.
fn follow(
    desk: &Desk,
    known: &Commitment,
    noted: &NotedCommitment,
    writing: &Writing<'_>,
    remarks: &mut Vec<Remark>,
) -> Option<NewUpdate> {
    let register = desk.register();
    let id = known.id.to_string();
    let text_of = |prose: &Prose| plain_text(&prose_text(desk.sources(), prose));
    let mut remark = |kind| remarks.push(Remark { kind, place: noted.place });
    let (agreed, recorded) = (plain(&noted.text), text_of(&known.text));
    // A commitment without a text of its own is told by its title.
    let is_title = recorded.is_empty() && words(&agreed) == words(&known.title);
    if words(&agreed) != words(&recorded) && !is_title {
        remark(RemarkKind::OtherText { id: id.clone(), noted: agreed, recorded });
    }
    let date = writing.cut_off.max(register.meeting(known.meeting).date);
    let done = plain(&noted.account);
    let by_then: Vec<&Update> = known.updates.iter().filter(|update| update.date <= date).collect();
    let last = by_then.last().copied();
    let status =
        noted.status.or_else(|| (!done.is_empty()).then(|| last.map_or(register.initial, |last| last.status)))?;
    let is_told = |update: &Update| update.status == status && words(&text_of(&update.text)) == words(&done);
    let label = |ix: StatusIx| register.status(ix).label(register.language).to_owned();
    let contradicts = |recorded: &Update| RemarkKind::OtherStatus {
        id: id.clone(),
        noted: format!("{} · {}", writing.cut_off, label(status)),
        recorded: format!("{} · {}", recorded.date, label(recorded.status)),
    };
    let is_closed = register.status(status).kind != StatusKind::Open;
    let is_change = noted.previous.is_some_and(|previous| previous != status);
    match last {
        None if status == register.initial && done.is_empty() && noted.previous.is_none() => return None,
        None => {}
        Some(last) if is_told(last) => return None,
        Some(last) if last.status == status && done.is_empty() => return None,
        Some(last) if last.date == date && last.status != status => {
            remark(contradicts(last));
            return None;
        }
        Some(last) if last.date == date => {
            remark(RemarkKind::OtherText { id: format!("{id} · {date}"), noted: done, recorded: text_of(&last.text) });
            return None;
        }
        // It was told before, and something else since.
        Some(last) if by_then.iter().any(|update| is_told(update)) => {
            remark(contradicts(last));
            return None;
        }
        // The same change, or the same end, told in other words.
        Some(last) if last.status == status && (is_change || is_closed) => {
            remark(match last.previous.filter(|&before| noted.previous.is_some_and(|stated| stated != before)) {
                Some(_) => contradicts(last),
                None => RemarkKind::OtherText {
                    id: format!("{id} · {}", last.date),
                    noted: done,
                    recorded: text_of(&last.text),
                },
            });
            return None;
        }
        Some(last) if noted.previous.is_some_and(|previous| previous != last.status && previous != status) => {
            let kind = RemarkKind::OtherStatus {
                id: id.clone(),
                noted: writing.status(status, noted.previous),
                recorded: format!("{} · {}", last.date, label(last.status)),
            };
            remark(kind);
            return None;
        }
        Some(_) => {}
    }
    // What is recorded of a later day was told to follow something else.
    if let Some(later) = known.updates.iter().find(|update| update.date > date)
        && later.stated.is_some_and(|stated| stated != status)
    {
        remark(contradicts(later));
        return None;
    }
    let previous = noted.previous.filter(|_| last.is_none());
    let account = Some(account(noted)).filter(|text| !text.is_empty());
    Some(NewUpdate { date, status: writing.status(status, previous), account })
}

/// The minutes with an update behind the others of the commitment.
fn with_update(
    text: &str,
    id: &crate::model::MeetingId,
    noted: &NotedCommitment,
    update: &NewUpdate,
) -> Option<String> {
    let mut sources = Sources::default();
    let source = sources.add("", text);
    let minutes = parse_minutes(&sources, source, id.clone(), &mut Diagnostics::default());
    add_update(text, &minutes, &noted.number, update)
}
