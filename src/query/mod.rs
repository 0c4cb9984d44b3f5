//! Questions to a ladder. Each answer is a plain struct, which is also its JSON.
//!
//! A query reads no file, knows no screen and cannot fail: `check` finds every fault before.

mod advert;
mod alternatives;
mod answer;
mod answer_builder;
mod asked_by;
mod assess;
mod baseline;
mod batch;
mod candidate;
mod certification;
mod change;
mod compare;
mod diff;
mod due;
mod effort;
mod find;
mod gap;
mod gaps;
mod gaps_by_category;
mod like;
mod matches;
mod matrix;
mod next;
mod no_route;
mod open_group;
mod overlap;
mod overview;
mod path;
mod pay;
mod person_state;
mod plan;
mod practice;
mod preference;
mod profile_example;
mod progress;
mod proof;
mod report;
mod role;
mod role_filter;
mod route;
mod route_request;
mod skill;
mod solution;
mod standing;
mod team;
mod unlock;
mod what_if;

pub use crate::model::{Day, EducationRequirement, OTHER_SKILLS, PayRange, PayTerms, Source};
pub use advert::{AdvertAnswer, AdvertEntry, AdvertYears, Quote, advert};
pub use answer::{
    Alternative, AnyOf, BaselineRole, Certification, Cited, Education, Estimate, Fact, Fee, Grade,
    Group, Header, Learning, Level, ListedPay, Map, Move, MoveFacts, Named, Number, Origin, Pay,
    PayChange, Person, PlacedRole, Points, Prerequisite, RequiredLevel, Requirements, Resource,
    Role, Skill, Span, StatedPay, StepTime, UpcomingRole, Wording, Years,
};
pub use asked_by::{AskedBy, AskedGroup};
pub use assess::Fit;
pub use baseline::unnamed as unnamed_skills;
pub use batch::{Batch, Judge, LineError, MatchedLine, RoleStanding};
pub use certification::{CertificationAnswer, EarnedOn, certification};
pub use change::{ChangeAnswer, ChangedLines, ReadinessChange, StudyDone, change};
pub use compare::{
    CompareAnswer, ComparedRole, Comparison, Held, MoveBetween, PayComparison, PayOfSeveral,
    SeveralAnswer, Side, compare, compare_several,
};
pub use diff::{
    DiffAnswer, EntryChange, GapBeside, PartChange, PayBeside, PropertyChange, PropertyValue,
    ReadinessBeside, RoleFit, Version, VersionLevel, VersionMember, Versions, diff,
};
pub use due::{DueAnswer, DueCertification, DueGoal, due};
pub use find::{FindAnswer, FoundEntry, find};
pub use gap::{
    CertificationOption, CountedSkill, Gap, Have, HeldCertification, Need, OtherField, PointsGap,
    Raise, Readiness, Study,
};
pub use gaps::{DirectMove, GapsAnswer, gaps};
pub use gaps_by_category::{CategoryGaps, CategoryGapsAnswer, gaps_by_category};
pub use like::{LikeAnswer, LikeRole, SharedSkill, SkillClimb, like};
pub use matches::{MatchAnswer, MatchedRole, matches};
pub use matrix::{MatrixAnswer, MatrixPart, MatrixRole, MatrixRow, matrix};
pub use next::{NextAnswer, NextRole, next, next_roles};
pub use no_route::{MissingMove, NoRoute, RelaxedLimit};
pub use overlap::Overlap;
pub use overview::{Around, Focus, OverviewAnswer, overview};
pub use path::{PathAnswer, path};
pub use pay::{
    Compared, NotCompared, PayAlongRoute, PayAnswer, PayEntry, PayFilter, PayMove, PayStage,
    Percentiles, Salary, StatedSalary, pay,
};
pub use person_state::PersonState;
pub use plan::{Arrival, Binding, Deadline, PlanAnswer, PlanItem, StillAsked, Task, plan};
pub use preference::{NoEffect, roles_on_the_way, without_effect};
pub use profile_example::{ProfileExample, profile_example};
pub use progress::{DatedChange, ProgressAnswer, Quarter, Undated, progress};
pub use proof::{Done, Proof, Responsibility};
pub use report::{ReportAnswer, report};
pub use role::{RoleAnswer, role};
pub use role_filter::{RoleFilter, Scope};
pub use route::{
    Choice, Days, Examination, MissingPoints, RankReason, Route, RouteBound, RouteCount,
    RouteEarnings, RouteMove,
};
pub use route_request::{HORIZON, MOST_VIA, RouteRequest};
pub use skill::{AskedLevel, SkillAnswer, skill};
pub use team::{
    Bench, CommonGap, Member, TeamAnswer, TeamCertification, TeamGap, TeamLevel, TeamPay,
    TeamPerson, TeamRequest, TeamSkill, TeamStep, Training, Unlocked, team,
};
pub use unlock::{GoalArrival, StepReadiness, UnlockAnswer, UnlockingGap, unlock};
pub use what_if::{Headline, Headlines, WhatIf};
