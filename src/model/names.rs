//! The names of entries, ids, titles, codes and aliases, and the search by them in any case.

use std::{collections::HashMap, sync::OnceLock};

use smol_str::{SmolStr, StrExt};

use crate::order::Order as _;
use crate::vocabulary::EntryKind;

use super::{CertificationIndex, Ladder, RoleIndex, SkillIndex, composed, fields::AskedFields};

/// Indexes from lower-case names to entries, each built on first use.
#[derive(Debug, Default)]
pub struct Names {
    role_ids: OnceLock<HashMap<SmolStr, RoleIndex>>,
    role_titles: OnceLock<HashMap<SmolStr, Vec<RoleIndex>>>,
    skills: OnceLock<HashMap<SmolStr, SkillIndex>>,
    certifications: OnceLock<HashMap<SmolStr, CertificationIndex>>,
    /// The fields of study that are accepted.
    pub(super) fields: OnceLock<AskedFields>,
}

/// The title of an entry that has only an id: its words, the first one with a capital letter.
pub fn titled(id: &str) -> SmolStr {
    capitalized(id.replace(['-', '_'], " "))
}

/// A text with a capital letter at its beginning.
pub fn capitalized(mut text: String) -> SmolStr {
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text.into()
}

/// An entry of a ladder that can be shown on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryIndex {
    /// A role.
    Role(RoleIndex),
    /// A skill.
    Skill(SkillIndex),
    /// A certification.
    Certification(CertificationIndex),
}

impl EntryIndex {
    /// What it is.
    pub fn kind(self) -> EntryKind {
        match self {
            Self::Role(_) => EntryKind::Role,
            Self::Skill(_) => EntryKind::Skill,
            Self::Certification(_) => EntryKind::Certification,
        }
    }
}

/// How the words of a search stand in a name; the best match is the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    Whole,
    Beginning,
    /// Each word begins a word of the name.
    Words,
    Part,
}

