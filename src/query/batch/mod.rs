//! Many people and the roles of one ladder, whose requirements are resolved once.

mod index;
mod line;
mod row;

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use crate::{
    model::{Assumption, Day, Ladder, Profile, Resolver, RoleIndex},
    order::Order as _,
};

use super::{
    baseline::HeldRole,
    candidate::Candidate,
    gap::Readiness,
    matches::{least_missing_first, readiest_first},
    person_state::PersonState,
    standing::{Counted, readiness},
};
use index::{Asked, Index};
pub use line::{LineError, MatchedLine, RoleStanding};
use row::{Held, Row, Slots};

/// The roles by which people are judged, and the day.
pub struct Batch<'l> {
    ladder: &'l Ladder,
    as_of: Day,
    no_estimates: bool,
    /// What is assumed of everybody.
    assumed: Vec<Assumption>,
    index: Index,
    /// What each role brings those who hold it, determined when it first occurs.
    held: Vec<OnceLock<Held>>,
    moves: Mutex<Moves>,
}

/// The fewest moves to each role that is judged, by the role from which they are counted.
type Moves = HashMap<Option<RoleIndex>, Arc<[u32]>>;

/// So many numbers of moves are kept.
const KEPT_MOVES: usize = 1 << 24;

impl<'l> Batch<'l> {
    /// Prepares to judge people by these roles.
    pub fn new(
        ladder: &'l Ladder,
        roles: Vec<RoleIndex>,
        as_of: Day,
        no_estimates: bool,
        assumed: Vec<Assumption>,
    ) -> Self {
        Self {
            ladder,
            as_of,
            no_estimates,
            assumed,
            index: Index::new(ladder, roles, no_estimates),
            held: ladder.roles().map(|_| OnceLock::new()).collect(),
            moves: Mutex::default(),
        }
    }

    /// What judges one person after another.
    pub fn judge(&self) -> Judge<'_, 'l> {
        Judge {
            batch: self,
            slots: Slots::new(self.ladder.skills.len()),
            sums: vec![Sum::default(); self.index.roles.len()],
        }
    }

    fn held(&self, role: RoleIndex) -> &Held {
        self.held[role.index()].get_or_init(|| {
            let required = Resolver::new(self.ladder).required(role);
            Held::new(HeldRole::new(role, None, required))
        })
    }

    /// The fewest moves to each role that is judged; the largest number where none lead to it.
    fn moves(&self, from: Option<RoleIndex>) -> Arc<[u32]> {
        let mut known = self.moves.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(moves) = known.get(&from) {
            return Arc::clone(moves);
        }
        let fewest = self.ladder.moves_to_each(from);
        let roles = self.index.roles.iter();
        let moves = roles.map(|asked| {
            let moves = fewest[asked.role.index()];
            moves.and_then(|moves| u32::try_from(moves).ok())
        });
        let moves: Arc<[u32]> = moves.map(|moves| moves.unwrap_or(u32::MAX)).collect();
        if known.len() * moves.len() >= KEPT_MOVES {
            known.clear();
        }
        known.insert(from, Arc::clone(&moves));
        moves
    }
}

/// What is met of the requirements of a role, summed.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    met: usize,
    baseline: usize,
    credit: f64,
    without_roles: f64,
}

/// Judges one person after another.
pub struct Judge<'b, 'l> {
    batch: &'b Batch<'l>,
    slots: Slots,
    sums: Vec<Sum>,
}

impl<'b> Judge<'b, '_> {
    /// How the person of a profile stands in the first role.
    pub fn role(&mut self, profile: &Profile) -> Option<RoleStanding<'b>> {
        let batch = self.batch;
        let asked = batch.index.roles.first()?;
        Some(match self.row(profile) {
            Some(row) => batch.standing(&row, asked),
            None => batch.standing(&batch.state(profile), asked),
        })
    }

    /// How the person of a profile stands in the roles that fit best, the best first.
    pub fn best(&mut self, profile: &Profile, top: usize) -> Vec<RoleStanding<'b>> {
        let batch = self.batch;
        let mut sums = std::mem::take(&mut self.sums);
        let best = if let Some(row) = self.row(profile) {
            batch.best(&row, profile.role, top, &mut sums)
        } else {
            let state = batch.state(profile);
            batch.best(&state, state.role, top, &mut sums)
        };
        self.sums = sums;
        best
    }

    /// The person, where the profile is a plain one.
    fn row<'p>(&'p mut self, profile: &'p Profile) -> Option<Row<'p>> {
        let batch = self.batch;
        if !batch.assumed.is_empty() || !row::is_plain(profile, batch.as_of) {
            return None;
        }
        let held = profile.role.map(|role| batch.held(role));
        Some(
            self.slots
                .row(profile, held, batch.as_of, batch.no_estimates),
        )
    }
}

