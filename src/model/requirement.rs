//! Resolves the requirements of a role: its own entry over those of its ancestors by `extends`.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::vocabulary::Degree;

use super::{
    Figure, Group, Ladder, Level, OwnRequirements, Role, RoleIndex, SkillIndex, SourceIndex, Span,
};

/// The requirements of a role in the order: years, education, skills, certifications.
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
            Self::Skill(..) | Self::Certification(_) => true,
        }
    }
}

impl Ladder {
    /// Resolves the requirements of a role.
    ///
    /// Own values replace inherited ones, groups of certifications add up (two with the same members
    /// are one), and `without` removes inherited entries. A recommendation that a requirement covers is left out.
    pub fn requirements(&self, role: RoleIndex) -> Requirements {
        let mut inherited = Inherited::default();
        for ancestor in self.chain(role).into_iter().rev() {
            inherited.apply(ancestor, &self[ancestor]);
        }
        inherited.finish(self)
    }

    /// The years of experience that a role requires, stated by itself or by an ancestor.
    pub fn years_asked(&self, role: RoleIndex) -> Option<Figure<Span>> {
        let mut ancestors = self.chain(role).into_iter();
        ancestors.find_map(|ancestor| self[ancestor].required.years)
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
        resolved.map(|inherited| inherited.finish(self)).collect()
    }
}

/// The requirements stated so far along a chain of `extends`.
#[derive(Default, Clone)]
struct Inherited {
    required: Values,
    recommended: Values,
}

impl Inherited {
    fn apply(&mut self, role: RoleIndex, entry: &Role) {
        for values in [&mut self.required, &mut self.recommended] {
            values.remove(entry);
        }
        self.required.apply(role, &entry.required);
        self.recommended.apply(role, &entry.recommended);
    }

    fn finish(mut self, ladder: &Ladder) -> Requirements {
        self.recommended.remove_covered(&self.required);
        Requirements {
            required: self.required.finish(ladder),
            recommended: self.recommended.finish(ladder),
        }
    }
}

/// The values in force, each with the role that states it.
#[derive(Default, Clone)]
struct Values {
    years: Option<(Figure<Span>, RoleIndex)>,
    education: Option<(Figure<EducationRequirement>, RoleIndex)>,
    skills: BTreeMap<SkillIndex, (Level, RoleIndex)>,
    certifications: Vec<(Group, RoleIndex)>,
}

impl Values {
    fn apply(&mut self, role: RoleIndex, asked: &OwnRequirements) {
        if let Some(years) = asked.years {
            self.years = Some((years, role));
        }
        if let Some(education) = &asked.education {
            self.education = Some((education.clone(), role));
        }
        for (skill, level) in &asked.skills {
            self.skills.insert(*skill, (*level, role));
        }
        for group in &asked.certifications {
            let known = self.certifications.iter_mut();
            match known
                .map(|(known, _)| known)
                .find(|known| known.is_same(group))
            {
                Some(known) if known.id.is_none() => known.id.clone_from(&group.id),
                Some(_) => (),
                None => self.certifications.push((group.clone(), role)),
            }
        }
    }

    fn remove(&mut self, entry: &Role) {
        for skill in &entry.without_skills {
            self.skills.remove(skill);
        }
        let named = |group: &Group| match (group.members.as_slice(), &group.id) {
            ([only], _) if entry.without_certifications.contains(only) => true,
            (_, Some(id)) => entry.without_groups.contains(id),
            _ => false,
        };
        self.certifications.retain(|(group, _)| !named(group));
    }

    fn remove_covered(&mut self, required: &Self) {
        let years = required.years.map_or(0.0, |(figure, _)| figure.value.min);
        self.years = self.years.filter(|(figure, _)| figure.value.min > years);
        if let Some((asked, _)) = &required.education {
            self.education = self
                .education
                .take()
                .filter(|(education, _)| education.value.degree > asked.value.degree);
        }
        self.skills.retain(|skill, (level, _)| {
            required
                .skills
                .get(skill)
                .is_none_or(|(asked, _)| *level > *asked)
        });
        self.certifications.retain(|(group, _)| {
            // Whoever meets the requirement then has a certification of the recommended group.
            let covers = |(asked, _): &(Group, RoleIndex)| {
                let mut asked = asked.members.iter();
                asked.all(|member| group.members.contains(member))
            };
            !required.certifications.iter().any(covers)
        });
    }

    fn finish(self, ladder: &Ladder) -> Vec<Requirement> {
        let requirement = |item, introduced_by, source| Requirement {
            item,
            introduced_by,
            source,
        };
        let mut requirements = Vec::with_capacity(self.skills.len() + 4);
        requirements.extend(
            self.years
                .map(|(figure, role)| requirement(Item::Years(figure.value), role, figure.source)),
        );
        let education = self.education;
        requirements.extend(
            education.map(|(figure, role)| {
                requirement(Item::Education(figure.value), role, figure.source)
            }),
        );
        let skills = self.skills.into_iter();
        requirements.extend(skills.map(|(skill, (level, role))| {
            requirement(Item::Skill(skill, level), role, ladder[role].source)
        }));
        let groups = self.certifications.into_iter();
        requirements.extend(groups.map(|(group, role)| {
            requirement(Item::Certification(group), role, ladder[role].source)
        }));
        requirements
    }
}
