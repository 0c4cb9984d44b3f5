//! The names of a ladder in a plain text: whole words, in any case, the longest first.

use std::{collections::HashMap, ops::Range};

use smol_str::SmolStr;

use super::near;
use crate::{
    model::{EntryIndex, Ladder, fold},
    order::Order as _,
};

/// Names of tools that are also English words: they count only where they are spelled like a name.
const ENGLISH: [&str; 28] = [
    "beam", "chef", "dart", "dash", "express", "feast", "flask", "go", "hive", "it", "julia",
    "pig", "prefect", "puppet", "ray", "react", "rest", "ruby", "rust", "scout", "spark", "spring",
    "storm", "swift", "triton", "unity", "vault", "vision",
];

/// Up to this many letters a name counts only as it is spelled, and alone.
const SHORT: usize = 3;

/// A name in a text.
#[derive(Debug)]
pub struct Mention {
    pub entry: EntryIndex,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// Whether it may be another word.
    pub is_doubtful: bool,
}

struct Name {
    entry: EntryIndex,
    text: SmolStr,
    words: Vec<SmolStr>,
}

/// Finds the names of skills and certifications in a text, in order; none overlap.
pub fn mentions(ladder: &Ladder, text: &str) -> Vec<Mention> {
    let names = names(ladder);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        // `Java-Script` is JavaScript.
        let joined = joined(text, &word).and_then(|(key, place)| Some((names.get(&key)?, place)));
        let joined = joined.into_iter().flat_map(|(same, place)| {
            let alone = same.iter().filter(|name| name.words.len() == 1);
            alone.map(move |name| (name, place.clone()))
        });
        let candidates = names.get(&fold(&text[word.clone()]));
        let candidates = candidates.into_iter().flatten();
        let candidates = candidates.map(|name| (name, word.clone()));
        let mut matching = joined.chain(candidates).filter_map(|(name, first)| {
            let place = first.start..end_of(text, first, name)?;
            let is_doubtful = is_doubtful(text, &place, &name.text)?;
            Some((name, place, is_doubtful))
        });
        let Some((longest, place, is_doubtful)) = matching.next() else {
            continue;
        };
        // An id and a title can be the same word in another case: one of them may be sure.
        let mut entries = vec![(longest.entry, is_doubtful)];
        for (name, _, is_doubtful) in matching.filter(|(name, ..)| name.words == longest.words) {
            match entries.iter_mut().find(|(entry, _)| *entry == name.entry) {
                Some((_, known)) => *known &= is_doubtful,
                None => entries.push((name.entry, is_doubtful)),
            }
        }
        at = place.end;
        found.extend(entries.into_iter().map(|(entry, is_doubtful)| Mention {
            entry,
            place: place.clone(),
            is_doubtful,
        }));
    }
    found
}

/// The names by their first word, those with the most words first.
fn names(ladder: &Ladder) -> HashMap<SmolStr, Vec<Name>> {
    let mut names: HashMap<SmolStr, Vec<Name>> = HashMap::new();
    let entries = ladder.entries();
    for entry in entries.filter(|entry| !matches!(entry, EntryIndex::Role(_))) {
        let all: Vec<_> = ladder.names_of(entry).collect();
        for text in all.iter().copied() {
            // An id is in small letters; the title says how the name is spelled.
            let is_word = text.chars().count() == 1 || ENGLISH.contains(&fold(text).as_str());
            let is_spelled = |other: &SmolStr| other != text && fold(other) == fold(text);
            let is_small = is_word && !text.contains(char::is_uppercase);
            if is_small && all.iter().copied().any(is_spelled) {
                continue;
            }
            let mut words = Vec::new();
            let mut at = 0;
            while let Some(word) = next_word(text, at) {
                at = word.end;
                words.push(fold(&text[word]));
            }
            if let Some(first) = words.first() {
                let same = names.entry(first.clone()).or_default();
                same.push(Name {
                    entry,
                    text: text.trim().into(),
                    words,
                });
            }
        }
    }
    for same in names.values_mut() {
        same.order_by_key(|name| std::cmp::Reverse(name.words.len()));
    }
    names
}

/// The next run of letters and digits, or the next sign; spaces, hyphens and underscores stand between words.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let is_between = |character: char| character.is_whitespace() || matches!(character, '-' | '_');
    let rest = text[from..].trim_start_matches(is_between);
    let start = text.len() - rest.len();
    let first = rest.chars().next()?;
    let length = if first.is_alphanumeric() {
        let end = rest.find(|character: char| !character.is_alphanumeric());
        end.unwrap_or(rest.len())
    } else {
        first.len_utf8()
    };
    Some(start..start + length)
}

/// A word and the next one that a hyphen joins to it, as one word.
fn joined(text: &str, first: &Range<usize>) -> Option<(SmolStr, Range<usize>)> {
    let after = text[first.end..].strip_prefix('-')?;
    after.starts_with(char::is_alphanumeric).then_some(())?;
    let second = next_word(text, first.end + 1)?;
    let word = format!("{}{}", &text[first.clone()], &text[second.clone()]);
    Some((fold(&word), first.start..second.end))
}

