//! Minutes of one meeting, read block by block.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::NaiveDate;

use super::flat::Flat;
use super::front_matter::{self, FrontMatter, Split};
use super::keys::SectionKey;
use super::outline::{Block, BlockKind, Outline, outline};
use super::parsed::{Minutes, ParsedCommitment, ParsedFollowUp, ParsedUpdate, Url, extent};
use super::{headings, list};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, SourceId, Sources, Span, Spanned};
use crate::model::text::tidy;
use crate::model::{MeetingId, Number, PartialDate, Prose, Section};

/// Reads the minutes of one meeting. Where the date is missing or wrong, which is reported, the one in the file's name
/// stands in for it, so that whatever refers to these minutes is not reported as well.
pub fn parse_minutes(sources: &Sources, source: SourceId, id: MeetingId, diagnostics: &mut Diagnostics) -> Minutes {
    let text = &sources.get(source).text;
    let (front, body) = match front_matter::split(text) {
        Split::Found { opening, yaml, body } => {
            let front = front_matter::read(text, yaml, source, diagnostics);
            // A date that is there and wrong has been reported already.
            if let Some(front) = &front
                && front.date.is_none()
                && !diagnostics.iter().any(|d| d.span.source == source && is_about_date(&d.kind))
            {
                diagnostics.report(Kind::DateMissing, Span::new(source, opening));
            }
            (front, body)
        }
        Split::Missing => {
            diagnostics.report(Kind::FrontMatterMissing, first_line(text, source));
            (None, 0)
        }
        Split::Unclosed(range) => {
            diagnostics.report(Kind::FrontMatterUnclosed, Span::new(source, range));
            // Sections start where the first heading does; what stands before it is front matter that does not end.
            (None, text.find("\n#").unwrap_or(text.len()))
        }
    };
    // The body is read even if the front matter is of no use: its mistakes are reported in the same run.
    let outline = outline(text, body);
    let mut reader = Reader::new(source, diagnostics);
    for block in &outline.blocks {
        reader.block(block);
    }
    let body = reader.finish();
    let FrontMatter { date, title, mode, series, attendees, tags, draft, aliases } = front.unwrap_or_default();
    let date = date.unwrap_or_else(|| Spanned::new(date_of_name(&id), Span::new(source, 0..0)));
    Minutes {
        source,
        id,
        date,
        title: title.or(body.title),
        mode,
        series,
        attendees,
        tags,
        draft,
        aliases,
        intro: body.intro.prose,
        objectives: body.objectives.prose,
        topics: body.topics.prose,
        topic_items: body.topic_items,
        commitments_intro: body.commitments_intro.prose,
        follow_up_intro: body.follow_up_intro.prose,
        sections: body.sections.into_iter().map(|(title, text)| Section { title, prose: text.prose }).collect(),
        commitments: body.commitments,
        follow_ups: body.follow_ups,
        links: links(&outline, source),
        urls: urls(&outline, source),
        definitions: definitions(&outline),
    }
}

/// The date that a file's name starts with; else one so early that nothing seems to have happened before it.
fn date_of_name(id: &MeetingId) -> NaiveDate {
    PartialDate::parse_prefix(&id.0).map_or(NaiveDate::MIN, |(date, _)| date.start())
}

fn is_about_date(kind: &Kind) -> bool {
    matches!(kind, Kind::InvalidDate { .. } | Kind::DateNotADay { .. })
}

fn first_line(text: &str, source: SourceId) -> Span {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i);
    Span::new(source, start..end)
}

pub(super) fn links(outline: &Outline, source: SourceId) -> Vec<Spanned<String>> {
    outline.links.iter().map(|(target, range)| Spanned::new(target.clone(), Span::new(source, range.clone()))).collect()
}

pub(super) fn urls(outline: &Outline, source: SourceId) -> Vec<Spanned<Url>> {
    outline.urls.iter().map(|(url, range)| Spanned::new(url.clone(), Span::new(source, range.clone()))).collect()
}

