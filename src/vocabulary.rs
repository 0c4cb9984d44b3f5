//! The fixed words of files, options and answers: each list is an enum, each word is spelled once.
//!
//! A word is written in kebab-case, in JSON and CSV as in a ladder.

use std::fmt;

use serde::Serialize;

/// A list of fixed words.
pub trait Word: Copy + 'static {
    /// Every word, in its order.
    const ALL: &'static [Self];
    /// The spelling of every word, in the same order.
    const NAMES: &'static [&'static str];

    /// The word that is spelled like this text.
    fn read(text: &str) -> Option<Self> {
        let position = Self::NAMES.iter().position(|name| *name == text)?;
        Self::ALL.get(position).copied()
    }
}

/// Declares lists of words: each variant with its spelling.
macro_rules! words {
    ($($(#[$attribute:meta])* $list:ident { $($(#[$about:meta])* $word:ident = $name:literal,)+ })+) => {$(
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
        pub enum $list {
            $($(#[$about])* #[serde(rename = $name)] $word,)+
        }

        impl Word for $list {
            const ALL: &'static [Self] = &[$(Self::$word),+];
            const NAMES: &'static [&'static str] = &[$($name),+];
        }

        impl $list {
            /// The spelling of the word.
            pub fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }
        }

        impl AsRef<str> for $list {
            fn as_ref(&self) -> &str {
                self.name()
            }
        }

        impl fmt::Display for $list {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    )+};
}

words! {
    /// The kind of a move between two roles.
    MoveKind {
        /// To a higher grade of the same career; the kind of a move that names none.
        Promotion = "promotion",
        /// To a role of similar rank.
        Lateral = "lateral",
        /// To another track.
        TrackSwitch = "track-switch",
        /// From a neighbouring field into the ladder.
        Entry = "entry",
        /// To a lower rank.
        StepBack = "step-back",
    }

    /// What an entry of a ladder is.
    EntryKind {
        /// A position of the ladder.
        Role = "role",
        /// What roles ask for at a level.
        Skill = "skill",
        /// What roles ask for, and an issuer grants.
        Certification = "certification",
    }

    /// Which parts of pay an amount includes.
    Basis {
        /// Without bonus and equity.
        Base = "base",
        /// With bonus and equity.
        Total = "total",
    }

    /// What counts as met besides what the profile says.
    #[derive(Default)]
    Baseline {
        /// The skills of the roles that the person holds and held.
        #[default]
        Role = "role",
        /// Nothing.
        None = "none",
    }

    /// The time that an amount of pay is for.
    PayPeriod {
        /// Of paid work.
        Hour = "hour",
        /// Of the calendar; twelve make a year.
        Month = "month",
        /// The period of pay that names none.
        Year = "year",
    }

    /// What is to be done about something that has a date.
    DueStatus {
        /// The last day to begin has passed.
        Late = "late",
        /// The day is still to come.
        Due = "due",
        /// It no longer counts.
        Ended = "ended",
        /// It counts, but can no longer be earned.
        Retired = "retired",
        /// A plan has it next; its day moves with the day of the question.
        Planned = "planned",
        /// The time is unknown.
        Unknown = "unknown",
    }

    /// How one person of a team stands for a role.
    TeamStatus {
        /// Everything that is required is met, and the time before the move is served.
        Ready = "ready",
        /// Everything that is required is met; time in the present role is left.
        ToServe = "to-serve",
        /// Everything that is required is met; the move has a gate.
        Gate = "gate",
        /// Everything that is required is met; whether the time is served is unknown.
        Unknown = "unknown",
        /// Everything that is required is met, but no move leads there from the present role.
        NoMove = "no-move",
        /// At most three requirements are not met.
        Close = "close",
        /// More requirements are not met.
        Later = "later",
        /// It is the present role.
        Held = "held",
    }

    /// Why an answer is about a role.
    RoleChoice {
        /// It was asked for.
        Named = "named",
        /// It is the goal of the person.
        Goal = "goal",
        /// It is the first role that a move leads to from the present one.
        Next = "next",
        /// It is the present role, and no move leads on.
        Present = "present",
        /// It is the first role where people come in.
        Entry = "entry",
    }

    /// What a dated entry of a profile changed.
    ProfileChange {
        /// A role began.
        Role = "role",
        /// A level of a skill was reached, or lost.
        Level = "level",
        /// A certification was earned.
        CertificationEarned = "certification-earned",
        /// A certification no longer counts; the date is its last day.
        CertificationEnded = "certification-ended",
        /// A degree was earned.
        Degree = "degree",
        /// A responsibility began.
        Responsibility = "responsibility",
        /// Something was studied or done.
        Log = "log",
    }

    /// An academic degree, the lowest first.
    #[derive(PartialOrd, Ord)]
    Degree {
        /// No degree.
        None = "none",
        /// A degree of about two years.
        Associate = "associate",
        /// A first degree.
        Bachelor = "bachelor",
        /// A second degree.
        Master = "master",
        /// A doctorate.
        Doctorate = "doctorate",
    }

    /// What happened to a line of a file.
    LineChange {
        /// It is gone.
        Removed = "removed",
        /// It is new.
        Added = "added",
    }

    /// What an entry of two versions of a ladder is.
    VersionedEntry {
        /// The ladder as a whole.
        Ladder = "ladder",
        /// A line of roles.
        Track = "track",
        /// A publication that figures are taken from.
        Source = "source",
        /// What roles ask for at a level.
        Skill = "skill",
        /// What roles ask for, and an issuer grants.
        Certification = "certification",
        /// A position of the ladder.
        Role = "role",
    }

    /// What happened to something between two versions of a ladder.
    Change {
        /// It is new.
        Added = "added",
        /// It is gone.
        Removed = "removed",
        /// It has another id.
        Renamed = "renamed",
        /// It says something else.
        Changed = "changed",
    }

    /// A part of an entry of a ladder.
    EntryPart {
        /// What the entry says of itself.
        Entry = "entry",
        /// What a role asks for, its own or inherited.
        Requirement = "requirement",
        /// What a role recommends, its own or inherited.
        Recommendation = "recommendation",
        /// What a role pays.
        Pay = "pay",
        /// A move out of a role.
        Move = "move",
        /// What someone in a role answers for.
        Responsibility = "responsibility",
        /// A sentence with a source.
        Fact = "fact",
        /// What a level of a skill means, and what it takes.
        Level = "level",
        /// A skill to learn before.
        Need = "need",
        /// A learning resource.
        Resource = "resource",
        /// What learning takes where the entry learnt does not say.
        Learning = "learning",
    }

    /// What is stated of a part of an entry.
    Property {
        /// The short name of a ladder.
        Id = "id",
        /// The name for display.
        Title = "title",
        /// Other names.
        Aliases = "aliases",
        /// A description.
        About = "about",
        /// The line of a role.
        Track = "track",
        /// The height on the track.
        Grade = "grade",
        /// Whether people come in here.
        Entry = "entry",
        /// The role whose requirements are inherited.
        Extends = "extends",
        /// What a figure rests on.
        Source = "source",
        /// The source of a time, where it is not that of the entry.
        TimeSource = "time-source",
        /// The source of a time of practice, where it is not that of the entry.
        PracticeSource = "practice-source",
        /// The source of a share, where it is not that of the entry.
        ShareSource = "share-source",
        /// The source of a fee, where it is not that of the entry.
        FeeSource = "fee-source",
        /// The role that states a requirement.
        IntroducedBy = "introduced-by",
        /// The place of a pay entry among those of its role that count the same; the first is the figure of the role.
        Place = "place",
        /// The group of a skill.
        Category = "category",
        /// The names of levels.
        Proficiency = "proficiency",
        /// The names of grades.
        Grades = "grades",
        /// The region of pay that states none.
        Region = "region",
        /// The currency of an amount.
        Currency = "currency",
        /// Which parts of pay are included.
        Basis = "basis",
        /// The paid hours of a full-time year.
        HoursPerYear = "hours-per-year",
        /// A level of a skill.
        Level = "level",
        /// Years of experience, or of a degree.
        Years = "years",
        /// A degree.
        Degree = "degree",
        /// Fields of study.
        Fields = "fields",
        /// How many alternatives are asked for.
        Need = "need",
        /// The alternatives.
        Members = "members",
        /// The id of a group.
        Group = "group",
        /// How many points are asked for.
        Points = "points",
        /// The skills that count for points.
        Skills = "skills",
        /// What each level is worth.
        Worth = "worth",
        /// How much a requirement counts.
        Weight = "weight",
        /// A text.
        Text = "text",
        /// What meets a requirement.
        Examples = "examples",
        /// The low end of a range.
        Low = "low",
        /// The middle of a range.
        Mid = "mid",
        /// The high end of a range.
        High = "high",
        /// The time that an amount is for.
        Per = "per",
        /// What the ends of a range are.
        Range = "range",
        /// The number of people in the data.
        Sample = "sample",
        /// The wider group that a figure describes.
        Population = "population",
        /// The occupation that a figure describes.
        Occupation = "occupation",
        /// The date of a figure.
        AsOf = "as-of",
        /// A remark.
        Note = "note",
        /// The kind of a move.
        Kind = "kind",
        /// Years in the role before a move.
        After = "after",
        /// A condition of a move.
        Gate = "gate",
        /// The share of people who make a move.
        Share = "share",
        /// The heading of a responsibility.
        Heading = "heading",
        /// What a level means.
        Means = "means",
        /// Hours of study.
        Hours = "hours",
        /// Years of doing it at work.
        Practice = "practice",
        /// An address.
        Url = "url",
        /// Who published a source.
        Publisher = "publisher",
        /// Whether figures are estimates.
        Estimate = "estimate",
        /// The licence of a source.
        Licence = "licence",
        /// The body that grants a certification.
        Issuer = "issuer",
        /// The issuer's code of an exam.
        Code = "code",
        /// How long a certification counts.
        ValidYears = "valid-years",
        /// The first date of a certification.
        Launched = "launched",
        /// The last date of a certification.
        Retired = "retired",
        /// What replaces a certification.
        ReplacedBy = "replaced-by",
        /// The price of an attempt.
        Fee = "fee",
    }

    /// How much a problem in a file matters, the least first.
    #[derive(PartialOrd, Ord)]
    Severity {
        /// Worth knowing.
        Note = "note",
        /// Most likely not what was meant.
        Warning = "warning",
        /// Stops the file from being used.
        Error = "error",
    }

    /// The kind of a requirement.
    RequirementKind {
        /// A level of a skill.
        Skill = "skill",
        /// Years of experience.
        Experience = "experience",
        /// One certification of several.
        Certification = "certification",
        /// A degree.
        Education = "education",
        /// Some of several alternatives.
        AnyOf = "any-of",
        /// Points for the levels of skills.
        Points = "points",
    }

    /// How far a person meets a requirement.
    Status {
        /// Not at all.
        Missing = "missing",
        /// In part.
        Partial = "partial",
        /// In full.
        Met = "met",
        /// Taken out of the count by the profile.
        NotApplicable = "not-applicable",
    }

    /// Whether a certification can be earned on a day.
    CertificationStatus {
        /// Not yet.
        Upcoming = "upcoming",
        /// It can be earned.
        Active = "active",
        /// No longer.
        Retired = "retired",
    }

    /// What routes are ranked by.
    Criterion {
        /// The time to the target.
        Time = "time",
        /// The money earned until the horizon.
        Pay = "pay",
        /// The hours of study.
        Effort = "effort",
        /// The product of the shares of the moves.
        Share = "share",
    }

    /// What decided the rank of a route.
    DecidedBy {
        /// It is the best by its criterion.
        Best = "best",
        /// It is behind in the amount: years, money, hours or share.
        Amount = "amount",
        /// It is behind in the longest time, or the most hours, that it can take.
        Longest = "longest",
        /// A part of its amount is unknown.
        Unknown = "unknown",
        /// It is equal with more moves.
        Moves = "moves",
        /// It is equal; the ids give the order.
        Id = "id",
        /// It is on the front, and the best by no single criterion.
        Trade = "trade",
    }

    /// Why there is no route.
    NoRouteReason {
        /// The ladder marks no role as an entry.
        NoEntry = "no-entry",
        /// No chain of moves leads to the target.
        NoWay = "no-way",
        /// The limits of the request rule out every route.
        Limits = "limits",
        /// The search ended before it found a route.
        Unfinished = "unfinished",
    }

    /// A limit of a request for routes, by the name of its option.
    Limit {
        /// A role to pass.
        Via = "via",
        /// A role not to pass.
        Avoid = "avoid",
        /// The longest time.
        Within = "within",
        /// The most moves.
        MaxMoves = "max-moves",
        /// All limits together.
        All = "all",
    }

    /// Why no route passes a role that was asked for.
    ViaReason {
        /// No chain of moves leads to it.
        OutOfReach = "out-of-reach",
        /// No chain of moves leads from it to the target.
        DeadEnd = "dead-end",
        /// Every route through it passes a role twice or breaks another limit.
        NoRoom = "no-room",
    }

    /// What the time of a move is spent on.
    TimeUse {
        /// Serving in the role before.
        Serving = "serving",
        /// Gaining years of experience.
        Experience = "experience",
        /// Study.
        Study = "study",
        /// Practice: doing it at work.
        Practice = "practice",
        /// Earning a degree.
        Education = "education",
    }

    /// Whether a role is reached by a day.
    DeadlineStatus {
        /// At the person's own hours of study a week.
        Met = "met",
        /// Only at more hours a week.
        MoreHours = "more-hours",
        /// At no number of hours a week.
        NotReachable = "not-reachable",
        /// It depends on a time that is unknown.
        Unknown = "unknown",
    }

    /// What has an unknown duration in a move.
    Unstated {
        /// Earning a certification.
        Certification = "certification",
        /// Earning a degree.
        Education = "education",
        /// Gaining experience, where the person's years are unknown.
        Experience = "experience",
        /// A level of a skill without study hours and practice.
        Study = "study",
        /// Practice that is an estimate, which is left out.
        Practice = "practice",
        /// Study, where the person's hours a week are unknown.
        HoursPerWeek = "hours-per-week",
        /// A condition outside the person's control.
        Gate = "gate",
        /// A move that says no time to serve, into a role that requires nothing.
        Serving = "serving",
        /// A group of alternatives with fewer that can be met than are asked for.
        AnyOf = "any-of",
        /// Points that are missing.
        Points = "points",
    }

    /// The position of pay relative to a range.
    RangePosition {
        /// Under its low end.
        Below = "below",
        /// Between its ends.
        Within = "within",
        /// Over its high end.
        Above = "above",
    }

    /// Why the person's pay is not compared with an entry of a role.
    NotComparedReason {
        /// The person's pay is unknown.
        PayUnknown = "pay-unknown",
        /// The bases differ.
        OtherBasis = "other-basis",
        /// The currencies differ.
        OtherCurrency = "other-currency",
        /// The regions differ.
        OtherRegion = "other-region",
        /// The entry is dated later than the day of the answer.
        DatedLater = "dated-later",
        /// The entry describes a whole occupation.
        Occupation = "occupation",
    }

    /// Why the pay of two roles is not compared; of a role without a figure, why it has none.
    Incomparable {
        /// A figure describes a wider group than its role.
        WiderGroup = "wider-group",
        /// A role has no pay at all.
        NoFigure = "no-figure",
        /// The pay of a role is an estimate, which is left out.
        EstimateLeftOut = "estimate-left-out",
        /// The pay of a role is on another basis, or in another currency or region.
        OtherTerms = "other-terms",
        /// The pay of a role describes a whole occupation.
        Occupation = "occupation",
        /// The pay of a role is dated later than the day of the answer.
        DatedLater = "dated-later",
        /// An end of a range is known, but no midpoint.
        NoMidpoint = "no-midpoint",
    }

    /// Which of two roles asks for more.
    Difference {
        /// Only the left role asks for it.
        LeftOnly = "left-only",
        /// The left role asks for more.
        LeftMore = "left-more",
        /// Only the right role asks for it.
        RightOnly = "right-only",
        /// The right role asks for more.
        RightMore = "right-more",
        /// Each asks for something that the other does not.
        Different = "different",
        /// Both ask for the same.
        Same = "same",
    }

    /// The kind of an item on a plan.
    TaskKind {
        /// A level of a skill to learn.
        Study = "study",
        /// A level of a skill to reach by doing it at work.
        Practice = "practice",
        /// A certification to earn.
        Certification = "certification",
        /// A degree to have.
        Education = "education",
        /// A number of alternatives to meet.
        AnyOf = "any-of",
        /// Points to gain.
        Points = "points",
        /// A certification ends.
        Expiry = "expiry",
        /// A role can be taken from this day on.
        Eligible = "eligible",
    }
}

impl Status {
    /// Whether there is something left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Missing | Self::Partial)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_and_written_alike() {
        for (kind, name) in MoveKind::ALL.iter().zip(MoveKind::NAMES) {
            assert_eq!(MoveKind::read(name), Some(*kind));
            assert_eq!(kind.to_string(), *name);
            let json = serde_json::to_string(kind).expect("a word is plain data");
            assert_eq!(json, format!("\"{name}\""));
        }
        assert_eq!(MoveKind::read("Promotion"), None);
    }
}
