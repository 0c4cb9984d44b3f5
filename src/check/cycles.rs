//! Ways that lead back to where they began, and may not.

use crate::{
    diagnostic::{Code, Diagnostics},
    model::{Ladder, MoveKind, RoleIndex},
    text::PointerRef,
};

/// Notes roles that extend each other in a circle.
pub fn extends(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let parent = |role: usize| {
        let parent = ladder[RoleIndex::new(role)].extends;
        parent.map(RoleIndex::index).into_iter().collect()
    };
    for circle in cycles(ladder.graph.node_count(), parent) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = PointerRef::ROOT.key("roles");
        let role = roles.key(id(circle.start()));
        diagnostics.add(
            Code::CircularExtends,
            role.key("extends"),
            format!("roles extend each other in a circle: {}", circle.path(id)),
        );
    }
}

/// Notes promotions that lead in a circle.
pub fn promotions(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let promoted = |role: usize| {
        let moves = ladder.moves_from(RoleIndex::new(role)).into_iter();
        moves
            .filter(|(_, step)| step.kind == MoveKind::Promotion)
            .map(|(target, _)| target.index())
            .collect()
    };
    for circle in cycles(ladder.graph.node_count(), promoted) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = PointerRef::ROOT.key("roles");
        let role = roles.key(id(circle.start()));
        let target = RoleIndex::new(circle.second());
        let moves = ladder
            .moves_from(RoleIndex::new(circle.start()))
            .into_iter();
        let position = moves.map(|(role, _)| role).position(|role| role == target);
        let next = role.key("next");
        let at = next.item(position.unwrap_or_default());
        let help = if circle.start() == circle.second() {
            "no role leads to itself: take the move away"
        } else {
            "people do step back: give such a move `kind: step-back`, or `lateral`"
        };
        diagnostics
            .add(
                Code::CircularPromotions,
                at,
                format!("promotions lead in a circle: {}", circle.path(id)),
            )
            .help(help.to_owned());
    }
}

/// Notes skills that need each other in a circle.
pub fn needs(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let needed = |skill: usize| {
        let needs = ladder.skills[skill].needs.iter();
        needs.map(|need| need.skill.0).collect()
    };
    for circle in cycles(ladder.skills.len(), needed) {
        let id = |skill: usize| ladder.skills[skill].id.as_str();
        let skills = PointerRef::ROOT.key("skills");
        let skill = skills.key(id(circle.start()));
        diagnostics.add(
            Code::CircularNeeds,
            skill.key("needs"),
            format!("skills need each other in a circle: {}", circle.path(id)),
        );
    }
}

/// Notes certifications that replace each other in a circle.
pub fn replacements(ladder: &Ladder, diagnostics: &mut Diagnostics) {
    let followed = |certification: usize| {
        let successors = ladder.certifications[certification].replaced_by.iter();
        successors.map(|successor| successor.0).collect()
    };
    for circle in cycles(ladder.certifications.len(), followed) {
        let id = |certification: usize| ladder.certifications[certification].id.as_str();
        let certifications = PointerRef::ROOT.key("certifications");
        let certification = certifications.key(id(circle.start()));
        diagnostics.add(
            Code::CircularReplacements,
            certification.key("replaced_by"),
            format!(
                "certifications replace each other in a circle: {}",
                circle.path(id)
            ),
        );
    }
}

/// A way that ends where it began; of a long one, its beginning and its end.
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

    fn start(&self) -> usize {
        self.first[0]
    }

    /// The node after the start, which may be the start itself.
    fn second(&self) -> usize {
        *self.first.get(1).unwrap_or(&self.first[0])
    }

    /// Writes the circle as a path that ends where it began.
    fn path<'a>(&self, name: impl Fn(usize) -> &'a str) -> String {
        let mut names: Vec<String> = Vec::new();
        names.extend(self.first.iter().map(|node| name(*node).to_owned()));
        if self.omitted > 0 {
            names.push(format!("… {} more …", self.omitted));
        }
        names.extend(self.last.iter().map(|node| name(*node).to_owned()));
        names.push(name(self.start()).to_owned());
        names.join(" → ")
    }
}

/// Finds the cycles of a graph whose nodes are numbered from 0.
///
/// Every circle shares an edge with one that is found, so breaking those that are found, and
/// looking again, ends with none.
fn cycles(nodes: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<Cycle> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        /// On the way, at this position.
        OnTheWay(usize),
        Done,
    }
    let mut states = vec![State::New; nodes];
    let mut found = Vec::new();
    for start in 0..nodes {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnTheWay(0);
        let mut way = vec![(start, successors(start).into_iter())];
        while let Some((here, ahead)) = way.last_mut() {
            let here = *here;
            match ahead.next() {
                None => {
                    states[here] = State::Done;
                    way.pop();
                }
                Some(next) => match states[next] {
                    State::New => {
                        states[next] = State::OnTheWay(way.len());
                        way.push((next, successors(next).into_iter()));
                    }
                    State::OnTheWay(position) => {
                        let around = way[position..].iter().map(|(node, _)| *node);
                        found.push(Cycle::of(around));
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
        nodes.map(|circle| circle.first).collect()
    }

    #[test]
    fn a_circle_is_the_nodes_along_it() {
        assert_eq!(find(&[(0, 1), (1, 2), (2, 1)], 3), [[1, 2]]);
        assert_eq!(find(&[(0, 0)], 1), [[0]]);
        assert!(find(&[(0, 1), (0, 2), (1, 2)], 3).is_empty());
    }

    #[test]
    fn a_long_circle_is_told_by_its_ends() {
        let long = Cycle::of((0..25_usize).collect::<Vec<_>>().into_iter());
        assert_eq!((long.omitted, long.last.len()), (5, 10));
        let short = Cycle::of((0..12_usize).collect::<Vec<_>>().into_iter());
        assert_eq!((short.omitted, short.last), (0, vec![10, 11]));
    }

    #[test]
    fn a_long_chain_is_no_burden() {
        let chain = cycles(100_000, |node| {
            if node + 1 < 100_000 {
                vec![node + 1]
            } else {
                Vec::new()
            }
        });
        assert!(chain.is_empty());
    }
}
