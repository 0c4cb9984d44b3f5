//! Writes the parts of a page: headings in order, and their contents.

use std::{collections::HashSet, fmt::Write as _};

use crate::{
    render::{details, drawing::too_many, markup::escape, svg},
    view::{Body, Diagram, Part, Section, StyledText, Todo},
};

use super::{
    bars, gantt, table,
    text::{self, Anchors, address, plain},
};

/// The largest number of roles of a drawing around a person.
const MOST_ROLES: usize = 40;
/// The borders of the frame of a drawing, in pixels.
const BORDERS: usize = 2;

/// Writes parts in sequence.
pub struct Writer<'a> {
    written: String,
    /// The name of tables without a heading.
    title: &'a str,
    anchors: Anchors<'a>,
    /// The anchors that are written already; each is written once.
    used: HashSet<&'a str>,
    /// The number of diagrams.
    diagrams: usize,
    /// Rules of the style sheet for single elements.
    rules: String,
}

impl<'a> Writer<'a> {
    /// A writer for a page with these parts, those within others included.
    pub fn new(title: &'a str, parts: &[&'a Part]) -> Self {
        let sections = parts.iter().flat_map(|part| &part.sections);
        let sources = sections.map(|section| match &section.body {
            Body::Sources(entries) => entries.len(),
            _ => 0,
        });
        Self {
            written: String::new(),
            title,
            anchors: Anchors {
                known: parts
                    .iter()
                    .filter_map(|part| part.anchor.as_deref())
                    .collect(),
                sources: sources.sum(),
            },
            used: HashSet::new(),
            diagrams: 0,
            rules: String::new(),
        }
    }

    /// What is written, and the rules of the style sheet that it needs.
    pub fn finish(self) -> (String, String) {
        (self.written, self.rules)
    }

    /// The top-level parts, which are landmarks.
    pub fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            let id = self.id(part);
            let heading = id.filter(|_| !part.heading.is_empty());
            let (attribute, label) = match heading {
                Some(id) => (
                    format!(" id=\"{0}\" aria-labelledby=\"{0}-h\"", escape(id)),
                    format!(" id=\"{}-h\"", escape(id)),
                ),
                None => (id_attribute(id), String::new()),
            };
            self.line(&format!("<section{attribute}>"));
            let level = self.heading(2, &label, &part.heading);
            self.content(part, level);
            self.line("</section>");
        }
    }

    fn part(&mut self, part: &'a Part, level: usize) {
        let id = id_attribute(self.id(part));
        if !part.folded {
            self.line(&format!("<section{id} class=\"part\">"));
            let level = self.heading(level, "", &part.heading);
            self.content(part, level);
            self.line("</section>");
            return;
        }
        // A link to the inner `div` opens the details.
        self.line("<details>\n<summary>");
        let level = self.heading(level, "", &part.heading);
        self.line(&format!("</summary>\n<div{id} class=\"part\">"));
        self.content(part, level);
        self.line("</div>\n</details>");
    }

    /// The content of a part; `level` is that of its headings.
    fn content(&mut self, part: &'a Part, level: usize) {
        for sentence in &part.lead {
            self.sentence(sentence);
        }
        if let Some(diagram) = &part.figure {
            self.diagram(diagram);
        }
        let sections = part.sections.iter().filter(|section| !section.is_empty());
        for section in sections {
            self.section(section, &part.heading, level);
        }
        for part in part.parts.iter().filter(|part| !part.is_empty()) {
            self.part(part, level);
        }
    }

    fn section(&mut self, section: &Section, of: &StyledText, level: usize) {
        self.heading(level + usize::from(section.is_part), "", &section.heading);
        let name = [&section.heading, of]
            .into_iter()
            .find(|one| !one.is_empty());
        let name = name.map_or_else(|| self.title.to_owned(), |name| escape(&name.text()));
        match &section.body {
            body if body.is_empty() => (),
            Body::Nothing => (),
            Body::Diagram(diagram) => self.diagram(diagram),
            Body::Table(table) => {
                let written = table::table(table, &name, &self.anchors);
                self.written.push_str(&written);
            }
            Body::CrossTable(crossed) => match crossed.unlimited() {
                Some(crossed) => {
                    let written = table::crossed(&crossed, &name, &self.anchors);
                    self.written.push_str(&written);
                }
                None => self.facts(&crossed.facts()),
            },
            Body::Bars(bars) => {
                let written = bars::bars(bars, &name, &self.anchors);
                self.written.push_str(&written);
            }
            Body::Gantt(chart) => {
                let written = gantt::gantt(chart, &name);
                self.written.push_str(&written);
            }
            Body::Facts(facts) => self.facts(facts),
            Body::Items(items) => self.items(items),
            Body::Todos(todos) => self.todos(todos),
            Body::Sources(entries) => self.sources(entries),
        }
        for note in &section.notes {
            let written = self.flow(note);
            let tag = if note.has_blocks() { "div" } else { "p" };
            self.line(&format!("<{tag} class=\"note\">{written}</{tag}>"));
        }
    }

    fn facts(&mut self, facts: &[(String, StyledText)]) {
        self.line("<dl>");
        for (name, value) in facts {
            let (name, value) = (text::escape_mixed(name), self.flow(value));
            self.line(&format!("<div><dt>{name}</dt><dd>{value}</dd></div>"));
        }
        self.line("</dl>");
    }

    fn items(&mut self, items: &[StyledText]) {
        self.line("<ul>");
        for item in items {
            let item = self.flow(item);
            self.line(&format!("<li>{item}</li>"));
        }
        self.line("</ul>");
    }

    fn todos(&mut self, todos: &[Todo]) {
        self.line("<ul class=\"todos\">");
        for todo in todos {
            let class = if todo.is_task { "task" } else { "day" };
            let (when, what) = (self.phrase(&todo.when), self.phrase(&todo.what));
            let details = details(todo, |value| self.phrase(value)).into_iter();
            let details = details.chain(todo.link.as_deref().map(address));
            let details: Vec<String> = details
                .map(|detail| format!(" <span class=\"details\">{detail}</span>"))
                .collect();
            let details = details.concat();
            self.line(&format!(
                "<li class=\"{class}\"><span class=\"when\">{when}</span> \
                 <span class=\"what\">{what}{details}</span></li>"
            ));
        }
        self.line("</ul>");
    }

    fn sources(&mut self, entries: &[StyledText]) {
        self.line("<ol class=\"sources\">");
        for (entry, number) in entries.iter().zip(1..) {
            let entry = self.phrase(entry);
            self.line(&format!("<li id=\"source-{number}\">{entry}</li>"));
        }
        self.line("</ol>");
    }

    /// A diagram, which scrolls if it is larger than the window; of a large one, the part around the
    /// person.
    fn diagram(&mut self, whole: &Diagram) {
        let part = whole.around_person(MOST_ROLES);
        let diagram = part.as_ref().map_or(whole, |part| &part.diagram);
        if let Some(many) = too_many(diagram) {
            self.sentence(&many);
            return;
        }
        self.diagrams += 1;
        let number = self.diagrams;
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
        self.line(&format!(
            "<figure>\n\
             <figcaption>{caption}\n{}</figcaption>\n\
             <div class=\"drawing\" role=\"region\" tabindex=\"0\" aria-label=\"Drawing {number}: {title}\">\n\
             {target}{}\n\
             <div class=\"more\" id=\"figure-{number}-more\"></div>\n\
             </div>\n\
             </figure>",
            self.legend(diagram),
            drawn.written.trim_end()
        ));
    }

    /// What the strokes and the signs of a diagram mean, outside of what scrolls.
    fn legend(&self, diagram: &Diagram) -> String {
        let strokes = svg::strokes(diagram).map(|(class, name)| {
            format!(
                "<li><svg class=\"diagram\" width=\"40\" height=\"8\" aria-hidden=\"true\">\
                 <path class=\"sample {class}\" d=\"M0 4L40 4\"/></svg> {name}</li>\n"
            )
        });
        let strokes: String = strokes.collect();
        let notes = diagram.notes.iter();
        let notes = notes.map(|note| format!("<p>{}</p>\n", self.phrase(note)));
        let notes: String = notes.collect();
        match strokes.as_str() {
            "" => notes,
            strokes => format!("<ul class=\"legend\">\n{strokes}</ul>\n{notes}"),
        }
    }

    /// Writes a heading, if there is one, and returns the level below it.
    fn heading(&mut self, level: usize, attribute: &str, heading: &StyledText) -> usize {
        if heading.is_empty() {
            return level;
        }
        let tag = level.min(6);
        let heading = plain(heading);
        self.line(&format!("<h{tag}{attribute}>{heading}</h{tag}>"));
        level + 1
    }

    fn sentence(&mut self, sentence: &StyledText) {
        self.line(&text::paragraphs(sentence, Some(&self.anchors)));
    }

    fn flow(&self, phrase: &StyledText) -> String {
        text::flow(phrase, Some(&self.anchors))
    }

    fn phrase(&self, phrase: &StyledText) -> String {
        text::phrase(phrase, Some(&self.anchors))
    }

    fn id(&mut self, part: &'a Part) -> Option<&'a str> {
        let anchor = part.anchor.as_deref()?;
        self.used.insert(anchor).then_some(anchor)
    }

    fn line(&mut self, text: &str) {
        self.written.push_str(text);
        self.written.push('\n');
    }
}

fn id_attribute(id: Option<&str>) -> String {
    id.map(|id| format!(" id=\"{}\"", escape(id)))
        .unwrap_or_default()
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
