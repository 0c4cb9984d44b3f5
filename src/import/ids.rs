//! Ids for what has only a title.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization as _;

use crate::load::types::Id;

/// Gives ids, each once.
#[derive(Debug, Default)]
pub struct Ids {
    given: HashSet<SmolStr>,
    /// How often each nearest id was asked for.
    asked: HashMap<String, usize>,
}

impl Ids {
    /// Keeps an id for what has one of its own; whether it was free.
    pub fn keep(&mut self, id: &str) -> bool {
        self.given.insert(id.into())
    }

    /// The id nearest to a title that is not given yet; `what` begins that of a title without Latin letters.
    pub fn give(&mut self, title: &str, what: &str) -> Id {
        let nearest = nearest(title).unwrap_or_else(|| what.to_owned());
        let asked = self.asked.entry(nearest.clone()).or_default();
        loop {
            *asked += 1;
            let ending = match *asked {
                1 => String::new(),
                number => format!("-{number}"),
            };
            let kept = nearest.len().min(Id::LENGTH - ending.len());
            let id: SmolStr = format!("{}{ending}", nearest[..kept].trim_end_matches('-')).into();
            if self.given.insert(id.clone()) {
                return Id(id);
            }
        }
    }
}

/// The id nearest to a title: without accents, and as many of its words as an id has room for.
fn nearest(title: &str) -> Option<String> {
    let title = title.replace('+', " plus ").replace('#', " sharp ");
    let is_accent = |letter: &char| matches!(letter, '\u{300}'..='\u{36f}' | '\'' | '’');
    let title: String = title.nfd().filter(|letter| !is_accent(letter)).collect();
    let title = title
        .replace('ß', "ss")
        .replace(['ø', 'Ø'], "o")
        .replace(['ł', 'Ł'], "l");
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.');
    let words = words.map(|word| word.trim_matches('.').to_lowercase());
    let mut id = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let separator = if id.is_empty() { "" } else { "-" };
        if id.len() + separator.len() + word.len() > Id::LENGTH {
            break;
        }
        id.extend([separator, &word]);
    }
    Id::nearest(&id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_ids_each_once() {
        let mut ids = Ids::default();
        for (title, id) in [
            ("Senior Engineer (L4)", "senior-engineer-l4"),
            ("Développeur", "developpeur"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("C", "c"),
            ("c", "c-2"),
            (".NET", "net"),
            ("Node.js", "node.js"),
            ("User's needs", "users-needs"),
            ("機械学習", "skill"),
            ("日本", "skill-2"),
        ] {
            assert_eq!(ids.give(title, "skill").0, id);
        }
        let long = ids.give(&"word ".repeat(30), "skill");
        assert_eq!(long.0.len(), 64);
        let second = ids.give(&"word ".repeat(30), "skill");
        assert!(second.0.ends_with("-wo-2"), "{}", second.0);
    }
}
