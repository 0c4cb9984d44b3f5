//! Questions to a ladder. Each answer is a plain struct, and what programs get as JSON.
//!
//! A query reads no file, knows no screen and cannot fail: whatever could be wrong was found before.

mod answer;
mod assess;
mod certification;
mod compare;
mod effort;
mod gap;
mod gaps;
mod invitation;
mod journey;
mod like;
mod matches;
mod next;
mod obstacle;
mod overlap;
mod overview;
mod path;
mod pay;
mod plan;
mod report;
mod role;
mod role_filter;
mod route;
mod skill;
mod standing;
mod writer;

/// A day of the calendar.
pub use crate::model::Day;
pub use answer::{
    Certification, Cited, Education, Fee, Figure, Group, Hours, Level, Map, Move, Named, Need,
    Number, Pay, PayChange, Person, PlacedRole, Requirements, Resource, Role, Skill, SkillNeed,
    Source, Span, Years,
};
pub use certification::{CertificationAnswer, CertificationAsker, certification};
pub use compare::{
    Compare, ComparedRole, Comparison, Difference, Incomparable, Passage, PayComparison, Side,
    compare,
};
pub use effort::Effort;
pub use gap::{Candidate, Gap, Have, Holding, Kind, Readiness, Status, Study, Want};
pub use gaps::{Gaps, gaps};
pub use invitation::{Invitation, invitation};
pub use journey::{HORIZON, Journey, MOST_VIA};
pub use like::{Like, LikeRole, SharedSkill, SkillClimb, like};
pub use matches::{MatchedRole, Matches, matches};
pub use next::{Next, Step, next};
pub use obstacle::{Lifted, MissingMove, Obstacle};
pub use overlap::Overlap;
pub use overview::{Around, Focus, Overview, overview};
pub use path::{Path, path};
pub use pay::{
    Compared, NotCompared, PayAnswer, PayEntry, PayFilter, PayMove, PayRung, PayWay, Position,
    Reason, Salary, pay,
};
pub use plan::{Plan, PlanItem, Task, plan};
pub use report::{Report, report};
pub use role::{RoleAnswer, role};
pub use role_filter::{RoleFilter, Scope};
pub use route::{Bound, Criterion, Earned, Leg, Ranking, Route, Time};
pub use skill::{Asker, SkillAnswer, skill};
pub use standing::Standing;
