use std::collections::{BTreeSet, HashMap};

use ladder::{
    check, load,
    model::{Day, Ladder},
    query::{self, Focus, PayFilter},
    render::{Format, Medium, render},
    text::Text,
    view::Carried,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::process::{TODAY, ladder, stdout};

/// The directions in which lines leave a cell.
const WAYS: [(isize, isize); 4] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// The lines of each symbol: up, right, down, left.
const SIGNS: [(&str, [bool; 4]); 15] = [
    ("│┃╎╏┊┋╿╽", [true, false, true, false]),
    ("─━╌╍┈┉╾╼", [false, true, false, true]),
    ("┌┍┎┏", [false, true, true, false]),
    ("┐┑┒┓", [false, false, true, true]),
    ("└┕┖┗", [true, true, false, false]),
    ("┘┙┚┛", [true, false, false, true]),
    ("├┝┞┟┠┡┢┣", [true, true, true, false]),
    ("┤┥┦┧┨┩┪┫", [true, false, true, true]),
    ("┬┭┮┯┰┱┲┳", [false, true, true, true]),
    ("┴┵┶┷┸┹┺┻", [true, true, false, true]),
    ("┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋", [true; 4]),
    ("▲", [false, false, true, false]),
    ("►", [false, false, false, true]),
    ("▼", [true, false, false, false]),
    ("◄", [false, true, false, false]),
];

type Place = (usize, usize);

struct Drawing {
    cells: Vec<Vec<char>>,
    /// The box to which each cell of a frame belongs.
    frames: HashMap<Place, String>,
}

impl Drawing {
    fn read(text: &str) -> Self {
        let cells = text.lines().map(|line| line.chars().collect()).collect();
        let mut drawing = Self {
            cells,
            frames: HashMap::new(),
        };
        for y in 0..drawing.cells.len() {
            for x in 0..drawing.cells[y].len() {
                drawing.frame(x, y);
            }
        }
        drawing
    }

    fn at(&self, (x, y): Place) -> char {
        let row = self.cells.get(y);
        row.and_then(|row| row.get(x)).copied().unwrap_or(' ')
    }

    /// Records the frame whose upper left corner is here, if it contains an id.
    fn frame(&mut self, x: usize, y: usize) {
        let is_id = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
        let inside = (self.at((x + 1, y + 1)), self.at((x + 2, y + 1)));
        if !"┌┏".contains(self.at((x, y))) || inside.0 != ' ' || !is_id(inside.1) {
            return;
        }
        let id: String = (x + 2..)
            .map(|x| self.at((x, y + 1)))
            .take_while(|letter| is_id(*letter))
            .collect();
        let right = (x + 1..self.cells[y].len())
            .find(|x| "┐┓".contains(self.at((*x, y))))
            .expect("a corner");
        let bottom = (y + 1..self.cells.len())
            .find(|y| "└┗".contains(self.at((x, *y))))
            .expect("a corner");
        for x in x..=right {
            self.frames
                .extend([y, bottom].map(|y| ((x, y), id.clone())));
        }
        for y in y..=bottom {
            self.frames.extend([x, right].map(|x| ((x, y), id.clone())));
        }
    }

    fn lines(&self, place: Place) -> [bool; 4] {
        let sign = self.at(place);
        let known = SIGNS.iter().find(|(signs, _)| signs.contains(sign));
        known.map_or([false; 4], |(_, lines)| *lines)
    }

    /// Every pair of boxes that an arrow connects.
    fn arrows(&self) -> BTreeSet<(String, String)> {
        let mut arrows = BTreeSet::new();
        for (y, row) in self.cells.iter().enumerate() {
            for (x, sign) in row.iter().enumerate() {
                let Some(way) = ['▲', '►', '▼', '◄'].iter().position(|head| head == sign)
                else {
                    continue;
                };
                let place = (x, y);
                let target = self.frames[&step(place, way)].clone();
                let back = (way + 2) % 4;
                // A head that meets another comes from the other box.
                let mut open = vec![(step(place, back), back)];
                let mut seen = BTreeSet::new();
                while let Some((place, way)) = open.pop() {
                    if let Some(source) = self.frames.get(&place) {
                        arrows.insert((source.clone(), target.clone()));
                        continue;
                    }
                    let lines = self.lines(place);
                    let is_head = "▲►▼◄".contains(self.at(place));
                    assert!(lines != [false; 4], "a line breaks off at {place:?}");
                    // One that another crosses goes on behind it.
                    let is_behind = is_head || !lines[(way + 2) % 4];
                    for (next, leaves) in lines.into_iter().enumerate() {
                        let goes = if is_behind { next == way } else { leaves };
                        if goes && next != (way + 2) % 4 && seen.insert((place, next)) {
                            open.push((step(place, next), next));
                        }
                    }
                }
            }
        }
        arrows
    }
}

fn step((x, y): Place, way: usize) -> Place {
    let (right, down) = WAYS[way];
    (x.wrapping_add_signed(right), y.wrapping_add_signed(down))
}

/// Following the lines of a drawing back from each arrow head finds exactly the moves of the
/// ladder.
#[test]
fn the_lines_of_a_drawing_are_the_moves_of_the_ladder() {
    for name in [
        "machine-learning-engineer",
        "tests/ladders/crossroads.yaml",
        "tests/ladders/three-tracks.yaml",
        "tests/ladders/small.yaml",
        "tests/ladders/wide.yaml",
    ] {
        let show = |more: &[&str]| {
            let mut command = ladder(&["show", "--ladder", name]);
            stdout(command.args(more).args(TODAY))
        };
        let answer: Value = serde_json::from_str(&show(&["--format", "json"])).expect("sound JSON");
        let roles = answer["roles"].as_array().expect("roles");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let moves: BTreeSet<(String, String)> = roles
            .iter()
            .flat_map(|role| {
                let next = role["next"].as_array().expect("moves").iter();
                next.map(|step| (text(&role["id"]), text(&step["role"])))
            })
            .collect();
        let shown = show(&["--width", "240"]);
        let drawn = between(&shown);
        assert_eq!(Drawing::read(drawn).arrows(), moves, "{name}\n{drawn}");
    }
}

/// The drawing of `ladder show` in a terminal of this width.
fn drawn(ladder: &Ladder, width: usize) -> String {
    let day = Day::constant(2026, 11, 20);
    let focus = Focus {
        is_whole: true,
        ..Focus::default()
    };
    let overview = query::overview(ladder, &PayFilter::default(), day, &focus);
    let medium = Medium {
        width: Some(width),
        ..Medium::default()
    };
    let shown = render(&overview, Format::Table, medium, &Carried::default())
        .expect("a table is for every answer");
    between(&shown).to_owned()
}

/// The lines between the title and the table of the roles.
fn between(shown: &str) -> &str {
    let (_, rest) = shown.split_once("\n\n").expect("a title");
    let (drawn, _) = rest.split_once("\n\nRoles\n").expect("roles");
    drawn
}

fn read(text: String) -> Ladder {
    let text = Text::new("a.json", text);
    load::ladder(&text)
        .and_then(|loaded| check::ladder(&loaded.document, loaded.diagnostics))
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"))
}

/// Roles with random tracks and grades, and moves of all kinds between them.
fn random(
    roles: &[(usize, i64)],
    moves: &[(usize, usize)],
) -> (Ladder, BTreeSet<(String, String)>) {
    let name = |role: usize| format!("r{role}");
    let mut pairs = BTreeSet::new();
    let entries = roles.iter().enumerate().map(|(role, (track, grade))| {
        let mut next = Vec::new();
        for (from, to) in moves {
            let (from, to) = (from % roles.len(), to % roles.len());
            if from == role && pairs.insert((name(from), name(to))) {
                let kind = match (roles[to], roles[from]) {
                    (to, from) if to.0 == from.0 && to.1 > from.1 => "promotion",
                    (to, from) if to.0 == from.0 && to.1 == from.1 => "lateral",
                    (to, from) if to.1 < from.1 => "step-back",
                    _ => "track-switch",
                };
                next.push(json!({ "role": name(to), "kind": kind }));
            }
        }
        let entry =
            json!({ "title": "R", "track": format!("t{track}"), "grade": grade, "next": next });
        (name(role), entry)
    });
    let entries: serde_json::Map<String, Value> = entries.collect();
    let ladder = json!({
        "id": "random", "title": "Random", "proficiency": ["low"],
        "tracks": { "t0": "A", "t1": "B", "t2": "C" }, "roles": entries,
    });
    (read(ladder.to_string()), pairs)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_lines_of_any_drawing_are_its_moves(
        roles in prop::collection::vec((0..3_usize, 1..4_i64), 1..9),
        moves in prop::collection::vec((any::<usize>(), any::<usize>()), 0..9),
    ) {
        let (ladder, moves) = random(&roles, &moves);
        let drawn = drawn(&ladder, 240);
        prop_assert_eq!(Drawing::read(&drawn).arrows(), moves, "{}", drawn);
    }
}

/// Thousands of roles are not drawn as text; a message says how to draw them.
#[test]
fn too_many_roles_are_not_drawn() {
    let roles: Vec<(usize, i64)> = (0..2_000)
        .map(|role| (role % 3, (role / 3).try_into().expect("small")))
        .collect();
    let (ladder, _) = random(&roles, &[(0, 3)]);
    let drawn = drawn(&ladder, 100);
    let message = "2000 roles are too many for a drawing here. Draw a part with `ladder show --around ROLE`, or all of\n\
                them with `ladder show -o ladder.svg`.";
    assert_eq!(drawn.split("\n\n").next(), Some(message));
}
