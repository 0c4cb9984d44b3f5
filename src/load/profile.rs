//! What a profile says.

use super::{
    codec::prelude::*,
    ladder::{CertificationTimeEntry, DegreeTimeEntry, Figure, LearningEntry, StepTimeEntry},
    types::{
        Amount, BaselineName, BasisName, CurrencyCode, DateText, DegreeName, FullTimeShare,
        HoursDone, LevelText, PeriodName, Prose, Span, Title, WeeklyHours, Years,
    },
};

entries! {
    /// One person, as far as a career is concerned.
    ProfileDocument "a profile" = { "title": "Profile", "minProperties": 1 } {
        optional name: Title,
        /// The ladder that this profile is about: the id of an embedded one, or a file beside this one.
        optional ladder: Title,
        /// The present role, by its id, title or alias; left out by someone who is not on the ladder yet.
        optional role: Title,
        /// In this role since.
        optional since: DateText,
        /// What counts as met besides what is written here: the skills of the roles held, or nothing.
        optional baseline: BaselineName,
        /// In the field since a day, or for how many years; left out, it is derived from the history.
        optional experience: ExperienceEntry,
        /// The roles before, each with its time.
        optional history: Items<StayEntry>,
        /// A degree, or a list of them.
        optional education: OneOrMore<DegreeEntry>,
        /// What the person can do, from skill to level, or to a list of levels over time.
        optional skills: Entries<Prose, OneOrMore<ClaimEntry>>,
        /// The certifications that the person earned.
        optional certifications: Items<HeldEntry>,
        /// What the person answers for, from the id of a role's responsibility.
        optional responsibilities: Entries<Prose, ResponsibilityEntry>,
        /// What was studied and done, and when.
        optional log: Items<LogEntry>,
        /// What the person is paid.
        optional pay: SalaryEntry,
        /// For how many hours a week the person can study.
        optional hours_per_week: WeeklyHours,
        /// The role to reach.
        optional goal: GoalEntry,
        /// How long it takes this person to learn; it comes before what the ladder says.
        optional learning: OwnLearningEntry,
        /// What is not asked of this person, and why.
        optional not_applicable: Entries<Prose, Prose>,
    }

    /// Experience in the field since a day.
    SinceEntry inline "experience" {
        required since: DateText,
    }

    /// A time spent in a role.
    StayEntry "a stay" {
        /// The role, by its id, title or alias.
        required role: Title,
        required from: DateText,
        /// Left out, the stay lasts until the next one.
        optional to: DateText,
    }

    /// A degree that the person has.
    DegreeEntry "education" {
        required degree: DegreeName,
        /// In what, such as computer-science.
        optional field: Prose,
        optional earned: DateText,
    }

    /// A skill that the person has, by its level alone or with more.
    ClaimEntry "a skill" {
        /// The level reached, or `none` for a skill that the person does not have.
        short level: LevelText,
        /// Since when the person is at this level.
        optional since: DateText,
        /// What shows it, such as links.
        optional evidence: OneOrMore<Prose>,
        /// Hours of study that are behind the person on the way to the next level.
        optional hours_done: HoursDone,
        optional note: Prose,
    }

    /// A responsibility of a role that the person has.
    ResponsibilityEntry "a responsibility" {
        /// Since when the person has it.
        optional since: DateText,
        /// What shows it, such as links.
        optional evidence: OneOrMore<Prose>,
    }

    /// Something that was studied or done.
    LogEntry "an entry of the log" {
        /// On which day.
        required on: DateText,
        /// The skill that it served, by its id or an alias.
        required skill: Prose,
        /// The hours that it took.
        optional hours: HoursDone,
        optional note: Prose,
        /// What shows it, such as links.
        optional evidence: OneOrMore<Prose>,
    }

    /// The role to reach, by its name alone or with a day.
    GoalEntry "a goal" {
        /// The role, by its id, title or alias.
        short role: Title,
        /// The day by which to be there.
        optional by: DateText,
    }

    /// What a level takes this person, from the one below.
    OwnStepTimeEntry "a level" {
        /// Hours of study.
        optional hours: Span,
        /// How long it is done at work.
        optional practice: Years,
    }

    /// What a degree takes this person, from the one below.
    OwnDegreeTimeEntry "a degree" {
        required years: Years,
    }

    /// What a certification takes this person.
    OwnCertificationTimeEntry "the time of a certification" {
        /// Hours of study.
        required hours: Span,
    }

    /// How long it takes this person to learn.
    OwnLearningEntry "learning" {
        /// What the levels of a skill take, from the one below.
        optional skills: Entries<Prose, Entries<LevelText, OwnStepTimeEntry>>,
        /// What a level of any other skill takes, from the one below.
        optional levels: Entries<LevelText, OwnStepTimeEntry>,
        /// The same for the skills of a category.
        optional categories: Entries<Prose, Entries<LevelText, OwnStepTimeEntry>>,
        /// What a degree takes, from the one below.
        optional degrees: Entries<DegreeName, OwnDegreeTimeEntry>,
        /// What a certification takes.
        optional certifications: OwnCertificationTimeEntry,
    }

    /// A certification that the person earned, by its name alone or with dates.
    HeldEntry "a certification" {
        /// The certification, by its id, code, title or an alias.
        short id: Title,
        optional earned: DateText,
        /// Left out, the ladder says for how many years it holds.
        optional expires: DateText,
    }

    /// What the person is paid.
    SalaryEntry "pay" {
        required amount: Amount,
        /// The time that the amount is for: a year, unless said here.
        optional per: PeriodName,
        /// The part of full time that it is paid for, such as 0.8; full time, unless said here.
        optional fte: FullTimeShare,
        /// Base pay alone, or with bonus and equity.
        required basis: BasisName,
        /// That of the ladder's market, unless said here.
        optional currency: CurrencyCode,
        /// That of the ladder's market, unless said here.
        optional region: Prose,
    }
}

unions! {
    /// Experience in the field: since a day, or as a number of years that stays what it is.
    ExperienceEntry "Experience" = { "examples": [{ "since": "2020-06" }, 5.5] } "experience" {
        /// A number of years.
        Years(Years),
        /// Since a day.
        Since(SinceEntry),
    }
}

impl OwnStepTimeEntry {
    /// The same as a ladder says it; its figures have no source.
    pub fn as_in_ladder(&self) -> StepTimeEntry {
        StepTimeEntry {
            hours: self.hours.map(Figure::plain),
            practice: self.practice.map(Figure::plain),
        }
    }
}

impl OwnLearningEntry {
    /// The same as a ladder says it, without the skills; its figures have no source.
    pub fn as_in_ladder(&self) -> LearningEntry {
        let levels = |levels: &Entries<_, _>| levels.map(OwnStepTimeEntry::as_in_ladder);
        LearningEntry {
            levels: self.levels.map(levels),
            categories: self.categories.map(|categories| categories.map(levels)),
            degrees: self.degrees.map(|degrees| {
                degrees.map(|degree| DegreeTimeEntry {
                    years: degree.years.map(Figure::plain),
                })
            }),
            certifications: self.certifications.map(|time| CertificationTimeEntry {
                hours: time.hours.map(Figure::plain),
            }),
            source: Field::Absent,
        }
    }
}
