//! The degrees that titles of studies name.

use crate::vocabulary::Degree;

/// The words that name a degree, in lower case, without points and apostrophes.
const WORDS: [(Degree, &[&str]); 4] = [
    (Degree::Associate, &["associate", "associates", "aas"]),
    (
        Degree::Bachelor,
        &[
            "bachelor",
            "bachelors",
            "baccalaureate",
            "bsc",
            "bs",
            "ba",
            "beng",
            "btech",
            "bcom",
            "bba",
            "bfa",
            "llb",
            "学士学位",
            "学士",
            "本科",
        ],
    ),
    (
        Degree::Master,
        &[
            "master",
            "masters",
            "msc",
            "ms",
            "ma",
            "meng",
            "mtech",
            "mba",
            "mphil",
            "mfa",
            "llm",
            "硕士学位",
            "硕士",
        ],
    ),
    (
        Degree::Doctorate,
        &[
            "doctor",
            "doctorate",
            "doctoral",
            "phd",
            "dphil",
            "博士学位",
            "博士",
        ],
    ),
];

/// Words by which a study is not finished.
const UNFINISHED: [&str; 7] = [
    "incomplete",
    "pursuing",
    "ongoing",
    "candidate",
    "unfinished",
    "dropout",
    "expected",
];

/// The degree that a title names by whole words; `None`: none, several, or one that is not finished.
pub fn degree_named(title: &str) -> Option<Degree> {
    let plain = title.to_lowercase().replace(['.', '\'', '’'], "");
    let words = plain.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.iter().any(|word| UNFINISHED.contains(word)) {
        return None;
    }
    let named = |known: &&(Degree, &[&str])| words.iter().any(|word| known.1.contains(word));
    let found: Vec<Degree> = WORDS
        .iter()
        .filter(named)
        .map(|(degree, _)| *degree)
        .collect();
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_named_by_whole_words() {
        for (title, expected) in [
            ("Bachelor (hons)", Some(Degree::Bachelor)),
            ("BSc.", Some(Degree::Bachelor)),
            ("B.S.", Some(Degree::Bachelor)),
            ("BTech", Some(Degree::Bachelor)),
            ("M.S.", Some(Degree::Master)),
            ("Master's Degree", Some(Degree::Master)),
            ("Ph.D.", Some(Degree::Doctorate)),
            ("Associate of Science", Some(Degree::Associate)),
            ("学士学位", Some(Degree::Bachelor)),
            ("Bachelor (incomplete)", None),
            ("PhD candidate", None),
            ("Integrated Bachelor and Master", None),
            ("DEA", None),
            ("High School", None),
            ("Masterclass", None),
            ("", None),
        ] {
            assert_eq!(degree_named(title), expected, "{title}");
        }
    }
}
