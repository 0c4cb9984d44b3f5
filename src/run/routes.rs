//! `ladder path` and `ladder plan`: turns the options into a route request, and answers it.

use std::collections::{BTreeSet, HashSet};

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options, PlanBy},
    diagnostic::{UsageError, list_and},
    model::{Date, Day, Ladder, RoleIndex},
    order::Order as _,
    query::{self, HORIZON, Headlines, MOST_VIA, NoRoute, PayFilter, PersonState, RouteRequest},
    render::{Answer, Format},
    view::amount,
    vocabulary::{Criterion, DeadlineStatus, NoRouteReason, Word as _},
};

use super::{
    ANSWERED, NO, answer_beside, day,
    files::Inputs,
    output,
    person::{self, goal, inputs, preferred, state_before, suggest_profile},
    terminal,
};

/// The default of `--routes`.
const ROUTES: usize = 3;
/// The same for a Pareto front.
const FRONT: usize = 10;

/// The note to a person without a profile.
const NO_PROFILE: &str = "without a profile, this starts without skills or experience; for your own \
                          answer, run `ladder init`, or save lines like these as me.yaml:";

/// Runs `ladder path`, and returns the exit code.
pub fn path(path: &cli::PathArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = inputs(&path.routing.start, options)?;
    let ladder = &inputs.ladder;
    let (mut state, mut request) = request(&path.routing, "path", inputs, as_of, filter)?;
    request.by = path.by;
    let default = if path.pareto { FRONT } else { ROUTES };
    request.routes = path.routes.map_or(default, usize::from);
    request.pareto = path.pareto;
    let ask = |state: &PersonState| query::path(ladder, state, &request);
    let roles = |found: &query::PathAnswer| {
        let moves = found.routes.iter().flat_map(|route| &route.moves);
        passed(ladder, moves.map(|one| &*one.step.role))
    };
    let options = &person::without_effect(
        &path.routing.prefer,
        &mut state,
        (roles, "no role on the routes that are shown"),
        |state| ask(state).without_preferences(),
        inputs,
        options,
    );
    let before = before(&path.routing, inputs, as_of)?.as_ref().map(ask);
    let found = ask(&state);
    ensure_settled(found.no_route.as_ref(), &request)?;
    let is_open = found.no_route.is_none();
    if !is_open && output::format(options)?.is_diagram() {
        return Ok(nothing(&no_route(ladder, &request, "diagram"), options));
    }
    answer_route(
        (found, before),
        is_open,
        request.target,
        &state,
        inputs,
        options,
    )
}

/// Runs `ladder plan`, and returns the exit code.
pub fn plan(plan: &cli::PlanArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = inputs(&plan.routing.start, options)?;
    let ladder = &inputs.ladder;
    let begin = begin(plan, as_of)?;
    let (mut state, mut request) = request(&plan.routing, "plan", inputs, begin, filter)?;
    let number = plan.route.map_or(1, usize::from);
    request.routes = number;
    let (criterion, by) = by(&plan.by)?;
    request.by = criterion;
    let by = by.or_else(|| goal_by(&plan.routing, inputs, request.target));
    let ask = |state: &PersonState| query::plan(ladder, state, &request, as_of, by);
    let roles =
        |found: &query::PlanAnswer| passed(ladder, found.roles.iter().map(|role| &*role.id));
    let options = &person::without_effect(
        &plan.routing.prefer,
        &mut state,
        (roles, "no role on the route"),
        ask,
        inputs,
        options,
    );
    let before = before(&plan.routing, inputs, begin)?.as_ref().map(ask);
    let found = ask(&state);
    ensure_settled(found.no_route.as_ref(), &request)?;
    let is_open = found.no_route.is_none();
    let id = &ladder[request.target].id;
    if is_open && found.routes < number {
        let routes = match found.routes {
            1 => "only one route leads".to_owned(),
            several => format!("only {several} routes lead"),
        };
        return Err(UsageError::new(format!("{routes} to `{id}`"))
            .help(format!(
                "choose another with `--route`; `ladder path {id} --routes {number}` shows them"
            ))
            .into());
    }
    if !is_open && output::format(options)?.is_diagram() {
        return Ok(nothing(&no_route(ladder, &request, "diagram"), options));
    }
    let has_day = found.items.iter().any(|item| item.end.is_some());
    if !has_day && output::format(options)? == Format::Ics {
        // A calendar without events would replace an older plan.
        let why = if is_open && !found.items.is_empty() {
            let roles = &found.time_unknown;
            let moves = if roles.len() == 1 { "move" } else { "moves" };
            let roles = list_and(roles.iter().map(AsRef::as_ref));
            format!("no step has a date: the time of the {moves} to {roles} is unknown")
        } else if is_open {
            format!("there is nothing to plan: the person is `{id}` already")
        } else {
            no_route(ladder, &request, "plan")
        };
        return Ok(nothing(&why, options));
    }
    let deadline = found.deadline.as_ref().map(|deadline| deadline.status);
    let is_reachable = is_open && deadline != Some(DeadlineStatus::NotReachable);
    answer_route(
        (found, before),
        is_reachable,
        request.target,
        &state,
        inputs,
        options,
    )
}

