//! What the roles on the way to a goal pay.

use smol_str::SmolStr;

use crate::query::{Number, Pay, PayAlongRoute, PayAnswer, PayStage, PayTerms};

use super::super::{Bar, Bars, Body, Columns, Section, Sources, StyledText, display};
use super::bars;

/// The ranges of all stages on one scale, then what comes together.
pub fn sections(answer: &PayAnswer, along: &PayAlongRoute, sources: &mut Sources) -> Vec<Section> {
    let earned = earned(along, usize::MAX, sources);
    let terms = display::terms(&PayTerms {
        currency: along.currency.clone().unwrap_or_default(),
        basis: along.basis,
        region: along.region.clone(),
    });
    let heading = StyledText::from("The route to ")
        .then(display::named(&along.goal))
        .plain(format!(", {terms}"));
    vec![
        Section::new(heading, scale(answer, along, sources).body()),
        earned,
    ]
}

/// What is earned in the first `rows` roles of the route.
pub fn earned(along: &PayAlongRoute, rows: usize, sources: &mut Sources) -> Section {
    let shown = &along.stages[..rows.min(along.stages.len())];
    let table = Columns::<PayStage>::new()
        .left("Role", |stage, _| StyledText::role(&stage.role))
        .left("From", |stage, _| {
            let day = |day: &SmolStr| display::day(day, stage.estimated).into();
            let [earliest, not_before] =
                [&stage.earliest, &stage.not_before].map(|known| known.as_ref().map(day));
            display::earliest(earliest.as_ref(), not_before.as_ref())
        })
        .left("Time", |stage, _| {
            let years = StyledText::known(stage.years.map(display::duration));
            mark(stage.years, years, stage.years_estimated)
        })
        .right("Midpoint", |stage, sources| {
            let pay = stage.pay.as_ref();
            StyledText::known(pay.map(|pay| sources.figure(display::starred(pay), &pay.cited)))
        })
        .right("Earned", |stage, _| {
            let is_pay_estimated = stage.pay.as_ref().is_some_and(|pay| pay.cited.estimated);
            let earned = StyledText::known(stage.earned.map(display::whole));
            mark(
                stage.earned,
                earned,
                stage.years_estimated || is_pay_estimated,
            )
        })
        .table(shown, sources);
    let left_out = along.stages.len() - shown.len();
    let heading = format!("Earnings on the route to {}", along.goal.id);
    let section = Section::new(heading, Body::Table(table)).noted(notes(along));
    section.leaving_out(left_out, "stage")
}

/// A number that is known, marked where it is an estimate.
fn mark(known: Option<Number>, written: StyledText, estimated: bool) -> StyledText {
    display::estimate(written, estimated && known.is_some())
}

fn scale(answer: &PayAnswer, along: &PayAlongRoute, sources: &mut Sources) -> Bars {
    let stages = along.stages.iter();
    let same = answer.pay.as_ref().filter(|pay| {
        pay.terms.basis == along.basis
            && Some(&pay.terms.currency) == along.currency.as_ref()
            && pay.terms.region == along.region
    });
    Bars {
        rows: stages
            .filter_map(|stage| Some(self::stage(&stage.role, stage.pay.as_ref()?, sources)))
            .collect(),
        mark: same.map(|pay| bars::mark(answer, pay)),
        ..Bars::default()
    }
}

/// What one role pays, on a scale with others.
pub fn stage(role: &str, pay: &Pay, sources: &mut Sources) -> Bar {
    Bar {
        name: StyledText::role(role)
            .plain(display::star(pay))
            .then(sources.mark(&pay.cited)),
        low: pay.low.map(|low| bars::point_of(pay, low)),
        mid: pay
            .midpoint()
            .map(|midpoint| bars::point_of(pay, Number(midpoint))),
        high: pay.high.map(|high| bars::point_of(pay, high)),
        note: StyledText::from(pay.range.as_ref().map(ToString::to_string)),
        figures: None,
    }
}

fn notes(along: &PayAlongRoute) -> Vec<StyledText> {
    let years = display::duration(along.years);
    let mut reasons = Vec::new();
    if !along.unknown.is_empty() {
        let roles = display::list(&along.unknown);
        reasons.push(format!("no {} pay is known for {roles}", along.basis));
    }
    if !along.time_unknown.is_empty() {
        let roles = display::list(&along.time_unknown);
        reasons.push(format!("no time is known for going to {roles}"));
    }
    let mut notes = vec![match along.total {
        Some(total) => StyledText::strong(format!(
            "{}{} {} in {years}",
            if along.estimated {
                display::ESTIMATED
            } else {
                ""
            },
            along.currency.as_deref().unwrap_or_default(),
            display::whole(total)
        ))
        .plain(" at the midpoint of each role, by the route that takes the least time."),
        None => StyledText::from(format!("No sum for {years}: {}.", display::list(&reasons))),
    }];
    let pays = along.stages.iter().filter_map(|stage| stage.pay.as_ref());
    notes.extend(display::wider(pays));
    notes
}
