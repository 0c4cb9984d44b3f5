use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;

use crate::{
    view::{DiagramEdge, DiagramNode},
    vocabulary::{MoveKind, Word},
};

use super::*;

const TRACKS: [&str; 4] = ["a", "b", "c", "d"];

/// The sizes of a terminal and of a page.
fn sizes(grid: &Grid) -> [Metrics; 2] {
    let (columns, rows) = (0..grid.column_count(), 0..grid.row_count());
    let terminal = Metrics {
        box_widths: columns.clone().map(|column| 59 + column % 3 * 2).collect(),
        row_heights: vec![3; rows.len()],
        ..Metrics::terminal(grid)
    };
    let page = Metrics {
        box_widths: columns.map(|column| 200 - column % 3 * 30).collect(),
        row_heights: rows.map(|row| 80 + row % 3 * 20).collect(),
        ..Metrics::page(grid)
    };
    [terminal, page]
}

fn diagram() -> impl Strategy<Value = Diagram> {
    let nodes = prop::collection::vec((0..TRACKS.len(), -1..5_i64), 1..14);
    let edges = prop::collection::vec(
        (
            any::<usize>(),
            any::<usize>(),
            0..MoveKind::ALL.len(),
            prop::bool::weighted(0.2),
        ),
        0..24,
    );
    (nodes, edges).prop_map(|(nodes, edges)| {
        let count = nodes.len();
        let node = |(track, grade): (usize, i64)| DiagramNode {
            track: TRACKS[track].into(),
            grade: grade.into(),
            ..DiagramNode::default()
        };
        let edge = |(from, to, kind, is_way): (usize, usize, usize, bool)| DiagramEdge {
            from: from % count,
            to: to % count,
            kind: MoveKind::ALL[kind],
            label: String::new(),
            is_way,
            is_step: false,
        };
        Diagram {
            tracks: vec![("b".into(), "B".into()), ("a".into(), "A".into())],
            nodes: nodes.into_iter().map(node).collect(),
            edges: edges.into_iter().map(edge).collect(),
            ..Diagram::default()
        }
    })
}

/// The segments of a polyline, each vertical or horizontal.
fn segments(
    polyline: &[(usize, usize)],
) -> impl Iterator<Item = ((usize, usize), (usize, usize))> + '_ {
    let pairs = polyline.windows(2).map(|pair| (pair[0], pair[1]));
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
    fn no_line_crosses_a_box_or_overlaps_another(diagram in diagram(), max_columns in 1..4_usize) {
        let grid = Grid::new(&diagram, max_columns);
        for metrics in sizes(&grid) {
            let Some(layout) = grid.place(&metrics) else {
                prop_assert!(!metrics.shared_ports);
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
            for (polyline, edge) in layout.polylines.iter().zip(&diagram.edges) {
                let ends = (polyline[0], *polyline.last().expect("an end"));
                prop_assert!(is_on_border(ends.0, &layout.boxes[edge.from], metrics.line_width));
                prop_assert!(is_on_border(ends.1, &layout.boxes[edge.to], metrics.line_width));
                for (one, other) in segments(polyline) {
                    prop_assert!(one.0 == other.0 || one.1 == other.1);
                    prop_assert!(other.0 < layout.width && other.1 < layout.height);
                    for area in &layout.boxes {
                        let right = area.x + area.width - metrics.line_width;
                        let bottom = area.y + area.height - metrics.line_width;
                        let inside = one.0 < right && other.0 > area.x && one.1 < bottom && other.1 > area.y;
                        prop_assert!(!inside, "{one:?} {other:?} {area:?}");
                    }
                }
            }
            prop_assert_eq!(overlap(&diagram, &layout), None);
        }
    }
}

/// A point in which lines of two nets meet without crossing.
fn overlap(diagram: &Diagram, layout: &Layout) -> Option<(usize, usize)> {
    let mut points: HashMap<(usize, usize), Directions> = HashMap::new();
    for (polyline, edge) in layout.polylines.iter().zip(&diagram.edges) {
        // A straight edge belongs to no net.
        if polyline.len() == 2 && polyline[0].1 == polyline[1].1 {
            continue;
        }
        let mut meet = |point, direction| {
            let nets = points.entry(point).or_default();
            nets.entry((edge.to, edge.kind, edge.is_way))
                .or_default()
                .insert(direction);
        };
        for (one, other) in segments(polyline) {
            let direction = if one.0 == other.0 {
                Direction::Vertical
            } else {
                Direction::Horizontal
            };
            for x in one.0..=other.0 {
                for y in one.1..=other.1 {
                    meet((x, y), direction);
                }
            }
        }
        for point in polyline {
            meet(*point, Direction::Bend);
        }
    }
    let crosses = |nets: &Directions| {
        let directions: Vec<&BTreeSet<Direction>> = nets.values().collect();
        match directions.as_slice() {
            [_] => true,
            [one, other] => one.len() == 1 && other.len() == 1 && one != other,
            _ => false,
        }
    };
    let mut points = points.iter();
    let found = points.find(|(_, nets)| !crosses(nets));
    found.map(|(point, _)| *point)
}

/// The directions of each net in a point.
type Directions = HashMap<(usize, MoveKind, bool), BTreeSet<Direction>>;

/// The direction of a line in a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Vertical,
    Horizontal,
    Bend,
}
