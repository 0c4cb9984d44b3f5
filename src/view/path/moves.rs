//! One route, move by move.

use smol_str::SmolStr;

use crate::{
    query::{Estimate, Gap, Number, PathAnswer, Route, RouteMove},
    vocabulary::{Criterion, RequirementKind, TimeUse, Unstated},
};

use super::super::{
    Body, Columns, Records, Section, Sources, StyledText, TextStyle, display, gaps, move_text,
};
use super::{AHEAD, chain, rank_reason};

/// How many gaps of each move are shown; `ladder gaps` shows them all.
const SHOWN: usize = 4;

struct Row<'a> {
    route: &'a Route,
    /// The number of the route, from 1 on.
    number: usize,
    /// The place of the move in its route, from 0 on.
    position: usize,
    step: &'a RouteMove,
}

fn rows(route: &Route, number: usize) -> impl Iterator<Item = Row<'_>> {
    let moves = route.moves.iter().enumerate();
    moves.map(move |(position, step)| Row {
        route,
        number,
        position,
        step,
    })
}

fn columns<'a>() -> Columns<'a, Row<'a>> {
    Columns::<Row>::new()
        .field("route", |row| row.number)
        .field("move", |row| row.position + 1)
        .field("from", |row| row.step.from.clone())
        .role("role", "To", |row| row.step.step.role.clone())
        .text("kind", "Move", |row| row.step.step.facts.kind)
        .field("years_min", |row| row.step.years.known_min())
        .field("years_max", |row| row.step.years.max)
        .field("years_at_least", |row| row.step.years.at_least)
        .field("years_estimated", |row| row.step.years.estimated)
        .field("spent_on", |row| row.step.spent_on)
        .field("unstated", |row| display::join(&row.step.unstated, " "))
        .left("Time", |row, sources| {
            spent(row.step, display::time, sources)
        })
        .field("earliest", |row| row.step.earliest.clone())
        .left("Earliest", |row, _| earliest(row.route, row.position))
        .field("latest", |row| row.step.latest.clone())
        .field("not_before", |row| row.step.not_before.clone())
        .field("days_estimated", |row| row.step.days_estimated)
        .hours(|row| row.step.hours)
        .hours_estimated(|row| row.step.hours_estimated)
        .right("Hours", |row, _| {
            display::short_sum(row.step.hours, row.step.hours_estimated)
        })
        .field("pay_mid", |row| {
            row.step.pay.as_ref()?.midpoint().map(Number)
        })
        .field("currency", |row| {
            Some(row.step.pay.as_ref()?.terms.currency.clone())
        })
        .field("basis", |row| Some(row.step.pay.as_ref()?.terms.basis))
        .field("pay_source", |row| {
            row.step.pay.as_ref()?.cited.source.clone()
        })
        .right("Pay", |row, sources| {
            let pay = row.step.pay.as_ref();
            StyledText::known(pay.map(|pay| sources.figure(display::starred(pay), &pay.cited)))
        })
        .field("share", |row| row.step.step.facts.share)
        .field("share_source", |row| {
            row.step.step.facts.share_source.clone()
        })
        .field("gate", |row| row.step.step.facts.gate.clone())
        .field("gaps", |row| {
            display::join(row.step.gaps.iter().map(|gap| &gap.id), " ")
        })
        .field("route_years_min", |row| row.route.years.known_min())
        .field("route_years_max", |row| row.route.years.max)
        .field("route_hours_min", |row| row.route.hours?.known_min())
        .field("route_earned", |row| row.route.pay.amount)
        .field("route_earned_estimated", |row| {
            row.route.pay.amount.map(|_| row.route.pay.estimated)
        })
        .field("route_share", |row| row.route.share)
}

/// Routes as one table for programs: a row for each move.
pub fn records(path: &PathAnswer) -> Records {
    let routes = path.routes.iter().zip(1..);
    columns().records(routes.flat_map(|(route, number)| rows(route, number)))
}

/// The moves of one route, and why it stands where it does.
pub fn moves(path: &PathAnswer, route: &Route, number: usize, sources: &mut Sources) -> Section {
    // The present pay is cited before that of the moves.
    let present = route.pay.present.as_ref().zip(route.roles.first());
    let present = present.map(|(pay, role)| {
        let pay = sources.figure(display::starred(pay), &pay.cited);
        let mut row = vec![StyledText::default(); 6];
        row[0] = StyledText::role(&role.id);
        row[1] = StyledText::quiet("from here");
        row[5] = pay;
        row
    });
    let mut table = columns().table(rows(route, number), sources);
    table.rows.splice(0..0, present);
    let heading = heading(path, route, number);
    let pays = route.moves.iter().filter_map(|step| step.pay.as_ref());
    Section::new(heading, Body::Table(table.without_empty_columns()))
        .noted(display::wider(pays.chain(&route.pay.present)))
}

