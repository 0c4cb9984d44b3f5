//! A picture of boxes and arrows as a tree in text: every box stands once, under the box that
//! leads to it first of all; further arrows name it again.

use std::collections::VecDeque;

use unicode_width::UnicodeWidthStr;

use crate::view::{Arrow, Diagram, Mark, Phrase, Tone};

use super::paint;

/// How deep a tree may grow before it goes on at the margin.
const DEPTH: usize = 24;
/// The columns that each step into the tree takes.
const STEP: usize = 3;

/// Draws a diagram as a tree; titles are left out where they do not fit, and a branch that grows
/// too deep for the lines goes on below.
pub fn draw(diagram: &Diagram, width: Option<usize>) -> String {
    let parents = parents(diagram);
    let mut arrows = vec![Vec::new(); diagram.nodes.len()];
    // First the arrows that only name a box again, then those that a box grows by.
    for grown in [false, true] {
        for (position, arrow) in diagram.arrows.iter().enumerate() {
            if (parents[arrow.to] == Some(position)) == grown {
                arrows[arrow.from].push(position);
            }
        }
    }
    let roots = (0..diagram.nodes.len()).filter(|node| parents[*node].is_none());
    let roots: VecDeque<usize> = roots.collect();
    let mut drawing = Drawing {
        diagram,
        parents,
        arrows,
        width,
        depth: width.map_or(DEPTH, |width| (width / 2 / STEP).min(DEPTH)),
        roots,
        written: String::new(),
    };
    while let Some(root) = drawing.roots.pop_front() {
        drawing.grow(root);
    }
    drawing.written
}

/// The arrow under which each box is drawn: a promotion on its own track before all others, else
/// the first; a circle of boxes begins with the first of them.
fn parents(diagram: &Diagram) -> Vec<Option<usize>> {
    let arrows = || diagram.arrows.iter().enumerate();
    let rises = |arrow: &Arrow| {
        let (from, to) = (&diagram.nodes[arrow.from], &diagram.nodes[arrow.to]);
        arrow.kind == "promotion" && from.track == to.track
    };
    let mut parents: Vec<Option<usize>> = vec![None; diagram.nodes.len()];
    for (position, arrow) in arrows().filter(|(_, arrow)| rises(arrow)) {
        parents[arrow.to].get_or_insert(position);
    }
    for (position, arrow) in arrows().filter(|(_, arrow)| arrow.from != arrow.to) {
        parents[arrow.to].get_or_insert(position);
    }
    cut_circles(diagram, &mut parents);
    parents
}

fn cut_circles(diagram: &Diagram, parents: &mut [Option<usize>]) {
    // 0: not seen; otherwise the number of the walk that saw it.
    let mut seen = vec![0; parents.len()];
    for start in 0..parents.len() {
        let mut here = start;
        while seen[here] == 0 {
            seen[here] = start + 1;
            match parents[here] {
                Some(arrow) => here = diagram.arrows[arrow].from,
                None => break,
            }
        }
        if seen[here] == start + 1 && parents[here].is_some() {
            parents[here] = None;
        }
    }
}

struct Drawing<'a> {
    diagram: &'a Diagram,
    parents: Vec<Option<usize>>,
    /// The arrows out of each box, in the order in which they are drawn.
    arrows: Vec<Vec<usize>>,
    width: Option<usize>,
    depth: usize,
    /// The boxes that still have to be drawn at the margin.
    roots: VecDeque<usize>,
    written: String,
}

