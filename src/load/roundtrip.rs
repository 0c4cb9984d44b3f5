//! Whatever ladder is written, as YAML or as JSON, is read back as it was, and fits its schema.

#![cfg(test)]

use proptest::prelude::*;
use serde_json::Value;
use smol_str::SmolStr;

use crate::{
    check,
    text::Text,
    vocabulary::{Basis, Degree, MoveKind, Word},
};

use super::{
    CertificationEntry, ClaimEntry, DegreeEntry, DocumentKind, EducationEntry, Entries,
    ExperienceEntry, FeeEntry, Field, Figure, HeldEntry, LadderDocument, List, MarketEntry,
    MoveEntry, NeedEntry, PayEntry, ProfileDocument, RecommendedEntry, RequiredCertification,
    ResourceEntry, RoleEntry, SalaryEntry, SkillEntry, SourceEntry, StayEntry,
    types::{
        CurrencyCode, DateText, Id, LevelText, Share, Span, Validity, WeeklyHours, Whole, Years,
    },
};

const ENTRIES: usize = 4;
const LEVELS: [&str; 3] = ["low", "middle", "high"];

/// A row of chances, from which everything about a document is drawn.
#[derive(Debug)]
struct Chance {
    numbers: Vec<u32>,
    texts: Vec<String>,
    drawn: usize,
}

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.drawn += 1;
        let number = self.numbers[self.drawn % self.numbers.len()] as usize;
        (number ^ self.drawn) % limit
    }

    fn maybe<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Field<T> {
        match self.below(3) {
            0 => Field::Absent,
            _ => Field::Valid(draw(self)),
        }
    }

    /// Any text at all, in which something is to be seen.
    fn text<T: From<SmolStr>>(&mut self) -> T {
        let position = self.below(self.texts.len());
        let text = &self.texts[position];
        let text = if text.trim().is_empty() { "text" } else { text };
        SmolStr::new(text).into()
    }

    fn said<T: From<SmolStr>>(&mut self) -> Field<T> {
        self.maybe(Self::text)
    }

    fn must<T: From<SmolStr>>(&mut self) -> Field<T> {
        Field::Valid(self.text())
    }

    fn date(&mut self) -> Field<DateText> {
        self.maybe(|chance| {
            let year = 1900 + chance.below(1100);
            let month = 1 + chance.below(12);
            let day = 1 + chance.below(28);
            let date = match chance.below(3) {
                0 => format!("{year}"),
                1 => format!("{year}-{month:02}"),
                _ => format!("{year}-{month:02}-{day:02}"),
            };
            SmolStr::new(date).into()
        })
    }

    fn word<T: From<SmolStr>>(&mut self, words: &[&'static str]) -> T {
        SmolStr::new(words[self.below(words.len())]).into()
    }

    fn level(&mut self) -> LevelText {
        match self.below(2) {
            0 => self.word(&LEVELS),
            _ => self.word(&["1", "2", "3"]),
        }
    }

    /// A number with a fraction that is written in few digits.
    fn number(&mut self, most: usize) -> f64 {
        let quarters = u32::try_from(self.below(4 * most)).expect("a small number");
        f64::from(quarters + 1) / 4.0
    }

    fn span(&mut self) -> Span {
        let min = self.number(50);
        let max = min
            + if self.below(2) == 0 {
                0.0
            } else {
                self.number(9)
            };
        Span { min, max }
    }

    fn figure<T>(&mut self, draw: impl FnOnce(&mut Self) -> T) -> Field<Figure<T>> {
        self.maybe(|chance| Figure {
            value: Field::Valid(draw(chance)),
            source: chance.reference("source", ENTRIES),
        })
    }

    fn currency(&mut self) -> Field<CurrencyCode> {
        self.maybe(|chance| chance.word(&["USD", "EUR"]))
    }

    fn whole(&mut self, least: u64) -> Whole {
        Whole(least + self.below(1_000_000) as u64)
    }

    /// The id of one of the entries before a position.
    fn reference(&mut self, what: &str, before: usize) -> Field<Id> {
        if before == 0 {
            return Field::Absent;
        }
        self.maybe(|chance| id(what, chance.below(before)))
    }

    /// A list of some of the entries before a position, each at most once.
    fn references(&mut self, what: &str, before: usize) -> List<Id> {
        self.maybe(|chance| {
            let chosen = (0..before).filter(|_| chance.below(2) == 0);
            let chosen: Vec<usize> = chosen.collect();
            chosen
                .into_iter()
                .map(|entry| Field::Valid(id(what, entry)))
                .collect()
        })
    }

    fn entries<K: From<SmolStr>, T>(
        &mut self,
        what: &str,
        mut draw: impl FnMut(&mut Self, usize) -> T,
    ) -> Field<Entries<K, T>> {
        let entries = (0..ENTRIES)
            .map(|position| (id::<K>(what, position), Field::Valid(draw(self, position))));
        Field::Valid(Entries(entries.collect()))
    }

    fn levels(&mut self) -> Field<Entries<Id, LevelText>> {
        self.maybe(|chance| {
            let skills: Vec<usize> = (0..ENTRIES).filter(|_| chance.below(2) == 0).collect();
            let levels = skills.into_iter();
            Entries(
                levels
                    .map(|skill| (id("skill", skill), Field::Valid(chance.level())))
                    .collect(),
            )
        })
    }

    fn items<T>(&mut self, mut draw: impl FnMut(&mut Self) -> T) -> List<T> {
        self.maybe(|chance| {
            let count = chance.below(3);
            (0..count).map(|_| Field::Valid(draw(chance))).collect()
        })
    }
}

