//! The page of each code, cut out of the documentation, so that both say the same.

use super::Language;

const SPANISH: &str = include_str!("../../docs/es/diagnosticos.md");
const ENGLISH: &str = include_str!("../../docs/diagnostics.md");

/// What a code means, why it matters, an example, and what to write instead: Markdown, heading and all.
#[must_use]
pub fn explain(code: &str, language: Language) -> Option<&'static str> {
    let text = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    let heading = format!("### `{code}`\n");
    let start = text.find(&heading)?;
    let rest = &text[start + heading.len()..];
    // A heading within an example is part of the example.
    let (mut end, mut is_example) = (0, false);
    for line in rest.split_inclusive('\n') {
        if line.starts_with("```") {
            is_example = !is_example;
        } else if !is_example && (line.starts_with("### ") || line.starts_with("## ")) {
            break;
        }
        end += line.len();
    }
    Some(text[start..start + heading.len() + end].trim_end())
}
