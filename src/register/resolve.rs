//! The order in which minutes become a register.

mod commitments;
mod meetings;

pub(super) use commitments::title_of;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::documents::{Papers, numbers_in};
use super::references;
use super::tags::Tags;
use super::{Content, Directory, Drafts, Lookup, Mention, Mentions, Referrer, Register, defined_text};
use crate::config::Config;
use crate::content::markdown::plain_text;
use crate::diagnostic::{Diagnostics, Sources, Span};
use crate::model::{Attendee, CommitmentIx, DocumentIx, Meeting, MeetingIx, Prose, Reference, Status, StatusIx};

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
    let configured_urls = resolver.configured_links(&config.report);

    let Resolver { statuses, directory, papers, configured, tags, mut lookup, mut backlinks, .. } = resolver;
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
        .chain(configured_urls)
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
        configured,
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
}
