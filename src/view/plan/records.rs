//! A plan as one table: a row for each item.

use crate::query::{Alternative, Choice, Estimate, PlanAnswer, PlanItem, Resource, Task};

use super::super::{Columns, Records, Value, display};

/// The items, and the last day to be there.
pub fn records(plan: &PlanAnswer) -> Records {
    let mut records = columns().records(&plan.items);
    records.rows.extend(plan.deadline.as_ref().map(|deadline| {
        let values = records.columns.iter().map(|column| match column.as_str() {
            "end" => deadline.day.clone().into(),
            "kind" => DEADLINE.into(),
            "id" | "role" => plan.role.id.clone().into(),
            "to" => deadline.status.into(),
            _ => Value::Empty,
        });
        values.collect()
    }));
    records
}

/// The kind of the row of the last day to be there.
const DEADLINE: &str = "deadline";

fn columns<'a>() -> Columns<'a, PlanItem> {
    Columns::<PlanItem>::new()
        .field("start", |item| item.start.clone())
        .field("end", |item| item.end.clone())
        .field("not_before", |item| item.not_before.clone())
        .field("start_estimated", |item| item.start_estimated)
        .field("estimated", |item| item.estimated)
        .field("kind", |item| item.kind)
        .field("id", id)
        .field("from", |item| match &item.task {
            Task::Study { have, .. } | Task::Practice { have, .. } => {
                Value::from(have.as_ref().map(|have| have.name.clone()))
            }
            Task::Points(missing) => missing.have.into(),
            _ => Value::Empty,
        })
        .field("to", |item| match &item.task {
            Task::Study { level, .. } | Task::Practice { level, .. } => level.name.clone().into(),
            Task::Points(missing) => missing.need.into(),
            _ => Value::Empty,
        })
        .field("taken", |item| Some(ids(&choice(item)?.taken)))
        .field("others", |item| Some(ids(&choice(item)?.others)))
        .field("raise", |item| match &item.task {
            Task::Points(missing) => missing.raise.as_ref().map(display::raise),
            _ => None,
        })
        .field("points_by_required", |item| match &item.task {
            Task::Points(missing) => Some(missing.by_required),
            _ => None,
        })
        .field("hours_min", |item| hours(item)?.known_min())
        .field("hours_max", |item| hours(item).map(|hours| hours.max))
        .field("years_min", |item| years(item)?.known_min())
        .field("years_max", |item| years(item).map(|years| years.max))
        .field("resource", |item| Some(resource(item)?.title.clone()))
        .field("url", |item| resource(item)?.url.clone())
        .field("role", |item| item.role.clone())
        .field("unstated", |item| match &item.task {
            Task::Eligible { unstated, .. } => display::join(unstated, " "),
            _ => String::new(),
        })
        .field("gate", |item| match &item.task {
            Task::Eligible { gate, .. } => gate.clone(),
            _ => None,
        })
        .wording(|item| Some(&item.wording))
        .field("means", |item| item.task.means().cloned())
}

/// The id of what is studied, earned, held, ends or is reached.
fn id(item: &PlanItem) -> Value {
    match &item.task {
        Task::Study { skill, .. } | Task::Practice { skill, .. } => skill.id.clone().into(),
        Task::Certification {
            earn: Some(earn), ..
        } => earn.named.id.clone().into(),
        Task::Certification { one_of, .. } => one_of.join("|").into(),
        Task::Education { education, .. } => education.degree.into(),
        Task::AnyOf(choice) => choice.group.clone().into(),
        Task::Points(_) => "points".into(),
        Task::Expiry { certification, .. } => certification.id.clone().into(),
        Task::Eligible { .. } => item.role.clone().into(),
    }
}

fn choice(item: &PlanItem) -> Option<&Choice> {
    match &item.task {
        Task::AnyOf(choice) => Some(choice),
        _ => None,
    }
}

fn ids(alternatives: &[Alternative]) -> String {
    display::join(alternatives.iter().map(|one| &one.id), "|")
}

fn hours(item: &PlanItem) -> Option<Estimate> {
    match &item.task {
        Task::Study { hours, .. } => *hours,
        Task::Certification { earn, .. } => earn.as_ref()?.hours,
        _ => None,
    }
}

/// The years of practice or of a degree.
fn years(item: &PlanItem) -> Option<Estimate> {
    match item.task {
        Task::Practice { years, .. } => Some(years),
        Task::Education { years, .. } => years,
        _ => None,
    }
}

fn resource(item: &PlanItem) -> Option<&Resource> {
    match &item.task {
        Task::Study { resource, .. } => resource.as_deref(),
        _ => None,
    }
}
