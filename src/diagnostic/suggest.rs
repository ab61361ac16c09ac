//! Did you mean.

use super::Applicability;

/// What was perhaps meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess<'a> {
    /// The candidate.
    pub text: &'a str,
    /// Whether it can be taken without asking: a slip or two, digits all the same, and no other candidate is as near.
    pub applicability: Applicability,
}

/// The candidate nearest to what was written, if one is near enough that a slip of the pen explains it: at most a third
/// of its letters differ (transpositions count once), in any case one.
pub fn guess<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Guess<'a>> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    let allowed = (length / 3).max(1);
    let mut found: Vec<(usize, &'a str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&written, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .collect();
    found.sort_by_key(|&(distance, _)| distance);
    let &(distance, text) = found.first()?;
    let alone = found.iter().all(|&(other, candidate)| other > distance || candidate.eq_ignore_ascii_case(text));
    let is_slip = length >= 4 && distance <= 2 && distance * 3 <= length;
    let safe = alone && is_slip && digits(&written).eq(digits(text));
    Some(Guess { text, applicability: if safe { Applicability::Safe } else { Applicability::Maybe } })
}

/// [`guess`], for those who only ask which one.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    guess(written, candidates).map(|guess| guess.text)
}

fn digits(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{Applicability, guess, nearest};

    #[test]
    fn only_a_slip_that_means_one_thing_is_mended_without_asking() {
        let safe = |written, candidates: &[&'static str]| {
            guess(written, candidates.iter().copied()).unwrap().applicability == Applicability::Safe
        };
        assert!(safe("prcoeso", &["proceso", "pendiente"]));
        assert!(!safe("casa", &["caso", "cosa"]), "two are as near");
        assert!(!safe("2022-08-10", &["2022-08-09"]), "another day is another meeting");
        assert!(!safe("IEN", &["INE"]), "too short to tell");
    }

    #[test]
    fn finds_a_slip_of_the_pen() {
        assert_eq!(nearest("fehca", ["fecha", "serie"]), Some("fecha"));
        assert_eq!(nearest("Responsabels", ["vence", "responsables"]), Some("responsables"));
    }

    #[test]
    fn does_not_guess_wildly() {
        assert_eq!(nearest("color", ["fecha", "serie"]), None);
        assert_eq!(nearest("", ["fecha"]), None);
    }
}
