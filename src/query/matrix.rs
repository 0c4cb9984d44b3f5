//! Requirements of several roles, side by side.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use smol_str::SmolStr;

use crate::{
    model::{Item, Ladder, OTHER_SKILLS, Requirement, RoleIndex, Source, TrackIndex},
    order::Order as _,
    vocabulary::RequirementKind,
};

use super::{
    alternatives,
    answer::{Header, Map, Named, PlacedRole},
    answer_builder::AnswerBuilder,
    assess::{Judged, assess_each, readiness},
    compare::{Side, Subject, side},
    gap::{Gap, Readiness},
    person_state::PersonState,
};

/// What several roles ask for.
#[derive(Debug, PartialEq, Serialize)]
pub struct MatrixAnswer {
    /// The ladder, the day and the person.
    #[serde(flatten)]
    pub header: Header,
    /// The track of the roles; `null` for roles of any track.
    pub track: Option<Named>,
    /// The category of the skills; `null` for all requirements.
    pub category: Option<SmolStr>,
    /// The number of roles of the ladder.
    pub of: usize,
    /// The roles, by track and grade, or in the order in which they were named.
    pub roles: Vec<MatrixRole>,
    /// What at least one of them requires: years, education, alternatives, points, skills by category,
    /// certifications.
    pub requirements: Vec<MatrixRow>,
    /// How many recommendations they have; these stand with each role alone.
    pub recommended: usize,
    /// The sources of all figures, in the order of their first use.
    pub sources: Vec<Source>,
}

/// A role of a matrix.
#[derive(Debug, PartialEq, Serialize)]
pub struct MatrixRole {
    /// The role and its position on the ladder.
    #[serde(flatten)]
    pub placed: PlacedRole,
    /// The title of its track; `null` where the ladder names none.
    pub track_title: Option<SmolStr>,
    /// How much of all its requirements is met; `null` without a person.
    pub readiness: Option<Readiness>,
}

/// A requirement of at least one role.
#[derive(Debug, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The kind of the requirement.
    pub kind: RequirementKind,
    /// The id of the skill or certification, `years`, `education` or `points`; of alternatives that of their
    /// group; without one, the ids of a group joined by `|`.
    pub id: SmolStr,
    /// The title of the requirement.
    pub title: SmolStr,
    /// The category of the skill.
    pub category: Option<SmolStr>,
    /// The id of a group of certifications; `null` where it has none.
    pub group: Option<SmolStr>,
    /// The alternatives of a group in words, or the titles of its certifications; left out for what is no group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<SmolStr>,
    /// Whether the ladder gives it the title.
    #[serde(skip)]
    pub is_titled: bool,
    /// The names of all levels of the skill, lowest first; empty for what is no skill.
    #[serde(skip)]
    pub levels: Vec<SmolStr>,
    /// What the roles that require it ask for, inherited or not, by the id of the role.
    pub roles: Map<Side>,
}

/// Which part of a ladder a matrix is about.
#[derive(Debug, Default, Clone)]
pub struct MatrixPart {
    /// These roles; empty: all of them.
    pub roles: Vec<RoleIndex>,
    /// Only the roles of this track.
    pub track: Option<TrackIndex>,
    /// Only the skills of this category.
    pub category: Option<SmolStr>,
}

/// Answers what several roles ask for, and what of it the person has.
pub fn matrix(ladder: &Ladder, state: &PersonState, part: &MatrixPart) -> MatrixAnswer {
    write(&mut AnswerBuilder::new(ladder), state, part)
}

/// The answer, alone or as a part of a report.
pub(super) fn write(
    builder: &mut AnswerBuilder,
    state: &PersonState,
    part: &MatrixPart,
) -> MatrixAnswer {
    let ladder = builder.ladder;
    let mut roles = Vec::new();
    let mut rows = Rows::default();
    let mut recommended = 0;
    for (role, required, recommends) in asked(ladder, part) {
        let readiness = rows.add(builder, state, role, &required);
        recommended += recommends;
        roles.push(MatrixRole {
            placed: builder.placed_role(role),
            track_title: builder
                .named_track(ladder[role].track)
                .map(|track| track.title),
            readiness: state.known.then_some(readiness),
        });
    }
    let mut requirements = rows.in_order(ladder);
    if let Some(category) = &part.category {
        requirements.retain(|row| {
            let own = row.category.as_deref().unwrap_or(OTHER_SKILLS);
            row.kind == RequirementKind::Skill && own == category
        });
    }
    MatrixAnswer {
        header: builder.header(state),
        track: part.track.map(|track| builder.track_name(track)),
        category: part.category.clone(),
        of: ladder.graph.node_count(),
        roles,
        requirements,
        recommended,
        sources: builder.sources(),
    }
}

