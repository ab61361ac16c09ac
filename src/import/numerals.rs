//! Numbers as lists write them.

use crate::model::roman;

/// A number of a list of this kind: `1`, `a`, `A`, `i` or `I`.
pub(super) fn numeral(value: usize, kind: char) -> String {
    match kind {
        'I' if (1..4000).contains(&value) => roman(value),
        'i' if (1..4000).contains(&value) => roman(value).to_lowercase(),
        'a' | 'A' if (1..=26).contains(&value) => {
            let letter = char::from(b'a' + u8::try_from(value - 1).unwrap_or(0));
            if kind == 'a' { letter.to_string() } else { letter.to_ascii_uppercase().to_string() }
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn lists_are_numbered_as_they_say() {
        for (value, kind, written) in [(4, 'I', "IV"), (9, 'i', "ix"), (2, 'a', "b"), (27, 'A', "27"), (3, '1', "3")] {
            assert_eq!(numeral(value, kind), written);
        }
    }
}
