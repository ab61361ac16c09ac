//! What documents that leave the site take from it: its words, its names, and addresses that hold anywhere.

use serde::Serialize;
use tera::Context;

use super::prose::{Destination, destination, plain};
use super::{RenderError, Shown, Site, Strings};
use crate::config::ReportConfig;
use crate::diagnostic::SourceId;
use crate::model::text::first_sentence;
use crate::model::{CommitmentIx, MeetingIx, PartyIx, Prose, Reference};
use crate::register::defined_text;

impl Site {
    /// The words of the interface.
    pub(crate) fn strings(&self) -> &Strings {
        &self.theme.strings
    }

    /// Title of the site.
    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    /// What the note says besides its tables.
    pub(crate) fn report(&self) -> &ReportConfig {
        &self.report
    }

    /// What a meeting is called.
    pub(crate) fn meeting_title(&self, ix: MeetingIx) -> String {
        self.title_of_meeting(ix)
    }

    /// What a reference is called, and the address of its page if the site has one.
    pub(crate) fn named(&self, reference: Reference) -> (String, Option<String>) {
        let Shown { title, url } = self.shown(reference);
        (title, self.absolute(&url))
    }

    /// The title of a commitment that is not merely the beginning of its text.
    pub(crate) fn own_title(&self, ix: CommitmentIx) -> Option<&str> {
        let commitment = self.register.commitment(ix);
        let text = plain(self, &commitment.text);
        (text.is_empty() || commitment.title != first_sentence(&text)).then_some(commitment.title.as_str())
    }

    /// A party as minutes name it.
    pub(crate) fn label(&self, ix: PartyIx) -> String {
        super::data::label(self, ix)
    }

    /// A reference as minutes write it.
    pub(crate) fn reference(&self, reference: Reference) -> String {
        super::data::reference(self, reference)
    }

    /// The address of a commitment's page, if the site has one.
    pub(crate) fn address(&self, ix: CommitmentIx) -> Option<String> {
        self.absolute(self.url_of_commitment(ix))
    }

    /// Where a link of the author's leads, if it leads there from anywhere.
    pub(crate) fn target(&self, source: SourceId, url: &str) -> Option<String> {
        match destination(self, source, url) {
            Destination::Outside(url) => Some(url),
            Destination::Inside(file) => self.base_url.as_deref().map(|base| file.href(base)),
            Destination::Fragment(_) | Destination::Unsafe => None,
        }
    }

    /// The Markdown of a prose, readable by itself.
    pub(crate) fn markdown(&self, prose: &Prose) -> String {
        let source = prose.parts.first().map(|part| part.source);
        let definitions = source.and_then(|source| self.register.definitions.get(&source));
        defined_text(&self.sources, prose, definitions.map_or(&[][..], Vec::as_slice))
    }

    /// A template of the theme, filled in with a view of its own.
    pub(crate) fn fill(&self, template: &str, view: &impl Serialize) -> Result<String, RenderError> {
        let filled = Context::from_serialize(view).and_then(|context| self.theme.tera.render(template, &context));
        filled.map_err(|error| RenderError::Template { page: template.to_owned(), error })
    }

    fn absolute(&self, url: &str) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{url}"))
    }
}
