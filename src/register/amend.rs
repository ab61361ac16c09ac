//! A register after a change of words in one meeting's minutes: where the new minutes say to the rest of the register
//! what the old ones said, only what stands in them has to be put in its place. The rest is as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::documents::numbers_in;
use super::resolve::title_of;
use super::{Mention, Register, defined_text};
use crate::content::markdown::plain_text;
use crate::content::{Minutes, ParsedAttendee, ParsedCommitment, ParsedFollowUp, ParsedUpdate, StatusMention, Url};
use crate::diagnostic::{Sources, Span, Spanned};
use crate::model::{CommitmentIx, Mode, PartialDate, Prose};

/// What minutes say to the rest of a register, without the places where they say it and without the words that stay
/// within their own pages.
#[derive(Debug, PartialEq, Eq)]
pub struct Gist {
    id: String,
    date: NaiveDate,
    mode: Option<Mode>,
    series: Option<String>,
    attendees: Vec<(String, Vec<String>)>,
    tags: Vec<String>,
    draft: bool,
    aliases: Vec<String>,
    commitments: Vec<CommitmentGist>,
    follow_ups: Vec<(String, Mentioned, Vec<String>)>,
    /// Each with the commitment or follow-up that it stands in, by place.
    links: Vec<(String, Option<usize>, Option<usize>)>,
    urls: Vec<Url>,
    definitions: Vec<String>,
    /// Documents that its own text names.
    documents: Vec<String>,
}

type Mentioned = (String, Option<String>);

#[derive(Debug, PartialEq, Eq)]
struct CommitmentGist {
    number: String,
    responsible: Vec<String>,
    due: Option<PartialDate>,
    /// Documents listed, related, continued and replaced ones.
    references: [Vec<String>; 4],
    tags: Vec<String>,
    updates: Vec<(NaiveDate, Mentioned, Vec<String>)>,
    /// Documents that its text names.
    documents: Vec<String>,
}

impl Gist {
    /// Of minutes whose text is in `sources`; the register tells which documents are configured.
    #[must_use]
    pub fn of(minutes: &Minutes, sources: &Sources, register: &Register) -> Self {
        // Every field is named, so that one that is added is thought of here.
        let Minutes {
            source,
            id,
            date,
            title: _,
            mode,
            series,
            attendees,
            tags,
            draft,
            aliases,
            intro,
            objectives,
            topics,
            topic_items: _,
            commitments_intro,
            follow_up_intro,
            sections,
            commitments,
            follow_ups,
            links,
            urls,
            definitions,
        } = minutes;
        let named = |prose: &Prose| documents_in(prose, definitions, sources, register);
        let own = [intro, objectives, topics, commitments_intro, follow_up_intro];
        let own = own.into_iter().chain(sections.iter().map(|section| &section.prose));
        let attendee =
            |ParsedAttendee { organisation, units }: &ParsedAttendee| (organisation.value.clone(), values(units));
        Self {
            id: id.0.clone(),
            date: date.value,
            mode: *mode,
            series: series.clone(),
            attendees: attendees.iter().map(attendee).collect(),
            tags: tags.clone(),
            draft: *draft,
            aliases: values(aliases),
            commitments: commitments.iter().map(|it| CommitmentGist::of(it, &named)).collect(),
            follow_ups: follow_ups
                .iter()
                .map(|ParsedFollowUp { reference, mention, text, extent: _ }| {
                    (reference.value.clone(), mentioned(mention), named(text))
                })
                .collect(),
            links: links
                .iter()
                .map(|link| {
                    let within = |extent: &Range<u32>| extent.contains(&link.span.start);
                    let commitment = commitments.iter().position(|it| within(&it.extent));
                    let follow_up = follow_ups.iter().position(|it| within(&it.extent));
                    (link.value.clone(), commitment, follow_up)
                })
                .collect(),
            urls: urls.iter().map(|url| url.value.clone()).collect(),
            definitions: definitions
                .iter()
                .map(|range| sources.slice(Span { source: *source, start: range.start, end: range.end }).to_owned())
                .collect(),
            documents: own.flat_map(named).collect(),
        }
    }
}

impl CommitmentGist {
    fn of(commitment: &ParsedCommitment, named: &dyn Fn(&Prose) -> Vec<String>) -> Self {
        let ParsedCommitment {
            number,
            title: _,
            text,
            responsible,
            due,
            documents,
            related,
            continues,
            replaces,
            tags,
            updates,
            extent: _,
        } = commitment;
        Self {
            number: number.value.to_string(),
            responsible: values(responsible),
            due: due.as_ref().map(|due| due.value),
            references: [documents, related, continues, replaces].map(|list| values(list)),
            tags: tags.clone(),
            updates: updates
                .iter()
                .map(|ParsedUpdate { date, mention, text }| (date.value, mentioned(mention), named(text)))
                .collect(),
            documents: named(text),
        }
    }
}

fn values(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|it| it.value.clone()).collect()
}

fn mentioned(StatusMention { status, previous }: &StatusMention) -> Mentioned {
    (status.value.clone(), previous.as_ref().map(|it| it.value.clone()))
}

