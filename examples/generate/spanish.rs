//! The shape of Spanish words: which forms a noun, an adjective or a verb has, and stems that could be Spanish.

use super::random::Random;

/// How the words of one kind are inflected. A form is the stem and an ending; its weight, how often it is met.
pub(crate) struct Paradigm {
    /// How many of a thousand words are inflected so.
    share: usize,
    /// The stem's last vowel bears the accent: `técn-ico`.
    accented_stem: bool,
    /// What other words the same stem makes, as positions in [`PARADIGMS`]: `coordin-ar`, `coordin-ación`.
    family: &'static [usize],
    pub(crate) endings: &'static [(&'static str, usize)],
}

const fn paradigm(share: usize, endings: &'static [(&'static str, usize)]) -> Paradigm {
    Paradigm { share, accented_stem: false, family: &[], endings }
}

/// Verbs come first: stems that make other words are theirs.
pub(crate) const PARADIGMS: [Paradigm; 33] = [
    Paradigm {
        family: &[3, 4, 5, 6, 7],
        ..paradigm(
            140,
            &[
                ("ar", 5),
                ("ando", 1),
                ("ado", 2),
                ("ada", 2),
                ("ados", 1),
                ("adas", 1),
                ("a", 3),
                ("an", 2),
                ("ó", 3),
                ("aron", 2),
                ("ará", 2),
                ("arán", 1),
                ("aba", 1),
                ("aban", 1),
            ],
        )
    },
    Paradigm {
        family: &[8, 9],
        ..paradigm(
            40,
            &[
                ("er", 5),
                ("iendo", 1),
                ("ido", 2),
                ("ida", 2),
                ("idos", 1),
                ("idas", 1),
                ("e", 3),
                ("en", 2),
                ("ió", 3),
                ("ieron", 2),
                ("erá", 2),
                ("erán", 1),
                ("ía", 1),
                ("ían", 1),
            ],
        )
    },
    Paradigm {
        family: &[8, 9, 10],
        ..paradigm(
            40,
            &[
                ("ir", 5),
                ("iendo", 1),
                ("ido", 2),
                ("ida", 2),
                ("idos", 1),
                ("idas", 1),
                ("e", 3),
                ("en", 2),
                ("ió", 3),
                ("ieron", 2),
                ("irá", 2),
                ("irán", 1),
                ("ía", 1),
                ("ían", 1),
            ],
        )
    },
    paradigm(80, &[("ación", 6), ("aciones", 4)]),
    paradigm(25, &[("ador", 4), ("adora", 2), ("adores", 4), ("adoras", 1)]),
    paradigm(20, &[("amiento", 6), ("amientos", 4)]),
    paradigm(15, &[("able", 6), ("ables", 4)]),
    paradigm(15, &[("ativo", 3), ("ativa", 3), ("ativos", 2), ("ativas", 2)]),
    paradigm(15, &[("imiento", 6), ("imientos", 4)]),
    paradigm(10, &[("ible", 6), ("ibles", 4)]),
    paradigm(20, &[("ición", 6), ("iciones", 4)]),
    paradigm(120, &[("o", 6), ("os", 4)]),
    paradigm(120, &[("a", 6), ("as", 4)]),
    paradigm(40, &[("e", 6), ("es", 4)]),
    paradigm(35, &[("idad", 6), ("idades", 4)]),
    paradigm(10, &[("sión", 6), ("siones", 4)]),
    paradigm(15, &[("or", 6), ("ores", 4)]),
    paradigm(25, &[("ía", 6), ("ías", 4)]),
    paradigm(15, &[("encia", 6), ("encias", 4)]),
    paradigm(15, &[("ancia", 6), ("ancias", 4)]),
    paradigm(15, &[("ón", 6), ("ones", 4)]),
    paradigm(10, &[("aje", 6), ("ajes", 4)]),
    paradigm(10, &[("ista", 6), ("istas", 4)]),
    paradigm(5, &[("ez", 6), ("eces", 4)]),
    paradigm(10, &[("ura", 6), ("uras", 4)]),
    paradigm(60, &[("o", 4), ("a", 4), ("os", 2), ("as", 2)]),
    paradigm(30, &[("al", 6), ("ales", 4)]),
    paradigm(15, &[("ivo", 4), ("iva", 4), ("ivos", 2), ("ivas", 2)]),
    Paradigm { accented_stem: true, ..paradigm(30, &[("ico", 4), ("ica", 4), ("icos", 2), ("icas", 2)]) },
    paradigm(25, &[("ario", 4), ("aria", 4), ("arios", 2), ("arias", 2)]),
    paradigm(15, &[("ente", 6), ("entes", 4)]),
    paradigm(5, &[("és", 4), ("esa", 4), ("eses", 2), ("esas", 2)]),
    paradigm(10, &[("amente", 1)]),
];

/// A word with all its forms.
pub(crate) struct Lemma {
    stem: String,
    paradigm: usize,
}

impl Lemma {
    /// A word of a stem of its own.
    pub(crate) fn new(stem: String, random: &mut Random) -> Self {
        let paradigm = random.weighted(PARADIGMS.iter().map(|paradigm| paradigm.share));
        Self { stem, paradigm }
    }

