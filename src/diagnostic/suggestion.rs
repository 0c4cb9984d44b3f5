//! What the user may have meant.

/// Finds the known word that is nearest to a word, if one is near enough to be meant.
pub fn nearest<'known>(
    word: &str,
    known: impl IntoIterator<Item = &'known str>,
) -> Option<&'known str> {
    let word = word.to_lowercase();
    // Short words are near to everything: what was meant by them, nobody can say.
    let allowed = match word.chars().count() {
        0..=2 => 0,
        length => (length / 3).min(4),
    };
    known
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&word, &candidate.to_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Asks whether the nearest known word was meant.
pub fn did_you_mean<'known>(
    word: &str,
    known: impl IntoIterator<Item = &'known str>,
) -> Option<String> {
    nearest(word, known).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// Names words as English does: `a`, `b` or `c`.
pub fn list<'word>(words: impl IntoIterator<Item = &'word str>) -> String {
    let ticked: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match ticked.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood_and_a_stranger_is_not() {
        let known = ["senior", "junior", "lead"];
        assert_eq!(nearest("senoir", known), Some("senior"));
        assert_eq!(nearest("Lead", known), Some("lead"));
        assert_eq!(nearest("plumber", known), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
    }
}