impl Batch<'_> {
    fn state(&self, profile: &Profile) -> PersonState {
        let state = PersonState::of(self.ladder, profile, self.as_of);
        let state = state.estimating(self.ladder, !self.no_estimates);
        let assumed = self.assumed.iter();
        assumed.fold(state, |state, fact| state.assume(self.ladder, fact))
    }

    fn standing(&self, person: &impl Candidate, asked: &Asked) -> RoleStanding<'_> {
        let mut counted: Vec<(usize, Counted)> = Vec::with_capacity(asked.items.len());
        for (item, weight) in &asked.items {
            if let Some(one) = self.index.counted(*item, self.ladder, person) {
                let weight = *weight;
                counted.push((*item, Counted { weight, ..one }));
            }
        }
        let readiness = readiness(&counted.iter().map(|(_, one)| *one));
        counted.retain(|(_, one)| one.credit < 1.0);
        // The bits of non-negative numbers have their order.
        counted.order_by_key(|(_, one)| Reverse((one.weight * (1.0 - one.credit)).to_bits()));
        let gaps = counted.iter();
        RoleStanding {
            role: &self.ladder[asked.role].id,
            readiness,
            gaps: gaps
                .map(|(item, _)| self.index.id(*item, self.ladder))
                .collect(),
        }
    }

    fn best(
        &self,
        person: &impl Candidate,
        present: Option<RoleIndex>,
        top: usize,
        sums: &mut [Sum],
    ) -> Vec<RoleStanding<'_>> {
        let judged: Vec<(usize, Readiness)> = if person.has_exemptions() {
            let roles = self.index.roles.iter().enumerate();
            roles
                .map(|(position, asked)| (position, self.standing(person, asked).readiness))
                .collect()
        } else {
            self.index.sum(self.ladder, person, sums);
            self.likely(top, sums)
        };
        let moves = self.moves(present);
        let ordered = judged.iter().map(|(position, readiness)| {
            let (readiest, missing) = (readiest_first(readiness), least_missing_first(readiness));
            (readiest, moves[*position], missing, *position)
        });
        let mut order: Vec<_> = ordered.collect();
        let top = top.min(order.len());
        if 0 < top && top < order.len() {
            order.select_nth_unstable(top - 1);
        }
        order.truncate(top);
        order.sort_unstable();
        let best = order.into_iter().map(|(.., position)| position);
        best.map(|position| self.standing(person, &self.index.roles[position]))
            .collect()
    }

    /// The roles that may be among the best, at least, with what is met of each.
    fn likely(&self, top: usize, sums: &[Sum]) -> Vec<(usize, Readiness)> {
        let roles = || self.index.roles.iter().zip(sums);
        let percents = roles().map(|(asked, sum)| asked.percent(sum));
        let percents: Vec<Option<usize>> = percents.collect();
        let mut counts = [0_usize; 101];
        for percent in percents.iter().flatten() {
            counts[*percent] += 1;
        }
        // From so many percent on there are enough roles. Rounded, one of them has at most one percent more.
        let mut found = 0;
        let enough = counts.iter().enumerate().rev().find(|(_, count)| {
            found += **count;
            found >= top
        });
        let least = enough.map(|(percent, _)| percent.saturating_sub(1));
        let is_likely = |percent: &Option<usize>| least.is_none_or(|least| *percent >= Some(least));
        let all = roles().zip(&percents).enumerate();
        all.filter(|(_, (_, percent))| is_likely(percent))
            .map(|(position, ((asked, sum), _))| (position, asked.readiness(sum)))
            .collect()
    }
}
