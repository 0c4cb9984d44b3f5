//! Questions to a ladder. Each answer is a plain struct, and what programs get as JSON.
//!
//! A query reads no file, knows no screen and cannot fail: whatever could be wrong was found before.

mod answer;
mod assess;
mod certification;
mod compare;
mod gap;
mod gaps;
mod invitation;
mod like;
mod matches;
mod next;
mod overlap;
mod overview;
mod pay;
mod role;
mod role_filter;
mod skill;
mod standing;
mod writer;

pub use answer::{
    Certification, Cited, Education, Fee, Figure, Group, Hours, Level, Map, Move, Named, Need,
    Number, Pay, PayChange, Person, Requirements, Resource, Role, Skill, SkillNeed, Source, Span,
    Years,
};
pub use certification::{CertificationAnswer, CertificationAsker, certification};
pub use compare::{
    Compare, Compared, Comparison, Difference, Incomparable, Passage, PayComparison, Side, compare,
};
pub use gap::{Candidate, Effort, Gap, Have, Holding, Kind, Readiness, Status, Study, Want};
pub use gaps::{Gaps, gaps};
pub use invitation::{Invitation, invitation};
pub use like::{Like, LikeRole, SharedSkill, SkillClimb, like};
pub use matches::{MatchedRole, Matches, matches};
pub use next::{Next, Step, next};
pub use overlap::Overlap;
pub use overview::{Overview, overview};
pub use pay::PayFilter;
pub use role::{RoleAnswer, role};
pub use role_filter::{RoleFilter, Scope};
pub use skill::{Asker, SkillAnswer, skill};
pub use standing::Standing;
