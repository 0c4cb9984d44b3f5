//! Routes as a picture: every role on one of them once, the best route marked.

use crate::query::{Leg, Path};

use super::{
    super::diagram::{Arrow, Diagram, Mark, Node},
    words, years,
};

pub fn diagram(path: &Path) -> Diagram {
    let mut diagram = Diagram {
        title: format!("Routes to {}", path.role.title).into(),
        tracks: path
            .tracks
            .iter()
            .map(|track| (track.id.clone(), track.title.clone()))
            .collect(),
        ..Diagram::default()
    };
    for route in &path.routes {
        let mut here = None;
        for (position, role) in route.roles.iter().enumerate() {
            let legs = &route.moves;
            // Somebody without a role comes onto the first one by a move of its own.
            let leg = (position + legs.len()).checked_sub(route.roles.len());
            let leg = leg.and_then(|leg| legs.get(leg));
            let known = diagram.nodes.iter().position(|node| node.id == role.id);
            let node = known.unwrap_or_else(|| {
                let pay = leg.map_or(&route.pay.present, |leg| &leg.pay);
                let pay = pay
                    .as_ref()
                    .map(|pay| format!("{} {} {}", pay.currency, words::starred(pay), pay.basis));
                diagram.nodes.push(Node {
                    id: role.id.clone(),
                    title: role.title.clone(),
                    track: role.track.clone(),
                    grade: role.grade,
                    facts: pay.into_iter().collect(),
                    mark: mark(path, position, &role.id),
                    anchor: None,
                });
                diagram.nodes.len() - 1
            });
            if let (Some(from), Some(leg)) = (here, leg) {
                add(&mut diagram, arrow(from, node, leg));
            }
            here = Some(node);
        }
    }
    // The first route is the best; a front has none.
    if let Some(best) = path.routes.first().filter(|_| !path.pareto) {
        for leg in &best.moves {
            let id = |position: usize| &diagram.nodes[position].id;
            let own = diagram.arrows.iter().position(|arrow| {
                Some(id(arrow.from)) == leg.from.as_ref() && *id(arrow.to) == leg.role
            });
            if let Some(own) = own {
                diagram.arrows[own].is_way = true;
            }
        }
    }
    diagram
}

fn mark(path: &Path, position: usize, id: &str) -> Mark {
    let present = path.person.as_ref().and_then(|person| person.role.as_ref());
    if id == path.role.id {
        Mark::Goal
    } else if position == 0 && present.is_some() {
        Mark::Present
    } else {
        Mark::Plain
    }
}

fn arrow(from: usize, to: usize, leg: &Leg) -> Arrow {
    let years = leg.spent_on.map(|_| years(leg.years));
    let share = leg
        .share
        .map(|share| format!("{} go this way", words::percent(share)));
    let gate = leg.gate.as_ref().map(ToString::to_string);
    let known: Vec<String> = [years, share, gate].into_iter().flatten().collect();
    Arrow {
        from,
        to,
        kind: leg.kind,
        label: known.join(", "),
        is_way: false,
        is_step: false,
    }
}

/// One move of several routes is one arrow; what it takes on each may differ.
fn add(diagram: &mut Diagram, arrow: Arrow) {
    let same = |known: &&mut Arrow| (known.from, known.to) == (arrow.from, arrow.to);
    if diagram.arrows.iter_mut().find(same).is_none() {
        diagram.arrows.push(arrow);
    }
}
