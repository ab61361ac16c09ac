//! Minutes and pages as written: names are not yet looked up, references not yet followed.

use std::ops::Range;

use chrono::NaiveDate;

use crate::diagnostic::{SourceId, Span, Spanned};
use crate::model::{MeetingId, Mode, Number, PartialDate, Prose, Section};

/// An ordinary link or image of the author's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// As written.
    pub url: String,
    /// What it is for.
    pub kind: UrlKind,
}

/// What a URL is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrlKind {
    /// To be followed.
    Link,
    /// To be shown.
    Image,
}

/// The minutes of one meeting.
#[derive(Debug, Clone)]
pub struct Minutes {
    /// The file.
    pub source: SourceId,
    /// Its path below the folder of minutes, without the ending.
    pub id: MeetingId,
    /// The day of the meeting.
    pub date: Spanned<NaiveDate>,
    /// Title of the front matter, else of the heading.
    pub title: Option<Spanned<String>>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// The run of meetings it belongs to.
    pub series: Option<String>,
    /// Who attended.
    pub attendees: Vec<ParsedAttendee>,
    /// Tags.
    pub tags: Vec<String>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Ids that it had before.
    pub aliases: Vec<Spanned<String>>,
    /// Free text under the title.
    pub intro: Prose,
    /// Objectives.
    pub objectives: Prose,
    /// Topics.
    pub topics: Prose,
    /// Each topic as plain text.
    pub topic_items: Vec<String>,
    /// Text before the first commitment.
    pub commitments_intro: Prose,
    /// Text before the first follow-up.
    pub follow_up_intro: Prose,
    /// Other sections.
    pub sections: Vec<Section>,
    /// Commitments.
    pub commitments: Vec<ParsedCommitment>,
    /// What is recorded of earlier commitments.
    pub follow_ups: Vec<ParsedFollowUp>,
    /// Every `[[…]]` of the file, in order.
    pub links: Vec<Spanned<String>>,
    /// Every other link and image, in order.
    pub urls: Vec<Spanned<Url>>,
    /// Where link and footnote definitions stand; any text of the file may use them.
    pub definitions: Vec<Range<u32>>,
}

impl Minutes {
    /// Every text of the file, in no order that matters.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Prose> {
        let of_meeting =
            [&self.intro, &self.objectives, &self.topics, &self.commitments_intro, &self.follow_up_intro].into_iter();
        let of_commitments = self.commitments.iter().flat_map(|commitment| {
            [&commitment.text].into_iter().chain(commitment.updates.iter().map(|update| &update.text))
        });
        of_meeting
            .chain(self.sections.iter().map(|section| &section.prose))
            .chain(of_commitments)
            .chain(self.follow_ups.iter().map(|follow_up| &follow_up.text))
    }
}

/// Who attended for one organisation, as written.
#[derive(Debug, Clone)]
pub struct ParsedAttendee {
    /// The organisation's name.
    pub organisation: Spanned<String>,
    /// Its units' names.
    pub units: Vec<Spanned<String>>,
}

/// A commitment as written.
#[derive(Debug, Clone)]
pub struct ParsedCommitment {
    /// Its number.
    pub number: Spanned<Number>,
    /// Its heading's text after the number, if any.
    pub title: Option<String>,
    /// Its text, without the data list.
    pub text: Prose,
    /// Who must fulfil it.
    pub responsible: Vec<Spanned<String>>,
    /// When.
    pub due: Option<Spanned<PartialDate>>,
    /// Documents listed.
    pub documents: Vec<Spanned<String>>,
    /// References listed as related.
    pub related: Vec<Spanned<String>>,
    /// References that it continues.
    pub continues: Vec<Spanned<String>>,
    /// References that it replaces.
    pub replaces: Vec<Spanned<String>>,
    /// Tags.
    pub tags: Vec<String>,
    /// Updates in its own minutes.
    pub updates: Vec<ParsedUpdate>,
    /// From its heading to the end of its last update.
    pub extent: Range<u32>,
}

/// A status as written, with what it says of the one before.
#[derive(Debug, Clone)]
pub struct StatusMention {
    /// The status.
    pub status: Spanned<String>,
    /// What `(antes: …)` states.
    pub previous: Option<Spanned<String>>,
}

/// An update as written.
#[derive(Debug, Clone)]
pub struct ParsedUpdate {
    /// Its day.
    pub date: Spanned<NaiveDate>,
    /// Its status.
    pub mention: StatusMention,
    /// What was done.
    pub text: Prose,
}

/// An update of an earlier commitment, recorded in later minutes.
#[derive(Debug, Clone)]
pub struct ParsedFollowUp {
    /// The commitment.
    pub reference: Spanned<String>,
    /// Its status.
    pub mention: StatusMention,
    /// What was done.
    pub text: Prose,
    /// From its heading to its end.
    pub extent: Range<u32>,
}

/// A plain page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The file.
    pub source: SourceId,
    /// Its path below the content folder, without the ending.
    pub path: String,
    /// Title of the front matter, else of the heading, else none.
    pub title: Option<String>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// Its text.
    pub text: Prose,
    /// Every `[[…]]` of the file, in order.
    pub links: Vec<Spanned<String>>,
    /// Every other link and image, in order.
    pub urls: Vec<Spanned<Url>>,
    /// Where link and footnote definitions stand.
    pub definitions: Vec<Range<u32>>,
}

/// A span as the range that `extent` fields use.
pub(super) fn extent(span: Span) -> Range<u32> {
    span.start..span.end
}
