//! Two roles as one table for programs.

use crate::{
    query::{CompareAnswer, Have, Need, Side},
    view::{
        display,
        sheet::{Records, Value},
    },
    vocabulary::RequirementKind,
};

pub(super) fn records(compare: &CompareAnswer) -> Records {
    let mut rows = Vec::new();
    for (comparisons, required) in [
        (&compare.requirements, "true"),
        (&compare.recommended, "false"),
    ] {
        rows.extend(comparisons.iter().map(|row| {
            let (left, right) = (row.left.as_ref(), row.right.as_ref());
            let need = |side: Option<&Side>| Value::maybe(side, |side| need_value(&side.need));
            let have = |side: Option<&Side>| {
                let have = side.and_then(|side| side.have.as_ref());
                Value::maybe(have, |have| Value::text(held(row.kind, have)))
            };
            let status = |side: Option<&Side>| {
                let status = side.and_then(|side| side.status);
                Value::maybe(status, |status| Value::text(status.name()))
            };
            let rung =
                |side: Option<&Side>| Value::maybe(side, |side| Value::text(&side.introduced_by));
            let source = |side: Option<&Side>| {
                let source = side.and_then(|side| side.cited.source.as_ref());
                Value::maybe(source, Value::text)
            };
            vec![
                Value::text(row.kind.name()),
                Value::text(&row.id),
                Value::text(&row.title),
                Value::text(required),
                Value::text(row.difference.name()),
                need(left),
                need(right),
                have(left),
                have(right),
                status(left),
                status(right),
                rung(left),
                rung(right),
                source(left),
                source(right),
            ]
        }));
    }
    Records {
        columns: vec![
            "kind",
            "id",
            "title",
            "required",
            "difference",
            "left_need",
            "right_need",
            "left_have",
            "right_have",
            "left_status",
            "right_status",
            "left_introduced_by",
            "right_introduced_by",
            "left_source",
            "right_source",
        ],
        rows,
    }
}

/// What is needed, with the ids of all certifications that would do.
fn need_value(need: &Need) -> Value {
    match need {
        Need::Certification { one_of } => Value::text(one_of.join("|")),
        need => Value::text(display::need(need)),
    }
}

fn held(kind: RequirementKind, have: &Have) -> String {
    match have {
        Have::Certification { certifications } => {
            let ids: Vec<&str> = certifications.iter().map(|held| held.id.as_str()).collect();
            ids.join("|")
        }
        have => display::had(kind, Some(have), None),
    }
}
