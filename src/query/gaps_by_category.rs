//! How much of a role a person meets, summed for each category of skills.

use std::collections::BTreeMap;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Ladder, RoleIndex},
    vocabulary::RequirementKind,
};

use super::{
    answer::{Header, Named},
    assess::readiness,
    gap::{Gap, Readiness},
    gaps::gaps,
    matrix::category_ranks,
    person_state::PersonState,
};

/// How much of a role a person meets, by categories.
#[derive(Debug, PartialEq, Serialize)]
pub struct CategoryGapsAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The role.
    pub role: Named,
    /// How much of all requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// The categories of the skills, in the ladder's order, and the kinds of the other requirements.
    pub categories: Vec<CategoryGaps>,
    /// Whether anything is missing, or the move to the role has to wait.
    #[serde(skip)]
    pub any_open: bool,
}

/// The requirements of a category, or those of a kind that has no categories.
#[derive(Debug, PartialEq, Serialize)]
pub struct CategoryGaps {
    /// The kind of the requirements.
    pub kind: RequirementKind,
    /// The category of the skills; `null` for skills without one, and for other requirements.
    pub category: Option<SmolStr>,
    /// The number of requirements.
    pub asked: usize,
    /// How much of them is met; `null` without a person.
    pub readiness: Option<Readiness>,
    /// The ids of those that are not met; of all of them without a person.
    pub open: Vec<SmolStr>,
    /// The same, with what is asked for.
    #[serde(skip)]
    pub gaps: Vec<Gap>,
}

/// Answers how much of each category a person meets.
pub fn gaps_by_category(
    ladder: &Ladder,
    state: &PersonState,
    role: RoleIndex,
) -> CategoryGapsAnswer {
    let found = gaps(ladder, state, role, true);
    let any_open = found.any_open();
    let ranks = category_ranks(ladder);
    let mut groups: BTreeMap<(u8, usize), (Option<SmolStr>, Vec<Gap>)> = BTreeMap::new();
    for gap in found.gaps {
        let is_skill = gap.kind == RequirementKind::Skill;
        let skill = ladder.skill(&gap.id).filter(|_| is_skill);
        let category = skill.and_then(|skill| ladder[skill].category.as_deref());
        let rank = match gap.kind {
            RequirementKind::Skill => (0, ranks[&category]),
            RequirementKind::Points => (1, 0),
            RequirementKind::AnyOf => (2, 0),
            RequirementKind::Experience => (3, 0),
            RequirementKind::Education => (4, 0),
            RequirementKind::Certification => (5, 0),
        };
        let group = groups.entry(rank);
        let (_, members) = group.or_insert_with(|| (category.map(SmolStr::from), Vec::new()));
        members.push(gap);
    }
    let categories = groups.into_values().map(|(category, mut gaps)| {
        let (kind, asked) = (gaps[0].kind, gaps.len());
        let readiness = state.known.then(|| readiness(&gaps));
        gaps.retain(|gap| gap.status.is_open());
        CategoryGaps {
            kind,
            category,
            asked,
            readiness,
            open: gaps.iter().map(|gap| gap.id.clone()).collect(),
            gaps,
        }
    });
    CategoryGapsAnswer {
        categories: categories.collect(),
        header: found.header,
        role: found.role,
        readiness: found.readiness,
        any_open,
    }
}
