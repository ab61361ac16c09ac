//! What a search engine is asked about a generated register, and which commitment it has to find.
//!
//! A word's document frequency is in how many commitments this very form stands, in title, text or updates.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::random::Random;
use super::spanish::without_accents;
use super::vocabulary::{Vocabulary, Word};

/// How many commitments are looked for, each once in each variant.
const TARGETS: usize = 200;
const RARE: std::ops::RangeInclusive<usize> = 2..=50;

const RULES: [(&str, &str); 8] = [
    (
        "targets",
        "commitments by chance, of those whose title and text have what every variant needs; the same in every variant",
    ),
    (
        "rare",
        "3 to 5 words of different lemmas, of the title and text, that stand in 2 to 50 commitments, at least one with an accent, one of 5 letters, one that is inflected",
    ),
    ("plain", "the words of `rare` without accents; ñ stays"),
    (
        "typo",
        "`rare` with one error in one word of at least 5 letters: a letter replaced, left out, added, or two swapped, anywhere; accents apart, the result is no word of the register",
    ),
    (
        "inflection",
        "`rare` with one word in another form of the same lemma; accents apart, that form does not stand in the commitment",
    ),
    ("inflections", "as `inflection`, every word that has such a form"),
    (
        "phrase",
        "in quotes, three consecutive words of one sentence of the text that stand so in no other commitment; at least two are no function words",
    ),
    (
        "frequent",
        "four words of different lemmas, of the title and text, that each stand in 1 to 25 % of all commitments",
    ),
];

/// A commitment as it was written.
pub(crate) struct Written {
    pub(crate) id: String,
    /// Its sentences: title, text, updates.
    pub(crate) said: Vec<Vec<Word>>,
    /// How many sentences are the title and the text.
    pub(crate) of_the_text: usize,
}

/// The register as an index sees it: forms by number, and in how many commitments each stands.
struct Counted<'a> {
    written: &'a [Written],
    vocabulary: &'a Vocabulary,
    frequency: Vec<usize>,
    of_word: HashMap<Word, usize>,
    texts: Vec<String>,
    /// All forms without their accents.
    plain: HashSet<String>,
}

impl<'a> Counted<'a> {
    fn new(written: &'a [Written], vocabulary: &'a Vocabulary) -> Self {
        let mut of_word = HashMap::new();
        let mut of_text: HashMap<String, usize> = HashMap::new();
        let mut texts = Vec::new();
        let mut frequency: Vec<usize> = Vec::new();
        for commitment in written {
            let mut forms: Vec<usize> = Vec::new();
            for &word in commitment.said.iter().flatten() {
                forms.push(*of_word.entry(word).or_insert_with(|| {
                    let text = vocabulary.text(word);
                    *of_text.entry(text.clone()).or_insert_with(|| {
                        texts.push(text);
                        frequency.push(0);
                        texts.len() - 1
                    })
                }));
            }
            forms.sort_unstable();
            forms.dedup();
            for form in forms {
                frequency[form] += 1;
            }
        }
        let plain = texts.iter().map(|text| without_accents(text)).collect();
        Self { written, vocabulary, frequency, of_word, texts, plain }
    }

    fn frequency(&self, word: Word) -> usize {
        self.frequency[self.of_word[&word]]
    }

    /// The words of a commitment's title and text that are met so often: one of each lemma, function words apart.
    fn words(&self, commitment: &Written, wanted: impl Fn(usize) -> bool) -> Vec<Word> {
        let mut seen = HashSet::new();
        let words = commitment.said[..commitment.of_the_text].iter().flatten().copied();
        words
            .filter(
                |&word| matches!(word, Word::Form { lemma, .. } if wanted(self.frequency(word)) && seen.insert(lemma)),
            )
            .collect()
    }

    /// Whether a word stands in 1 to 25 % of all commitments.
    fn is_frequent(&self, frequency: usize) -> bool {
        frequency * 100 >= self.written.len() && frequency * 4 <= self.written.len()
    }

