//! A grid of terminal cells on which boxes, lines and text are drawn.

use smol_str::{SmolStr, ToSmolStr};
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::view::{StyledText, TextStyle};

use super::super::{paint, wrap::line};

/// The box-drawing characters, indexed by a number in base three with one digit each for up, right,
/// down and left: no line, a light line, or a heavy one.
const JOINTS: &str = " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳\
                      ╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈\
                      ╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋";

/// Joins two pictures to one (U+200D).
const JOINER: char = '\u{200d}';

/// The owner of frames.
const FRAME: usize = usize::MAX;

/// The dash pattern of a line; joints are always solid.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stroke {
    #[default]
    Solid,
    Dashed,
    Dotted,
}

/// The style of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    pub is_heavy: bool,
    pub stroke: Stroke,
    pub style: TextStyle,
}

/// The direction in which a line leaves a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Right,
    Down,
    Left,
}

/// A line that leaves a cell: its owner and its style. Lines of one owner join, others cross.
type Line = (usize, Pen);

#[derive(Debug, Clone, Default)]
struct Cell {
    /// The text; empty to the right of a wide character.
    text: Option<(TextStyle, SmolStr)>,
    /// By [`Direction`].
    lines: [Option<Line>; 4],
}

pub struct Canvas {
    width: usize,
    cells: Vec<Cell>,
}

impl Canvas {
    pub fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            cells: vec![Cell::default(); width * height],
        }
    }

    fn at(&mut self, x: usize, y: usize) -> Option<&mut Cell> {
        let fits = x < self.width;
        self.cells.get_mut(y * self.width + x).filter(|_| fits)
    }

    /// Draws half a line, from the middle of a cell in a direction.
    pub fn half_line(&mut self, (x, y): (usize, usize), direction: Direction, line: Line) {
        let Some(cell) = self.at(x, y) else { return };
        let current = &mut cell.lines[direction as usize];
        // A heavy line is not replaced by a light one.
        if current.is_none_or(|(_, pen)| line.1.is_heavy || !pen.is_heavy) {
            *current = Some(line);
        }
    }

    /// Draws a line between two cells of one row or of one column.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize), line: Line) {
        let (first, last) = (from.min(to), from.max(to));
        for x in first.0..last.0 {
            self.half_line((x, first.1), Direction::Right, line);
            self.half_line((x + 1, first.1), Direction::Left, line);
        }
        for y in first.1..last.1 {
            self.half_line((first.0, y), Direction::Down, line);
            self.half_line((first.0, y + 1), Direction::Up, line);
        }
    }

    /// Draws a frame.
    pub fn frame(&mut self, (x, y): (usize, usize), width: usize, height: usize, pen: Pen) {
        let (right, bottom) = (x + width - 1, y + height - 1);
        let line = (FRAME, pen);
        self.line((x, y), (right, y), line);
        self.line((x, bottom), (right, bottom), line);
        self.line((x, y), (x, bottom), line);
        self.line((right, y), (right, bottom), line);
    }

    /// Writes text, which must be clean, over the lines of its cells.
    pub fn write(&mut self, (mut x, y): (usize, usize), style: TextStyle, text: &str) {
        let mut first = x;
        let mut seen = String::new();
        for character in text.chars() {
            // What combines with the character before stands in its cells, which may be more then.
            let combines = character.width().unwrap_or(0) == 0 || seen.ends_with(JOINER);
            if !combines {
                seen.clear();
                first = x;
            }
            seen.push(character);
            for x in first + 1..first + seen.width() {
                if let Some(cell) = self.at(x, y) {
                    cell.text = Some((style, SmolStr::default()));
                }
            }
            if let Some(cell) = self.at(first, y).filter(|_| seen.width() > 0) {
                cell.text = Some((style, seen.to_smolstr()));
            }
            x = x.max(first + seen.width());
        }
    }

    /// The finished drawing, with its styles as marks.
    pub fn finish(&self) -> String {
        let mut finished = String::new();
        for row in self.cells.chunks(self.width.max(1)) {
            let mut symbols: Vec<(TextStyle, SmolStr)> = row.iter().map(Cell::symbol).collect();
            while symbols.pop_if(|(_, symbol)| symbol == " ").is_some() {}
            // What belongs together may stand in neighbouring cells.
            let runs = symbols.chunk_by(|(one, _), (other, _)| one == other);
            let runs =
                runs.map(|run| (run[0].0, run.iter().map(|(_, symbol)| &**symbol).collect()));
            line(&mut finished, &paint::mark(&StyledText(runs.collect())));
        }
        finished
    }
}

