//! What single gaps move, compared with the answers for a person who has closed them.

use ladder::{
    model::{Assumption, RoleIndex},
    query::{self, Need, Raise, RouteRequest},
};
use proptest::prelude::*;

use super::oracle::{cases, read};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A closed gap moves the readiness for each next step to that of `gaps`, and the way to the goal to that
    /// of `path`; more gain comes first.
    #[test]
    fn a_closed_gap_moves_what_the_other_commands_say(case in cases()) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let goal = RoleIndex::new(case.target);
        let steps = query::next_roles(&ladder, &state);
        let found = query::unlock(&ladder, &state, &steps, Some(goal));
        prop_assert!(found.gaps.is_sorted_by(|one, other| one.gain.0 >= other.gain.0));
        for gap in &found.gaps {
            let Need::Skill(level) = &gap.need else {
                continue;
            };
            let skill = ladder.skill(&gap.id).expect("a skill");
            let level = ladder.scale(skill).level(level.rank).expect("a level");
            let closed = state.clone().assume(&ladder, &Assumption::Skill(skill, Some(level)));
            let mut met = 0;
            for (role, before) in steps.iter().zip(&found.steps) {
                let readiness = query::gaps(&ladder, &closed, *role, false).readiness;
                let readiness = readiness.expect("a person");
                let mut moved = gap.steps.iter();
                let own = moved.find(|step| step.role.id == before.role.id);
                prop_assert_eq!(own.map_or(before.readiness, |own| own.readiness), readiness);
                met += readiness.met - before.readiness.met;
            }
            prop_assert_eq!(gap.met, met);
            let path = query::path(&ladder, &closed, &RouteRequest::to(goal));
            let last = path.routes.first().and_then(|route| route.moves.last());
            if let (Some(arrival), Some(last)) = (&gap.goal, last) {
                prop_assert_eq!(&arrival.day, &last.days.end.to_string());
            }
        }
    }

    /// Of the points that a next step asks for, each raise that brings most is there.
    #[test]
    fn each_raise_that_brings_most_is_there(case in cases()) {
        let ladder = read(&case.ladder());
        let state = case.state(&ladder);
        let steps = query::next_roles(&ladder, &state);
        let found = query::unlock(&ladder, &state, &steps, None);
        for role in steps {
            let gaps = query::gaps(&ladder, &state, role, false);
            let open = gaps.gaps.iter().filter(|gap| gap.status.is_open());
            let points = open.filter_map(|gap| gap.points.as_ref());
            // Each gap is closed alone: the levels that are required besides do not count.
            for points in points.filter(|points| points.by_required.0 <= 0.0) {
                let rank = |raise: &Raise| (!raise.required, raise.gain);
                let most = points.raises.iter().map(rank);
                let most = most.reduce(|one, other| if one < other { other } else { one });
                for raise in points.raises.iter().filter(|raise| Some(rank(raise)) == most) {
                    let mut gaps = found.gaps.iter();
                    let is_there = gaps.any(|gap| match &gap.need {
                        Need::Skill(level) => gap.id == raise.named.id && level.rank >= raise.to.rank,
                        _ => false,
                    });
                    prop_assert!(is_there, "{:?}", raise);
                }
            }
        }
    }
}
