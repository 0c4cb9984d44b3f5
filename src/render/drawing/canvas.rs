//! A sheet of cells on which boxes, lines and words are drawn.

use smol_str::{SmolStr, ToSmolStr};
use unicode_width::UnicodeWidthChar;

use crate::view::{StyledText, TextStyle};

use super::super::paint;

/// The characters of lines that meet, by what leaves upwards, to the right, downwards and to the left:
/// nothing, a light line or a heavy one, in a number of base three.
const JOINTS: &str = " ╴╸╷┐┑╻┒┓╶─╾┌┬┭┎┰┱╺╼━┍┮┯┏┲┳\
                      ╵┘┙│┤┥╽┧┪└┴┵├┼┽┟╁╅┕┶┷┝┾┿┢╆╈\
                      ╹┚┛╿┦┩┃┨┫┖┸┹┞╀╃┠╂╉┗┺┻┡╄╇┣╊╋";

/// The owner of frames.
const FRAME: usize = usize::MAX;

/// How a line is drawn where it meets no other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stroke {
    #[default]
    Solid,
    Dashed,
    Dotted,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    pub is_heavy: bool,
    pub stroke: Stroke,
    pub tone: TextStyle,
}

/// Whither a line leaves a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    Up,
    Right,
    Down,
    Left,
}

/// A line that leaves a cell: to whom it belongs, and how it looks.
type Line = (usize, Pen);

#[derive(Debug, Clone, Default)]
struct Cell {
    /// What is written there; empty to the right of a wide character.
    text: Option<(TextStyle, SmolStr)>,
    /// In the order of `Toward`.
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

    /// Lets a line leave a cell. Lines of one owner join where they meet, those of two cross.
    pub fn leave(&mut self, (x, y): (usize, usize), toward: Toward, line: Line) {
        let Some(cell) = self.at(x, y) else { return };
        let known = &mut cell.lines[toward as usize];
        // What is heavy stays so.
        if known.is_none_or(|(_, pen)| line.1.is_heavy || !pen.is_heavy) {
            *known = Some(line);
        }
    }

    /// Draws a line between two cells of one row or of one column.
    pub fn line(&mut self, from: (usize, usize), to: (usize, usize), line: Line) {
        let (first, last) = (from.min(to), from.max(to));
        for x in first.0..last.0 {
            self.leave((x, first.1), Toward::Right, line);
            self.leave((x + 1, first.1), Toward::Left, line);
        }
        for y in first.1..last.1 {
            self.leave((first.0, y), Toward::Down, line);
            self.leave((first.0, y + 1), Toward::Up, line);
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

    /// Writes words, which are harmless already, over whatever is there.
    pub fn write(&mut self, (mut x, y): (usize, usize), tone: TextStyle, text: &str) {
        let mut last = None;
        for character in text.chars() {
            let width = character.width().unwrap_or(0);
            if width == 0 {
                // It belongs to the character before it.
                let before = last.and_then(|x| self.at(x, y)?.text.as_mut());
                if let Some((_, before)) = before {
                    *before = format!("{before}{character}").into();
                }
                continue;
            }
            for (part, x) in (x..x + width).enumerate() {
                if let Some(cell) = self.at(x, y) {
                    let text = if part == 0 {
                        character.to_smolstr()
                    } else {
                        SmolStr::default()
                    };
                    cell.text = Some((tone, text));
                }
            }
            last = Some(x);
            x += width;
        }
    }

    /// The finished drawing, with its tones as marks.
    pub fn finish(&self) -> String {
        let mut finished = String::new();
        for row in self.cells.chunks(self.width.max(1)) {
            let mut signs: Vec<(TextStyle, &str)> = row.iter().map(Cell::sign).collect();
            while signs.pop_if(|(_, sign)| *sign == " ").is_some() {}
            let mut phrase = StyledText::default();
            let mut run = (TextStyle::Plain, String::new());
            for (tone, sign) in signs {
                if tone != run.0 {
                    phrase = phrase.and(run.0, &run.1);
                    run = (tone, String::new());
                }
                run.1.push_str(sign);
            }
            finished.push_str(&paint::mark(&phrase.and(run.0, &run.1)));
            finished.push('\n');
        }
        finished
    }
}

impl Cell {
    /// What is seen in it.
    fn sign(&self) -> (TextStyle, &str) {
        if let Some((tone, text)) = &self.text {
            return (*tone, text);
        }
        let lines = self.uncrossed();
        let pens = lines.iter().flatten().map(|(_, pen)| pen);
        let Some(pen) = pens.max_by_key(|pen| pen.is_heavy) else {
            return (TextStyle::Plain, " ");
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
            return (pen.tone, straight);
        }
        let number = weights.iter().fold(0, |number, weight| 3 * number + weight);
        // All but the first, which is a space, are three bytes long.
        let last = 3 * number;
        let joint = last
            .checked_sub(2)
            .and_then(|first| JOINTS.get(first..=last));
        (pen.tone, joint.unwrap_or(" "))
    }

    /// The lines without the one that another crosses: the upright one goes on, or the heavier one.
    fn uncrossed(&self) -> [Option<Line>; 4] {
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
        let tone = TextStyle::Plain;
        let pen = Pen {
            is_heavy,
            stroke,
            tone,
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
