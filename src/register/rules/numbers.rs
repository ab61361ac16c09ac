//! One paper has one number.

use std::collections::BTreeMap;

use crate::diagnostic::{Sources, Span};
use crate::model::{Document, Reference};
use crate::register::documents::natural_key;
use crate::register::{Mention, Mentions, Register};

/// A name that is written in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    /// Where it is written in the way that is told.
    pub(super) place: Span,
    /// That way.
    pub(super) written: String,
    /// The other one.
    pub(super) other: String,
    /// Where the other one is, if it is written anywhere.
    pub(super) first: Option<Span>,
}

/// `number-variant`: numbers that differ only by zeros and separators. The configured one is the right one, else the one
/// that is written most often.
pub(super) fn variants(register: &Register, sources: &Sources) -> Vec<Variant> {
    let mut same: BTreeMap<Vec<(String, u64)>, Vec<&Document>> = BTreeMap::new();
    for document in &register.documents {
        let mut key = natural_key(&document.id);
        for (words, _) in &mut key {
            words.retain(char::is_alphanumeric);
        }
        // Numbers that are too long to compare are no variants of each other.
        if key.iter().all(|&(_, number)| number < u64::MAX) {
            same.entry(key).or_default().push(document);
        }
    }
    same.retain(|_, documents| documents.len() > 1);
    let suspects: Vec<Document> = same.values().flatten().map(|&document| document.clone()).collect();
    let mut places = written(&suspects, sources).into_iter();
    let mut found = Vec::new();
    for documents in same.values() {
        let mut ways: Vec<(&Document, Vec<Span>)> = documents.iter().copied().zip(places.by_ref()).collect();
        ways.sort_by_key(|(document, places)| (document.configured.is_none(), std::cmp::Reverse(places.len())));
        let Some(((right, right_places), others)) = ways.split_first() else { continue };
        let first = right.configured.or_else(|| right_places.first().copied());
        // Two numbers that are both configured are two papers: whoever keeps the list says so.
        for (document, places) in others.iter().filter(|(document, _)| document.configured.is_none()) {
            found.extend(places.iter().map(|&place| Variant {
                place,
                written: document.id.clone(),
                other: right.id.clone(),
                first,
            }));
        }
    }
    found
}

/// `orphan-document`: configured, and no minutes, page or text of the configuration names it.
pub(super) fn orphans<'r>(register: &'r Register, sources: &Sources) -> Vec<(&'r Document, Span)> {
    let mut used = vec![false; register.documents.len()];
    let commitments = register.commitments.iter().flat_map(|commitment| &commitment.documents);
    for document in commitments.chain(register.meetings.iter().flat_map(|meeting| &meeting.documents)) {
        used[document.0] = true;
    }
    for reference in register.backlinks.keys() {
        if let Reference::Document(document) = reference {
            used[document.0] = true;
        }
    }
    let unused = register.documents.iter().zip(used).filter(|(_, used)| !used);
    let suspects: Vec<(&Document, Span)> = unused.filter_map(|(d, _)| Some((d, d.configured?))).collect();
    let documents: Vec<Document> = suspects.iter().map(|&(document, _)| document.clone()).collect();
    let places = written(&documents, sources);
    // Where it is configured, its number stands within the quotes.
    let is_own = |span: &Span, own: Span| own.source == span.source && own.start <= span.start && span.end <= own.end;
    suspects
        .into_iter()
        .zip(places)
        .filter(|((_, own), places)| places.iter().all(|place| is_own(place, *own)))
        .map(|(suspect, _)| suspect)
        .collect()
}

/// Every place where each document's number is written, in content and configuration, in one pass over all of it.
fn written(documents: &[Document], sources: &Sources) -> Vec<Vec<Span>> {
    let mut places: Vec<Vec<Span>> = vec![Vec::new(); documents.len()];
    if documents.is_empty() {
        return places;
    }
    let mentions = Mentions::of_documents(documents);
    for (id, source) in sources.iter() {
        for (range, mention) in mentions.find(&source.text) {
            if let Mention::Document(ix) = mention {
                places[ix.0].push(Span::new(id, range));
            }
        }
    }
    places
}
