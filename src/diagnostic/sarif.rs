//! Diagnostics as SARIF 2.1.0, for code scanning and editors.

use serde_json::{Value, json};

use super::explain::explain;
use super::json::severity_name;
use super::{Applicability, Diagnostic, Language, RULES, Sources, Span, words};

/// All diagnostics as a SARIF log of one run, with a final line break.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            let page = explain(rule.code, language).unwrap_or(rule.code);
            json!({
                "id": rule.code,
                "shortDescription": { "text": summary(page) },
                "help": { "text": page, "markdown": page },
                "defaultConfiguration": { "level": severity_name(rule.severity) },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "acuerdos", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "language": language.tag(),
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|d| result(d, sources, language)).collect::<Vec<_>>(),
        }],
    });
    format!("{log:#}\n")
}

/// The first paragraph of an explanation that is a sentence: its heading and the line of its severity are none.
fn summary(page: &str) -> String {
    let paragraph = page.split("\n\n").nth(2).unwrap_or(page);
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn result(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> Value {
    let code = diagnostic.kind.code();
    let message = words::message(&diagnostic.kind, language);
    let text = match words::help(&diagnostic.kind, language) {
        Some(help) => format!("{message}\n{}: {help}", words::help_label(language)),
        None => message,
    };
    let mut result = json!({
        "ruleId": code,
        "level": severity_name(diagnostic.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": place(sources, diagnostic.span) }],
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == code) {
        result["ruleIndex"] = json!(index);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|&(role, span)| {
            json!({
                "physicalLocation": place(sources, span),
                "message": { "text": words::role(role, language) },
            })
        });
        result["relatedLocations"] = related.collect();
    }
    // A reader of the log may apply a fix without asking: those that need thought are told by the message alone.
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe) {
        let place = place(sources, fix.span);
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": place["artifactLocation"],
                "replacements": [{
                    "deletedRegion": place["region"],
                    "insertedContent": { "text": fix.replacement },
                }],
            }],
        }]);
    }
    result
}

fn place(sources: &Sources, span: Span) -> Value {
    let source = sources.get(span.source);
    let start = source.position(span.start as usize);
    let end = source.position(span.end as usize);
    json!({
        "artifactLocation": { "uri": uri(&source.path), "uriBaseId": "%SRCROOT%" },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("content/reuniones/2022 añejo:1.md"), "content/reuniones/2022%20a%C3%B1ejo%3A1.md");
    }
}
