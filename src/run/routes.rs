//! `ladder path` and `ladder plan`: what is asked of a route, and the routes that were found.

use anyhow::Result;

use crate::{
    check::role,
    cli::{self, Options},
    diagnostic::UsageError,
    model::{Date, Day, Ladder, RoleIndex},
    query::{self, Criterion, HORIZON, MOST_VIA, NoRoute, PayFilter, RouteRequest},
    render::{self, Format},
};

use super::{
    ANSWERED, NO, answer, day, output,
    person::{goal, inputs, state, suggest_profile},
    terminal,
};

/// How many routes are shown unless somebody asks for more.
const ROUTES: usize = 3;

/// What is told to somebody without a profile.
const NOBODY: &str = "without a profile, this is the way of somebody who begins with nothing; for \
                      your own, save lines like these as me.yaml:";

/// Answers by which routes a role can be reached, and gives the exit code.
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
    is_finished(found.no_route.as_ref())?;
    let is_open = found.no_route.is_none();
    if !is_open && output::format(options)?.is_diagram() {
        let id = &ladder[role].id;
        note(
            &format!("no route leads to `{id}`, so there is no picture; another format says why"),
            options,
        );
        return Ok(NO);
    }
    answer(found, options)?;
    if !state.known {
        suggest_profile(NOBODY, ladder, None, options);
    }
    Ok(if is_open { ANSWERED } else { NO })
}

fn note(text: &str, options: &Options) {
    let color = terminal::stderr_color(options.color);
    terminal::say(&render::note(text, color));
}

/// Answers when to do what on the way to a role, and gives the exit code.
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
    is_finished(found.no_route.as_ref())?;
    if found.no_route.is_none() && found.routes < number {
        let routes = match found.routes {
            1 => "only one route leads".to_owned(),
            several => format!("only {several} routes lead"),
        };
        let id = &ladder[role].id;
        return Err(UsageError::new(format!("{routes} to `{id}`"))
            .help(format!(
                "choose another by `--route`; `ladder path {id} --routes {number}` shows them"
            ))
            .into());
    }
    let is_open = found.no_route.is_none();
    if found.items.is_empty() && output::format(options)? == Format::Ics {
        // A calendar holds a day at least, and an older plan is worth more than none.
        let id = &ladder[role].id;
        let why = if is_open {
            format!("there is nothing to plan: the person is `{id}` already")
        } else {
            format!("no route leads to `{id}`, so there is no plan; another format says why")
        };
        note(&why, options);
        return Ok(NO);
    }
    answer(found, options)?;
    if !state.known {
        suggest_profile(NOBODY, ladder, None, options);
    }
    Ok(if is_open { ANSWERED } else { NO })
}

/// Refuses to say that there is no route where the search ended before it was sure.
fn is_finished(no_route: Option<&NoRoute>) -> Result<()> {
    if no_route.is_none_or(|no_route| no_route.because != "unfinished") {
        return Ok(());
    }
    Err(
        UsageError::new("the search ended before it found a route, so there may be one")
            .help("the ladder is large for what is asked: pass fewer roles with `--via`".to_owned())
            .help("or lead the way with `--avoid`".to_owned())
            .into(),
    )
}

/// The day on which a plan begins, which cannot be over.
fn begin(plan: &cli::PlanArgs, as_of: Day) -> Result<Day> {
    let Some(text) = &plan.begin else {
        return Ok(as_of);
    };
    let first = day(text, "--start")?;
    // A month that has begun begins today.
    let last = Date::parse(text).map_or(first, Date::last_day);
    let begin = if last < as_of {
        first
    } else {
        first.max(as_of)
    };
    if begin < as_of {
        let what = format!("a plan cannot begin on {begin}, which is over on {as_of}");
        return Err(UsageError::new(what)
            .help(format!(
                "write a day from {as_of} on, such as `--start {as_of}`"
            ))
            .help("or look at the plan as of an earlier day with `--as-of`".to_owned())
            .into());
    }
    Ok(begin)
}

/// The request to a role, from another or from none.
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
        let what = format!("no route can both pass `{0}` and avoid it", id(*both));
        let help = "leave one of `--via` and `--avoid` out";
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
        let what = format!("no more than {MOST_VIA} roles can be passed on purpose");
        return Err(UsageError::new(what).into());
    }
    Ok(RouteRequest {
        by: match asked.by {
            cli::Criterion::Time => Criterion::Time,
            cli::Criterion::Pay => Criterion::Pay,
            cli::Criterion::Effort => Criterion::Effort,
            cli::Criterion::Share => Criterion::Share,
        },
        via,
        avoid,
        within: asked.within,
        max_moves: asked.max_moves.map(u32::from),
        horizon: asked.years.unwrap_or(HORIZON),
        filter: filter.clone(),
        ..RouteRequest::to(target)
    })
}
