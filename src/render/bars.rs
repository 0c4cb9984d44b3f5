//! Turns ranges on one scale into bars of text, or into a sentence each.

use smol_str::ToSmolStr;
use unicode_width::UnicodeWidthStr;

use crate::view::{Bar, Bars, Point, StyledText, TextStyle};

use super::{
    cells::{GUIDE, GUTTER, column},
    paint,
    wrap::{line, wrap},
};

/// The columns of an output with unknown width.
const DEFAULT_WIDTH: usize = 80;
/// A narrower bar gets a line of its own, under its name.
const MIN_COLUMNS: usize = 24;
/// The largest number of columns of a bar.
const MAX_COLUMNS: usize = 72;

const LOW: char = '├';
const MIDDLE: char = '█';
const HIGH: char = '┤';
/// Both ends in one column.
const ENDS: char = '│';
const BETWEEN: char = '─';
const MARK: char = '▼';
/// The column of the mark across a bar.
const CROSSING: char = '┼';

/// Draws bars within a width.
pub fn draw(bars: &Bars, width: Option<usize>) -> String {
    // A name, the figures, and the bar, or `None` for the mark.
    let mut rows: Vec<(String, String, Option<&Bar>)> = Vec::new();
    if let Some((name, point)) = &bars.mark {
        let label = StyledText::from(&point.label);
        rows.push((paint::mark(name), paint::mark(&label), None));
    }
    rows.extend(bars.rows.iter().map(|bar| {
        let space = if bar.note.is_empty() { "" } else { " " };
        let text = StyledText::from(figures(bar)).and(TextStyle::Plain, space);
        let text = paint::mark(&text.then(bar.note.clone()));
        (paint::mark(&bar.name), text, Some(bar))
    }));
    let available = width.unwrap_or(DEFAULT_WIDTH);
    let name = rows.iter().map(|(name, ..)| name.width()).max();
    let text = rows.iter().map(|(_, text, _)| text.width()).max();
    let (names, texts) = (name.unwrap_or(0), text.unwrap_or(0));
    let beside = available
        .checked_sub(names + texts + 2 * GUTTER)
        .filter(|columns| *columns >= MIN_COLUMNS);
    let columns = beside.unwrap_or(available).clamp(1, MAX_COLUMNS);
    let indent = beside.map_or(0, |_| names + GUTTER);
    let Some(scale) = Scale::of(bars) else {
        return String::new();
    };
    let mut written = String::new();
    for (name, text, bar) in &rows {
        let drawing = paint(&scale.cells(*bar, columns));
        if beside.is_some() {
            let space = |wanted: usize, used: usize| " ".repeat(wanted - used + GUTTER);
            let before = space(names, name.width());
            let after = space(columns, drawing.width());
            let drawn = format!("{name}{before}{drawing}{after}{text}");
            line(&mut written, &drawn);
        } else {
            let named = format!("{name}  {text}");
            written.push_str(&wrap(&named, "", "  ", width));
            line(&mut written, &drawing);
        }
    }
    written.push_str(&scale.ends(columns, indent, width));
    written
}

/// The ends of a range, else its middle, else the one end that is known.
fn figures(bar: &Bar) -> String {
    if let Some(figures) = &bar.figures {
        return figures.clone();
    }
    match (&bar.low, &bar.mid, &bar.high) {
        (Some(low), _, Some(high)) if low == high => low.label.clone(),
        (Some(low), _, Some(high)) => format!("{}–{}", low.label, high.label),
        (_, Some(mid), _) => mid.label.clone(),
        (Some(low), None, None) => format!("from {}", low.label),
        (None, None, Some(high)) => format!("to {}", high.label),
        (None, None, None) => String::new(),
    }
}

/// The smallest and the largest point, and the point of the mark.
pub struct Scale<'a> {
    pub least: &'a Point,
    pub most: &'a Point,
    pub mark: Option<&'a Point>,
}

impl<'a> Scale<'a> {
    /// The scale of all points, the mark included; `None` without points.
    pub fn of(bars: &'a Bars) -> Option<Self> {
        let mark = bars.mark.as_ref().map(|(_, point)| point);
        let points = bars.rows.iter().flat_map(Bar::points).chain(mark);
        let points = points.chain(bars.ends.iter().flatten());
        let order = |one: &&Point, other: &&Point| one.value.total_cmp(&other.value);
        Some(Self {
            least: points.clone().min_by(order)?,
            most: points.max_by(order)?,
            mark,
        })
    }

    /// The position of a point, from 0 to 1; `None` if all points are equal.
    pub fn position(&self, point: &Point) -> Option<f64> {
        let length = self.most.value - self.least.value;
        (length > 0.0).then(|| ((point.value - self.least.value) / length).clamp(0.0, 1.0))
    }

    /// The column of a point; the middle if all points are equal.
    fn column(&self, point: &Point, columns: usize) -> usize {
        let position = self.position(point);
        position.map_or(columns.saturating_sub(1) / 2, |at| column(at, columns))
    }

    /// The characters of a bar, or of the line of the mark.
    fn cells(&self, bar: Option<&Bar>, columns: usize) -> Vec<char> {
        let column = |point: &Point| self.column(point, columns);
        let mark = self.mark.map(column);
        let mut cells = vec![' '; columns];
        let Some(bar) = bar else {
            if let Some(mark) = mark {
                cells[mark] = MARK;
            }
            return cells;
        };
        let [low, mid, high] =
            [&bar.low, &bar.mid, &bar.high].map(|point| point.as_ref().map(column));
        let known = || [low, mid, high].into_iter().flatten();
        if let Some((first, last)) = known().min().zip(known().max()) {
            cells[first..=last].fill(BETWEEN);
        }
        if let Some(mark) = mark {
            cells[mark] = if cells[mark] == BETWEEN {
                CROSSING
            } else {
                GUIDE
            };
        }
        if let Some(low) = low {
            cells[low] = LOW;
        }
        if let Some(high) = high {
            cells[high] = if low == Some(high) { ENDS } else { HIGH };
        }
        if let Some(mid) = mid {
            cells[mid] = MIDDLE;
        }
        cells
    }

