//! A line with round turns, and the head of its edge.

use std::fmt::Write as _;

/// The radius of a turn, and what the head of an edge measures.
const TURN: i64 = 8;
const HEAD: i64 = 9;
const HALF: i64 = 5;

type Place = (i64, i64);

/// The line through these places, which ends where its head begins.
///
/// It is written from its end: lines that join on the way to one box are dashed alike from there.
pub fn line(points: &[Place]) -> String {
    let mut points: Vec<Place> = points.iter().rev().copied().collect();
    if let [last, before, ..] = points.as_mut_slice() {
        *last = toward(*last, *before, HEAD - 2);
    }
    let mut written = String::new();
    for (position, place) in points.iter().enumerate() {
        let turns = position > 0 && position + 1 < points.len();
        // Writing to a string cannot fail.
        let _ = if turns {
            let (before, after) = (points[position - 1], points[position + 1]);
            let room = length(before, *place).min(length(*place, after)) / 2;
            let radius = room.min(TURN);
            let (start, end) = (
                toward(*place, before, radius),
                toward(*place, after, radius),
            );
            write!(
                written,
                "L{} {}Q{} {} {} {}",
                start.0, start.1, place.0, place.1, end.0, end.1
            )
        } else {
            let letter = if position == 0 { 'M' } else { 'L' };
            write!(written, "{letter}{} {}", place.0, place.1)
        };
    }
    written
}

/// The head of an edge at the end of a line: two strokes that meet there.
pub fn head(points: &[Place]) -> Option<String> {
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

fn length(one: Place, other: Place) -> i64 {
    (one.0 - other.0).abs() + (one.1 - other.1).abs()
}

/// The place so far from one towards another, on an upright or level line.
fn toward(from: Place, to: Place, distance: i64) -> Place {
    let (x, y) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
    let distance = distance.min(length(from, to));
    (from.0 + x * distance, from.1 + y * distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_turns_round_and_ends_at_its_head() {
        let points = [(0, 100), (0, 50), (40, 50), (40, 0)];
        assert_eq!(
            line(&points),
            "M40 7L40 42Q40 50 32 50L8 50Q0 50 0 58L0 100"
        );
        assert_eq!(head(&points).as_deref(), Some("M35 9L40 2L45 9Z"));
        assert_eq!(head(&[(1, 1)]), None);
    }
}
