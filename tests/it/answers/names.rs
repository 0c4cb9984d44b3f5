//! The names of drawn entries.

use std::fmt::Write as _;

/// How entries are called: an id is `zq`, a letter for its kind, and two digits.
#[derive(Clone, Copy, PartialEq)]
pub struct Names {
    /// Whether the digits are others, and but for roles in another order: among equal routes, ids decide.
    pub are_others: bool,
}

impl Names {
    /// How many entries of a kind can have a name.
    pub const MOST: usize = 64;

    pub fn id(self, kind: char, number: usize) -> String {
        assert!(number < Self::MOST);
        let number = if self.are_others {
            Self::other(kind, number)
        } else {
            number
        };
        format!("zq{kind}{number:02}")
    }

    /// A text with the usual names in the place of the others.
    pub fn usual(text: &str) -> String {
        let mut parts = text.split('q');
        let mut written = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let digits = part.get(1..3).filter(|_| written.ends_with(['z', 'Z']));
            let other = digits.and_then(|digits| digits.parse::<usize>().ok());
            let kind = part.chars().next().unwrap_or_default();
            let mut usual = 0..Self::MOST;
            let usual = usual.find(|usual| Some(Self::other(kind, *usual)) == other);
            written.push('q');
            match usual {
                Some(usual) => {
                    written.push_str(&part[..1]);
                    write!(written, "{usual:02}").expect("a text grows");
                    written.push_str(&part[3..]);
                }
                None => written.push_str(part),
            }
        }
        written
    }

    fn other(kind: char, number: usize) -> usize {
        match kind {
            'r' => number + 31,
            _ => (number * 37 + 11) % Self::MOST,
        }
    }
}
