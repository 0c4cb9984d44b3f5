//! Checked data: a ladder, a profile, and the values they are made of. It reads, checks and prints
//! nothing.

mod alternatives;
mod certification;
mod composed;
mod date;
mod degrees;
mod fields;
mod ladder;
mod learning;
mod names;
mod pay;
mod profile;
mod requirement;
mod resolver;
mod role;
mod skill;

pub use alternatives::{Alternative, Alternatives, Points, SameMembers};
pub use certification::{Certification, CertificationIndex, Fee, Group};
pub use composed::composed;
pub use date::{Date, Day, day_after, months_between, years_after, years_between};
pub use degrees::{degree_named, field_named};
pub use fields::is_field;
pub use ladder::{Fact, Figure, Ladder, Market, Source, SourceIndex, Span, Track, TrackIndex};
pub use learning::{Learning, StepTime};
pub(crate) use names::Names;
pub use names::{EntryIndex, capitalized, fold, titled};
pub use pay::{
    Pay, PayRange, PayTerms, StatedPay, are_far_apart, hundredths, likely_period, midpoint,
};
pub use profile::{
    Assumption, ClaimedLevel, EarnedCertification, EarnedDegree, Exemption, Experience,
    HeldResponsibility, LogEntry, PastRole, Profile, Salary, SkillClaim, StatedSalary,
};
pub use requirement::{EducationRequirement, Item, Requirement, Requirements};
pub use resolver::Resolver;
pub use role::{Asked, Move, OwnRequirements, Responsibility, Role, RoleIndex, Rule, Terms};
pub use skill::{Level, OTHER_SKILLS, Prerequisite, Resource, Scale, Skill, SkillIndex};
