//! What happened to a commitment and to those of its chain, as one story.

use chrono::NaiveDate;

use super::common::{day_view, meeting_ref, update};
use super::sheet;
use crate::model::{ChainLink, CommitmentIx};
use crate::site::Site;
use crate::site::view::{LinkView, SheetView, StoryView};

/// The events of a commitment and of its `chain`, oldest first; of one day, in the order of commitments.
pub(super) fn events(site: &Site, ix: CommitmentIx, chain: &[CommitmentIx], root: &str) -> Vec<StoryView> {
    let mut events: Vec<(NaiveDate, usize, StoryView)> = Vec::new();
    let own = [ix];
    for &of in if chain.is_empty() { &own } else { chain } {
        let commitment = site.register.commitment(of);
        let other = || LinkView {
            title: format!("{} · {}", commitment.id, commitment.title),
            url: site.url_of_commitment(of).to_owned(),
        };
        let event = |date: NaiveDate| StoryView {
            date: day_view(site, date),
            commitment: (of != ix).then(other),
            agreed: None,
            link: None,
            update: None,
            sheet: SheetView::Whole,
            left_out_before: 0,
        };
        let height = |text, elsewhere| sheet::height(site, text, of != ix, elsewhere);
        let meeting = site.register.meeting(commitment.meeting).date;
        let agreed = Some(meeting_ref(site, commitment.meeting));
        events.push((meeting, height(None, false), StoryView { agreed, link: link(site, of), ..event(meeting) }));
        for (i, entry) in commitment.updates.iter().enumerate() {
            let view = update(site, of, entry, root, &format!("u{}-{i}", events.len()));
            let height = height(Some(&entry.text), entry.recorded_in.is_some());
            events.push((entry.date, height, StoryView { update: Some(view), ..event(entry.date) }));
        }
    }
    // Stable: what was agreed comes before what was reported on it.
    events.sort_by_key(|(date, ..)| *date);
    let (heights, mut events): (Vec<usize>, Vec<StoryView>) =
        events.into_iter().map(|(_, height, event)| (height, event)).unzip();
    sheet::fit(site, ix, &mut events, &heights);
    events
}

/// How a commitment follows on the one before it in its chain.
pub(super) fn link(site: &Site, ix: CommitmentIx) -> Option<&'static str> {
    site.register.commitment(ix).chain.first().map(|link| match link {
        ChainLink::Continues(_) => "continues",
        ChainLink::Replaces(_) => "replaces",
    })
}
