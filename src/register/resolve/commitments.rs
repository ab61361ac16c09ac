//! Commitments: their places, their histories, and what they refer to.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::{Placed, Resolver};
use crate::config::StatusKind;
use crate::content::markdown::plain_text;
use crate::content::{Minutes, ParsedCommitment};
use crate::diagnostic::{Diagnostic, Kind, Role, Sources, Span};
use crate::model::text::first_sentence;
use crate::model::{ChainLink, Commitment, CommitmentId, CommitmentIx, DocumentIx, MeetingIx, Reference, StatusIx};
use crate::register::history::{self, Entry};
use crate::register::references::{self, chain_link, follow, note};
use crate::register::{Referrer, defined_text};

impl Resolver<'_> {
    /// Gives every commitment its place; a number used twice in a meeting is reported, and its second use left out.
    pub(super) fn name_commitments(&mut self, minutes: &[Minutes]) -> Placed {
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
                self.lookup.note(meeting, &minutes.id, &number.value);
                if number.value.as_str().contains('/') {
                    self.lookup.serials.entry(number.value.key().to_owned()).or_default().push(ix);
                }
                placed.push((meeting, position));
            }
        }
        placed
    }

    /// Resolves commitments with their histories, and tells which update each follow-up became.
    pub(super) fn commitments(
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
            self.documents_in(&[&parsed.text], &held.definitions, &mut documents);
            for update in &updates {
                let within = update.recorded_in.map_or(held, |later| &minutes[later.0]);
                // Of one update recorded in both places, the own minutes' text remains.
                let within = if update.span.source == held.source { held } else { within };
                self.documents_in(&[&update.text], &within.definitions, &mut documents);
            }
            let title = title_of(parsed, &held.definitions, self.sources);
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
}

/// What a commitment is called: its title, or the first sentence of its text.
pub(in crate::register) fn title_of(
    parsed: &ParsedCommitment,
    definitions: &[Range<u32>],
    sources: &Sources,
) -> String {
    let text = || plain_text(&defined_text(sources, &parsed.text, definitions));
    parsed.title.clone().unwrap_or_else(|| first_sentence(&text()))
}