    /// Other forms of a word's lemma, none of which the commitment has.
    fn other_forms(&self, word: Word, commitment: &Written) -> Vec<String> {
        let own: HashSet<String> =
            commitment.said.iter().flatten().map(|&word| without_accents(&self.vocabulary.text(word))).collect();
        let mut forms = self.vocabulary.forms(word);
        forms.retain(|form| !own.contains(&without_accents(form)));
        forms
    }

    /// A slip of the hand in a word that makes it no word of the register.
    fn typo(&self, word: &str, random: &mut Random) -> String {
        const LETTERS: &[u8] = b"abcdefghijlmnopqrstuvxyz";
        loop {
            let mut letters: Vec<char> = word.chars().collect();
            let letter = char::from(*random.pick(LETTERS));
            match random.below(4) {
                0 => letters[random.below(word.chars().count())] = letter,
                1 => drop(letters.remove(random.below(word.chars().count()))),
                2 => letters.insert(random.below(letters.len() + 1), letter),
                _ => {
                    let first = random.below(letters.len() - 1);
                    letters.swap(first, first + 1);
                }
            }
            let typo: String = letters.into_iter().collect();
            if !self.plain.contains(&without_accents(&typo)) {
                return typo;
            }
        }
    }

    /// How many commitments have each of these triples of words.
    fn phrases(&self, wanted: &[[Word; 3]]) -> HashMap<[usize; 3], usize> {
        let number = |words: &[Word]| [0, 1, 2].map(|position| self.of_word[&words[position]]);
        let mut found: HashMap<[usize; 3], usize> = wanted.iter().map(|words| (number(words), 0)).collect();
        for commitment in self.written {
            let mut here = HashSet::new();
            for words in commitment.said.iter().flat_map(|sentence| sentence.windows(3)) {
                let triple = number(words);
                if let Some(count) = found.get_mut(&triple)
                    && here.insert(triple)
                {
                    *count += 1;
                }
            }
        }
        found
    }

    fn text(&self, word: Word) -> &str {
        &self.texts[self.of_word[&word]]
    }
}

/// What is asked about one commitment.
struct Target<'a> {
    commitment: &'a Written,
    rare: Vec<Word>,
    frequent: Vec<Word>,
    phrase: [Word; 3],
}

impl<'a> Target<'a> {
    /// Nothing if the commitment lacks what some variant needs.
    fn choose(commitment: &'a Written, register: &Counted, random: &mut Random) -> Option<Self> {
        let text = |word: Word| register.text(word).to_owned();
        let rare = register.words(commitment, |frequency| RARE.contains(&frequency));
        let count = 3 + random.below(3);
        if rare.len() < 3 {
            return None;
        }
        let rare = random.sample(&rare, count);
        let fits = rare.iter().any(|&word| without_accents(&text(word)) != text(word))
            && rare.iter().any(|&word| text(word).chars().count() >= 5)
            && rare.iter().any(|&word| !register.other_forms(word, commitment).is_empty());
        let frequent = register.words(commitment, |frequency| register.is_frequent(frequency));
        if !fits || frequent.len() < 4 {
            return None;
        }
        let frequent = random.sample(&frequent, 4);
        let phrases: Vec<&[Word]> = commitment.said[1..commitment.of_the_text]
            .iter()
            .flat_map(|sentence| sentence.windows(3))
            .filter(|words| words.iter().filter(|word| matches!(word, Word::Form { .. })).count() >= 2)
            .collect();
        let &[first, second, third] = *random.sample(&phrases, 1).first()? else { return None };
        Some(Self { commitment, rare, frequent, phrase: [first, second, third] })
    }

