//! The routes to a role.

mod diagram;
mod moves;
mod rank_reason;
mod screen;
mod steps;

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    query::{PathAnswer, Person, Route, RouteCount},
    vocabulary::{Criterion, Unstated},
};

use super::{
    Columns, Diagram, Part, Records, Section, Sheet, Sources, StyledText, TextStyle, View, display,
    gaps, move_text::AHEAD, no_route,
};

impl View for PathAnswer {
    fn name(&self) -> &'static str {
        "path"
    }

    fn sheet(&self) -> Sheet {
        let mut sources = Sources::new(&self.sources);
        let mut sections = Vec::new();
        if let Some(found) = &self.no_route {
            sections = no_route::sections(found, &self.role, self.header.person.as_ref());
        } else {
            sections.push(overview(self, true, &sources));
            for (number, route) in numbered(self) {
                sections.push(moves::moves(self, route, number, &mut sources));
                sections.push(moves::study_steps(self, route, number, &mut sources));
            }
        }
        let lead = person(self.header.person.as_ref(), &self.header.as_of).chain(lead(self));
        let sheet = Sheet::new(title(self), lead, sections);
        sheet.citing(sources).before(next(self))
    }

    fn screen(&self, rows: usize) -> Sheet {
        screen::screen(self, rows)
    }

    fn records(&self) -> Records {
        moves::records(self)
    }

    fn diagram(&self) -> Option<Diagram> {
        self.no_route.is_none().then(|| diagram::diagram(self))
    }
}

/// The plan along the best route; where there is none, the roles that fit.
fn next(path: &PathAnswer) -> String {
    let person = path.header.person.as_ref();
    if let Some(found) = &path.no_route {
        return no_route::next(found, "path", &path.role, person);
    }
    let command = if path.routes.iter().any(|route| route.moves.is_empty()) {
        "next".to_owned()
    } else {
        moves::plan(path, 1).unwrap_or_else(|| format!("plan {}", path.role.id))
    };
    match person {
        Some(person) => gaps::started(command, person),
        None => command,
    }
}

pub(super) fn title(path: &PathAnswer) -> StyledText {
    let title = match &path.no_route {
        Some(_) => "No route to ",
        None => "Routes to ",
    };
    StyledText::strong(title).then(display::named(&path.role))
}

/// A part of a page: all routes below each other, then each with its moves.
pub(super) fn part(path: &PathAnswer, sources: &mut Sources) -> Part<'static> {
    let mut part = Part {
        name: Some("Routes"),
        lead: lead(path),
        ..Part::new("part-routes", title(path))
    };
    if let Some(found) = &path.no_route {
        part.sections = no_route::sections(found, &path.role, path.header.person.as_ref());
        return part;
    }
    part.sections.push(overview(path, true, sources));
    for (number, route) in numbered(path) {
        let mut moves = moves::moves(path, route, number, sources);
        let heading = std::mem::take(&mut moves.heading);
        moves.heading = "Moves".into();
        moves.notes.extend(steps::about_moves(route, sources));
        let study_steps = Part {
            sections: vec![steps::study_steps(route)],
            folded: true,
            ..Part::new(
                format!("route-{number}-gaps"),
                "What each move still requires",
            )
        };
        part.parts.push(Part {
            sections: vec![moves],
            parts: vec![study_steps],
            ..Part::new(format!("route-{number}"), heading)
        });
    }
    part
}

fn lead(path: &PathAnswer) -> Vec<StyledText> {
    if let Some(found) = &path.no_route {
        let because = no_route::because(found);
        return std::iter::once(because)
            .chain(left_out(path.left_out))
            .collect();
    }
    if path.routes.iter().any(|route| route.moves.is_empty()) {
        let reached = "The person is in this role already: no move is needed.";
        return vec![StyledText::good(reached)];
    }
    let mut moves = path.routes.iter().flat_map(|route| &route.moves);
    let mut routes = path.routes.iter();
    let has_study = routes.any(|route| display::takes_study(route.hours, route.hours_estimated));
    let study = match path.hours_per_week.filter(|_| has_study) {
        Some(pace) => format!(
            " Study at {} a week.",
            display::value(display::counted(pace, "hour"))
        )
        .into(),
        None if moves.any(|step| step.unstated.contains(&Unstated::HoursPerWeek)) => {
            StyledText::from(" ").then(no_pace())
        }
        None => StyledText::default(),
    };
    let ranked = match path.by {
        Some(Criterion::Time) => "By time, fastest first.",
        Some(Criterion::Pay) => "By pay, highest total first.",
        Some(Criterion::Effort) => "By effort, least study first.",
        Some(Criterion::Share) => "By share, most common moves first.",
        None => "No route beats one of these in time, pay and effort at once.",
    };
    let ranked = StyledText::from(ranked).then(study);
    let front = front(path);
    [ranked]
        .into_iter()
        .chain(front)
        .chain(left_out(path.left_out))
        .chain(bound(path))
        .collect()
}

