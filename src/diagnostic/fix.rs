//! What would mend a finding, as data, and texts with it done.

use super::{Diagnostic, SourceId, Span};

/// Whether a fix can be done without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// It can mean nothing else; `check --fix` does it.
    Safe,
    /// Likely; the author decides.
    Maybe,
}

/// Another text for a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The place.
    pub span: Span,
    /// What goes there.
    pub replacement: String,
    /// Whether it can be done without asking.
    pub applicability: Applicability,
}

/// The safe fixes of a source that can be done together, from its start to its end. Of two that touch the same bytes the
/// first is taken; the other comes up again when the text is checked the next time.
#[must_use]
pub fn safe_fixes(diagnostics: &[Diagnostic], source: SourceId) -> Vec<&Fix> {
    let mut fixes: Vec<&Fix> = diagnostics
        .iter()
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .filter(|fix| fix.applicability == Applicability::Safe && fix.span.source == source)
        .collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut chosen: Vec<&Fix> = Vec::new();
    for fix in fixes {
        if chosen.last().is_none_or(|last| last.span.end < fix.span.start) {
            chosen.push(fix);
        }
    }
    chosen
}

/// The text with fixes done that are in order and do not overlap; every other byte is kept.
#[must_use]
pub fn fixed(text: &str, fixes: &[&Fix]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        let range = fix.span.range();
        let (Some(before), true) = (text.get(at..range.start), text.is_char_boundary(range.end)) else { continue };
        mended.push_str(before);
        mended.push_str(&fix.replacement);
        at = range.end;
    }
    mended.push_str(text.get(at..).unwrap_or_default());
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Kind, Sources};

    #[test]
    fn of_fixes_that_overlap_one_is_done_and_every_other_byte_is_kept() {
        let mut sources = Sources::default();
        let id = sources.add("x.md", "ñ uno\r\ndos  tres\n");
        let fix = |range: std::ops::Range<usize>, text: &str, applicability| {
            let span = Span::new(id, range);
            let fix = Fix { span, replacement: text.to_owned(), applicability };
            Diagnostic { fix: Some(fix), ..Diagnostic::new(Kind::SecondTitle, span) }
        };
        let found = [
            fix(8..11, "DOS", Applicability::Safe),
            fix(3..6, "UNO", Applicability::Safe),
            fix(4..9, "never", Applicability::Safe),
            fix(13..17, "maybe", Applicability::Maybe),
        ];
        let fixes = safe_fixes(&found, id);
        assert_eq!(fixed(&sources.get(id).text, &fixes), "ñ UNO\r\nDOS  tres\n");
    }
}
