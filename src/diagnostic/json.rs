//! Diagnostics for programs: one JSON document, described by `docs/schemas/check.schema.json`.

use serde_json::{Value, json};

use super::{Applicability, Diagnostic, Language, Role, Severity, Sources, Span, words};

/// The number of this form; it changes when a reader would have to.
const VERSION: u32 = 1;

/// All diagnostics as JSON, with a final line break.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let document = json!({
        "version": VERSION,
        "tool": { "name": "acuerdos", "version": env!("CARGO_PKG_VERSION") },
        "language": language.tag(),
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "notes": count(Severity::Note),
        "diagnostics": diagnostics.iter().map(|d| entry(d, sources, language)).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn entry(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let related = |&(role, span): &(Role, Span)| {
        let mut place = place(sources, span);
        place["role"] = json!(role_name(role));
        place["message"] = json!(words::role(role, language));
        place
    };
    let mut entry = place(sources, diagnostic.span);
    entry["code"] = json!(diagnostic.kind.code());
    entry["severity"] = json!(severity_name(diagnostic.severity));
    entry["message"] = json!(words::message(&diagnostic.kind, language));
    entry["help"] = json!(words::help(&diagnostic.kind, language));
    entry["related"] = diagnostic.related.iter().map(related).collect();
    entry["fix"] = diagnostic.fix.as_ref().map_or(Value::Null, |fix| {
        let mut edit = place(sources, fix.span);
        edit["replacement"] = json!(fix.replacement);
        edit["applicability"] = json!(match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Maybe => "maybe",
        });
        edit
    });
    entry
}

/// Lines and columns from 1, columns in Unicode code points; offsets in bytes of the text without a byte order mark.
fn place(sources: &Sources, span: Span) -> Value {
    let source = sources.get(span.source);
    let point = |offset: u32| {
        let position = source.position(offset as usize);
        json!({ "line": position.line, "column": position.column, "offset": offset })
    };
    json!({ "file": source.path, "start": point(span.start), "end": point(span.end) })
}

/// The same in every language.
pub(super) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::First => "first",
        Role::Recorded => "recorded",
        Role::Subject => "subject",
        Role::Link => "link",
        Role::Silent => "silent",
    }
}
