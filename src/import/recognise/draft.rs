//! Meetings as far as they have been read.

use crate::import::numbers;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::facts::Facts;
use crate::import::clean::join;
use crate::import::document::{Paragraph, Place};
use crate::import::words::Section;
use crate::model::{Mode, Number, StatusIx};

/// More bytes than the names take of who attended any meeting.
const MOST_ATTENDEES: usize = 20_000;

/// A meeting being read.
pub(super) struct Draft {
    pub(super) date: NaiveDate,
    /// The id that a site gave it.
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) series: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) mode: Option<Mode>,
    pub(super) attendees: Vec<Paragraph>,
    pub(super) intro: Vec<Paragraph>,
    pub(super) objectives: Vec<Paragraph>,
    pub(super) topics: Vec<Paragraph>,
    pub(super) commitments: Vec<Drafted>,
    /// It is said that nothing was agreed, or that nobody knows who attended.
    pub(super) is_stated: bool,
    /// At which hour, as it is written.
    pub(super) hour: Option<String>,
    /// Numbers that are taken, and the greatest of them.
    numbers: BTreeSet<String>,
    greatest: usize,
    /// What the next text belongs to.
    pub(super) section: Section,
    pub(super) place: Place,
}

/// A commitment being read.
pub(super) struct Drafted {
    pub(super) number: Number,
    pub(super) title: Option<String>,
    pub(super) text: Vec<Paragraph>,
    pub(super) facts: Facts,
    /// How deep in lists its number stands; 0, if it is part of the text.
    pub(super) level: usize,
    pub(super) previous: Option<StatusIx>,
    pub(super) account: Option<Account>,
    /// The day that its account and status are of.
    pub(super) told: Option<NaiveDate>,
    /// It was given its number here.
    pub(super) numbered: bool,
    /// It stands in an annex.
    pub(super) annex: bool,
    pub(super) place: Place,
}

/// What became of a commitment.
#[derive(Default)]
pub(super) struct Account {
    pub(super) status: Option<StatusIx>,
    pub(super) text: Vec<Paragraph>,
    /// A word in bold that stands where a status does.
    pub(super) unknown: Option<String>,
}

/// A commitment by its meeting and its place there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) meeting: usize,
    pub(super) commitment: usize,
}

impl Draft {
    pub(super) fn new(date: NaiveDate, place: Place) -> Self {
        Self {
            date,
            id: None,
            title: None,
            series: None,
            tags: Vec::new(),
            mode: None,
            attendees: Vec::new(),
            intro: Vec::new(),
            objectives: Vec::new(),
            topics: Vec::new(),
            commitments: Vec::new(),
            is_stated: false,
            hour: None,
            numbers: BTreeSet::new(),
            greatest: 0,
            section: Section::Commitments,
            place,
        }
    }

    /// Whether nothing is known of it but its day and how it was held.
    pub(super) fn is_empty(&self) -> bool {
        let is_named = self.id.is_some() || self.title.is_some() || self.series.is_some() || !self.tags.is_empty();
        let is_told = !(self.intro.is_empty() && self.objectives.is_empty() && self.topics.is_empty());
        !(is_named || is_told || self.is_stated) && self.attendees.is_empty() && self.commitments.is_empty()
    }

    fn attendees_text(&self) -> String {
        self.attendees.iter().map(Paragraph::plain).collect::<Vec<_>>().join("\n")
    }

    /// Whether a parenthesis of who attended is not closed yet.
    pub(super) fn attendees_open(&self) -> bool {
        let text = self.attendees_text();
        text.matches('(').count() > text.matches(')').count()
    }

    /// More text of who attended; whether there is room for it is the answer.
    pub(super) fn go_on_with_attendees(&mut self, paragraph: &Paragraph) -> bool {
        if self.attendees.iter().map(|it| it.plain().len()).sum::<usize>() > MOST_ATTENDEES {
            return false;
        }
        let open = self.attendees_open();
        let unfinished = self.attendees.last().is_some_and(|last| last.plain().ends_with([',', '-']));
        match self.attendees.last_mut() {
            Some(last) if open || unfinished => join(last, paragraph),
            _ => self.attendees.push(paragraph.clone()),
        }
        true
    }

    /// Whether a commitment has this number.
    pub(super) fn has(&self, number: &Number) -> bool {
        self.numbers.contains(number.key())
    }

    /// Adds a commitment.
    pub(super) fn add(&mut self, commitment: Drafted) {
        self.numbers.insert(commitment.number.key().to_owned());
        self.greatest = self.greatest.max(commitment.number.as_str().parse().unwrap_or(0));
        self.commitments.push(commitment);
    }

    /// The number behind the greatest.
    pub(super) fn next_number(&self) -> Number {
        Number::parse(&(self.greatest + 1).to_string()).unwrap_or_default()
    }
}

impl Drafted {
    pub(super) fn new(number: Number, place: Place) -> Self {
        Self {
            number,
            title: None,
            text: Vec::new(),
            facts: Facts::default(),
            level: 0,
            previous: None,
            account: None,
            told: None,
            numbered: false,
            annex: false,
            place,
        }
    }
}

/// A paragraph without the number or bullet that it begins with.
pub(super) fn item(paragraph: &Paragraph) -> Paragraph {
    let item = without_number(paragraph);
    let plain = item.plain();
    match ["- ", "– ", "• ", "· ", "* "].iter().find(|bullet| plain.starts_with(**bullet)) {
        Some(bullet) if !item.is_literal() => item.slice(bullet.len()..plain.len()),
        _ => item,
    }
}

/// A paragraph without the number that it begins with.
pub(super) fn without_number(paragraph: &Paragraph) -> Paragraph {
    let plain = paragraph.plain();
    let from = numbers::number(paragraph).map_or(0, |(_, from)| from);
    Paragraph { mark: None, level: 0, ..paragraph.slice(from..plain.len()) }
}