impl Cell {
    /// The visible character.
    fn symbol(&self) -> (TextStyle, SmolStr) {
        if let Some((style, text)) = &self.text {
            return (*style, text.clone());
        }
        let lines = self.visible_lines();
        let pens = lines.iter().flatten().map(|(_, pen)| pen);
        let Some(pen) = pens.max_by_key(|pen| pen.is_heavy) else {
            return (TextStyle::Plain, " ".into());
        };
        let weight = |line: &Option<Line>| line.map_or(0, |(_, pen)| 1 + usize::from(pen.is_heavy));
        let weights = lines.each_ref().map(weight);
        let heavy = usize::from(pen.is_heavy);
        let [dashed, dotted] = match weights {
            [up, 0, down, 0] if up == down => [["╎", "╏"][heavy], ["┊", "┋"][heavy]],
            [0, right, 0, left] if right == left => [["╌", "╍"][heavy], ["┈", "┉"][heavy]],
            _ => [""; 2],
        };
        let straight = match pen.stroke {
            Stroke::Solid => "",
            Stroke::Dashed => dashed,
            Stroke::Dotted => dotted,
        };
        if !straight.is_empty() {
            return (pen.style, straight.into());
        }
        let number = weights.iter().fold(0, |number, weight| 3 * number + weight);
        // All but the first, which is a space, are three bytes long.
        let last = 3 * number;
        let joint = last
            .checked_sub(2)
            .and_then(|first| JOINTS.get(first..=last));
        (pen.style, joint.unwrap_or(" ").into())
    }

    /// The lines, at a crossing only the continuous one: the heavier, else the vertical one.
    fn visible_lines(&self) -> [Option<Line>; 4] {
        let [up, right, down, left] = self.lines;
        let (Some(one), Some(other)) = (up, right) else {
            return self.lines;
        };
        let owner = |line: Option<Line>| line.map(|(owner, _)| owner);
        let crosses = owner(up) == owner(down) && owner(right) == owner(left) && one.0 != other.0;
        if !crosses {
            self.lines
        } else if other.1.is_heavy && !one.1.is_heavy {
            [None, right, None, left]
        } else {
            [up, None, down, None]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(owner: usize, is_heavy: bool, stroke: Stroke) -> Line {
        let style = TextStyle::Plain;
        let pen = Pen {
            is_heavy,
            stroke,
            style,
        };
        (owner, pen)
    }

    #[test]
    fn lines_join_or_cross() {
        let mut canvas = Canvas::new(9, 5);
        canvas.frame((0, 0), 5, 3, line(0, false, Stroke::Solid).1);
        canvas.line((2, 0), (2, 4), line(1, true, Stroke::Solid));
        canvas.line((4, 1), (8, 1), line(2, false, Stroke::Dashed));
        canvas.line((6, 0), (6, 3), line(3, false, Stroke::Dotted));
        canvas.line((7, 0), (7, 3), line(2, false, Stroke::Solid));
        canvas.write((6, 4), TextStyle::Name, "日e\u{301}");
        let drawn = paint::finish(&canvas.finish(), false);
        assert_eq!(
            drawn,
            "┌─┰─┐ ╷╷\n│ ┃ ├╌┊┼╴\n└─┃─┘ ┊│\n  ┃   ╵╵\n  ╹   日e\u{301}\n"
        );
    }

    #[test]
    fn every_joint_has_its_character() {
        let joints: Vec<char> = JOINTS.chars().collect();
        assert_eq!(joints.len(), 81);
        assert_eq!((joints[0], joints[80]), (' ', '╋'));
        assert!(joints[1..].iter().all(|joint| joint.len_utf8() == 3));
    }
}
