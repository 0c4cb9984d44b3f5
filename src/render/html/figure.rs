//! The drawings of a page, and their rules in its style sheet.

use std::{collections::VecDeque, fmt::Write as _};

use crate::{
    render::{drawing::too_many, markup::escape, svg},
    view::{Body, Diagram, Part},
};

use super::text::{self, Anchors};

/// The largest number of roles of a drawing around a person.
const MOST_ROLES: usize = 40;
/// The borders of the frame of a drawing, in pixels.
const BORDERS: usize = 2;

/// The drawings of a page, in order.
#[derive(Default)]
pub struct Figures {
    written: VecDeque<String>,
    /// The number of those that are drawn.
    drawn: usize,
    /// Rules of the style sheet for single elements.
    rules: String,
}

impl Figures {
    /// Draws the diagrams of these parts, those within others included.
    pub fn new(parts: &[&Part], anchors: &Anchors) -> Self {
        let mut figures = Self::default();
        for part in parts {
            let sections = part.sections.iter().filter(|section| !section.is_empty());
            let within = sections.filter_map(|section| match &section.body {
                Body::Diagram(diagram) => Some(&**diagram),
                _ => None,
            });
            for diagram in part.figure.iter().chain(within) {
                figures.add(diagram, anchors);
            }
        }
        figures
    }

    /// What the style sheet needs for them.
    pub fn rules(&self) -> &str {
        &self.rules
    }

    /// The next drawing.
    pub fn next(&mut self) -> String {
        self.written.pop_front().unwrap_or_default()
    }

    /// A diagram, which scrolls if it is larger than the window; of a large one, the part around the
    /// person.
    fn add(&mut self, whole: &Diagram, anchors: &Anchors) {
        let part = whole.around_person(MOST_ROLES);
        let diagram = part.as_ref().map_or(whole, |part| &part.diagram);
        if let Some(many) = too_many(diagram) {
            let sentence = text::paragraphs(&many, Some(anchors)) + "\n";
            self.written.push_back(sentence);
            return;
        }
        self.drawn += 1;
        let number = self.drawn;
        let drawn = svg::inline(diagram, &format!("figure-{number}"));
        let title = escape(&diagram.title);
        let mut caption =
            text::escape_mixed(&format!("{}: {}", diagram.title, svg::about(diagram)));
        if let Some(part) = &part {
            // Writing to a string cannot fail.
            let _ = write!(
                caption,
                " These are the roles around the person; {} more are not drawn. To see them all: \
                 <code>ladder show -o ladder.svg</code>.",
                part.left_out
            );
        }
        let (narrow, low) = (scrolls_below(drawn.width), scrolls_under(drawn.height));
        let _ = writeln!(
            self.rules,
            "@media screen and (max-width:{narrow}px),screen and (max-height:{low}px)\
             {{#figure-{number}-scrolls{{display:inline}}}}\n\
             @media screen and (max-height:{low}px){{#figure-{number}-more{{display:block}}}}"
        );
        let _ = write!(
            caption,
            "<span class=\"scrolls\" id=\"figure-{number}-scrolls\"> It is larger than the window, and scrolls.</span>"
        );
        // The window shows the present role first.
        let target = drawn.present.map_or_else(String::new, |(x, y)| {
            let _ = writeln!(self.rules, "#figure-{number}-here{{left:{x}px;top:{y}px}}");
            let _ = write!(
                caption,
                " <a href=\"#figure-{number}-here\">Show where you are</a>"
            );
            format!("<span class=\"here\" id=\"figure-{number}-here\"></span>\n")
        });
        self.written.push_back(format!(
            "<figure>\n\
             <figcaption>{caption}\n{}</figcaption>\n\
             <div class=\"drawing\" role=\"region\" tabindex=\"0\" aria-label=\"Drawing {number}: {title}\">\n\
             {target}{}\n\
             <div class=\"more\" id=\"figure-{number}-more\"></div>\n\
             </div>\n\
             </figure>\n",
            legend(diagram, anchors),
            drawn.written.trim_end()
        ));
    }
}

/// What the strokes and the signs of a diagram mean, outside of what scrolls.
fn legend(diagram: &Diagram, anchors: &Anchors) -> String {
    let strokes = svg::strokes(diagram).map(|(class, name)| {
        format!(
            "<li><svg class=\"diagram\" width=\"40\" height=\"8\" aria-hidden=\"true\">\
             <path class=\"sample {class}\" d=\"M0 4L40 4\"/></svg> {name}</li>\n"
        )
    });
    let strokes: String = strokes.collect();
    let notes = diagram.notes.iter();
    let notes = notes.map(|note| format!("<p>{}</p>\n", text::phrase(note, Some(anchors))));
    let notes: String = notes.collect();
    match strokes.as_str() {
        "" => notes,
        strokes => format!("<ul class=\"legend\">\n{strokes}</ul>\n{notes}"),
    }
}

/// The height of the window, in pixels, up to which a drawing of this height scrolls: its frame takes 90 % of it at most.
fn scrolls_under(height: usize) -> usize {
    ((height + BORDERS) * 100 - 1) / 90
}

/// The width of the window, in pixels, up to which a drawing of this width scrolls: its frame takes the width of the
/// text, or of the window without 64 pixels, and never more than 84 times the size of a letter.
fn scrolls_below(width: usize) -> usize {
    const WIDEST: usize = 84 * 16;
    match width + BORDERS {
        needed if needed <= 368 => needed + 31,
        needed if needed <= 736 => needed * 100 / 92,
        needed if needed <= WIDEST => needed + 63,
        _ => 100_000,
    }
}
