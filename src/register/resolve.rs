//! The order in which minutes become a register.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::documents::{Papers, numbers_in};
use super::history::{self, Entry};
use super::references::{self, chain_link, follow, note};
use super::tags::Tags;
use super::{Content, Directory, Drafts, Lookup, Mention, Mentions, Referrer, Register, defined_text};
use crate::config::{Config, StatusKind};
use crate::content::markdown::plain_text;
use crate::content::{Minutes, ParsedCommitment};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, Role, Sources, Span};
use crate::model::text::first_sentence;
use crate::model::{
    Attendee, ChainLink, Commitment, CommitmentId, CommitmentIx, DocumentIx, Meeting, MeetingIx, PartyIx, Prose,
    Reference, Status, StatusIx,
};

/// Resolves parsed content. Whatever cannot be resolved is reported and left out.
#[must_use]
pub fn resolve(
    content: Content,
    config: &Config,
    cut_off: NaiveDate,
    drafts: Drafts,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Register {
    let Content { mut minutes, mut pages } = content;
    let mut lookup = Lookup::default();
    if drafts == Drafts::Exclude {
        lookup.drafts = minutes.iter().filter(|m| m.draft).map(|m| super::lookup::meeting_key(&m.id.0)).collect();
        minutes.retain(|minutes| !minutes.draft);
        pages.retain(|page| !page.draft);
    }
    minutes.sort_by(|a, b| (a.date.value, &a.id).cmp(&(b.date.value, &b.id)));
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let mut resolver = Resolver {
        sources,
        diagnostics,
        statuses: config.statuses.iter().map(status).collect(),
        directory: Directory::new(&config.organisations),
        papers: Papers::default(),
        configured: Mentions::default(),
        tags: Tags::default(),
        lookup,
        backlinks: BTreeMap::new(),
        chain_spans: BTreeMap::new(),
    };
    resolver.papers = Papers::new(&config.documents, resolver.diagnostics);
    resolver.configured = Mentions::of_documents(resolver.papers.documents());
    resolver.name_meetings(&minutes);
    let attendees: Vec<Vec<Attendee>> = minutes.iter().map(|minutes| resolver.attendees(minutes)).collect();
    let parsed = resolver.name_commitments(&minutes);
    let initial = StatusIx(config.statuses.iter().position(|status| status.initial).unwrap_or(0));
    let (mut commitments, follow_up) = resolver.commitments(&minutes, &parsed, initial, cut_off);
    references::check_chains(&commitments, &resolver.chain_spans, resolver.diagnostics);
    let mut meetings: Vec<Meeting> = minutes
        .iter()
        .zip(attendees)
        .enumerate()
        .map(|(i, (m, attendees))| resolver.meeting(MeetingIx(i), m, attendees))
        .collect();
    for (i, commitment) in commitments.iter().enumerate() {
        meetings[commitment.meeting.0].commitments.push(CommitmentIx(i));
    }
    for (meeting, commitment, update) in follow_up {
        meetings[meeting.0].follow_up.push((commitment, update));
    }
    resolver.links(&minutes, &pages, &parsed);

    let Resolver { statuses, directory, papers, tags, mut lookup, mut backlinks, .. } = resolver;
    let (documents, moved, by_key) = papers.into_sorted();
    lookup.documents = by_key;
    let (tags, moved_tags) = tags.into_sorted();
    let new_place = |list: &mut Vec<DocumentIx>| list.iter_mut().for_each(|ix| *ix = moved[ix.0]);
    for commitment in &mut commitments {
        new_place(&mut commitment.documents);
        commitment.tags.iter_mut().for_each(|tag| *tag = moved_tags[*tag]);
        for reference in &mut commitment.related {
            if let Reference::Document(ix) = reference {
                *ix = moved[ix.0];
            }
        }
    }
    for meeting in &mut meetings {
        new_place(&mut meeting.documents);
        meeting.tags.iter_mut().for_each(|tag| *tag = moved_tags[*tag]);
    }
    backlinks = backlinks
        .into_iter()
        .map(|(target, referrers)| match target {
            Reference::Document(ix) => (Reference::Document(moved[ix.0]), referrers),
            other => (other, referrers),
        })
        .collect();
    let stories = references::stories(&commitments);
    let story_of = stories.iter().enumerate().flat_map(|(i, story)| story.iter().map(move |&ix| (ix, i))).collect();
    let mentions = Mentions::new(&directory, &documents, &config.glossary);
    let definitions = minutes
        .iter()
        .map(|minutes| (minutes.source, minutes.definitions.clone()))
        .chain(pages.iter().map(|page| (page.source, page.definitions.clone())))
        .filter(|(_, definitions)| !definitions.is_empty())
        .collect();
    let urls = minutes
        .iter()
        .map(|minutes| &minutes.urls)
        .chain(pages.iter().map(|page| &page.urls))
        .flatten()
        .cloned()
        .collect();
    Register {
        language: config.language,
        cut_off,
        previous_cut_off: config
            .previous_cut_off
            .or_else(|| cut_off.checked_sub_months(chrono::Months::new(1)))
            .map_or(cut_off, |day| day.min(cut_off)),
        thresholds: config.thresholds,
        initial,
        statuses,
        directory,
        documents,
        tags,
        meetings,
        commitments,
        pages,
        lookup,
        mentions,
        glossary: config.glossary.clone(),
        backlinks,
        stories,
        story_of,
        urls,
        definitions,
    }
}

fn status(config: &crate::config::StatusConfig) -> Status {
    Status {
        id: config.id.value.clone(),
        labels: config.labels.clone(),
        kind: config.kind,
        color: config.color.clone(),
        icon: config.icon.clone(),
    }
}

/// A commitment that has its place: the meeting's and its own among the meeting's.
pub(super) type Placed = Vec<(MeetingIx, usize)>;

pub(super) struct Resolver<'a> {
    pub(super) sources: &'a Sources,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) statuses: Vec<Status>,
    pub(super) directory: Directory,
    pub(super) papers: Papers,
    /// Finds the numbers of configured documents, whose form may be any.
    pub(super) configured: Mentions,
    pub(super) tags: Tags,
    pub(super) lookup: Lookup,
    pub(super) backlinks: BTreeMap<Reference, BTreeSet<Referrer>>,
    pub(super) chain_spans: BTreeMap<(CommitmentIx, CommitmentIx), Span>,
}

