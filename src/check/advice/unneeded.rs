//! Warns of rules that the role's other requirements already meet.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{
        Alternative, Alternatives, CertificationIndex, EducationRequirement, Item, Ladder, Level,
        OwnRequirements, Points, Requirement, Resolver, RoleIndex, SkillIndex, fold,
    },
    text::PointerRef,
};

/// Warns of groups and points of a role that ask for nothing beyond its other requirements, and of alternatives that
/// are always met.
pub fn requirements(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut resolver = Resolver::new(ladder);
    for role in ladder.roles() {
        let own = &ladder[role].required;
        if has_rules(own) {
            let required = Required::of(resolver.required(role));
            Rules {
                ladder,
                role,
                required,
                diagnostics: &mut *diagnostics,
            }
            .report(own);
        }
    }
}

/// Whether an entry states what other requirements can meet.
fn has_rules(own: &OwnRequirements) -> bool {
    let mut groups = own.certifications.iter();
    !own.any_of.is_empty()
        || own.points.is_some()
        || groups.any(|asked| asked.value.members.len() > 1)
}

/// What a role asks for by itself, own and inherited.
#[derive(Default)]
struct Required {
    years: f64,
    education: Option<EducationRequirement>,
    skills: HashMap<SkillIndex, Level>,
    certifications: HashSet<CertificationIndex>,
}

impl Required {
    fn of(requirements: Vec<Requirement>) -> Self {
        let mut required = Self::default();
        for requirement in requirements {
            match requirement.item {
                Item::Years(years) => required.years = years.min,
                Item::Education(education) => required.education = Some(education),
                Item::Skill(skill, level) => _ = required.skills.insert(skill, level),
                Item::Certification(group) => {
                    if let [only] = *group.members {
                        required.certifications.insert(only);
                    }
                }
                Item::AnyOf(_) | Item::Points(_) => (),
            }
        }
        required
    }

    /// Whether everyone who meets these requirements meets an alternative.
    fn meets(&self, member: &Alternative) -> bool {
        match member {
            Alternative::Years(years) => years.min <= self.years,
            Alternative::Skill(skill, level) => {
                self.skills.get(skill).is_some_and(|asked| level <= asked)
            }
            Alternative::Certification(one) => self.certifications.contains(one),
            Alternative::Education(education) => {
                let fields: HashSet<_> = education.fields.iter().map(|one| fold(one)).collect();
                let is_field = |own: &EducationRequirement| {
                    let mut own = own.fields.iter().map(|field| fold(field)).peekable();
                    fields.is_empty()
                        || own.peek().is_some() && own.all(|field| fields.contains(&field))
                };
                self.education
                    .as_ref()
                    .is_some_and(|own| education.degree <= own.degree && is_field(own))
            }
        }
    }
}

/// The rules of one role.
struct Rules<'a> {
    ladder: &'a Ladder,
    role: RoleIndex,
    required: Required,
    diagnostics: &'a mut Diagnostics,
}

impl Rules<'_> {
    fn report(&mut self, own: &OwnRequirements) {
        let role = &self.ladder[self.role].id;
        let roles = PointerRef::ROOT.key("roles");
        let at = roles.key(role);
        if let Some(points) = &own.points {
            self.points(&points.value, at.key("points"));
        }
        for (position, group) in own.any_of.iter().enumerate() {
            let groups = at.key("any_of");
            self.alternatives(&group.value, groups.item(position));
        }
        for (position, group) in own.certifications.iter().enumerate() {
            let mut members = group.value.members.iter();
            let required = &self.required.certifications;
            let known = members.find(|member| required.contains(member));
            let known = known.filter(|_| group.value.members.len() > 1);
            if let Some(known) = known {
                let known = &self.ladder[*known].id;
                let message =
                    format!("`{role}` requires `{known}` anyway, so this group is always met");
                let groups = at.key("certifications");
                self.diagnostics
                    .add(Code::UnneededRequirement, groups.item(position), message)
                    .help(format!("remove the group, or the requirement of `{known}`"));
            }
        }
    }

    fn points(&mut self, points: &Points, at: PointerRef) {
        let levels = points
            .skills
            .iter()
            .map(|skill| self.required.skills.get(skill));
        let given: f64 = levels.map(|level| points.worth(level.copied())).sum();
        if given < points.need {
            return;
        }
        let role = &self.ladder[self.role].id;
        let need = points.need;
        let message = format!(
            "the skills that `{role}` requires already give {given} points, and `need` is {need}"
        );
        self.diagnostics
            .add(Code::UnneededRequirement, at.key("need"), message)
            .help(format!(
                "ask for more than {given} points, or remove `points`"
            ));
    }

    fn alternatives(&mut self, group: &Alternatives, at: PointerRef) {
        let role = &self.ladder[self.role].id;
        let members = group.members.iter().enumerate();
        let met = members.filter(|(_, member)| self.required.meets(member));
        let met: Vec<usize> = met.map(|(position, _)| position).collect();
        let (count, need) = (met.len(), group.need);
        if count >= need {
            let message = format!(
                "`{role}` requires {count} of these alternatives anyway, and `need` is {need}"
            );
            self.diagnostics
                .add(Code::UnneededRequirement, at, message)
                .help("ask for more of them, or remove the group".to_owned());
            return;
        }
        for position in met {
            let name = match &group.members[position] {
                Alternative::Skill(skill, _) => {
                    let level = self.required.skills.get(skill);
                    let level = level.map(|level| self.ladder.scale(*skill).name(*level));
                    let id = &self.ladder[*skill].id;
                    format!("`{id}` at {}", level.unwrap_or_default())
                }
                Alternative::Certification(one) => format!("`{}`", self.ladder[*one].id),
                Alternative::Years(_) => format!("{} years", self.required.years),
                Alternative::Education(_) => "such a degree".to_owned(),
            };
            let message =
                format!("`{role}` requires {name} anyway, so this alternative is always met");
            let of = at.key("of");
            self.diagnostics
                .add(Code::RequiredAlternative, of.item(position), message)
                .help(format!(
                    "ask for more than that here, or remove it and write `need: {}`",
                    need - count
                ));
        }
    }
}
