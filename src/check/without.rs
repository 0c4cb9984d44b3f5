//! Reports roles that take a member away from a group: a group goes as a whole.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{AlternativesEntry, LadderDocument, List, RequiredCertification, types::Id},
    model::{
        Alternative, Alternatives, CertificationIndex, Group, Ladder, OwnRequirements, RoleIndex,
        SkillIndex,
    },
    text::PointerRef,
};

/// The largest number of inherited entries that are looked at; a hand-written ladder has a few
/// thousand.
const STEPS: usize = 2_000_000;

/// What a role takes away.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Taken {
    Skill(SkillIndex),
    Certification(CertificationIndex),
}

/// A group of several members.
#[derive(Clone, Copy)]
enum Grouped<'l> {
    Certifications(&'l Group),
    Alternatives(&'l Alternatives),
}

impl<'l> Grouped<'l> {
    fn id(self) -> Option<&'l SmolStr> {
        match self {
            Self::Certifications(group) => group.id.as_ref(),
            Self::Alternatives(group) => group.id.as_ref(),
        }
    }

    fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Certifications(one), Self::Certifications(other)) => {
                one.sorted() == other.sorted()
            }
            (Self::Alternatives(one), Self::Alternatives(other)) => one.is_same(other),
            _ => false,
        }
    }

    /// What may be named under `without` although the group goes as a whole.
    fn members(self) -> Vec<Taken> {
        match self {
            Self::Certifications(group) => {
                let members = group.members.iter().copied();
                members.map(Taken::Certification).collect()
            }
            Self::Alternatives(group) => {
                let members = group.members.iter();
                let members = members.filter_map(|member| match member {
                    Alternative::Skill(skill, _) => Some(Taken::Skill(*skill)),
                    Alternative::Certification(one) => Some(Taken::Certification(*one)),
                    Alternative::Years(_) | Alternative::Education(_) => None,
                });
                members.collect()
            }
        }
    }
}

/// A group that a chain of `extends` states, required or recommended, with every id that it is given.
struct StatedGroup<'l> {
    group: Grouped<'l>,
    part: usize,
    owner: RoleIndex,
    ids: Vec<&'l SmolStr>,
}

/// Reports skills and certifications under `without` that a role inherits only as members of a group.
pub fn report(document: &LadderDocument, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let parts = ladder.roles().flat_map(|role| stated(ladder, role));
    let groups = parts.flat_map(own_groups);
    let grouped: HashSet<Taken> = groups.flat_map(Grouped::members).collect();
    let mut left = STEPS;
    for role in ladder.roles() {
        let entry = &ladder[role];
        let skills = entry.without_skills.iter().copied().map(Taken::Skill);
        let certifications = entry.without_certifications.iter().copied();
        let taken = skills.chain(certifications.map(Taken::Certification));
        for taken in taken.filter(|taken| grouped.contains(taken)) {
            if let Some(owner) = owner_of_group(ladder, role, taken, &mut left) {
                let id = match taken {
                    Taken::Skill(skill) => &ladder[skill].id,
                    Taken::Certification(certification) => &ladder[certification].id,
                };
                add(
                    document,
                    [role, owner].map(RoleIndex::index),
                    id,
                    diagnostics,
                );
            }
        }
    }
}

fn stated(ladder: &Ladder, role: RoleIndex) -> [&OwnRequirements; 2] {
    [&ladder[role].required, &ladder[role].recommended]
}

/// The groups of several members that a role asks for, or those that it recommends.
fn own_groups(stated: &OwnRequirements) -> impl Iterator<Item = Grouped<'_>> {
    let certifications = stated.certifications.iter().map(|asked| &asked.value);
    let certifications = certifications.filter(|group| group.members.len() > 1);
    let certifications = certifications.map(Grouped::Certifications);
    let any_of = stated.any_of.iter();
    certifications.chain(any_of.map(|asked| Grouped::Alternatives(&asked.value)))
}

/// Whether a role asks for a skill or a certification by itself, or recommends it.
fn asks_alone(ladder: &Ladder, role: RoleIndex, taken: Taken) -> bool {
    stated(ladder, role).iter().any(|stated| match taken {
        Taken::Skill(skill) => stated.skills.iter().any(|(known, _)| *known == skill),
        Taken::Certification(one) => {
            let mut groups = stated.certifications.iter();
            groups.any(|asked| *asked.value.members == [one])
        }
    })
}