impl Ladder {
    /// The entries with a name that contains all words, each with that name, the best match first.
    ///
    /// A whole name comes before the beginning of one, that before the beginnings of words, those
    /// before any part; among equals ids come first, then titles, then roles before skills before
    /// certifications, then the file's order.
    pub fn find(&self, words: &str) -> Vec<(EntryIndex, &SmolStr)> {
        let asked = fold(words);
        let found = self.entries().filter_map(|entry| {
            let names = self.names_of(entry).enumerate();
            let matches = names.filter_map(|(position, name)| {
                Some((matched(&asked, &fold(name))?, position.min(2), name))
            });
            let (kind, position, name) =
                matches.min_by_key(|(kind, position, _)| (*kind, *position))?;
            Some(((kind, position), (entry, name)))
        });
        let mut found: Vec<_> = found.collect();
        found.order_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// Every role, skill and certification, in the file's order.
    pub fn entries(&self) -> impl Iterator<Item = EntryIndex> {
        let skills = (0..self.skills.len()).map(SkillIndex);
        let certifications = (0..self.certifications.len()).map(CertificationIndex);
        let roles = self.roles().map(EntryIndex::Role);
        let others = skills.map(EntryIndex::Skill);
        roles
            .chain(others)
            .chain(certifications.map(EntryIndex::Certification))
    }

    /// The names of an entry: its id, its title, then the others.
    pub fn names_of(&self, entry: EntryIndex) -> impl Iterator<Item = &SmolStr> {
        let (id, title, code, aliases) = match entry {
            EntryIndex::Role(role) => {
                let entry = &self[role];
                (&entry.id, &entry.title, None, &entry.aliases)
            }
            EntryIndex::Skill(skill) => {
                let entry = &self[skill];
                (&entry.id, &entry.title, None, &entry.aliases)
            }
            EntryIndex::Certification(certification) => {
                let entry = &self[certification];
                let code = entry.code.as_ref();
                (&entry.id, &entry.title, code, &entry.aliases)
            }
        };
        [id, title].into_iter().chain(code).chain(aliases)
    }

    /// Finds a skill by its id, title or alias, in any case.
    pub fn skill(&self, name: &str) -> Option<SkillIndex> {
        if self.skills.len() <= FEW {
            return find_named(self.named_skills(), name);
        }
        self.skill_names().get(&fold(name)).copied()
    }

    /// Finds a certification by its id, title, code or alias, in any case.
    pub fn certification(&self, name: &str) -> Option<CertificationIndex> {
        if self.certifications.len() <= FEW {
            return find_named(self.named_certifications(), name);
        }
        self.certification_names().get(&fold(name)).copied()
    }

    /// Finds a role by its id, in any case; else all roles with this title or alias.
    pub fn roles_named(&self, name: &str) -> Vec<RoleIndex> {
        let name = fold(name);
        let ids = || name_index(self.roles().map(|role| (&self[role].id, role)));
        match self.names.role_ids.get_or_init(ids).get(&name) {
            Some(role) => vec![*role],
            None => self.role_titles().get(&name).cloned().unwrap_or_default(),
        }
    }

    fn role_titles(&self) -> &HashMap<SmolStr, Vec<RoleIndex>> {
        self.names.role_titles.get_or_init(|| {
            let mut names: HashMap<SmolStr, Vec<RoleIndex>> = HashMap::new();
            for role in self.roles() {
                for name in self.names_of(EntryIndex::Role(role)).skip(1) {
                    let named = names.entry(fold(name)).or_default();
                    if named.last() != Some(&role) {
                        named.push(role);
                    }
                }
            }
            names
        })
    }

    /// The index from lower-case names to skills.
    pub fn skill_names(&self) -> &HashMap<SmolStr, SkillIndex> {
        let names = &self.names.skills;
        names.get_or_init(|| name_index(self.named_skills()))
    }

    /// The index from lower-case names to certifications.
    pub fn certification_names(&self) -> &HashMap<SmolStr, CertificationIndex> {
        let names = &self.names.certifications;
        names.get_or_init(|| name_index(self.named_certifications()))
    }

    /// The names of skills by precedence: ids, titles, aliases; among equals in the file's order.
    fn named_skills(&self) -> impl Iterator<Item = (&SmolStr, SkillIndex)> {
        let skills = || self.skills.iter().zip((0..).map(SkillIndex));
        let ids = skills().map(|(skill, index)| (&skill.id, index));
        let titles = skills().map(|(skill, index)| (&skill.title, index));
        let aliases = skills()
            .flat_map(|(skill, index)| skill.aliases.iter().map(move |alias| (alias, index)));
        ids.chain(titles).chain(aliases)
    }

    /// The names of certifications by precedence: ids, titles, codes, aliases; then in the file's order.
    fn named_certifications(&self) -> impl Iterator<Item = (&SmolStr, CertificationIndex)> {
        let entries = || {
            self.certifications
                .iter()
                .zip((0..).map(CertificationIndex))
        };
        let ids = entries().map(|(entry, index)| (&entry.id, index));
        let titles = entries().map(|(entry, index)| (&entry.title, index));
        let codes = entries().filter_map(|(entry, index)| Some((entry.code.as_ref()?, index)));
        let aliases = entries()
            .flat_map(|(entry, index)| entry.aliases.iter().map(move |alias| (alias, index)));
        ids.chain(titles).chain(codes).chain(aliases)
    }
}

/// How a name contains the words of a search, both in lower case; `None` where it lacks one.
fn matched(asked: &str, name: &str) -> Option<Match> {
    let mut words = asked.split_whitespace().peekable();
    words.peek()?;
    let begins = |word: &str| {
        let mut places = name.match_indices(word);
        places.any(|(at, _)| !name[..at].ends_with(char::is_alphanumeric))
    };
    if !words.clone().all(|word| name.contains(word)) {
        return None;
    }
    Some(match () {
        () if name == asked => Match::Whole,
        () if name.starts_with(asked) => Match::Beginning,
        () if words.all(begins) => Match::Words,
        () => Match::Part,
    })
}

/// Up to this many entries a linear search is faster than building an index.
const FEW: usize = 24;

fn find_named<'a, I>(mut names: impl Iterator<Item = (&'a SmolStr, I)>, name: &str) -> Option<I> {
    let name = fold(name);
    let found = names.find(|(known, _)| {
        let known = known.trim();
        known.eq_ignore_ascii_case(&name) || !is_plain(known) && fold(known) == name
    });
    found.map(|(_, entry)| entry)
}