fn id<T: From<SmolStr>>(what: &str, position: usize) -> T {
    SmolStr::new(format!("{what}-{position}")).into()
}

fn ladder(chance: &mut Chance) -> LadderDocument {
    LadderDocument {
        id: Field::Valid(id("ladder", 0)),
        title: chance.must(),
        about: chance.said(),
        market: Field::Valid(MarketEntry {
            region: chance.said(),
            currency: Field::Valid(chance.word(&["USD"])),
        }),
        proficiency: Field::Valid(
            LEVELS
                .iter()
                .map(|level| Field::Valid(SmolStr::new(level).into()))
                .collect(),
        ),
        tracks: chance.entries("track", |chance, _| chance.text()),
        sources: chance.entries("source", |chance, _| SourceEntry {
            publisher: chance.said(),
            title: chance.must(),
            url: chance.said(),
            as_of: chance.date(),
            licence: chance.said(),
            note: chance.said(),
        }),
        skills: chance.entries("skill", skill),
        certifications: chance.entries("certification", certification),
        roles: chance.entries("role", role),
    }
}

fn skill(chance: &mut Chance, position: usize) -> SkillEntry {
    SkillEntry {
        title: chance.must(),
        category: chance.said(),
        about: chance.said(),
        aliases: chance.items(Chance::text),
        proficiency: Field::Absent,
        needs: chance.maybe(|chance| {
            let alone = position
                .checked_sub(1)
                .map(|skill| NeedEntry::Skill(id("skill", skill)));
            let both = position.checked_sub(2).map(|skill| {
                let level = Field::Valid(chance.level());
                NeedEntry::Levels(Entries(vec![(id("skill", skill), level)]))
            });
            alone.into_iter().chain(both).map(Field::Valid).collect()
        }),
        levels: chance
            .maybe(|chance| Entries(vec![(chance.word(&LEVELS), Field::Valid(chance.text()))])),
        hours: chance.maybe(|chance| {
            let source = chance.reference("source", ENTRIES);
            let value = Field::Valid(chance.span());
            Entries(vec![(
                chance.word(&LEVELS),
                Field::Valid(Figure { value, source }),
            )])
        }),
        resources: chance.items(|chance| ResourceEntry {
            title: chance.must(),
            url: chance.said(),
            level: chance.maybe(Chance::level),
            hours: chance.figure(Chance::span),
            source: chance.reference("source", ENTRIES),
            note: chance.said(),
        }),
        source: chance.reference("source", ENTRIES),
    }
}

