//! A person on a day: the facts of a profile, a role or an assumption.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use smol_str::{SmolStr, format_smolstr};

use crate::{
    model::{
        Assumption, CertificationIndex, Date, Day, EarnedDegree, Exemption, Experience,
        HeldResponsibility, Item, Ladder, Learning, Level, Prerequisite, Profile, RoleIndex,
        Salary, SkillIndex, SourceIndex, is_field, years_between,
    },
    order::Order as _,
    vocabulary::Degree,
};

use super::{
    alternatives::MetItem,
    answer::Number,
    baseline::{self, Baseline},
    effort::{SharedResource, Times},
    practice::{hours_done, practising_since},
    proof::{self, Proof},
};

/// What is known of a person on a day.
#[derive(Debug, Clone, Default)]
pub struct PersonState {
    /// The day.
    pub as_of: Day,
    /// Whether anything is known; without it, an answer lists requirements and judges none.
    pub known: bool,
    /// The name in the profile.
    pub name: Option<SmolStr>,
    /// The present role.
    pub role: Option<RoleIndex>,
    /// Whether this is a person who just meets the requirements of the role, instead of a profile.
    pub from: bool,
    /// The first role of the profile that is still to come, and its first day.
    pub upcoming: Option<(RoleIndex, Date)>,
    /// Years in the role.
    pub served: Option<f64>,
    /// The first day of the present stint in the role, where there were earlier ones.
    pub stint_since: Option<Day>,
    /// Years of experience in the field.
    pub years: Option<f64>,
    /// The level of each skill.
    pub skills: BTreeMap<SkillIndex, Level>,
    /// The role that the level of a skill rests on, where the profile does not name the skill.
    pub baseline: BTreeMap<SkillIndex, RoleIndex>,
    /// The skills that the profile names, and those that were assumed.
    pub(super) named_skills: BTreeSet<SkillIndex>,
    /// The alternatives and points that the person counts as meeting.
    pub met_items: VecDeque<MetItem>,
    /// For each skill, the years since it is practised at its level; a skill that is left out is practised
    /// from this day on.
    pub practising_since: BTreeMap<SkillIndex, f64>,
    /// Hours of study that are done towards the next level of each skill.
    pub hours_done: BTreeMap<SkillIndex, f64>,
    /// Hours of study that are done of the resources of these levels.
    pub(super) resources_done: BTreeMap<SharedResource, f64>,
    /// How long learning takes this person; `None`: as the ladder says.
    pub learning: Option<Arc<Learning>>,
    /// Whether figures that rest on estimates are left out, and so unknown.
    pub no_estimates: bool,
    /// The degrees.
    pub degrees: Vec<EarnedDegree>,
    /// The day on which each certification expires; `None` for one that does not.
    pub certifications: BTreeMap<CertificationIndex, Option<Day>>,
    /// What the profile says of the level of each skill.
    pub(super) proofs: BTreeMap<SkillIndex, Proof>,
    /// The responsibilities of the person.
    pub(super) responsibilities: Vec<HeldResponsibility>,
    /// What does not apply to the person, each with its reason.
    pub exemptions: Arc<BTreeMap<Exemption, SmolStr>>,
    /// What the person prefers among alternatives, where it can be met.
    pub preferred: Vec<Exemption>,
    /// The role that the person aims for.
    pub goal: Option<RoleIndex>,
    /// Study hours a week.
    pub hours_per_week: Option<f64>,
    /// The present pay.
    pub pay: Option<Salary>,
    /// What was assumed.
    pub(super) assumed: Assumed,
}

/// What was set by assumptions.
#[derive(Debug, Clone, Default)]
pub(super) struct Assumed {
    /// Every assumed fact, in the order in which they were set, such as `mlops=expert`.
    pub facts: Vec<SmolStr>,
    pub years: bool,
    pub education: bool,
    pub skills: BTreeSet<SkillIndex>,
    /// The certifications that are assumed to be held or not.
    pub certifications: BTreeSet<CertificationIndex>,
}

impl PersonState {
    /// A person without any known fact.
    pub fn unknown(as_of: Day) -> Self {
        Self {
            as_of,
            ..Self::default()
        }
    }

