//! Whatever document is written, as YAML or as JSON, is read back as it was, and fits its schema.

#![cfg(test)]

use proptest::prelude::*;
use serde_json::Value;
use smol_str::{SmolStr, format_smolstr};

use crate::{
    check,
    diagnostic::Diagnostics,
    text::Text,
    vocabulary::{Degree, Word},
};

use super::{
    AlternativeDegreeEntry, AlternativeEntry, AlternativesEntry, DocumentKind, Entries, Field,
    Items, LadderDocument, List, Loaded, ProfileDocument,
    codec::{Codec, Key, Presence},
    types::{Amount, DegreeName, Id, Title, Whole, Years},
};

/// A row of chances, from which everything about a document is drawn.
#[derive(Debug)]
pub struct Chance {
    numbers: Vec<u64>,
    texts: Vec<String>,
    drawn: usize,
    /// How many items or entries the value that is drawn now needs.
    least: usize,
}

impl Chance {
    /// A whole number from 0 to a greatest one.
    pub fn whole(&mut self, most: u64) -> u64 {
        self.drawn += 1;
        let number = self.numbers[self.drawn % self.numbers.len()];
        number.rotate_left(u32::try_from(self.drawn % 64).expect("a small number")) % (most + 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        let number = self.whole(limit as u64 - 1);
        usize::try_from(number).expect("it is below the limit")
    }

    /// A number with few digits between two others.
    pub fn number(&mut self, least: f64, most: f64) -> f64 {
        let part = u32::try_from(self.whole(1000)).expect("a small number");
        least + (most - least) * f64::from(part) / 1000.0
    }

    /// A text that keeps to a schema: one of its words, one of its examples, or any text at all.
    pub fn text(&mut self, schema: &Value) -> SmolStr {
        let known = schema.get("enum").or_else(|| schema.get("examples"));
        if let Some(known) = known.and_then(Value::as_array) {
            let word = &known[self.below(known.len())];
            return word
                .as_str()
                .map_or_else(|| word.to_string(), str::to_owned)
                .into();
        }
        let position = self.below(self.texts.len());
        let text = &self.texts[position];
        let is_seen = text.contains(char::is_alphanumeric) || schema.get("pattern").is_none();
        SmolStr::new(if is_seen { text } else { "text" })
    }

    pub fn field<T: Codec>(&mut self, key: Option<&Key>) -> Field<T> {
        let key = key.expect("each field has a key");
        if key.presence == Presence::Optional && self.below(3) == 0 {
            return Field::Absent;
        }
        let more = (key.schema.more)();
        let least = more.get("minItems").or_else(|| more.get("minProperties"));
        self.least = usize::from(least.is_some());
        Field::Valid(T::draw(self))
    }

    /// A few items, none twice.
    pub fn items<T: Codec>(&mut self) -> Items<T> {
        let mut items: Vec<(Value, Field<T>)> = Vec::new();
        for _ in 0..self.count() {
            let item = T::draw(self);
            let written = serde_json::from_str(&item.encode().to_json()).expect("JSON");
            if items.iter().all(|(other, _)| *other != written) {
                items.push((written, Field::Valid(item)));
            }
        }
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// A few entries, each under a name of its own.
    pub fn entries<K: Codec + std::ops::Deref<Target = SmolStr>, T: Codec>(
        &mut self,
    ) -> Entries<K, T> {
        let mut entries: Vec<(K, Field<T>)> = Vec::new();
        for _ in 0..self.count() {
            let name = K::draw(self);
            if entries.iter().all(|(other, _)| **other != *name) {
                entries.push((name, Field::Valid(T::draw(self))));
            }
        }
        Entries(entries)
    }

    fn count(&mut self) -> usize {
        let least = std::mem::take(&mut self.least);
        least + self.below(4)
    }
}

fn chance() -> impl Strategy<Value = Chance> {
    let numbers = prop::collection::vec(any::<u64>(), 20..400);
    let text = prop_oneof![
        any::<String>(),
        "[ -~\n]{0,30}",
        "(?s).{0,12}",
        "[\u{a0}\u{3000}\u{2028}\ta\n ]{0,8}",
        "[-?:#&*!|>'\"%@`{}\\[\\], a1\n\t]{0,8}",
        "[~0-9.+eExob_:-]{1,6}|[nN]ull|yes|off|true|<<|---|[.]inf",
    ];
    let texts = prop::collection::vec(text, 1..20);
    (numbers, texts).prop_map(|(numbers, texts)| Chance {
        numbers,
        texts,
        drawn: 0,
        least: 0,
    })
}

fn fits(value: &Value, kind: DocumentKind) {
    let schema = serde_json::from_str(super::schema(kind)).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a sound schema");
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{value:#}");
}

/// A document as YAML and as JSON, both read again.
fn read_back<T: Codec>(
    document: &T,
    kind: DocumentKind,
    read: fn(&Text) -> Result<Loaded<T>, Diagnostics>,
) -> [T; 2] {
    let yaml = document.encode();
    let json = yaml.to_json();
    fits(&serde_json::from_str(&json).expect("JSON"), kind);
    [yaml.to_string(), json].map(|text| {
        let text = Text::new("written", text);
        let loaded = read(&text).unwrap_or_else(|error| panic!("{error:?}\n{}", text.content()));
        let found = loaded.diagnostics.as_slice();
        assert!(found.is_empty(), "{found:?}\n{}", text.content());
        loaded.document
    })
}

/// Makes each alternative one of one kind, and each group one of at least two: that is not declared.
fn alternatives(groups: &mut List<AlternativesEntry>, chance: &mut Chance) {
    let Field::Valid(groups) = groups else {
        return;
    };
    for group in groups {
        let Field::Valid(group) = group else {
            continue;
        };
        let of = (0..2 + chance.below(3)).map(|number| {
            let mut member = AlternativeEntry::default();
            match chance.below(4) {
                0 => {
                    let years = Years::parse(&number.to_string()).expect("years");
                    member.years = Field::Valid(years);
                }
                1 => member.certification = Field::Valid(Id(format_smolstr!("c{number}"))),
                2 => {
                    member.education = Field::Valid(AlternativeDegreeEntry {
                        degree: Field::Valid(DegreeName(Degree::NAMES[number].into())),
                        ..AlternativeDegreeEntry::default()
                    });
                }
                _ => {
                    member.skill = Field::Valid(Id(format_smolstr!("s{number}")));
                    member.level = Field::Valid(Codec::draw(chance));
                }
            }
            Field::Valid(member)
        });
        group.of = Field::Valid(of.collect());
        group.need = group.need.map(|need| Whole(need.0.max(1)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_ladder_reads_back_as_it_was_written(mut chance in chance()) {
        let mut written = LadderDocument::draw(&mut chance);
        if let Field::Valid(Entries(roles)) = &mut written.roles {
            for (_, role) in roles {
                let Field::Valid(role) = role else {
                    continue;
                };
                alternatives(&mut role.any_of, &mut chance);
                if let Field::Valid(recommended) = &mut role.recommended {
                    alternatives(&mut recommended.any_of, &mut chance);
                }
                if let Field::Valid(entries) = &mut role.pay {
                    for entry in &mut entries.0 {
                        // That one of several keys is required is not declared.
                        if let Field::Valid(pay) = entry {
                            pay.mid = Field::Valid(Amount(chance.number(0.0, 1e13)));
                        }
                    }
                }
            }
        }
        for read in read_back(&written, DocumentKind::Ladder, super::ladder) {
            prop_assert_eq!(&read, &written, "{}", written.encode());
        }
    }

    #[test]
    fn a_profile_reads_back_as_it_was_written(mut chance in chance()) {
        let mut written = ProfileDocument::draw(&mut chance);
        written.name = Field::Valid(Title(SmolStr::new("Robin")));
        for read in read_back(&written, DocumentKind::Profile, super::profile) {
            prop_assert_eq!(&read, &written, "{}", written.encode());
        }
    }
}

/// A ladder with references that lead somewhere.
#[test]
fn the_embedded_ladder_is_the_same_when_it_is_written_again() {
    let text = Text::new("embedded", crate::embedded::TEXT);
    let loaded = super::ladder(&text).expect("a ladder");
    let ladder = check::ladder(&loaded.document, Diagnostics::default()).expect("a sound ladder");
    for read in read_back(&loaded.document, DocumentKind::Ladder, super::ladder) {
        assert_eq!(read, loaded.document);
        let checked = check::ladder(&read, Diagnostics::default()).expect("a sound ladder");
        assert_eq!(format!("{checked:?}"), format!("{ladder:?}"));
    }
}
