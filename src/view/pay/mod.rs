//! Where a person's pay stands in what a role pays.

mod along_route;
mod bars;
mod cells;
mod notes;
mod records;
mod screen;
mod sentence;
mod tables;

pub(super) use along_route::stage;
pub(super) use bars::scales;

use crate::{
    query::{PayAnswer, Salary},
    vocabulary::PayPeriod,
};

use super::{Records, Section, Sheet, Sources, StyledText, TextStyle, View, display, gaps};

impl View for PayAnswer {
    fn name(&self) -> &'static str {
        "pay"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let lead = about(self, &mut sources);
        let sections = sections(self, &mut sources);
        let sheet = Sheet::new(title(self), lead, sections);
        sheet.citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        screen::screen(self, rows)
    }

    fn records(&self) -> Records {
        records::records(self)
    }
}

fn about(answer: &PayAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let mut about = vec![match &answer.header.person {
        Some(person) => gaps::who(person, &answer.header.as_of),
        None => StyledText::quiet(format!("As of {}", answer.header.as_of)),
    }];
    about.extend(answer.header.person.as_ref().and_then(gaps::assumed));
    about.extend(lead(answer, sources));
    about
}

/// The routes to the goal by pay, or the plan where the quickest one has no sum; without a goal, the
/// next steps or what another role asks for.
fn next(answer: &PayAnswer) -> String {
    let command = match &answer.along_route {
        Some(along) if along.total.is_some() => format!("path {} --by pay", along.goal.id),
        Some(along) => format!("plan {}", along.goal.id),
        None if is_of_person(answer) => "next".to_owned(),
        None => format!("gaps {}", answer.role.id),
    };
    match &answer.header.person {
        Some(person) => gaps::started(command, person),
        None => command,
    }
}

/// Whether the role is that of the person.
fn is_of_person(answer: &PayAnswer) -> bool {
    let person = answer.header.person.as_ref();
    let role = person.and_then(|person| person.role.as_ref());
    role.is_some_and(|role| role.id == answer.role.id)
}

/// The heading of the moves out of the role.
fn moves_heading(answer: &PayAnswer) -> String {
    if is_of_person(answer) {
        "The same pay after a move".to_owned()
    } else {
        format!("The same pay after a move from {}", answer.role.id)
    }
}

pub(super) fn title(answer: &PayAnswer) -> StyledText {
    StyledText::strong("Pay as ").then(display::named(&answer.role))
}

/// The scales and the figures; with a goal, those of the way to it.
pub(super) fn sections(answer: &PayAnswer, sources: &mut Sources) -> Vec<Section> {
    let mut sections = if let Some(pay) = &answer.pay {
        vec![
            bars::place(answer, pay, sources),
            tables::compared(&answer.compared, sources),
            tables::not_compared(&answer.not_compared, sources),
            tables::moves(moves_heading(answer), &answer.moves, sources),
        ]
    } else {
        let mut known = bars::known(&answer.not_compared, sources);
        known.push(tables::figures(&answer.not_compared, sources));
        known
    };
    if let Some(along) = &answer.along_route {
        sections.extend(along_route::sections(answer, along, sources));
    }
    sections
}

pub(super) fn lead(answer: &PayAnswer, sources: &mut Sources) -> Vec<StyledText> {
    let mut lead = Vec::new();
    let shown = answer.compared.len() + answer.not_compared.len();
    lead.extend(match (&answer.pay, answer.compared.first()) {
        (Some(pay), Some(first)) => Some(sentence::sentence(pay, first, sources)),
        _ if shown == 0 && answer.hidden == 0 && answer.left_out > 0 => None,
        _ if shown == 0 && answer.hidden == 0 => {
            Some("The ladder has no pay for this role.".into())
        }
        _ if shown == 0 => None,
        (Some(pay), None) => Some(StyledText::from(format!(
            "No figure of this role can be compared with {}.",
            salary(pay)
        ))),
        (None, _) => Some("Your pay is not known, so nothing is compared.".into()),
    });
    lead.extend(answer.likely_per.map(|per| {
        let amount = answer.pay.as_ref().map(|pay| display::money(pay.amount));
        StyledText::middling(format!(
            "{} a year is far below the pay of the role. If it is for {}, write ",
            amount.unwrap_or_default(),
            if per == PayPeriod::Hour {
                "an hour"
            } else {
                "a month"
            },
        ))
        .code(format!("per: {per}"))
        .sentence(TextStyle::Middling, " into `pay` of the profile.")
    }));
    let hidden = match answer.hidden {
        0 => None,
        1 => Some("1 figure of this role is not shown: it is".to_owned()),
        several => Some(format!(
            "{several} figures of this role are not shown: they are"
        )),
    };
    lead.extend(hidden.map(|hidden| {
        let why = "on another basis or in another region.";
        StyledText::quiet(format!("{hidden} {why}"))
    }));
    let left_out = match answer.left_out {
        0 => None,
        1 => Some("1 figure of this role is an estimate, which is left out.".to_owned()),
        several => Some(format!(
            "{several} figures of this role are estimates, which are left out."
        )),
    };
    lead.extend(left_out.map(StyledText::quiet));
    lead
}

/// `USD 165,000 base (US)`.
fn salary(pay: &Salary) -> String {
    let region = pay
        .terms
        .region
        .as_deref()
        .map(|region| format!(" ({region})"));
    let region = region.unwrap_or_default();
    let amount = display::money(pay.amount);
    format!(
        "{} {amount} {}{region}",
        pay.terms.currency, pay.terms.basis
    )
}
