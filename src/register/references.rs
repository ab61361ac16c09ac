//! References of commitments and links in texts, followed.

use std::collections::{BTreeMap, BTreeSet};

use super::directory::Found;
use super::documents::Papers;
use super::{Directory, Lookup, NotFound, Referrer};
use crate::content::{LinkTarget, parse_link};
use crate::diagnostic::{Applicability, Diagnostic, Diagnostics, Kind, Role, Span, Spanned};
use crate::model::{ChainLink, Commitment, CommitmentIx, MeetingIx, PartyIx, Reference};

/// Looks up who is responsible. A name that nobody has is a new organisation; `INE y SRE` are two if both are known.
pub(super) fn parties(
    names: &[Spanned<String>],
    directory: &mut Directory,
    diagnostics: &mut Diagnostics,
) -> Vec<PartyIx> {
    let mut parties = Vec::new();
    for name in names {
        for party in party(name, directory, diagnostics) {
            if !parties.contains(&party) {
                parties.push(party);
            }
        }
    }
    parties
}

fn party(name: &Spanned<String>, directory: &mut Directory, diagnostics: &mut Diagnostics) -> Vec<PartyIx> {
    let parties = party_or_new(name, directory, diagnostics);
    for &party in &parties {
        directory.note(party, name.span);
    }
    parties
}

fn party_or_new(name: &Spanned<String>, directory: &mut Directory, diagnostics: &mut Diagnostics) -> Vec<PartyIx> {
    match directory.find(&name.value) {
        Found::Party(party) => vec![party],
        Found::Several(candidates) => {
            let candidates = candidates.into_iter().map(|party| directory.full_label(party)).collect();
            diagnostics.report(Kind::AmbiguousOrganisation { name: name.value.clone(), candidates }, name.span);
            Vec::new()
        }
        Found::Nothing => {
            for conjunction in [" y ", " e ", " and "] {
                if let Some((first, second)) = name.value.split_once(conjunction)
                    && let (Found::Party(first), Found::Party(second)) = (directory.find(first), directory.find(second))
                {
                    return vec![first, second];
                }
            }
            if let Some((organisation, unit)) = name.value.split_once('/')
                && let Found::Party(PartyIx { organisation, unit: None }) = directory.find(organisation)
            {
                let unit = Some(directory.unit_or_new(organisation, unit));
                return vec![PartyIx { organisation, unit }];
            }
            vec![PartyIx { organisation: directory.organisation_or_new(&name.value), unit: None }]
        }
    }
}

/// Follows the references of one key. Another body's commitment is a document.
pub(super) fn follow(
    names: &[Spanned<String>],
    own: (CommitmentIx, MeetingIx),
    lookup: &Lookup,
    papers: &mut Papers,
    diagnostics: &mut Diagnostics,
) -> Vec<(Reference, Span)> {
    let mut found: Vec<(Reference, Span)> = Vec::new();
    let mut seen = BTreeSet::new();
    for name in names {
        let reference = match lookup.find(&name.value, Some(own.1)) {
            Ok(Reference::Commitment(ix)) if ix == own.0 => {
                diagnostics.report(Kind::SelfReference { text: name.value.clone() }, name.span);
                continue;
            }
            Ok(reference) => reference,
            Err(_) if Lookup::is_serial(&name.value) => Reference::Document(papers.number(&name.value)),
            Err(missing) => {
                unknown(name, missing, diagnostics);
                continue;
            }
        };
        if seen.insert(reference) {
            found.push((reference, name.span));
        }
    }
    found
}

pub(super) fn unknown(name: &Spanned<String>, missing: NotFound, diagnostics: &mut Diagnostics) {
    let NotFound { suggestion, known, draft, same_letters } = missing;
    let kind = Kind::UnknownReference { text: name.value.clone(), suggestion: suggestion.clone(), draft, known };
    let mut diagnostic = Diagnostic::new(kind, name.span);
    if let Some(suggestion) = suggestion.filter(|_| !draft) {
        let applicability = if same_letters { Applicability::Safe } else { Applicability::Maybe };
        diagnostic = diagnostic.replaced_by(suggestion, applicability);
    }
    diagnostics.push(diagnostic);
}

/// Follows a `[[link]]`; reports one that leads nowhere.
pub(super) fn link(
    link: &Spanned<String>,
    within: Option<MeetingIx>,
    lookup: &Lookup,
    papers: &mut Papers,
    directory: &mut Directory,
    diagnostics: &mut Diagnostics,
) -> Option<Reference> {
    match parse_link(&link.value) {
        LinkTarget::Reference(reference) => match lookup.find(&reference, within) {
            Ok(found) => Some(found),
            Err(_) if Lookup::is_serial(&reference) => Some(Reference::Document(papers.number(&reference))),
            Err(NotFound { suggestion, known, draft, .. }) => {
                // Its place is that of the brackets and the words in them: no place for a mere reference.
                let kind = Kind::UnknownReference { text: reference, suggestion, draft, known };
                diagnostics.report(kind, link.span);
                None
            }
        },
        LinkTarget::Document(id) => Some(Reference::Document(papers.number(&id))),
        LinkTarget::Organisation(name) => {
            party(&Spanned::new(name, link.span), directory, diagnostics).first().copied().map(Reference::Party)
        }
        LinkTarget::Unknown => {
            diagnostics.report(Kind::UnknownLinkKind { text: link.value.clone() }, link.span);
            None
        }
    }
}

