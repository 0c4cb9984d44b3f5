//! What single gaps move, compared with the answers for a person who has closed them.

use ladder::{
    model::{Assumption, RoleIndex},
    query::{self, Need, RouteRequest},
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
}
