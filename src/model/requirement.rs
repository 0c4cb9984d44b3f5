//! What a role asks for in the end: its own entry laid over those that it extends.

use std::collections::BTreeMap;

use super::{
    CertificationIndex, Degree, EducationRequirement, Figure, Ladder, Level, OwnRequirements, Role,
    RoleIndex, SkillIndex, SourceIndex,
};

/// What a role asks for and recommends: years, education, skills, certifications, in this order.
#[derive(Debug, Default)]
pub struct Requirements {
    pub required: Vec<Requirement>,
    pub recommended: Vec<Requirement>,
}

/// One thing asked for, and the role along the chain that set it.
#[derive(Debug, Clone)]
pub struct Requirement {
    pub item: Item,
    pub rung: RoleIndex,
    pub source: Option<SourceIndex>,
}

#[derive(Debug, Clone)]
pub enum Item {
    /// Years of experience in the field.
    Years(f64),
    Education(EducationRequirement),
    Skill(SkillIndex, Level),
    /// One of these is enough.
    Certification(Vec<CertificationIndex>),
}

impl Item {
    /// Whether there is something to meet: years of 0 and the degree `none` are stated, and ask for
    /// nothing.
    pub fn asks_for_something(&self) -> bool {
        match self {
            Self::Years(years) => *years > 0.0,
            Self::Education(education) => education.degree > Degree::None,
            Self::Skill(..) | Self::Certification(_) => true,
        }
    }
}

impl Ladder {
    /// Works out what a role asks for and recommends.
    ///
    /// Own values replace inherited ones, certifications add up, and what the role does without
    /// is taken away. A recommendation that is required anyway is left out.
    pub fn requirements(&self, role: RoleIndex) -> Requirements {
        let mut inherited = Inherited::default();
        for rung in self.chain(role).into_iter().rev() {
            inherited.lay(rung, &self[rung]);
        }
        inherited.finish(self)
    }

    /// The years of experience that a role asks for, its own or inherited.
    pub fn years_asked(&self, role: RoleIndex) -> Option<f64> {
        let mut rung = Some(role);
        while let Some(at) = rung {
            if let Some(years) = self[at].required.years {
                return Some(years.value);
            }
            rung = self[at].extends;
        }
        None
    }

    /// What every role asks for, in the file's order; what roles share is worked out once.
    pub fn all_requirements(&self) -> Vec<Requirements> {
        let mut laid: Vec<Option<Inherited>> = vec![None; self.graph.node_count()];
        for role in self.roles() {
            let unknown = |rung: &RoleIndex| laid[rung.index()].is_none();
            let mut chain = vec![role];
            while let Some(parent) = chain.last().and_then(|role| self[*role].extends)
                && unknown(&parent)
            {
                chain.push(parent);
            }
            for rung in chain.into_iter().rev() {
                let parent = self[rung]
                    .extends
                    .and_then(|parent| laid[parent.index()].clone());
                let mut inherited = parent.unwrap_or_default();
                inherited.lay(rung, &self[rung]);
                laid[rung.index()] = Some(inherited);
            }
        }
        let laid = laid.into_iter().flatten();
        laid.map(|inherited| inherited.finish(self)).collect()
    }
}

/// What a chain of roles comes to.
#[derive(Default, Clone)]
struct Inherited {
    required: Layers,
    recommended: Layers,
}

impl Inherited {
    fn lay(&mut self, rung: RoleIndex, entry: &Role) {
        for layers in [&mut self.required, &mut self.recommended] {
            layers.take_away(&entry.without_skills, &entry.without_certifications);
        }
        self.required.lay(rung, &entry.required);
        self.recommended.lay(rung, &entry.recommended);
    }

    fn finish(mut self, ladder: &Ladder) -> Requirements {
        self.recommended.leave_out(&self.required);
        Requirements {
            required: self.required.finish(ladder),
            recommended: self.recommended.finish(ladder),
        }
    }
}

/// The values in force so far, each with the rung that set it.
#[derive(Default, Clone)]
struct Layers {
    years: Option<(Figure<f64>, RoleIndex)>,
    education: Option<(EducationRequirement, RoleIndex)>,
    skills: BTreeMap<SkillIndex, (Level, RoleIndex)>,
    certifications: Vec<(Vec<CertificationIndex>, RoleIndex)>,
}

impl Layers {
    fn lay(&mut self, rung: RoleIndex, asked: &OwnRequirements) {
        if let Some(years) = asked.years {
            self.years = Some((years, rung));
        }
        if let Some(education) = &asked.education {
            self.education = Some((education.clone(), rung));
        }
        for (skill, level) in &asked.skills {
            self.skills.insert(*skill, (*level, rung));
        }
        for group in &asked.certifications {
            if !self.certifications.iter().any(|(known, _)| known == group) {
                self.certifications.push((group.clone(), rung));
            }
        }
    }

    fn take_away(&mut self, skills: &[SkillIndex], certifications: &[CertificationIndex]) {
        for skill in skills {
            self.skills.remove(skill);
        }
        for (group, _) in &mut self.certifications {
            group.retain(|member| !certifications.contains(member));
        }
        self.certifications.retain(|(group, _)| !group.is_empty());
    }

    fn leave_out(&mut self, required: &Self) {
        let years = required.years.map_or(0.0, |(figure, _)| figure.value);
        self.years = self.years.filter(|(figure, _)| figure.value > years);
        if let Some((asked, _)) = &required.education {
            self.education = self
                .education
                .take()
                .filter(|(education, _)| education.degree > asked.degree);
        }
        self.skills.retain(|skill, (level, _)| {
            required
                .skills
                .get(skill)
                .is_none_or(|(asked, _)| *level > *asked)
        });
        self.certifications.retain(|(group, _)| {
            let covers = |(asked, _): &(Vec<CertificationIndex>, RoleIndex)| {
                group.iter().all(|member| asked.contains(member))
            };
            !required.certifications.iter().any(covers)
        });
    }

    fn finish(self, ladder: &Ladder) -> Vec<Requirement> {
        let mut requirements = Vec::with_capacity(self.skills.len() + 4);
        if let Some((figure, rung)) = self.years {
            requirements.push(Requirement {
                item: Item::Years(figure.value),
                rung,
                source: figure.source,
            });
        }
        if let Some((education, rung)) = self.education {
            let source = education.source;
            requirements.push(Requirement {
                item: Item::Education(education),
                rung,
                source,
            });
        }
        requirements.extend(
            self.skills
                .into_iter()
                .map(|(skill, (level, rung))| Requirement {
                    item: Item::Skill(skill, level),
                    rung,
                    source: ladder[rung].source,
                }),
        );
        requirements.extend(
            self.certifications
                .into_iter()
                .map(|(group, rung)| Requirement {
                    item: Item::Certification(group),
                    rung,
                    source: ladder[rung].source,
                }),
        );
        requirements
    }
}
