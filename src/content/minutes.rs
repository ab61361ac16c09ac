//! Minutes of one meeting, read block by block.

mod reader;

use chrono::NaiveDate;

use self::reader::Reader;
use super::definitions;
use super::front_matter::{self, FrontMatter, Split};
use super::outline::{Outline, outline};
use super::parsed::{Minutes, Url};
use crate::diagnostic::{Diagnostics, Kind, SourceId, Sources, Span, Spanned};
use crate::model::{MeetingId, PartialDate, Section};

/// Reads the minutes of one meeting. Where the date is missing or wrong, which is reported, the one in the file's name
/// stands in for it, so that whatever refers to these minutes is not reported as well.
pub fn parse_minutes(sources: &Sources, source: SourceId, id: MeetingId, diagnostics: &mut Diagnostics) -> Minutes {
    let text = &sources.get(source).text;
    let (front, body) = match front_matter::split(text) {
        Split::Found { opening, yaml, body } => {
            let front = front_matter::read(text, yaml, source, diagnostics);
            // A date that is there and wrong has been reported already.
            if let Some(front) = &front
                && front.date.is_none()
                && !diagnostics.iter().any(|d| d.span.source == source && is_about_date(&d.kind))
            {
                diagnostics.report(Kind::DateMissing, Span::new(source, opening));
            }
            (front, body)
        }
        Split::Missing => {
            diagnostics.report(Kind::FrontMatterMissing, first_line(text, source));
            (None, 0)
        }
        Split::Unclosed(range) => {
            diagnostics.report(Kind::FrontMatterUnclosed, Span::new(source, range));
            // Sections start where the first heading does; what stands before it is front matter that does not end.
            (None, text.find("\n#").unwrap_or(text.len()))
        }
    };
    // The body is read even if the front matter is of no use: its mistakes are reported in the same run.
    let outline = outline(text, body);
    let mut reader = Reader::new(source, diagnostics);
    for block in &outline.blocks {
        reader.block(block);
    }
    let body = reader.finish();
    let FrontMatter { date, title, mode, series, attendees, tags, draft, aliases } = front.unwrap_or_default();
    let date = date.unwrap_or_else(|| Spanned::new(date_of_name(&id), Span::new(source, 0..0)));
    let minutes = Minutes {
        source,
        id,
        date,
        title: title.or(body.title),
        mode,
        series,
        attendees,
        tags,
        draft,
        aliases,
        intro: body.intro.prose,
        objectives: body.objectives.prose,
        topics: body.topics.prose,
        topic_items: body.topic_items,
        commitments_intro: body.commitments_intro.prose,
        follow_up_intro: body.follow_up_intro.prose,
        sections: body.sections.into_iter().map(|(title, text)| Section { title, prose: text.prose }).collect(),
        commitments: body.commitments,
        follow_ups: body.follow_ups,
        links: links(&outline, source),
        urls: urls(&outline, source),
        definitions: definitions::in_order(text, &outline.definitions),
    };
    definitions::check(minutes.texts(), (source, text), &minutes.definitions, diagnostics);
    minutes
}

/// The date that a file's name starts with; else one so early that nothing seems to have happened before it.
fn date_of_name(id: &MeetingId) -> NaiveDate {
    PartialDate::parse_prefix(&id.0).map_or(NaiveDate::MIN, |(date, _)| date.start())
}

fn is_about_date(kind: &Kind) -> bool {
    matches!(kind, Kind::InvalidDate { .. } | Kind::DateNotADay { .. })
}

fn first_line(text: &str, source: SourceId) -> Span {
    let start = text.len() - text.trim_start().len();
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |i| start + i);
    Span::new(source, start..end)
}

pub(super) fn links(outline: &Outline, source: SourceId) -> Vec<Spanned<String>> {
    outline.links.iter().map(|(target, range)| Spanned::new(target.clone(), Span::new(source, range.clone()))).collect()
}

pub(super) fn urls(outline: &Outline, source: SourceId) -> Vec<Spanned<Url>> {
    outline.urls.iter().map(|(url, range)| Spanned::new(url.clone(), Span::new(source, range.clone()))).collect()
}