    /// The ends of the scale; nothing if both are equal.
    fn ends(&self, columns: usize, indent: usize, width: Option<usize>) -> String {
        let (least, most) = (&self.least.label, &self.most.label);
        if least == most {
            return String::new();
        }
        let used = least.width() + most.width();
        let quiet = |text: String| paint::mark(&StyledText::quiet(text));
        let mut written = String::new();
        if used < columns {
            let apart = " ".repeat(columns - used);
            let margin = " ".repeat(indent);
            line(
                &mut written,
                &quiet(format!("{margin}{least}{apart}{most}")),
            );
        } else {
            let both = format!("from {least} to {most}");
            written.push_str(&wrap(&quiet(both), "", "  ", width));
        }
        written
    }
}

/// Emphasises the mark; the meaning does not depend on it.
fn paint(cells: &[char]) -> String {
    let styled = cells.iter().map(|cell| match *cell {
        MARK | CROSSING | GUIDE => (TextStyle::Strong, cell.to_smolstr()),
        _ => (TextStyle::Plain, cell.to_smolstr()),
    });
    paint::mark(&StyledText(styled.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(value: u64) -> Point {
        #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53")]
        let exact = value as f64;
        Point {
            value: exact,
            label: value.to_string(),
        }
    }

    fn bar(name: &str, low: Option<u64>, mid: Option<u64>, high: Option<u64>) -> Bar {
        Bar {
            name: StyledText::from(name),
            low: low.map(point),
            mid: mid.map(point),
            high: high.map(point),
            ..Bar::default()
        }
    }

    fn bars(rows: Vec<Bar>, mark: Option<u64>) -> Bars {
        Bars {
            rows,
            mark: mark.map(|value| (StyledText::from("Ada"), point(value))),
            ends: None,
        }
    }

    fn drawn(bars: &Bars, width: usize) -> String {
        paint::finish(&draw(bars, Some(width)), false)
    }

    fn three() -> Bars {
        let rows = vec![
            bar("survey", Some(100), Some(150), Some(200)),
            bar("guide", None, Some(160), None),
            bar("wide", Some(120), None, Some(220)),
            bar("open", Some(180), None, None),
        ];
        bars(rows, Some(140))
    }

    #[test]
    fn bars_share_one_scale() {
        let expected = "\
Ada                   ▼                             140
survey  ├─────────────┼──█────────────────┤         100–200
guide                 ┊      █                      160
wide           ├──────┼──────────────────────────┤  120–220
open                  ┊            ├                from 180
        100                                    220
";
        assert_eq!(drawn(&three(), 60), expected);
    }

    #[test]
    fn a_narrow_bar_is_below_its_name() {
        let expected = "\
Ada  140
      ▼
survey  100–200
├─────┼─█───────┤
guide  160
      ┊   █
wide  120–220
   ├──┼────────────┤
open  from 180
      ┊      ├
100              220
";
        assert_eq!(drawn(&three(), 20), expected);
    }

    #[test]
    fn equal_points_are_in_the_middle() {
        let one = bars(vec![bar("a", Some(5), None, Some(5))], Some(5));
        assert_eq!(drawn(&one, 20), "Ada  5\n         ▼\na  5\n         │\n");
    }

    /// Every combination of extreme values at every width.
    #[test]
    fn marks_stay_within_the_line_and_in_order() {
        let extremes = [
            None,
            Some(0),
            Some(1),
            Some(137_750),
            Some(1_000_000_000_000_000),
        ];
        let mut ranges = Vec::new();
        for low in extremes {
            for mid in extremes {
                for high in extremes {
                    let known: Vec<u64> = [low, mid, high].into_iter().flatten().collect();
                    if known.is_sorted() {
                        ranges.push(bar("a", low, mid, high));
                    }
                }
            }
        }
        for mark in extremes {
            for columns in [1, 2, 3, 20, 37, 72] {
                let all = bars(std::mem::take(&mut ranges), mark);
                let scale = Scale::of(&all).expect("there are points");
                for bar in &all.rows {
                    let cells = scale.cells(Some(bar), columns);
                    assert_eq!(cells.len(), columns);
                    let at = |point: &Option<Point>| {
                        point.as_ref().map(|one| scale.column(one, columns))
                    };
                    let places = [at(&bar.low), at(&bar.mid), at(&bar.high)];
                    let known: Vec<usize> = places.into_iter().flatten().collect();
                    assert!(known.is_sorted(), "{bar:?}: {known:?}");
                    assert!(known.iter().all(|place| *place < columns));
                    let ends = [LOW, MIDDLE, HIGH, ENDS];
                    let shown = |place: &usize| ends.contains(&cells[*place]);
                    assert!(known.iter().all(shown), "{bar:?}: {cells:?}");
                }
                let marks = scale.cells(None, columns);
                let shown = marks.iter().filter(|cell| **cell == MARK).count();
                assert_eq!(shown, usize::from(mark.is_some()));
                ranges = all.rows;
            }
        }
        for width in [1, 20, 40, 60, 80, 120] {
            for range in &ranges {
                let one = bars(vec![range.clone()], Some(1));
                for line in drawn(&one, width).lines() {
                    let word = line.trim();
                    assert!(
                        line.width() <= width || !word.contains(' '),
                        "{width}: {line}"
                    );
                }
            }
        }
    }
}
