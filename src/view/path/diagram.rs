//! Routes as a picture: every role on one of them once, the best route marked.

use crate::query::{PathAnswer, Pay, RouteMove};

use super::super::{Diagram, DiagramEdge, DiagramNode, Mark, display, move_text};
use super::AHEAD;

pub fn diagram(path: &PathAnswer) -> Diagram {
    let mut diagram = Diagram {
        title: format!("Routes to {}", path.role.title).into(),
        tracks: path
            .tracks
            .iter()
            .map(|track| (track.id.clone(), track.title.clone()))
            .collect(),
        ..Diagram::default()
    };
    let mut shown: Vec<&Pay> = Vec::new();
    for route in &path.routes {
        let mut here = None;
        for (position, role) in route.roles.iter().enumerate() {
            let legs = &route.moves;
            // A person without a role comes onto the first one by a move of its own.
            let route_move = (position + legs.len()).checked_sub(route.roles.len());
            let route_move = route_move.and_then(|route_move| legs.get(route_move));
            let known = diagram.nodes.iter().position(|node| node.id == role.id);
            let node = known.unwrap_or_else(|| {
                let pay = route_move.map_or(&route.pay.present, |route_move| &route_move.pay);
                shown.extend(pay);
                let pay = pay.as_ref().map(|pay| {
                    format!(
                        "{} {} {}",
                        pay.terms.currency,
                        display::starred(pay),
                        pay.terms.basis
                    )
                });
                diagram.nodes.push(DiagramNode {
                    id: role.id.clone(),
                    title: role.title.clone(),
                    track: role.track.clone(),
                    grade: role.grade.clone(),
                    facts: pay.into_iter().collect(),
                    mark: mark(path, position, &role.id),
                    anchor: None,
                });
                diagram.nodes.len() - 1
            });
            if let (Some(from), Some(route_move)) = (here, route_move)
                && let Some(edge) = edge(from, node, route_move)
            {
                add(&mut diagram, edge);
            }
            here = Some(node);
        }
    }
    diagram.notes.extend(display::wider(shown.into_iter()));
    // The first route is the best; a front has none.
    if let Some(best) = path.routes.first().filter(|_| !path.pareto) {
        for route_move in &best.moves {
            let id = |position: usize| &diagram.nodes[position].id;
            let own = diagram.edges.iter().position(|edge| {
                Some(id(edge.from)) == route_move.from.as_ref()
                    && *id(edge.to) == route_move.step.role
            });
            if let Some(own) = own {
                diagram.edges[own].is_way = true;
            }
        }
    }
    diagram
}

fn mark(path: &PathAnswer, position: usize, id: &str) -> Mark {
    let present = path
        .header
        .person
        .as_ref()
        .and_then(|person| person.role.as_ref());
    if id == path.role.id {
        Mark::Goal
    } else if position == 0 && present.is_some() {
        Mark::Present
    } else {
        Mark::Plain
    }
}

fn edge(from: usize, to: usize, route_move: &RouteMove) -> Option<DiagramEdge> {
    let years = route_move.spent_on.map(|_| display::time(route_move.years));
    let facts = &route_move.step.facts;
    Some(DiagramEdge {
        from,
        to,
        kind: facts.kind?,
        label: move_text::label(years, facts, AHEAD),
        is_way: false,
        is_step: false,
    })
}

/// One move of several routes is one edge; what it takes on each may differ.
fn add(diagram: &mut Diagram, edge: DiagramEdge) {
    let same = |known: &&mut DiagramEdge| (known.from, known.to) == (edge.from, edge.to);
    if diagram.edges.iter_mut().find(same).is_none() {
        diagram.edges.push(edge);
    }
}