impl Drawing<'_> {
    /// Draws a box and all that grows from it, without recursion.
    fn grow(&mut self, root: usize) {
        self.line("", "", root, None);
        let mut later = Vec::new();
        let mut branches = vec![(String::new(), self.branch(root))];
        while let Some((indent, arrows)) = branches.last_mut() {
            let Some(arrow) = arrows.pop_front() else {
                branches.pop();
                continue;
            };
            let last = arrows.is_empty();
            let indent = indent.clone();
            let target = self.diagram.arrows[arrow].to;
            let connector = if last { "└─ " } else { "├─ " };
            self.line(&indent, connector, target, Some(arrow));
            if self.parents[target] == Some(arrow) {
                if branches.len() < self.depth {
                    let inner = format!("{indent}{}", if last { "   " } else { "│  " });
                    branches.push((inner, self.branch(target)));
                } else if !self.arrows[target].is_empty() {
                    later.push(target);
                }
            }
        }
        // What was cut off comes next, before the other roots.
        for node in later.into_iter().rev() {
            self.roots.push_front(node);
        }
    }

    fn branch(&self, node: usize) -> VecDeque<usize> {
        self.arrows[node].iter().copied().collect()
    }

    fn line(&mut self, indent: &str, connector: &str, node: usize, arrow: Option<usize>) {
        let entry = &self.diagram.nodes[node];
        let grown = arrow.is_none() || self.parents[node] == arrow;
        let arrow = arrow.map(|arrow| &self.diagram.arrows[arrow]);
        let kind = arrow.map_or("", |arrow| arrow.kind);
        let kind = if kind == "promotion" { "" } else { kind };
        let label = arrow.map_or("", |arrow| arrow.label.as_str());
        let name = if grown { Tone::Name } else { Tone::Quiet };
        let sign = if grown { "" } else { "→ " };
        let short = Phrase::new(Tone::Quiet, format!("{indent}{connector}"))
            .and(Tone::Quiet, sign)
            .and(name, &entry.id);
        let title = if grown {
            format!("  {}", entry.title)
        } else {
            String::new()
        };
        let way = if arrow.is_some_and(|arrow| arrow.is_way) {
            "on the way"
        } else {
            ""
        };
        let mark = match entry.mark {
            Mark::Present if grown => "  ← here",
            Mark::Goal if grown => "  ← goal",
            _ => "",
        };
        let ended =
            |phrase: Phrase, notes: &[&str]| phrase.then(note(notes)).and(Tone::Strong, mark);
        let full = ended(short.clone().and(Tone::Plain, &title), &[kind, label, way]);
        let untitled = ended(short.clone(), &[kind, label, way]);
        // The kind of a move is never left out: without one it is a promotion.
        let least = ended(short, &[kind, way]);
        let fits = |phrase: &Phrase| {
            let width = phrase.text().width();
            self.width.is_none_or(|limit| width <= limit)
        };
        let chosen = [full, untitled].into_iter().find(fits).unwrap_or(least);
        self.written.push_str(&paint::mark(&chosen));
        self.written.push('\n');
    }
}

/// What is known of a move, in parentheses.
fn note(parts: &[&str]) -> Phrase {
    let known: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    if known.is_empty() {
        Phrase::default()
    } else {
        Phrase::new(Tone::Quiet, format!("  ({})", known.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use crate::view::Node;

    use super::*;

    fn sketch(ids: &[&str], arrows: &[(usize, usize, &'static str)]) -> Diagram {
        Diagram {
            nodes: ids
                .iter()
                .map(|id| Node {
                    id: (*id).into(),
                    title: id.to_uppercase().into(),
                    track: "t".into(),
                    grade: 1,
                    ..Node::default()
                })
                .collect(),
            arrows: arrows
                .iter()
                .map(|(from, to, kind)| Arrow {
                    from: *from,
                    to: *to,
                    kind,
                    ..Arrow::default()
                })
                .collect(),
            ..Diagram::default()
        }
    }

    fn draw_plain(diagram: &Diagram) -> String {
        paint::finish(&draw(diagram, None), false)
    }

    #[test]
    fn a_box_stands_once_and_every_arrow_is_drawn() {
        let diagram = sketch(
            &["mid", "senior", "lead"],
            &[
                (0, 1, "promotion"),
                (0, 2, "track-switch"),
                (1, 2, "promotion"),
            ],
        );
        assert_eq!(
            draw_plain(&diagram),
            "mid  MID\n├─ → lead  (track-switch)\n└─ senior  SENIOR\n   └─ lead  LEAD\n"
        );
    }

    #[test]
    fn a_branch_that_grows_too_deep_goes_on_at_the_margin() {
        let ids: Vec<String> = (0..10).map(|node| format!("r{node}")).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let arrows: Vec<_> = (0..9).map(|node| (node, node + 1, "promotion")).collect();
        let drawn = paint::finish(&draw(&sketch(&ids, &arrows), Some(24)), false);
        assert_eq!(
            drawn,
            "r0  R0
└─ r1  R1
   └─ r2  R2
      └─ r3  R3
         └─ r4  R4
r4  R4
└─ r5  R5
   └─ r6  R6
      └─ r7  R7
         └─ r8  R8
r8  R8
└─ r9  R9
"
        );
    }

    #[test]
    fn a_circle_begins_with_its_first_box() {
        let diagram = sketch(&["a", "b"], &[(0, 1, "lateral"), (1, 0, "lateral")]);
        assert_eq!(
            draw_plain(&diagram),
            "a  A\n└─ b  B  (lateral)\n   └─ → a  (lateral)\n"
        );
        let alone = sketch(&["a"], &[(0, 0, "lateral")]);
        assert_eq!(draw_plain(&alone), "a  A\n└─ → a  (lateral)\n");
    }
}
