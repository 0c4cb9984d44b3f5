//! Resolves the requirements of a role: its own entry over those of its ancestors by `extends`.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::{
    Alternative, Alternatives, Asked, Figure, Group, Ladder, Level, OwnRequirements, Points, Role,
    RoleIndex, SkillIndex, SourceIndex, Span, Terms,
};

/// The requirements of a role in the order: years, education, skills, certifications, alternatives, points.
#[derive(Debug, Default)]
pub struct Requirements {
    /// What the role requires.
    pub required: Vec<Requirement>,
    /// What the role recommends beyond that.
    pub recommended: Vec<Requirement>,
}

/// One requirement of a role, its own or inherited.
#[derive(Debug, Clone)]
pub struct Requirement {
    /// What is required.
    pub item: Item,
    /// The role that states it: this one or an ancestor.
    pub introduced_by: RoleIndex,
    /// The source of the requirement.
    pub source: Option<SourceIndex>,
    /// How much it counts beside the others; 1 unless said.
    pub weight: f64,
    /// What is asked for, in the role's own words.
    pub text: Option<SmolStr>,
    /// What meets it, in the role's own words.
    pub examples: Vec<SmolStr>,
}

/// What a requirement asks for.
#[derive(Debug, Clone)]
pub enum Item {
    /// Years of experience in the field; the least of them is asked for.
    Years(Span),
    /// A degree.
    Education(EducationRequirement),
    /// A skill at a level.
    Skill(SkillIndex, Level),
    /// One certification of the group.
    Certification(Group),
    /// Some of several alternatives.
    AnyOf(Alternatives),
    /// Points for the levels of skills.
    Points(Points),
}

/// The lowest degree that a role accepts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EducationRequirement {
    /// The lowest accepted degree.
    pub degree: Degree,
    /// The accepted fields of study; empty: any field.
    pub fields: Vec<SmolStr>,
}

impl Item {
    /// Whether there is anything to meet: 0 years and the degree `none` are always met.
    pub fn asks_for_something(&self) -> bool {
        match self {
            Self::Years(years) => years.min > 0.0,
            Self::Education(education) => education.degree > Degree::None,
            Self::Skill(..) | Self::Certification(_) | Self::AnyOf(_) | Self::Points(_) => true,
        }
    }

    /// Whether years of experience meet it, alone or as an alternative.
    pub fn asks_for_years(&self) -> bool {
        match self {
            Self::Years(years) => years.min > 0.0,
            Self::AnyOf(group) => {
                let mut members = group.members.iter();
                members.any(|member| matches!(member, Alternative::Years(_)))
            }
            _ => false,
        }
    }
}

impl Ladder {
    /// Resolves the requirements of a role.
    ///
    /// Own values replace inherited ones, groups add up (two with the same members are one), and `without`
    /// removes inherited entries. A recommendation that a requirement covers is left out.
    pub fn requirements(&self, role: RoleIndex) -> Requirements {
        self.inherited(role).finish()
    }

