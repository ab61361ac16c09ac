//! The numbers that paragraphs begin with.

use super::document::Paragraph;
use crate::model::Number;
use crate::model::text::fold;

/// Whether its list gives a paragraph its number, and not its own text.
pub(super) fn is_marked(paragraph: &Paragraph) -> bool {
    paragraph.mark.is_some() && written(&paragraph.plain(), false).is_none()
}

/// The number that a paragraph begins with, or that its list gives it, and where its text begins.
pub(super) fn number(paragraph: &Paragraph) -> Option<(Number, usize)> {
    let plain = paragraph.plain();
    let named = named(&plain);
    let start = named.unwrap_or(0);
    let rest = &plain[start..];
    if let Some((number, length)) = ordinal(rest) {
        let end = start + length;
        return Some((number, end + plain[end..].len() - plain[end..].trim_start().len()));
    }
    // `Acuerdo 03/SE/2024. …`: what it is called stays in its text.
    if named.is_some()
        && let Some(number) = coded(rest)
    {
        return Some((number, 0));
    }
    let at = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '(')).len();
    if let Some((number, length)) = written(&rest[at..], named.is_some()) {
        let end = start + at + length;
        return Some((number, end + plain[end..].len() - plain[end..].trim_start().len()));
    }
    let (number, _) = written(paragraph.mark.as_deref()?, false)?;
    Some((number, 0))
}

/// More commitments than any line has.
const MOST_IN_ONE: usize = 200;

/// A paragraph in which numbers run on, `1. Firmar. 2. Nombrar enlaces.`, as one for each; a converter may leave out where lines
/// ended. Each number is one more than the last, behind the end of a sentence and before a capital letter.
pub(super) fn each_number(paragraph: &Paragraph) -> Vec<Paragraph> {
    let plain = paragraph.plain();
    let first = plain.split(['.', ')']).next().and_then(|number| number.parse::<u32>().ok());
    let Some(mut number) = first.filter(|_| !paragraph.is_literal()) else { return vec![paragraph.clone()] };
    let mut starts = vec![0];
    let mut from = 0;
    loop {
        number = number.saturating_add(1);
        let next = [format!(" {number}. "), format!(" {number}) "), format!(" {number}.- ")];
        let begins = |&(at, mark): &(usize, &str)| {
            plain[..at].ends_with(['.', ';', ')']) && plain[at + mark.len()..].starts_with(char::is_uppercase)
        };
        let found = next.iter().filter_map(|mark| {
            plain[from..].match_indices(mark.as_str()).map(|(at, mark)| (from + at, mark)).find(begins)
        });
        let Some((at, _)) = found.min().filter(|_| starts.len() < MOST_IN_ONE) else { break };
        starts.push(at + 1);
        from = at + 1;
    }
    starts.push(plain.len());
    let part = |bounds: &[usize]| {
        let mut part = paragraph.slice(bounds[0]..bounds[1]);
        part.trim();
        if bounds[0] == 0 { part } else { Paragraph { mark: None, ..part } }
    };
    starts.windows(2).map(part).collect()
}

/// Whether a paragraph begins by saying that it is a commitment: `Compromiso 4`, `ACUERDO PRIMERO:`.
pub(super) fn is_named(paragraph: &Paragraph) -> bool {
    !paragraph.is_literal() && named(&paragraph.plain()).is_some() && number(paragraph).is_some()
}

/// Where the number stands behind `Compromiso`, `Acuerdo núm.`
fn named(plain: &str) -> Option<usize> {
    let (first, rest) = plain.split_once(char::is_whitespace)?;
    let names = ["compromiso", "acuerdo", "commitment", "agreement", "action"];
    names.contains(&fold(first).as_str()).then_some(())?;
    let start = plain.len() - rest.trim_start().len();
    let next = plain[start..].split(char::is_whitespace).next().unwrap_or_default();
    let is_word = matches!(fold(next.trim_end_matches('.')).as_str(), "no" | "num" | "numero" | "n°" | "nº" | "number");
    let behind = start + next.len();
    Some(if is_word { behind + plain[behind..].len() - plain[behind..].trim_start().len() } else { start })
}