/// The roles of a route, and why it stands where it does.
pub fn heading(path: &PathAnswer, route: &Route, number: usize) -> StyledText {
    StyledText::from(format!("{number}. {}", chain(route))).and(
        TextStyle::Quiet,
        format!(": {}", rank_reason::rank_reason(path, route)),
    )
}

/// The first day in the role after a move, or the day before which it cannot be.
pub fn earliest(route: &Route, position: usize) -> StyledText {
    entry_day(route, position, |day, estimated| {
        format!("not before {}", display::day(day, estimated)).into()
    })
}

/// The same for a narrow cell: `2031-05+`.
pub fn short_earliest(route: &Route, position: usize) -> StyledText {
    entry_day(route, position, |day, estimated| {
        display::estimate(
            format!("{}{}", display::month(day), display::AT_LEAST),
            estimated,
        )
    })
}

fn entry_day(
    route: &Route,
    position: usize,
    not_before: impl Fn(&SmolStr, bool) -> StyledText,
) -> StyledText {
    let step = &route.moves[position];
    match (&step.earliest, &step.not_before) {
        (Some(day), _) => display::day(day, step.days_estimated).into(),
        (None, Some(day)) => not_before(day, step.days_estimated),
        (None, None) => StyledText::quiet(display::UNKNOWN),
    }
}

/// The time of a move, and what it is spent on.
pub fn spent(
    route_move: &RouteMove,
    time: fn(Estimate) -> String,
    sources: &mut Sources,
) -> StyledText {
    let mark = |sources: &mut Sources| {
        let serving = route_move.serving.as_ref();
        StyledText::from(serving.map(|serving| sources.mark(&serving.cited)))
    };
    match route_move.spent_on {
        Some(what @ TimeUse::Serving) => {
            StyledText::from(format!("{}, {what}", time(route_move.years))).then(mark(sources))
        }
        Some(what) => StyledText::from(format!("{}, {what}", time(route_move.years))),
        None if !route_move.unstated.is_empty() => StyledText::quiet(display::UNKNOWN),
        None if route_move.from.is_none() => StyledText::default(),
        None if route_move.serving.is_some() => {
            StyledText::from("none, all served").then(mark(sources))
        }
        None => StyledText::quiet("none"),
    }
}

/// What each move of a route still asks for.
pub fn study_steps(
    path: &PathAnswer,
    route: &Route,
    number: usize,
    sources: &mut Sources,
) -> Section {
    let is_known = path.header.person.is_some();
    let moves = route.moves.iter().enumerate();
    let items = moves.map(|(position, route_move)| {
        // From the second move on, only a plan knows what was learnt before.
        let all = if is_known && position == 0 {
            Some(format!("gaps {}", route_move.step.role))
        } else {
            plan(path, number)
        };
        let person = path.header.person.as_ref();
        let all = all.map(|command| match person {
            Some(person) => gaps::started(command, person),
            None => command,
        });
        let all = all.map(|command| format!("ladder {command}"));
        study_step(route_move, all.as_deref(), sources)
    });
    Section::new("", Body::Items(items.collect()))
}

/// The plan that follows a route; none follows one of a front.
pub fn plan(path: &PathAnswer, number: usize) -> Option<String> {
    let by = path.by?;
    let mut command = vec![format!("plan {}", path.role.id)];
    if by != Criterion::Time {
        command.push(format!("--by {by}"));
    }
    command.extend(path.via.iter().map(|role| format!("--via {role}")));
    command.extend(path.avoid.iter().map(|role| format!("--avoid {role}")));
    command.extend(path.prefer.iter().map(|id| format!("--prefer {id}")));
    command.extend(path.within.map(|years| format!("--within {years}")));
    command.extend(path.max_moves.map(|moves| format!("--max-moves {moves}")));
    if number > 1 {
        command.push(format!("--route {number}"));
    }
    Some(command.join(" "))
}

