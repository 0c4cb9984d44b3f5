//! Many people at once.

mod short;
mod tables;

use crate::{
    order::Order as _,
    query::{TeamAnswer, TeamPerson, TeamStep},
    vocabulary::TeamStatus,
};

use tables::Form;

use super::{Columns, Records, Sheet, Sources, StyledText, View, display};

/// A person and a role.
type Row<'a> = (&'a TeamPerson, &'a TeamStep);

impl View for TeamAnswer {
    fn name(&self) -> &'static str {
        "team"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let steps = self.people.iter().flat_map(rows);
        let sections = vec![
            short::section(self),
            tables::steps(self, steps, Form::Full, &mut sources),
            tables::bench(&self.roles, &mut sources),
            tables::coverage(self, &mut sources),
            tables::levels(self),
            tables::common(self, &mut sources),
            tables::training(self, &mut sources),
            tables::certifications(self, &mut sources),
            tables::pay(self, &mut sources),
        ];
        let sheet = Sheet::new(title(self), lead(self, usize::MAX), sections);
        sheet.citing(sources)
    }

    fn screen(&self, rows: usize) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let next = self.people.iter();
        let next = next.filter_map(|person| Some((person, person.target()?)));
        let mut next: Vec<Row> = next.collect();
        // Those who stand best come first.
        next.order_by_key(|(_, step)| (step.status as usize, step.gaps.len()));
        next.truncate(rows);
        let steps = self.people.iter().flat_map(self::rows);
        let open = steps.filter(|(_, step)| step.status != TeamStatus::Held);
        let left_out = open.count() - next.len();
        let sections = vec![
            tables::steps(self, next.into_iter(), Form::Brief, &mut sources)
                .leaving_out(left_out, "next role"),
            tables::bench_briefly(&self.roles, rows.div_ceil(3), &mut sources),
            short::section(self),
        ];
        let sheet = Sheet::new(title(self), lead(self, NAMED), sections);
        sheet.citing_briefly(sources).again_with(if self.anonymous {
            "-o team.html"
        } else {
            "--anonymous -o team.html"
        })
    }

    fn records(&self) -> Records {
        records().records(self.people.iter().flat_map(rows))
    }
}

/// So many people are named on a screen.
const NAMED: usize = 6;

fn rows(person: &TeamPerson) -> impl Iterator<Item = Row<'_>> {
    person.steps.iter().map(move |step| (person, step))
}

fn title(team: &TeamAnswer) -> StyledText {
    let ladder = StyledText::strong("Team: ").then(display::named(&team.ladder));
    match &team.role {
        Some(role) => ladder.plain(", for ").then(display::named(role)),
        None => ladder,
    }
}

/// How many people there are, and whose data it is.
fn lead(team: &TeamAnswer, named: usize) -> Vec<StyledText> {
    let about = StyledText::from(people(team.people.len()));
    let as_of = display::value(format!("as of {}", team.as_of));
    let left_out = (team.left_out > 0).then(|| {
        let what = display::counted(team.left_out, "profile");
        StyledText::bad(format!("Without {what} that cannot be used."))
    });
    let pay = if team.people.iter().any(|person| person.pay.is_some()) {
        " and their pay"
    } else {
        ""
    };
    let whose = if team.anonymous {
        format!(
            "Without names and exact dates{}; in a small team, people are known by their role and skills.",
            if pay.is_empty() { "" } else { ", with pay" }
        )
    } else {
        let names = first_names(
            team.people.iter().map(|person| person.person.as_str()),
            named,
        );
        format!("Personal data of {names}{pay}: for those who may see it.")
    };
    let about = about.plain(format!(", {as_of}."));
    [about]
        .into_iter()
        .chain(left_out)
        .chain([StyledText::quiet(whose)])
        .collect()
}

/// `1 person`, `6 people`.
fn people(count: usize) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// The first of some names, and how many more there are.
fn first_names<'n>(names: impl ExactSizeIterator<Item = &'n str>, most: usize) -> String {
    let more = names.len().saturating_sub(most);
    let mut shown: Vec<String> = names.take(most).map(str::to_owned).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    display::list(&shown)
}

fn records<'a>() -> Columns<'a, Row<'a>> {
    Columns::<Row>::new()
        .field("person", |(person, _)| person.person.clone())
        .field("present", |(person, _)| {
            person.role.as_ref().map(|role| role.id.clone())
        })
        .field("role", |(_, step)| step.role.id.clone())
        .field("title", |(_, step)| step.role.title.clone())
        .field("kind", |(_, step)| step.kind)
        .field("status", |(_, step)| step.status)
        .readiness(None, |(_, step)| Some(step.readiness))
        .field("met_before", |(_, step)| {
            step.before.map(|before| before.met)
        })
        .field("ratio_before", |(_, step)| step.before?.ratio)
        .field("gaps", |(_, step)| {
            display::join(step.gaps.iter().map(|gap| &gap.id), " ")
        })
        .field("years_missing", |(_, step)| step.years_missing)
        .field("to_serve_min", |(_, step)| {
            Some(step.to_serve.as_ref()?.min)
        })
        .field("to_serve_max", |(_, step)| {
            Some(step.to_serve.as_ref()?.max)
        })
        .field("gate", |(_, step)| step.gate.clone())
        .field("earliest", |(_, step)| step.earliest.clone())
        .field("not_before", |(_, step)| step.not_before.clone())
        .field("estimated", |(_, step)| step.estimated)
        .field("pay", |(person, _)| {
            person.pay.as_ref().map(|pay| pay.salary.amount)
        })
        .field("pay_terms", |(person, _)| {
            let pay = person.pay.as_ref();
            pay.map(|pay| display::terms(&pay.salary.terms))
        })
}