    fn inherited(&self, role: RoleIndex) -> Inherited<'_> {
        let mut inherited = Inherited::default();
        for ancestor in self.chain(role).into_iter().rev() {
            inherited.apply(ancestor, &self[ancestor]);
        }
        inherited
    }

    /// The years of experience that a role requires, stated by itself or by an ancestor.
    pub fn years_asked(&self, role: RoleIndex) -> Option<Figure<Span>> {
        let mut ancestors = self.chain(role).into_iter();
        ancestors.find_map(|ancestor| self[ancestor].required.years)
    }

    /// Whether a role requires nothing that another does not require too, though it requires something.
    pub fn requires_no_more(&self, role: RoleIndex, than: RoleIndex) -> bool {
        let [mut own, other] = [role, than].map(|role| self.inherited(role).required);
        let asks = |values: &Values| {
            let requirements = values.clone().finish();
            requirements.iter().any(|one| one.item.asks_for_something())
        };
        let is_other_field = match (&own.education, &other.education) {
            (Some((own, _)), Some((other, _))) => own.value.fields != other.value.fields,
            _ => false,
        };
        if is_other_field || !asks(&own) {
            return false;
        }
        own.remove_covered(&other);
        !asks(&own)
    }

    /// The requirements of every role, in the file's order; each ancestor is resolved once.
    pub fn all_requirements(&self) -> Vec<Requirements> {
        let mut resolved: Vec<Option<Inherited>> = vec![None; self.graph.node_count()];
        for role in self.roles() {
            let mut chain = vec![role];
            while let Some(parent) = chain.last().and_then(|role| self[*role].extends)
                && resolved[parent.index()].is_none()
            {
                chain.push(parent);
            }
            for role in chain.into_iter().rev() {
                let parent = self[role].extends;
                let parent = parent.and_then(|parent| resolved[parent.index()].clone());
                let mut inherited = parent.unwrap_or_default();
                inherited.apply(role, &self[role]);
                resolved[role.index()] = Some(inherited);
            }
        }
        let resolved = resolved.into_iter().flatten();
        resolved.map(Inherited::finish).collect()
    }
}

/// The requirements stated so far along a chain of `extends`.
#[derive(Default, Clone)]
struct Inherited<'l> {
    required: Values<'l>,
    recommended: Values<'l>,
}

impl<'l> Inherited<'l> {
    fn apply(&mut self, role: RoleIndex, entry: &'l Role) {
        for values in [&mut self.required, &mut self.recommended] {
            values.remove(entry);
        }
        self.required.apply(role, &entry.required);
        self.recommended.apply(role, &entry.recommended);
    }

    fn finish(mut self) -> Requirements {
        self.recommended.remove_covered(&self.required);
        Requirements {
            required: self.required.finish(),
            recommended: self.recommended.finish(),
        }
    }
}

/// A value in force, with the role that states it.
type Stated<'l, T> = (&'l Asked<T>, RoleIndex);

/// A group in force: its title is the last one that a role of the chain gives it, its name is the first id, and each id
/// takes it away.
#[derive(Clone)]
struct StatedGroup<'l, T> {
    asked: &'l Asked<T>,
    ids: Vec<&'l SmolStr>,
    title: Option<&'l SmolStr>,
    role: RoleIndex,
}

impl<T> StatedGroup<'_, T> {
    fn id(&self) -> Option<SmolStr> {
        self.ids.first().copied().cloned()
    }
}

/// The values in force.
#[derive(Default, Clone)]
struct Values<'l> {
    years: Option<(Figure<Span>, RoleIndex)>,
    education: Option<Stated<'l, EducationRequirement>>,
    skills: BTreeMap<SkillIndex, Stated<'l, Level>>,
    certifications: Vec<StatedGroup<'l, Group>>,
    any_of: Vec<StatedGroup<'l, Alternatives>>,
    points: Option<Stated<'l, Points>>,
}

impl<'l> Values<'l> {
    fn apply(&mut self, role: RoleIndex, stated: &'l OwnRequirements) {
        if let Some(years) = stated.years {
            self.years = Some((years, role));
        }
        if let Some(education) = stated.education.as_deref() {
            self.education = Some((education, role));
        }
        if let Some(points) = stated.points.as_deref() {
            self.points = Some((points, role));
        }
        for (skill, level) in &stated.skills {
            self.skills.insert(*skill, (level, role));
        }
        for asked in &stated.certifications {
            let id = asked.value.id.as_ref();
            let mut known = self.certifications.iter_mut();
            match known.find(|known| known.asked.value.is_same(&asked.value)) {
                Some(known) => known.ids.extend(id),
                None => {
                    let ids = id.into_iter().collect();
                    self.certifications.push(StatedGroup {
                        asked,
                        ids,
                        title: None,
                        role,
                    });
                }
            }
        }
        for asked in &stated.any_of {
            let id = asked.value.id.as_ref();
            let title = asked.value.title.as_ref();
            let mut known = self.any_of.iter_mut();
            match known.find(|known| known.asked.value.is_same(&asked.value)) {
                Some(known) => {
                    known.ids.extend(id);
                    known.title = title.or(known.title);
                    if known.asked.value.need < asked.value.need {
                        (known.asked, known.role) = (asked, role);
                    }
                }
                None => {
                    let ids = id.into_iter().collect();
                    self.any_of.push(StatedGroup {
                        asked,
                        ids,
                        title,
                        role,
                    });
                }
            }
        }
    }

