//! Which of the author's `[[links]]` leads from where to where.

use std::collections::BTreeMap;

use super::resolve::{Placed, Resolver};
use super::{Referrer, references};
use crate::config::ReportConfig;
use crate::content::{Minutes, Page, Url, parse_text};
use crate::diagnostic::Spanned;
use crate::model::{CommitmentIx, MeetingIx, Reference};

impl Resolver<'_> {
    /// Follows every `[[link]]` and notes what it links from: a commitment, if it stands in one's text.
    pub(super) fn links(&mut self, minutes: &[Minutes], pages: &[Page], placed: &Placed) {
        let place: BTreeMap<(MeetingIx, usize), CommitmentIx> =
            placed.iter().enumerate().map(|(i, &key)| (key, CommitmentIx(i))).collect();
        for (i, minutes) in minutes.iter().enumerate() {
            let meeting = MeetingIx(i);
            for link in &minutes.links {
                let at = link.span.start;
                // Extents are in order and do not overlap.
                let before = minutes.commitments.partition_point(|c| c.extent.end <= at);
                let own = minutes.commitments.get(before).filter(|c| c.extent.contains(&at)).map(|_| before);
                let before = minutes.follow_ups.partition_point(|f| f.extent.end <= at);
                let follow_up = minutes.follow_ups.get(before).filter(|f| f.extent.contains(&at)).and_then(|f| {
                    match self.lookup.find(&f.reference.value, Some(meeting)) {
                        Ok(Reference::Commitment(ix)) => Some(ix),
                        _ => None,
                    }
                });
                let referrer = own
                    .and_then(|position| place.get(&(meeting, position)).copied())
                    .or(follow_up)
                    .map_or(Referrer::Meeting(meeting), Referrer::Commitment);
                self.link(link, Some(meeting), referrer);
            }
        }
        for (i, page) in pages.iter().enumerate() {
            for link in &page.links {
                self.link(link, None, Referrer::Page(i));
            }
        }
    }

    /// Follows the links of the configuration's texts. What they lead to does not list them: the note is no place of the
    /// register.
    pub(super) fn configured_links(&mut self, report: &ReportConfig) -> Vec<Spanned<Url>> {
        let texts = [&report.introduction, &report.second_introduction];
        let mut urls = Vec::new();
        for text in texts.into_iter().flatten() {
            let linked = parse_text(text, self.sources);
            for link in &linked.links {
                references::link(link, None, &self.lookup, &mut self.papers, &mut self.directory, self.diagnostics);
            }
            urls.extend(linked.urls);
        }
        urls
    }

    fn link(&mut self, link: &Spanned<String>, within: Option<MeetingIx>, referrer: Referrer) {
        let found =
            references::link(link, within, &self.lookup, &mut self.papers, &mut self.directory, self.diagnostics);
        if let Some(target) = found {
            let to_itself = matches!((target, referrer), (Reference::Commitment(a), Referrer::Commitment(b)) if a == b);
            if !to_itself {
                references::note(&mut self.backlinks, target, referrer);
            }
        }
    }
}
