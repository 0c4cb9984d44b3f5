//! From the model to the parts of answers, with the sources that they cite.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use smol_str::{SmolStr, ToSmolStr};

use crate::{
    model::{self, Ladder, Source, SourceIndex},
    order::Order as _,
    vocabulary::{MoveKind, RequirementKind},
};

use super::{
    answer::{
        Alternative, AnyOf, BaselineRole, Cited, Education, Fact, Fee, Grade, Group, Header,
        Learning, Level, Map, Move, MoveFacts, Named, Number, Origin, Pay, Person, PlacedRole,
        Points, Prerequisite, RequiredLevel, Requirements, Resource, Span, StatedPay, StepTime,
        UpcomingRole, Wording, Years,
    },
    gap::Need,
    person_state::PersonState,
};

/// Builds the parts of an answer, and collects the sources that they cite.
pub struct AnswerBuilder<'a> {
    pub ladder: &'a Ladder,
    /// Whether an answer lists its sources; the parts of a report leave that to the report.
    pub lists_sources: bool,
    cited: Vec<SourceIndex>,
    /// The citation of each source that was cited.
    written: Vec<Option<Cited>>,
    /// The last origin: most requirements of a role have the same one.
    last_origin: Arc<Origin>,
}

/// Names an entry by its index.
macro_rules! names {
    ($($name:ident $index:ident,)*) => {
        $(pub fn $name(&self, index: model::$index) -> Named {
            let entry = &self.ladder[index];
            Named {
                id: entry.id.clone(),
                title: entry.title.clone(),
            }
        })*
    };
}

impl<'a> AnswerBuilder<'a> {
    pub fn new(ladder: &'a Ladder) -> Self {
        Self {
            ladder,
            lists_sources: true,
            cited: Vec::new(),
            written: vec![None; ladder.sources.len()],
            last_origin: Arc::default(),
        }
    }

    /// The sources that were cited, in the order of their first use.
    pub fn sources(&self) -> Vec<Source> {
        let cited = self.cited.iter().filter(|_| self.lists_sources);
        cited.map(|source| self.ladder[*source].clone()).collect()
    }

    /// What an answer about a person begins with.
    pub fn header(&self, state: &PersonState) -> Header {
        Header {
            ladder: self.ladder_name(),
            as_of: state.as_of.to_smolstr(),
            person: state.known.then(|| Person {
                name: state.name.clone(),
                role: state.role.map(|role| self.role_name(role)),
                from: state.from,
                assumed: state.assumed.facts.clone(),
                stint_since: state.stint_since.map(|day| day.to_smolstr()),
                baseline: self.baseline(state),
                upcoming: state.upcoming.map(|(role, since)| UpcomingRole {
                    role: self.role_name(role),
                    since: since.to_smolstr(),
                }),
            }),
        }
    }

