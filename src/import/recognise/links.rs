//! `[[2022-08-09/4]]` in the text of a document, as minutes have it, becomes a link of minutes again.

use std::collections::BTreeSet;

use crate::content::{LinkTarget, parse_link};
use crate::import::document::{Paragraph, Run, Style};
use crate::import::note::NotedMeeting;
use crate::register::Register;

/// Where links of minutes can lead.
pub(super) struct Targets<'r> {
    register: &'r Register,
    /// Ids of meetings and commitments of the document.
    noted: BTreeSet<String>,
}

impl<'r> Targets<'r> {
    pub(super) fn new(register: &'r Register, meetings: &[NotedMeeting]) -> Self {
        let mut noted = BTreeSet::new();
        for meeting in meetings {
            let id = meeting.id.clone().unwrap_or_else(|| meeting.date.to_string());
            noted.extend(meeting.commitments.iter().map(|commitment| format!("{id}/{}", commitment.number)));
            noted.insert(id);
        }
        Self { register, noted }
    }

    fn has(&self, target: &str) -> bool {
        match parse_link(target) {
            LinkTarget::Reference(id) => self.noted.contains(&id) || self.register.lookup.find(&id, None).is_ok(),
            LinkTarget::Document(_) | LinkTarget::Organisation(_) => true,
            LinkTarget::Unknown => false,
        }
    }

    /// Makes links of what leads somewhere; brackets that do not stay as they are.
    pub(super) fn link(&self, meeting: &mut NotedMeeting) {
        let about = meeting.intro.iter_mut().chain(&mut meeting.objectives).chain(&mut meeting.topics);
        let agreed = meeting.commitments.iter_mut().flat_map(|commitment| {
            let told = commitment.updates.iter_mut().flat_map(|update| &mut update.text);
            commitment.text.iter_mut().chain(&mut commitment.account).chain(told)
        });
        about.chain(agreed).for_each(|paragraph| self.paragraph(paragraph));
    }

    fn paragraph(&self, paragraph: &mut Paragraph) {
        if !paragraph.runs.iter().any(|run| run.text.contains("[[")) {
            return;
        }
        for run in std::mem::take(&mut paragraph.runs) {
            self.run(&run, paragraph);
        }
    }

    fn run(&self, run: &Run, into: &mut Paragraph) {
        let mut rest = run.text.as_str();
        while let Some((start, end)) = brackets(rest) {
            let (target, text) = rest[start + 2..end].split_once('|').unwrap_or((&rest[start + 2..end], ""));
            let name = parse_link(target);
            let text = if text.is_empty() { name.name().unwrap_or(target) } else { text };
            if run.style.link.is_none() && !text.trim().is_empty() && self.has(target) {
                into.push(&rest[..start], &run.style);
                into.push(text, &Style { link: Some(format!("[[{target}]]")), ..run.style.clone() });
            } else {
                into.push(&rest[..end + 2], &run.style);
            }
            rest = &rest[end + 2..];
        }
        into.push(rest, &run.style);
    }
}

/// Where the next `[[` stands, and the `]]` behind it.
fn brackets(text: &str) -> Option<(usize, usize)> {
    let start = text.find("[[")?;
    Some((start, start + text[start..].find("]]")?))
}
