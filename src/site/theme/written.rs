//! Templates with their strings written into them, once, when the theme is loaded: a call of `tr` looks a string up, fills its
//! places and copies it, on every page, and a page of a commitment has fifty.

use super::strings::{Strings, Text};

const CALL: &str = "tr(key=\"";

/// A template of HTML in which `{{ tr(key="…", name=it.name) }}` is the string itself, its places what was to fill them, and
/// an argument `{tr(key="…")}` of a component is the string too. What would have to be escaped, begins or ends with a space,
/// or is filled with more than a variable, is left to [`Strings::translate`].
pub(super) fn written(template: &str, strings: &Strings) -> String {
    let mut written = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find(CALL) {
        let (before, call) = rest.split_at(start);
        let replaced = replacement(before, call, strings);
        let (before, text, after) = replaced.unwrap_or_else(|| (before, CALL.to_owned(), &call[CALL.len()..]));
        written.push_str(before);
        written.push_str(&text);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// What stands before a call without its opening, what is written for it, and what comes behind its end.
fn replacement<'a>(before: &'a str, call: &'a str, strings: &Strings) -> Option<(&'a str, String, &'a str)> {
    let (inside, after) = call[CALL.len()..].split_once(')')?;
    let (key, arguments) = inside.split_once('"')?;
    let text = strings.text(key)?;
    if let (Some(before), Some(after)) = (before.strip_suffix("{{ "), after.strip_prefix(" }}")) {
        return Some((before, filled(text, &variables(arguments)?)?, after));
    }
    let (before, after) = (before.strip_suffix("={")?, after.strip_prefix('}')?);
    match text {
        Text::Plain(text) if arguments.is_empty() => Some((before, format!("=\"{}\"", plain(text)?), after)),
        _ => None,
    }
}

/// `, name=it.name, n=n`: names and variables. None if anything is more than a variable.
fn variables(arguments: &str) -> Option<Vec<(&str, &str)>> {
    let mut variables = Vec::new();
    let mut arguments = arguments.split(',');
    if arguments.next() != Some("") {
        return None;
    }
    for argument in arguments {
        let (name, variable) = argument.trim().split_once('=')?;
        if !variable.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'.')) {
            return None;
        }
        variables.push((name, variable));
    }
    Some(variables)
}

fn filled(text: &Text, variables: &[(&str, &str)]) -> Option<String> {
    match text {
        Text::Plain(text) => with_places(text, variables),
        Text::Plural { one, other } => {
            let (_, n) = variables.iter().find(|(name, _)| *name == "n")?;
            let (one, other) = (with_places(one, variables)?, with_places(other, variables)?);
            Some(format!("{{% if {n} == 1 %}}{one}{{% else %}}{other}{{% endif %}}"))
        }
    }
}

fn with_places(text: &str, variables: &[(&str, &str)]) -> Option<String> {
    let mut parts = trimmed(text)?.split('{');
    let mut filled = unescaped(parts.next()?)?.to_owned();
    for part in parts {
        let (name, behind) = part.split_once('}')?;
        let (_, variable) = variables.iter().find(|(known, _)| *known == name)?;
        filled.push_str("{{ ");
        filled.push_str(variable);
        filled.push_str(" }}");
        filled.push_str(unescaped(behind)?);
    }
    Some(filled)
}

fn plain(text: &str) -> Option<&str> {
    unescaped(trimmed(text)?)
}

/// Neighbouring tags may take white space away.
fn trimmed(text: &str) -> Option<&str> {
    (text.trim() == text).then_some(text)
}

fn unescaped(text: &str) -> Option<&str> {
    (!text.contains(['{', '}', '&', '<', '>', '"', '\'', '/', '\\'])).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings() -> Strings {
        let mut strings = Strings::default();
        strings
            .add("plain = 'Sin fecha'\nquoted = 'A \"B\"'\nfilled = 'Hace {n} de {name}'\nspaced = 'Y '\nmany = { one = '1 día', other = '{n} días' }")
            .unwrap();
        strings
    }

    #[test]
    fn strings_are_written_where_they_were_called() {
        for (call, text) in [
            (r#"<p>{{ tr(key="plain") }}</p>{{ x }}"#, "<p>Sin fecha</p>{{ x }}"),
            (r#"{{ tr(key="filled", name=it.name, n=n) }}."#, "Hace {{ n }} de {{ it.name }}."),
            (r#"{{ tr(key="many", n=it.n) }}"#, "{% if it.n == 1 %}1 día{% else %}{{ it.n }} días{% endif %}"),
            (r#"{{ <x label={tr(key="plain")} y={z} /> }}"#, r#"{{ <x label="Sin fecha" y={z} /> }}"#),
        ] {
            assert_eq!(written(call, &strings()), text);
        }
    }

    #[test]
    fn calls_that_are_more_than_a_string_stay() {
        let kept = [
            r#"{{ tr(key="quoted") }}"#,
            r#"{{ tr(key="filled", n=1, name=x) }}"#,
            r#"{{ tr(key="filled", n=n | abs, name=x) }}"#,
            r#"{{ tr(key="filled") }}"#,
            r#"{{ tr(key="spaced") }}"#,
            r#"{{ tr(key="many", n=2) }}"#,
            r#"{{ tr(key="many") }}"#,
            r#"{{ tr(key="none") }}"#,
            r#"{{ tr(key="plain" ~ x) }}"#,
            r#"{{ tr(key="plain") | upper }}"#,
            r#"{% set x = tr(key="plain") %}"#,
            r#"{{ <x label={tr(key="quoted")} /> }}"#,
            r#"{{ tr(key="plain"#,
        ]
        .join("\n");
        assert_eq!(written(&kept, &strings()), kept);
    }
}