/// The roles of routes.
fn passed<'a>(ladder: &Ladder, ids: impl Iterator<Item = &'a str>) -> BTreeSet<RoleIndex> {
    let ids: HashSet<&str> = ids.collect();
    let roles = ladder.roles();
    roles
        .filter(|role| ids.contains(&*ladder[*role].id))
        .collect()
}

/// The criterion and the last day of the date that were given by `--by`, each at most once.
fn by(given: &[PlanBy]) -> Result<(Criterion, Option<Day>), UsageError> {
    let (mut criterion, mut date) = (None, None);
    for one in given {
        let (is_second, what) = match one {
            PlanBy::Criterion(given) => (criterion.replace(*given).is_some(), "criteria"),
            PlanBy::Date(given) => (date.replace(last_day(given)?).is_some(), "dates"),
        };
        if is_second {
            let help = "give one date and one criterion at most".to_owned();
            return Err(UsageError::new(format!("`--by` names two {what}")).help(help));
        }
    }
    Ok((criterion.unwrap_or(Criterion::Time), date))
}

/// The last day of a date that was given by `--by`.
fn last_day(text: &str) -> Result<Day, UsageError> {
    let date = Date::parse(text).map(Date::last_day);
    date.ok_or_else(|| {
        let criteria = list_and(Criterion::NAMES.iter().copied());
        UsageError::new(format!(
            "`{text}`, given by --by, is no date and no criterion"
        ))
        .help("write a date as 2029, 2029-06 or 2029-06-30".to_owned())
        .help(format!("the criteria are {criteria}"))
    })
}

/// The last day of the date by which the profile wants to reach its goal, where that is the target.
fn goal_by(asked: &cli::RouteArgs, inputs: &Inputs, target: RoleIndex) -> Option<Day> {
    let profile = inputs
        .profile
        .as_ref()
        .filter(|_| asked.start.from.is_none())?;
    let by = profile.goal_by.filter(|_| profile.goal == Some(target));
    by.map(Date::last_day)
}

/// The note that no route leads to the target, so that there is no diagram or plan.
fn no_route(ladder: &Ladder, request: &RouteRequest, what: &str) -> String {
    let id = &ladder[request.target].id;
    format!("no route leads to `{id}`, so there is no {what}; other formats state the reason")
}

/// Notes why nothing is written, and returns the exit code.
fn nothing(why: &str, options: &Options) -> u8 {
    terminal::note(why, options);
    NO
}

/// The person without what is assumed, where something is.
fn before(asked: &cli::RouteArgs, inputs: &Inputs, as_of: Day) -> Result<Option<PersonState>> {
    let mut before = person::before(&asked.start, inputs, as_of)?;
    if let Some(state) = &mut before {
        state.preferred = preferred(&asked.prefer, &inputs.ladder)?;
        state.hours_per_week = asked.hours.or(state.hours_per_week);
    }
    Ok(before)
}

/// Writes an answer about routes, and returns the exit code.
fn answer_route<A: Answer + Headlines>(
    (found, before): (A, Option<A>),
    is_yes: bool,
    target: RoleIndex,
    state: &PersonState,
    inputs: &Inputs,
    options: &Options,
) -> Result<u8> {
    if !state.known {
        suggest_profile(inputs, NO_PROFILE.to_owned(), Some(target));
    }
    answer_beside(inputs, found, before.as_ref(), options)?;
    Ok(if is_yes { ANSWERED } else { NO })
}

