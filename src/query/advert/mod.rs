//! A person against the words of a job advertisement.

mod words;
mod years;

use std::ops::Range;

use serde::Serialize;
use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{EntryIndex, Ladder, RoleIndex, Source, composed},
    vocabulary::{EntryKind, Status},
};

use super::{
    answer::{Header, Named, Number},
    answer_builder::AnswerBuilder,
    assess::{assess, held_certification},
    gap::{Gap, Have, Need},
    person_state::PersonState,
};

use words::{Mention, mentions};

/// What a job advertisement names, and what the person has of it.
#[derive(Debug, PartialEq, Serialize)]
pub struct AdvertAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role that was named besides the advertisement.
    pub role: Option<Named>,
    /// The skills and certifications that it names: missing ones first, each in the order of the text.
    pub asked: Vec<AdvertEntry>,
    /// Words that are a name on the ladder, but may be another word.
    pub doubtful: Vec<AdvertEntry>,
    /// The numbers of years that it names.
    pub years: Vec<AdvertYears>,
    /// The person's years of experience; `null` where they are unknown.
    pub experience: Option<Number>,
    /// What the role requires and the advertisement does not name.
    pub not_named: Vec<Gap>,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

/// A skill or a certification that an advertisement names.
#[derive(Debug, PartialEq, Serialize)]
pub struct AdvertEntry {
    /// What it is.
    pub kind: EntryKind,
    /// The id and the title.
    #[serde(flatten)]
    pub named: Named,
    /// How often it is named.
    pub count: usize,
    /// Where it is named first.
    #[serde(flatten)]
    pub quote: Quote,
    /// What the person has of it.
    pub have: Option<Have>,
    /// The day on which the person's own certification expired.
    pub expired: Option<SmolStr>,
    /// What the role requires of it; `null` without a role, or where the role does not ask for it.
    pub need: Option<Need>,
    /// Whether the person has it: where the role asks for a level, that level; `null` without a person.
    pub status: Option<Status>,
}

/// Words of an advertisement.
#[derive(Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The words.
    pub words: SmolStr,
    /// The line on which they stand, from 1.
    pub line: usize,
    /// The sentence.
    pub sentence: SmolStr,
}

/// A number of years in an advertisement.
#[derive(Debug, PartialEq, Serialize)]
pub struct AdvertYears {
    /// The least; `null` where the sentence speaks of years of experience in words that are not understood.
    pub min: Option<Number>,
    /// The most; `null` where it says only the least.
    pub max: Option<Number>,
    /// Whether the sentence speaks of experience.
    pub is_experience: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub quote: Quote,
}

impl AdvertAnswer {
    /// Whether something that it names is missing.
    pub fn any_open(&self) -> bool {
        let mut asked = self.asked.iter();
        asked.any(|entry| entry.status.is_some_and(Status::is_open))
    }
}

/// Answers what an advertisement names, and what a person has of it; with a role, also what that requires.
pub fn advert(
    ladder: &Ladder,
    state: &PersonState,
    text: &str,
    role: Option<RoleIndex>,
) -> AdvertAnswer {
    let text = &*composed(text);
    let mut builder = AnswerBuilder::new(ladder);
    let requirements = role.map(|role| ladder.requirements(role));
    let mut gaps = requirements.map_or_else(Vec::new, |requirements| {
        assess(&mut builder, state, &requirements.required)
    });
    let lines = Lines::new(text);
    let (mut asked, mut doubtful): (Vec<FirstMention>, Vec<FirstMention>) =
        (Vec::new(), Vec::new());
    for mention in mentions(ladder, text) {
        let known = if mention.is_doubtful {
            &mut doubtful
        } else {
            &mut asked
        };
        match known
            .iter_mut()
            .find(|(first, _)| first.entry == mention.entry)
        {
            Some((_, count)) => *count += 1,
            None => known.push((mention, 1)),
        }
    }
    let is_asked = |mention: &Mention| asked.iter().any(|(first, _)| first.entry == mention.entry);
    doubtful.retain(|(mention, _)| !is_asked(mention));
    let entries = |mentions: Vec<FirstMention>| -> Vec<AdvertEntry> {
        let mentions = mentions.into_iter();
        let entries = mentions.map(|(mention, count)| {
            let quote = lines.quote(mention.place);
            entry(&builder, state, &gaps, mention.entry, count, quote)
        });
        entries.collect()
    };
    let (mut asked, doubtful) = (entries(asked), entries(doubtful));
    asked.sort_by_key(|entry| match entry.status {
        Some(Status::Missing) | None => 0,
        Some(Status::Partial) => 1,
        Some(Status::Met | Status::NotApplicable) => 2,
    });
    gaps.retain(|gap| {
        let mut ids = gap.id.split('|');
        let is_named = |id: &str| asked.iter().any(|entry| entry.named.id == id);
        matches!(gap.need, Need::Skill(_) | Need::Certification { .. }) && !ids.any(is_named)
    });
    AdvertAnswer {
        header: builder.header(state),
        role: role.map(|role| builder.role_name(role)),
        asked,
        doubtful,
        years: years::years(text)
            .into_iter()
            .map(|years| {
                let quote = lines.quote(years.place);
                AdvertYears {
                    min: years.min.map(Number::years),
                    max: years.max.map(Number::years),
                    is_experience: quote.sentence.to_lowercase().contains("experience"),
                    quote,
                }
            })
            .collect(),
        experience: state.years.filter(|_| state.known).map(Number::years),
        not_named: gaps,
        sources: builder.sources(),
    }
}