fn certification(chance: &mut Chance, position: usize) -> CertificationEntry {
    CertificationEntry {
        title: chance.must(),
        issuer: chance.said(),
        code: chance.said(),
        about: chance.said(),
        url: chance.said(),
        aliases: chance.items(Chance::text),
        valid_years: chance.figure(|chance| Validity(chance.number(99))),
        launched: chance.date(),
        retired: Field::Absent,
        replaced_by: chance.references("certification", position),
        fee: chance.maybe(|chance| FeeEntry {
            amount: Field::Valid(chance.whole(0)),
            currency: chance.currency(),
            source: chance.reference("source", ENTRIES),
        }),
        source: chance.reference("source", ENTRIES),
        note: chance.said(),
    }
}

fn role(chance: &mut Chance, position: usize) -> RoleEntry {
    RoleEntry {
        title: chance.must(),
        track: Field::Valid(id("track", chance.below(ENTRIES))),
        grade: Field::Valid(i64::try_from(chance.below(9)).expect("a small number") - 4),
        entry: chance.maybe(|chance| chance.below(2) == 0),
        extends: chance.reference("role", position),
        without: chance.references("certification", ENTRIES),
        about: chance.said(),
        years: chance.figure(|chance| Years(chance.number(99))),
        education: chance.maybe(education),
        skills: chance.levels(),
        certifications: required(chance),
        recommended: chance.maybe(|chance| RecommendedEntry {
            years: chance.figure(|chance| Years(chance.number(99))),
            education: chance.maybe(education),
            skills: chance.levels(),
            certifications: required(chance),
        }),
        responsibilities: chance.entries("duty", |chance, _| chance.text()),
        pay: chance.items(pay),
        next: chance.maybe(|chance| {
            let targets = position + 1..ENTRIES;
            targets
                .map(|target| Field::Valid(step(chance, target)))
                .collect()
        }),
        source: chance.reference("source", ENTRIES),
    }
}

fn education(chance: &mut Chance) -> EducationEntry {
    EducationEntry {
        degree: Field::Valid(chance.word(Degree::NAMES)),
        fields: chance.items(Chance::text),
        source: chance.reference("source", ENTRIES),
    }
}

fn required(chance: &mut Chance) -> List<RequiredCertification> {
    chance.maybe(|chance| {
        let group = vec![
            Field::Valid(id("certification", 1)),
            Field::Valid(id("certification", chance.below(2) + 2)),
        ];
        vec![
            Field::Valid(RequiredCertification::One(id("certification", 0))),
            Field::Valid(RequiredCertification::Group {
                one_of: Field::Valid(group),
            }),
        ]
    })
}

fn pay(chance: &mut Chance) -> PayEntry {
    PayEntry {
        low: chance.maybe(|chance| chance.whole(0)),
        mid: Field::Valid(chance.whole(1_000_000)),
        high: chance.maybe(|chance| chance.whole(2_000_000)),
        basis: Field::Valid(chance.word(Basis::NAMES)),
        currency: chance.currency(),
        region: chance.said(),
        range: chance.said(),
        sample: chance.maybe(|chance| chance.whole(0)),
        population: chance.said(),
        as_of: chance.date(),
        source: chance.reference("source", ENTRIES),
        note: chance.said(),
    }
}

fn step(chance: &mut Chance, target: usize) -> MoveEntry {
    MoveEntry {
        role: Field::Valid(id("role", target)),
        kind: chance.maybe(|chance| chance.word(MoveKind::NAMES)),
        after: chance.figure(Chance::span),
        gate: chance.said(),
        share: chance.figure(|chance| Share(chance.number(1))),
        source: chance.reference("source", ENTRIES),
        note: chance.said(),
    }
}

