//! Fields of study: how their names are compared, and which of them is studied.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
};

use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::{Alternative, EducationRequirement, Ladder, names::fold};

/// How many requirements of a ladder accept each field.
#[derive(Debug, Default)]
pub struct AskedFields {
    counts: HashMap<Vec<SmolStr>, usize>,
    /// The field that most of them accept, the first by the alphabet among equals; `None` where all accept any.
    most: Option<SmolStr>,
}

/// Whether both names are of the same field, in any case and with any signs between the words.
pub fn is_field(one: &str, other: &str) -> bool {
    words(one) == words(other)
}

/// The words of the name of a field.
fn words(field: &str) -> Vec<SmolStr> {
    let field = fold(field);
    let words = field.split([' ', '-', '_']);
    let words = words.filter(|word| !word.is_empty());
    words.map(SmolStr::from).collect()
}

impl AskedFields {
    fn new(ladder: &Ladder) -> Self {
        let mut fields = Self::default();
        let mut known: HashSet<&EducationRequirement> = HashSet::new();
        let mut all: BTreeSet<&SmolStr> = BTreeSet::new();
        for requirement in requirements(ladder).filter(|one| one.degree != Degree::None) {
            if known.insert(requirement) {
                let own = requirement.fields.iter().map(|field| words(field));
                for field in own.collect::<BTreeSet<_>>() {
                    *fields.counts.entry(field).or_default() += 1;
                }
                all.extend(&requirement.fields);
            }
        }
        fields.most = fields.best(all.into_iter()).cloned();
        fields
    }

    /// The field that most requirements accept, the first one among equals.
    fn best<'f>(&self, fields: impl Iterator<Item = &'f SmolStr>) -> Option<&'f SmolStr> {
        let count = |field: &SmolStr| self.counts.get(&words(field)).copied().unwrap_or(0);
        fields.min_by_key(|field| Reverse(count(field)))
    }
}

/// The degrees that roles ask for themselves, alone or as alternatives.
fn requirements(ladder: &Ladder) -> impl Iterator<Item = &EducationRequirement> {
    ladder.roles().flat_map(|role| {
        let own = &ladder[role].required;
        let groups = own
            .any_of
            .iter()
            .flat_map(|group| group.value.members.iter());
        let members = groups.filter_map(|member| match member {
            Alternative::Education(education) => Some(education),
            _ => None,
        });
        let alone = own.education.iter().map(|education| &education.value);
        alone.chain(members)
    })
}

impl Ladder {
    /// The field in which a degree is studied for a requirement that accepts these fields, or any where there is none: the
    /// one that most requirements of the ladder accept, so that the degree counts for other roles too.
    pub fn field_to_study<'f>(&'f self, accepted: &'f [SmolStr]) -> Option<&'f SmolStr> {
        let fields = self.names.fields.get_or_init(|| AskedFields::new(self));
        let own = fields.best(accepted.iter());
        own.or(fields.most.as_ref())
    }
}