/// The roles of a part, each with what it requires and how many recommendations it has.
fn asked(ladder: &Ladder, part: &MatrixPart) -> Vec<(RoleIndex, Vec<Requirement>, usize)> {
    if !part.roles.is_empty() {
        let roles = part.roles.iter().map(|role| {
            let asked = ladder.requirements(*role);
            (*role, asked.required, asked.recommended.len())
        });
        return roles.collect();
    }
    let roles = ladder.roles().zip(ladder.all_requirements());
    let is_shown = |role: RoleIndex| part.track.is_none_or(|track| ladder[role].track == track);
    let roles = roles.filter(|(role, _)| is_shown(*role));
    let mut roles: Vec<_> = roles
        .map(|(role, asked)| (role, asked.required, asked.recommended.len()))
        .collect();
    roles.order_by_key(|(role, ..)| (ladder[*role].track, ladder[*role].grade));
    roles
}

/// Requirements by what they are about, each with the roles that have it.
#[derive(Default)]
pub(super) struct Rows {
    rows: BTreeMap<Subject, MatrixRow>,
    judged: Judged,
}

impl Rows {
    /// Adds the requirements of a role, and returns how much of them is met.
    pub fn add(
        &mut self,
        builder: &mut AnswerBuilder,
        state: &PersonState,
        role: RoleIndex,
        required: &[Requirement],
    ) -> Readiness {
        let ladder = builder.ladder;
        let mut stated = Vec::with_capacity(required.len());
        let mut gaps: Vec<Gap> = Vec::with_capacity(required.len());
        for requirement in required {
            let requirement_alone = std::slice::from_ref(requirement);
            let gap = assess_each(builder, state, requirement_alone, &mut self.judged).pop();
            if let Some(gap) = gap {
                stated.push(&requirement.item);
                gaps.push(gap);
            }
        }
        let readiness = readiness(&gaps);
        for (item, gap) in stated.into_iter().zip(gaps) {
            let row = self.rows.entry(Subject::of(item));
            let row = row.or_insert_with(|| MatrixRow {
                kind: gap.kind,
                id: gap.id.clone(),
                title: gap.title.clone(),
                category: match item {
                    Item::Skill(skill, _) => ladder[*skill].category.clone(),
                    _ => None,
                },
                group: match item {
                    Item::Certification(group) => group.id.clone(),
                    _ => None,
                },
                members: members(builder, item, &gap),
                is_titled: gap.is_titled,
                levels: match item {
                    Item::Skill(skill, _) => ladder.scale(*skill).names().to_vec(),
                    _ => Vec::new(),
                },
                roles: Map(Vec::new()),
            });
            let last = row.roles.0.last().map(|(_, side)| side);
            let side = side(gap, state, last);
            row.roles.0.push((ladder[role].id.clone(), side));
        }
        readiness
    }

    /// The rows in the ladder's order, skills by category.
    pub fn in_order(self, ladder: &Ladder) -> Vec<MatrixRow> {
        let ranks = category_ranks(ladder);
        let mut rows: Vec<MatrixRow> = self.rows.into_values().collect();
        for row in &mut rows {
            row.roles.0.shrink_to_fit();
        }
        rows.order_by_key(|row| match row.kind {
            RequirementKind::Experience => (0, 0),
            RequirementKind::Education => (1, 0),
            RequirementKind::AnyOf => (2, 0),
            RequirementKind::Points => (3, 0),
            RequirementKind::Skill => (4, ranks[&row.category.as_deref()]),
            RequirementKind::Certification => (5, 0),
        });
        rows
    }
}

/// What would do for a group, in words.
pub(super) fn members(builder: &AnswerBuilder, item: &Item, gap: &Gap) -> Vec<SmolStr> {
    match item {
        Item::Certification(group) if group.members.len() > 1 => {
            let members = group.members.iter();
            let titles = members.map(|member| builder.ladder[*member].title.clone());
            titles.collect()
        }
        _ => alternatives::names(&gap.alternatives),
    }
}

/// The categories of skills with their positions in the ladder's order.
pub(super) fn category_ranks(ladder: &Ladder) -> HashMap<Option<&str>, usize> {
    let mut ranks = HashMap::new();
    for skill in &ladder.skills {
        let rank = ranks.len();
        ranks.entry(skill.category.as_deref()).or_insert(rank);
    }
    ranks
}