/// Fails where it is not settled whether there is a route: the search ended at its limit without one.
fn ensure_settled(no_route: Option<&NoRoute>, request: &RouteRequest) -> Result<()> {
    let unsettled = no_route.filter(|no_route| no_route.because == NoRouteReason::Unfinished);
    let Some(no_route) = unsettled else {
        return Ok(());
    };
    let steps = amount(no_route.steps as u64);
    let what = format!("it is not settled within {steps} steps whether there is such a route");
    let helps = [
        (!request.via.is_empty(), "pass fewer roles with `--via`"),
        (request.within.is_some(), "allow more time with `--within`"),
        (
            request.max_moves.is_some(),
            "allow more moves with `--max-moves`",
        ),
    ];
    let helps = helps.iter().filter(|(is_asked, _)| *is_asked);
    let error = helps.fold(UsageError::new(what), |error, (_, help)| {
        error.help((*help).to_owned())
    });
    Err(error.into())
}

/// The first day of a plan, which cannot be in the past.
fn begin(plan: &cli::PlanArgs, as_of: Day) -> Result<Day> {
    let Some(text) = &plan.begin else {
        return Ok(as_of);
    };
    let first = day(text, "--start")?;
    // A period that has begun starts today.
    let last = Date::parse(text).map_or(first, Date::last_day);
    if last >= as_of {
        return Ok(first.max(as_of));
    }
    let what = format!("a plan cannot start on {first}, which is before {as_of}");
    let help = format!("give {as_of} or a later day, such as `--start {as_of}`");
    Err(UsageError::new(what)
        .help(help)
        .help("or plan as of an earlier day with `--as-of`".to_owned())
        .into())
}

/// The person, and the request for routes to the role that was named or is the person's goal.
fn request(
    asked: &cli::RouteArgs,
    command: &str,
    inputs: &Inputs,
    as_of: Day,
    filter: &PayFilter,
) -> Result<(PersonState, RouteRequest)> {
    let ladder = &inputs.ladder;
    let target = goal(asked.role.as_deref(), inputs, command)?;
    // A route of a newcomer begins with an entry role.
    let is_asked = |role: RoleIndex| ladder[role].entry || role == target;
    let mut state = state_before(&asked.start, inputs, as_of, is_asked)?;
    state.preferred = preferred(&asked.prefer, ladder)?;
    state.hours_per_week = asked.hours.or(state.hours_per_week);
    let roles = |names: &[String]| {
        let roles = names.iter().map(|name| role(name, ladder));
        let mut roles: Vec<RoleIndex> = roles.collect::<Result<_, _>>()?;
        roles.order();
        roles.dedup();
        Ok::<_, UsageError>(roles)
    };
    let (via, avoid) = (roles(&asked.via)?, roles(&asked.avoid)?);
    let id = |role: RoleIndex| &ladder[role].id;
    if let Some(both) = avoid.iter().find(|role| via.contains(role)) {
        let what = format!("no route can both pass and avoid `{0}`", id(*both));
        let help = "remove it from `--via` or `--avoid`".to_owned();
        return Err(UsageError::new(what).help(help).into());
    }
    for (end, what) in [(state.role, "begins"), (Some(target), "ends")] {
        if let Some(end) = end.filter(|end| avoid.contains(end)) {
            let what = format!("every route {what} with `{0}`, so none avoids it", id(end));
            let help = format!("leave `--avoid {}` out", id(end));
            return Err(UsageError::new(what).help(help).into());
        }
    }
    if via.len() > MOST_VIA {
        let what = format!("`--via` takes at most {MOST_VIA} roles");
        return Err(UsageError::new(what).into());
    }
    let request = RouteRequest {
        via,
        avoid,
        within: asked.within,
        max_moves: asked.max_moves.map(u32::from),
        horizon: asked.years.unwrap_or(HORIZON),
        filter: filter.clone(),
        ..RouteRequest::to(target)
    };
    Ok((state, request))
}
