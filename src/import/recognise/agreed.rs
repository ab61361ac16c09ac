//! Cells of what was agreed: commitments, and what a meeting was for before them.

use super::facts::fact;
use super::{Drafted, Recogniser};
use crate::content::split_values;
use crate::import::clean::{goes_on, is_cut, join};
use crate::import::dates;
use crate::import::document::{Cell, Hint, Paragraph};
use crate::import::numbers;
use crate::import::words::{MeetingKey, Section, is_nothing, meeting_fact, section};
use crate::model::Number;

/// The longest title, in letters.
const LONGEST_TITLE: usize = 200;

/// What is known of a paragraph by the cell that it stands in.
#[derive(Clone, Copy)]
struct Within {
    /// It is the first of its cell.
    first: bool,
    /// It is the only one of its cell.
    alone: bool,
    /// The row says what became of anything.
    told: bool,
    /// It is called so: a title, if it is numbered.
    title: bool,
}

impl Recogniser {
    /// Reads a cell and gives the places of the commitments that it opened. `told` says whether the row says what became
    /// of anything.
    pub(super) fn agreed(&mut self, cell: &Cell, number: Option<&Cell>, told: bool) -> Vec<usize> {
        let mut new = Vec::new();
        // A row with something in its column of numbers is a commitment of its own, whatever that is.
        let mut given = number.map(|cell| {
            let text = cell.plain();
            let read = Number::parse(text.trim().trim_end_matches(['.', ')', '-', 'º', '°']));
            read.or_else(|| Some(numbers::number(cell.paragraphs().next()?)?.0))
        });
        if let (Some(None), Some(cell)) = (&given, number) {
            self.unplaced(&cell.plain(), cell.place);
        }
        let paragraphs: Vec<Paragraph> =
            cell.paragraphs().filter(|paragraph| !paragraph.is_blank()).flat_map(numbers::each_number).collect();
        let paragraphs: Vec<&Paragraph> = paragraphs.iter().collect();
        let has_facts = paragraphs.iter().any(|paragraph| fact(paragraph).is_some());
        // What a cell has before its commitments is no commitment, be it numbered or not.
        let opens = |paragraph: &&Paragraph| {
            !paragraph.is_literal() && section(&paragraph.plain()).is_some_and(|(kind, _)| kind == Section::Commitments)
        };
        let commitments_from = paragraphs.iter().position(opens).unwrap_or(0);
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let within = Within {
                first: i == 0,
                alone: paragraphs.len() == 1,
                told: told && i >= commitments_from,
                title: is_title(&paragraphs[i..], has_facts),
            };
            let plain = paragraph.plain();
            let mut text = (*paragraph).clone();
            if !paragraph.is_literal()
                && let Some((kind, rest)) = section(&plain)
                && (rest >= plain.len() || plain[..rest].contains(':'))
                && let Some(draft) = self.draft()
            {
                draft.section = kind;
                text = paragraph.slice(rest..plain.len());
                if text.is_blank() {
                    continue;
                }
            }
            match given.take() {
                Some(number) if self.is_rest_of(number.as_ref(), &text) => self.paragraph(text, within, &mut new),
                Some(number) => {
                    let number = number.or_else(|| numbers::number(&text).map(|(number, _)| number));
                    self.open(number, &text, within, &mut new);
                }
                None => self.paragraph(text, within, &mut new),
            }
        }
        new
    }

    /// Whether a text with the number of the last commitment is the rest of that, at the top of a page.
    fn is_rest_of(&mut self, number: Option<&Number>, text: &Paragraph) -> bool {
        let Some(last) = self.draft().and_then(|draft| draft.commitments.last()) else { return false };
        number.is_some_and(|number| number.key() == last.number.key())
            && goes_on(&text.plain())
            && last.text.last().is_some_and(|it| is_cut(&it.plain()))
    }

    fn paragraph(&mut self, text: Paragraph, within: Within, new: &mut Vec<usize>) {
        let numbered = !text.is_literal() && numbers::number(&text).is_some();
        if self.says_of_meeting(&text, within) {
            return;
        }
        let Some(draft) = self.draft() else { return };
        // What became of something is told of commitments alone.
        // A topic may begin so as well; who attended does not.
        let is_over = draft.section == Section::Attendees && numbers::is_named(&text);
        if (within.told && numbered) || is_over {
            draft.section = Section::Commitments;
        }
        match draft.section {
            Section::Intro => go_on(&mut draft.intro, text, within.first),
            Section::Objectives => go_on(&mut draft.objectives, text, within.first),
            Section::Topics if numbered && text.level <= 1 => draft.topics.push(super::draft::item(&text)),
            Section::Topics => go_on(&mut draft.topics, text, within.first),
            Section::Attendees => {
                if !draft.go_on_with_attendees(&text) {
                    self.unplaced(&text.plain(), text.place);
                }
            }
            Section::Mode | Section::Commitments => self.commitment(text, within, new),
        }
    }

    /// A line about the meeting itself, before its commitments: `Serie: Grupo de trabajo`. Whether it was one is the
    /// answer.
    fn says_of_meeting(&mut self, text: &Paragraph, within: Within) -> bool {
        let plain = text.plain();
        let Some(draft) = self.draft() else { return false };
        if within.told || text.is_literal() || !draft.commitments.is_empty() {
            return false;
        }
        if is_nothing(&plain) {
            draft.is_stated = true;
            return true;
        }
        match meeting_fact(&plain) {
            Some((MeetingKey::Title, value)) => draft.title = Some(value.to_owned()),
            Some((MeetingKey::Series, value)) => draft.series = Some(value.to_owned()),
            Some((MeetingKey::Tags, value)) => draft.tags = split_values(value),
            Some((MeetingKey::Id, _)) | None => return false,
        }
        true
    }

    fn commitment(&mut self, text: Paragraph, within: Within, new: &mut Vec<usize>) {
        let Within { first, alone, told, .. } = within;
        if !text.is_literal()
            && let Some((number, _)) = numbers::number(&text)
            && let Some(draft) = self.draft()
        {
            let roman = |number: &Number| number.as_str().starts_with(|c: char| c.is_alphabetic());
            let of_a_kind = draft.commitments.first().is_none_or(|it| roman(&it.number) == roman(&number));
            // A list within what was agreed has numbers of its own.
            let level = if numbers::is_marked(&text) { text.level } else { 0 };
            let within_list = draft.commitments.last().is_some_and(|last| level > last.level && !first);
            if (of_a_kind && !draft.has(&number) && !within_list) || (first && told) {
                return self.open(Some(number), &text, within, new);
            }
        }
        let plain = text.plain();
        if !text.is_literal() && self.says_of_commitment(&text) {
            return;
        }
        let continues = !text.is_literal() && (goes_on(&plain) || plain.starts_with('(')) && !is_lettered(&plain);
        let at = self.current;
        let Some(draft) = self.draft() else { return };
        let last_is_told = draft.commitments.last().is_some_and(|it| it.account.is_some());
        let last_is_cut = draft.commitments.last().and_then(|it| it.text.last()).is_some_and(|it| is_cut(&it.plain()));
        match draft.commitments.len() {
            // The end of what the meeting before agreed, at the top of a page.
            0 => {
                let before = at.and_then(|at| self.meetings.get_mut(at.checked_sub(1)?)?.commitments.last_mut());
                match before {
                    // Where a new meeting begins, more than the end of a sentence stands in its cell.
                    Some(before) if continues || !alone && before.text.last().is_some_and(|it| is_cut(&it.plain())) => {
                        go_on(&mut before.text, text, true);
                    }
                    _ if told => self.open(None, &text, within, new),
                    _ => self.name(&text),
                }
            }
            _ if first && told && last_is_told && !continues && !last_is_cut => self.open(None, &text, within, new),
            _ => {
                if let Some(last) = draft.commitments.last_mut() {
                    go_on(&mut last.text, text, first);
                }
            }
        }
    }

    /// A line below a commitment that says something of it: its id, `2022-08-09/4`, who is responsible, when it is due.
    /// Whether it was one is the answer.
    fn says_of_commitment(&mut self, text: &Paragraph) -> bool {
        let plain = text.plain();
        let Some(draft) = self.draft() else { return false };
        let Some(last) = draft.commitments.last_mut() else { return false };
        if let Some((key, value)) = fact(text) {
            last.facts.set(key, &value);
            return true;
        }
        let id = plain.strip_suffix(last.number.as_str()).and_then(|rest| rest.strip_suffix('/'));
        let id = id.filter(|id| !id.is_empty() && !id.contains(char::is_whitespace));
        let Some(id) = id.filter(|id| draft.id.as_deref().is_none_or(|known| known == *id)) else { return false };
        draft.id = Some(id.to_owned());
        true
    }

    /// A meeting without commitments, objectives or topics may at least be called something.
    fn name(&mut self, text: &Paragraph) {
        let plain = text.plain();
        let Some(draft) = self.draft() else { return };
        // `Reunión del 19 de mayo de 2022` says nothing that its date does not say.
        let is_date = dates::day(&plain).is_some_and(|(day, range)| {
            day == draft.date && super::guess::without_small_words(&plain[..range.start]).is_empty()
        });
        if is_date {
            draft.is_stated = true;
            return;
        }
        if draft.title.is_none() && plain.chars().count() <= LONGEST_TITLE && !plain.ends_with('.') {
            draft.title = Some(plain);
        } else {
            self.unplaced(&plain, text.place);
        }
    }

    /// Opens a commitment; without a number, or with one that is taken, it is given the next.
    fn open(&mut self, number: Option<Number>, text: &Paragraph, within: Within, new: &mut Vec<usize>) {
        let annex = self.annex;
        let Some(draft) = self.draft() else { return };
        draft.section = Section::Commitments;
        let free = number.filter(|number| !draft.has(number));
        let numbered = free.is_none();
        let mut commitment = Drafted::new(free.unwrap_or_else(|| draft.next_number()), text.place);
        commitment.numbered = numbered;
        commitment.annex = annex;
        commitment.level = if numbers::is_marked(text) { text.level } else { 0 };
        let agreed = super::draft::without_number(text);
        if within.title {
            commitment.title = Some(agreed.plain());
        } else if !agreed.is_blank() {
            commitment.text.push(agreed);
        }
        draft.add(commitment);
        new.push(draft.commitments.len() - 1);
    }
}