/// `PRIMERO. `, `Segundo.- `, `TERCERO: `
fn ordinal(text: &str) -> Option<(Number, usize)> {
    const ORDINALS: [&str; 12] = [
        "primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven", "decim", "undecim",
        "duodecim",
    ];
    let length = text.find(|c: char| !c.is_alphabetic()).filter(|&length| length <= 24)?;
    let folded = fold(&text[..length]);
    let stem = folded.strip_suffix(['o', 'a'])?;
    let at = ORDINALS.iter().position(|ordinal| *ordinal == stem)?;
    let closing = &text[length..];
    let mark = closing.find(|c: char| !matches!(c, '.' | ':' | '-' | '–' | '—' | ')')).unwrap_or(closing.len());
    (mark > 0).then(|| Some((Number::parse(&(at + 1).to_string())?, length + mark))).flatten()
}

/// The number at the start of a code: `03/SE/2024`, `01-2024`.
fn coded(text: &str) -> Option<Number> {
    let code = text.split(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | ',' | ';')).next()?;
    let digits = code.find(|c: char| !c.is_ascii_digit())?;
    let is_code = (1..=3).contains(&digits) && code[digits..].starts_with(['/', '-']) && Number::parse(code).is_none();
    is_code.then(|| Number::parse(&code[..digits])).flatten()
}

/// `4. `, `4)`, `4.-`, `IV.`; a mere number, if a word before it says that it is one.
fn written(text: &str, named: bool) -> Option<(Number, usize)> {
    let length = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(text.len());
    let closing = &text[length..];
    let number = Number::parse(&text[..length])?;
    // A year or an amount is no number of a commitment.
    let value = text[..length].parse::<u32>().ok();
    let is_small = named || value.is_none_or(|value| value < 1000);
    let mark =
        closing.find(|c: char| !matches!(c, '.' | ')' | '-' | '–' | '—' | 'º' | '°' | ':')).unwrap_or(closing.len());
    let closes = closing.starts_with(['.', ')', 'º', '°'])
        || closing.starts_with(".-")
        || (closing.starts_with(['-', '–']) && closing[mark..].starts_with(' '));
    // `2.2, último párrafo` is the number of something else.
    let goes_on = closing[mark..].starts_with(|c: char| c.is_ascii_digit());
    (is_small && (closes || named) && !goes_on).then_some((number, length + mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::document::Place;

    fn paragraph(text: &str) -> Paragraph {
        Paragraph::of(text, Place::default())
    }

    #[test]
    fn numbers_open_commitments() {
        for (text, found) in [
            ("1. Llevar", "1 Llevar"),
            ("1.Llevar", "1 Llevar"),
            ("12) Llevar", "12 Llevar"),
            ("3.- Llevar", "3 Llevar"),
            ("Compromiso 4: Llevar", "4 Llevar"),
            ("IV. Llevar", "IV Llevar"),
            ("14/2022. Llevar", "14/2022 Llevar"),
            ("Compromiso No. 4. Llevar", "4 Llevar"),
            ("ACUERDO TERCERO: Llevar", "3 Llevar"),
            ("Segundo.- Llevar", "2 Llevar"),
            ("Acuerdo 03/SE/2024. Llevar", "03 Acuerdo 03/SE/2024. Llevar"),
        ] {
            let (number, at) = number(&paragraph(text)).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{number} {}", &text[at..]), found);
        }
        let each = |text: &str| each_number(&paragraph(text)).iter().map(Paragraph::plain).collect::<Vec<_>>();
        assert_eq!(each("1. Firmar. 2. Nombrar enlaces; 3. Ver."), ["1. Firmar.", "2. Nombrar enlaces;", "3. Ver."]);
        assert_eq!(each("1. Ver el punto 2. Luego el 3. Fin."), ["1. Ver el punto 2. Luego el 3. Fin."]);
        assert_eq!(each("Ver. 2. Fin."), ["Ver. 2. Fin."]);
        for text in
            ["2.2, último párrafo", "2022. Año", "Llevar 1.", "90 días", "I Llevar", "MIL. cosas", "Primero se verá"]
        {
            assert_eq!(number(&paragraph(text)), None, "{text}");
        }
    }
}
