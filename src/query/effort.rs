//! The time that learning takes: study and practice of a level, hours of a certification, years of a
//! degree.

use std::{borrow::Cow, collections::BTreeMap};

use smol_str::SmolStr;

use crate::{
    model::{
        CertificationIndex, Figure, Ladder, Learning, Level, SkillIndex, SourceIndex, Span,
        StepTime,
    },
    vocabulary::Degree,
};

use super::{
    answer::{Estimate, Number},
    person_state::PersonState,
};

/// A time, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    /// Hours of study, or years.
    pub span: Span,
    pub source: Option<SourceIndex>,
    /// Whether it rests on an estimate: of a source, or of the person.
    pub estimated: bool,
}

/// What one level of a skill takes, from the one below.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Effort {
    pub skill: SkillIndex,
    pub level: Level,
    /// Hours of study.
    pub study: Option<Time>,
    /// Years of doing it at work.
    pub practice: Option<Time>,
    /// The resource that the hours are those of.
    pub resource: Option<SharedResource>,
    /// Whether the study is an estimate that is left out, and so unknown.
    pub is_study_left_out: bool,
    /// Whether the practice is.
    pub is_practice_left_out: bool,
}

/// What a resource is known by where it serves several skills: its title, its address, and how many
/// lower levels of the same skill it teaches.
pub(super) type SharedResource = (SmolStr, Option<SmolStr>, usize);

impl Effort {
    /// Whether the level has a time: where one of study and practice is stated, the other is none; one that is left
    /// out is unknown.
    pub(super) fn is_known(&self) -> bool {
        self.is_study_known() && !self.is_practice_left_out
    }

    /// Whether the hours of study are known. They are none where practice alone is stated.
    pub(super) fn is_study_known(&self) -> bool {
        self.study.is_some() || self.practice.is_some() && !self.is_study_left_out
    }

    /// Whether study is left, or may be.
    pub(super) fn takes_study(&self) -> bool {
        !self.is_study_known() || self.study.is_some_and(|study| study.span.max > 0.0)
    }
}

/// Where the times of one person on one ladder are looked up.
#[derive(Clone, Copy)]
pub(super) struct Times<'a> {
    ladder: &'a Ladder,
    state: &'a PersonState,
    /// Whether estimates are left out.
    no_estimates: bool,
}

impl<'a> Times<'a> {
    pub(super) fn new(ladder: &'a Ladder, state: &'a PersonState) -> Self {
        Self {
            ladder,
            state,
            no_estimates: state.no_estimates,
        }
    }

    /// What each level of a skill takes, from the lowest up to this one; what is done already is taken off.
    pub(super) fn up_to(&self, skill: SkillIndex, top: Level) -> Vec<Effort> {
        let mut efforts = self.whole(skill, top);
        let of_skill = self.state.hours_done.get(&skill).copied();
        let next = self.next_rank(skill);
        for (rank, effort) in efforts.iter_mut().enumerate() {
            let resource = effort.resource.as_ref();
            let done = match resource {
                Some(resource) => self.state.resources_done.get(resource).copied(),
                None => of_skill.filter(|_| rank == next),
            };
            if let (Some(study), Some(done)) = (&mut effort.study, done) {
                study.span.min = (study.span.min - done).max(0.0);
                study.span.max = (study.span.max - done).max(0.0);
            }
        }
        efforts
    }

