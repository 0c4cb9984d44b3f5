//! Gaps as one table for programs.

use smol_str::SmolStr;

use crate::{
    query::{Cited, DirectMove, Gap, GapsAnswer},
    vocabulary::{Status, Unstated},
};

use super::super::{Records, Value, display};
use super::columns;

pub fn records(answer: &GapsAnswer) -> Records {
    let rows = answer.gaps.iter().flat_map(|gap| {
        let alternatives = gap.alternatives.iter().map(|one| (one, Some(&gap.id)));
        std::iter::once((gap, None)).chain(alternatives)
    });
    let rows: Vec<(&Gap, Option<&SmolStr>)> = rows.collect();
    let mut records = columns(true).records(rows.iter().map(|(gap, _)| *gap));
    records.columns.push("alternative_of".into());
    for (row, (_, group)) in records.rows.iter_mut().zip(&rows) {
        row.push(group.cloned().into());
    }
    let waiting = answer.step.iter().flat_map(waiting);
    let rows = waiting.map(|known| {
        let value = |name: &SmolStr| known.iter().find(|(known, _)| known == name);
        let columns = records.columns.iter();
        columns
            .map(|name| value(name).map(|(_, value)| value.clone()).into())
            .collect()
    });
    let rows: Vec<Vec<Value>> = rows.collect();
    records.rows.extend(rows);
    records
}

/// What the move from the present role waits for besides requirements, for programs: a row for the time
/// still to serve, and one for the gate.
fn waiting(step: &DirectMove) -> Vec<Vec<(&'static str, SmolStr)>> {
    let row = |kind: Unstated, title: &str, need: String, cited: &Cited| {
        let source = cited.source.clone().map(|source| ("source", source));
        let known = [
            ("kind", kind.name().into()),
            ("title", title.into()),
            ("need", need.into()),
            ("status", Status::Missing.name().into()),
        ];
        known.into_iter().chain(source).collect()
    };
    let left = step.to_serve.as_ref().filter(|left| left.min.0 > 0.0);
    let left = left.map(|left| {
        let need = display::years_of(left.min, left.max);
        row(Unstated::Serving, SERVING, need, &left.cited)
    });
    // What is left out is unknown: the cell is empty.
    let left_out = step.facts.after_left_out;
    let left_out =
        left_out.then(|| row(Unstated::Serving, SERVING, String::new(), &Cited::default()));
    let gate = step.facts.gate.as_ref();
    let gate = gate.map(|gate| {
        let need = gate.to_string();
        row(Unstated::Gate, "Gate of the move", need, &step.facts.cited)
    });
    let rows = left.into_iter().chain(left_out);
    rows.chain(gate).collect()
}

const SERVING: &str = "Time still to serve";
