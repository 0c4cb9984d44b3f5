//! What differs as one table for programs: a row for each property.

use smol_str::SmolStr;

use crate::{
    query::{DiffAnswer, EntryChange, PartChange, PropertyChange, ReadinessBeside, RoleFit},
    vocabulary::Change,
};

use super::super::{Records, Value, display};
use super::value::field;

const COLUMNS: [&str; 14] = [
    "kind",
    "entry",
    "title",
    "change",
    "was",
    "part",
    "id",
    "part_change",
    "property",
    "old",
    "new",
    "pay_ratio",
    "introduced_by",
    "inherited_by",
];

/// One table; what differs for a person follows with the parts `readiness` and `gap`.
pub(super) fn records(diff: &DiffAnswer) -> Records {
    let mut rows = Vec::new();
    for entry in &diff.entries {
        if entry.parts.is_empty() {
            rows.push(row(entry, None, None));
        }
        for part in &entry.parts {
            if part.properties.is_empty() {
                rows.push(row(entry, Some(part), None));
            }
            let properties = part.properties.iter();
            rows.extend(properties.map(|change| row(entry, Some(part), Some(change))));
        }
    }
    for role in diff.readiness.iter().flatten() {
        person(role, &mut rows);
    }
    Records {
        columns: COLUMNS.map(SmolStr::new_static).to_vec(),
        rows,
    }
}

fn row(
    entry: &EntryChange,
    part: Option<&PartChange>,
    change: Option<&PropertyChange>,
) -> Vec<Value> {
    let value = |value: Option<&crate::query::PropertyValue>| value.map(field).into();
    let ratio = part.and_then(|part| part.pay?.ratio);
    vec![
        entry.kind.into(),
        entry.id.clone().into(),
        entry.title.clone().into(),
        entry.change.into(),
        entry.was.as_ref().map(|was| was.id.clone()).into(),
        part.map(|part| part.part).into(),
        part.map(|part| part.id.clone()).into(),
        part.map(|part| part.change).into(),
        change.map(|change| change.property).into(),
        value(change.and_then(|change| change.old.as_ref())),
        value(change.and_then(|change| change.new.as_ref())),
        ratio.into(),
        part.and_then(|part| part.introduced_by.clone()).into(),
        part.map(|part| part.inherited_by.join("|")).into(),
    ]
}

/// A figure of a role for a person.
type Figure = fn(&RoleFit) -> Value;

/// What differs for a person in a role.
fn person(role: &ReadinessBeside, rows: &mut Vec<Vec<Value>>) {
    let mut add = |part: &str, id: &str, change: Change, property: &str, [old, new]: [Value; 2]| {
        rows.push(vec![
            "role".into(),
            role.role.id.clone().into(),
            role.role.title.clone().into(),
            Change::Changed.into(),
            Value::Empty,
            part.into(),
            id.into(),
            change.into(),
            property.into(),
            old,
            new,
            Value::Empty,
            Value::Empty,
            Value::Empty,
        ]);
    };
    let figures: [(&str, Figure); 8] = [
        ("met", |fit| fit.readiness.map(|found| found.met).into()),
        ("required", |fit| {
            fit.readiness.map(|found| found.required).into()
        }),
        ("baseline", |fit| {
            fit.readiness.map(|found| found.baseline).into()
        }),
        ("ratio", |fit| {
            fit.readiness.and_then(|found| found.ratio).into()
        }),
        ("steps", |fit| fit.steps.into()),
        ("hours", |fit| {
            fit.hours.and_then(|hours| hours.known_min()).into()
        }),
        ("hours_estimated", |fit| {
            fit.hours_estimated
                .and_then(|hours| hours.known_min())
                .into()
        }),
        ("years_missing", |fit| fit.years_missing.into()),
    ];
    for (name, figure) in figures {
        let [old, new] =
            [&role.before, &role.after].map(|fit| fit.as_ref().map_or(Value::Empty, figure));
        if old != new {
            add("readiness", "", Change::Changed, name, [old, new]);
        }
    }
    for (change, gaps) in [
        (Change::Added, &role.new_gaps),
        (Change::Removed, &role.closed_gaps),
        (Change::Changed, &role.changed_gaps),
    ] {
        for gap in gaps {
            let values = [&gap.old, &gap.new].map(|need| need.as_ref().map(display::needed).into());
            add("gap", &gap.id, change, "need", values);
        }
    }
}
