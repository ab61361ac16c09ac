//! Words that tell nothing apart: a query that also has others does not insist on them.

use crate::Language;

/// Articles, prepositions, conjunctions and pronouns, folded, in order for the binary search.
const SPANISH: &[&str] = &[
    "a", "al", "ante", "asi", "con", "cual", "de", "del", "desde", "e", "el", "ella", "en", "entre", "es", "esta",
    "este", "ha", "la", "las", "le", "les", "lo", "los", "mas", "mi", "ni", "no", "o", "para", "pero", "por", "que",
    "se", "sin", "sobre", "son", "su", "sus", "u", "un", "una", "unas", "unos", "y", "ya",
];

/// See [`SPANISH`].
const ENGLISH: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "has", "have", "if", "in", "into", "is",
    "it", "its", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they",
    "this", "to", "was", "were", "will", "with",
];

pub(crate) fn is_stop_word(term: &str, language: Language) -> bool {
    let words = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    words.binary_search(&term).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(SPANISH.is_sorted());
        assert!(ENGLISH.is_sorted());
        assert!(is_stop_word("de", Language::Spanish) && !is_stop_word("plan", Language::Spanish));
    }
}