/// How many routes a limit of time leaves out because their time is unknown.
pub(super) fn left_out(left_out: Option<RouteCount>) -> Option<StyledText> {
    let left_out = left_out.filter(|left_out| left_out.routes > 0)?;
    let routes = count(left_out);
    Some(StyledText::from(format!(
        "Left out, as their time is unknown: {routes}."
    )))
}

/// How study counts without hours a week.
pub(super) fn no_pace() -> StyledText {
    StyledText::default().sentence(
        TextStyle::Plain,
        "The time of study is unknown without hours a week (`--hours`, or `hours_per_week` in the profile).",
    )
}

/// How many routes a front has, and the criteria that it leaves out.
fn front(path: &PathAnswer) -> Vec<StyledText> {
    let mut lead = Vec::new();
    if let Some(front) = path.front.filter(|front| front.routes > path.routes.len()) {
        let shown = format!(
            "Shown are {} of {}; more with ",
            path.routes.len(),
            count(front)
        );
        lead.push(StyledText::from(shown).code("--routes").plain("."));
    }
    if !path.unknown_criteria.is_empty() {
        lead.push(StyledText::middling(format!(
            "No route has known {}, so the routes are not compared by it.",
            display::list(&path.unknown_criteria)
        )));
    }
    lead
}

fn count(count: RouteCount) -> String {
    let at_least = if count.at_least { "at least " } else { "" };
    format!("{at_least}{}", display::counted(count.routes, "route"))
}

/// The person of the routes and what is assumed of the person; one without a profile is a newcomer.
pub(super) fn person(person: Option<&Person>, as_of: &str) -> impl Iterator<Item = StyledText> {
    let newcomer = person.is_none().then(|| {
        StyledText::from("Starting without skills or experience").and(
            TextStyle::Quiet,
            format!(", {}", display::value(format!("as of {as_of}"))),
        )
    });
    newcomer
        .into_iter()
        .chain(gaps::about(person, as_of))
        .chain(person.and_then(baseline))
}

/// The skills that rest on the roles of the person.
fn baseline(person: &Person) -> Option<StyledText> {
    let roles = person
        .baseline
        .iter()
        .filter(|baseline| baseline.skills > 0);
    let roles = roles.map(|baseline| {
        let skills = display::counted(baseline.skills, "skill");
        format!("{skills} as {}", baseline.role.id)
    });
    let roles: Vec<String> = roles.collect();
    let counted = display::list(&roles);
    (!roles.is_empty())
        .then(|| format!("Counted by role, not named in the profile: {counted}.").into())
}

/// What is known of the routes that were not looked at.
fn bound(path: &PathAnswer) -> Option<StyledText> {
    let bound = path.bound?;
    let could = match (path.by, bound.value) {
        (Some(Criterion::Pay), Some(most)) => format!("earns more than {}", display::whole(most)),
        (Some(Criterion::Effort), Some(least)) => {
            format!("takes less than {}", display::counted(least, "hour"))
        }
        (Some(Criterion::Time) | None, Some(least)) => {
            format!("takes less than {}", display::duration(least))
        }
        _ => return Some(StyledText::middling(LARGE)),
    };
    let by = bound.better_by.map(|by| match path.by {
        Some(Criterion::Pay) => display::whole(by),
        Some(Criterion::Effort) => display::counted(by, "hour"),
        _ => display::duration(by),
    });
    let by = by.map(|by| format!(", which is better by {by} at most"));
    let text = format!(
        "{LARGE} No route that was left out {could}{}.",
        by.unwrap_or_default()
    );
    Some(StyledText::middling(text))
}

