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

/// Words by which a study gives no degree, or has not given it.
const UNFINISHED: [&str; 44] = [
    "abandoned",
    "abd",
    "applicant",
    "assistant",
    "bootcamp",
    "candidate",
    "certificate",
    "certified",
    "class",
    "course",
    "courses",
    "coursework",
    "current",
    "currently",
    "discontinued",
    "dropout",
    "dropped",
    "enrolled",
    "equivalent",
    "exchange",
    "expected",
    "failed",
    "honorary",
    "incomplete",
    "minor",
    "not",
    "office",
    "ongoing",
    "partial",
    "pre",
    "prep",
    "preparation",
    "preparatory",
    "progress",
    "pursuing",
    "student",
    "thesis",
    "training",
    "unfinished",
    "withdrawn",
    "withdrew",
    "workshop",
    "在读",
    "肄业",
];

/// The short forms that are no words of other things.
const ABBREVIATIONS: [&str; 15] = [
    "bsc", "beng", "btech", "bcom", "bba", "bfa", "llb", "msc", "meng", "mtech", "mba", "mphil",
    "mfa", "llm", "phd",
];

/// Words that may follow the name of a degree.
const FOLLOWING: [&str; 8] = [
    "of", "in", "degree", "hons", "honours", "honors", "with", "and",
];

/// The degree that a title begins with; `None`: none, several, or one that is not finished.
pub fn degree_named(title: &str) -> Option<Degree> {
    let plain = title.to_lowercase().replace(['.', '\'', '’'], "");
    let plain = plain.trim();
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
    let [degree] = found.as_slice() else {
        return None;
    };
    let [first, ..] = words.as_slice() else {
        return None;
    };
    let known = WORDS.iter().find(|(known, _)| known == degree)?;
    let rest = plain.strip_prefix(first)?;
    let follows = FOLLOWING.contains(words.get(1).unwrap_or(&""));
    // `Associate` alone is a position too.
    let ends = *first != "associate"
        && (rest.is_empty()
            || rest.trim_start().starts_with([',', '(', ':'])
            || rest.starts_with(" - "));
    // The longer short forms are nothing else.
    let is_short_form = ABBREVIATIONS.contains(first);
    let is_named = is_short_form || ends || follows;
    (known.1.contains(first) && is_named).then_some(*degree)
}

/// The field of study at the end of a title: after its last comma, else after `in`.
pub fn field_named(title: &str) -> Option<String> {
    let (_, field) = title
        .rsplit_once(',')
        .or_else(|| title.split_once(" in "))?;
    let plain = field.trim().to_lowercase();
    let is_grade = ["hons", "honours", "honors", "with ", "cum laude"];
    let is_grade = is_grade.iter().any(|word| plain.contains(word));
    (!is_grade && !plain.is_empty() && degree_named(field).is_none())
        .then(|| field.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_named_at_the_beginning_in_a_known_form() {
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
            (
                "Bachelor of Science - BS, Computer Science",
                Some(Degree::Bachelor),
            ),
            ("Bachelor's degree, Physics", Some(Degree::Bachelor)),
            ("Bachelor in Computing", Some(Degree::Bachelor)),
            ("MS", Some(Degree::Master)),
            ("MSc Computer Science", Some(Degree::Master)),
            ("MBA", Some(Degree::Master)),
            ("Masters in Physics", Some(Degree::Master)),
            ("Doctor of Philosophy", Some(Degree::Doctorate)),
            ("Associate's degree", Some(Degree::Associate)),
            ("Bachelor (incomplete)", None),
            ("Bachelor (in progress)", None),
            ("Bachelor's thesis", None),
            ("Bachelor, dropped out", None),
            ("Pre-Bachelor course", None),
            ("Certified Scrum Master", None),
            ("Master Class", None),
            ("Master Electrician", None),
            ("MS Office", None),
            ("MS Excel", None),
            ("Cisco Certified Network Associate", None),
            ("Sales Associate training", None),
            ("Sales Associate", None),
            ("Associate", None),
            ("Scrum Master", None),
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

    #[test]
    fn a_field_is_the_end_of_a_title() {
        for (title, expected) in [
            (
                "Bachelor of Science - BS, Computer Science",
                Some("Computer Science"),
            ),
            ("Master of Science in Applied Maths", Some("Applied Maths")),
            ("Bachelor of Science", None),
            ("Bachelor of Arts, with honours", None),
            ("Bachelor of Science, BSc", None),
            ("Bachelor,", None),
        ] {
            assert_eq!(field_named(title).as_deref(), expected, "{title}");
        }
    }
}