    /// A person who just meets the requirements of a role.
    pub fn meeting(ladder: &Ladder, role: RoleIndex, as_of: Day) -> Self {
        let mut state = Self {
            known: true,
            role: Some(role),
            from: true,
            years: Some(0.0),
            ..Self::unknown(as_of)
        };
        for requirement in ladder.requirements(role).required {
            match requirement.item {
                Item::Years(years) => state.years = Some(years.min),
                Item::Education(education) => {
                    let field = education.fields.first().cloned();
                    state.degrees.push(EarnedDegree {
                        degree: education.degree,
                        field,
                        earned: None,
                    });
                }
                Item::Skill(skill, level) => {
                    state.skills.insert(skill, level);
                }
                Item::Certification(group) => {
                    state
                        .certifications
                        .extend(group.members.first().map(|member| (*member, None)));
                }
                // Which of the alternatives are met is not said.
                item @ (Item::AnyOf(_) | Item::Points(_)) => {
                    state.met_items.push_back(MetItem { item, role: None });
                }
            }
        }
        state
    }

    /// The person of a profile on a day; facts with a later date do not count.
    pub fn of(ladder: &Ladder, profile: &Profile, as_of: Day) -> Self {
        let begun = |date: Option<Date>| date.is_none_or(|date| date.first_day() <= as_of);
        let (role, since) = role_on(profile, as_of);
        let held_roles = baseline::held_roles(ladder, profile, role, as_of);
        let Baseline {
            skills,
            roles: baseline,
            named: named_skills,
        } = baseline::skills(profile, &held_roles, as_of);
        let since_level = practising_since(profile, &held_roles, &skills, as_of);
        let degrees = profile.education.iter();
        let degrees = degrees.filter(|degree| begun(degree.earned));
        let mut certifications = BTreeMap::new();
        let earned = profile.certifications.iter();
        for held in earned.filter(|held| begun(held.earned)) {
            let expires = ladder[held.certification].expiry(held.earned, held.expires);
            // Where one was earned twice, the later expiry counts; no expiry is the latest.
            certifications
                .entry(held.certification)
                .and_modify(|known: &mut Option<Day>| {
                    *known = known.zip(expires).map(|(one, other)| one.max(other));
                })
                .or_insert(expires);
        }
        let mut state = Self {
            known: true,
            name: profile.name.clone(),
            role,
            served: since.map(|since| years_between(since, as_of)),
            stint_since: since.filter(|since| {
                let mut stints = profile.history.iter();
                stints.any(|stint| Some(stint.role) == role && stint.from.first_day() < *since)
            }),
            upcoming: upcoming(profile, as_of),
            years: experience(profile, as_of),
            hours_done: hours_done(profile, &skills, &since_level, as_of),
            practising_since: since_level
                .into_iter()
                .map(|(skill, day)| (skill, years_between(day, as_of)))
                .collect(),
            learning: Some(Arc::new(profile.learning.clone())),
            skills,
            baseline,
            named_skills,
            met_items: baseline::met_items(profile, held_roles).into(),
            degrees: degrees.cloned().collect(),
            certifications,
            exemptions: Arc::new(profile.not_applicable.iter().rev().cloned().collect()),
            goal: profile.goal,
            hours_per_week: profile.hours_per_week,
            pay: profile.pay.clone(),
            responsibilities: profile
                .responsibilities
                .iter()
                .filter(|held| begun(held.since))
                .cloned()
                .collect(),
            ..Self::unknown(as_of)
        };
        proof::of_skills(profile, &mut state);
        state.with_resources_done(ladder)
    }

    /// The same person, with the hours done of each resource determined from those of each skill.
    #[must_use]
    pub fn with_resources_done(mut self, ladder: &Ladder) -> Self {
        self.resources_done = Times::new(ladder, &self).resources_done();
        self
    }

    /// Whether a figure of this source is an estimate that is left out.
    pub(super) fn leaves_out(&self, ladder: &Ladder, source: Option<SourceIndex>) -> bool {
        self.no_estimates && ladder.is_estimate(source)
    }

    /// The same person, with figures that rest on estimates or without.
    #[must_use]
    pub fn estimating(self, ladder: &Ladder, with_estimates: bool) -> Self {
        let state = Self {
            no_estimates: !with_estimates,
            ..self
        };
        state.with_resources_done(ladder)
    }

    /// The same person without estimates; `None` where there are none, or they are left out.
    pub fn without_estimates(&self, ladder: &Ladder) -> Option<Self> {
        let has_estimates =
            self.learning.is_some() || ladder.sources.iter().any(|source| source.estimate);
        (has_estimates && !self.no_estimates).then(|| self.clone().estimating(ladder, false))
    }

