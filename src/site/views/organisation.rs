//! `organisation.html`, `organisations.html`

use tera::TeraResult;

use super::common::{backlinks, counts_of, meeting_row, party, percent};
use super::lists::page;
use crate::model::text::collation_key;
use crate::model::{PartyIx, Reference, StatusKind};
use crate::register::{Items, figures};
use crate::site::view::{LinkView, OldestView, OrganisationRow, OrganisationView, OrganisationsView};
use crate::site::{Site, urls};

pub(crate) fn organisations(site: &Site) -> OrganisationsView {
    let directory = &site.register.directory;
    let mut order: Vec<usize> = (0..directory.organisations().len()).collect();
    order[directory.configured()..].sort_by_cached_key(|&i| collation_key(&directory.organisations()[i].label));
    let organisations =
        order.into_iter().map(|organisation| organisation_row(site, PartyIx { organisation, unit: None })).collect();
    OrganisationsView { organisations }
}

pub(crate) fn organisation(site: &Site, ix: PartyIx, number: usize) -> TeraResult<OrganisationView> {
    const MEETINGS: usize = 50;
    let directory = &site.register.directory;
    let responsible = site.lists.of_party(ix);
    let attended = if number == 1 { site.lists.attended_by(ix) } else { &[] };
    Ok(OrganisationView {
        row: organisation_row(site, ix),
        parent: ix.unit.map(|_| party(site, PartyIx { unit: None, ..ix })),
        aliases: directory.unit(ix).map_or(&directory.organisation(ix).aliases, |unit| &unit.aliases).clone(),
        note_url: (!responsible.is_empty()).then(|| site.url_of_note(Some(ix), Items::All)),
        list: page(site, site.url_of_party(ix), number, responsible)?,
        meetings: attended.iter().take(MEETINGS).map(|&meeting| meeting_row(site, meeting)).collect(),
        backlinks: backlinks(site, site.register.backlinks.get(&Reference::Party(ix)).into_iter().flatten()),
        calendar_url: urls::beside(site.url_of_party(ix), "ics"),
    })
}

pub(super) fn organisation_row(site: &Site, ix: PartyIx) -> OrganisationRow {
    let register = &site.register;
    let units = match ix.unit {
        Some(_) => 0,
        None => register.directory.organisation(ix).units.len(),
    };
    let ledger = site.lists.of_party(ix).ledger(register);
    let attendance = site.lists.attendance.get(&ix).copied().unwrap_or_default();
    let (closed, total) = (ledger.standing.closed, ledger.standing.total());
    let counts = counts_of(site, ledger);
    let mut statuses = counts.by_status.iter().filter(|it| it.status.kind == StatusKind::Closed.id());
    let closed_key = match (statuses.next(), statuses.next()) {
        (Some(only), None) => Some(only.key.clone()),
        _ => None,
    };
    OrganisationRow {
        organisation: party(site, ix),
        counts,
        closed,
        closed_key,
        percent_closed: (total > 0).then(|| percent(closed, total)),
        oldest: ledger.oldest_open.map(|ix| {
            let commitment = register.commitment(ix);
            OldestView {
                link: LinkView { title: commitment.title.clone(), url: site.url_of_commitment(ix).to_owned() },
                id: commitment.id.to_string(),
                days: figures::days_since_agreed(register, commitment),
            }
        }),
        median_days: ledger.median_days,
        attended: attendance.attended,
        held: attendance.held,
        units: (0..units).map(|unit| organisation_row(site, PartyIx { unit: Some(unit), ..ix })).collect(),
    }
}
