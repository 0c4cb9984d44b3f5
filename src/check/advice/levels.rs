//! Warns of prerequisites that no role asks for and of promotions that ask for nothing more, and notes levels that
//! fall with a promotion.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{
    diagnostic::{Code, Diagnostics},
    load::{LadderDocument, NeedEntry},
    model::{Alternative, Ladder, Level, Resolver, RoleIndex, SkillIndex},
    text::{Place, PointerRef},
    vocabulary::MoveKind,
};

/// Warns of prerequisites that no role asks for.
pub fn unrequired(document: &LadderDocument, ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let mut asked = vec![false; ladder.skills.len()];
    for role in ladder.roles().map(|role| &ladder[role]) {
        let both = role.required.skills.iter().chain(&role.recommended.skills);
        for (skill, _) in both {
            asked[skill.0] = true;
        }
        for stated in [&role.required, &role.recommended] {
            let groups = stated
                .any_of
                .iter()
                .flat_map(|group| group.value.members.iter());
            let alternatives = groups.filter_map(|member| match member {
                Alternative::Skill(skill, _) => Some(skill),
                _ => None,
            });
            let points = stated
                .points
                .iter()
                .flat_map(|points| points.value.skills.iter());
            for skill in alternatives.chain(points) {
                asked[skill.0] = true;
            }
        }
    }
    let positions = ladder.skills.iter().map(|skill| skill.id.as_str()).zip(0..);
    let positions: HashMap<&str, usize> = positions.collect();
    let skills = PointerRef::ROOT.key("skills");
    for (id, entry) in document.skills.entries() {
        let own = positions.get(id.as_str());
        let Some(entry) = entry.valid().filter(|_| own.is_some_and(|own| asked[*own])) else {
            continue;
        };
        let skill = skills.key(id);
        let needs = skill.key("needs");
        let mut check = |needed: &str, at: PointerRef| {
            if positions.get(needed).is_some_and(|skill| !asked[*skill]) {
                let id = id.as_str();
                let message = format!("`{id}` needs `{needed}`, which no role asks for");
                diagnostics.add(Code::UnrequiredNeed, at, message).help(format!(
                    "ask for `{needed}` in the role that asks for `{id}`, or remove it from `needs`"
                ));
            }
        };
        for (position, need) in entry.needs.items() {
            let item = needs.item(position);
            match need {
                NeedEntry::Skill(needed) => check(needed, item),
                NeedEntry::Levels(levels) => {
                    for (needed, _) in &levels.0 {
                        check(needed, item.name(needed));
                    }
                }
            }
        }
    }
}

/// The largest number of levels that are compared; a hand-written ladder has a few thousand.
const COMPARISONS: usize = 2_000_000;

/// Notes skills for which a promotion leads to a lower level.
pub fn falling(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let sizes = inherited_sizes(ladder, own_levels(ladder));
    let mut left = COMPARISONS;
    for role in ladder.roles() {
        let moves = ladder.moves_from(role).into_iter().enumerate();
        let promotions = moves.filter(|(_, (_, edge))| edge.kind == MoveKind::Promotion);
        for (position, (target, _)) in promotions {
            let cost = sizes[role.index()] + sizes[target.index()];
            let Some(rest) = left.checked_sub(cost) else {
                return;
            };
            left = rest;
            level_drops(ladder, role, position, target, diagnostics);
        }
    }
}