pub(super) fn definitions(outline: &Outline) -> Vec<Range<u32>> {
    // Offsets fit: a source is smaller than 4 GiB.
    let fit = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    outline.definitions.iter().map(|range| fit(range.start)..fit(range.end)).collect()
}

/// Prose being gathered.
#[derive(Default)]
struct Gathered {
    prose: Prose,
    /// Something that is not prose stood behind the last part.
    cut: bool,
}

impl Gathered {
    fn add(&mut self, span: Span) {
        match self.prose.parts.last_mut() {
            Some(last) if !self.cut => last.end = span.end,
            _ => self.prose.parts.push(span),
        }
        self.cut = false;
    }
}

/// Where in the minutes the next block belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Intro,
    Objectives,
    Topics,
    /// Under the commitments' heading, before the first; or below one that could not be read.
    Commitments,
    /// In the text of the last commitment.
    Commitment,
    /// In an update of the last commitment.
    Update,
    FollowUp,
    /// In the last follow-up.
    FollowUpText,
    /// In the last other section.
    Section,
    /// Below the heading of a commitment or update that was reported.
    Unread,
}

#[derive(Default)]
struct Body {
    title: Option<Spanned<String>>,
    intro: Gathered,
    objectives: Gathered,
    topics: Gathered,
    topic_items: Vec<String>,
    commitments_intro: Gathered,
    follow_up_intro: Gathered,
    sections: Vec<(String, Gathered)>,
    commitments: Vec<ParsedCommitment>,
    follow_ups: Vec<ParsedFollowUp>,
}

struct Reader<'d> {
    source: SourceId,
    diagnostics: &'d mut Diagnostics,
    body: Body,
    place: Place,
    /// Text of the commitment, update or follow-up being read.
    text: Gathered,
    has_data: bool,
    has_commitments: bool,
    /// Places of commitments without a number: they are read for their mistakes, then left out.
    numberless: BTreeSet<usize>,
    /// Numbered headings outside of a section for them.
    strays: Vec<(Span, String)>,
}

impl<'d> Reader<'d> {
    fn new(source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
        Self {
            source,
            diagnostics,
            body: Body::default(),
            place: Place::Intro,
            text: Gathered::default(),
            has_data: false,
            has_commitments: false,
            numberless: BTreeSet::new(),
            strays: Vec::new(),
        }
    }

    fn block(&mut self, block: &Block) {
        let span = Span::new(self.source, block.range.clone());
        match &block.kind {
            BlockKind::Heading(1, flat) if SectionKey::read(&flat.text).is_none() => self.title(flat, span),
            BlockKind::Heading(1 | 2, flat) => self.section(flat),
            BlockKind::Heading(3, flat) if self.in_commitments() => self.commitment(flat, span),
            BlockKind::Heading(3, flat) if self.in_follow_up() => self.follow_up(flat, span),
            BlockKind::Heading(4, flat) if self.in_commitment() => self.update(flat, span),
            BlockKind::Heading(3, flat) => {
                if Number::parse_prefix(flat.text.trim()).is_some()
                    && matches!(self.place, Place::Intro | Place::Section)
                {
                    let name = self.body.sections.last().map_or_else(String::new, |(name, _)| name.clone());
                    self.strays.push((flat.whole(self.source), name));
                }
                self.prose(span);
            }
            BlockKind::Bold(flat) => self.bold(flat, span),
            BlockKind::List(items) => self.list(items, span),
            BlockKind::Paragraph(flat) => {
                if self.place == Place::Topics {
                    self.body.topic_items.extend(flat.text.lines().filter_map(numbered_topic));
                }
                self.prose(span);
            }
            _ => self.prose(span),
        }
    }

    fn in_commitments(&self) -> bool {
        self.place == Place::Commitments || self.in_commitment()
    }

    fn in_commitment(&self) -> bool {
        matches!(self.place, Place::Commitment | Place::Update | Place::Unread)
    }

    fn in_follow_up(&self) -> bool {
        matches!(self.place, Place::FollowUp | Place::FollowUpText)
    }

