//! What the user may have meant.

/// What people write for a key, and the key that says it.
const SYNONYMS: [(&str, &str); 65] = [
    ("level", "grade"),
    ("level", "role"),
    ("hours", "hours_per_week"),
    ("weekly_hours", "hours_per_week"),
    ("name", "title"),
    ("name", "id"),
    ("title", "id"),
    ("to", "role"),
    ("lvl", "level"),
    ("positions", "roles"),
    ("jobs", "roles"),
    ("link", "url"),
    ("desc", "about"),
    ("alias", "aliases"),
    ("title", "name"),
    ("label", "title"),
    ("description", "about"),
    ("summary", "about"),
    ("rank", "grade"),
    ("min", "low"),
    ("minimum", "low"),
    ("max", "high"),
    ("maximum", "high"),
    ("median", "mid"),
    ("mean", "mid"),
    ("average", "mid"),
    ("salary", "pay"),
    ("compensation", "pay"),
    ("experience", "years"),
    ("certificates", "certifications"),
    ("certs", "certifications"),
    ("inherits", "extends"),
    ("promotes_to", "next"),
    ("levels", "proficiency"),
    ("license", "licence"),
    ("date", "as_of"),
    ("any_one_of", "any_of"),
    ("any_one_of", "one_of"),
    ("alternatives", "any_of"),
    ("alternatives", "one_of"),
    ("requires", "skills"),
    ("requirements", "skills"),
    ("competencies", "skills"),
    ("promotion", "next"),
    ("promotions", "next"),
    ("moves", "next"),
    ("move", "next"),
    ("min_years", "years"),
    ("years", "after"),
    ("time", "after"),
    ("type", "kind"),
    ("probability", "share"),
    ("condition", "gate"),
    ("valid", "valid_years"),
    ("validity", "valid_years"),
    ("expires", "valid_years"),
    ("price", "fee"),
    ("cost", "fee"),
    ("provider", "issuer"),
    ("vendor", "issuer"),
    ("tasks", "responsibilities"),
    ("duties", "responsibilities"),
    ("degree", "education"),
    ("parent", "extends"),
    ("group", "category"),
];

/// Finds the key that was meant: what people also call it, else the one that is written nearly so.
pub fn meant<'known>(word: &str, known: &[&'known str]) -> Option<&'known str> {
    let lower = word.to_lowercase().replace('-', "_");
    let mut called = SYNONYMS.iter().filter(|(written, _)| *written == lower);
    let called = called.find_map(|(_, key)| known.iter().find(|known| *known == key));
    called
        .copied()
        .or_else(|| nearest(&lower, known.iter().copied()))
}

/// In bytes: longer words are not compared.
const LONGEST: usize = 100;

/// Finds the known word that is nearest to a word, if one is near enough to be meant.
pub fn nearest<'known>(
    word: &str,
    known: impl IntoIterator<Item = &'known str>,
) -> Option<&'known str> {
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    // Short words are near to everything, so there is nothing to suggest for them.
    let allowed = match word.chars().count() {
        0..=2 => 0,
        length => (length / 3).min(4),
    };
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|known| {
            (
                strsim::damerau_levenshtein(&word, &known.to_lowercase()),
                known,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
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
    joined(words, "or")
}

/// The same for words that all count: `a`, `b` and `c`.
pub fn list_and<'word>(words: impl IntoIterator<Item = &'word str>) -> String {
    joined(words, "and")
}

fn joined<'word>(words: impl IntoIterator<Item = &'word str>, conjunction: &str) -> String {
    let ticked: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match ticked.as_slice() {
        [] => "nothing".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {conjunction} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_word_is_recognised_and_another_word_is_not() {
        let known = ["senior", "junior", "lead"];
        assert_eq!(nearest("senoir", known), Some("senior"));
        assert_eq!(nearest("Lead", known), Some("lead"));
        assert_eq!(nearest("plumber", known), None);
        assert_eq!(nearest("x", ["a", "b"]), None);
    }

    #[test]
    fn a_key_is_known_by_its_other_names() {
        assert_eq!(meant("salary", &["title", "pay"]), Some("pay"));
        assert_eq!(meant("min", &["low", "mid", "high"]), Some("low"));
        assert_eq!(meant("titel", &["title", "track"]), Some("title"));
        assert_eq!(meant("colour", &["title", "track"]), None);
    }
}