const LARGE: &str = "The ladder is too large to examine every route, so there may be better ones.";

/// All routes below each other, with what they are compared by; whether what is unknown of all is shown.
fn overview(path: &PathAnswer, shows_unknown: bool, known: &Sources) -> Section {
    let is_estimate = |route: &Route| {
        let mut facts = route.moves.iter().map(|step| &step.step.facts);
        facts.any(|facts| known.is_estimated_share(facts))
    };
    let time = if shows_unknown {
        display::time
    } else {
        display::short_time
    };
    // A column in which all is unknown says nothing, unless the routes are ranked by it.
    let has_pay = path.routes.iter().any(|route| route.pay.amount.is_some());
    let has_pay = has_pay || path.by == Some(Criterion::Pay);
    let has_share = path.routes.iter().any(|route| route.share.is_some());
    let has_share = has_share || path.by == Some(Criterion::Share);
    let section = Columns::<(usize, &Route)>::new()
        .left("Route", |(number, _), _| number.to_string())
        .left("Roles", |(_, route), _| StyledText::name(chain(route)))
        .left("Time", move |(_, route), _| time(route.years))
        .right("Hours", |(_, route), _| {
            display::short_sum(route.hours, route.hours_estimated)
        })
        .right("Earned", |(_, route), _| {
            let earned = StyledText::known(route.pay.amount.map(display::whole));
            let estimated = route.pay.estimated && route.pay.amount.is_some();
            has_pay.then(|| display::estimate(earned, estimated))
        })
        .right("Share", |(_, route), _| {
            has_share.then(|| match route.share {
                Some(share) => display::estimate(display::percent(share), is_estimate(route)),
                None => StyledText::known(None::<&str>),
            })
        })
        .section("", numbered(path), &mut Sources::default());
    let first = path.routes.first().filter(|first| !first.moves.is_empty());
    section.noted(first.into_iter().flat_map(|first| legend(path, first)))
}

/// The routes that have a move, with their numbers from 1 on.
fn numbered(path: &PathAnswer) -> impl Iterator<Item = (usize, &Route)> {
    let routes = (1..).zip(&path.routes);
    routes.filter(|(_, route)| !route.moves.is_empty())
}

/// Each role once, in the order in which it comes first.
fn once<'r>(roles: impl Iterator<Item = &'r SmolStr>) -> Vec<&'r str> {
    let mut seen = HashSet::new();
    let roles = roles.map(SmolStr::as_str);
    roles.filter(|role| seen.insert(*role)).collect()
}

fn legend(path: &PathAnswer, first: &Route) -> Vec<StyledText> {
    let mut notes = Vec::new();
    let pay = &first.pay;
    let is_known = path.routes.iter().any(|route| route.pay.amount.is_some());
    if is_known {
        let region = pay.region.as_deref().map(|region| format!(" in {region}"));
        notes.push(format!(
            "Earned: {} of {} pay{} in {} from today, at the midpoint of each role.",
            pay.currency.as_deref().unwrap_or_default(),
            pay.basis,
            region.unwrap_or_default(),
            display::duration(pay.years),
        ));
    }
    let routes = path.routes.iter();
    let unpaid = once(routes.flat_map(|route| &route.pay.unknown));
    let routes = path.routes.iter();
    let before = once(routes.filter_map(|route| route.pay.unknown_before.as_ref()));
    let mut moves = path.routes.iter().flat_map(|route| &route.moves);
    let has_pay = pay.present.is_some() || moves.any(|step| step.pay.is_some());
    let has_column = is_known || path.by == Some(Criterion::Pay);
    if !unpaid.is_empty() && has_pay && has_column {
        notes.push(format!(
            "No {} pay is known for {}, so routes through {} have no total.",
            pay.basis,
            display::list(&unpaid),
            if unpaid.len() == 1 { "it" } else { "them" },
        ));
    }
    if !before.is_empty() && has_pay && has_column {
        notes.push(format!(
            "No {} pay is known before {}, so routes that begin there have no total.",
            pay.basis,
            display::list(&before),
        ));
    }
    let notes = notes.into_iter();
    notes.map(StyledText::quiet).collect()
}

pub(super) fn chain(route: &Route) -> String {
    display::join(route.roles.iter().map(|role| &role.id), " → ")
}
