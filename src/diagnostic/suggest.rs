//! Did you mean.

/// The candidate nearest to what was written, if one is near enough that a slip of the pen explains it: at most a third
/// of its letters differ (transpositions count once), in any case one.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let allowed = (written.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&written, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

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
