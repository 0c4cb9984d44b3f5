//! The certifications that are earned for a move.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    query::{answer_builder::AnswerBuilder, gap::Gap, route::RouteMove},
    vocabulary::RequirementKind,
};

use super::Task;

/// The certifications to earn for a move, each with the id of the group that it is for; one that several groups
/// accept is one task.
pub fn certification_tasks(
    builder: &mut AnswerBuilder,
    route_move: &RouteMove,
) -> Vec<(SmolStr, Task)> {
    let ladder = builder.ladder;
    let gaps = route_move.gaps.iter();
    let gaps = gaps.filter(|gap| gap.kind == RequirementKind::Certification);
    let gaps: Vec<&Gap> = gaps.collect();
    let mut with: HashMap<&SmolStr, Vec<&Gap>> = HashMap::new();
    for gap in &gaps {
        for option in &gap.options {
            with.entry(&option.named.id).or_default().push(gap);
        }
    }
    let has = |gap: &Gap, id: &str| gap.options.iter().any(|option| option.named.id == id);
    let mut tasks = Vec::new();
    let earned = route_move.earned.iter().zip(&route_move.earned_for);
    for ((certification, group), earn) in earned.zip(&route_move.earn) {
        let entry = &ladder[*certification];
        let mut groups = with.get(&entry.id).into_iter().flatten();
        let first = groups.next().into_iter().flat_map(|gap| &gap.options);
        let open = first.filter(|option| option.can_be_earned());
        let mut one_of: Vec<SmolStr> = open.map(|option| option.named.id.clone()).collect();
        for other in groups {
            one_of.retain(|id| has(other, id));
        }
        // What else would do in a group of alternatives stands beside the task.
        if one_of.is_empty() {
            one_of.push(entry.id.clone());
        }
        let task = Task::Certification {
            earn: Some(earn.clone()),
            one_of,
            fee: entry.fee.as_ref().and_then(|fee| builder.fee(fee)),
        };
        tasks.push((group.clone(), task));
    }
    let ids = route_move.earned.iter().map(|one| &ladder[*one].id);
    let ids: HashSet<&SmolStr> = ids.collect();
    let is_earned = |gap: &&Gap| {
        let mut options = gap.options.iter();
        options.any(|option| ids.contains(&option.named.id))
    };
    for gap in gaps.into_iter().filter(|gap| !is_earned(gap)) {
        let task = Task::Certification {
            earn: None,
            one_of: gap
                .options
                .iter()
                .map(|option| option.named.id.clone())
                .collect(),
            fee: None,
        };
        let group = gap.group.as_ref();
        tasks.push((
            group.map_or_else(|| gap.id.clone(), |group| group.id.clone()),
            task,
        ));
    }
    tasks
}
