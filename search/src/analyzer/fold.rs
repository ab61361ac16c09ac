//! Lower case without accents.

/// Latin letters with accents, each row headed by the letter that it is read as. The table is in the order of letters and
/// holds what canonical decomposition (Unicode 17, UAX #15) says of Latin-1, Latin Extended-A, -B and Additional, but for
/// `ñ`; a test compares. A table of our own costs the reader's browser 2 KB, Unicode's whole decomposition fifty.
const ROWS: [(char, &str); 26] = [
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉị"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽ"),
    ('m', "ḿṁṃ"),
    ('n', "ńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ('p', "ṕṗ"),
    ('q', ""),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩ"),
    ('t', "ţťțṫṭṯṱẗ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
];

/// A text in lower case and without accents; `ñ` stays a letter of its own.
///
/// ```
/// assert_eq!(acuerdos_search::fold("Vigésima Reunión, año 2022"), "vigesima reunion, año 2022");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// [`fold`], behind what `out` holds.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        match c {
            '\u{303}' if out.ends_with('n') => {
                out.pop();
                out.push('ñ');
            }
            '\u{300}'..='\u{36f}' => {}
            _ if is_unseen(c) => {}
            _ => c.to_lowercase().for_each(|lower| match lower {
                '\u{300}'..='\u{36f}' => {}
                lower => out.push(without_accent(lower)),
            }),
        }
    }
}

/// The soft hyphen, joiners, and the mark of byte order: within a word, and no part of it.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The letter below the accents of a lower-case letter.
fn without_accent(c: char) -> char {
    match c {
        // Those of Spanish without looking through the table: one letter in twenty.
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => c,
        '\u{e0}'..='\u{233}' | '\u{1e00}'..='\u{1eff}' => {
            ROWS.iter().find(|(_, accented)| accented.contains(c)).map_or(c, |&(letter, _)| letter)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// A letter of the ranges that decomposes to an ASCII letter and combining marks folds to that letter.
    #[test]
    fn the_table_is_what_unicode_says() {
        for c in ('\u{e0}'..='\u{233}').chain('\u{1e00}'..='\u{1eff}') {
            let lower: String = c.to_lowercase().collect();
            if lower != c.to_string() || c == 'ñ' {
                continue;
            }
            let mut decomposed = c.nfd();
            let first = decomposed.next().unwrap_or(c);
            let marks = decomposed.all(|mark| ('\u{300}'..='\u{36f}').contains(&mark));
            let expected = if first.is_ascii_lowercase() && marks { first } else { c };
            assert_eq!(without_accent(c), expected, "{c} (U+{:04X})", c as u32);
        }
    }

    #[test]
    fn other_scripts_are_lowered_and_left() {
        assert_eq!(fold("ΑΘΗΝΑ Москва 東京 ß İ"), "αθηνα москва 東京 ß i");
    }
}
