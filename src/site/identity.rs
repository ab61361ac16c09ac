//! Names that stay the same from one publication to the next, for feeds and calendars.

use uuid::Uuid;

use super::Site;
use crate::model::CommitmentIx;

/// The UUID of something by its name: made of the site's address, without one of its title, and the name (version 5,
/// <https://www.rfc-editor.org/rfc/rfc9562#section-5.5>).
pub(super) fn uuid(site: &Site, name: &str) -> Uuid {
    let root = site.base_url.as_deref().unwrap_or(&site.title);
    Uuid::new_v5(&Uuid::new_v5(&Uuid::NAMESPACE_URL, root.as_bytes()), name.as_bytes())
}

/// The IRI of a file of the site: its address, if the site has one.
pub(super) fn iri(site: &Site, path: &str) -> String {
    match &site.base_url {
        Some(base) => format!("{base}{path}"),
        None => format!("urn:uuid:{}", uuid(site, path)),
    }
}

/// The IRI of an update: its commitment's address with its date, and a number from the second of one day on.
pub(super) fn iri_of_update(site: &Site, ix: CommitmentIx, place: usize) -> String {
    let updates = &site.register.commitment(ix).updates;
    let date = updates[place].date;
    let same = updates[..place].iter().filter(|update| update.date == date).count();
    let number = if same == 0 { String::new() } else { format!("-{}", same + 1) };
    match &site.base_url {
        Some(base) => format!("{base}{}#{date}{number}", site.url_of_commitment(ix)),
        None => {
            let name = format!("{}#{date}{number}", site.register.commitment(ix).id);
            format!("urn:uuid:{}", uuid(site, &name))
        }
    }
}
