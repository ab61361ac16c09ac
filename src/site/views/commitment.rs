//! `commitment.html`

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::common::{backlinks, day_view, document_view, party, prose, row, rows};
use super::story;
use crate::model::{Commitment, CommitmentIx, Reference};
use crate::register::Referrer;
use crate::site::prose::Setting;
use crate::site::view::{ChainView, CiteView, CommitmentView, LinkView, SinceView};
use crate::site::{Site, badge, data, qr};

pub(crate) fn commitment(site: &Site, ix: CommitmentIx, root: &str) -> CommitmentView {
    let register = &site.register;
    let commitment = register.commitment(ix);
    let setting = Setting { root, within: Some(commitment.meeting), level: 2, key: "t" };
    let neighbour = |place: Option<usize>| {
        let ix = CommitmentIx(place.filter(|&i| i < register.commitments.len())?);
        let commitment = register.commitment(ix);
        let title = format!("{} · {}", commitment.id, commitment.title);
        Some(LinkView { title, url: site.url_of_commitment(ix).to_owned() })
    };
    let related = related(site, ix);
    let referrers = register.backlinks.get(&Reference::Commitment(ix));
    // What is shown as related or in the chain is not told again.
    let story = story(site, ix);
    let told = |it: &CommitmentIx| related.binary_search(it).is_ok() || story.binary_search(it).is_ok();
    let others = referrers.into_iter().flatten().filter(|referrer| match referrer {
        Referrer::Commitment(from) => !told(from),
        Referrer::Meeting(_) | Referrer::Page(_) => true,
    });
    CommitmentView {
        row: row(site, ix),
        responsible: commitment.responsible.iter().map(|&ix| party(site, ix)).collect(),
        text_html: prose(site, &commitment.text, setting),
        since: since(site, commitment),
        story: story::events(site, ix, chained(site, ix), root),
        chain: chain(site, ix),
        related: rows(site, &related),
        documents: commitment.documents.iter().map(|&document| document_view(site, document)).collect(),
        backlinks: backlinks(site, others),
        previous: neighbour(ix.0.checked_sub(1)),
        next: neighbour(Some(ix.0 + 1)),
        badge_url: site.urls.badge(ix),
        badge_width: badge::view(site, ix).width(),
        cite: cite(site, ix),
        source: site.content_path(commitment.span.source).to_owned(),
        edit_url: site.edit_url(commitment.span.source),
    }
}

/// All commitments of its chain, itself among them, in order; none, if it is in no chain.
fn story(site: &Site, ix: CommitmentIx) -> &[CommitmentIx] {
    let register = &site.register;
    register.story_of.get(&ix).and_then(|&i| register.stories.get(i)).map_or(&[], Vec::as_slice)
}

/// The commitment's chain. Of a long one, what lies around the commitment: else a chain of n would fill n² rows.
fn chained(site: &Site, ix: CommitmentIx) -> &[CommitmentIx] {
    const AROUND: usize = 12;
    let story = story(site, ix);
    let at = story.partition_point(|&other| other < ix);
    &story[at.saturating_sub(AROUND)..(at + AROUND + 1).min(story.len())]
}

fn chain(site: &Site, ix: CommitmentIx) -> Vec<ChainView> {
    let view =
        |&other| ChainView { commitment: row(site, other), current: other == ix, link: story::link(site, other) };
    chained(site, ix).iter().map(view).collect()
}

fn since(site: &Site, commitment: &Commitment) -> SinceView {
    let register = &site.register;
    let agreed = register.meeting(commitment.meeting).date;
    let same = commitment.updates.iter().rev().take_while(|update| update.status == commitment.status);
    let date = same.last().map_or(agreed, |update| update.date);
    let end = if register.is_open(commitment) { register.cut_off } else { date };
    let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days().max(0);
    SinceView { date: day_view(site, date), days: days(date, register.cut_off), age: days(agreed, end) }
}

fn cite(site: &Site, ix: CommitmentIx) -> CiteView {
    let absolute = |path: &str| site.base_url.as_ref().map(|base| format!("{base}{path}"));
    let permalink = absolute(site.url_of_commitment(ix));
    CiteView {
        badge: absolute(&site.urls.badge(ix)),
        sha256: data::commitment_sum(site, ix),
        qr: permalink.as_deref().and_then(qr::code),
        permalink,
    }
}

/// What it names as related and what names it so, without what the chain shows already.
fn related(site: &Site, ix: CommitmentIx) -> Vec<CommitmentIx> {
    const MOST: usize = 100;
    let register = &site.register;
    let names =
        |from: CommitmentIx, to: CommitmentIx| register.commitment(from).related.contains(&Reference::Commitment(to));
    let own = register.commitment(ix).related.iter().filter_map(|reference| match reference {
        Reference::Commitment(other) => Some(*other),
        _ => None,
    });
    let others =
        register.backlinks.get(&Reference::Commitment(ix)).into_iter().flatten().filter_map(
            |referrer| match referrer {
                Referrer::Commitment(from) if names(*from, ix) => Some(*from),
                _ => None,
            },
        );
    // Looked up, not copied: a long chain has as many pages as it has commitments.
    let story = story(site, ix);
    let is_told = |other: &CommitmentIx| story.binary_search(other).is_ok();
    let related: BTreeSet<CommitmentIx> = own.chain(others).filter(|other| !is_told(other)).collect();
    related.into_iter().take(MOST).collect()
}
