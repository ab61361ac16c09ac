//! The pieces of a query: brackets, quotes, signs, and runs of what is no space.

/// A piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `-` before something; NOT and NO.
    Not,
    /// OR, O, `|`.
    Or,
    /// AND, Y: what is meant anyway.
    And,
    /// In quotes; an end that is missing is the query's.
    Quoted { text: &'a str, start: usize },
    /// A field's name and sign, and its value.
    Field { name: &'a str, sign: &'a str, value: &'a str, start: usize, end: usize },
    /// Anything else.
    Text { text: &'a str, start: usize },
}

/// Quotes and what closes them.
const QUOTES: [(char, &[char]); 4] = [('"', &['"']), ('“', &['”', '"']), ('«', &['»']), ('„', &['“', '”'])];

/// The pieces of a query, in order.
pub(super) fn scan(query: &str) -> Vec<Piece<'_>> {
    // Somebody who types in capitals means no operators by them, but for signs.
    let shouted = !query.chars().any(char::is_lowercase);
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = query[at..].chars().next() {
        let rest = &query[at..];
        if c.is_whitespace() || c.is_control() || c == ',' || c == ';' {
            at += c.len_utf8();
            continue;
        }
        if let Some((piece, length)) = sign(rest).or_else(|| quoted(rest, at)).or_else(|| field(rest, at)) {
            pieces.push(piece);
            at += length;
            continue;
        }
        let length = rest.find(ends_run).unwrap_or(rest.len()).max(c.len_utf8());
        let text = &rest[..length];
        pieces.push(match text {
            "OR" => Piece::Or,
            "AND" => Piece::And,
            "NOT" => Piece::Not,
            "O" if !shouted => Piece::Or,
            "Y" if !shouted => Piece::And,
            "NO" if !shouted => Piece::Not,
            _ => Piece::Text { text, start: at },
        });
        at += length;
    }
    pieces
}

fn ends_run(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '«' | '»' | '|' | ',' | ';')
}

fn sign(rest: &str) -> Option<(Piece<'static>, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    match first {
        '(' => Some((Piece::Open, 1)),
        ')' => Some((Piece::Close, 1)),
        '|' => Some((Piece::Or, 1)),
        // A dash that stands alone is no exclusion: `INE - SRE`.
        '-' | '−' | '–' if chars.next().is_some_and(|next| !next.is_whitespace() && next != first) => {
            Some((Piece::Not, first.len_utf8()))
        }
        _ => None,
    }
}

fn quoted(rest: &str, at: usize) -> Option<(Piece<'_>, usize)> {
    let first = rest.chars().next()?;
    let (_, closing) = QUOTES.iter().find(|(opening, _)| *opening == first)?;
    let body = &rest[first.len_utf8()..];
    let start = at + first.len_utf8();
    match body.find(*closing) {
        Some(end) => {
            let close = body[end..].chars().next().map_or(0, char::len_utf8);
            Some((Piece::Quoted { text: &body[..end], start }, first.len_utf8() + end + close))
        }
        None => Some((Piece::Quoted { text: body, start }, rest.len())),
    }
}

/// `name:value`, `name:"a value"`, `name<2023`; none, if nothing in it is such.
fn field(rest: &str, at: usize) -> Option<(Piece<'_>, usize)> {
    let name_end = rest.find(|c: char| !c.is_alphabetic())?;
    let after = &rest[name_end..];
    let sign = ["<=", ">=", "<", ">", ":", "="].into_iter().find(|sign| after.starts_with(sign))?;
    super::Field::named(&rest[..name_end])?;
    let value_start = name_end + sign.len();
    let value = &rest[value_start..];
    let (value, length) = match quoted(value, 0) {
        Some((Piece::Quoted { text, .. }, length)) => (text, length),
        _ => {
            let length = value.find(ends_run).unwrap_or(value.len());
            (&value[..length], length)
        }
    };
    let end = value_start + length;
    let sign = &rest[name_end..value_start];
    Some((Piece::Field { name: &rest[..name_end], sign, value, start: at, end: at + end }, end))
}