    /// The same person with an assumed fact.
    #[must_use]
    pub fn assume(mut self, ladder: &Ladder, assumption: &Assumption) -> Self {
        self.known = true;
        self.assumed.facts.push(fact(ladder, assumption));
        match assumption {
            Assumption::Years(years) => {
                self.years = Some(*years);
                self.assumed.years = true;
            }
            Assumption::Degree(degree) => {
                self.degrees = vec![EarnedDegree {
                    degree: *degree,
                    field: None,
                    earned: None,
                }];
                self.assumed.education = true;
            }
            Assumption::Skill(skill, level) => {
                match level {
                    Some(level) => self.skills.insert(*skill, *level),
                    None => self.skills.remove(skill),
                };
                self.baseline.remove(skill);
                self.named_skills.insert(*skill);
                self.practising_since.remove(skill);
                self.hours_done.remove(skill);
                self.proofs.remove(skill);
                self.assumed.skills.insert(*skill);
            }
            Assumption::Certification(certification, held) => {
                if *held {
                    self.certifications.insert(*certification, None);
                } else {
                    self.certifications.remove(certification);
                }
                self.assumed.certifications.insert(*certification);
            }
        }
        self.with_resources_done(ladder)
    }

    /// Asks about the person with an assumed fact, as far as it is about what the person has; then the fact is taken
    /// back. Times are those without it.
    pub(super) fn assuming<T>(&mut self, fact: &Assumption, ask: impl FnOnce(&Self) -> T) -> T {
        match fact {
            Assumption::Years(years) => {
                let before = self.years.replace(*years);
                let answer = ask(self);
                self.years = before;
                answer
            }
            Assumption::Degree(degree) => {
                let assumed = vec![EarnedDegree {
                    degree: *degree,
                    field: None,
                    earned: None,
                }];
                let degrees = std::mem::replace(&mut self.degrees, assumed);
                let before = std::mem::replace(&mut self.assumed.education, true);
                let answer = ask(self);
                (self.degrees, self.assumed.education) = (degrees, before);
                answer
            }
            Assumption::Skill(skill, level) => {
                let before = put(&mut self.skills, *skill, *level);
                let baseline = self.baseline.remove(skill);
                let is_new = self.named_skills.insert(*skill);
                let answer = ask(self);
                put(&mut self.skills, *skill, before);
                put(&mut self.baseline, *skill, baseline);
                if is_new {
                    self.named_skills.remove(skill);
                }
                answer
            }
            Assumption::Certification(certification, held) => {
                let held = held.then_some(None);
                let before = put(&mut self.certifications, *certification, held);
                let answer = ask(self);
                put(&mut self.certifications, *certification, before);
                answer
            }
        }
    }

    /// The person reaches a level of a skill, unless it is reached already.
    pub(super) fn reach(&mut self, skill: SkillIndex, level: Level) {
        if self.skills.get(&skill).is_none_or(|has| *has < level) {
            self.skills.insert(skill, level);
            self.baseline.remove(&skill);
            self.practising_since.remove(&skill);
            self.hours_done.remove(&skill);
        }
    }

    /// The skills of the person that need a skill that is missing or too low, each with what it needs.
    ///
    /// Where neither of the two is stated, both rest on roles, and the ladder is at fault.
    pub fn lacking_prerequisites<'l>(
        &self,
        ladder: &'l Ladder,
    ) -> Vec<(SkillIndex, Vec<&'l Prerequisite>)> {
        let stated = |skill| self.skills.contains_key(skill) && !self.baseline.contains_key(skill);
        let lacking = self.skills.keys().map(|skill| {
            let needs = ladder[*skill].needs.iter().filter(|need| {
                let has = self.skills.get(&need.skill);
                has.is_none_or(|has| need.level.is_some_and(|level| *has < level))
                    && (stated(skill) || stated(&need.skill))
                    && self.exemption(Exemption::Skill(need.skill)).is_none()
            });
            (*skill, needs.collect::<Vec<_>>())
        });
        lacking.filter(|(_, needs)| !needs.is_empty()).collect()
    }

    /// Whether the certification is held and not expired.
    pub(super) fn holds(&self, certification: CertificationIndex) -> bool {
        match self.certifications.get(&certification) {
            Some(expires) => expires.is_none_or(|day| self.as_of <= day),
            None => false,
        }
    }

    /// The day on which a certification that the person held expired.
    pub(super) fn expired(&self, certification: CertificationIndex) -> Option<Day> {
        let expires = *self.certifications.get(&certification)?;
        expires.filter(|day| *day < self.as_of)
    }

    /// A degree that is at least this high, in one of these fields if there are any.
    pub(super) fn degree_for(&self, degree: Degree, fields: &[SmolStr]) -> Option<&EarnedDegree> {
        let mut degrees = self.degrees.iter();
        degrees.find(|earned| is_degree(earned, degree, fields, self.assumed.education))
    }

    /// The highest degree.
    pub(super) fn highest_degree(&self) -> Option<&EarnedDegree> {
        self.degrees.iter().max_by_key(|earned| earned.degree)
    }

    /// The reason why something does not apply to the person.
    pub(super) fn exemption(&self, exemption: Exemption) -> Option<&str> {
        self.exemptions.get(&exemption).map(SmolStr::as_str)
    }
}

