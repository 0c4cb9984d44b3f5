//! Why a route stands where it does.

use crate::query::{Number, PathAnswer, Route};

use super::display;

/// Why a route stands where it does.
pub fn rank_reason(path: &PathAnswer, route: &Route) -> String {
    let reasons = route.reasons.iter().map(|reason| {
        let behind = reason.behind.unwrap_or(Number(0.0));
        match (reason.criterion, reason.decided_by) {
            ("time", "best") => "the soonest".to_owned(),
            ("effort", "best") if is_partly_known(route) => {
                "the least study that is known".to_owned()
            }
            ("effort", "best") => "the least study".to_owned(),
            ("pay", "best") => "the most money".to_owned(),
            ("share", "best") if route.share.is_none() => {
                "the fewest moves, as no route has all its shares known".to_owned()
            }
            ("share", "best") => "the most travelled".to_owned(),
            ("time", "trade") => "between the others in each".to_owned(),
            ("time", "amount") => format!("{} later", display::years(behind)),
            ("time", "longest") => format!("as soon, but up to {} longer", display::years(behind)),
            ("effort", "amount") => format!("{} more", display::counted(behind, "hour")),
            ("effort", "longest") => {
                format!(
                    "as little, but up to {} more",
                    display::counted(behind, "hour")
                )
            }
            ("effort", "unknown") => "some of its hours are not known".to_owned(),
            ("pay", "amount") => format!("{} less", display::whole(behind)),
            ("pay", "unknown") => format!("no pay known for {}", display::list(&route.pay.unknown)),
            ("share", "amount") => "less travelled".to_owned(),
            ("share", "unknown") => format!(
                "no share known for going to {}",
                display::list(&route.share_unknown)
            ),
            (_, "moves") => format!("as good, with {} more", display::counted(behind, "move")),
            _ => "as good; in the order of the ids".to_owned(),
        }
    });
    let mut why = reasons.collect::<Vec<_>>().join(", ");
    if !route.proven && path.bound.is_some() {
        why.push_str(" (not proven)");
    }
    why
}

/// Whether some of the study hours are unknown.
fn is_partly_known(route: &Route) -> bool {
    route.hours.is_none_or(|hours| hours.at_least)
}
