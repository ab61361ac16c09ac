//! What a file says, whatever its spacing: two texts of the same meaning make the same pages.

use std::fmt::Debug;
use std::ops::Range;

use pulldown_cmark::{Parser, html};

use super::definitions::used_definitions;
use super::markdown::{lenient, options};
use super::parsed::{Minutes, Page, ParsedFollowUp, ParsedUpdate, StatusMention};
use crate::diagnostic::{Sources, Span, Spanned};
use crate::model::Prose;
use crate::model::text::composed;

/// The lines of a meaning; equal for files that say the same.
pub type Meaning = Vec<String>;

/// What Markdown says: its HTML.
#[must_use]
pub fn reading(markdown: &str) -> String {
    let text = lenient(markdown);
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(&composed(&text), options()));
    out
}

/// What a prose says; `definitions` are those of its file.
fn prose(prose: &Prose, definitions: &[Range<u32>], sources: &Sources) -> String {
    let mut text = prose.parts.iter().map(|&span| sources.slice(span)).collect::<Vec<_>>().join("\n\n");
    if let Some(first) = prose.parts.first() {
        let source = first.source;
        for Range { start, end } in used_definitions(&text, &sources.get(source).text, definitions).places {
            text.push_str("\n\n");
            text.push_str(sources.slice(Span { source, start, end }));
        }
    }
    reading(&text)
}

/// What minutes say.
#[must_use]
pub fn meaning_of_minutes(minutes: &Minutes, sources: &Sources) -> Meaning {
    let mut lines = Meaning::new();
    let mut say = |what: &str, value: &dyn Debug| lines.push(format!("{what} {value:?}"));
    let text = |it: &Prose| prose(it, &minutes.definitions, sources);
    say("date", &minutes.date.value);
    say("title", &minutes.title.as_ref().map(|title| &title.value));
    say("mode", &minutes.mode);
    say("series", &minutes.series);
    for attendee in &minutes.attendees {
        say("attendee", &(&attendee.organisation.value, values(&attendee.units)));
    }
    say("tags", &minutes.tags);
    say("draft", &minutes.draft);
    say("aliases", &values(&minutes.aliases));
    say("intro", &text(&minutes.intro));
    say("objectives", &text(&minutes.objectives));
    say("topics", &(text(&minutes.topics), &minutes.topic_items));
    say("commitments", &text(&minutes.commitments_intro));
    say("follow-up", &text(&minutes.follow_up_intro));
    for section in &minutes.sections {
        say("section", &(&section.title, text(&section.prose)));
    }
    for commitment in &minutes.commitments {
        say("commitment", &(commitment.number.value.as_str(), &commitment.title, text(&commitment.text)));
        say("responsible", &values(&commitment.responsible));
        say("due", &commitment.due.as_ref().map(|due| due.value));
        say("documents", &values(&commitment.documents));
        say("related", &values(&commitment.related));
        say("continues", &values(&commitment.continues));
        say("replaces", &values(&commitment.replaces));
        say("tags", &commitment.tags);
        for ParsedUpdate { date, mention, text: account } in &commitment.updates {
            say("update", &(date.value, words(mention), text(account)));
        }
    }
    for ParsedFollowUp { reference, mention, text: account, .. } in &minutes.follow_ups {
        say("follow-up", &(&reference.value, words(mention), text(account)));
    }
    // Their order decides nothing.
    say("links", &sorted(minutes.links.iter().map(|link| link.value.clone())));
    say("urls", &sorted(minutes.urls.iter().map(|url| url.value.url.clone())));
    lines
}

/// What a plain page says.
#[must_use]
pub fn meaning_of_page(page: &Page, sources: &Sources) -> Meaning {
    vec![
        format!("title {:?} draft {}", page.title, page.draft),
        prose(&page.text, &[], sources),
        format!("{:?}", sorted(page.links.iter().map(|link| link.value.clone()))),
        format!("{:?}", sorted(page.urls.iter().map(|url| url.value.url.clone()))),
    ]
}

fn values(list: &[Spanned<String>]) -> Vec<&str> {
    list.iter().map(|item| item.value.as_str()).collect()
}

fn words(mention: &StatusMention) -> (&str, Option<&str>) {
    (&mention.status.value, mention.previous.as_ref().map(|previous| previous.value.as_str()))
}

fn sorted(list: impl Iterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = list.collect();
    list.sort();
    list
}
