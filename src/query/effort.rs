//! The study hours of a level of a skill.

use smol_str::SmolStr;

use crate::model::{Level, Skill, Span};

/// The study hours of one level of a skill.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Effort {
    /// The title of the resource that they are the hours of; `None` for the skill's own hours.
    pub resource: Option<SmolStr>,
    pub hours: Span,
}

impl Effort {
    /// What it is known by where it may count for several skills; the skill's own hours never do.
    pub(super) fn shared(&self) -> Option<(SmolStr, u64, u64)> {
        let resource = self.resource.clone()?;
        Some((resource, self.hours.min.to_bits(), self.hours.max.to_bits()))
    }
}

/// The hours to reach a level from the one below: the skill's own, else those of the shortest
/// resource that leads there, else unknown.
pub(super) fn of_level(skill: &Skill, level: Level) -> Option<Effort> {
    let own = skill.hours.iter().find(|(known, _)| *known == level);
    if let Some((_, hours)) = own {
        return Some(Effort {
            resource: None,
            hours: hours.value,
        });
    }
    let resources = skill
        .resources
        .iter()
        .filter(|resource| resource.level == Some(level));
    resources
        .filter_map(|resource| {
            Some(Effort {
                resource: Some(resource.title.clone()),
                hours: resource.hours?.value,
            })
        })
        .min_by(|one, other| {
            let (one, other) = (one.hours, other.hours);
            let shorter = one.min.total_cmp(&other.min);
            shorter.then(one.max.total_cmp(&other.max))
        })
}
