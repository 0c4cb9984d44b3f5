//! A ladder as a picture: every role, every move, and where the person stands.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    query::{MoveFacts, Named, OverviewAnswer, Pay, Role},
    vocabulary::{Basis, Word},
};

use super::super::{Diagram, DiagramEdge, DiagramNode, Mark, display, move_text};
use super::{asked::asked, pay::shown_pay};

pub fn diagram(overview: &OverviewAnswer) -> Diagram {
    let roles = overview.roles.iter().enumerate();
    let positions: HashMap<&str, usize> = roles
        .map(|(position, role)| (role.id.as_str(), position))
        .collect();
    let position = |id: &str| positions.get(id).copied();
    let person = overview.person.as_ref();
    let present = person.and_then(|person| person.role.as_ref());
    let goal = overview.goal.as_ref();
    let is = |named: Option<&Named>, role: &Role| named.is_some_and(|named| named.id == role.id);
    let way = way(&overview.route);
    let nodes = overview.roles.iter().map(|role| DiagramNode {
        id: role.id.clone(),
        title: role.title.clone(),
        track: role.track.clone(),
        grade: role.grade.clone(),
        facts: facts(role),
        mark: if is(present, role) {
            Mark::Present
        } else if is(goal, role) {
            Mark::Goal
        } else {
            Mark::Plain
        },
        anchor: None,
    });
    let edges = overview.roles.iter().enumerate().flat_map(|(from, role)| {
        let way = &way;
        role.next.iter().filter_map(move |step| {
            Some(DiagramEdge {
                from,
                to: position(&step.role)?,
                kind: step.facts.kind?,
                label: label(&step.facts),
                is_way: way.contains(&(role.id.as_str(), step.role.as_str())),
                is_step: is(present, role),
            })
        })
    });
    let mut nodes: Vec<DiagramNode> = nodes.collect();
    let edges: Vec<DiagramEdge> = edges.collect();
    for step in edges.iter().filter(|edge| edge.is_step) {
        let mark = &mut nodes[step.to].mark;
        if *mark == Mark::Plain {
            *mark = Mark::Next;
        }
    }
    let tracks = overview.tracks.iter();
    let shown = overview.roles.iter().filter_map(|role| fact_pay(role));
    Diagram {
        has_titles_elsewhere: false,
        title: overview.ladder.title.clone(),
        tracks: tracks
            .map(|track| (track.id.clone(), track.title.clone()))
            .collect(),
        nodes,
        edges,
        notes: display::wider(shown.map(|(_, pay)| pay))
            .into_iter()
            .collect(),
    }
}

/// The moves of the way, each as the ids of its two roles.
pub fn way(route: &[SmolStr]) -> HashSet<(&str, &str)> {
    let moves = route.windows(2);
    moves
        .map(|pair| (pair[0].as_str(), pair[1].as_str()))
        .collect()
}

/// What stands in the box of a role: what it asks for besides skills, inherited requirements too, and what it pays.
fn facts(role: &Role) -> Vec<String> {
    let years = role
        .required
        .years
        .as_ref()
        .filter(|years| years.value.0 > 0.0)
        .map(|years| display::durations(years.value, years.max));
    let pay = fact_pay(role)
        .map(|(basis, pay)| format!("{} {} {basis}", pay.terms.currency, display::starred(pay)));
    let asked = asked(role).into_iter().map(|asked| asked.text);
    years.into_iter().chain(asked).chain(pay).collect()
}

/// The pay that stands in the box of a role.
fn fact_pay(role: &Role) -> Option<(Basis, &Pay)> {
    let mut bases = Basis::ALL.iter().copied();
    bases.find_map(|basis| Some((basis, shown_pay(role, basis)?)))
}

fn label(facts: &MoveFacts) -> String {
    let after = facts.after.as_ref();
    let after = after.map(|after| format!("after {}", display::span_of_years(after)));
    move_text::label(after, facts, "made this move")
}
