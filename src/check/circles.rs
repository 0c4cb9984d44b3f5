//! Ways that lead back to where they began, and may not.

use crate::{
    diagnostic::{Code, Report},
    model::{Ladder, MoveKind, RoleIndex},
    text::Path,
};

/// Notes roles that extend each other in a circle.
pub fn extends(ladder: &Ladder, report: &mut Report) {
    let parent = |role: usize| {
        let parent = ladder[RoleIndex::new(role)].extends;
        parent.map(RoleIndex::index).into_iter().collect()
    };
    for circle in circles(ladder.graph.node_count(), parent) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = Path::TOP.key("roles");
        let role = roles.key(id(circle[0]));
        report.tell(
            Code::CircularExtends,
            role.key("extends"),
            format!("roles extend each other in a circle: {}", path(&circle, id)),
        );
    }
}

/// Notes promotions that lead in a circle.
pub fn promotions(ladder: &Ladder, report: &mut Report) {
    let promoted = |role: usize| {
        let moves = ladder.moves_from(RoleIndex::new(role)).into_iter();
        moves
            .filter(|(_, step)| step.kind == MoveKind::Promotion)
            .map(|(target, _)| target.index())
            .collect()
    };
    for circle in circles(ladder.graph.node_count(), promoted) {
        let id = |role: usize| ladder[RoleIndex::new(role)].id.as_str();
        let roles = Path::TOP.key("roles");
        let role = roles.key(id(circle[0]));
        report
            .tell(
                Code::CircularPromotions,
                role.key("next"),
                format!("promotions lead in a circle: {}", path(&circle, id)),
            )
            .help(
                "people do step back: give such a move `kind: step-back`, or `lateral`".to_owned(),
            );
    }
}

/// Notes skills that need each other in a circle.
pub fn needs(ladder: &Ladder, report: &mut Report) {
    let needed = |skill: usize| {
        let needs = ladder.skills[skill].needs.iter();
        needs.map(|need| need.skill.0).collect()
    };
    for circle in circles(ladder.skills.len(), needed) {
        let id = |skill: usize| ladder.skills[skill].id.as_str();
        let skills = Path::TOP.key("skills");
        let skill = skills.key(id(circle[0]));
        report.tell(
            Code::CircularNeeds,
            skill.key("needs"),
            format!("skills need each other in a circle: {}", path(&circle, id)),
        );
    }
}

/// Notes certifications that replace each other in a circle.
pub fn replacements(ladder: &Ladder, report: &mut Report) {
    let followed = |certification: usize| {
        let successors = ladder.certifications[certification].replaced_by.iter();
        successors.map(|successor| successor.0).collect()
    };
    for circle in circles(ladder.certifications.len(), followed) {
        let id = |certification: usize| ladder.certifications[certification].id.as_str();
        let certifications = Path::TOP.key("certifications");
        let certification = certifications.key(id(circle[0]));
        report.tell(
            Code::CircularReplacements,
            certification.key("replaced_by"),
            format!(
                "certifications replace each other in a circle: {}",
                path(&circle, id)
            ),
        );
    }
}

/// Finds the circles of a graph whose nodes are numbered from 0, each as the nodes along it.
///
/// Every circle shares an edge with one that is found, so breaking those that are found, and
/// looking again, ends with none.
fn circles(nodes: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnTheWay,
        Done,
    }
    let mut states = vec![State::New; nodes];
    let mut found = Vec::new();
    for start in 0..nodes {
        if states[start] != State::New {
            continue;
        }
        states[start] = State::OnTheWay;
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
                        states[next] = State::OnTheWay;
                        way.push((next, successors(next).into_iter()));
                    }
                    State::OnTheWay => {
                        let nodes = way.iter().map(|(node, _)| *node);
                        found.push(nodes.skip_while(|node| *node != next).collect());
                    }
                    State::Done => (),
                },
            }
        }
    }
    found
}

/// Writes a circle as a path that ends where it began.
fn path<'a>(circle: &[usize], name: impl Fn(usize) -> &'a str) -> String {
    let around = circle.iter().chain(circle.first());
    let names: Vec<&str> = around.map(|node| name(*node)).collect();
    names.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(edges: &[(usize, usize)], nodes: usize) -> Vec<Vec<usize>> {
        circles(nodes, |from| {
            let out = edges.iter().filter(|edge| edge.0 == from);
            out.map(|edge| edge.1).collect()
        })
    }

    #[test]
    fn a_circle_is_the_nodes_along_it() {
        assert_eq!(find(&[(0, 1), (1, 2), (2, 1)], 3), [[1, 2]]);
        assert_eq!(find(&[(0, 0)], 1), [[0]]);
        assert!(find(&[(0, 1), (0, 2), (1, 2)], 3).is_empty());
    }

    #[test]
    fn a_long_chain_is_no_burden() {
        let chain = circles(100_000, |node| {
            if node + 1 < 100_000 {
                vec![node + 1]
            } else {
                Vec::new()
            }
        });
        assert!(chain.is_empty());
    }
}