    /// The hours of study of levels that a person with estimates has before them, as they are without estimates.
    ///
    /// What is not an estimate is the same, unless a course has been begun, or is shared with a level that is held.
    pub(super) fn without_estimates<'e>(&self, efforts: &'e [Effort]) -> Cow<'e, [Effort]> {
        let (Some(first), Some(last)) = (efforts.first(), efforts.last()) else {
            return Cow::Borrowed(efforts);
        };
        let is_estimate = |effort: &Effort| effort.study.is_some_and(|study| study.estimated);
        let is_shared = |effort: &Effort| effort.resource.is_some() && first.level.rank() > 1;
        let changes = |effort: &Effort| is_estimate(effort) || is_shared(effort);
        if self.state.hours_done.is_empty() && !efforts.iter().any(changes) {
            return Cow::Borrowed(efforts);
        }
        let all = self.up_to(last.skill, last.level).into_iter();
        all.filter(|effort| effort.level >= first.level).collect()
    }

    /// The hours done of each resource. What is done of it for one skill is done for all that it serves.
    pub(super) fn resources_done(&self) -> BTreeMap<SharedResource, f64> {
        let mut done = BTreeMap::new();
        for (skill, hours) in &self.state.hours_done {
            let effort = self.next(*skill);
            if let Some(resource) = effort.and_then(|effort| effort.resource) {
                let known = done.entry(resource).or_insert(0.0_f64);
                *known = known.max(*hours);
            }
        }
        done
    }

    /// What the next level of a skill takes from its begin; `None` at the top of the scale.
    pub(super) fn next(&self, skill: SkillIndex) -> Option<Effort> {
        let rank = u8::try_from(self.next_rank(skill) + 1).unwrap_or(u8::MAX);
        let next = self.ladder.scale(skill).level(rank)?;
        self.whole(skill, next).pop()
    }

    /// The number of levels that the person has.
    fn next_rank(&self, skill: SkillIndex) -> usize {
        let held = self.state.skills.get(&skill);
        held.map_or(0, |level| usize::from(level.rank()))
    }

    /// What each level of a skill takes from its begin.
    fn whole(&self, skill: SkillIndex, top: Level) -> Vec<Effort> {
        let mut efforts: Vec<Effort> = Vec::with_capacity(usize::from(top.rank()));
        for level in top.levels_from(None) {
            let mut effort = self.level(skill, level);
            if let Some((title, url, lower)) = &mut effort.resource {
                let same = efforts.iter().filter(|effort| {
                    let resource = effort.resource.as_ref();
                    resource.is_some_and(|(one, other, _)| (one, other) == (&*title, &*url))
                });
                *lower = same.count();
            }
            efforts.push(effort);
        }
        efforts
    }

    fn level(&self, skill: SkillIndex, level: Level) -> Effort {
        let counted = self.counted(skill, level);
        if !self.no_estimates {
            return counted;
        }
        let all = self.with_estimates().counted(skill, level);
        Effort {
            is_study_left_out: counted.study.is_none() && all.study.is_some(),
            is_practice_left_out: counted.practice.is_none() && all.practice.is_some(),
            ..counted
        }
    }

    /// What a level takes by the figures that count.
    fn counted(&self, skill: SkillIndex, level: Level) -> Effort {
        let entry = &self.ladder[skill];
        let name = self.ladder.scale(skill).name(level);
        let steps =
            |learning: &'a Learning| steps(learning, skill, entry.category.as_deref(), level, name);
        let own = |figures: &'a [(Level, Figure<Span>)]| {
            let mut own = figures.iter().filter(move |(known, _)| *known == level);
            own.find_map(|(_, figure)| self.sourced(*figure))
        };
        let study = self.persons(|own| steps(own).find_map(|step| step.hours));
        let study = study.or_else(|| own(&entry.hours));
        let resource = if study.is_none() {
            self.shortest_resource(skill, level)
        } else {
            None
        };
        let mut study = study.or(resource.as_ref().map(|(hours, _)| *hours));
        let practice = self.persons(|own| steps(own).find_map(|step| step.practice));
        let mut practice = practice.or_else(|| own(&entry.practice));
        for usual in steps(&self.ladder.learning) {
            study = study.or_else(|| self.sourced(usual.hours?));
            practice = practice.or_else(|| self.sourced(usual.practice?));
        }
        Effort {
            skill,
            level,
            study,
            practice,
            resource: resource.map(|(_, resource)| resource),
            is_study_left_out: false,
            is_practice_left_out: false,
        }
    }

    /// The shortest resource that leads to a level.
    fn shortest_resource(&self, skill: SkillIndex, level: Level) -> Option<(Time, SharedResource)> {
        let resources = self.ladder[skill].resources.iter();
        let leading = resources.filter(|resource| resource.level == Some(level));
        let timed = leading.filter_map(|resource| {
            let shared = (resource.title.clone(), resource.url.clone(), 0);
            Some((self.sourced(resource.hours?)?, shared))
        });
        timed.min_by(|(one, _), (other, _)| shorter(one.span, other.span))
    }

    /// The hours of study for a certification.
    pub(super) fn certification(&self, certification: CertificationIndex) -> Option<Time> {
        let own = self.ladder[certification].hours;
        self.persons(|own| own.certifications)
            .or_else(|| self.sourced(own?))
            .or_else(|| self.sourced(self.ladder.learning.certifications?))
    }

    /// The years of a degree, from the one below.
    pub(super) fn degree(&self, degree: Degree) -> Option<Time> {
        let of = |learning: &Learning| {
            let mut degrees = learning.degrees.iter();
            let found = degrees.find(|(known, _)| *known == degree);
            found.map(|(_, years)| *years)
        };
        self.persons(of)
            .or_else(|| self.sourced(of(&self.ladder.learning)?))
    }

    /// The same person with estimates.
    fn with_estimates(&self) -> Self {
        Self {
            no_estimates: false,
            ..*self
        }
    }

    /// Whether the hours of a certification are an estimate that is left out.
    pub(super) fn leaves_out_certification(&self, certification: CertificationIndex) -> bool {
        let hours = |times: &Self| times.certification(certification);
        hours(self).is_none() && hours(&self.with_estimates()).is_some()
    }

    /// Whether the years of a degree are an estimate that is left out.
    pub(super) fn leaves_out_degree(&self, degree: Degree) -> bool {
        let years = |times: &Self| times.degree(degree);
        years(self).is_none() && years(&self.with_estimates()).is_some()
    }

    /// A figure of the person: an estimate.
    fn persons(&self, figure: impl FnOnce(&'a Learning) -> Option<Figure<Span>>) -> Option<Time> {
        let learning = self.state.learning.as_deref()?;
        let figure = figure(learning).filter(|_| !self.no_estimates)?;
        Some(Time {
            span: figure.value,
            source: None,
            estimated: true,
        })
    }

    /// A figure of the ladder; `None` for an estimate where these are left out.
    fn sourced(&self, figure: Figure<Span>) -> Option<Time> {
        let source = figure.source;
        let estimated = self.ladder.is_estimate(source);
        let time = Time {
            span: figure.value,
            source,
            estimated,
        };
        (!estimated || !self.no_estimates).then_some(time)
    }
}

