//! A person, in terms of a ladder.

use smol_str::SmolStr;

use crate::vocabulary::{Baseline, Degree, PayPeriod};

use super::{CertificationIndex, Date, Day, Learning, Level, PayTerms, RoleIndex, SkillIndex};

/// A person's profile, resolved against a ladder; names that the ladder does not know are left out.
#[derive(Debug, Default)]
pub struct Profile {
    /// The person's name.
    pub name: Option<SmolStr>,
    /// The present role.
    pub role: Option<RoleIndex>,
    /// The date on which the present role began.
    pub since: Option<Date>,
    /// What counts as met besides what the profile says.
    pub baseline: Baseline,
    /// Experience in the field.
    pub experience: Option<Experience>,
    /// Earlier roles.
    pub history: Vec<PastRole>,
    /// Times in roles of another ladder, each with its last day; they count as experience alone.
    pub elsewhere: Vec<(Date, Option<Date>)>,
    /// Degrees.
    pub education: Vec<EarnedDegree>,
    /// Skills with their levels; a skill that has several names may occur more than once.
    pub skills: Vec<SkillClaim>,
    /// Certifications, expired ones too.
    pub certifications: Vec<EarnedCertification>,
    /// Responsibilities.
    pub responsibilities: Vec<HeldResponsibility>,
    /// What was studied and done.
    pub log: Vec<LogEntry>,
    /// Present pay.
    pub pay: Option<Salary>,
    /// Study time, in hours per week.
    pub hours_per_week: Option<f64>,
    /// The role to reach.
    pub goal: Option<RoleIndex>,
    /// The date by which to be there.
    pub goal_by: Option<Date>,
    /// How long learning takes this person; comes before what the ladder says.
    pub learning: Learning,
    /// Requirements that do not apply to the person, each with the reason.
    pub not_applicable: Vec<(Exemption, SmolStr)>,
}

/// Experience in the field.
#[derive(Debug, Clone, Copy)]
pub enum Experience {
    /// From this date on; grows with time.
    Since(Date),
    /// A fixed number of years, whatever the day.
    Years(f64),
}

/// A period in a role.
#[derive(Debug)]
pub struct PastRole {
    /// The role.
    pub role: RoleIndex,
    /// The first day.
    pub from: Date,
    /// The last day; `None`: the day before the present role began.
    pub to: Option<Date>,
}

/// A degree that the person holds.
#[derive(Debug, Clone)]
pub struct EarnedDegree {
    /// The degree.
    pub degree: Degree,
    /// The field of study.
    pub field: Option<SmolStr>,
    /// The date on which it was earned.
    pub earned: Option<Date>,
}

/// A skill of the person.
#[derive(Debug)]
pub struct SkillClaim {
    /// The skill.
    pub skill: SkillIndex,
    /// The levels over time, at least one: undated ones first, then by their first day.
    pub levels: Vec<ClaimedLevel>,
}

impl SkillClaim {
    /// The levels that have begun on a day, the latest last.
    pub fn begun(&self, day: Day) -> &[ClaimedLevel] {
        let begun = |level: &ClaimedLevel| level.since.is_none_or(|date| date.first_day() <= day);
        &self.levels[..self.levels.partition_point(begun)]
    }

    /// The level that counts on a day: the latest begun.
    pub fn on(&self, day: Day) -> Option<&ClaimedLevel> {
        self.begun(day).last()
    }
}

/// A level of a skill from a date on.
#[derive(Debug)]
pub struct ClaimedLevel {
    /// The level reached; `None`: the person does not have the skill.
    pub level: Option<Level>,
    /// The date from which the level counts.
    pub since: Option<Date>,
    /// Hours of study done towards the next level.
    pub hours_done: f64,
    /// A remark.
    pub note: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
}

/// A responsibility of a role that the person has.
#[derive(Debug, Clone)]
pub struct HeldResponsibility {
    /// The id of the responsibility.
    pub id: SmolStr,
    /// The date from which the person has it.
    pub since: Option<Date>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
}

/// Something that was studied or done.
#[derive(Debug)]
pub struct LogEntry {
    /// When.
    pub on: Date,
    /// The skill that it served.
    pub skill: SkillIndex,
    /// The hours that it took.
    pub hours: Option<f64>,
    /// A remark.
    pub note: Option<SmolStr>,
    /// What shows it, such as links.
    pub evidence: Vec<SmolStr>,
}

/// A certification of the person.
#[derive(Debug)]
pub struct EarnedCertification {
    /// The certification.
    pub certification: CertificationIndex,
    /// The date on which it was earned.
    pub earned: Option<Date>,
    /// The last date on which it counts, if stated.
    pub expires: Option<Date>,
}

/// The pay of the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Salary {
    /// A year, at full time, in hundredths at the finest.
    pub amount: f64,
    /// Basis, currency and region of the amount.
    pub terms: PayTerms,
    /// The amount as the profile states it, where that is not a year at full time.
    pub stated: Option<StatedSalary>,
}

/// An amount as a profile states it.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedSalary {
    /// In units of the currency.
    pub amount: f64,
    /// The time that it is for.
    pub per: PayPeriod,
    /// How many of that time make a full-time year.
    pub per_year: f64,
    /// The part of full time that it is paid for, above 0 and at most 1.
    pub fte: f64,
}

/// A requirement that does not apply to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exemption {
    /// Years of experience.
    Years,
    /// A degree.
    Education,
    /// A skill at any level.
    Skill(SkillIndex),
    /// A certification.
    Certification(CertificationIndex),
}

/// A fact that is assumed for one answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Assumption {
    /// Years of experience in the field.
    Years(f64),
    /// The highest degree.
    Degree(Degree),
    /// A skill at a level; `None`: the skill is missing.
    Skill(SkillIndex, Option<Level>),
    /// Whether a certification is held.
    Certification(CertificationIndex, bool),
}
