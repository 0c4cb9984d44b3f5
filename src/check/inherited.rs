//! Reports roles that inherit so many requirements that no answer about all roles could state them.

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, OwnRequirements, RoleIndex},
    text::PointerRef,
};

/// How many requirements all roles of a ladder inherit at most.
const LIMIT: usize = 1_000_000;

/// Reports a ladder over the limit at the role that inherits the most.
pub fn report(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    if diagnostics.has(Code::CircularExtends) {
        return;
    }
    let inherited = inherited(ladder);
    let total = inherited
        .iter()
        .fold(0, |sum: usize, own| sum.saturating_add(*own));
    let largest = ladder.roles().max_by_key(|role| inherited[role.index()]);
    let Some(role) = largest.filter(|_| total > LIMIT) else {
        return;
    };
    let most = inherited[role.index()];
    let message = format!(
        "the roles inherit {total} requirements, more than {LIMIT}; `{}` alone inherits {most}",
        ladder[role].id
    );
    let roles = PointerRef::ROOT.key("roles");
    let at = roles.key(&ladder[role].id);
    diagnostics
        .add(Code::TooManyInherited, at.key("extends"), message)
        .help("let roles extend one that asks for less, or fewer of them this one".to_owned());
}

/// How many requirements each role inherits: those of its ancestors by `extends`, a skill once; `without`
/// takes nothing off.
fn inherited(ladder: &Ladder) -> Vec<usize> {
    let count = ladder.graph.node_count();
    let mut children: Vec<Vec<RoleIndex>> = vec![Vec::new(); count];
    let mut open: Vec<Step> = Vec::new();
    for role in ladder.roles() {
        match ladder[role].extends {
            Some(parent) => children[parent.index()].push(role),
            None => open.push(Step::Enter(role)),
        }
    }
    let mut inherited = vec![0; count];
    // How many roles of the chain ask for each skill, and the number of skills and members of groups in it.
    let mut asked = [
        vec![0_usize; ladder.skills.len()],
        vec![0; ladder.skills.len()],
    ];
    let mut in_force = 0_usize;
    while let Some(step) = open.pop() {
        match step {
            Step::Enter(role) => {
                inherited[role.index()] = in_force;
                in_force += groups(ladder, role);
                for (asked, own) in asked.iter_mut().zip(own(ladder, role)) {
                    for (skill, _) in &own.skills {
                        asked[skill.0] += 1;
                        in_force += usize::from(asked[skill.0] == 1);
                    }
                }
                open.push(Step::Leave(role));
                open.extend(children[role.index()].iter().copied().map(Step::Enter));
            }
            Step::Leave(role) => {
                in_force -= groups(ladder, role);
                for (asked, own) in asked.iter_mut().zip(own(ladder, role)) {
                    for (skill, _) in &own.skills {
                        asked[skill.0] -= 1;
                        in_force -= usize::from(asked[skill.0] == 0);
                    }
                }
            }
        }
    }
    inherited
}

/// A step down the tree of `extends`, or back up.
enum Step {
    Enter(RoleIndex),
    Leave(RoleIndex),
}

fn own(ladder: &Ladder, role: RoleIndex) -> [&OwnRequirements; 2] {
    [&ladder[role].required, &ladder[role].recommended]
}

/// The members of the groups that a role states itself.
fn groups(ladder: &Ladder, role: RoleIndex) -> usize {
    let counts = own(ladder, role).map(|own| {
        let certifications = own.certifications.iter();
        let certifications = certifications.map(|group| group.value.members.len());
        let any_of = own.any_of.iter().map(|group| group.value.members.len());
        certifications.sum::<usize>() + any_of.sum::<usize>()
    });
    counts.iter().sum()
}
