//! Commitments, meetings and pages as the search has them.

use acuerdos_search::{Entry, Kind, Record};

use super::super::{Site, data, prose};
use super::vocabulary::Places;
use crate::model::{CommitmentIx, MeetingIx, PartyIx};

/// Plain pages, by path.
pub(super) fn records_of_pages(site: &Site) -> impl Iterator<Item = Record> {
    site.register.pages.iter().zip(&site.urls.pages).map(|(page, url)| {
        let text = prose::plain(site, &page.text);
        Record {
            subject: text.len(),
            entry: Entry {
                kind: Kind::Page,
                id: page.path.clone(),
                url: url.clone(),
                title: page.title.clone().unwrap_or_else(|| page.path.clone()),
                text,
                status: None,
                late: false,
                date: None,
                due: None,
                responsible: Vec::new(),
            },
            keywords: Vec::new(),
            meeting: None,
            documents: Vec::new(),
            organisations: Vec::new(),
            series: None,
            tags: Vec::new(),
        }
    })
}

/// A meeting, and the commitments made in it as numbered.
pub(super) fn records_of_meeting(site: &Site, places: &Places<'_>, place: usize) -> Vec<Record> {
    let ix = MeetingIx(place);
    let mut records = vec![meeting(site, places, ix)];
    records.extend(site.register.meeting(ix).commitments.iter().map(|&ix| commitment(site, places, ix)));
    records
}

fn meeting(site: &Site, places: &Places<'_>, ix: MeetingIx) -> Record {
    let register = &site.register;
    let meeting = register.meeting(ix);
    let mut text = Paragraphs::default();
    for prose in
        [&meeting.intro, &meeting.objectives, &meeting.topics, &meeting.commitments_intro, &meeting.follow_up_intro]
    {
        text.add(&prose::plain(site, prose));
    }
    for section in &meeting.sections {
        text.add(&section.title);
        text.add(&prose::plain(site, &section.prose));
    }
    let documents: Vec<String> = meeting.documents.iter().map(|&ix| register.document(ix).id.clone()).collect();
    Record {
        subject: text.0.len(),
        entry: Entry {
            kind: Kind::Meeting,
            id: meeting.id.to_string(),
            url: site.url_of_meeting(ix).to_owned(),
            title: site.title_of_meeting(ix),
            text: text.0,
            status: None,
            late: false,
            date: Some(meeting.date.to_string()),
            due: None,
            responsible: Vec::new(),
        },
        keywords: keywords(site, &meeting.parties, &meeting.tags, &documents, meeting.series.as_deref()),
        meeting: Some(meeting.id.to_string()),
        documents,
        organisations: places.with_organisations(&meeting.parties),
        series: series(places, meeting.series.as_deref()),
        tags: meeting.tags.clone(),
    }
}

fn commitment(site: &Site, places: &Places<'_>, ix: CommitmentIx) -> Record {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let meeting = register.meeting(commitment.meeting);
    let mut text = Paragraphs::default();
    text.add(&prose::plain(site, &commitment.text));
    let subject = text.0.len();
    for update in &commitment.updates {
        text.add(&prose::plain(site, &update.text));
    }
    let documents: Vec<String> = commitment.documents.iter().map(|&ix| register.document(ix).id.clone()).collect();
    Record {
        subject,
        entry: Entry {
            kind: Kind::Commitment,
            id: commitment.id.to_string(),
            url: site.url_of_commitment(ix).to_owned(),
            title: commitment.title.clone(),
            text: text.0,
            status: Some(commitment.status.0),
            late: commitment.late,
            date: Some(meeting.date.to_string()),
            due: commitment.due.map(|due| due.to_string()),
            responsible: commitment.responsible.iter().filter_map(|ix| places.parties.get(ix).copied()).collect(),
        },
        keywords: keywords(site, &commitment.responsible, &commitment.tags, &documents, None),
        meeting: Some(meeting.id.to_string()),
        documents,
        organisations: places.with_organisations(&commitment.responsible),
        series: series(places, meeting.series.as_deref()),
        tags: commitment.tags.clone(),
    }
}

fn series(places: &Places<'_>, name: Option<&str>) -> Option<usize> {
    name.and_then(|name| places.series.get(name).copied())
}

/// What something is found by though its text does not say it. Full names need none: they are the acronyms' synonyms.
fn keywords(
    site: &Site,
    parties: &[PartyIx],
    tags: &[usize],
    documents: &[String],
    series: Option<&str>,
) -> Vec<String> {
    let register = &site.register;
    let mut keywords: Vec<String> = parties.iter().map(|&party| data::label(site, party)).collect();
    keywords.extend(tags.iter().map(|&tag| register.tags[tag].clone()));
    keywords.extend(documents.iter().cloned());
    keywords.extend(series.map(str::to_owned));
    keywords
}

/// Texts, each in lines of its own.
#[derive(Debug, Default)]
struct Paragraphs(String);

impl Paragraphs {
    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
    }
}