    /// Bold paragraphs are headings where a heading of that kind can stand and they have its form.
    fn bold(&mut self, flat: &Flat, span: Span) {
        if SectionKey::read(&flat.text).is_some() {
            self.section(flat);
        } else if self.in_commitment() && headings::update(flat, self.source).is_some() {
            // Before numbers: `10 de febrero de 2023 · En proceso` starts with one.
            self.update(flat, span);
        } else if self.in_commitments() && Number::parse_prefix(flat.text.trim()).is_some() {
            self.commitment(flat, span);
        } else if self.in_follow_up() && flat.text.contains('/') && headings::follow_up(flat, self.source).is_some() {
            self.follow_up(flat, span);
        } else {
            self.prose(span);
        }
    }

    fn title(&mut self, flat: &Flat, span: Span) {
        let place = flat.whole(self.source);
        if self.body.title.is_some() {
            self.diagnostics.report(Kind::SecondTitle, place);
            self.prose(span);
        } else {
            let title = tidy(&flat.text);
            self.body.title = (!title.is_empty()).then(|| Spanned::new(title, place));
        }
    }

    fn section(&mut self, flat: &Flat) {
        self.close();
        self.place = match SectionKey::read(&flat.text) {
            Some(SectionKey::Objectives) => Place::Objectives,
            Some(SectionKey::Topics) => Place::Topics,
            Some(SectionKey::Commitments) => {
                self.has_commitments = true;
                Place::Commitments
            }
            Some(SectionKey::FollowUp) => Place::FollowUp,
            None => {
                let name = tidy(&flat.text);
                if let Some(suggestion) = SectionKey::suggest(&name) {
                    let kind = Kind::SectionMisspelled { name: name.clone(), suggestion: suggestion.to_owned() };
                    self.diagnostics.report(kind, flat.whole(self.source));
                }
                self.body.sections.push((name, Gathered::default()));
                Place::Section
            }
        };
    }

    fn commitment(&mut self, flat: &Flat, span: Span) {
        self.close();
        let start = flat.text.len() - flat.text.trim_start().len();
        let (number, length) = Number::parse_prefix(&flat.text[start..]).unwrap_or_else(|| {
            let kind = Kind::NumberMissing { text: tidy(&flat.text) };
            self.diagnostics.report(kind, if flat.text.trim().is_empty() { span } else { flat.whole(self.source) });
            self.numberless.insert(self.body.commitments.len());
            (Number::default(), 0)
        });
        let digits = start..start + number.as_str().len();
        let rest = tidy(flat.text[start + length..].trim_start().trim_start_matches(['·', '-', '–', '—', ':', '.']));
        self.body.commitments.push(ParsedCommitment {
            number: Spanned::new(number, flat.span(self.source, digits)),
            title: (!rest.is_empty()).then_some(rest),
            text: Prose::default(),
            responsible: Vec::new(),
            due: None,
            documents: Vec::new(),
            related: Vec::new(),
            continues: Vec::new(),
            replaces: Vec::new(),
            tags: Vec::new(),
            updates: Vec::new(),
            extent: extent(span),
        });
        self.has_data = false;
        self.place = Place::Commitment;
    }

    fn update(&mut self, flat: &Flat, span: Span) {
        self.close();
        self.place = Place::Unread;
        if let Some((date, mention)) = headings::update(flat, self.source) {
            let Some(day) = date.value.day() else {
                let written = flat.text.trim_start();
                let length = PartialDate::parse_prefix(written).map_or(0, |(_, length)| length);
                let text = tidy(&written[..length]);
                self.diagnostics.report(Kind::DateNotADay { text }, date.span);
                return;
            };
            if let Some(commitment) = self.body.commitments.last_mut() {
                let date = Spanned::new(day, date.span);
                commitment.updates.push(ParsedUpdate { date, mention, text: Prose::default() });
                commitment.extent.end = span.end;
                self.place = Place::Update;
            }
        } else if let Some(text) = headings::malformed_date(flat, self.source) {
            self.diagnostics.report(Kind::InvalidDate { text: text.value }, text.span);
        } else {
            let kind = Kind::UpdateMalformed { text: tidy(&flat.text) };
            self.diagnostics.report(kind, flat.whole(self.source));
        }
    }

