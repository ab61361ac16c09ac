//! Words by how often they are met: function words at the head, then nouns, adjectives and verbs by Zipf's law.

use std::collections::HashSet;

use super::random::Random;
use super::spanish::{FUNCTION_WORDS, Lemma, stem};

/// So many that a hundred thousand commitments do not meet them all.
const LEMMAS: usize = 250_000;
/// A word of rank r is met as 1/r, and beyond this rank as 1/r²: Spanish, as every language, has these two regimes.
const COMMON: u64 = 4_000;
/// Mandelbrot's correction: the first few ranks are nearly as common as each other.
const FLAT: u64 = 6;

/// A word in one of its forms.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Word {
    Function(u8),
    Form { lemma: u32, form: u8 },
}

pub(crate) struct Vocabulary {
    lemmas: Vec<Lemma>,
    /// The sum of the weights of all lemmas up to each.
    cumulated: Vec<u64>,
}

impl Vocabulary {
    pub(crate) fn new() -> Self {
        let mut random = Random(0x0e5a_4015);
        let mut stems: HashSet<String> = HashSet::new();
        let mut made: HashSet<String> = HashSet::new();
        let mut lemmas: Vec<Lemma> = Vec::with_capacity(LEMMAS);
        let mut relatives = Vec::new();
        while lemmas.len() < LEMMAS {
            if !relatives.is_empty() && random.below(5) == 0 {
                let relative: Lemma = relatives.swap_remove(random.below(relatives.len()));
                // The same stem may have been asked for the same relative twice.
                if made.insert(relative.form(0)) {
                    lemmas.push(relative);
                }
                continue;
            }
            // Common words are short.
            let syllables = if lemmas.len() < 1_000 { 1 + random.below(2) } else { 1 + random.below(3) };
            let stem = stem(syllables, &mut random);
            if stems.contains(&stem) {
                continue;
            }
            let lemma = Lemma::new(stem.clone(), &mut random);
            let taken = |form: usize| FUNCTION_WORDS.iter().any(|(word, _)| *word == lemma.form(form));
            if (0..lemma.forms()).any(taken) {
                continue;
            }
            stems.insert(stem);
            made.insert(lemma.form(0));
            if lemma.is_verb() {
                relatives.extend((0..random.below(4)).filter_map(|_| lemma.relative(&mut random)));
            }
            lemmas.push(lemma);
        }
        let cumulated = (1..=LEMMAS as u64)
            .map(|rank| rank + FLAT)
            .map(|rank| if rank < COMMON { (1 << 44) / rank } else { (1 << 44) * COMMON / (rank * rank) })
            .scan(0, |sum, weight| {
                *sum += weight;
                Some(*sum)
            })
            .collect();
        Self { lemmas, cumulated }
    }

    pub(crate) fn text(&self, word: Word) -> String {
        match word {
            Word::Function(function) => FUNCTION_WORDS[usize::from(function)].0.to_owned(),
            Word::Form { lemma, form } => self.lemmas[lemma as usize].form(usize::from(form)),
        }
    }

    /// The commonest word of a rank, in its first form.
    pub(crate) fn of_rank(&self, rank: usize) -> String {
        self.lemmas[rank].form(0)
    }

    /// A function word as often as Spanish has them, else nothing.
    pub(crate) fn function_word(&self, random: &mut Random) -> Option<Word> {
        let mut left = random.below(10_000);
        for (function, (_, weight)) in (0..).zip(FUNCTION_WORDS) {
            if left < weight {
                return Some(Word::Function(function));
            }
            left -= weight;
        }
        None
    }

    /// A lemma that is no function word, by Zipf's law.
    pub(crate) fn lemma(&self, random: &mut Random) -> u32 {
        let point = random.below_u64(self.cumulated.last().copied().unwrap_or(1));
        u32::try_from(self.cumulated.partition_point(|&sum| sum <= point)).unwrap_or(0)
    }

    /// One of the forms of a lemma, as often as it is met.
    pub(crate) fn inflect(&self, lemma: u32, random: &mut Random) -> Word {
        let form = random.weighted(self.lemmas[lemma as usize].weights());
        Word::Form { lemma, form: u8::try_from(form).unwrap_or(0) }
    }

    /// All the forms of the lemma of a word.
    pub(crate) fn forms(&self, word: Word) -> Vec<String> {
        match word {
            Word::Function(_) => Vec::new(),
            Word::Form { lemma, .. } => {
                let lemma = &self.lemmas[lemma as usize];
                (0..lemma.forms()).map(|form| lemma.form(form)).collect()
            }
        }
    }
}