/// Warns of promotions that ask for nothing more than the role before: neither a requirement nor time nor a gate.
pub fn unraised(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let sizes = inherited_sizes(ladder, |role| {
        let required = &ladder[role].required;
        let members = required
            .certifications
            .iter()
            .map(|group| group.value.members.len());
        let others = required
            .any_of
            .iter()
            .map(|group| group.value.members.len());
        members.chain(others).sum()
    });
    let levels = inherited_sizes(ladder, own_levels(ladder));
    let roles = PointerRef::ROOT.key("roles");
    let mut resolvers = [Resolver::new(ladder), Resolver::new(ladder)];
    let mut left = COMPARISONS;
    for from in ladder.roles() {
        for (position, (to, edge)) in ladder.moves_from(from).into_iter().enumerate() {
            if edge.kind != MoveKind::Promotion || edge.after.is_some() || edge.gate.is_some() {
                continue;
            }
            // Every group is compared with every other.
            let groups = sizes[from.index()] + sizes[to.index()];
            let cost = groups.saturating_mul(groups) + levels[from.index()] + levels[to.index()];
            let Some(rest) = left.checked_sub(cost) else {
                return;
            };
            left = rest;
            let [own, others] = &mut resolvers;
            if own.requires_no_more(to, others, from) {
                let (from_id, to_id) = (&ladder[from].id, &ladder[to].id);
                let role = roles.key(from_id);
                let next = role.key("next");
                let message =
                    format!("the promotion to `{to_id}` asks for nothing more than `{from_id}`");
                let help = format!(
                    "raise what `{to_id}` asks for, or give the move a time (`after`) or a `gate`"
                );
                diagnostics
                    .add(Code::UnraisedPromotion, next.item(position), message)
                    .help(help);
            }
        }
    }
}

/// How many levels a role states and takes away.
fn own_levels(ladder: &Ladder) -> impl Fn(RoleIndex) -> usize {
    |role| ladder[role].required.skills.len() + ladder[role].without_skills.len()
}

/// The number of roles that every role inherits from, itself too, and of what each of these has of its own.
fn inherited_sizes(ladder: &Ladder, own: impl Fn(RoleIndex) -> usize) -> Vec<usize> {
    let mut sizes = vec![0_usize; ladder.graph.node_count()];
    for role in ladder.roles() {
        let mut chain = vec![role];
        while let Some(parent) = chain.last().and_then(|role| ladder[*role].extends)
            && sizes[chain[chain.len() - 1].index()] == 0
        {
            chain.push(parent);
        }
        let mut size = 0;
        for ancestor in chain.into_iter().rev() {
            let known = sizes[ancestor.index()];
            size = match known {
                0 => size + own(ancestor) + 1,
                known => known,
            };
            sizes[ancestor.index()] = size;
        }
    }
    sizes
}

fn level_drops(
    ladder: &Ladder,
    from: RoleIndex,
    position: usize,
    to: RoleIndex,
    diagnostics: &mut Diagnostics,
) {
    let before = levels(ladder, from);
    let own = ladder[to].required.skills.iter();
    let own: HashSet<SkillIndex> = own.map(|(skill, _)| *skill).collect();
    let roles = PointerRef::ROOT.key("roles");
    let (from_id, to_id) = (&ladder[from].id, &ladder[to].id);
    for (skill, after) in levels(ladder, to) {
        let Some(before) = before.get(&skill).filter(|before| **before > after) else {
            continue;
        };
        let scale = ladder.scale(skill);
        let id = &ladder[skill].id;
        let at: Place = if own.contains(&skill) {
            roles.key(to_id).key("skills").key(id).into()
        } else {
            roles.key(from_id).key("next").item(position).into()
        };
        let message = format!(
            "`{id}` falls from {} to {} with the promotion from `{from_id}` to `{to_id}`",
            scale.name(*before),
            scale.name(after)
        );
        diagnostics.add(Code::FallingLevel, at, message);
    }
}

/// The levels that a role asks for, own and inherited.
fn levels(ladder: &Ladder, role: RoleIndex) -> BTreeMap<SkillIndex, Level> {
    let mut levels = BTreeMap::new();
    for ancestor in ladder.chain(role).into_iter().rev() {
        for skill in &ladder[ancestor].without_skills {
            levels.remove(skill);
        }
        let own = ladder[ancestor].required.skills.iter();
        levels.extend(own.map(|(skill, asked)| (*skill, asked.value)));
    }
    levels
}
