//! A picture of boxes and arrows as a tree in text: every box stands once, under the box that
//! leads to it first of all; further arrows name it again.

use unicode_width::UnicodeWidthStr;

use crate::view::{Arrow, Diagram, Phrase, Tone};

use super::paint;

/// Draws a diagram as a tree; titles are left out where they do not fit.
pub fn draw(diagram: &Diagram, width: Option<usize>) -> String {
    let parents = parents(diagram);
    let mut drawing = Drawing {
        diagram,
        parents: &parents,
        width,
        written: String::new(),
    };
    for (node, parent) in parents.iter().enumerate() {
        if parent.is_none() {
            drawing.grow(node);
        }
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
    parents: &'a [Option<usize>],
    width: Option<usize>,
    written: String,
}

impl Drawing<'_> {
    /// Draws a box and all that grows from it, without recursion.
    fn grow(&mut self, root: usize) {
        self.line("", "", root, None);
        let mut branches = vec![(String::new(), self.arrows(root))];
        while let Some((indent, arrows)) = branches.last_mut() {
            if arrows.is_empty() {
                branches.pop();
                continue;
            }
            let arrow = arrows.remove(0);
            let last = arrows.is_empty();
            let indent = indent.clone();
            let target = self.diagram.arrows[arrow].to;
            let connector = if last { "└─ " } else { "├─ " };
            self.line(&indent, connector, target, Some(arrow));
            if self.parents[target] == Some(arrow) {
                let inner = format!("{indent}{}", if last { "   " } else { "│  " });
                branches.push((inner, self.arrows(target)));
            }
        }
    }

    /// The arrows out of a box: first those that only name a box again, then those that it grows by.
    fn arrows(&self, node: usize) -> Vec<usize> {
        let arrows = self.diagram.arrows.iter().enumerate();
        let own = arrows
            .filter(|(_, arrow)| arrow.from == node)
            .map(|(position, _)| position);
        let (grown, named): (Vec<usize>, Vec<usize>) =
            own.partition(|arrow| self.parents[self.diagram.arrows[*arrow].to] == Some(*arrow));
        named.into_iter().chain(grown).collect()
    }

    fn line(&mut self, indent: &str, connector: &str, node: usize, arrow: Option<usize>) {
        let entry = &self.diagram.nodes[node];
        let grown = arrow.is_none() || self.parents[node] == arrow;
        let mut notes: Vec<&str> = Vec::new();
        if let Some(arrow) = arrow.map(|arrow| &self.diagram.arrows[arrow]) {
            if arrow.kind != "promotion" {
                notes.push(arrow.kind);
            }
            if !arrow.label.is_empty() {
                notes.push(&arrow.label);
            }
        }
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
        let note = if notes.is_empty() {
            String::new()
        } else {
            format!("  ({})", notes.join(", "))
        };
        let fits = |phrase: &Phrase| {
            self.width
                .is_none_or(|width| phrase.text().width() <= width)
        };
        let full = short
            .clone()
            .and(Tone::Plain, &title)
            .and(Tone::Quiet, &note);
        let noted = short.clone().and(Tone::Quiet, &note);
        let chosen = [full, noted].into_iter().find(fits).unwrap_or(short);
        self.written.push_str(&paint::mark(&chosen));
        self.written.push('\n');
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
                })
                .collect(),
            arrows: arrows
                .iter()
                .map(|(from, to, kind)| Arrow {
                    from: *from,
                    to: *to,
                    kind,
                    label: String::new(),
                })
                .collect(),
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
