//! A plan on a line of days, and its route as a picture.

use std::collections::HashMap;

use crate::{
    order::Order as _,
    query::{Day, PlanAnswer, PlanItem, Task},
    vocabulary::TimeUse,
};

use super::super::{
    BarKind, Diagram, DiagramEdge, DiagramNode, Gantt, GanttBar, GanttLane, Mark, Milestone,
    display, path,
};
use super::todo;

/// A lane for each role of the route, with the steps to it; those without a time are one bar.
pub fn gantt(plan: &PlanAnswer) -> Option<Gantt> {
    let start: Day = plan.start.parse().ok()?;
    let mut begin = Milestone {
        day: start,
        is_not_before: false,
        is_estimate: false,
    };
    let eligible = plan.items.iter().filter_map(|item| match &item.task {
        Task::Eligible {
            title,
            bound_by,
            is_bound_estimated,
            ..
        } => Some((
            item,
            title,
            bound_by.map(|part| (part, *is_bound_estimated)),
        )),
        _ => None,
    });
    let mut of_role: HashMap<&str, Vec<&PlanItem>> = HashMap::new();
    for item in &plan.items {
        of_role.entry(&item.role).or_default().push(item);
    }
    let lanes = eligible.map(|(arrival, title, bound_by)| {
        let items = &of_role[arrival.role.as_str()];
        let mut bars: Vec<GanttBar> = items.iter().copied().filter_map(step).collect();
        bars.extend(without_time(items, begin));
        bars.extend(serving(arrival, bound_by, begin));
        begin = Milestone::of(arrival);
        bars.order_by_key(|bar| bar.kind as usize);
        GanttLane {
            role: arrival.role.clone(),
            title: title.clone(),
            bars,
            eligible: Some(begin),
        }
    });
    let lanes: Vec<GanttLane> = lanes.collect();
    (!lanes.is_empty()).then(|| Gantt {
        title: format!("Plan for {}", plan.role.title).into(),
        who: path::person(plan.person.as_ref(), &plan.as_of)
            .next()
            .map_or_else(String::new, |who| who.text()),
        start,
        lanes,
        deadline: plan.deadline.as_ref().map(|deadline| deadline.last),
        is_brief: false,
    })
}

impl Milestone {
    /// The first day in a role.
    fn of(arrival: &PlanItem) -> Self {
        Self {
            day: arrival.days.1,
            is_not_before: arrival.end.is_none(),
            is_estimate: arrival.estimated,
        }
    }
}

/// The kind and the name of a step that takes time.
fn named(task: &Task) -> Option<(BarKind, String)> {
    Some(match task {
        Task::Study { skill, level, .. } => (
            BarKind::Study,
            format!("Study: {} ({})", skill.title, level.name),
        ),
        Task::Practice { skill, level, .. } => (
            BarKind::Practice,
            format!("At work: {} ({})", skill.title, level.name),
        ),
        Task::Certification {
            earn: Some(earn), ..
        } => (BarKind::Certification, earn.named.title.to_string()),
        Task::Certification { one_of, .. } => (BarKind::Certification, one_of.join(", ")),
        Task::Education { education, .. } => (
            BarKind::Degree,
            display::education(education.degree, &education.fields),
        ),
        Task::AnyOf(_) | Task::Points(_) | Task::Expiry { .. } | Task::Eligible { .. } => {
            return None;
        }
    })
}

/// A step with days.
fn step(item: &PlanItem) -> Option<GanttBar> {
    if item.has_passed() || todo::takes_no_study(&item.task) {
        return None;
    }
    let (kind, name) = named(&item.task)?;
    let (first, last) = item.days;
    (item.start.is_some() && item.end.is_some()).then_some(GanttBar {
        kind,
        name,
        first,
        last: Some(last),
        is_first_estimate: item.start_estimated,
        is_estimate: item.estimated,
    })
}

/// The steps whose days are unknown, by kind; none begins before the move does.
fn without_time(items: &[&PlanItem], begin: Milestone) -> Vec<GanttBar> {
    let of_kind = |kind: BarKind| {
        let items = items
            .iter()
            .filter(|item| item.start.is_none() || item.end.is_none());
        let own = items.filter_map(|item| {
            let (known, name) = named(&item.task)?;
            (known == kind).then_some(name)
        });
        let own: Vec<String> = own.collect();
        let name = own.first()?;
        let name = match own.len() {
            1 => name.clone(),
            several => format!("{several} steps without a time"),
        };
        Some(GanttBar {
            kind,
            name,
            first: begin.day,
            last: None,
            is_first_estimate: begin.is_estimate,
            is_estimate: false,
        })
    };
    BarKind::ALL.into_iter().filter_map(of_kind).collect()
}

/// The time in the role before, or of experience, where a move waits for it; its end is unknown where its
/// begin is.
fn serving(
    arrival: &PlanItem,
    bound_by: Option<(TimeUse, bool)>,
    begin: Milestone,
) -> Option<GanttBar> {
    let (part, is_estimate) = bound_by?;
    let (kind, name) = match part {
        TimeUse::Serving => (BarKind::Serving, "Time in the role before"),
        TimeUse::Experience => (BarKind::Experience, "Years of experience"),
        TimeUse::Study | TimeUse::Practice | TimeUse::Education => return None,
    };
    Some(GanttBar {
        kind,
        name: name.to_owned(),
        first: begin.day,
        last: (!begin.is_not_before).then_some(arrival.days.1),
        is_first_estimate: begin.is_estimate,
        // The arrival can rest on an estimate of another part.
        is_estimate: arrival.estimated && (begin.is_estimate || is_estimate),
    })
}

/// The roles of the route, each with its first day.
pub fn route(plan: &PlanAnswer) -> Diagram {
    let mut diagram = Diagram {
        title: format!("Plan for {}", plan.role.title).into(),
        ..Diagram::default()
    };
    for role in &plan.roles {
        let arrival = plan.items.iter().find_map(|item| match &item.task {
            Task::Eligible { move_kind, .. } if item.role == role.id => Some((item, *move_kind)),
            _ => None,
        });
        let to = diagram.nodes.len();
        let kind = arrival.and_then(|(_, kind)| kind);
        if let (Some(from), Some(kind)) = (to.checked_sub(1), kind) {
            diagram.edges.push(DiagramEdge {
                from,
                to,
                kind,
                label: String::new(),
                is_way: true,
                is_step: false,
            });
        }
        let day = arrival.map(|(item, _)| format!("eligible {}", Milestone::of(item).text()));
        diagram.nodes.push(DiagramNode {
            id: role.id.clone(),
            title: role.title.clone(),
            track: role.track.clone(),
            grade: role.grade.clone(),
            facts: day.into_iter().collect(),
            mark: match arrival {
                _ if role.id == plan.role.id => Mark::Goal,
                None => Mark::Present,
                Some(_) => Mark::Plain,
            },
            anchor: None,
        });
    }
    diagram
}