/// What a text names as documents, in the order in which resolving comes upon it.
fn documents_in(prose: &Prose, definitions: &[Range<u32>], sources: &Sources, register: &Register) -> Vec<String> {
    let text = defined_text(sources, prose, definitions);
    let configured = &register.configured;
    if !text.contains('/') && !configured.knows_documents() {
        return Vec::new();
    }
    let text = plain_text(&text);
    let of_configuration = configured.find(&text).filter(|(_, mention)| matches!(mention, Mention::Document(_)));
    let mut named: Vec<String> = of_configuration.map(|(range, _)| text[range].to_owned()).collect();
    named.extend(numbers_in(&text).map(str::to_owned));
    named
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amended {
    /// Whether a meeting or commitment is called otherwise now.
    pub titles: bool,
}

impl Register {
    /// Puts minutes in the place of others that have the same gist; `sources` has the new text. None, and nothing is
    /// changed, where it is not plain which part of the register came from which part of the minutes.
    ///
    /// Where names of organisations are written is not told anew: only the rules of `check` ask for it.
    #[must_use]
    pub fn amend(&mut self, before: &Minutes, after: &Minutes, sources: &Sources) -> Option<Amended> {
        let place = self.meetings.iter().position(|meeting| meeting.span.source == before.source)?;
        let accounts = accounts(before, after);
        self.is_plain(place, before, after, &accounts).then_some(())?;

        let mut amended = Amended { titles: false };
        let meeting = &mut self.meetings[place];
        let title = after.title.as_ref().map(|title| title.value.clone());
        amended.titles |= meeting.title != title;
        meeting.title = title;
        meeting.intro.clone_from(&after.intro);
        meeting.objectives.clone_from(&after.objectives);
        meeting.topics.clone_from(&after.topics);
        meeting.topic_items.clone_from(&after.topic_items);
        meeting.commitments_intro.clone_from(&after.commitments_intro);
        meeting.follow_up_intro.clone_from(&after.follow_up_intro);
        meeting.sections.clone_from(&after.sections);
        meeting.span = after.date.span;
        for (&ix, parsed) in meeting.commitments.iter().zip(&after.commitments) {
            let commitment = &mut self.commitments[ix.0];
            let title = title_of(parsed, &after.definitions, sources);
            amended.titles |= commitment.title != title;
            commitment.title = title;
            commitment.text.clone_from(&parsed.text);
            commitment.span = parsed.number.span;
            commitment.due_span = parsed.due.as_ref().map_or(parsed.number.span, |due| due.span);
        }
        let followed = meeting.follow_up.iter().map(|&(ix, _)| ix);
        // Each once: what an account is found by changes.
        let concerned: BTreeSet<CommitmentIx> = meeting.commitments.iter().copied().chain(followed).collect();
        for ix in concerned {
            for update in &mut self.commitments[ix.0].updates {
                if let Some((span, text)) = accounts.get(&update.span) {
                    update.text.clone_from(text);
                    update.span = *span;
                }
            }
        }
        let urls = self.urls.iter_mut().filter(|url| url.span.source == before.source);
        for (url, new) in urls.zip(&after.urls) {
            url.span = new.span;
        }
        if let Some(definitions) = self.definitions.get_mut(&before.source) {
            definitions.clone_from(&after.definitions);
        }
        Some(amended)
    }

    /// Whether every commitment and account of the minutes is one of the register's, and none was merged with another:
    /// whether two accounts are the same depends on their words.
    fn is_plain(&self, place: usize, before: &Minutes, after: &Minutes, accounts: &Accounts<'_>) -> bool {
        let meeting = &self.meetings[place];
        let commitments = || meeting.commitments.iter().map(|&ix| self.commitment(ix));
        let followed = || meeting.follow_up.iter().map(|&(ix, update)| (self.commitment(ix), update));
        let count = before.commitments.iter().map(|it| it.updates.len()).sum::<usize>() + before.follow_ups.len();
        let known = |span: Span| accounts.contains_key(&span);
        accounts.len() == count
            && meeting.commitments.len() == before.commitments.len()
            && meeting.follow_up.len() == before.follow_ups.len()
            && self.urls.iter().filter(|url| url.span.source == before.source).count() == after.urls.len()
            && commitments().zip(&before.commitments).all(|(commitment, parsed)| {
                let own = commitment.updates.iter().filter(|update| update.span.source == before.source);
                commitment.span == parsed.number.span
                    && own.clone().filter(|update| update.recorded_in.is_none()).count() == parsed.updates.len()
                    && own.clone().all(|update| known(update.span))
            })
            && followed()
                .all(|(commitment, update)| commitment.updates.get(update).is_some_and(|update| known(update.span)))
            && commitments()
                .chain(followed().map(|(commitment, _)| commitment))
                .all(|commitment| commitment.updates.windows(2).all(|pair| matches!(pair, [a, b] if a.date != b.date)))
    }
}

/// Where the status of each account stands now, and its text, by where it stood.
type Accounts<'a> = BTreeMap<Span, (Span, &'a Prose)>;

fn accounts<'a>(before: &Minutes, after: &'a Minutes) -> Accounts<'a> {
    let of = |minutes: &'a Minutes| -> Vec<(Span, &'a Prose)> {
        let own = minutes.commitments.iter().flat_map(|it| &it.updates).map(|it| (it.mention.status.span, &it.text));
        own.chain(minutes.follow_ups.iter().map(|it| (it.mention.status.span, &it.text))).collect()
    };
    let own = before.commitments.iter().flat_map(|it| &it.updates).map(|it| it.mention.status.span);
    let was = own.chain(before.follow_ups.iter().map(|it| it.mention.status.span));
    was.zip(of(after)).collect()
}
