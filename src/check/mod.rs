//! Turns a document into a checked ladder or profile, and reports every problem.

mod advice;
mod alternatives;
mod build;
mod certifications;
mod cycles;
mod fields;
mod file_levels;
mod file_tracks;
mod group_ids;
mod inherited;
mod inspect;
mod learning;
mod lookup;
mod merge;
mod names;
mod other_ladder;
mod plain;
mod profile;
mod references;
mod roles;
mod skills;
mod tracks;
mod values;
mod without;

pub use build::ladder;
pub use inspect::{ReadLadder, inspect, inspect_ladder, inspect_part};
pub use lookup::{
    assumption, category, certification, preference, requirement_id, role, skill_level, subject,
    suggest_entry, suggest_requirement, suggested_skill, track,
};
pub use merge::merge;
pub use other_ladder::{NotCarried, OtherLadder};
pub use plain::{Ids, plain_profile};
pub use profile::{Checked, profile, profile_of_other};