/// Reports chains that come back to their start, and links to later commitments; `spans` has each link's place.
pub(super) fn check_chains(
    commitments: &[Commitment],
    spans: &BTreeMap<(CommitmentIx, CommitmentIx), Span>,
    diagnostics: &mut Diagnostics,
) {
    let links = |ix: usize| commitments[ix].chain.iter().map(|link| link.target().0);
    let mut in_cycle = BTreeSet::new();
    // A link to an earlier commitment can never close a circle alone: each circle has a link to a later one.
    let later: Vec<(usize, usize)> =
        (0..commitments.len()).flat_map(|ix| links(ix).filter(move |&to| to > ix).map(move |to| (ix, to))).collect();
    if later.is_empty() {
        return;
    }
    let remaining = cyclic(commitments);
    let mut left = remaining.clone();
    while let Some(&start) = left.iter().next() {
        let mut path = vec![start];
        let mut seen = BTreeMap::from([(start, 0)]);
        let mut at = start;
        let cycle = loop {
            let Some(next) = links(at).find(|to| remaining.contains(to)) else { break Vec::new() };
            if let Some(&from) = seen.get(&next) {
                break path.split_off(from);
            }
            seen.insert(next, path.len());
            path.push(next);
            at = next;
        };
        for visited in seen.keys() {
            left.remove(visited);
        }
        let known = cycle.iter().any(|ix| in_cycle.contains(ix));
        in_cycle.extend(cycle.iter().copied());
        let [first, rest @ ..] = cycle.as_slice() else { continue };
        if known {
            continue;
        }
        let mut ids: Vec<String> = cycle.iter().map(|&ix| commitments[ix].id.to_string()).collect();
        ids.push(commitments[*first].id.to_string());
        let place = |from: usize, to: usize| spans.get(&(CommitmentIx(from), CommitmentIx(to))).copied();
        let second = rest.first().unwrap_or(first);
        let mut diagnostic =
            Diagnostic::new(Kind::ChainCycle { ids }, place(*first, *second).unwrap_or(commitments[*first].span));
        for (i, &from) in rest.iter().enumerate() {
            if let Some(span) = place(from, *rest.get(i + 1).unwrap_or(first)) {
                diagnostic = diagnostic.with(Role::Link, span);
            }
        }
        diagnostics.push(diagnostic);
    }
    for (from, to) in later {
        if !(in_cycle.contains(&from) && in_cycle.contains(&to)) {
            let kind = Kind::ContinuesLater { id: commitments[to].id.to_string() };
            let span = spans.get(&(CommitmentIx(from), CommitmentIx(to))).copied();
            diagnostics.report(kind, span.unwrap_or(commitments[from].span));
        }
    }
}

/// What is left when everything that leads nowhere, or that nothing leads to, is taken away again and again: the circles
/// and what lies between them.
fn cyclic(commitments: &[Commitment]) -> BTreeSet<usize> {
    let count = commitments.len();
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, commitment) in commitments.iter().enumerate() {
        for link in &commitment.chain {
            after[from].push(link.target().0);
            before[link.target().0].push(from);
        }
    }
    let mut gone = vec![false; count];
    for (there, back) in [(&after, &before), (&before, &after)] {
        let degree = |ix: usize, gone: &[bool]| there[ix].iter().filter(|&&to| !gone[to]).count();
        let mut degrees: Vec<usize> = (0..count).map(|ix| degree(ix, &gone)).collect();
        let mut idle: Vec<usize> = (0..count).filter(|&ix| !gone[ix] && degrees[ix] == 0).collect();
        while let Some(ix) = idle.pop() {
            gone[ix] = true;
            for &from in &back[ix] {
                degrees[from] = degrees[from].saturating_sub(1);
                if !gone[from] && degrees[from] == 0 {
                    idle.push(from);
                }
            }
        }
    }
    (0..count).filter(|&ix| !gone[ix]).collect()
}

/// Commitments of one story: those that chains join, in order.
pub(super) fn stories(commitments: &[Commitment]) -> Vec<Vec<CommitmentIx>> {
    let mut root: Vec<usize> = (0..commitments.len()).collect();
    fn find(root: &mut [usize], mut ix: usize) -> usize {
        while root[ix] != ix {
            root[ix] = root[root[ix]];
            ix = root[ix];
        }
        ix
    }
    for (from, commitment) in commitments.iter().enumerate() {
        for link in &commitment.chain {
            let (a, b) = (find(&mut root, from), find(&mut root, link.target().0));
            root[a.max(b)] = a.min(b);
        }
    }
    let mut stories: BTreeMap<usize, Vec<CommitmentIx>> = BTreeMap::new();
    for ix in 0..commitments.len() {
        let top = find(&mut root, ix);
        stories.entry(top).or_default().push(CommitmentIx(ix));
    }
    stories.into_values().filter(|story| story.len() > 1).collect()
}

/// A chain link of the right kind, if the reference is a commitment.
pub(super) fn chain_link(reference: Reference, link: fn(CommitmentIx) -> ChainLink) -> Option<ChainLink> {
    match reference {
        Reference::Commitment(ix) => Some(link(ix)),
        _ => None,
    }
}

/// Notes that something links to a target; once for each that does.
pub(super) fn note(backlinks: &mut BTreeMap<Reference, BTreeSet<Referrer>>, target: Reference, referrer: Referrer) {
    backlinks.entry(target).or_default().insert(referrer);
}
