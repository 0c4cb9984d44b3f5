//! The units of what resources teach. A resource that serves several levels is studied once, for the most
//! hours that one of those that are learnt states.

use std::collections::HashMap;

use crate::{
    order::Order as _,
    query::effort::{Effort, SharedResource},
};

use super::{time::Ticks, unit::Unit};

/// A part of a resource, and the least hours, by least and by most, with which a level needs it.
struct Part {
    number: usize,
    from: [i64; 2],
}

/// The resources of a ladder; one whose hours are an estimate is apart from the same without one.
#[derive(Default)]
pub struct Resources {
    stated: HashMap<(SharedResource, bool), Vec<Unit>>,
    parts: HashMap<(SharedResource, bool), Vec<Part>>,
}

impl Resources {
    /// Takes note of the hours that a level states of its resource.
    pub fn state(&mut self, effort: &Effort, study: Unit) {
        if let Some(resource) = effort.resource.clone() {
            let stated = self.stated.entry((resource, study.estimated));
            stated.or_default().push(study);
        }
    }

    /// The numbers of the units of a level; new ones are added. All hours have to be stated before.
    pub fn units(&mut self, effort: &Effort, study: Unit, all: &mut Vec<Unit>) -> Box<[usize]> {
        let key = effort.resource.clone();
        let key = key.map(|resource| (resource, study.estimated));
        let Some((key, stated)) = key.and_then(|key| self.stated.get_key_value(&key)) else {
            all.push(study);
            return [all.len() - 1].into();
        };
        let parts = self.parts.entry(key.clone());
        let parts = parts.or_insert_with(|| parts_of(stated, all)).iter();
        let needed = parts.filter(|part| {
            [0, 1]
                .iter()
                .all(|end| part.from[*end] <= study.hours[*end])
        });
        needed.map(|part| part.number).collect()
    }
}

/// What all of these levels need, then what is added up to each greater number of hours.
fn parts_of(stated: &[Unit], all: &mut Vec<Unit>) -> Vec<Part> {
    let ends: [Vec<(i64, Ticks)>; 2] = [0, 1].map(|end| {
        let mut ends: Vec<_> = stated
            .iter()
            .map(|unit| (unit.hours[end], unit.time[end]))
            .collect();
        ends.order();
        ends.dedup();
        ends
    });
    let like = stated[0];
    let mut parts = Vec::with_capacity(ends[0].len() + ends[1].len() - 1);
    let mut add = |hours, time, from| {
        let number = all.len();
        all.push(Unit {
            hours,
            time,
            ..like
        });
        parts.push(Part { number, from });
    };
    let least = [ends[0][0], ends[1][0]];
    add(least.map(|end| end.0), least.map(|end| end.1), [0; 2]);
    for end in [0, 1] {
        for pair in ends[end].windows(2) {
            let (mut hours, mut time, mut from) = ([0; 2], [0; 2], [0; 2]);
            hours[end] = pair[1].0 - pair[0].0;
            time[end] = pair[1].1 - pair[0].1;
            from[end] = pair[1].0;
            add(hours, time, from);
        }
    }
    parts
}
