//! `meeting.html`, `meetings.html`

use super::common::{backlinks, list, meeting_row, party, prose, row, tags, update};
use crate::model::{Attendee, Meeting, MeetingIx, PartyIx, Prose, Reference};
use crate::site::Site;
use crate::site::prose::Setting;
use crate::site::view::{AgreedView, AttendeeView, LinkView, MeetingView, MeetingsView, SectionView, UpdateRow};

pub(crate) fn meetings(site: &Site, number: usize) -> MeetingsView {
    let total = site.register.meetings.len();
    let first = format!("{}/index.html", site.routes.meetings);
    let list =
        list(site, &first, number, total, |range| range.map(|i| meeting_row(site, MeetingIx(total - 1 - i))).collect());
    MeetingsView { list }
}

pub(crate) fn meeting(site: &Site, ix: MeetingIx, root: &str) -> MeetingView {
    let register = &site.register;
    let meeting = register.meeting(ix);
    // A section of nothing but comments, as new minutes have it, shows nothing.
    let show = |text: &Prose, level: usize, key: &str| {
        let html = prose(site, text, Setting { root, within: Some(ix), level, key });
        if html.trim().is_empty() { String::new() } else { html }
    };
    let neighbour = |place: Option<usize>| {
        let ix = MeetingIx(place.filter(|&i| i < register.meetings.len())?);
        Some(LinkView { title: site.title_of_meeting(ix), url: site.url_of_meeting(ix).to_owned() })
    };
    MeetingView {
        meeting: meeting_row(site, ix),
        attendees: attendees(site, meeting, usize::MAX).0,
        intro_html: show(&meeting.intro, 1, "i"),
        objectives_html: show(&meeting.objectives, 2, "o"),
        topics_html: show(&meeting.topics, 2, "p"),
        sections: meeting
            .sections
            .iter()
            .enumerate()
            .map(|(i, section)| SectionView {
                title: section.title.clone(),
                html: show(&section.prose, 2, &format!("s{i}")),
            })
            .collect(),
        commitments_intro_html: show(&meeting.commitments_intro, 2, "c"),
        commitments: meeting
            .commitments
            .iter()
            .map(|&commitment| AgreedView {
                row: row(site, commitment),
                text_html: show(&register.commitment(commitment).text, 3, &format!("c{}", commitment.0)),
            })
            .collect(),
        follow_up_intro_html: show(&meeting.follow_up_intro, 2, "f"),
        follow_up: meeting
            .follow_up
            .iter()
            .map(|&(commitment, place)| UpdateRow {
                commitment: row(site, commitment),
                update: update(
                    site,
                    commitment,
                    &register.commitment(commitment).updates[place],
                    root,
                    &format!("f{}", commitment.0),
                ),
            })
            .collect(),
        tags: tags(site, &meeting.tags),
        backlinks: backlinks(site, register.backlinks.get(&Reference::Meeting(ix)).into_iter().flatten()),
        previous: neighbour(ix.0.checked_sub(1)),
        next: neighbour(Some(ix.0 + 1)),
        source: site.content_path(meeting.span.source).to_owned(),
        edit_url: site.edit_url(meeting.span.source),
    }
}

/// Who attended, at most so many organisations and units, and how many more did.
pub(super) fn attendees(site: &Site, meeting: &Meeting, most: usize) -> (Vec<AttendeeView>, usize) {
    let all: usize = meeting.attendees.iter().map(|attendee| 1 + attendee.units.len()).sum();
    let (mut views, mut told) = (Vec::new(), 0);
    for &Attendee { organisation, ref units } in &meeting.attendees {
        if told == most {
            break;
        }
        let units = &units[..units.len().min(most - told - 1)];
        told += 1 + units.len();
        views.push(AttendeeView {
            organisation: party(site, PartyIx { organisation, unit: None }),
            units: units.iter().map(|&unit| party(site, PartyIx { organisation, unit: Some(unit) })).collect(),
        });
    }
    (views, all - told)
}