    /// The roles that skills, alternatives and points of a person rest on: the present one, then those of most skills.
    fn baseline(&self, state: &PersonState) -> Vec<BaselineRole> {
        let mut counts: BTreeMap<model::RoleIndex, usize> = BTreeMap::new();
        for role in state.baseline.values() {
            *counts.entry(*role).or_default() += 1;
        }
        for role in state.met_items.iter().filter_map(|met| met.role) {
            counts.entry(role).or_default();
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.order_by_key(|(role, skills)| (state.role != Some(*role), Reverse(*skills)));
        let roles = counts.into_iter().map(|(role, skills)| BaselineRole {
            role: self.role_name(role),
            skills,
        });
        roles.collect()
    }

    pub fn cite(&mut self, source: Option<SourceIndex>) -> Cited {
        let Some(source) = source else {
            return Cited::default();
        };
        let written = self.written[source.0].get_or_insert_with(|| {
            self.cited.push(source);
            let entry = &self.ladder[source];
            Cited {
                source: Some(entry.id.clone()),
                as_of: entry.as_of.map(|date| date.to_smolstr()),
                estimated: entry.estimate,
            }
        });
        written.clone()
    }

    pub fn ladder_name(&self) -> Named {
        Named {
            id: self.ladder.id.clone(),
            title: self.ladder.title.clone(),
        }
    }

    pub fn placed_role(&self, role: model::RoleIndex) -> PlacedRole {
        let entry = &self.ladder[role];
        PlacedRole {
            id: entry.id.clone(),
            title: entry.title.clone(),
            track: self.ladder[entry.track].id.clone(),
            grade: Grade::of(self.ladder, entry),
        }
    }

    /// Every track that the ladder names, in the file's order.
    pub fn track_names(&self) -> Vec<Named> {
        let tracks = (0..self.ladder.tracks.len()).map(model::TrackIndex);
        tracks.filter_map(|track| self.named_track(track)).collect()
    }

    /// A track; `None` where the ladder names none and is one itself.
    pub fn named_track(&self, track: model::TrackIndex) -> Option<Named> {
        let is_named = self.ladder.tracks.len() > 1 || self.ladder[track].id != self.ladder.id;
        is_named.then(|| self.track_name(track))
    }

    pub fn prerequisite(&self, need: &model::Prerequisite) -> Prerequisite {
        Prerequisite {
            named: self.skill_name(need.skill),
            level: need.level.map(|level| self.level(need.skill, level)),
        }
    }

    /// A fee; `None` where it is an estimate that is left out.
    pub fn fee(&mut self, fee: &model::Fee) -> Option<Fee> {
        (!self.ladder.leaves_out(fee.source)).then(|| Fee {
            amount: fee.amount,
            currency: fee.currency.clone(),
            cited: self.cite(fee.source),
        })
    }

    names! {
        role_name RoleIndex,
        track_name TrackIndex,
        skill_name SkillIndex,
        certification_name CertificationIndex,
    }

    pub fn level(&self, skill: model::SkillIndex, level: model::Level) -> Level {
        Level {
            name: self.ladder.scale(skill).name(level).to_smolstr(),
            rank: level.rank(),
        }
    }

    pub fn span(&mut self, figure: model::Figure<model::Span>) -> Span {
        Span {
            min: Number::years(figure.value.min),
            max: Number::years(figure.value.max),
            cited: self.cite(figure.source),
        }
    }

    /// A time of learning; `None` where it is an estimate that is left out.
    pub fn time(&mut self, figure: model::Figure<model::Span>) -> Option<Span> {
        (!self.ladder.leaves_out(figure.source)).then(|| self.span(figure))
    }

    /// The times of the levels of a skill, by the name of the level, and the levels whose times are left out.
    pub fn times(
        &mut self,
        skill: model::SkillIndex,
        times: &[(model::Level, model::Figure<model::Span>)],
    ) -> (Map<Span>, Vec<SmolStr>) {
        let scale = self.ladder.scale(skill);
        let (mut known, mut left_out) = (Vec::new(), Vec::new());
        for (level, figure) in times {
            let name = scale.name(*level).to_smolstr();
            match self.time(*figure) {
                Some(time) => known.push((name, time)),
                None => left_out.push(name),
            }
        }
        (Map(known), left_out)
    }

    pub fn facts(&mut self, facts: &[model::Fact]) -> Vec<Fact> {
        let facts = facts.iter().map(|fact| Fact {
            text: fact.text.clone(),
            cited: self.cite(fact.source),
        });
        facts.collect()
    }

    pub fn learning(&mut self, learning: &model::Learning) -> Learning {
        let categories = learning.categories.iter();
        let degrees = learning.degrees.iter();
        Learning {
            levels: self.steps(&learning.levels),
            categories: Map(categories
                .map(|(category, levels)| (category.clone(), self.steps(levels)))
                .collect()),
            degrees: Map(degrees
                .filter_map(|(degree, years)| Some((degree.name().into(), self.time(*years)?)))
                .collect()),
            certifications: learning.certifications.and_then(|hours| self.time(hours)),
        }
    }

    fn steps(&mut self, levels: &[(SmolStr, model::StepTime)]) -> Map<StepTime> {
        let steps = levels.iter().map(|(level, step)| {
            let is_left_out = |time: Option<model::Figure<model::Span>>| {
                time.is_some_and(|time| self.ladder.leaves_out(time.source))
            };
            let step = StepTime {
                hours_left_out: is_left_out(step.hours),
                practice_left_out: is_left_out(step.practice),
                hours: step.hours.and_then(|hours| self.time(hours)),
                practice: step.practice.and_then(|practice| self.time(practice)),
            };
            (level.clone(), step)
        });
        Map(steps.collect())
    }

    pub fn pay(&mut self, pay: &model::Pay) -> Pay {
        let mut cited = self.cite(pay.source);
        if let Some(date) = pay.as_of {
            cited.as_of = Some(date.to_smolstr());
        }
        Pay {
            low: pay.low.map(Number),
            mid: pay.mid.map(Number),
            high: pay.high.map(Number),
            stated: pay.stated.as_ref().map(|stated| StatedPay {
                low: stated.low.map(Number),
                mid: stated.mid.map(Number),
                high: stated.high.map(Number),
                per: stated.per,
                per_year: Number(stated.per_year),
            }),
            terms: pay.terms.clone(),
            range: pay.range.clone(),
            sample: pay.sample,
            population: pay.population.clone(),
            occupation: pay.occupation.clone(),
            cited,
            dated_later: false,
            note: pay.note.clone(),
        }
    }

    /// A pay entry in a list, where one that is dated later stands too.
    pub fn listed_pay(&mut self, pay: &model::Pay, as_of: model::Day) -> Pay {
        Pay {
            dated_later: !self.ladder.is_known_on(pay, as_of),
            ..self.pay(pay)
        }
    }

    /// A move, as seen from the role at its other end; without one, perhaps an entry.
    pub fn step<'m>(
        &mut self,
        role: model::RoleIndex,
        step: impl Into<Option<&'m model::Move>>,
    ) -> Move {
        let Named { id, title } = self.role_name(role);
        let entry = self.ladder[role].entry.then_some(MoveKind::Entry);
        let entry = MoveFacts {
            kind: entry,
            ..MoveFacts::default()
        };
        Move {
            role: id,
            title,
            facts: Arc::new(step.into().map_or(entry, |step| self.move_facts(step))),
        }
    }

