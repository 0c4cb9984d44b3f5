//! What the roles on the way to a goal pay.

use crate::query::{Pay, PayAlongRoute, PayAnswer};

use super::{
    super::sheet::{Align, Bar, Bars, Body, Point, Section, StyledText, Table, TextStyle},
    Sources, bars, display,
};

/// What an asterisk says.
pub const WIDER: &str = "* is the pay of a wider group than the role.";

/// The ranges of all rungs on one scale, then what comes together.
pub fn sections(answer: &PayAnswer, way: &PayAlongRoute, sources: &mut Sources) -> Vec<Section> {
    let mut table = Table::new([
        ("Role", Align::Left),
        ("From", Align::Left),
        ("Years", Align::Right),
        ("Midpoint", Align::Right),
        ("Earned", Align::Right),
    ]);
    for rung in &way.stages {
        let unknown = || StyledText::new(TextStyle::Quiet, display::UNKNOWN);
        table.row([
            StyledText::new(TextStyle::Role, &rung.role),
            StyledText::from(&rung.earliest),
            StyledText::from(rung.years.to_string()),
            rung.pay.as_ref().map_or_else(unknown, |pay| {
                StyledText::from(display::starred(pay)).then(sources.mark(&pay.cited))
            }),
            rung.earned
                .map_or_else(unknown, |earned| StyledText::from(display::whole(earned))),
        ]);
    }
    let mut earned = Section::new("Money on that way", Body::Table(table));
    earned.notes = notes(way);
    let region = way.region.as_deref();
    let terms = display::terms(
        way.currency.as_deref().unwrap_or_default(),
        region,
        way.basis,
    );
    let heading = StyledText::from("The way to ")
        .then(display::named(&way.goal))
        .and(TextStyle::Plain, format!(", {terms}"));
    vec![
        Section::new(heading, Body::Bars(scale(answer, way, sources))),
        earned,
    ]
}

fn scale(answer: &PayAnswer, way: &PayAlongRoute, sources: &mut Sources) -> Bars {
    let rungs = way.stages.iter();
    let same = answer.pay.as_ref().filter(|pay| {
        pay.basis == way.basis
            && Some(&pay.currency) == way.currency.as_ref()
            && pay.region == way.region
    });
    Bars {
        rows: rungs
            .filter_map(|rung| Some(self::rung(&rung.role, rung.pay.as_ref()?, sources)))
            .collect(),
        mark: same.map(|pay| bars::mark(answer, pay)),
    }
}

/// What one role pays, on a scale with others.
pub fn rung(role: &str, pay: &Pay, sources: &mut Sources) -> Bar {
    Bar {
        name: StyledText::new(TextStyle::Role, role)
            .and(
                TextStyle::Plain,
                if pay.population.is_some() { "*" } else { "" },
            )
            .then(sources.mark(&pay.cited)),
        low: pay.low.map(bars::point),
        mid: pay.midpoint().map(|value| Point {
            value,
            label: display::whole(crate::query::Number(value)),
        }),
        high: pay.high.map(bars::point),
        note: pay
            .range
            .as_ref()
            .map_or_else(StyledText::default, StyledText::from),
    }
}

fn notes(way: &PayAlongRoute) -> Vec<StyledText> {
    let years = display::years(way.years);
    let mut notes = vec![match way.total {
        Some(total) => StyledText::new(
            TextStyle::Strong,
            format!(
                "{} {} in {years}",
                way.currency.as_deref().unwrap_or_default(),
                display::whole(total)
            ),
        )
        .and(
            TextStyle::Plain,
            " at the midpoint of each role, by the route that takes the least time.",
        ),
        None => StyledText::from(format!(
            "No sum for {years}: no {} pay is known for {}.",
            way.basis,
            display::list(&way.unknown),
        )),
    }];
    if way.at_least {
        notes.push(StyledText::new(
            TextStyle::Quiet,
            "A part of the way takes time that nobody states, so later roles may begin later.",
        ));
    }
    if way.stages.iter().any(|rung| {
        rung.pay
            .as_ref()
            .is_some_and(|pay| pay.population.is_some())
    }) {
        notes.push(StyledText::new(TextStyle::Quiet, WIDER));
    }
    notes
}