/// What is stated of a level: for the skill, then for its category, then for all skills.
fn steps<'a>(
    learning: &'a Learning,
    skill: SkillIndex,
    category: Option<&'a str>,
    level: Level,
    name: &'a str,
) -> impl Iterator<Item = &'a StepTime> {
    let first = learning.skills.partition_point(|(known, _)| *known < skill);
    let skills = learning.skills[first..].iter();
    let own = skills.take_while(move |(known, _)| *known == skill);
    let own = own.flat_map(|(_, levels)| levels);
    let own = own.filter(move |(known, _)| *known == level);
    let categories = learning.categories.iter();
    let category = categories.filter(move |(known, _)| Some(known.as_str()) == category);
    let usual = category
        .flat_map(|(_, levels)| levels)
        .chain(&learning.levels);
    let usual = usual.filter(move |(known, _)| known == name);
    own.map(|(_, step)| step).chain(usual.map(|(_, step)| step))
}

/// The shorter of two times first: by the least, then by the most.
pub(super) fn shorter(one: Span, other: Span) -> std::cmp::Ordering {
    let least = one.min.total_cmp(&other.min);
    least.then(one.max.total_cmp(&other.max))
}

/// Hours of study, those of estimates apart.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hours {
    pub sourced: Span,
    pub estimated: Span,
    /// Whether there are such, though none may be left.
    pub has_estimate: bool,
    /// Whether a part is unknown.
    pub at_least: bool,
}

