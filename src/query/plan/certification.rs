//! The certifications that are earned for a move.

use smol_str::SmolStr;

use crate::{
    query::{answer_builder::AnswerBuilder, gap::Gap, route::RouteMove},
    vocabulary::RequirementKind,
};

use super::Task;

/// The certifications to earn for a move; one that several groups accept is one task.
pub fn certification_tasks(builder: &mut AnswerBuilder, route_move: &RouteMove) -> Vec<Task> {
    let ladder = builder.ladder;
    let gaps = || {
        route_move
            .gaps
            .iter()
            .filter(|gap| gap.kind == RequirementKind::Certification)
    };
    let has = |gap: &Gap, id: &str| gap.options.iter().any(|option| option.named.id == id);
    let mut tasks = Vec::new();
    for (certification, earn) in route_move.earned.iter().zip(&route_move.earn) {
        let entry = &ladder[*certification];
        let mut groups = gaps().filter(|gap| has(gap, &entry.id));
        let first = groups.next().into_iter().flat_map(|gap| &gap.options);
        let open = first.filter(|option| option.can_be_earned());
        let mut one_of: Vec<SmolStr> = open.map(|option| option.named.id.clone()).collect();
        for other in groups {
            one_of.retain(|id| has(other, id));
        }
        tasks.push(Task::Certification {
            earn: Some(earn.clone()),
            one_of,
            fee: entry.fee.as_ref().map(|fee| builder.fee(fee)),
        });
    }
    let earned = |gap: &&Gap| {
        route_move
            .earned
            .iter()
            .any(|one| has(gap, &ladder[*one].id))
    };
    for gap in gaps().filter(|gap| !earned(gap)) {
        tasks.push(Task::Certification {
            earn: None,
            one_of: gap
                .options
                .iter()
                .map(|option| option.named.id.clone())
                .collect(),
            fee: None,
        });
    }
    tasks
}
