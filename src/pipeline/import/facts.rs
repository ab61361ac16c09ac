//! What a document says of a commitment besides its text, where the minutes say something else: who is responsible, when
//! it is due, which documents and tags it has, what it is called.

use crate::content::markdown::plain_text;
use crate::content::{DataKey, joined_values};
use crate::edit::{Passage, set_data, set_text, set_title};
use crate::import::{NotedCommitment, Paragraph, Place, Remark, RemarkKind, paragraphs};
use crate::model::text::fold;
use crate::model::{Commitment, PartialDate, Reference};
use crate::pipeline::Desk;

/// What becomes of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The minutes are changed: the table that was exported came back with another value.
    Written,
    /// It is told: a document may be older than the minutes.
    Told,
}

/// The minutes with what differs written into them, as far as it is to be written.
pub(super) fn apply(
    desk: &Desk,
    known: &Commitment,
    noted: &NotedCommitment,
    change: Change,
    mut text: String,
    remarks: &mut Vec<Remark>,
) -> String {
    if let Some(title) = noted.title.as_deref().filter(|title| fold(title) != fold(&known.title)) {
        let written = match change {
            Change::Written => set_title(&text, &known.id.meeting, &noted.number, title),
            Change::Told => None,
        };
        match written {
            Some(changed) => text = changed,
            None => {
                let kind = RemarkKind::OtherFact {
                    id: known.id.to_string(),
                    noted: title.to_owned(),
                    recorded: known.title.clone(),
                };
                remarks.push(Remark { kind, place: noted.place });
            }
        }
    }
    for (key, recorded, stated) in differences(desk, known, noted) {
        let written = match change {
            Change::Written => {
                set_data(&text, &known.id.meeting, &noted.number, key, &stated, desk.register().language)
            }
            Change::Told => None,
        };
        match written {
            Some(changed) => text = changed,
            None => {
                let name = key.name(desk.register().language);
                let shown = |values: &[String]| format!("{name}: {}", joined_values(values));
                let kind = RemarkKind::OtherFact {
                    id: known.id.to_string(),
                    noted: shown(&stated),
                    recorded: shown(&recorded),
                };
                remarks.push(Remark { kind, place: noted.place });
            }
        }
    }
    text
}

/// The minutes with what a table says for a text of theirs. None, if that has more than words, which a table cannot bring
/// back: emphasis, links, several paragraphs.
pub(super) fn reworded(
    recorded: &str,
    stated: &[Paragraph],
    known: &Commitment,
    passage: Passage,
    text: &str,
) -> Option<String> {
    let plain = paragraphs(&[Paragraph::of(plain_text(recorded).trim(), Place::default())]);
    let is_plain = plain.split_whitespace().eq(recorded.split_whitespace()) && !recorded.trim().contains("\n\n");
    let markdown = paragraphs(stated);
    (is_plain && !markdown.is_empty())
        .then(|| set_text(text, &known.id.meeting, &known.id.number, passage, &markdown))
        .flatten()
}

/// What is recorded and what is stated, by the key that differs.
fn differences(desk: &Desk, known: &Commitment, noted: &NotedCommitment) -> Vec<(DataKey, Vec<String>, Vec<String>)> {
    let register = desk.register();
    let parties = known.responsible.iter().map(|&party| {
        let label = register.directory.label(party);
        if register.directory.party(label) == Some(party) {
            label.to_owned()
        } else {
            register.directory.full_label(party)
        }
    });
    let due = |due: Option<PartialDate>| -> Vec<String> { due.iter().map(ToString::to_string).collect() };
    let reference = |reference: &Reference| match *reference {
        Reference::Commitment(ix) => register.commitment(ix).id.to_string(),
        Reference::Meeting(ix) => register.meeting(ix).id.to_string(),
        Reference::Document(ix) => register.document(ix).id.clone(),
        Reference::Party(ix) => register.directory.label(ix).to_owned(),
    };
    let related: Vec<String> = known.related.iter().map(reference).collect();
    let chain: Vec<String> = known.chain.iter().map(|link| register.commitment(link.target()).id.to_string()).collect();
    // Data tell of chains among what is related.
    let noted_related = noted.related.iter().filter(|id| !chain.contains(id)).cloned().collect();
    let all = [
        (DataKey::Responsible, parties.collect::<Vec<_>>(), noted.responsible.clone()),
        (DataKey::Due, due(known.due), due(noted.due)),
        (
            DataKey::Documents,
            known.documents.iter().map(|&ix| register.document(ix).id.clone()).collect(),
            noted.documents.clone(),
        ),
        (DataKey::Related, related, noted_related),
        (DataKey::Tags, known.tags.iter().map(|&tag| register.tags[tag].clone()).collect(), noted.tags.clone()),
    ];
    let same = |key: DataKey, a: &[String], b: &[String]| {
        let names = |values: &[String]| -> Vec<String> {
            let mut names: Vec<String> = values
                .iter()
                .map(|value| match register.directory.party(value).filter(|_| key == DataKey::Responsible) {
                    Some(party) => fold(&register.directory.full_label(party)),
                    None => fold(value),
                })
                .collect();
            names.sort();
            names
        };
        names(a) == names(b)
    };
    all.into_iter()
        .filter(|(key, recorded, stated)| noted.stated.contains(key) && !same(*key, recorded, stated))
        .collect()
}
