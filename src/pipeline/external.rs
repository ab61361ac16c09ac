//! What other sites answer, as findings at the places where they are linked.

use std::collections::BTreeSet;

use url::Url;

use super::Progress;
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Kind, Sources};
use crate::external::{Answer, Asker};
use crate::register::Register;

/// Asks for every address of another site once, and reports at each place where it is written what is not as it should be.
pub(super) fn ask(
    register: &Register,
    sources: &Sources,
    asker: &Asker<'_>,
    progress: &Progress,
    diagnostics: &mut Diagnostics,
) {
    let places = register.outside(sources);
    let addresses: BTreeSet<&str> = places.iter().map(|place| place.value.as_str()).collect();
    progress.begin(addresses.len());
    let answers = asker.ask(&addresses, &|| progress.step());
    for place in &places {
        let (url, span) = (place.value.clone(), place.span);
        match answers.get(&url) {
            Some(&Answer::Broken(trouble)) => diagnostics.report(Kind::BrokenLink { url, trouble }, span),
            Some(&Answer::Unanswered(trouble)) => diagnostics.report(Kind::UnansweredLink { url, trouble }, span),
            Some(Answer::Moved(to)) => {
                let to = with_fragment(&url, to);
                let applicability = can_be_taken(&url, &to);
                let moved = Diagnostic::new(Kind::MovedLink { url, to: to.clone() }, span);
                // Of a link whose address stands elsewhere, the place is the whole link.
                let is_address = sources.slice(span) == place.value;
                diagnostics.push(match applicability.filter(|_| is_address) {
                    Some(applicability) => moved.replaced_by(to, applicability),
                    None => moved,
                });
            }
            Some(Answer::Fine | Answer::Inner) | None => {}
        }
    }
}

/// A redirect without a fragment keeps the one that was asked for.
fn with_fragment(url: &str, to: &str) -> String {
    match url.split_once('#') {
        Some((_, fragment)) if !fragment.is_empty() => format!("{to}#{fragment}"),
        _ => to.to_owned(),
    }
}

/// Whether the new address can stand where the old one stands, and without asking: a page that is sent to the front page
/// has most likely gone.
fn can_be_taken(url: &str, to: &str) -> Option<Applicability> {
    let plain = |c: char| c.is_ascii_graphic() && !"()<>[]{}\"'\\|`^".contains(c);
    if !to.chars().all(plain) || to.ends_with(['.', ',', ';', ':', '!', '?']) {
        return None;
    }
    let is_front = |url: &str| Url::parse(url).is_ok_and(|url| url.path() == "/" && url.query().is_none());
    Some(if is_front(to) && !is_front(url) { Applicability::Maybe } else { Applicability::Safe })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_if_it_can_stand_there_and_is_no_front_page() {
        let taken = |to| can_be_taken("http://a.mx/x", to);
        assert_eq!(taken("https://a.mx/x_y&z=1"), Some(Applicability::Safe));
        assert_eq!(taken("https://a.mx/"), Some(Applicability::Maybe));
        assert_eq!(can_be_taken("http://a.mx", "https://a.mx/"), Some(Applicability::Safe));
        assert_eq!(taken("https://a.mx/x(y)"), None);
        assert_eq!(with_fragment("http://a.mx/x#y", "https://a.mx/x"), "https://a.mx/x#y");
    }
}
