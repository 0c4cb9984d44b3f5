//! The whole ladder: the moves as a picture, then the figures.

mod pay;
mod picture;
mod records;
mod tables;

use smol_str::SmolStr;

use crate::query::Overview;

use super::{
    View,
    diagram::Diagram,
    gaps,
    sheet::{Body, Phrase, Records, Section, Sheet, Tone},
    sources::Sources,
    words,
};

pub(super) use pay::shown_pay;
use tables::{certifications, moves, skills};
pub(super) use tables::{roles, status};

impl View for Overview {
    fn name(&self) -> &'static str {
        "show"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = vec![
            Section::new("", Body::Picture(picture::diagram(self))),
            roles(self, false, &mut sources),
            moves(self, &mut sources),
            skills(self),
            certifications(self),
        ];
        sections.push(sources.section());
        Sheet {
            title: words::named(&self.ladder),
            lead: lead(self),
            sections,
        }
    }

    fn records(&self) -> Records {
        records::records(self)
    }

    fn diagram(&self) -> Option<Diagram> {
        Some(picture::diagram(self))
    }
}

fn lead(overview: &Overview) -> Vec<Phrase> {
    let mut lead: Vec<Phrase> = overview.about.iter().map(Phrase::from).collect();
    if let Some(around) = &overview.around {
        let moves = match around.depth {
            1 => "1 move".to_owned(),
            several => format!("{several} moves"),
        };
        lead.push(Phrase::from(format!(
            "The {} of {} roles that lie within {moves} of {}.",
            overview.roles.len(),
            around.of,
            around.role.id
        )));
    }
    if let Some(person) = &overview.person {
        lead.push(gaps::who(person, &overview.as_of));
    }
    lead.extend(way(overview));
    lead
}

/// The way to the goal, if there is one.
pub(super) fn way(overview: &Overview) -> Option<Phrase> {
    let goal = overview.goal.as_ref()?;
    let way: Vec<&str> = overview.route.iter().map(SmolStr::as_str).collect();
    Some(match way.as_slice() {
        [] => Phrase::from("No way leads to ").then(words::named(goal)),
        [_] => Phrase::from("The goal is reached: ").then(words::named(goal)),
        way => Phrase::from("The quickest way to the goal: ").and(Tone::Name, way.join(" → ")),
    })
}
