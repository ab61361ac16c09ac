//! What headings open, in minutes.

use super::{Gathered, Place, Reader};
use crate::content::flat::Flat;
use crate::content::headings;
use crate::content::keys::SectionKey;
use crate::content::parsed::{ParsedCommitment, ParsedFollowUp, ParsedUpdate, extent};
use crate::diagnostic::{Applicability, Diagnostic, Kind, Span, Spanned};
use crate::model::text::tidy;
use crate::model::{Number, PartialDate, Prose, not_a_date};

impl Reader<'_> {
    /// Bold paragraphs are headings where a heading of that kind can stand and they have its form.
    pub(super) fn bold(&mut self, flat: &Flat, span: Span) {
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

    pub(super) fn title(&mut self, flat: &Flat, span: Span) {
        let place = flat.whole(self.source);
        if self.body.title.is_some() {
            self.diagnostics.report(Kind::SecondTitle, place);
            self.prose(span);
        } else {
            let title = tidy(&flat.text);
            self.body.title = (!title.is_empty()).then(|| Spanned::new(title, place));
        }
    }

    pub(super) fn section(&mut self, flat: &Flat) {
        self.close();
        // A section that comes twice has the text of both, and not the heading between them.
        let body = &mut self.body;
        let intros = [&mut body.intro, &mut body.commitments_intro, &mut body.follow_up_intro];
        intros.into_iter().chain([&mut body.objectives, &mut body.topics]).for_each(Gathered::cut);
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
                    let diagnostic = Diagnostic::new(kind, flat.whole(self.source));
                    self.diagnostics.push(diagnostic.replaced_by(suggestion, Applicability::Maybe));
                }
                self.body.sections.push((name, Gathered::default()));
                Place::Section
            }
        };
    }

    pub(super) fn commitment(&mut self, flat: &Flat, span: Span) {
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

    pub(super) fn update(&mut self, flat: &Flat, span: Span) {
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
            self.diagnostics.push(not_a_date(text.value, text.span));
        } else {
            let kind = Kind::UpdateMalformed { text: tidy(&flat.text) };
            self.diagnostics.report(kind, flat.whole(self.source));
        }
    }

    pub(super) fn follow_up(&mut self, flat: &Flat, span: Span) {
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
}
