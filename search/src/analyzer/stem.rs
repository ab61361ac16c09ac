//! Which words are forms of one: plural and singular, the forms of a verb.
//!
//! Snowball's stemmers (<https://snowballstem.org>) expect accents; the index has none. So a word has up to three stems: of
//! itself, of its singular, and of itself with the accents that Spanish verb endings have. Two words are forms of one when
//! they share a stem.

use frostem::Algorithm;

use crate::Language;

/// Stems words of one language.
pub struct Stemmer {
    language: Language,
    snowball: frostem::Stemmer,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The stems of a word, without repetition.
pub(crate) type Stems = Vec<String>;

impl Stemmer {
    /// The stemmer of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let algorithm = match language {
            Language::Spanish => Algorithm::Spanish,
            Language::English => Algorithm::English,
        };
        Self { language, snowball: frostem::Stemmer::new(algorithm) }
    }

    /// The stems of a term. None, if it is a number or holds one.
    #[must_use]
    pub(crate) fn stems(&self, term: &str) -> Stems {
        let mut stems = Stems::new();
        if term.chars().any(|c| !c.is_alphabetic()) {
            return stems;
        }
        let mut add = |word: &str| {
            let stem = super::fold(&self.snowball.stem(word));
            if !stems.contains(&stem) {
                stems.push(stem);
            }
        };
        add(term);
        if self.language == Language::Spanish {
            if let Some(singular) = singular(term) {
                add(&singular);
            }
            if let Some(accented) = accented(term) {
                add(&accented);
            }
        }
        stems
    }

    /// Whether two terms, each told by its stems, are forms of one word.
    #[must_use]
    pub(crate) fn same(left: &Stems, right: &Stems) -> bool {
        left.iter().any(|stem| right.contains(stem))
    }
}

/// The singular of a Spanish word without accents; none, if it is not told by its end.
fn singular(term: &str) -> Option<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    if term.len() < 4 {
        return None;
    }
    if let Some(stem) = term.strip_suffix("ces") {
        return Some(format!("{stem}z"));
    }
    if let Some(stem) = term.strip_suffix("es")
        && stem.len() > 2
        && stem.ends_with(['d', 'j', 'l', 'n', 'r', 's', 'y', 'z'])
    {
        return Some(stem.to_owned());
    }
    let stem = term.strip_suffix('s')?;
    stem.ends_with(vowel).then(|| stem.to_owned())
}

/// A Spanish verb form with the accent that its ending has; none, if the ending has none or is more often a noun's.
fn accented(term: &str) -> Option<String> {
    const NOUNS: [&str; 5] = ["aria", "eria", "oria", "ncia", "gia"];
    const ENDINGS: [(&str, &str); 7] = [
        ("iamos", "íamos"),
        ("ian", "ían"),
        ("ias", "ías"),
        ("ran", "rán"),
        ("ras", "rás"),
        ("cion", "ción"),
        ("ia", "ía"),
    ];
    if NOUNS.iter().any(|noun| term.ends_with(noun) || term.strip_suffix('s').is_some_and(|term| term.ends_with(noun)))
    {
        return None;
    }
    let (plain, with) = ENDINGS.iter().find(|(plain, _)| term.ends_with(plain))?;
    let stem = term.strip_suffix(plain)?;
    (stem.len() > 1).then(|| format!("{stem}{with}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &str) {
        let stemmer = Stemmer::new(Language::Spanish);
        let words: Vec<String> = words.split(' ').map(super::super::fold).collect();
        for word in &words[1..] {
            let (left, right) = (stemmer.stems(&words[0]), stemmer.stems(word));
            assert!(Stemmer::same(&left, &right), "{} {left:?}, {word} {right:?}", words[0]);
        }
    }

    fn apart(left: &str, right: &str) {
        let stemmer = Stemmer::new(Language::Spanish);
        let (left, right) = (stemmer.stems(&super::super::fold(left)), stemmer.stems(&super::super::fold(right)));
        assert!(!Stemmer::same(&left, &right), "{left:?}, {right:?}");
    }

    #[test]
    fn plural_and_singular_are_one() {
        for words in [
            "año años",
            "reunión reuniones",
            "institución instituciones",
            "país países",
            "joven jóvenes",
            "luz luces",
            "vez veces",
            "plan planes",
            "riesgo riesgos",
            "acuerdo acuerdos",
            "consulado consulados",
            "ley leyes",
            "capacitación capacitaciones",
            "secretaría secretarías",
            "mes meses",
            "análisis análisis",
            "coordinación coordinaciones",
            "electoral electorales",
        ] {
            same(words);
        }
    }

    #[test]
    fn the_forms_of_a_verb_are_one() {
        for words in [
            "informar informó informará informaron informando informado",
            "enviar envió enviarán enviaron enviando",
            "tendrá tendrán",
            "había habían",
            "coordinar coordinó coordinación",
            "diseñar diseñó diseñará",
        ] {
            same(words);
        }
    }

    #[test]
    fn words_of_their_own_stay_apart() {
        apart("año", "ano");
        apart("secretaría", "secreto");
        apart("consulado", "consulta");
        apart("2022", "2023");
    }
}
