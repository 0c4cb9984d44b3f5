//! What a role asks for besides skills and years, in few words: for the box of a picture and a cell of a table.

use crate::query::{Origin, Role};

use super::super::display;

/// A requirement, and whether a role that this one extends asks for all of it.
pub struct Asked {
    pub text: String,
    pub is_inherited: bool,
}

/// The degree, the number of certifications, the points and the groups of alternatives that a role asks for, inherited
/// ones too.
pub fn asked(role: &Role) -> Vec<Asked> {
    let is_inherited = |origin: &Origin| origin.introduced_by != role.id;
    let required = &role.required;
    let education = required.education.iter().map(|education| Asked {
        text: education.asked.degree.to_string(),
        is_inherited: is_inherited(&education.origin),
    });
    let certifications = &required.certifications;
    let counted = (!certifications.is_empty()).then(|| Asked {
        text: display::value(display::counted(certifications.len(), "certification")),
        is_inherited: certifications
            .iter()
            .all(|group| is_inherited(&group.origin)),
    });
    let points = required.points.iter().map(|points| Asked {
        text: display::value(display::counted(points.need, "point")),
        is_inherited: is_inherited(&points.origin),
    });
    let groups = required.any_of.iter().map(|group| {
        let count = display::some_of(group.need, group.of.len());
        let title = group.title.as_deref().unwrap_or(display::ALTERNATIVES);
        Asked {
            text: format!("{title}: {count}"),
            is_inherited: is_inherited(&group.origin),
        }
    });
    let asked = education.chain(counted).chain(points).chain(groups);
    asked.collect()
}
