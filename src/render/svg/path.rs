//! Turns a polyline into a path with round bends, and its arrow head.

use std::fmt::Write as _;

/// The radius of a bend.
const RADIUS: i64 = 8;
/// The length of an arrow head.
const HEAD: i64 = 9;
/// Half the width of an arrow head.
const HALF: i64 = 5;

type Point = (i64, i64);

/// The path through these points, up to the arrow head.
///
/// It is written from its end, so that the dashes of edges that join before a box coincide.
pub fn line(points: &[Point]) -> String {
    let mut points: Vec<Point> = points.iter().rev().copied().collect();
    if let [last, before, ..] = points.as_mut_slice() {
        *last = toward(*last, *before, HEAD - 2);
    }
    let mut written = String::new();
    for (position, point) in points.iter().enumerate() {
        let is_bend = position > 0 && position + 1 < points.len();
        // Writing to a string cannot fail.
        let _ = if is_bend {
            let (before, after) = (points[position - 1], points[position + 1]);
            let room = length(before, *point).min(length(*point, after)) / 2;
            let radius = room.min(RADIUS);
            let (start, end) = (
                toward(*point, before, radius),
                toward(*point, after, radius),
            );
            write!(
                written,
                "L{} {}Q{} {} {} {}",
                start.0, start.1, point.0, point.1, end.0, end.1
            )
        } else {
            let letter = if position == 0 { 'M' } else { 'L' };
            write!(written, "{letter}{} {}", point.0, point.1)
        };
    }
    written
}

/// The arrow head at the end of a polyline.
pub fn head(points: &[Point]) -> Option<String> {
    let [.., before, last] = points else {
        return None;
    };
    let tip = toward(*last, *before, 2);
    let base = toward(*last, *before, HEAD);
    let (across, along) = if before.0 == last.0 {
        (HALF, 0)
    } else {
        (0, HALF)
    };
    Some(format!(
        "M{} {}L{} {}L{} {}Z",
        base.0 - across,
        base.1 - along,
        tip.0,
        tip.1,
        base.0 + across,
        base.1 + along
    ))
}

fn length(one: Point, other: Point) -> i64 {
    (one.0 - other.0).abs() + (one.1 - other.1).abs()
}

/// The point at a distance from one point towards another, on a vertical or horizontal line.
fn toward(from: Point, to: Point, distance: i64) -> Point {
    let (x, y) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
    let distance = distance.min(length(from, to));
    (from.0 + x * distance, from.1 + y * distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_round_bends_and_ends_at_its_head() {
        let points = [(0, 100), (0, 50), (40, 50), (40, 0)];
        assert_eq!(
            line(&points),
            "M40 7L40 42Q40 50 32 50L8 50Q0 50 0 58L0 100"
        );
        assert_eq!(head(&points).as_deref(), Some("M35 9L40 2L45 9Z"));
        assert_eq!(head(&[(1, 1)]), None);
    }
}
