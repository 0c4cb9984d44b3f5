//! What is asked of a route on the command line, found on the ladder.

use anyhow::Result;

use crate::{
    check::role,
    cli,
    diagnostic::Refusal,
    model::{Ladder, RoleIndex},
    query::{Criterion, HORIZON, Journey, MOST_VIA, PayFilter},
};

/// The journey to a role, from another or from none.
pub fn journey(
    asked: &cli::Journey,
    ladder: &Ladder,
    from: Option<RoleIndex>,
    target: RoleIndex,
    filter: &PayFilter,
) -> Result<Journey> {
    let roles = |names: &[String]| {
        let roles = names.iter().map(|name| role(name, ladder));
        let mut roles: Vec<RoleIndex> = roles.collect::<Result<_, _>>()?;
        roles.sort_unstable();
        roles.dedup();
        Ok::<_, Refusal>(roles)
    };
    let (via, avoid) = (roles(&asked.via)?, roles(&asked.avoid)?);
    let id = |role: RoleIndex| &ladder[role].id;
    if let Some(both) = avoid.iter().find(|role| via.contains(role)) {
        let what = format!("no route can both pass `{0}` and avoid it", id(*both));
        let help = "leave one of `--via` and `--avoid` out";
        return Err(Refusal::new(what).help(Some(help.to_owned())).into());
    }
    for (end, what) in [(from, "begins"), (Some(target), "ends")] {
        if let Some(end) = end.filter(|end| avoid.contains(end)) {
            let what = format!("every route {what} with `{0}`, so none avoids it", id(end));
            let help = format!("leave `--avoid {}` out", id(end));
            return Err(Refusal::new(what).help(Some(help)).into());
        }
    }
    if via.len() > MOST_VIA {
        let what = format!("no more than {MOST_VIA} roles can be passed on purpose");
        return Err(Refusal::new(what).into());
    }
    Ok(Journey {
        by: match asked.by {
            cli::Criterion::Time => Criterion::Time,
            cli::Criterion::Pay => Criterion::Pay,
            cli::Criterion::Effort => Criterion::Effort,
            cli::Criterion::Share => Criterion::Share,
        },
        via,
        avoid,
        within: asked.within,
        max_moves: asked.max_moves,
        horizon: asked.years.unwrap_or(HORIZON),
        filter: filter.clone(),
        ..Journey::to(target)
    })
}