    fn move_facts(&mut self, step: &model::Move) -> MoveFacts {
        let share = step.share.map(|share| (share, self.cite(share.source)));
        MoveFacts {
            kind: Some(step.kind),
            after: step
                .after
                .filter(|_| !step.after_left_out)
                .map(|after| self.span(after)),
            after_left_out: step.after_left_out,
            share: share.as_ref().map(|(share, _)| Number(share.value)),
            share_source: share.as_ref().and_then(|(_, cited)| cited.source.clone()),
            share_as_of: share.and_then(|(_, cited)| cited.as_of),
            gate: step.gate.clone(),
            cited: self.cite(step.source),
            note: step.note.clone(),
        }
    }

    pub fn origin(&mut self, requirement: &model::Requirement) -> Arc<Origin> {
        let origin = Origin {
            introduced_by: self.ladder[requirement.introduced_by].id.clone(),
            cited: self.cite(requirement.source),
            weight: Number(requirement.weight),
            wording: Wording {
                text: requirement.text.clone(),
                examples: requirement.examples.clone(),
            },
        };
        if *self.last_origin != origin {
            self.last_origin = Arc::new(origin);
        }
        self.last_origin.clone()
    }

    pub fn requirements(&mut self, requirements: &[model::Requirement]) -> Requirements {
        let mut written = Requirements {
            years: None,
            education: None,
            skills: Map(Vec::new()),
            certifications: Vec::new(),
            any_of: Vec::new(),
            points: None,
        };
        for requirement in requirements {
            let origin = self.origin(requirement);
            match &requirement.item {
                model::Item::Years(years) => {
                    written.years = Some(Years {
                        value: Number::years(years.min),
                        max: Number::years(years.max),
                        origin,
                    });
                }
                model::Item::Education(education) => {
                    written.education = Some(Education {
                        asked: education.clone(),
                        origin,
                    });
                }
                model::Item::Skill(skill, level) => written.skills.0.push((
                    self.ladder[*skill].id.clone(),
                    RequiredLevel {
                        title: self.ladder[*skill].title.clone(),
                        level: self.level(*skill, *level),
                        means: None,
                        origin,
                    },
                )),
                model::Item::Certification(group) => written.certifications.push(Group {
                    id: group.id.clone(),
                    one_of: group
                        .members
                        .iter()
                        .map(|certification| self.certification_name(*certification))
                        .collect(),
                    origin,
                }),
                model::Item::AnyOf(group) => {
                    let estimated = origin.cited.estimated;
                    let members = group.members.iter();
                    written.any_of.push(AnyOf {
                        id: group.id.clone(),
                        title: group.title.clone(),
                        need: group.need,
                        of: members
                            .map(|member| self.alternative(member, estimated))
                            .collect(),
                        origin,
                    });
                }
                model::Item::Points(points) => {
                    let skills = points.skills.iter();
                    written.points = Some(Points {
                        id: points.id.clone(),
                        need: Number(points.need),
                        of: skills.map(|skill| self.skill_name(*skill)).collect(),
                        worth: points.worth.iter().copied().map(Number).collect(),
                        origin,
                    });
                }
            }
        }
        // A large ladder has many of them.
        written.skills.0.shrink_to_fit();
        written
    }

    /// An alternative; `estimated` says whether its years are.
    pub fn alternative(&self, member: &model::Alternative, estimated: bool) -> Alternative {
        let (kind, named, need) = match member {
            model::Alternative::Years(years) => (
                RequirementKind::Experience,
                Named {
                    id: "years".into(),
                    title: "Years of experience".into(),
                },
                Need::Experience {
                    years: Number(years.min),
                    max: Number(years.max),
                    estimated,
                },
            ),
            model::Alternative::Education(education) => (
                RequirementKind::Education,
                Named {
                    id: "education".into(),
                    title: "Education".into(),
                },
                Need::Education(education.clone()),
            ),
            model::Alternative::Skill(skill, level) => (
                RequirementKind::Skill,
                self.skill_name(*skill),
                Need::Skill(self.level(*skill, *level)),
            ),
            model::Alternative::Certification(certification) => {
                let named = self.certification_name(*certification);
                let one_of = vec![named.id.clone()].into();
                let need = Need::Certification { one_of };
                (RequirementKind::Certification, named, need)
            }
        };
        Alternative {
            kind,
            id: named.id,
            title: named.title,
            need,
        }
    }

    /// A resource for a skill.
    pub fn resource(&mut self, skill: model::SkillIndex, resource: &model::Resource) -> Resource {
        Resource {
            level: resource.level.map(|level| self.level(skill, level)),
            ..self.material(resource)
        }
    }

    /// A resource without the level that it leads to.
    pub fn material(&mut self, resource: &model::Resource) -> Resource {
        Resource {
            title: resource.title.clone(),
            url: resource.url.clone(),
            level: None,
            hours: resource.hours.and_then(|hours| self.time(hours)),
            cited: self.cite(resource.source),
            note: resource.note.clone(),
        }
    }
}
