//! Diagnostics for people: the source line underlined, by `annotate-snippets` as the Rust compiler does it.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};

use super::{Diagnostic, Language, Severity, Sources, Span, words};

/// Lines longer than this many bytes are named but not shown.
const LONGEST_LINE: usize = 4_000;

/// Whether the text may carry colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Escape sequences for a terminal.
    Colored,
    /// Text alone.
    Plain,
}

/// All diagnostics as text, a blank line between them.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, language: Language, palette: Palette) -> String {
    render_to(diagnostics, sources, language, palette, None)
}

/// The same, with source lines cut to a width in columns, if one is given.
#[must_use]
pub fn render_to(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    language: Language,
    palette: Palette,
    width: Option<usize>,
) -> String {
    let mut renderer = match palette {
        Palette::Colored => Renderer::styled(),
        Palette::Plain => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    if let Some(width) = width {
        renderer = renderer.term_width(width);
    }
    let mut text = String::new();
    for diagnostic in diagnostics {
        let message = words::message(&diagnostic.kind, language);
        let help = words::help(&diagnostic.kind, language);
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        }
        .with_name(words::severity(diagnostic.severity, language));
        let mut group = level.primary_title(message.as_str()).id(diagnostic.kind.code()).element(place(
            sources,
            diagnostic.span,
            AnnotationKind::Primary,
            None,
        ));
        for &(role, span) in &diagnostic.related {
            let label = words::role(role, language);
            group = group.element(place(sources, span, AnnotationKind::Context, Some(label)));
        }
        if let Some(help) = &help {
            let message: Message<'_> = Level::HELP.with_name(words::help_label(language)).message(help.as_str());
            group = group.element(message);
        }
        let report: [Group<'_>; 1] = [group];
        let _ = writeln!(text, "{}\n", renderer.render(&report));
    }
    text
}

/// The lines that a span stands on; only they are handed on, so that a large file costs no more than a small one.
fn place<'a>(sources: &'a Sources, span: Span, kind: AnnotationKind, label: Option<&'a str>) -> Element<'a> {
    let source = sources.get(span.source);
    let position = source.position(span.start as usize);
    let text = source.text.as_str();
    let start = floor(text, span.start as usize);
    // A span over several lines is shown by its first; one that begins with the end of a line, by that line.
    let Range { start: first, end: last } = source.line(position.line);
    let start = start.min(last);
    if last - first > LONGEST_LINE || text.is_empty() {
        return Origin::path(source.path.as_str()).line(position.line).char_column(position.column).into();
    }
    let end = floor(text, span.end as usize).clamp(start, last);
    Snippet::source(&text[first..last])
        .line_start(position.line)
        .path(source.path.as_str())
        .annotation(annotation(kind, start - first..end - first, label))
        .into()
}

fn annotation<'a>(kind: AnnotationKind, range: Range<usize>, label: Option<&'a str>) -> Annotation<'a> {
    kind.span(range).label(label)
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
