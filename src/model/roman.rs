//! Roman numerals.

const LETTERS: [(usize, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A number in Roman numerals: 14 is `XIV`; 0 has none, and is empty.
#[must_use]
pub fn roman(mut value: usize) -> String {
    let mut text = String::new();
    for (unit, letters) in LETTERS {
        while value >= unit {
            text.push_str(letters);
            value -= unit;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numbers_are_written_by_subtraction() {
        for (value, written) in [(1, "I"), (4, "IV"), (14, "XIV"), (399, "CCCXCIX"), (1994, "MCMXCIV")] {
            assert_eq!(roman(value), written);
        }
    }
}