/// Whether a degree is at least this high, in one of these fields if there are any; one that is assumed is in any field.
pub(super) fn is_degree(
    earned: &EarnedDegree,
    degree: Degree,
    fields: &[SmolStr],
    is_assumed: bool,
) -> bool {
    let fits = |field: &SmolStr| fields.iter().any(|other| is_field(other, field));
    earned.degree >= degree
        && (fields.is_empty() || is_assumed || earned.field.as_ref().is_some_and(fits))
}

/// Sets or removes an entry of a map, and returns the one before.
fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

/// An assumption as it is written on the command line.
fn fact(ladder: &Ladder, assumption: &Assumption) -> SmolStr {
    match assumption {
        Assumption::Years(years) => format_smolstr!("years={}", Number(*years)),
        Assumption::Degree(degree) => format_smolstr!("education={}", degree.name()),
        Assumption::Skill(skill, level) => {
            let level = level.map_or("none", |level| ladder.scale(*skill).name(level));
            format_smolstr!("{}={level}", ladder[*skill].id)
        }
        Assumption::Certification(certification, true) => ladder[*certification].id.clone(),
        Assumption::Certification(certification, false) => {
            format_smolstr!("{}=none", ladder[*certification].id)
        }
    }
}

/// The role on a day and the day when it began: the present role from its first day on; before that,
/// or without a first day, the role of the history.
fn role_on(profile: &Profile, as_of: Day) -> (Option<RoleIndex>, Option<Day>) {
    let since = profile.since.map(Date::first_day);
    if let (Some(role), Some(since)) = (profile.role, since)
        && since <= as_of
    {
        return (Some(role), Some(since));
    }
    let period = profile
        .history
        .iter()
        .filter(|period| period.from.first_day() <= as_of)
        .filter(|period| match period.to {
            Some(to) => as_of <= to.last_day(),
            None => profile.role.is_none() || since.is_some(),
        })
        .max_by_key(|period| period.from.first_day());
    match period {
        Some(period) => (Some(period.role), Some(period.from.first_day())),
        None if since.is_none() => (profile.role, None),
        None => (None, None),
    }
}

/// The first role, past or present, that begins after a day.
fn upcoming(profile: &Profile, as_of: Day) -> Option<(RoleIndex, Date)> {
    let past = profile.history.iter().map(|past| (past.role, past.from));
    let roles = past.chain(profile.role.zip(profile.since));
    let later = roles.filter(|(_, since)| as_of < since.first_day());
    later.min_by_key(|(_, since)| since.first_day())
}

/// Years of experience on a day: as stated, else the time in the roles of the history and in the present
/// one; time in two roles at once counts once.
pub(super) fn experience(profile: &Profile, as_of: Day) -> Option<f64> {
    match profile.experience {
        Some(Experience::Years(years)) => return Some(years),
        Some(Experience::Since(since)) => {
            return Some(years_between(since.first_day(), as_of));
        }
        None => (),
    }
    let since = profile.since.map(Date::first_day);
    let history = profile.history.iter();
    let history = history.map(|period| (period.from, period.to));
    let mut periods: Vec<(Day, Day)> = history
        .chain(profile.elsewhere.iter().copied())
        .map(|(from, to)| {
            // A period includes the last day of its last month.
            let end = to.and_then(|to| to.last_day().tomorrow().ok());
            (from.first_day(), end.or(since).unwrap_or(as_of).min(as_of))
        })
        .chain(profile.role.and(since).map(|since| (since, as_of)))
        .filter(|(from, to)| from <= to)
        .collect();
    if periods.is_empty() {
        return None;
    }
    periods.order();
    let mut years = 0.0;
    let mut counted = Day::MIN;
    for (from, to) in periods {
        let from = from.max(counted);
        if from < to {
            years += years_between(from, to);
            counted = to;
        }
    }
    Some(years)
}