/// The ancestor that asks for a skill or a certification in a group, if none asks for it by itself.
///
/// Groups with the same members are one, which each of their ids takes away.
fn owner_of_group(
    ladder: &Ladder,
    role: RoleIndex,
    taken: Taken,
    left: &mut usize,
) -> Option<RoleIndex> {
    let mut chain = Vec::new();
    let mut next = ladder[role].extends;
    // The ladder may still have a circle of `extends`, which the steps end too.
    while let Some(ancestor) = next.filter(|ancestor| *ancestor != role) {
        let size = stated(ladder, ancestor).map(|stated| {
            let groups = stated.any_of.iter().map(|asked| asked.value.members.len());
            stated.skills.len() + stated.certifications.len() + groups.sum::<usize>()
        });
        *left = left.checked_sub(1 + size[0] + size[1])?;
        chain.push(ancestor);
        next = ladder[ancestor].extends;
    }
    let mut alone = false;
    let mut groups: Vec<StatedGroup> = Vec::new();
    for ancestor in chain.into_iter().rev() {
        let entry = &ladder[ancestor];
        alone &= match taken {
            Taken::Skill(skill) => !entry.without_skills.contains(&skill),
            Taken::Certification(one) => !entry.without_certifications.contains(&one),
        };
        alone |= asks_alone(ladder, ancestor, taken);
        let is_named = |id: &&SmolStr| entry.without_groups.contains(*id);
        groups.retain(|group| !group.ids.iter().any(is_named));
        for (part, stated) in stated(ladder, ancestor).into_iter().enumerate() {
            for group in own_groups(stated).filter(|group| group.members().contains(&taken)) {
                let mut known = groups.iter_mut();
                *left = left.checked_sub(known.len())?;
                let same = known.find(|known| known.part == part && known.group.is_same(group));
                match same {
                    Some(same) => same.ids.extend(group.id()),
                    None => groups.push(StatedGroup {
                        group,
                        part,
                        owner: ancestor,
                        ids: group.id().into_iter().collect(),
                    }),
                }
            }
        }
    }
    let nearest = groups.last().filter(|_| !alone);
    nearest.map(|group| group.owner)
}

fn add(
    document: &LadderDocument,
    [role, owner]: [usize; 2],
    id: &SmolStr,
    diagnostics: &mut Diagnostics,
) {
    let entry = |position: usize| {
        let (id, entry) = document.roles.entries().get(position)?;
        Some((id, entry.valid()?))
    };
    let (Some((role, taker)), Some((owner, giver))) = (entry(role), entry(owner)) else {
        return;
    };
    let Some((position, _)) = taker.without.items().find(|(_, taken)| taken.0 == *id) else {
        return;
    };
    let roles = PointerRef::ROOT.key("roles");
    let path = roles.key(owner);
    let recommended = path.key("recommended");
    let own = found(&giver.certifications, &giver.any_of, id).map(|found| (found, path));
    let found = own.or_else(|| {
        let entry = giver.recommended.valid()?;
        Some((
            found(&entry.certifications, &entry.any_of, id)?,
            recommended,
        ))
    });
    let name = found.and_then(|(group, _)| group.id);
    let help = match name {
        Some(group) => format!("name the whole group by its id, `{}`", group.0),
        None => format!(
            "a group is taken away as a whole: give it an `id` in `{}`, and name that here",
            owner.0
        ),
    };
    let message = format!("`{}` inherits `{id}` only as a member of a group", role.0);
    let at = roles.key(role);
    let diagnostic = diagnostics.add(Code::SplitGroup, at.key("without").item(position), message);
    if let Some((group, path)) = found {
        diagnostic.also(path.key(group.key).item(group.position), "the group");
    }
    diagnostic.help(help);
}

/// A group in a document.
#[derive(Clone, Copy)]
struct FoundGroup<'d> {
    key: &'static str,
    position: usize,
    id: Option<&'d Id>,
}

/// The first group that names a skill or a certification.
fn found<'d>(
    certifications: &'d List<RequiredCertification>,
    any_of: &'d List<AlternativesEntry>,
    id: &SmolStr,
) -> Option<FoundGroup<'d>> {
    let is_it = |member: &Id| member.0 == *id;
    let mut certifications = certifications.items();
    let found = certifications.find_map(|(position, entry)| match entry {
        RequiredCertification::Group(group) => {
            let mut members = group.one_of.items();
            let found = members.any(|(_, member)| is_it(member));
            found.then_some(FoundGroup {
                key: "certifications",
                position,
                id: group.id.valid(),
            })
        }
        RequiredCertification::One(_) => None,
    });
    let mut any_of = any_of.items();
    found.or_else(|| {
        any_of.find_map(|(position, group)| {
            let mut members = group.of.items();
            let found = members.any(|(_, member)| {
                let named = member.skill.valid().or(member.certification.valid());
                named.is_some_and(is_it)
            });
            found.then_some(FoundGroup {
                key: "any_of",
                position,
                id: group.id.valid(),
            })
        })
    })
}
