//! What the roles on the way to a goal pay.

use crate::query::{Pay, PayAnswer, PayRung, PayWay};

use super::{
    super::sheet::{Bar, Bars, Body, Point, Section, StyledText, TextStyle},
    Columns, Sources, bars, display,
};

/// The ranges of all rungs on one scale, then what comes together.
pub fn sections(answer: &PayAnswer, way: &PayWay, sources: &mut Sources) -> Vec<Section> {
    let table = Columns::<PayRung>::new()
        .left("Role", |rung, _| StyledText::role(&rung.role))
        .left("From", |rung, _| rung.earliest.clone())
        .right("Years", |rung, _| rung.years.to_string())
        .right("Midpoint", |rung, sources| {
            let pay = rung.pay.as_ref();
            StyledText::known(pay.map(|pay| sources.cite(display::starred(pay), &pay.cited)))
        })
        .right("Earned", |rung, _| {
            StyledText::known(rung.earned.map(display::whole))
        })
        .table(&way.rungs, sources);
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

fn scale(answer: &PayAnswer, way: &PayWay, sources: &mut Sources) -> Bars {
    let rungs = way.rungs.iter();
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
        name: StyledText::role(role)
            .and(TextStyle::Plain, display::star(pay))
            .then(sources.mark(&pay.cited)),
        low: pay.low.map(bars::point),
        mid: pay.midpoint().map(|value| Point {
            value,
            label: display::whole(crate::query::Number(value)),
        }),
        high: pay.high.map(bars::point),
        note: StyledText::from(&pay.range),
    }
}

fn notes(way: &PayWay) -> Vec<StyledText> {
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
        notes.push(StyledText::quiet(
            "A part of the way takes time that nobody states, so later roles may begin later.",
        ));
    }
    if way.rungs.iter().any(|rung| {
        rung.pay
            .as_ref()
            .is_some_and(|pay| pay.population.is_some())
    }) {
        notes.push(StyledText::quiet(display::WIDER));
    }
    notes
}
