//! Diagnostics as workflow commands, which GitHub shows beside the lines of a change.

use std::fmt::Write as _;

use super::{Diagnostic, Language, Severity, Sources, words};

/// One line a diagnostic.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let source = sources.get(diagnostic.span.source);
        let start = source.position(diagnostic.span.start as usize);
        let end = source.position(diagnostic.span.end as usize);
        let message = words::message(&diagnostic.kind, language);
        let help = words::help(&diagnostic.kind, language)
            .map_or(String::new(), |help| format!("\n{}: {help}", words::help_label(language)));
        let _ = write!(text, "::{command} file={},line={}", property(&source.path), start.line);
        // Columns of another line would be read as those of the first.
        if end.line == start.line {
            let _ = write!(text, ",col={},endColumn={}", start.column, end.column);
        }
        let title = property(diagnostic.kind.code());
        let _ = writeln!(text, ",endLine={},title={title}::{}", end.line, data(&format!("{message}{help}")));
    }
    text
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Kind, Span};

    #[test]
    fn nothing_of_the_author_ends_a_command_or_starts_another() {
        let mut sources = Sources::default();
        let id = sources.add("content/100%, a:b.md", "\nuno");
        let kind = Kind::InvalidDate { text: "50%\r\n::error::x".into(), suggestion: None, last_day: None };
        let found = [Diagnostic::new(kind, Span::new(id, 1..4))];
        let text = github(&found, &sources, Language::English);
        assert!(
            text.starts_with(
                "::error file=content/100%25%2C a%3Ab.md,line=2,col=1,endColumn=4,endLine=2,title=invalid-date::"
            ),
            "{text}"
        );
        assert!(text.contains("50%25%0D%0A::error::x") && text.lines().count() == 1, "{text}");
    }
}
