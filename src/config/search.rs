//! `[search]`: the other sites that the page to search on searches with its own.

use std::collections::BTreeMap;

use super::read::{invalid, normal_base_url, unique};
use super::table::Table;
use super::{SearchConfig, SearchSite};
use crate::diagnostic::{Diagnostics, Kind, Spanned};

/// `[search]`. Addresses are given from the root of this site, `../2022/`, or whole and on the server of `base_url`.
pub(super) fn search(
    table: &mut Table<'_, '_>,
    base_url: Option<&str>,
    title: Option<&Spanned<String>>,
    diagnostics: &mut Diagnostics,
) -> SearchConfig {
    let Some(mut table) = table.table("search", diagnostics) else { return SearchConfig::default() };
    let own = table.text("title", diagnostics);
    let (mut titles, mut urls) = (BTreeMap::new(), BTreeMap::new());
    if let Some(title) = own.as_ref().or(title) {
        unique(&mut titles, title, diagnostics);
    }
    let mut sites = Vec::new();
    for (span, mut entry) in table.tables("sites", diagnostics) {
        let missing = ["title", "url"].map(|key| (!entry.has(key)).then_some(key));
        let title = entry.text("title", diagnostics);
        let url = entry.text("url", diagnostics);
        entry.finish(diagnostics);
        for key in missing.into_iter().flatten() {
            diagnostics.report(Kind::MissingKey { key, table: "search.sites" }, span);
        }
        let (Some(title), Some(url)) = (title, url) else { continue };
        let Some(found) = address(&url, base_url, diagnostics) else { continue };
        let found = Spanned::new(found, url.span);
        if unique(&mut titles, &title, diagnostics) && unique(&mut urls, &found, diagnostics) {
            sites.push(SearchSite { title: title.value, url: found.value });
        }
    }
    table.finish(diagnostics);
    SearchConfig { title: own.map(|title| title.value), sites }
}

/// The address of another site from the root of this one, with its final slash.
fn address(url: &Spanned<String>, base_url: Option<&str>, diagnostics: &mut Diagnostics) -> Option<String> {
    let given = url.value.trim();
    let is_whole = given.starts_with("https://") || given.starts_with("http://");
    let found = if is_whole {
        let Some(whole) = normal_base_url(given) else {
            diagnostics.report(Kind::InvalidUrl { value: url.value.clone() }, url.span);
            return None;
        };
        let Some(found) = base_url.and_then(|base| between(base, &whole)) else {
            let base = base_url.map(str::to_owned);
            diagnostics.report(Kind::OtherServer { value: url.value.clone(), base }, url.span);
            return None;
        };
        Some(found)
    } else {
        normal(given)
    };
    // Empty: the site itself.
    let found = found.filter(|found| !found.is_empty());
    if found.is_none() {
        invalid("url", url, &["../2022/"], diagnostics);
    }
    found
}

/// An address from the root of the site without needless steps, `./a/../../b` being `../b/`; none, if it is no such.
fn normal(url: &str) -> Option<String> {
    let is_sign = |c: char| c.is_control() || c.is_whitespace() || "\\:?#*\"<>|^`{}".contains(c);
    if url.starts_with('/') || url.contains(is_sign) {
        return None;
    }
    let mut steps: Vec<&str> = Vec::new();
    for step in url.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    Some(steps.iter().fold(String::new(), |address, step| address + step + "/"))
}

/// The way from one whole address to another on the same server.
fn between(from: &str, to: &str) -> Option<String> {
    let parts = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_once('/')?;
        let steps: Vec<String> = path.split('/').filter(|step| !step.is_empty()).map(str::to_owned).collect();
        Some((format!("{scheme}://{}", host.to_ascii_lowercase()), steps))
    };
    let ((server, from), (other, to)) = (parts(from)?, parts(to)?);
    if server != other {
        return None;
    }
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[shared..].iter().map(|_| "..");
    Some(up.chain(to[shared..].iter().map(String::as_str)).fold(String::new(), |way, step| way + step + "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_needless_steps() {
        for (given, expected) in [
            ("../2022", Some("../2022/")),
            ("./a/../../2022/", Some("../2022/")),
            ("archivo/2022/", Some("archivo/2022/")),
            ("", Some("")),
            ("./", Some("")),
            ("a/..", Some("")),
            ("/2022/", None),
            ("//otro.example/2022/", None),
            ("javascript:alert(1)", None),
            ("../2022/?a", None),
            ("..\\2022", None),
        ] {
            assert_eq!(normal(given).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn the_way_between_two_sites_stays_on_their_server() {
        let base = "https://intranet.example/acuerdos/2023/";
        for (to, expected) in [
            ("https://intranet.example/acuerdos/2022/", Some("../2022/")),
            ("https://INTRANET.example/", Some("../../")),
            ("https://intranet.example/acuerdos/2023/anexo/", Some("anexo/")),
            ("https://intranet.example/acuerdos/2023/", Some("")),
            ("http://intranet.example/acuerdos/2022/", None),
            ("https://intranet.example:8443/acuerdos/2022/", None),
            ("https://otro.example/acuerdos/2022/", None),
        ] {
            assert_eq!(between(base, to).as_deref(), expected, "{to}");
        }
    }
}
