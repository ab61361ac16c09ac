//! The page to search on, and the words of its scripts.

use crate::config::SearchSite;
use crate::diagnostic::Language;
use crate::model::text::fold;
use crate::site::theme::{SEARCH_WORDS, SEVERAL_WORDS};
use crate::site::view::{ExampleView, OtherSiteView, SearchView, SearchWordsView};
use crate::site::{Routes, Site};

pub(crate) fn search(site: &Site) -> SearchView {
    let examples = queries(site)
        .into_iter()
        .map(|(id, query)| {
            let url = format!("{}?q={}", site.routes.search_page, escaped(&query));
            ExampleView { id, query, url }
        })
        .collect();
    let others = site.search.sites.iter();
    let others =
        others.map(|it| OtherSiteView { title: it.title.clone(), url: format!("{}index.html", it.url) }).collect();
    SearchView { examples, others, several_json: several(site) }
}

/// What the script that searches several sites is told: how they are called and where they are, this one first, and what it
/// says. None, if there is but one.
fn several(site: &Site) -> Option<String> {
    let [_, ..] = &site.search.sites[..] else { return None };
    let own = SearchSite { title: site.search.title.clone().unwrap_or_else(|| site.title.clone()), url: String::new() };
    let sites = [&own].into_iter().chain(&site.search.sites);
    let sites: Vec<_> = sites.map(|it| serde_json::json!({ "title": it.title, "url": it.url })).collect();
    // Another site may be in another language.
    let folders = Language::ALL.into_iter().map(|language| Routes::new(language).search);
    let folders: Vec<_> =
        [site.routes.search].into_iter().chain(folders.filter(|it| *it != site.routes.search)).collect();
    let words = site.theme.strings.json_below(SEVERAL_WORDS);
    Some(format!(
        "{{\"sites\":{},\"folders\":{},\"words\":{words}}}",
        serde_json::json!(sites),
        serde_json::json!(folders)
    ))
}

pub(crate) fn search_words(site: &Site) -> SearchWordsView {
    SearchWordsView { words_json: site.theme.strings.json_below(SEARCH_WORDS) }
}

/// A query for each way to search, of things that the register has; ways for which it has nothing are left out.
fn queries(site: &Site) -> Vec<(&'static str, String)> {
    let register = &site.register;
    let field = |name: &str, value: &str| format!("{}:{}", site.theme.strings.get(name, &[]), quoted(value));
    let mut queries = Vec::new();
    let title = register.commitments.iter().find_map(|commitment| two_words(&commitment.title));
    let title = title.or_else(|| two_words(&site.theme.strings.get("search.sample", &[])));
    if let Some((phrase, first, second)) = title {
        queries.push(("words", format!("{first} {second}")));
        queries.push(("phrase", format!("\"{phrase}\"")));
        queries.push(("exclude", format!("{second} -{first}")));
        queries.push(("or", format!("{first} OR {second}")));
        queries.push(("prefix", format!("{}*", second.chars().take(4).collect::<String>())));
    }
    let used = |i: &usize| !site.lists.by_status[*i].is_empty();
    if let Some(i) = (0..register.statuses.len()).find(used) {
        queries.push(("status", field("search.field.status", &register.statuses[i].id)));
    }
    if let Some(&ix) = register.commitments.iter().find_map(|commitment| commitment.responsible.first()) {
        queries.push(("organisation", field("search.field.organisation", register.directory.label(ix))));
    }
    let month = register.meetings.last().map(|meeting| meeting.date.format("%Y-%m").to_string());
    if let Some(month) = &month {
        queries.push(("meeting", field("search.field.meeting", month)));
    }
    if let Some(series) = register.meetings.iter().find_map(|meeting| meeting.series.as_deref()) {
        queries.push(("series", field("search.field.series", series)));
    }
    if let Some(tag) = register.tags.first() {
        queries.push(("tag", field("search.field.tag", tag)));
    }
    // A document may be known by its title alone, or named by pages: as a field it would find nothing.
    let cited = register.commitments.iter().flat_map(|commitment| &commitment.documents).min();
    if let Some(document) = cited.map(|&ix| register.document(ix)) {
        queries.push(("document", field("search.field.document", &document.id)));
    }
    if let Some(due) = register.commitments.iter().filter_map(|commitment| commitment.due).max() {
        let name = site.theme.strings.get("search.field.due", &[]);
        queries.push(("due", format!("{name}<{}", due.end().format("%Y-%m"))));
    }
    if let (Some(first), Some(last)) = (register.meetings.first(), &month) {
        let name = site.theme.strings.get("search.field.date", &[]);
        queries.push(("date", format!("{name}:{}..{last}", first.date.format("%Y-%m"))));
    }
    if let Some(document) = register.documents.first() {
        queries.push(("number", document.id.clone()));
    }
    queries
}

/// The first two words of a title that tell something, and the title from the one to the other.
fn two_words(title: &str) -> Option<(String, String, String)> {
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let telling = |word: &&str| word.chars().count() > 3 && word.chars().all(char::is_alphabetic);
    let first = words.iter().position(telling)?;
    let second = first + 1 + words[first + 1..].iter().position(telling)?;
    let phrase = words[first..=second].join(" ");
    // Only what stands in the title as it is: no comma, no hyphen between.
    let plain = title.contains(&phrase) && fold(words[first]) != fold(words[second]);
    plain.then(|| (phrase.to_lowercase(), words[first].to_lowercase(), words[second].to_lowercase()))
}

/// A value behind a colon: in quotes, if it is more than one word.
fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}

/// A query in a URL.
fn escaped(query: &str) -> String {
    query
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' | b':' | b'/' => {
                char::from(byte).to_string()
            }
            b' ' => "+".to_owned(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_made_of_words_that_tell_something() {
        let words = |title| two_words(title).map(|(phrase, ..)| phrase);
        assert_eq!(words("Plan de riesgos"), Some("plan de riesgos".to_owned()));
        assert_eq!(words("El plan, los riesgos"), None);
        assert_eq!(words("Plan plan"), None);
        assert_eq!(words("Año 2022"), None);
        assert_eq!(words(""), None);
    }

    #[test]
    fn a_query_survives_its_url() {
        assert_eq!(escaped("\"plan de\" OR año<2023"), "%22plan+de%22+OR+a%C3%B1o%3C2023");
        assert_eq!(quoted("Grupo INE–SRE"), "\"Grupo INE–SRE\"");
    }
}