fn study_step(route_move: &RouteMove, all: Option<&str>, sources: &mut Sources) -> StyledText {
    let mut phrase = StyledText::role(&route_move.step.role).plain(": ");
    let named = |gap: &&Gap| is_named(gap.kind);
    let gaps: Vec<&Gap> = route_move.gaps.iter().filter(named).collect();
    let shown = gaps.iter().take(SHOWN).map(|one| gap(one));
    let mut parts: Vec<String> = shown.collect();
    let more = gaps.len().saturating_sub(SHOWN);
    if more > 0 {
        parts.push(format!("{more} more"));
    }
    for earned in &route_move.earn {
        if !is_of_group(route_move, &earned.named.id) {
            parts.push(format!("the certification {}", earned.named.id));
        }
    }
    let choices = route_move.choices.iter();
    parts.extend(choices.map(display::choice_briefly));
    let points = route_move.missing_points.as_ref();
    parts.extend(points.map(display::missing_points_briefly));
    if lacks(route_move) {
        parts.push(
            "a certification, but none of the accepted ones can be earned by then".to_owned(),
        );
    }
    phrase = if parts.is_empty() {
        phrase.and(TextStyle::Good, "nothing is missing")
    } else {
        phrase.plain(parts.join(", "))
    };
    if let Some(all) = all.filter(|_| more > 0) {
        phrase = phrase.plain(" (all: ").and(TextStyle::Name, all).plain(")");
    }
    circumstances(route_move, sources)
        .into_iter()
        .fold(phrase, |phrase, (separator, known)| {
            phrase.plain(separator).then(known)
        })
}

/// Whether a gap is named by itself: certifications, alternatives and points stand with what is taken.
pub fn is_named(kind: RequirementKind) -> bool {
    matches!(
        kind,
        RequirementKind::Skill | RequirementKind::Experience | RequirementKind::Education
    )
}

/// Whether a certification is taken of a group of alternatives.
pub fn is_of_group(route_move: &RouteMove, certification: &str) -> bool {
    let mut taken = route_move.choices.iter().flat_map(|choice| &choice.taken);
    taken.any(|member| member.kind == RequirementKind::Certification && member.id == certification)
}

/// Whether a certification is asked for, and none can be earned.
pub fn lacks(route_move: &RouteMove) -> bool {
    route_move.earn.is_empty()
        && route_move
            .gaps
            .iter()
            .any(|gap| gap.kind == RequirementKind::Certification)
}

/// What else is known of a move, each part with the separator before it.
pub fn circumstances(
    route_move: &RouteMove,
    sources: &mut Sources,
) -> Vec<(&'static str, StyledText)> {
    let facts = &route_move.step.facts;
    let share = move_text::share(facts, AHEAD, sources);
    let unstated = (!route_move.unstated.is_empty()).then(|| {
        let untimed = route_move.unstated.iter().copied();
        let untimed = untimed.filter(|what| *what != Unstated::HoursPerWeek);
        let untimed = display::untimed(untimed, &route_move.left_out);
        let untimed = (!untimed.is_empty())
            .then(|| format!("no time is known for {}", display::list(&untimed)));
        let has_no_pace = route_move.unstated.contains(&Unstated::HoursPerWeek);
        let has_no_pace = has_no_pace.then(|| "no hours a week are given".to_owned());
        StyledText::middling(display::join(untimed.into_iter().chain(has_no_pace), "; "))
    });
    let gate = move_text::gate(facts, sources);
    let parts = [share, unstated, gate].into_iter().flatten();
    let note = move_text::note(facts, sources);
    parts
        .map(|part| ("; ", part))
        .chain(note.map(|note| (". ", note)))
        .collect()
}

/// A gap in few words; of alternatives, what is taken and what else would do.
pub fn gap_or_choice(route_move: &RouteMove, gap: &Gap) -> String {
    let mut choices = route_move.choices.iter();
    let choice = choices.find(|choice| choice.group == gap.id);
    choice.map_or_else(|| self::gap(gap), display::choice_briefly)
}

/// A gap in few words: what it is, from what to what.
pub fn gap(gap: &Gap) -> String {
    let (from, to) = (display::have(gap), display::need(&gap.need));
    match gap.kind {
        RequirementKind::Experience => format!("experience {from} → {to}"),
        RequirementKind::Certification => display::certification(gap),
        RequirementKind::Education => {
            format!(
                "{} {from} → {}",
                gap.title,
                display::need_briefly(&gap.need)
            )
        }
        RequirementKind::Skill | RequirementKind::AnyOf | RequirementKind::Points => {
            format!("{} {from} → {to}", gap.title)
        }
    }
}