/// Where a name ends whose first word stands here; `None` where its other words do not follow.
fn end_of(text: &str, first: Range<usize>, name: &Name) -> Option<usize> {
    let mut end = first.end;
    for expected in &name.words[1..] {
        let word = next_word(text, end)?;
        let between = &text[end..word.start];
        // `node js` is Node.js.
        if expected == "." && !between.is_empty() && text[word.clone()] != *"." {
            continue;
        }
        let lines = between.matches('\n').count();
        let is_near = lines <= 1 && between.trim().len() <= usize::from(lines == 0);
        if !is_near || fold(&text[word.clone()]) != *expected {
            return None;
        }
        end = word.end;
    }
    Some(end)
}

/// Whether a name may be another word here; `None` where it is a part of one.
fn is_doubtful(text: &str, place: &Range<usize>, name: &str) -> Option<bool> {
    let [before, after] = near(text, place);
    let word_before = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let word_after = after.split(char::is_whitespace).next().unwrap_or_default();
    let is_address =
        |part: &str| part.contains("://") || part.contains('@') || part.starts_with("www.");
    if after.starts_with(['+', '#']) || is_address(word_before) || is_address(word_after) {
        return None;
    }
    let spelled = &text[place.clone()];
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    let is_short = letters.count() <= SHORT;
    let is_english = ENGLISH.contains(&fold(name).as_str());
    if !is_short && !is_english {
        return Some(false);
    }
    // R&D, C-level and go-to are other words.
    let joins = |character: char| matches!(character, '-' | '_' | '&' | '.' | '\'' | '’');
    let follows = |text: &str| text.chars().nth(1).is_some_and(char::is_alphanumeric);
    let is_domain =
        spelled != name && name.starts_with('.') && before.ends_with(char::is_alphanumeric);
    if after.starts_with(joins) && follows(after) || before.ends_with(joins) || is_domain {
        return None;
    }
    if spelled != name || is_part_of_other(before, after, name) {
        return Some(true);
    }
    if !is_english {
        return Some(false);
    }
    let is_named = name.starts_with(char::is_uppercase);
    let starts_sentence = before
        .trim_end_matches([' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|last| matches!(last, '\n' | '.' | '!' | '?' | '-' | '*' | '•' | ':'));
    let next = after.trim_start_matches([' ', '\t']);
    let is_listed = next.is_empty()
        || next.starts_with([',', ';', '/', '(', ')', '\n', '\r'])
        || ["or ", "and "].iter().any(|word| {
            let other = next.strip_prefix(word);
            other.is_some_and(|other| other.starts_with(char::is_uppercase))
        });
    Some(!is_named || starts_sentence && !is_listed)
}

/// Whether a letter is rather a part of other words: `R & D`, `Vitamin C`, `R. Smith`.
fn is_part_of_other(before: &str, after: &str, name: &str) -> bool {
    /// The words before a letter that counts or names a kind.
    const COUNTED: [&str; 10] = [
        "appendix",
        "class",
        "grade",
        "hepatitis",
        "level",
        "part",
        "plan",
        "section",
        "series",
        "vitamin",
    ];
    if name.chars().count() > 1 {
        return false;
    }
    let mut words_before = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .rev();
    let (last, second) = (words_before.next(), words_before.next());
    let mut words_after = after.split_whitespace();
    let (first, next) = (words_after.next(), words_after.next());
    let is_letter = |word: Option<&str>| {
        let word = word.unwrap_or_default();
        let word =
            word.trim_matches(|sign: char| sign.is_ascii_punctuation() && !"+#".contains(sign));
        word.chars().count() == 1 && word.starts_with(char::is_alphabetic)
    };
    let is_counted = last.is_some_and(|word| COUNTED.contains(&fold(word).as_str()));
    let is_pair = first == Some("&") && is_letter(next) || last == Some("&") && is_letter(second);
    let is_initial = first == Some(".")
        && next.is_some_and(|word| word.starts_with(char::is_uppercase))
        && last.is_none_or(|word| {
            word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric)
                || word.ends_with(['.', '!', '?'])
        });
    is_counted || is_pair || is_initial
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_and_an_english_word_count_only_where_they_are_names() {
        for (text, name, expected) in [
            ("we use R, Go", "R", Some(false)),
            ("we use r", "R", Some(true)),
            ("an R&D job", "R", None),
            ("C++ code", "C", None),
            ("C# code", "C", None),
            ("C/C++ code", "C", Some(false)),
            ("a C-level talk", "C", None),
            ("in Go and C", "Go", Some(false)),
            ("you go far", "Go", Some(true)),
            ("the go-to person", "Go", None),
            ("Fine. Go far", "Go", Some(true)),
            ("- Go, Rust", "Go", Some(false)),
            ("see https://go.example/Python", "Python", None),
            ("python-based", "Python", Some(false)),
            ("our vision", "vision", Some(true)),
            ("an R & D job", "R", Some(true)),
            ("Vitamin C", "C", Some(true)),
            ("Series C startup", "C", Some(true)),
            ("R. Smith", "R", Some(true)),
            ("ask John R. Smith", "R", Some(true)),
            ("you know R. Then", "R", Some(false)),
            ("Java & C", "C", Some(false)),
            ("C & C++", "C", Some(false)),
            ("Ready? Go and apply", "Go", Some(true)),
            ("Must: Go and Rust", "Go", Some(false)),
            ("REST of the team", "REST", Some(true)),
            ("the rest", "REST", Some(true)),
            ("see example.net", ".NET", None),
            ("ASP.NET", ".NET", Some(false)),
        ] {
            let start = text
                .to_lowercase()
                .find(&name.to_lowercase())
                .expect("the name");
            let place = start..start + name.len();
            assert_eq!(is_doubtful(text, &place, name), expected, "{text}");
        }
    }
}