impl Resolver<'_> {
    /// Enters every id and alias; one that two meetings have is reported at both.
    fn name_meetings(&mut self, minutes: &[Minutes]) {
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        for (i, minutes) in minutes.iter().enumerate() {
            let own = std::iter::once((minutes.id.0.as_str(), minutes.date.span));
            let aliases = minutes.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
            for (id, span) in own.chain(aliases) {
                let key = super::lookup::meeting_key(id);
                match places.get(&key) {
                    Some(&first) => {
                        let kind = Kind::DuplicateMeeting { id: id.to_owned() };
                        self.diagnostics.push(Diagnostic::new(kind, span).with(Role::First, first));
                    }
                    None => {
                        places.insert(key.clone(), span);
                        self.lookup.meetings.insert(key, MeetingIx(i));
                    }
                }
            }
        }
    }

    fn attendees(&mut self, minutes: &Minutes) -> Vec<Attendee> {
        let mut attendees: Vec<Attendee> = Vec::new();
        for attendee in &minutes.attendees {
            let organisation = self.directory.organisation_or_new(&attendee.organisation.value);
            let mut units = Vec::new();
            for unit in &attendee.units {
                let unit = self.directory.unit_or_new(organisation, &unit.value);
                if !units.contains(&unit) {
                    units.push(unit);
                }
            }
            match attendees.iter_mut().find(|known| known.organisation == organisation) {
                Some(known) => {
                    known.units.extend(units.into_iter().filter(|unit| !known.units.contains(unit)).collect::<Vec<_>>())
                }
                None => attendees.push(Attendee { organisation, units }),
            }
        }
        attendees
    }

    /// Gives every commitment its place; a number used twice in a meeting is reported, and its second use left out.
    fn name_commitments(&mut self, minutes: &[Minutes]) -> Placed {
        let mut placed = Placed::new();
        for (i, minutes) in minutes.iter().enumerate() {
            let meeting = MeetingIx(i);
            let mut first: BTreeMap<&str, Span> = BTreeMap::new();
            for (position, commitment) in minutes.commitments.iter().enumerate() {
                let number = &commitment.number;
                if let Some(&first) = first.get(number.value.key()) {
                    let kind = Kind::DuplicateNumber { number: number.value.to_string() };
                    self.diagnostics.push(Diagnostic::new(kind, number.span).with(Role::First, first));
                    continue;
                }
                first.insert(number.value.key(), number.span);
                let ix = CommitmentIx(placed.len());
                self.lookup.numbers.insert((meeting, number.value.key().to_owned()), ix);
                if number.value.as_str().contains('/') {
                    self.lookup.serials.entry(number.value.key().to_owned()).or_default().push(ix);
                }
                placed.push((meeting, position));
            }
        }
        placed
    }

    /// Resolves commitments with their histories, and tells which update each follow-up became.
    fn commitments(
        &mut self,
        minutes: &[Minutes],
        placed: &Placed,
        initial: StatusIx,
        cut_off: NaiveDate,
    ) -> (Vec<Commitment>, Vec<(MeetingIx, CommitmentIx, usize)>) {
        let mut entries: Vec<Vec<Entry>> = (0..placed.len()).map(|_| Vec::new()).collect();
        for (ix, &(meeting, position)) in placed.iter().enumerate() {
            for update in &minutes[meeting.0].commitments[position].updates {
                if let Some((status, stated)) = history::statuses(&update.mention, &self.statuses, self.diagnostics) {
                    let status_span = update.mention.status.span;
                    let (date, text) = (update.date.value, update.text.clone());
                    entries[ix].push(Entry { date, status, status_span, stated, text, recorded_in: None });
                }
            }
        }
        for (i, minutes) in minutes.iter().enumerate() {
            for follow_up in &minutes.follow_ups {
                let found = self.lookup.find(&follow_up.reference.value, Some(MeetingIx(i)));
                let statuses = history::statuses(&follow_up.mention, &self.statuses, self.diagnostics);
                match found {
                    Ok(Reference::Commitment(ix)) => {
                        if let Some((status, stated)) = statuses {
                            entries[ix.0].push(Entry {
                                date: minutes.date.value,
                                status,
                                status_span: follow_up.mention.status.span,
                                stated,
                                text: follow_up.text.clone(),
                                recorded_in: Some(MeetingIx(i)),
                            });
                        }
                    }
                    Ok(_) => {
                        let kind = Kind::FollowUpMalformed { text: follow_up.reference.value.clone() };
                        self.diagnostics.report(kind, follow_up.reference.span);
                    }
                    Err(missing) => references::unknown(&follow_up.reference, missing, self.diagnostics),
                }
            }
        }
        let mut commitments = Vec::with_capacity(placed.len());
        let mut follow_up = Vec::new();
        for (ix, (&(meeting, position), entries)) in placed.iter().zip(entries).enumerate() {
            let held = &minutes[meeting.0];
            let agreed = (held.date.value, held.date.span);
            let updates = history::merge(entries, agreed, &self.statuses, self.sources, self.diagnostics);
            for (i, update) in updates.iter().enumerate() {
                if let Some(recorded_in) = update.recorded_in {
                    follow_up.push((recorded_in, CommitmentIx(ix), i));
                }
            }
            let last = updates.last();
            let status = last.map_or(initial, |update| update.status);
            let previous = last.and_then(|update| update.previous);
            let parsed = &held.commitments[position];
            let due = parsed.due.as_ref().map(|due| due.value);
            let due_span = parsed.due.as_ref().map_or(parsed.number.span, |due| due.span);
            let late = self.statuses[status.0].kind == StatusKind::Open && due.is_some_and(|due| due.end() < cut_off);
            let own = (CommitmentIx(ix), meeting);
            let responsible = references::parties(&parsed.responsible, &mut self.directory, self.diagnostics);
            let mut documents: Vec<DocumentIx> = Vec::new();
            for id in &parsed.documents {
                let document = self.papers.number(&id.value);
                if !documents.contains(&document) {
                    documents.push(document);
                }
            }
            let (chain, mut related) = self.chain(parsed, own);
            for (reference, _) in follow(&parsed.related, own, &self.lookup, &mut self.papers, self.diagnostics) {
                note(&mut self.backlinks, reference, Referrer::Commitment(own.0));
                if !related.contains(&reference) {
                    related.push(reference);
                }
            }
            for reference in &related {
                if let Reference::Document(document) = reference
                    && !documents.contains(document)
                {
                    documents.push(*document);
                }
            }
            let mut prose = vec![&parsed.text];
            prose.extend(updates.iter().map(|update| &update.text));
            self.documents_in(&prose, &held.definitions, &mut documents);
            let title = parsed.title.clone().unwrap_or_else(|| {
                first_sentence(&plain_text(&defined_text(self.sources, &parsed.text, &held.definitions)))
            });
            commitments.push(Commitment {
                id: CommitmentId { meeting: held.id.clone(), number: parsed.number.value.clone() },
                meeting,
                title,
                text: parsed.text.clone(),
                responsible,
                due,
                due_span,
                documents,
                related,
                chain,
                tags: self.tags.places(&parsed.tags),
                updates,
                status,
                previous,
                late,
                span: parsed.number.span,
            });
        }
        (commitments, follow_up)
    }

    /// What the commitment continues and replaces; a meeting, or another body's commitment, is no link of a chain but
    /// related.
    fn chain(&mut self, parsed: &ParsedCommitment, own: (CommitmentIx, MeetingIx)) -> (Vec<ChainLink>, Vec<Reference>) {
        let (mut chain, mut others) = (Vec::new(), Vec::new());
        let continues = ChainLink::Continues as fn(CommitmentIx) -> ChainLink;
        for (names, kind) in [(&parsed.continues, continues), (&parsed.replaces, ChainLink::Replaces)] {
            for (reference, span) in follow(names, own, &self.lookup, &mut self.papers, self.diagnostics) {
                note(&mut self.backlinks, reference, Referrer::Commitment(own.0));
                match chain_link(reference, kind) {
                    Some(link) => {
                        self.chain_spans.insert((own.0, link.target()), span);
                        chain.push(link);
                    }
                    None => others.push(reference),
                }
            }
        }
        (chain, others)
    }

    /// Adds the documents that plain text names.
    fn documents_in(&mut self, prose: &[&Prose], definitions: &[Range<u32>], documents: &mut Vec<DocumentIx>) {
        for prose in prose {
            let text = defined_text(self.sources, prose, definitions);
            // A number has a slash in it, unless it is configured; most texts have none and need not be read for one.
            if !text.contains('/') && !self.configured.knows_documents() {
                continue;
            }
            let text = plain_text(&text);
            let configured = self.configured.find(&text).filter_map(|(_, mention)| match mention {
                Mention::Document(ix) => Some(ix),
                _ => None,
            });
            let mut named: Vec<DocumentIx> = configured.collect();
            named.extend(numbers_in(&text).map(|id| self.papers.number(id)));
            for document in named {
                if !documents.contains(&document) {
                    documents.push(document);
                }
            }
        }
    }

    fn meeting(&mut self, ix: MeetingIx, minutes: &Minutes, attendees: Vec<Attendee>) -> Meeting {
        let mut documents = Vec::new();
        let mut prose = vec![&minutes.intro, &minutes.objectives, &minutes.topics];
        prose.extend([&minutes.commitments_intro, &minutes.follow_up_intro]);
        prose.extend(minutes.sections.iter().map(|section| &section.prose));
        self.documents_in(&prose, &minutes.definitions, &mut documents);
        for &document in &documents {
            note(&mut self.backlinks, Reference::Document(document), Referrer::Meeting(ix));
        }
        let parties = attendees
            .iter()
            .flat_map(|attendee| {
                let organisation = attendee.organisation;
                std::iter::once(None)
                    .chain(attendee.units.iter().copied().map(Some))
                    .map(move |unit| PartyIx { organisation, unit })
            })
            .collect();
        Meeting {
            id: minutes.id.clone(),
            aliases: minutes.aliases.iter().map(|alias| alias.value.clone()).collect(),
            date: minutes.date.value,
            title: minutes.title.as_ref().map(|title| title.value.clone()),
            mode: minutes.mode,
            series: minutes.series.clone(),
            attendees,
            tags: self.tags.places(&minutes.tags),
            intro: minutes.intro.clone(),
            objectives: minutes.objectives.clone(),
            topics: minutes.topics.clone(),
            topic_items: minutes.topic_items.clone(),
            commitments_intro: minutes.commitments_intro.clone(),
            follow_up_intro: minutes.follow_up_intro.clone(),
            sections: minutes.sections.clone(),
            commitments: Vec::new(),
            follow_up: Vec::new(),
            documents,
            parties,
            span: minutes.date.span,
        }
    }
}