fn profile(chance: &mut Chance) -> ProfileDocument {
    ProfileDocument {
        name: chance.must(),
        ladder: chance.said(),
        role: chance.said(),
        since: chance.date(),
        experience: chance.maybe(|chance| match chance.date() {
            Field::Valid(since) => ExperienceEntry::Since {
                since: Field::Valid(since),
            },
            _ => ExperienceEntry::Years(Years(chance.number(99))),
        }),
        history: chance.items(|chance| StayEntry {
            role: chance.must(),
            from: Field::Valid(SmolStr::new("2020-01").into()),
            to: chance.date(),
        }),
        education: chance.items(|chance| DegreeEntry {
            degree: Field::Valid(chance.word(Degree::NAMES)),
            field: chance.said(),
            earned: chance.date(),
        }),
        skills: chance.entries("skill", |chance, _| ClaimEntry {
            level: Field::Valid(chance.level()),
            since: chance.date(),
            evidence: chance.items(Chance::text),
            note: chance.said(),
        }),
        certifications: chance.items(|chance| HeldEntry {
            id: chance.must(),
            earned: chance.date(),
            expires: chance.date(),
        }),
        pay: chance.maybe(|chance| SalaryEntry {
            amount: Field::Valid(chance.whole(0)),
            basis: Field::Valid(chance.word(Basis::NAMES)),
            currency: chance.currency(),
            region: chance.said(),
        }),
        hours_per_week: chance.maybe(|chance| WeeklyHours(chance.number(160))),
        goal: chance.said(),
        not_applicable: chance.entries("skill", |chance, _| chance.text()),
    }
}

/// A document as JSON, without the keys under which nothing is said.
fn json(document: &impl serde::Serialize) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(entries) => {
                entries.retain(|_, value| !value.is_null());
                entries.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => (),
        }
    }
    let mut value = serde_json::to_value(document).expect("a document is plain data");
    strip(&mut value);
    value
}

fn fits(value: &Value, kind: DocumentKind) {
    let schema = serde_json::to_value(super::schema(kind)).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
}

fn chance() -> impl Strategy<Value = Chance> {
    let numbers = prop::collection::vec(any::<u32>(), 20..400);
    let texts = prop::collection::vec(any::<String>(), 1..6);
    (numbers, texts).prop_map(|(numbers, texts)| Chance {
        numbers,
        texts,
        drawn: 0,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_ladder_reads_back_as_it_was_written(mut chance in chance()) {
        let written = ladder(&mut chance);
        let value = json(&written);
        fits(&value, DocumentKind::Ladder);
        let as_json = serde_json::to_string(&value).expect("JSON");
        let as_yaml = serde_yaml::to_string(&value).expect("YAML");
        for text in [as_json, as_yaml] {
            let text = Text::new("written", text);
            let read = super::ladder(&text).expect("a ladder");
            prop_assert!(read.diagnostics.is_empty(), "{:?}\n{}", read.diagnostics, text.content());
            prop_assert_eq!(&read.document, &written, "{}", text.content());
            let checked = check::ladder(&read.document, read.diagnostics);
            prop_assert!(checked.is_ok(), "{:?}", checked.err());
        }
    }

    #[test]
    fn a_profile_reads_back_as_it_was_written(mut chance in chance()) {
        let written = profile(&mut chance);
        let value = json(&written);
        fits(&value, DocumentKind::Profile);
        let as_json = serde_json::to_string(&value).expect("JSON");
        let as_yaml = serde_yaml::to_string(&value).expect("YAML");
        for text in [as_json, as_yaml] {
            let text = Text::new("written", text);
            let read = super::profile(&text).expect("a profile");
            prop_assert!(read.diagnostics.is_empty(), "{:?}\n{}", read.diagnostics, text.content());
            prop_assert_eq!(&read.document, &written, "{}", text.content());
        }
    }
}
