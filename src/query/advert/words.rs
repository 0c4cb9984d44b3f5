//! The names of a ladder in a plain text: whole words, in any case, the longest first.

use std::{collections::HashMap, ops::Range};

use smol_str::SmolStr;

use crate::{
    model::{EntryIndex, Ladder, fold},
    order::Order as _,
};

/// Names of tools that are also English words: they count only where they are spelled like a name.
const ENGLISH: [&str; 26] = [
    "beam", "chef", "dart", "dash", "express", "feast", "flask", "go", "hive", "julia", "pig",
    "prefect", "puppet", "ray", "react", "ruby", "rust", "scout", "spark", "spring", "storm",
    "swift", "triton", "unity", "vault", "vision",
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
        let candidates = names.get(&fold(&text[word.clone()]));
        let matching = candidates.into_iter().flatten();
        let mut matching = matching.filter_map(|name| {
            let place = word.start..end_of(text, word.clone(), name)?;
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
        for text in ladder.names_of(entry) {
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

/// Where a name ends whose first word stands here; `None` where its other words do not follow.
fn end_of(text: &str, first: Range<usize>, name: &Name) -> Option<usize> {
    let mut end = first.end;
    for expected in &name.words[1..] {
        let word = next_word(text, end)?;
        let between = &text[end..word.start];
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
    let (before, after) = (&text[..place.start], &text[place.end..]);
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
    let is_short = name.chars().count() <= SHORT;
    let is_english = ENGLISH.contains(&fold(name).as_str());
    if !is_short && !is_english {
        return Some(false);
    }
    // R&D, C-level and go-to are other words.
    let joins = |character: char| matches!(character, '-' | '_' | '&' | '.' | '\'' | '’');
    let follows = |text: &str| text.chars().nth(1).is_some_and(char::is_alphanumeric);
    if after.starts_with(joins) && follows(after) || before.ends_with(joins) {
        return None;
    }
    if spelled != name {
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
        || ["or ", "and "].iter().any(|word| next.starts_with(word));
    Some(!is_named || starts_sentence && !is_listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_and_an_english_word_count_only_where_they_are_names() {
        for (text, name, expected) in [
            ("we use R, Go", "R", Some(false)),
            ("we use r", "R", Some(true)),
            ("in R&D", "R", None),
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
