//! Minutes block by block: what each belongs to.

mod opening;

use std::collections::BTreeSet;

use crate::content::flat::Flat;
use crate::content::keys::SectionKey;
use crate::content::list;
use crate::content::outline::{Block, BlockKind};
use crate::content::parsed::{ParsedCommitment, ParsedFollowUp};
use crate::diagnostic::{Diagnostic, Diagnostics, Kind, SourceId, Span, Spanned};
use crate::model::text::tidy;
use crate::model::{Number, Prose};

/// Prose being gathered.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) prose: Prose,
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

    /// What comes next is a part of its own.
    fn cut(&mut self) {
        self.cut = true;
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

/// What the minutes say, as far as they have been read.
#[derive(Default)]
pub(super) struct Body {
    pub(super) title: Option<Spanned<String>>,
    pub(super) intro: Gathered,
    pub(super) objectives: Gathered,
    pub(super) topics: Gathered,
    pub(super) topic_items: Vec<String>,
    pub(super) commitments_intro: Gathered,
    pub(super) follow_up_intro: Gathered,
    pub(super) sections: Vec<(String, Gathered)>,
    pub(super) commitments: Vec<ParsedCommitment>,
    pub(super) follow_ups: Vec<ParsedFollowUp>,
}

/// Takes blocks one by one.
pub(super) struct Reader<'d> {
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
    pub(super) fn new(source: SourceId, diagnostics: &'d mut Diagnostics) -> Self {
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

    pub(super) fn block(&mut self, block: &Block) {
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

    fn list(&mut self, items: &[Option<Flat>], span: Span) {
        if self.place == Place::Topics {
            self.body
                .topic_items
                .extend(items.iter().flatten().map(|item| tidy(&item.text)).filter(|text| !text.is_empty()));
        }
        if self.place == Place::Commitment
            && !self.has_data
            && let Some(commitment) = self.body.commitments.last_mut()
        {
            if list::read(items, self.source, commitment, self.diagnostics) {
                self.has_data = true;
                self.text.cut = true;
                commitment.extent.end = span.end;
                return;
            }
            if let Some(broken) = list::broken(items, self.source) {
                self.diagnostics.push(broken);
            }
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

    pub(super) fn finish(mut self) -> Body {
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
