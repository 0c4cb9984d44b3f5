//! Ranges on one scale: of pay, or of time.

use super::{Body, StyledText, TextStyle};

/// Ranges on one scale.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// One range for each row.
    pub rows: Vec<Bar>,
    /// A name and a point that all ranges are compared with.
    pub mark: Option<(StyledText, Point)>,
    /// The ends of the scale; `None`: the least and the largest point.
    pub ends: Option<[Point; 2]>,
}

/// A range, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bar {
    /// The name of the row.
    pub name: StyledText,
    /// The lower end.
    pub low: Option<Point>,
    /// The midpoint.
    pub mid: Option<Point>,
    /// The upper end.
    pub high: Option<Point>,
    /// The figures in words; `None`: the labels of the points.
    pub figures: Option<String>,
    /// Text beside the figures.
    pub note: StyledText,
}

/// A point on a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The position, in the unit of the scale.
    pub value: f64,
    /// The value as it is written.
    pub label: String,
}

impl Bars {
    /// Bars where there is something to compare: two ranges, or one with the mark; else a list.
    pub fn body(self) -> Body {
        let ranges = self.rows.iter().filter(|bar| bar.is_range()).count();
        if ranges + usize::from(self.mark.is_some()) > 1 && ranges > 0 {
            Body::Bars(Box::new(self))
        } else {
            Body::Items(self.sentences())
        }
    }

    /// The mark and each bar as a sentence; nothing where there is only the mark.
    pub fn sentences(&self) -> Vec<StyledText> {
        let mark = self.mark.iter().filter(|_| !self.rows.is_empty());
        let mark = mark.map(|(name, point)| {
            let name = name.clone();
            name.plain(format!(": {}", point.label))
        });
        mark.chain(self.rows.iter().map(Bar::sentence)).collect()
    }
}

impl Bar {
    /// The points that are known.
    pub fn points(&self) -> impl Iterator<Item = &Point> + Clone {
        [&self.low, &self.mid, &self.high].into_iter().flatten()
    }

    fn is_range(&self) -> bool {
        let values = self.points().map(|point| point.value);
        values
            .clone()
            .any(|one| values.clone().any(|other| one < other))
    }

    fn sentence(&self) -> StyledText {
        let known = [("low", &self.low), ("mid", &self.mid), ("high", &self.high)].into_iter();
        let known: Vec<(&str, &str)> = known
            .filter_map(|(what, point)| Some((what, point.as_ref()?.label.as_str())))
            .collect();
        let is_one = self.mid.is_some() || self.low.is_some() == self.high.is_some();
        let figures = match known.as_slice() {
            _ if self.figures.is_some() => self.figures.clone().unwrap_or_default(),
            [(_, first), rest @ ..] if is_one && rest.iter().all(|(_, other)| other == first) => {
                (*first).to_owned()
            }
            known => {
                let known = known.iter().map(|(what, label)| format!("{what} {label}"));
                known.collect::<Vec<String>>().join(", ")
            }
        };
        let note = if self.note.is_empty() { "" } else { ", " };
        let name = self.name.clone().and(TextStyle::Plain, ": ");
        name.plain(figures).plain(note).then(self.note.clone())
    }
}
