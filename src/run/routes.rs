//! `ladder path` and `ladder plan`: turns the options into a route request, and answers it.

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Date, Day, Ladder, RoleIndex},
    query::{self, HORIZON, MOST_VIA, NoRoute, PayFilter, RouteRequest},
    render::Format,
    vocabulary::NoRouteReason,
};

use super::{
    ANSWERED, NO, answer, day, output,
    person::{goal, inputs, state, suggest_profile},
    terminal,
};

/// The default of `--routes`.
const ROUTES: usize = 3;

/// The note to a person without a profile.
const NO_PROFILE: &str = "without a profile, this starts without skills or experience; for your own \
                          answer, save lines like these as me.yaml:";

/// Runs `ladder path`, and returns the exit code.
pub fn path(path: &cli::PathArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = inputs(&path.start, options)?;
    let ladder = &inputs.ladder;
    let mut state = state(&path.start, inputs, as_of)?;
    state.hours_per_week = path.routing.hours.or(state.hours_per_week);
    let role = goal(path.role.as_deref(), inputs, "path")?;
    let request = RouteRequest {
        routes: path.routes.map_or(ROUTES, usize::from),
        pareto: path.pareto,
        ..request(&path.routing, ladder, state.role, role, filter)?
    };
    let found = query::path(ladder, &state, &request);
    ensure_finished(found.no_route.as_ref())?;
    let is_open = found.no_route.is_none();
    if !is_open && output::format(options)?.is_diagram() {
        let id = &ladder[role].id;
        let why = format!(
            "no route leads to `{id}`, so there is no diagram; other formats state the reason"
        );
        terminal::note(&why, options.color);
        return Ok(NO);
    }
    answer(found, options)?;
    if !state.known {
        suggest_profile(NO_PROFILE, ladder, None, options);
    }
    Ok(if is_open { ANSWERED } else { NO })
}

/// Runs `ladder plan`, and returns the exit code.
pub fn plan(plan: &cli::PlanArgs, filter: &PayFilter, as_of: Day, options: &Options) -> Result<u8> {
    let inputs = inputs(&plan.start, options)?;
    let ladder = &inputs.ladder;
    let begin = begin(plan, as_of)?;
    let mut state = state(&plan.start, inputs, begin)?;
    state.hours_per_week = plan.routing.hours.or(state.hours_per_week);
    let role = goal(plan.role.as_deref(), inputs, "plan")?;
    let number = plan.route.map_or(1, usize::from);
    let request = RouteRequest {
        routes: number,
        ..request(&plan.routing, ladder, state.role, role, filter)?
    };
    let found = query::plan(ladder, &state, &request, as_of);
    ensure_finished(found.no_route.as_ref())?;
    if found.no_route.is_none() && found.routes < number {
        let routes = match found.routes {
            1 => "only one route leads".to_owned(),
            several => format!("only {several} routes lead"),
        };
        let id = &ladder[role].id;
        return Err(UsageError::new(format!("{routes} to `{id}`"))
            .help(format!(
                "choose another with `--route`; `ladder path {id} --routes {number}` shows them"
            ))
            .into());
    }
    let is_open = found.no_route.is_none();
    if found.items.is_empty() && output::format(options)? == Format::Ics {
        // A calendar without events would replace an older plan.
        let id = &ladder[role].id;
        let why = if is_open {
            format!("there is nothing to plan: the person is `{id}` already")
        } else {
            format!("no route leads to `{id}`, so there is no plan; other formats state the reason")
        };
        terminal::note(&why, options.color);
        return Ok(NO);
    }
    answer(found, options)?;
    if !state.known {
        suggest_profile(NO_PROFILE, ladder, None, options);
    }
    Ok(if is_open { ANSWERED } else { NO })
}

/// Fails if the search ended at its limit without a route: there may be one.
fn ensure_finished(no_route: Option<&NoRoute>) -> Result<()> {
    if no_route.is_none_or(|no_route| no_route.because != NoRouteReason::Unfinished) {
        return Ok(());
    }
    Err(
        UsageError::new("the search reached its limit before it found a route")
            .help(
                "the ladder is too large for this request: pass fewer roles with `--via`"
                    .to_owned(),
            )
            .help("or exclude roles with `--avoid`".to_owned())
            .into(),
    )
}

/// The first day of a plan, which cannot be in the past.
fn begin(plan: &cli::PlanArgs, as_of: Day) -> Result<Day> {
    let Some(text) = &plan.begin else {
        return Ok(as_of);
    };
    let first = day(text, "--start")?;
    // A period that has begun starts today.
    let last = Date::parse(text).map_or(first, Date::last_day);
    let begin = if last < as_of {
        first
    } else {
        first.max(as_of)
    };
    if begin < as_of {
        let what = format!("a plan cannot start on {begin}, which is before {as_of}");
        return Err(UsageError::new(what)
            .help(format!(
                "give {as_of} or a later day, such as `--start {as_of}`"
            ))
            .help("or plan as of an earlier day with `--as-of`".to_owned())
            .into());
    }
    Ok(begin)
}

/// The request for routes from a role, or from none, to the target.
fn request(
    asked: &cli::RouteArgs,
    ladder: &Ladder,
    from: Option<RoleIndex>,
    target: RoleIndex,
    filter: &PayFilter,
) -> Result<RouteRequest> {
    let roles = |names: &[String]| {
        let roles = names.iter().map(|name| role(name, ladder));
        let mut roles: Vec<RoleIndex> = roles.collect::<Result<_, _>>()?;
        roles.sort_unstable();
        roles.dedup();
        Ok::<_, UsageError>(roles)
    };
    let (via, avoid) = (roles(&asked.via)?, roles(&asked.avoid)?);
    let id = |role: RoleIndex| &ladder[role].id;
    if let Some(both) = avoid.iter().find(|role| via.contains(role)) {
        let what = format!("no route can both pass and avoid `{0}`", id(*both));
        let help = "remove it from `--via` or `--avoid`";
        return Err(UsageError::new(what).help(Some(help.to_owned())).into());
    }
    for (end, what) in [(from, "begins"), (Some(target), "ends")] {
        if let Some(end) = end.filter(|end| avoid.contains(end)) {
            let what = format!("every route {what} with `{0}`, so none avoids it", id(end));
            let help = format!("leave `--avoid {}` out", id(end));
            return Err(UsageError::new(what).help(Some(help)).into());
        }
    }
    if via.len() > MOST_VIA {
        let what = format!("`--via` takes at most {MOST_VIA} roles");
        return Err(UsageError::new(what).into());
    }
    Ok(RouteRequest {
        by: asked.by,
        via,
        avoid,
        within: asked.within,
        max_moves: asked.max_moves.map(u32::from),
        horizon: asked.years.unwrap_or(HORIZON),
        filter: filter.clone(),
        ..RouteRequest::to(target)
    })
}
