//! Reads a profile from a line of JSON without places, where it has nothing but the facts that most profiles have, each in its
//! shortest form.
//!
//! Whatever it does not read is not wrong: [`profile`](super::profile) reads every profile, and says what is wrong.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::de::{
    Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
    value::MapAccessDeserializer,
};

/// What a profile says, as it is written; no key occurs twice.
#[derive(Debug, Default)]
pub struct PlainProfile<'line> {
    /// What the person is called.
    pub name: Option<Cow<'line, str>>,
    /// The present role.
    pub role: Option<Cow<'line, str>>,
    /// In this role since.
    pub since: Option<Cow<'line, str>>,
    /// Experience in the field.
    pub experience: Option<PlainExperience<'line>>,
    /// The degrees.
    pub education: Vec<PlainDegree<'line>>,
    /// Skills, each with its level.
    pub skills: Vec<(Cow<'line, str>, PlainLevel<'line>)>,
    /// The certifications.
    pub certifications: Vec<Cow<'line, str>>,
    /// The role to reach.
    pub goal: Option<Cow<'line, str>>,
    /// For how many hours a week the person can study.
    pub hours_per_week: Option<f64>,
}

/// Experience in the field.
#[derive(Debug)]
pub enum PlainExperience<'line> {
    /// Since a day.
    Since(Cow<'line, str>),
    /// A number of years.
    Years(f64),
}

/// A level, by its name or by its rank.
#[derive(Debug)]
pub enum PlainLevel<'line> {
    /// Its name.
    Name(Cow<'line, str>),
    /// Its rank.
    Rank(u64),
}

/// A degree, and its field of study.
#[derive(Debug, Default)]
pub struct PlainDegree<'line> {
    /// The degree.
    pub degree: Cow<'line, str>,
    /// The field of study.
    pub field: Option<Cow<'line, str>>,
}

/// Reads a profile from a line; `None` where it says more than this, or anything is wrong with it.
pub fn plain_profile(line: &str) -> Option<PlainProfile<'_>> {
    serde_json::from_str(line).ok()
}

/// A text, which is borrowed where nothing in it is escaped.
struct Text<'line>(Cow<'line, str>);

impl<'line> Deserialize<'line> for Text<'line> {
    fn deserialize<D: Deserializer<'line>>(json: D) -> Result<Self, D::Error> {
        match json.deserialize_str(LevelVisitor)? {
            PlainLevel::Name(text) => Ok(Self(text)),
            PlainLevel::Rank(_) => Err(not_plain()),
        }
    }
}

/// The error where the complete reader is asked.
fn not_plain<E: Error>() -> E {
    E::custom("it is read by the complete reader")
}

/// Implements `Deserialize` by a visitor of any value.
macro_rules! visited {
    ($($type:ident $visitor:ident,)*) => {
        $(impl<'line> Deserialize<'line> for $type<'line> {
            fn deserialize<D: Deserializer<'line>>(json: D) -> Result<Self, D::Error> {
                json.deserialize_any($visitor)
            }
        })*
    };
}

visited! {
    PlainProfile ProfileVisitor,
    PlainExperience ExperienceVisitor,
    PlainLevel LevelVisitor,
    PlainDegree DegreeVisitor,
}

fn expecting(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("a plain fact")
}

/// Puts a value where none is yet.
fn put<'line, T, V: Deserialize<'line>, M: MapAccess<'line>>(
    place: &mut Option<T>,
    entries: &mut M,
    value: fn(V) -> T,
) -> Result<(), M::Error> {
    match place.replace(value(entries.next_value()?)) {
        Some(_) => Err(not_plain()),
        None => Ok(()),
    }
}

struct ProfileVisitor;

impl<'line> Visitor<'line> for ProfileVisitor {
    type Value = PlainProfile<'line>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_map<M: MapAccess<'line>>(self, mut entries: M) -> Result<Self::Value, M::Error> {
        let mut profile = PlainProfile::default();
        let (mut education, mut skills, mut certifications) = (None, None, None);
        let text = |Text(text): Text<'line>| text;
        let texts = |texts: Vec<Text<'line>>| texts.into_iter().map(|Text(text)| text).collect();
        let mut is_empty = true;
        while let Some(Text(key)) = entries.next_key()? {
            let from = &mut entries;
            match &*key {
                "name" => put(&mut profile.name, from, text)?,
                "role" => put(&mut profile.role, from, text)?,
                "since" => put(&mut profile.since, from, text)?,
                "goal" => put(&mut profile.goal, from, text)?,
                "experience" => put(&mut profile.experience, from, |value| value)?,
                "hours_per_week" => put(&mut profile.hours_per_week, from, |value| value)?,
                "education" => put(&mut education, from, |OneOrMore(degrees)| degrees)?,
                "skills" => put(&mut skills, from, |Pairs(skills)| skills)?,
                "certifications" => put(&mut certifications, from, texts)?,
                key if key.starts_with("x-") => {
                    from.next_value::<IgnoredAny>()?;
                    continue;
                }
                _ => return Err(not_plain()),
            }
            is_empty = false;
        }
        if is_empty {
            return Err(not_plain());
        }
        profile.education = education.unwrap_or_default();
        profile.skills = skills.unwrap_or_default();
        profile.certifications = certifications.unwrap_or_default();
        Ok(profile)
    }
}

