//! Turns a page into HTML without scripts, requests or external styles.

mod bars;
mod figure;
mod gantt;
mod part;
mod table;
mod text;

use std::io;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

use crate::{
    render::{gantt::style as chart, markup::escape, svg},
    view::{Page, Part, StyledText, TextStyle},
};

use figure::Figures;
use part::Writer;
use text::{Anchors, plain};

/// The style sheet, for the light and the dark scheme and for print.
pub const STYLE: &str = include_str!("page.css");

/// The end of every page.
const FOOTER: &str = "Written by ladder. A ladder is a map, not a checklist: it shows possible routes and promises none.";

pub fn render(page: &Page, to: &mut dyn io::Write) -> io::Result<()> {
    let title = escape(&page.title.text());
    let parts = all(&page.parts);
    // The style sheet, which stands first, has rules for each drawing.
    let anchors = Anchors::new(&parts);
    let figures = Figures::new(&parts, &anchors);
    let style = format!(
        "{STYLE}{}{}{}",
        svg::style(),
        chart::style(),
        figures.rules()
    );
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        STANDARD.encode(Sha256::digest(&style))
    );
    let heading = plain(&page.title);
    let lead = page.lead.iter();
    let lead: Vec<String> = lead
        .map(|sentence| text::paragraphs(sentence, None) + "\n")
        .collect();
    let lead = lead.concat();
    let contents = contents(&page.parts);
    write!(
        to,
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n\
         <style>{style}</style>\n\
         </head>\n\
         <body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n\
         <header>\n\
         <h1>{heading}</h1>\n\
         {lead}\
         </header>\n\
         {contents}\
         <main id=\"main\" tabindex=\"-1\">\n"
    )?;
    Writer::new(&title, anchors, figures, to).parts(&page.parts)?;
    write!(
        to,
        "</main>\n\
         <footer>\n\
         <p>{FOOTER}</p>\n\
         </footer>\n\
         </body>\n\
         </html>\n"
    )
}

/// The table of contents of a page with several parts.
fn contents(parts: &[Part]) -> String {
    let entries = parts.iter().filter(|part| !part.heading.is_empty());
    let entries: Vec<String> = entries
        .filter_map(|part| {
            let anchor = escape(part.anchor.as_ref()?);
            let heading = match part.name {
                Some(name) => escape(name),
                None => text::escape_mixed(&short(&part.heading)),
            };
            Some(format!("<li><a href=\"#{anchor}\">{heading}</a></li>\n"))
        })
        .collect();
    match entries.as_slice() {
        [] | [_] => String::new(),
        entries => format!(
            "<nav aria-label=\"Contents\">\n<ul>\n{}</ul>\n</nav>\n",
            entries.concat()
        ),
    }
}

/// A heading without what follows its title.
fn short(heading: &StyledText) -> String {
    match heading.0.first() {
        Some((TextStyle::Strong, title)) => title.to_string(),
        _ => heading.text(),
    }
}

/// All parts, those within others included.
fn all<'a>(parts: &'a [Part<'a>]) -> Vec<&'a Part<'a>> {
    let own = parts.iter();
    own.flat_map(|part| [part].into_iter().chain(all(&part.parts)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::view::{Diagram, DiagramNode};

    use super::*;

    #[test]
    fn a_page_has_a_sentence_instead_of_a_drawing_of_too_many_roles() {
        let page = |count: usize| {
            let nodes = (0..count).map(|number| DiagramNode {
                id: format!("r{number}").into(),
                ..DiagramNode::default()
            });
            let page = Page {
                parts: vec![Part {
                    figure: Some(Diagram {
                        nodes: nodes.collect(),
                        ..Diagram::default()
                    }),
                    ..Part::new("part-ladder", "The ladder")
                }],
                ..Page::default()
            };
            let mut written = Vec::new();
            render(&page, &mut written).expect("a vector takes all");
            String::from_utf8(written).expect("HTML is UTF-8")
        };
        let many = "<p>201 roles are too many for a drawing here. Draw a part with \
                    <code>ladder show --around ROLE</code>";
        let (drawn, not_drawn) = (page(200), page(201));
        assert!(drawn.contains("<figure>") && !drawn.contains(many));
        assert!(not_drawn.contains(many) && !not_drawn.contains("<figure>"));
    }

    #[test]
    fn the_contents_have_short_headings() {
        let heading = StyledText::strong("Senior").plain(" (senior): 2028");
        let parts = [Part::new("a", heading), Part::new("b", "Sources")];
        let written = contents(&parts);
        assert!(written.contains("<a href=\"#a\">Senior</a>"), "{written}");
        assert!(written.contains("<a href=\"#b\">Sources</a>"), "{written}");
    }
}
