//! What of a commitment's story goes on its printed sheet: the newest events whole, older ones in a line each, and how
//! many there were before these. Worked out when the site is built, since paper has no scripts: from how long the texts
//! are, on the safe side.

use crate::model::{CommitmentIx, Prose, Reference};
use crate::site::Site;
use crate::site::view::{SheetView, StoryView};

/// Heights in tenths of a millimetre, as `commitment.css` sets paper: what is left for text and story on an A4 sheet below
/// the heading, the facts and above the citation.
const ROOM: usize = 1080;
/// A line of the story.
const LINE: usize = 46;
/// A line of the commitment's own text.
const TEXT_LINE: usize = 56;
/// A line of the heading.
const TITLE_LINE: usize = 84;
/// What an event takes besides its lines.
const GAP: usize = 38;
/// An event in one line.
const BRIEF: usize = 62;

/// Characters of such lines.
const LINE_WIDTH: usize = 68;
const TEXT_WIDTH: usize = 78;
const TITLE_WIDTH: usize = 42;

/// Lines that are kept for older events before newer ones are told at length.
const BRIEF_KEPT: usize = 6;

/// How much paper an event takes when it is told at length.
pub(super) fn height(site: &Site, text: Option<&Prose>, is_other: bool, is_recorded_elsewhere: bool) -> usize {
    // Of other commitments paper has no accounts, but says which they are.
    let lines = match text {
        Some(_) if is_other => 2,
        Some(text) => 1 + lines(site, text, LINE_WIDTH),
        None => 1 + usize::from(is_other),
    };
    GAP + (lines + usize::from(is_recorded_elsewhere)) * LINE
}

/// Marks which events, whose heights are given, the commitment's sheet has and how.
pub(super) fn fit(site: &Site, ix: CommitmentIx, events: &mut [StoryView], heights: &[usize]) {
    let mut room = ROOM.saturating_sub(taken(site, ix));
    // In a chain that went on, what was last reported on the page's own commitment is old.
    let own = events.iter().rposition(|event| event.commitment.is_none());
    let mut way = SheetView::Whole;
    for (place, &height) in heights.iter().enumerate().rev() {
        let is_newest = place + 1 == heights.len();
        // Whatever there is to be told before, one line of it says how much.
        let kept = place.min(BRIEF_KEPT) * BRIEF;
        let kept_for_own = if own.is_some_and(|own| own < place) { 2 * BRIEF } else { 0 };
        if way == SheetView::Whole && !is_newest && height + kept > room {
            way = SheetView::Brief;
        }
        if way == SheetView::Brief && BRIEF + place.min(1) * BRIEF + kept_for_own > room {
            way = SheetView::LeftOut;
        }
        let this = if way == SheetView::LeftOut && own == Some(place) { SheetView::Brief } else { way };
        room = room.saturating_sub(match this {
            SheetView::Whole => height,
            SheetView::Brief => BRIEF,
            SheetView::LeftOut => 0,
        });
        events[place].sheet = this;
    }
    let mut left_out = 0;
    for event in events {
        if event.sheet == SheetView::LeftOut {
            left_out += 1;
        } else {
            event.left_out_before = std::mem::take(&mut left_out);
        }
    }
}

/// What the commitment itself takes of the room.
fn taken(site: &Site, ix: CommitmentIx) -> usize {
    let commitment = site.register.commitment(ix);
    let title = commitment.title.chars().count().div_ceil(TITLE_WIDTH).saturating_sub(1);
    // Two facts side by side; what is usual is in the room already.
    let facts = commitment.responsible.len() + commitment.documents.len() * 2 + commitment.tags.len() / 3;
    let related = commitment.related.iter().filter(|it| matches!(it, Reference::Commitment(_))).count();
    title * TITLE_LINE
        + lines(site, &commitment.text, TEXT_WIDTH) * TEXT_LINE
        + facts.saturating_sub(2) * LINE / 2
        + related * BRIEF
        + usize::from(related > 0) * 2 * LINE
}

/// Lines that a text takes at most at a width; a blank line between paragraphs is none.
fn lines(site: &Site, prose: &Prose, width: usize) -> usize {
    prose
        .parts
        .iter()
        .filter_map(|part| site.sources.get(part.source).text.get(part.range()))
        .flat_map(str::lines)
        .map(|line| line.trim().chars().count().div_ceil(width))
        .sum()
}