    fn queries(&self, register: &Counted, random: &mut Random) -> [(&'static str, String); 7] {
        let rare: Vec<String> = self.rare.iter().map(|&word| register.text(word).to_owned()).collect();
        let long: Vec<usize> = (0..rare.len()).filter(|&it| rare[it].chars().count() >= 5).collect();
        let mut typo = rare.clone();
        let wrong = *random.pick(&long);
        typo[wrong] = register.typo(&rare[wrong], random);

        let mut inflections = rare.clone();
        let mut inflected = Vec::new();
        for (position, &word) in self.rare.iter().enumerate() {
            let forms = register.other_forms(word, self.commitment);
            if !forms.is_empty() {
                inflections[position].clone_from(random.pick(&forms));
                inflected.push(position);
            }
        }
        let mut inflection = rare.clone();
        let one = *random.pick(&inflected);
        inflection[one].clone_from(&inflections[one]);

        let join = |words: &[Word]| words.iter().map(|&word| register.text(word)).collect::<Vec<_>>().join(" ");
        [
            ("rare", rare.join(" ")),
            ("plain", without_accents(&rare.join(" "))),
            ("typo", typo.join(" ")),
            ("inflection", inflection.join(" ")),
            ("inflections", inflections.join(" ")),
            ("phrase", format!("\"{}\"", join(&self.phrase))),
            ("frequent", join(&self.frequent)),
        ]
    }
}

fn targets<'a>(written: &'a [Written], register: &Counted, random: &mut Random) -> Vec<Target<'a>> {
    let mut order: Vec<usize> = (0..written.len()).collect();
    for last in (1..order.len()).rev() {
        order.swap(last, random.below(last + 1));
    }
    // Twice as many as needed, for phrases that turn out to stand elsewhere.
    let candidates: Vec<Target> = order
        .into_iter()
        .filter_map(|position| Target::choose(&written[position], register, random))
        .take(2 * TARGETS)
        .collect();
    let phrases: Vec<[Word; 3]> = candidates.iter().map(|target| target.phrase).collect();
    let found = register.phrases(&phrases);
    let unique = |target: &Target| found[&target.phrase.map(|word| register.of_word[&word])] == 1;
    candidates.into_iter().filter(unique).take(TARGETS).collect()
}

/// Fifty queries of every day, for bytes and latency: one common word, two words of one commitment, a rare word, a
/// common word within one status.
fn ordinary(written: &[Written], register: &Counted, random: &mut Random) -> Vec<Value> {
    let mut queries: Vec<Value> = Vec::new();
    let mut asked = HashSet::new();
    // A small register may not have fifty.
    for _ in 0..10_000 {
        if queries.len() == 50 || written.is_empty() {
            break;
        }
        let commitment = random.pick(written);
        let frequent = register.words(commitment, |frequency| register.is_frequent(frequency));
        let rare = register.words(commitment, |frequency| RARE.contains(&frequency));
        let kind = ["common", "two", "rare", "filter", "two"][queries.len() % 5];
        let words = match kind {
            "rare" => random.sample(&rare, 1),
            "two" => random.sample(&frequent, 2),
            _ => random.sample(&frequent, 1),
        };
        let query = words.iter().map(|&word| register.text(word)).collect::<Vec<_>>().join(" ");
        if words.len() < if kind == "two" { 2 } else { 1 } || !asked.insert(query.clone()) {
            continue;
        }
        let status = *random.pick(&["pendiente", "en-proceso", "atendido"]);
        queries.push(match kind {
            "filter" => json!({ "kind": kind, "query": query, "filters": { "status": status } }),
            _ => json!({ "kind": kind, "query": query }),
        });
    }
    queries
}

/// Everything that is asked, as `queries.json` has it.
pub(crate) fn write(written: &[Written], vocabulary: &Vocabulary) -> Value {
    let register = Counted::new(written, vocabulary);
    let mut random = Random(0xa5_c3d0);
    let mut variants: Vec<(&str, Vec<Value>)> = Vec::new();
    for target in targets(written, &register, &mut random) {
        for (position, (variant, query)) in target.queries(&register, &mut random).into_iter().enumerate() {
            if variants.len() <= position {
                variants.push((variant, Vec::new()));
            }
            variants[position].1.push(json!({ "id": target.commitment.id, "query": query }));
        }
    }
    let rules: serde_json::Map<String, Value> =
        RULES.iter().map(|&(key, rule)| (key.to_owned(), json!(rule))).collect();
    let variants: serde_json::Map<String, Value> =
        variants.into_iter().map(|(variant, queries)| (variant.to_owned(), json!(queries))).collect();
    json!({
        "commitments": written.len(),
        "forms": register.texts.len(),
        "words": written.iter().flat_map(|it| &it.said).map(Vec::len).sum::<usize>(),
        "rules": rules,
        "variants": variants,
        "ordinary": ordinary(written, &register, &mut random),
    })
}
