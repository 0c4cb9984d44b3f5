//! Reports cycles of `extends`, of promotions, of prerequisites and of replacements.

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, RoleIndex},
    text::PointerRef,
    vocabulary::MoveKind,
};

/// Reports every cycle that a ladder must not have.
pub fn report(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let role_id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
    let parent = |role: usize| {
        let parent = ladder[RoleIndex::new(role)].extends;
        parent.map(RoleIndex::index).into_iter().collect()
    };
    for cycle in cycles(ladder.graph.node_count(), parent) {
        let what = "roles extend each other";
        cycle.report(
            Code::CircularExtends,
            what,
            ["roles", "extends"],
            role_id,
            diagnostics,
        );
    }
    promotions(ladder, diagnostics);
    let skill_id = |skill: usize| ladder.skills[skill].id.as_str();
    let needs = |skill: usize| {
        let needs = ladder.skills[skill].needs.iter();
        needs.map(|need| need.skill.0).collect()
    };
    for cycle in cycles(ladder.skills.len(), needs) {
        let what = "skills need each other";
        cycle.report(
            Code::CircularNeeds,
            what,
            ["skills", "needs"],
            skill_id,
            diagnostics,
        );
    }
    let id = |certification: usize| ladder.certifications[certification].id.as_str();
    let successors = |certification: usize| {
        let successors = ladder.certifications[certification].replaced_by.iter();
        successors.map(|successor| successor.0).collect()
    };
    for cycle in cycles(ladder.certifications.len(), successors) {
        let what = "certifications replace each other";
        let at = ["certifications", "replaced_by"];
        cycle.report(Code::CircularReplacements, what, at, id, diagnostics);
    }
}

fn promotions(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
    let promotions = |role: usize| {
        let moves = ladder.moves_from(RoleIndex::new(role)).into_iter();
        moves
            .filter(|(_, edge)| edge.kind == MoveKind::Promotion)
            .map(|(target, _)| target.index())
            .collect()
    };
    for cycle in cycles(ladder.graph.node_count(), promotions) {
        let target = RoleIndex::new(cycle.second());
        let moves = ladder.moves_from(RoleIndex::new(cycle.start())).into_iter();
        let position = moves.map(|(role, _)| role).position(|role| role == target);
        let roles = PointerRef::ROOT.key("roles");
        let role = roles.key(id(cycle.start()));
        let at = role.key("next");
        let help = if cycle.start() == cycle.second() {
            "remove this move from a role to itself"
        } else {
            "give a move back to a lower role `kind: step-back`, or `kind: lateral`"
        };
        let at = at.item(position.unwrap_or_default());
        let message = format!("promotions lead in a circle: {}", cycle.path(id));
        diagnostics
            .add(Code::CircularPromotions, at, message)
            .help(help.to_owned());
    }
}

/// The nodes of a cycle; of a long one, only the first and the last.
#[derive(Debug, PartialEq)]
struct Cycle {
    first: Vec<usize>,
    omitted: usize,
    last: Vec<usize>,
}

impl Cycle {
    /// How many nodes are kept at either end.
    const KEPT: usize = 10;

    fn of(nodes: impl ExactSizeIterator<Item = usize> + Clone) -> Self {
        let count = nodes.len();
        let first = nodes.clone().take(Self::KEPT).collect();
        let rest = count.saturating_sub(Self::KEPT);
        let last: Vec<usize> = nodes.skip(count - rest.min(Self::KEPT)).collect();
        Self {
            first,
            omitted: rest - last.len(),
            last,
        }
    }

    /// Reports the cycle at a key of its first entry.
    fn report<'a>(
        &self,
        code: Code,
        what: &str,
        [section, key]: [&str; 2],
        id: impl Fn(usize) -> &'a str,
        diagnostics: &mut Diagnostics,
    ) {
        let message = format!("{what} in a circle: {}", self.path(&id));
        let entries = PointerRef::ROOT.key(section);
        diagnostics.add(code, entries.key(id(self.start())).key(key), message);
    }

    fn start(&self) -> usize {
        self.first[0]
    }

    /// The node after the start, which may be the start itself.
    fn second(&self) -> usize {
        *self.first.get(1).unwrap_or(&self.first[0])
    }

    /// The cycle as text, with the start repeated at the end.
    fn path<'a>(&self, name: impl Fn(usize) -> &'a str) -> String {
        let names = |nodes: &[usize]| nodes.iter().map(|node| name(*node)).collect::<Vec<_>>();
        let omitted = format!("… {} more …", self.omitted);
        let mut path = names(&self.first);
        path.extend((self.omitted > 0).then_some(omitted.as_str()));
        path.extend(names(&self.last));
        path.push(name(self.start()));
        path.join(" → ")
    }
}

/// Finds cycles of a graph whose nodes are numbered from 0, by depth-first search: one per back
/// edge.
///
/// Every cycle shares an edge with one that is found, so breaking those and searching again ends
/// with none.
fn cycles(nodes: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<Cycle> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        /// At this position of the current path.
        OnPath(usize),
        Done,
    }
    let mut states = vec![State::New; nodes];
    let mut found = Vec::new();
    for start in 0..nodes {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnPath(0);
        let mut path = vec![(start, successors(start).into_iter())];
        while let Some((node, successors_left)) = path.last_mut() {
            let node = *node;
            match successors_left.next() {
                None => {
                    states[node] = State::Done;
                    path.pop();
                }
                Some(next) => match states[next] {
                    State::New => {
                        states[next] = State::OnPath(path.len());
                        path.push((next, successors(next).into_iter()));
                    }
                    State::OnPath(position) => {
                        let nodes = path[position..].iter().map(|(node, _)| *node);
                        found.push(Cycle::of(nodes));
                    }
                    State::Done => (),
                },
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(edges: &[(usize, usize)], nodes: usize) -> Vec<Vec<usize>> {
        let found = cycles(nodes, |from| {
            let out = edges.iter().filter(|edge| edge.0 == from);
            out.map(|edge| edge.1).collect()
        });
        let nodes = found.into_iter();
        nodes.map(|cycle| cycle.first).collect()
    }

    #[test]
    fn a_cycle_is_the_nodes_along_it() {
        assert_eq!(find(&[(0, 1), (1, 2), (2, 1)], 3), [[1, 2]]);
        assert_eq!(find(&[(0, 0)], 1), [[0]]);
        assert!(find(&[(0, 1), (0, 2), (1, 2)], 3).is_empty());
    }

    #[test]
    fn a_long_cycle_keeps_its_first_and_last_nodes() {
        let long = Cycle::of((0..25_usize).collect::<Vec<_>>().into_iter());
        assert_eq!((long.omitted, long.last.len()), (5, 10));
        let short = Cycle::of((0..12_usize).collect::<Vec<_>>().into_iter());
        assert_eq!((short.omitted, short.last), (0, vec![10, 11]));
    }

    #[test]
    fn a_long_chain_has_no_cycle() {
        let next = |node| (node + 1 < 100_000).then_some(node + 1);
        assert!(cycles(100_000, |node| next(node).into_iter().collect()).is_empty());
    }
}
