//! A plan as one table: a row for each item.

use smol_str::SmolStr;

use crate::query::{PlanAnswer, Task};

use super::super::sheet::{Records, Value};

pub fn records(plan: &PlanAnswer) -> Records {
    let rows = plan.items.iter().map(|item| {
        let (id, from, to, hours) = match &item.task {
            Task::Study {
                skill,
                have,
                level,
                hours,
                ..
            } => (
                skill.id.clone(),
                have.as_ref().map(|level| level.name.clone()),
                Some(level.name.clone()),
                *hours,
            ),
            Task::Certification { earn, one_of, .. } => (
                earn.as_ref()
                    .map_or_else(|| SmolStr::from(one_of.join("|")), |earn| earn.id.clone()),
                None,
                None,
                None,
            ),
            Task::Education { degree, .. } => (degree.name().into(), None, None, None),
            Task::Expiry { certification, .. } => (certification.id.clone(), None, None, None),
            Task::Eligible { .. } => (item.role.clone(), None, None, None),
        };
        let resource = match &item.task {
            Task::Study { resource, .. } => resource.as_deref(),
            _ => None,
        };
        vec![
            Value::text(&item.start),
            Value::maybe(item.end.as_ref(), Value::text),
            Value::text(item.not_before.to_string()),
            Value::text(item.kind),
            Value::text(id),
            Value::maybe(from, Value::text),
            Value::maybe(to, Value::text),
            Value::maybe(hours, |hours| Value::number(hours.min)),
            Value::maybe(hours, |hours| Value::number(hours.max)),
            Value::maybe(resource, |resource| Value::text(&resource.title)),
            Value::maybe(resource.and_then(|one| one.url.as_ref()), Value::text),
            Value::text(&item.role),
        ]
    });
    Records {
        columns: vec![
            "start",
            "end",
            "not_before",
            "kind",
            "id",
            "from",
            "to",
            "hours_min",
            "hours_max",
            "resource",
            "url",
            "role",
        ],
        rows: rows.collect(),
    }
}
