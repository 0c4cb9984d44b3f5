//! The fields of an entry that state requirements, and the ids of groups and points among them.

use crate::{
    load::{
        AlternativesEntry, AskedLevelEntry, EducationEntry, Entries, Field, Figure as FigureEntry,
        List, PointsEntry, RecommendedEntry, RequiredCertification, RoleEntry,
        types::{Id, Years},
    },
    text::{Place, PointerRef},
};

/// The fields of a role, or of its `recommended`, that state requirements.
#[derive(Clone, Copy)]
pub struct RequirementFields<'a> {
    pub years: &'a Field<FigureEntry<Years>>,
    pub education: &'a Field<Box<EducationEntry>>,
    pub skills: &'a Field<Entries<Id, AskedLevelEntry>>,
    pub certifications: &'a List<RequiredCertification>,
    pub any_of: &'a List<AlternativesEntry>,
    pub points: &'a Field<Box<PointsEntry>>,
}

impl<'a> From<&'a RoleEntry> for RequirementFields<'a> {
    fn from(entry: &'a RoleEntry) -> Self {
        Self {
            years: &entry.years,
            education: &entry.education,
            skills: &entry.skills,
            certifications: &entry.certifications,
            any_of: &entry.any_of,
            points: &entry.points,
        }
    }
}

impl<'a> From<&'a RecommendedEntry> for RequirementFields<'a> {
    fn from(entry: &'a RecommendedEntry) -> Self {
        Self {
            years: &entry.years,
            education: &entry.education,
            skills: &entry.skills,
            certifications: &entry.certifications,
            any_of: &entry.any_of,
            points: &entry.points,
        }
    }
}

/// The id of a group or of points, by which `without` takes them away.
#[derive(Clone, Copy)]
pub struct StatedId<'a> {
    /// The id.
    pub id: &'a Id,
    key: &'static str,
    /// The position in the list of the key; points are alone.
    position: Option<usize>,
}

impl StatedId<'_> {
    /// What has the id.
    pub const fn kind(self) -> &'static str {
        match self.position {
            Some(_) => "group",
            None => "points",
        }
    }

    /// Where the group or the points stand, in the entry at a place.
    pub fn place(self, at: PointerRef) -> Place {
        let key = at.key(self.key);
        match self.position {
            Some(position) => key.item(position).into(),
            None => key.into(),
        }
    }
}

impl<'a> RequirementFields<'a> {
    /// The ids of the groups and of the points.
    pub fn ids(self) -> impl Iterator<Item = StatedId<'a>> {
        let stated = |key, position, id: &'a Field<Id>| {
            let id = id.valid()?;
            Some(StatedId { id, key, position })
        };
        let certifications = self.certifications.items();
        let certifications = certifications.filter_map(move |(position, entry)| match entry {
            RequiredCertification::One(_) => None,
            RequiredCertification::Group(group) => {
                stated("certifications", Some(position), &group.id)
            }
        });
        let any_of = self.any_of.items();
        let any_of =
            any_of.filter_map(move |(position, group)| stated("any_of", Some(position), &group.id));
        let points = self.points.valid();
        let points = points.and_then(|points| stated("points", None, &points.id));
        certifications.chain(any_of).chain(points)
    }
}
