//! The whole ladder: the moves as a picture, then the figures.

mod asked;
mod diagram;
mod pay;
mod summary;
mod tables;

use crate::query::OverviewAnswer;

use super::{
    Body, Diagram, Records, Section, Sheet, Sources, StyledText, TextStyle, View, briefly, display,
    gaps,
};

pub(super) use pay::shown_pay;
pub(super) use tables::{RolesOn, learning, levels, roles, status, track_title};
use tables::{certifications, moves, skills};

impl View for OverviewAnswer {
    fn name(&self) -> &'static str {
        "show"
    }

    fn sheet(&self) -> Sheet {
        if self.is_summary {
            return summary::sheet(self, usize::MAX);
        }
        whole(self)
    }

    /// The drawing and one table.
    fn screen(&self, rows: usize) -> Sheet {
        if self.is_summary {
            return summary::sheet(self, rows);
        }
        let mut sources = Sources::new(&self.sources);
        let drawing = Diagram {
            has_titles_elsewhere: true,
            ..diagram::diagram(self)
        };
        let moves = self.roles.iter().map(|role| role.next.len()).sum();
        let roles = roles(self, RolesOn::Screen, &mut sources)
            .leaving_out(moves, "move")
            .leaving_out(self.skills.len(), "skill")
            .leaving_out(self.certifications.len(), "certification");
        let sections = vec![Section::new("", Body::Diagram(Box::new(drawing))), roles];
        let sheet = Sheet::new(display::named(&self.ladder), lead(self, rows), sections);
        sheet
            .citing_briefly(sources)
            .before(Some("next".to_owned()))
    }

    /// What is handed in has all of it.
    fn document(&self) -> Sheet {
        whole(self)
    }

    fn records(&self) -> Records {
        tables::columns(self, RolesOn::Sheet).records(&self.roles)
    }

    fn diagram(&self) -> Option<Diagram> {
        Some(diagram::diagram(self))
    }
}

/// All of it: the drawing, then the tables.
fn whole(overview: &OverviewAnswer) -> Sheet {
    let mut sources = Sources::new(&overview.sources);
    let sections = vec![
        Section::new("", Body::Diagram(Box::new(diagram::diagram(overview)))),
        roles(overview, RolesOn::Sheet, &mut sources),
        moves(overview, &mut sources),
        skills(overview),
        certifications(overview),
        learning(&overview.learning, &mut sources),
        sources.facts(&overview.facts),
    ];
    let sheet = Sheet::new(
        display::named(&overview.ladder),
        lead(overview, usize::MAX),
        sections,
    );
    sheet.citing(sources).before(Some("next".to_owned()))
}

fn lead(overview: &OverviewAnswer, rows: usize) -> Vec<StyledText> {
    let about = briefly(overview.about.as_ref(), rows);
    let mut lead: Vec<StyledText> = about.into_iter().collect();
    if let Some(around) = &overview.around {
        let moves = display::counted(around.depth, "move");
        lead.push(StyledText::from(format!(
            "The {} of {} roles within {moves} of {}.",
            overview.roles.len(),
            around.of,
            around.role.id
        )));
    }
    if let Some(track) = &overview.track {
        let shown = display::counted(overview.roles.len(), "role");
        let track = StyledText::from(format!("{shown} of {} on the track ", overview.of))
            .plain(&track.title)
            .plain(".");
        lead.push(track);
    }
    if let Some(person) = &overview.person {
        lead.push(gaps::who(person, &overview.as_of));
    }
    lead.extend(way(overview));
    lead
}

pub(super) fn way(overview: &OverviewAnswer) -> Option<StyledText> {
    let goal = overview.goal.as_ref()?;
    Some(match overview.route.as_slice() {
        [] => StyledText::from("No route leads to ").then(display::named(goal)),
        [_] => StyledText::from("The goal is reached: ").then(display::named(goal)),
        way => StyledText::from("The fastest route to the goal: ")
            .and(TextStyle::Name, way.join(" → ")),
    })
}
