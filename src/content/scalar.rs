//! Scalars of front matter, written.

/// A text as a YAML scalar that is read as it is, in a block or within brackets: plain where that is safe, else in
/// double quotes.
#[must_use]
pub fn yaml_scalar(text: &str) -> String {
    let first = text.chars().next();
    let safe = first.is_some_and(|c| c.is_alphanumeric())
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains([',', '[', ']', '{', '}', '"', '\\'])
        && !text.chars().any(char::is_control)
        && !matches!(text.to_lowercase().as_str(), "null" | "~");
    if safe {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