    fn remove(&mut self, entry: &Role) {
        for skill in &entry.without_skills {
            self.skills.remove(skill);
        }
        let is_named = |ids: &[&SmolStr]| ids.iter().any(|id| entry.without_groups.contains(*id));
        self.certifications.retain(|group| {
            let is_taken = match group.asked.value.members.as_slice() {
                [only] => entry.without_certifications.contains(only),
                _ => false,
            };
            !is_taken && !is_named(&group.ids)
        });
        self.any_of.retain(|group| !is_named(&group.ids));
    }

    fn remove_covered(&mut self, required: &Self) {
        let years = required.years.map_or(0.0, |(figure, _)| figure.value.min);
        self.years = self.years.filter(|(figure, _)| figure.value.min > years);
        if let Some((asked, _)) = &required.education {
            self.education = self
                .education
                .filter(|(education, _)| education.value.degree > asked.value.degree);
        }
        self.skills.retain(|skill, (level, _)| {
            required
                .skills
                .get(skill)
                .is_none_or(|(asked, _)| level.value > asked.value)
        });
        self.certifications.retain(|group| {
            // Whoever meets the requirement then has a certification of the recommended group.
            let covers = |required: &StatedGroup<Group>| {
                let mut asked = required.asked.value.members.iter();
                asked.all(|member| group.asked.value.members.contains(member))
            };
            !required.certifications.iter().any(covers)
        });
        self.any_of.retain(|group| {
            let group = &group.asked.value;
            let covers = |required: &StatedGroup<Alternatives>| {
                let asked = &required.asked.value;
                group.need <= asked.need && asked.is_same(group)
            };
            !required.any_of.iter().any(covers)
        });
        if let Some((asked, _)) = required.points {
            let asked = &asked.value;
            self.points = self.points.filter(|(points, _)| {
                let points = &points.value;
                points.need > asked.need || !points.counts_as(asked)
            });
        }
    }

    fn finish(self) -> Vec<Requirement> {
        let mut requirements = Vec::with_capacity(self.skills.len() + 4);
        if let Some((figure, role)) = self.years {
            let terms = Terms::of(figure.source);
            requirements.push(requirement(Item::Years(figure.value), &terms, role));
        }
        if let Some((asked, role)) = self.education {
            let item = Item::Education(asked.value.clone());
            requirements.push(requirement(item, &asked.terms, role));
        }
        for (skill, (asked, role)) in self.skills {
            let item = Item::Skill(skill, asked.value);
            requirements.push(requirement(item, &asked.terms, role));
        }
        for group in self.certifications {
            let item = Item::Certification(Group {
                id: group.id(),
                ..group.asked.value.clone()
            });
            requirements.push(requirement(item, &group.asked.terms, group.role));
        }
        for group in self.any_of {
            let item = Item::AnyOf(Alternatives {
                id: group.id(),
                title: group.title.cloned(),
                ..group.asked.value.clone()
            });
            requirements.push(requirement(item, &group.asked.terms, group.role));
        }
        if let Some((asked, role)) = self.points {
            let item = Item::Points(asked.value.clone());
            requirements.push(requirement(item, &asked.terms, role));
        }
        requirements
    }
}

fn requirement(item: Item, terms: &Terms, introduced_by: RoleIndex) -> Requirement {
    Requirement {
        item,
        introduced_by,
        source: terms.source,
        weight: terms.weight,
        text: terms.text.clone(),
        examples: terms.examples.clone(),
    }
}
