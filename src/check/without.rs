//! Reports roles that take a member away from a group: a group goes as a whole.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{AlternativesEntry, LadderDocument, List, RequiredCertification, types::Id},
    model::{Alternative, CertificationIndex, Ladder, OwnRequirements, RoleIndex, SkillIndex},
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
struct Grouped<'l> {
    id: Option<&'l SmolStr>,
    members: Vec<Taken>,
}

/// Reports skills and certifications under `without` that a role inherits only as members of a group.
pub fn report(document: &LadderDocument, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let groups = ladder.roles().flat_map(|role| own_groups(ladder, role));
    let grouped: HashSet<Taken> = groups.flat_map(|group| group.members).collect();
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

/// The groups of several members that a role asks for or recommends.
fn own_groups(ladder: &Ladder, role: RoleIndex) -> impl Iterator<Item = Grouped<'_>> {
    stated(ladder, role).into_iter().flat_map(|stated| {
        let certifications = stated.certifications.iter().map(|asked| {
            let members = asked.value.members.iter().copied();
            Grouped {
                id: asked.value.id.as_ref(),
                members: members.map(Taken::Certification).collect(),
            }
        });
        let certifications = certifications.filter(|group| group.members.len() > 1);
        certifications.chain(stated.any_of.iter().map(|asked| {
            let members = asked.value.members.iter();
            Grouped {
                id: asked.value.id.as_ref(),
                members: members
                    .filter_map(|member| match member {
                        Alternative::Skill(skill, _) => Some(Taken::Skill(*skill)),
                        Alternative::Certification(one) => Some(Taken::Certification(*one)),
                        Alternative::Years(_) | Alternative::Education(_) => None,
                    })
                    .collect(),
            }
        }))
    })
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
fn owner_of_group(
    ladder: &Ladder,
    role: RoleIndex,
    taken: Taken,
    left: &mut usize,
) -> Option<RoleIndex> {
    let mut owner = None;
    let mut stays = true;
    let mut gone: Vec<&SmolStr> = Vec::new();
    let mut next = ladder[role].extends;
    // The ladder may still have a circle of `extends`, which the steps end too.
    while let Some(ancestor) = next.filter(|ancestor| *ancestor != role) {
        let entry = &ladder[ancestor];
        let size = stated(ladder, ancestor).map(|stated| {
            let groups = stated.any_of.iter().map(|asked| asked.value.members.len());
            stated.skills.len() + stated.certifications.len() + groups.sum::<usize>()
        });
        *left = left.checked_sub(1 + size[0] + size[1])?;
        if stays && asks_alone(ladder, ancestor, taken) {
            return None;
        }
        for group in own_groups(ladder, ancestor).filter(|_| owner.is_none()) {
            let is_gone = group.id.is_some_and(|id| gone.contains(&id));
            if !is_gone && group.members.contains(&taken) {
                owner = Some(ancestor);
                break;
            }
        }
        stays &= match taken {
            Taken::Skill(skill) => !entry.without_skills.contains(&skill),
            Taken::Certification(one) => !entry.without_certifications.contains(&one),
        };
        gone.extend(&entry.without_groups);
        next = entry.extends;
    }
    owner
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