struct ExperienceVisitor;

impl<'line> Visitor<'line> for ExperienceVisitor {
    type Value = PlainExperience<'line>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "so large a number of years is refused"
    )]
    fn visit_u64<E: Error>(self, years: u64) -> Result<Self::Value, E> {
        Ok(PlainExperience::Years(years as f64))
    }

    fn visit_f64<E: Error>(self, years: f64) -> Result<Self::Value, E> {
        Ok(PlainExperience::Years(years))
    }

    fn visit_map<M: MapAccess<'line>>(self, mut entries: M) -> Result<Self::Value, M::Error> {
        let mut since = None;
        while let Some(Text(key)) = entries.next_key()? {
            match &*key {
                "since" => put(&mut since, &mut entries, |Text(since)| since)?,
                _ => return Err(not_plain()),
            }
        }
        since.map(PlainExperience::Since).ok_or_else(not_plain)
    }
}

struct LevelVisitor;

impl<'line> Visitor<'line> for LevelVisitor {
    type Value = PlainLevel<'line>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_u64<E: Error>(self, rank: u64) -> Result<Self::Value, E> {
        Ok(PlainLevel::Rank(rank))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(PlainLevel::Name(Cow::Owned(name.to_owned())))
    }

    fn visit_borrowed_str<E: Error>(self, name: &'line str) -> Result<Self::Value, E> {
        Ok(PlainLevel::Name(Cow::Borrowed(name)))
    }
}

struct DegreeVisitor;

impl<'line> Visitor<'line> for DegreeVisitor {
    type Value = PlainDegree<'line>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_map<M: MapAccess<'line>>(self, mut entries: M) -> Result<Self::Value, M::Error> {
        let (mut degree, mut field) = (None, None);
        while let Some(Text(key)) = entries.next_key()? {
            let place = match &*key {
                "degree" => &mut degree,
                "field" => &mut field,
                _ => return Err(not_plain()),
            };
            put(place, &mut entries, |Text(text)| text)?;
        }
        let degree = degree.ok_or_else(not_plain)?;
        Ok(PlainDegree { degree, field })
    }
}

/// The entries of a map, in the order in which they are written.
struct Pairs<'line, V>(Vec<(Cow<'line, str>, V)>);

impl<'line, V: Deserialize<'line>> Deserialize<'line> for Pairs<'line, V> {
    fn deserialize<D: Deserializer<'line>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'line, V: Deserialize<'line>> Visitor<'line> for PairsVisitor<V> {
    type Value = Pairs<'line, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_map<M: MapAccess<'line>>(self, mut entries: M) -> Result<Self::Value, M::Error> {
        let mut pairs = Vec::with_capacity(16);
        while let Some((Text(key), value)) = entries.next_entry()? {
            pairs.push((key, value));
        }
        Ok(Pairs(pairs))
    }
}

/// A value, or a list of them.
struct OneOrMore<V>(Vec<V>);

impl<'line, V: Deserialize<'line>> Deserialize<'line> for OneOrMore<V> {
    fn deserialize<D: Deserializer<'line>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(OneOrMoreVisitor(PhantomData))
    }
}

struct OneOrMoreVisitor<V>(PhantomData<V>);

impl<'line, V: Deserialize<'line>> Visitor<'line> for OneOrMoreVisitor<V> {
    type Value = OneOrMore<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expecting(f)
    }

    fn visit_map<M: MapAccess<'line>>(self, entries: M) -> Result<Self::Value, M::Error> {
        let one = V::deserialize(MapAccessDeserializer::new(entries))?;
        Ok(OneOrMore(vec![one]))
    }

    fn visit_seq<S: SeqAccess<'line>>(self, mut items: S) -> Result<Self::Value, S::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(OneOrMore(all))
    }
}