/// The first mention of an entry, and how many there are.
type FirstMention = (Mention, usize);

fn entry(
    builder: &AnswerBuilder,
    state: &PersonState,
    gaps: &[Gap],
    entry: EntryIndex,
    count: usize,
    quote: Quote,
) -> AdvertEntry {
    let (named, have) = match entry {
        EntryIndex::Skill(skill) => {
            let level = state.skills.get(&skill);
            let have = level.map(|level| Have::Skill(builder.level(skill, *level)));
            (builder.skill_name(skill), have)
        }
        EntryIndex::Certification(certification) => {
            let have = state.holds(certification).then(|| Have::Certification {
                certifications: vec![held_certification(builder, state, certification)],
            });
            (builder.certification_name(certification), have)
        }
        EntryIndex::Role(role) => (builder.role_name(role), None),
    };
    let expired = match entry {
        EntryIndex::Certification(certification) => state.expired(certification),
        EntryIndex::Skill(_) | EntryIndex::Role(_) => None,
    };
    let mut gaps = gaps.iter();
    let gap = gaps.find(|gap| gap.id.split('|').any(|id| id == named.id));
    let own = if have.is_some() {
        Status::Met
    } else {
        Status::Missing
    };
    let status = match (entry, gap) {
        (EntryIndex::Skill(_), Some(gap)) => gap.status,
        _ => own,
    };
    AdvertEntry {
        kind: entry.kind(),
        named,
        count,
        quote,
        have,
        expired: expired.map(|day| day.to_smolstr()),
        need: gap.map(|gap| gap.need.clone()),
        status: state.known.then_some(status),
    }
}

/// A text by its lines.
struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
}

/// The most characters of a quoted sentence.
const QUOTED: usize = 160;

/// In bytes: how far from a word the text says what it means.
const NEAR: usize = 1000;

/// The text near a place, before it and after it.
fn near<'t>(text: &'t str, place: &Range<usize>) -> [&'t str; 2] {
    let first = text.ceil_char_boundary(place.start.saturating_sub(NEAR));
    let last = text.floor_char_boundary(text.len().min(place.end + NEAR));
    [&text[first..place.start], &text[place.end..last]]
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The words at a place, with their sentence, which ends with its line at the latest.
    fn quote(&self, place: Range<usize>) -> Quote {
        let line = self.starts.partition_point(|start| *start <= place.start);
        let [before, after] = near(self.text, &place);
        let start = self.starts[line - 1].max(place.start - before.len());
        let before = &self.text[start..place.start];
        let ends = [". ", "! ", "? "];
        let begin = ends.iter().filter_map(|end| before.rfind(end)).max();
        let begin = start + begin.map_or(0, |at| at + 2);
        let after = &after[..after.find('\n').unwrap_or(after.len())];
        let end = ends.iter().filter_map(|end| after.find(end)).min();
        let end = place.end + end.map_or(after.len(), |at| at + 1);
        let sentence = self.text[begin..end]
            .trim()
            .trim_start_matches(['-', '*', '•', ' ']);
        let cut = sentence.char_indices().nth(QUOTED).map(|(at, _)| at);
        Quote {
            words: self.text[place]
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .into(),
            line,
            sentence: match cut {
                Some(at) => format!("{}…", &sentence[..at]).into(),
                None => sentence.to_smolstr(),
            },
        }
    }
}
