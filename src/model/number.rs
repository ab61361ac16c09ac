//! The number of a commitment in its meeting.

use std::fmt;

/// `4`, `IV` or `14/2022`, as the author wrote it, without the point or parenthesis behind it.
///
/// Numbers are the same whatever their case and leading zeros: `01/2023` is `1/2023`.
#[derive(Debug, Clone, Default)]
pub struct Number {
    text: String,
    key: String,
}

impl Number {
    /// Reads a number that stands alone.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (number, length) = Self::parse_prefix(text)?;
        (length == text.len()).then_some(number)
    }

    /// Reads the number at the start of a heading and tells how many bytes it took, with its point or parenthesis.
    ///
    /// A Roman numeral needs the point or parenthesis unless it stands alone: `I` may be a word.
    #[must_use]
    pub fn parse_prefix(heading: &str) -> Option<(Self, usize)> {
        let length = heading.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/')).unwrap_or(heading.len());
        let (text, rest) = heading.split_at(length);
        let closing =
            rest.starts_with(['.', ')']) || rest.starts_with(".-") || rest.starts_with('º') || rest.starts_with('°');
        let alone = rest.is_empty();
        let spaced = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '·' | '–' | '—' | ':'));
        let is_number = if is_arabic(text) { closing || alone || spaced } else { is_roman(text) && (closing || alone) };
        // `4.5` is no number; `4.º` is, though Unicode has its sign among the letters.
        let goes_on = |c: char| c.is_alphanumeric() && c != 'º';
        if !is_number || (closing && rest.chars().nth(1).is_some_and(goes_on)) {
            return None;
        }
        let mark = rest
            .find(|c: char| !matches!(c, '.' | ')' | '-' | 'º' | '°' | '·' | '–' | '—' | ':'))
            .unwrap_or(rest.len());
        let key = text
            .split('/')
            .map(|part| match part.trim_start_matches('0') {
                "" => "0".to_owned(),
                part => part.to_ascii_lowercase(),
            })
            .collect::<Vec<_>>()
            .join("/");
        Some((Self { text: text.to_owned(), key }, length + if closing || spaced { mark } else { 0 }))
    }

    /// As written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What makes it the same as another.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Number {}

/// `4`, `14/2022`, `3/2/2022`; at most nine digits a part.
fn is_arabic(text: &str) -> bool {
    !text.is_empty()
        && text.split('/').all(|part| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A Roman numeral from 1 to 399 in canonical form: `DIC` or `MIL` is a word rather than a number of commitments.
fn is_roman(text: &str) -> bool {
    const TENS: [&str; 10] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let upper = text.to_ascii_uppercase();
    if text.is_empty() || (text != upper && text != upper.to_ascii_lowercase()) {
        return false;
    }
    let rest = upper.trim_start_matches('C');
    upper.len() - rest.len() <= 3
        && TENS.iter().any(|tens| rest.strip_prefix(tens).is_some_and(|ones| ONES.contains(&ones)))
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn prefix(heading: &str) -> Option<(String, &str)> {
        Number::parse_prefix(heading).map(|(number, length)| (number.to_string(), heading[length..].trim_start()))
    }

    #[test]
    fn reads_every_numbering() {
        for (heading, number, title) in [
            ("4", "4", ""),
            ("4.", "4", ""),
            ("4. Plan", "4", "Plan"),
            ("4) Plan", "4", "Plan"),
            ("4 Plan", "4", "Plan"),
            ("4.- Plan", "4", "Plan"),
            ("4 – Plan", "4", "– Plan"),
            ("IV. Plan", "IV", "Plan"),
            ("iv) Plan", "iv", "Plan"),
            ("14/2022 Plan", "14/2022", "Plan"),
            ("01/2023. Plan", "01/2023", "Plan"),
            ("XC.", "XC", ""),
            // Regression: the ordinal sign takes two bytes, and a slice in its middle was a panic.
            ("9º Plan", "9", "Plan"),
            ("9.º Plan", "9", "Plan"),
            ("9°", "9", ""),
        ] {
            assert_eq!(prefix(heading), Some((number.to_owned(), title)), "{heading}");
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for heading in
            ["Plan", "I Plan", "MIL. Plan", "IIII. Plan", "Iv. Plan", "4.5 Plan", "", "/ x", "4/ x", "2022-08-09"]
        {
            assert_eq!(prefix(heading), None, "{heading}");
        }
    }

    #[test]
    fn leading_zeros_and_case_make_no_difference() {
        assert_eq!(Number::parse("01/2023"), Number::parse("1/2023"));
        assert_eq!(Number::parse("iv"), Number::parse("IV"));
        assert_ne!(Number::parse("10"), Number::parse("1"));
    }
}