impl Hours {
    /// The hours of these levels; a resource that serves several of them is studied once, for the most hours that
    /// one of them states.
    pub(super) fn of<'e>(efforts: impl IntoIterator<Item = &'e Effort>) -> Self {
        let mut hours = Self::default();
        let mut shared: BTreeMap<(&SharedResource, bool), Time> = BTreeMap::new();
        for effort in efforts {
            hours.at_least |= !effort.is_study_known();
            match (&effort.resource, effort.study) {
                (Some(resource), Some(study)) => {
                    let known = shared.entry((resource, study.estimated)).or_insert(study);
                    known.span.min = known.span.min.max(study.span.min);
                    known.span.max = known.span.max.max(study.span.max);
                }
                (None, Some(study)) => hours.add(study),
                (_, None) => (),
            }
        }
        for study in shared.into_values() {
            hours.add(study);
        }
        hours
    }

    pub(super) fn add(&mut self, study: Time) {
        self.has_estimate |= study.estimated;
        let sum = if study.estimated {
            &mut self.estimated
        } else {
            &mut self.sourced
        };
        sum.min += study.span.min;
        sum.max += study.span.max;
    }

    /// All hours.
    pub(super) fn total(&self) -> Span {
        Span {
            min: self.sourced.min + self.estimated.min,
            max: self.sourced.max + self.estimated.max,
        }
    }

    /// The hours that rest on a source, and those that rest on an estimate; each `None` where no part
    /// is known. Without anything to learn, the former are 0.
    pub(super) fn estimates(&self) -> (Option<Estimate>, Option<Estimate>) {
        let estimate = |span: Span, estimated| Estimate {
            min: Number::rounded(span.min),
            max: Number::rounded(span.max),
            at_least: self.at_least,
            estimated,
        };
        let is_none = |span: Span| span == Span::default();
        let has_sourced = !is_none(self.sourced) || !self.has_estimate && !self.at_least;
        (
            has_sourced.then(|| estimate(self.sourced, false)),
            self.has_estimate.then(|| estimate(self.estimated, true)),
        )
    }
}

/// The years of practice that are left of these levels, after so many years; `None` where none are stated.
pub(super) fn practice(efforts: &[Effort], done: f64) -> Option<Estimate> {
    let mut sum = Span::default();
    let mut estimated = false;
    for practice in efforts.iter().filter_map(|effort| effort.practice) {
        sum.min += practice.span.min;
        sum.max += practice.span.max;
        estimated |= practice.estimated;
    }
    (sum.max > 0.0).then(|| Estimate {
        min: Number::years((sum.min - done).max(0.0)),
        max: Number::years((sum.max - done).max(0.0)),
        at_least: efforts.iter().any(|effort| !effort.is_known()),
        estimated,
    })
}

/// Whether study of a level below the last practice is left: that practice cannot have begun for sure.
pub(super) fn studies_before_practice(efforts: &[Effort]) -> bool {
    let practised = |effort: &Effort| effort.practice.is_some_and(|time| time.span.max > 0.0);
    let last = efforts.iter().rposition(practised).unwrap_or(0);
    efforts.iter().take(last).any(Effort::takes_study)
}

/// Both ends of a time.
pub fn ends(time: Estimate) -> [Number; 2] {
    [time.min, time.max]
}

/// Marks hours of study that change where estimates are left out: all of them are an estimate then.
pub fn mark_hours(
    hours: &mut Option<Estimate>,
    estimated: &mut Option<Estimate>,
    without: Option<Estimate>,
) {
    let nothing = [Number(0.0); 2];
    let changes = |known: &Estimate| ends(*known) != without.map_or(nothing, ends);
    if let Some(firm) = hours.take_if(|known| !known.at_least && changes(known)) {
        let [min, max] = estimated.map_or(nothing, ends);
        *estimated = Some(Estimate {
            min: Number(firm.min.0 + min.0),
            max: Number(firm.max.0 + max.0),
            at_least: false,
            estimated: true,
        });
    }
}
