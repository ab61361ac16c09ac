//! Meetings: their ids, who attended, and what they say.

use std::collections::BTreeMap;

use super::Resolver;
use crate::content::Minutes;
use crate::diagnostic::{Diagnostic, Kind, Role, Span};
use crate::model::{Attendee, Meeting, MeetingIx, PartyIx, Reference};
use crate::register::Referrer;
use crate::register::lookup::meeting_key;
use crate::register::references::note;

impl Resolver<'_> {
    /// Enters every id and alias; one that two meetings have is reported at both.
    pub(super) fn name_meetings(&mut self, minutes: &[Minutes]) {
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        for (i, minutes) in minutes.iter().enumerate() {
            let own = std::iter::once((minutes.id.0.as_str(), minutes.date.span));
            let aliases = minutes.aliases.iter().map(|alias| (alias.value.as_str(), alias.span));
            for (id, span) in own.chain(aliases) {
                let key = meeting_key(id);
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

    pub(super) fn attendees(&mut self, minutes: &Minutes) -> Vec<Attendee> {
        let mut attendees: Vec<Attendee> = Vec::new();
        for attendee in &minutes.attendees {
            let organisation = self.directory.organisation_or_new(&attendee.organisation.value);
            self.directory.note(PartyIx { organisation, unit: None }, attendee.organisation.span);
            let mut units = Vec::new();
            for unit in &attendee.units {
                let span = unit.span;
                let unit = self.directory.unit_or_new(organisation, &unit.value);
                self.directory.note(PartyIx { organisation, unit: Some(unit) }, span);
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

    pub(super) fn meeting(&mut self, ix: MeetingIx, minutes: &Minutes, attendees: Vec<Attendee>) -> Meeting {
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