/// Whether the first of some paragraphs is what a commitment is called, and not what was agreed: the report says so, or
/// it is short, in bold letters, and something else stands below it.
fn is_title(paragraphs: &[&Paragraph], has_facts: bool) -> bool {
    let [first, rest @ ..] = paragraphs else { return false };
    let plain = first.plain();
    let short = plain.chars().count() <= LONGEST_TITLE && first.is_bold() && !first.is_literal();
    let below = rest.first().is_some_and(|next| {
        let text = next.plain();
        has_facts || (!plain.ends_with(['.', ':', ';']) && !next.is_bold() && !text.starts_with('('))
    });
    first.hint == Some(Hint::Title) || (short && below)
}

/// `a) `, `b. `: an item of a list, and not the rest of a sentence.
pub(super) fn is_lettered(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_some_and(|c| matches!(c, ')' | '.'))
        && letters.next().is_some_and(char::is_whitespace)
}

/// Adds a paragraph, or the rest of the last one if a page break parted it.
pub(super) fn go_on(paragraphs: &mut Vec<Paragraph>, next: Paragraph, at_break: bool) {
    match paragraphs.last_mut() {
        Some(last) if at_break && !next.is_literal() && !is_lettered(&next.plain()) => {
            let (before, plain) = (last.plain(), next.plain());
            // The last item of a list needs no point, and a sentence behind it is none of its own.
            let is_item = (last.mark.is_some() || before.starts_with(['•', '-', '–'])) && next.mark.is_none();
            let begins = plain.starts_with(char::is_uppercase);
            // What has a bullet or number of its own is an item of its own.
            let is_next = last.mark.is_some() && next.mark.is_some();
            if !is_next && (goes_on(&plain) || (is_cut(&before) && !(is_item && begins))) {
                join(last, &next);
            } else {
                paragraphs.push(next);
            }
        }
        _ => paragraphs.push(next),
    }
}