    fn follow_up(&mut self, flat: &Flat, span: Span) {
        self.close();
        match headings::follow_up(flat, self.source) {
            Some((reference, mention)) => {
                let text = Prose::default();
                self.body.follow_ups.push(ParsedFollowUp { reference, mention, text, extent: extent(span) });
                self.place = Place::FollowUpText;
            }
            None => {
                let kind = Kind::FollowUpMalformed { text: tidy(&flat.text) };
                let place = if flat.text.trim().is_empty() { span } else { flat.whole(self.source) };
                self.diagnostics.report(kind, place);
                self.place = Place::FollowUp;
            }
        }
    }

    fn list(&mut self, items: &[Option<Flat>], span: Span) {
        if self.place == Place::Topics {
            self.body
                .topic_items
                .extend(items.iter().flatten().map(|item| tidy(&item.text)).filter(|text| !text.is_empty()));
        }
        if self.place == Place::Commitment
            && !self.has_data
            && let Some(commitment) = self.body.commitments.last_mut()
            && list::read(items, self.source, commitment, self.diagnostics)
        {
            self.has_data = true;
            self.text.cut = true;
            commitment.extent.end = span.end;
            return;
        }
        self.prose(span);
    }

    fn prose(&mut self, span: Span) {
        match self.place {
            Place::Intro => self.body.intro.add(span),
            Place::Objectives => self.body.objectives.add(span),
            Place::Topics => self.body.topics.add(span),
            Place::Commitments => self.body.commitments_intro.add(span),
            Place::FollowUp => self.body.follow_up_intro.add(span),
            Place::Section => {
                if let Some((_, section)) = self.body.sections.last_mut() {
                    section.add(span);
                }
            }
            Place::Commitment | Place::Update => {
                self.text.add(span);
                if let Some(commitment) = self.body.commitments.last_mut() {
                    commitment.extent.end = span.end;
                }
            }
            Place::FollowUpText => {
                self.text.add(span);
                if let Some(follow_up) = self.body.follow_ups.last_mut() {
                    follow_up.extent.end = span.end;
                }
            }
            // The heading above has been reported; nothing is published until it is mended.
            Place::Unread => {}
        }
    }

    /// Hands the gathered text to what it belongs to.
    fn close(&mut self) {
        let text = std::mem::take(&mut self.text).prose;
        match self.place {
            Place::Commitment => {
                let last = self.body.commitments.len().saturating_sub(1);
                if let Some(commitment) = self.body.commitments.last_mut() {
                    if commitment.title.is_none() && text.is_empty() && !self.numberless.contains(&last) {
                        let kind = Kind::EmptyCommitment { number: commitment.number.value.to_string() };
                        self.diagnostics.push(Diagnostic::new(kind, commitment.number.span));
                    }
                    commitment.text = text;
                }
            }
            Place::Update => {
                if let Some(update) = self.body.commitments.last_mut().and_then(|c| c.updates.last_mut()) {
                    update.text = text;
                }
            }
            Place::FollowUpText => {
                if let Some(follow_up) = self.body.follow_ups.last_mut() {
                    follow_up.text = text;
                }
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Body {
        self.close();
        let mut place = 0;
        self.body.commitments.retain(|_| {
            place += 1;
            !self.numberless.contains(&(place - 1))
        });
        if !self.has_commitments {
            for (span, section) in self.strays {
                self.diagnostics.report(Kind::CommitmentsElsewhere { section }, span);
            }
        }
        self.body
    }
}

/// `I. A topic` on a line of its own, which Markdown does not take for a list.
fn numbered_topic(line: &str) -> Option<String> {
    let line = line.trim();
    let (_, length) = Number::parse_prefix(line)?;
    let topic = tidy(&line[length..]);
    (!topic.is_empty()).then_some(topic)
}
