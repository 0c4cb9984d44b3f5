use std::collections::{BTreeMap, BTreeSet, HashMap};

use proptest::prelude::*;

use crate::view::{DiagramEdge, DiagramNode};

use super::*;

const KINDS: [&str; 5] = ["promotion", "lateral", "track-switch", "entry", "step-back"];
const TRACKS: [&str; 4] = ["a", "b", "c", "d"];

/// A terminal's sizes, and a page's.
fn sizes(rows: usize) -> [Metrics; 2] {
    let terminal = Metrics {
        box_width: 60,
        row_heights: vec![3; rows],
        lane: 1,
        gap: 2,
        channel: 1,
        margin: 0,
        pad: 1,
        pad_y: 0,
        head: 1,
        edge: 1,
        corner: 1,
        pitch: 1,
        may_crowd: false,
    };
    let page = Metrics {
        box_width: 200,
        row_heights: (0..rows).map(|row| 80 + row % 3 * 20).collect(),
        lane: 10,
        gap: 30,
        channel: 30,
        margin: 20,
        pad: 12,
        pad_y: 8,
        head: 10,
        edge: 0,
        corner: 12,
        pitch: 8,
        may_crowd: true,
    };
    [terminal, page]
}

fn diagram() -> impl Strategy<Value = Diagram> {
    let nodes = prop::collection::vec((0..TRACKS.len(), -1..5_i64), 1..14);
    let edges = prop::collection::vec((any::<usize>(), any::<usize>(), 0..KINDS.len()), 0..24);
    (nodes, edges).prop_map(|(nodes, edges)| {
        let count = nodes.len();
        let node = |(track, grade): (usize, i64)| DiagramNode {
            track: TRACKS[track].into(),
            grade,
            ..DiagramNode::default()
        };
        let edge = |(from, to, kind): (usize, usize, usize)| DiagramEdge {
            from: from % count,
            to: to % count,
            kind: KINDS[kind],
            ..DiagramEdge::default()
        };
        Diagram {
            tracks: vec![("b".into(), "B".into()), ("a".into(), "A".into())],
            nodes: nodes.into_iter().map(node).collect(),
            edges: edges.into_iter().map(edge).collect(),
            ..Diagram::default()
        }
    })
}

/// The pieces of a wire, each upright or level.
fn pieces(wire: &[(usize, usize)]) -> impl Iterator<Item = ((usize, usize), (usize, usize))> + '_ {
    let pairs = wire.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.map(|(one, other)| (one.min(other), one.max(other)))
}

fn is_on_border((x, y): (usize, usize), area: &Rect, edge: usize) -> bool {
    let (right, bottom) = (area.x + area.width - edge, area.y + area.height - edge);
    let beside = (x == area.x || x == right) && (area.y < y && y < bottom);
    let above = (y == area.y || y == bottom) && (area.x < x && x < right);
    beside || above
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_crosses_a_box_or_covers_another(diagram in diagram(), most in 1..4_usize) {
        let grid = Grid::new(&diagram, most);
        for metrics in sizes(grid.row_count()) {
            let Some(layout) = grid.place(&metrics) else {
                prop_assert!(!metrics.may_crowd);
                continue;
            };
            for (position, one) in layout.boxes.iter().enumerate() {
                prop_assert!(one.x + one.width <= layout.width);
                prop_assert!(one.y + one.height <= layout.height);
                for other in &layout.boxes[..position] {
                    let beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
                    let above = one.y + one.height <= other.y || other.y + other.height <= one.y;
                    prop_assert!(beside || above);
                }
            }
            for (wire, edge) in layout.wires.iter().zip(&diagram.edges) {
                let ends = (wire[0], *wire.last().expect("an end"));
                prop_assert!(is_on_border(ends.0, &layout.boxes[edge.from], metrics.edge));
                prop_assert!(is_on_border(ends.1, &layout.boxes[edge.to], metrics.edge));
                for (one, other) in pieces(wire) {
                    prop_assert!(one.0 == other.0 || one.1 == other.1);
                    prop_assert!(other.0 < layout.width && other.1 < layout.height);
                    for area in &layout.boxes {
                        let right = area.x + area.width - metrics.edge;
                        let bottom = area.y + area.height - metrics.edge;
                        let inside = one.0 < right && other.0 > area.x && one.1 < bottom && other.1 > area.y;
                        prop_assert!(!inside, "{one:?} {other:?} {area:?}");
                    }
                }
            }
            prop_assert_eq!(covered(&diagram, &layout), None);
        }
    }
}

/// Where lines of two nets meet in any way but by crossing.
fn covered(diagram: &Diagram, layout: &Layout) -> Option<(usize, usize)> {
    let mut taken: HashMap<(usize, usize), Steps> = HashMap::new();
    for (wire, edge) in layout.wires.iter().zip(&diagram.edges) {
        // A line straight to the next box of its row is no part of a net.
        if wire.len() == 2 && wire[0].1 == wire[1].1 {
            continue;
        }
        let mut meet = |place, step| {
            let nets = taken.entry(place).or_default();
            nets.entry((edge.to, edge.kind)).or_default().insert(step);
        };
        for (one, other) in pieces(wire) {
            let step = if one.0 == other.0 {
                Step::Upright
            } else {
                Step::Level
            };
            for x in one.0..=other.0 {
                for y in one.1..=other.1 {
                    meet((x, y), step);
                }
            }
        }
        for place in wire {
            meet(*place, Step::Turn);
        }
    }
    let crosses = |nets: &Steps| {
        let steps: Vec<&BTreeSet<Step>> = nets.values().collect();
        match steps.as_slice() {
            [_] => true,
            [one, other] => one.len() == 1 && other.len() == 1 && one != other,
            _ => false,
        }
    };
    let mut places = taken.iter();
    let found = places.find(|(_, nets)| !crosses(nets));
    found.map(|(place, _)| *place)
}

/// What each net does in a place.
type Steps<'a> = BTreeMap<(usize, &'a str), BTreeSet<Step>>;

/// What a line does in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Upright,
    Level,
    Turn,
}
