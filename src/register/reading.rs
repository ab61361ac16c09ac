//! A register as lines that can be compared: what its pages are made from, without the places where it is written.

use super::{Register, prose_text};
use crate::content::reading;
use crate::diagnostic::Sources;
use crate::model::{ChainLink, Commitment, PartyIx, Prose, Reference};

/// What a register says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Each meeting.
    pub meetings: Vec<String>,
    /// Each commitment.
    pub commitments: Vec<CommitmentReading>,
    /// Each plain page.
    pub pages: Vec<String>,
}

/// What a commitment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentReading {
    /// `2022-08-09/4`
    pub id: String,
    /// What was agreed.
    pub agreed: String,
    /// Each update, oldest first.
    pub updates: Vec<String>,
}

impl Reading {
    /// Reads a register.
    #[must_use]
    pub fn of(register: &Register, sources: &Sources) -> Self {
        let html = |prose: &Prose| {
            let none = Vec::new();
            let source = prose.parts.first().map(|part| part.source);
            let definitions = source.and_then(|source| register.definitions.get(&source)).unwrap_or(&none);
            reading(&super::defined_text(sources, prose, definitions))
        };
        let meetings = register.meetings.iter().map(|meeting| {
            let prose = [
                &meeting.intro,
                &meeting.objectives,
                &meeting.topics,
                &meeting.commitments_intro,
                &meeting.follow_up_intro,
            ]
            .map(html);
            let sections: Vec<_> =
                meeting.sections.iter().map(|section| (&section.title, html(&section.prose))).collect();
            let label = |organisation, unit| register.directory.full_label(PartyIx { organisation, unit });
            let attendees: Vec<_> = meeting
                .attendees
                .iter()
                .map(|it| {
                    let units: Vec<_> = it.units.iter().map(|&unit| label(it.organisation, Some(unit))).collect();
                    (label(it.organisation, None), units)
                })
                .collect();
            let tags: Vec<_> = meeting.tags.iter().map(|&tag| &register.tags[tag]).collect();
            format!(
                "{} {} {:?}",
                meeting.id,
                meeting.date,
                (
                    &meeting.title,
                    meeting.mode,
                    &meeting.series,
                    attendees,
                    tags,
                    prose,
                    sections,
                    &meeting.topic_items,
                    &meeting.aliases
                )
            )
        });
        let commitments = register.commitments.iter().map(|commitment| CommitmentReading {
            id: commitment.id.to_string(),
            agreed: agreed(register, commitment, &html(&commitment.text)),
            updates: commitment
                .updates
                .iter()
                .map(|update| {
                    let recorded = update.recorded_in.map(|ix| &register.meeting(ix).id);
                    let status = &register.status(update.status).id;
                    format!("{} {status} {:?}", update.date, (update.stated, recorded, html(&update.text)))
                })
                .collect(),
        });
        let pages = register.pages.iter().map(|page| format!("{} {:?} {}", page.path, page.title, html(&page.text)));
        Self { meetings: meetings.collect(), commitments: commitments.collect(), pages: pages.collect() }
    }
}

fn agreed(register: &Register, commitment: &Commitment, text: &str) -> String {
    let responsible: Vec<_> =
        commitment.responsible.iter().map(|&party| register.directory.full_label(party)).collect();
    // By name: places move when something is added.
    let name = |reference: &Reference| match reference {
        Reference::Commitment(ix) => register.commitment(*ix).id.to_string(),
        Reference::Meeting(ix) => register.meeting(*ix).id.to_string(),
        Reference::Document(ix) => register.document(*ix).id.clone(),
        Reference::Party(party) => register.directory.full_label(*party),
    };
    let references: Vec<_> = commitment.related.iter().map(name).collect();
    let chain: Vec<_> = commitment
        .chain
        .iter()
        .map(|link| (matches!(link, ChainLink::Continues(_)), register.commitment(link.target()).id.to_string()))
        .collect();
    let tags: Vec<_> = commitment.tags.iter().map(|&tag| &register.tags[tag]).collect();
    let (title, due) = (&commitment.title, commitment.due);
    format!("{:?}", (title, text, responsible, due, references, chain, tags))
}

/// Whether two accounts say the same, however they are spaced.
pub(super) fn same_account(sources: &Sources, a: &Prose, b: &Prose) -> bool {
    let (a, b) = (prose_text(sources, a), prose_text(sources, b));
    a == b || reading(&a) == reading(&b)
}