fn name_index<'a, I>(names: impl Iterator<Item = (&'a SmolStr, I)>) -> HashMap<SmolStr, I> {
    let mut index = HashMap::with_capacity(names.size_hint().0);
    for (name, entry) in names {
        index.entry(fold(name)).or_insert(entry);
    }
    index
}

/// The form in which names are compared: in lower case, with composed letters, single spaces and one kind of dash.
pub fn fold(name: &str) -> SmolStr {
    let name = name.trim();
    if is_plain(name) {
        return name.to_ascii_lowercase_smolstr();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let dash = |character| {
        let is_dash = matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}');
        if is_dash { '-' } else { character }
    };
    let folded: String = words.join(" ").chars().map(dash).collect();
    composed(&folded.to_lowercase()).into()
}

/// Whether only the case of a name can differ from that of its folded form.
fn is_plain(name: &str) -> bool {
    let mut before = 0;
    name.bytes().all(|byte| {
        let before = std::mem::replace(&mut before, byte);
        byte.is_ascii_graphic() || byte == b' ' && before != b' '
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn names_are_compared_without_case_kinds_of_dashes_and_of_spaces() {
        assert_eq!(
            fold(" Learning \u{2013}\u{a0}Specialty"),
            "learning - specialty"
        );
        assert_eq!(fold("Two  Spaces"), "two spaces");
        assert_eq!(fold("Two\tWords"), "two words");
        assert_ne!(fold("two-words"), fold("two words"));
    }

    #[test]
    fn a_letter_and_its_accent_are_one_however_they_are_stored() {
        assert_eq!(fold("Cafe\u{301}"), fold("CAF\u{c9}"));
        assert_eq!(fold("\u{212b}"), "\u{e5}");
        for character in '\u{a0}'..=char::MAX {
            let stored = character.to_string();
            let taken_apart: String = stored.nfd().collect();
            assert_eq!(fold(&stored), fold(&taken_apart), "{character:?}");
        }
    }

    #[test]
    fn a_few_names_and_many_are_compared_in_the_same_way() {
        for (known, name) in [
            ("Deep\u{2013}Learning", "deep-learning"),
            ("Cafe\u{301}", "caf\u{e9}"),
            ("Caf\u{e9}", "cafe\u{301}"),
            ("Two  words", "two words"),
            ("two words", " Two  words"),
        ] {
            let known = SmolStr::from(known);
            assert_eq!(
                find_named([(&known, 0)].into_iter(), name),
                Some(0),
                "{name}"
            );
            assert!(name_index([(&known, 0)].into_iter()).contains_key(&fold(name)));
        }
    }

    #[test]
    fn a_name_is_matched_by_parts_of_it_the_best_first() {
        let name = "senior machine-learning engineer";
        for (asked, expected) in [
            (name, Some(Match::Whole)),
            ("senior mach", Some(Match::Beginning)),
            ("learning senior", Some(Match::Words)),
            ("eng mac", Some(Match::Words)),
            ("gineer", Some(Match::Part)),
            ("senior gineer", Some(Match::Part)),
            ("senior nurse", None),
            ("", None),
            (" ", None),
        ] {
            assert_eq!(matched(asked, name), expected, "{asked}");
        }
    }
}
