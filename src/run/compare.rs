//! `ladder compare`: roles side by side.

use anyhow::Result;

use crate::{
    cli::{self, Options},
    model::Day,
    query::{self, PayFilter, PersonState},
};

use super::{
    ANSWERED, answer_beside, matrix,
    person::{before, inputs, state_before},
};

/// Runs `ladder compare`, and returns the exit code.
pub fn compare(
    asked: &cli::CompareArgs,
    filter: &PayFilter,
    as_of: Day,
    options: &Options,
) -> Result<u8> {
    let inputs = inputs(&asked.start, options)?;
    let ladder = &inputs.ladder;
    let names = [&asked.left, &asked.right].into_iter().chain(&asked.others);
    let roles = matrix::roles(names, ladder)?;
    let state = state_before(&asked.start, inputs, as_of, |role| roles.contains(&role))?;
    let before = before(&asked.start, inputs, as_of)?;
    match roles.as_slice() {
        [_, _, _, ..] => {
            let ask = |state: &PersonState| query::compare_several(ladder, state, &roles, filter);
            let before = before.as_ref().map(ask);
            answer_beside(inputs, ask(&state), before.as_ref(), options)?;
        }
        // A role that is named twice is beside itself.
        two => {
            let ends = two.first().zip(two.last());
            let ask = |state: &PersonState| {
                let (left, right) = ends.expect("two are named");
                query::compare(ladder, state, *left, *right, filter)
            };
            let before = before.as_ref().map(ask);
            answer_beside(inputs, ask(&state), before.as_ref(), options)?;
        }
    }
    Ok(ANSWERED)
}
