//! A word that the index does not know → the one that was probably meant.

use super::Engine;
use super::forms::{Form, beginning};
use crate::EngineError;

/// Letters of the alphabet, for a first letter that is wrong or missing.
const LETTERS: &str = "abcdefghijklmnñopqrstuvwxyz";

/// The term of the index that differs least from a word: by one letter left out, put in, changed or two changed about; by
/// two of these in words of eight letters and more. Of several, the one that most records have. None for words of fewer
/// than four letters, and for those with digits: a number that is not there is not another.
pub(super) fn nearest(engine: &Engine, word: &str) -> Result<Option<String>, EngineError> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 || !letters.iter().all(|c| c.is_alphabetic()) {
        return Ok(None);
    }
    let dictionary = engine.segment.body.terms();
    let furthest = if letters.len() >= 8 { 2 } else { 1 };
    let mut best: Option<(usize, Form)> = None;
    // Most errors are not in the first letters: looked for first among words that begin alike, which costs least to read.
    for shared in [3, 2, 1] {
        let begin: String = letters[..shared].iter().collect();
        for form in beginning(dictionary, &begin)? {
            consider(&mut best, form, &letters, furthest);
        }
        if best.as_ref().is_some_and(|(distance, _)| *distance == 1) {
            return Ok(best.map(|(_, form)| form.term));
        }
    }
    let mut failed = None;
    for begin in first_letters(&letters) {
        match dictionary.get(&begin) {
            Ok(Some(info)) => consider(&mut best, Form { term: begin, info, weight: 1.0 }, &letters, furthest),
            Ok(None) => {}
            // The others are asked for all the same, so that what is missing is read at once.
            Err(error) => failed = Some(error),
        }
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(best.map(|(_, form)| form.term)),
    }
}

/// Terms that differ from a word by one letter and begin with the same three.
pub(super) fn neighbours(engine: &Engine, word: &str) -> Result<Vec<String>, EngineError> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 5 || !letters.iter().all(|c| c.is_alphabetic()) {
        return Ok(Vec::new());
    }
    let begin: String = letters[..3].iter().collect();
    let near = beginning(engine.segment.body.terms(), &begin)?.into_iter();
    let near = near.filter(|form| distance(&form.term.chars().collect::<Vec<_>>(), &letters, 1) == Some(1));
    Ok(near.map(|form| form.term).collect())
}

fn consider(best: &mut Option<(usize, Form)>, form: Form, letters: &[char], furthest: usize) {
    let term: Vec<char> = form.term.chars().collect();
    let Some(distance) = distance(&term, letters, furthest).filter(|distance| *distance > 0) else { return };
    let better = match best {
        None => true,
        Some((least, known)) => distance < *least || (distance == *least && form.info.doc_freq > known.info.doc_freq),
    };
    if better {
        *best = Some((distance, form));
    }
}

/// The word with its first letter wrong: changed, missing, one too many, or about with the second.
fn first_letters(letters: &[char]) -> Vec<String> {
    let rest: String = letters[1..].iter().collect();
    let whole: String = letters.iter().collect();
    let mut words = vec![rest.clone()];
    let swapped = [letters[1], letters[0]].into_iter().chain(letters[2..].iter().copied());
    words.push(swapped.collect());
    for letter in LETTERS.chars() {
        words.push(format!("{letter}{rest}"));
        words.push(format!("{letter}{whole}"));
    }
    words
}

/// How many letters have to be left out, put in, changed, or changed about with their neighbour to make one word of the
/// other: the restricted Damerau–Levenshtein distance (optimal string alignment). None, if more than `most`.
fn distance(left: &[char], right: &[char], most: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (above[j] + usize::from(a != b)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > most) {
            return None;
        }
        before = above;
        above = row;
    }
    above.last().copied().filter(|cost| *cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_in_letters() {
        for (left, right, expected) in [
            ("requerimiento", "requerimiento", Some(0)),
            ("requerimientp", "requerimiento", Some(1)),
            ("requermiento", "requerimiento", Some(1)),
            ("reuqerimiento", "requerimiento", Some(1)),
            ("equerimientos", "requerimiento", Some(2)),
            ("año", "ano", Some(1)),
            ("plan", "consulado", None),
        ] {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(left), &letters(right), 2), expected, "{left} {right}");
        }
    }
}