    /// Another word of the same stem, if its kind has any.
    pub(crate) fn relative(&self, random: &mut Random) -> Option<Self> {
        let family = PARADIGMS[self.paradigm].family;
        (!family.is_empty()).then(|| Self { stem: self.stem.clone(), paradigm: *random.pick(family) })
    }

    pub(crate) fn is_verb(&self) -> bool {
        self.paradigm < 3
    }

    pub(crate) fn forms(&self) -> usize {
        PARADIGMS[self.paradigm].endings.len()
    }

    pub(crate) fn form(&self, form: usize) -> String {
        let paradigm = &PARADIGMS[self.paradigm];
        let ending = paradigm.endings[form].0;
        if paradigm.accented_stem { accented(&self.stem) + ending } else { format!("{}{ending}", self.stem) }
    }

    /// How often each form is met.
    pub(crate) fn weights(&self) -> impl Iterator<Item = usize> + Clone + use<> {
        PARADIGMS[self.paradigm].endings.iter().map(|(_, weight)| *weight)
    }
}

/// The commonest words of Spanish, which mean little by themselves, and how often each is met in ten thousand words.
pub(crate) const FUNCTION_WORDS: [(&str, usize); 39] = [
    ("de", 620),
    ("la", 404),
    ("que", 295),
    ("el", 285),
    ("en", 270),
    ("y", 265),
    ("a", 210),
    ("los", 170),
    ("se", 130),
    ("del", 122),
    ("las", 108),
    ("un", 106),
    ("por", 100),
    ("con", 98),
    ("no", 80),
    ("una", 80),
    ("su", 75),
    ("para", 70),
    ("es", 60),
    ("al", 60),
    ("lo", 50),
    ("como", 48),
    ("más", 40),
    ("o", 38),
    ("sus", 30),
    ("le", 25),
    ("ha", 25),
    ("entre", 20),
    ("este", 18),
    ("esta", 18),
    ("sobre", 18),
    ("son", 17),
    ("también", 15),
    ("fue", 15),
    ("desde", 14),
    ("está", 12),
    ("hasta", 12),
    ("sin", 12),
    ("así", 10),
];

const FIRST: [&str; 34] = [
    "", "", "", "p", "p", "t", "c", "c", "b", "d", "g", "m", "m", "n", "r", "r", "l", "s", "s", "f", "v", "j", "h",
    "ch", "tr", "pr", "br", "cr", "gr", "pl", "cl", "qu", "gu", "ll",
];
const INNER: [&str; 34] = [
    "p", "p", "t", "t", "t", "c", "c", "b", "d", "d", "g", "m", "m", "n", "n", "r", "r", "r", "l", "l", "s", "s", "f",
    "v", "j", "ch", "tr", "pr", "br", "gr", "qu", "ll", "rr", "ñ",
];
const LAST: [&str; 36] = [
    "t", "t", "t", "d", "d", "d", "n", "n", "r", "r", "l", "l", "c", "c", "m", "s", "s", "p", "b", "v", "g", "j", "f",
    "nt", "nd", "ct", "rt", "mp", "st", "tr", "br", "rm", "ns", "ll", "rr", "ñ",
];
const VOWELS: [&str; 20] =
    ["a", "a", "a", "a", "a", "e", "e", "e", "e", "e", "o", "o", "o", "o", "i", "i", "i", "u", "ie", "ue"];
const CODAS: [&str; 10] = ["", "", "", "", "", "", "n", "s", "r", "l"];

/// A stem of so many syllables, and the consonants at which an ending is put.
pub(crate) fn stem(syllables: usize, random: &mut Random) -> String {
    let mut stem = String::new();
    for syllable in 0..syllables {
        stem += *random.pick(if syllable == 0 { &FIRST } else { &INNER });
        stem += if stem.ends_with("qu") || stem.ends_with("gu") {
            *random.pick(&["e", "i"])
        } else {
            *random.pick(&VOWELS)
        };
        // An `n` between syllables, but no `nll`, `nñ` or `nr`, and `m` before `p` and `b`.
        if syllable + 1 < syllables && random.below(5) == 0 {
            let coda = *random.pick(&CODAS);
            let onset = *random.pick(&["p", "t", "c", "b", "d", "g", "f", "v"]);
            stem += match (coda, onset) {
                ("n", "p" | "b") => "m",
                _ => coda,
            };
            stem += onset;
            stem += *random.pick(&["a", "e", "o"]);
        }
    }
    stem += *random.pick(&LAST);
    stem
}

const ACCENTS: [(char, char); 5] = [('a', 'á'), ('e', 'é'), ('i', 'í'), ('o', 'ó'), ('u', 'ú')];

/// The stem with an accent on its last vowel.
fn accented(stem: &str) -> String {
    let mut letters: Vec<char> = stem.chars().collect();
    let vowel = letters.iter_mut().rev().find_map(|letter| {
        let accented = ACCENTS.iter().find(|(plain, _)| plain == letter)?.1;
        Some((letter, accented))
    });
    if let Some((letter, accented)) = vowel {
        *letter = accented;
    }
    letters.into_iter().collect()
}

/// The word as a hurried hand types it: no accents. `ñ` is a letter of its own and stays.
pub(crate) fn without_accents(word: &str) -> String {
    word.chars()
        .map(|letter| ACCENTS.iter().find(|(_, accented)| *accented == letter).map_or(letter, |it| it.0))
        .collect()
}
