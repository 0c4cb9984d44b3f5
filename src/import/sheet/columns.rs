//! What the columns of sheets are called, in small letters.

use crate::model::fold;

/// What a skill is called; the first of these that a sheet has.
pub const SKILL: [&str; 17] = [
    "skill",
    "skills",
    "skill name",
    "skill/attribute",
    "skill / attribute",
    "tsc ccs title",
    "attribute",
    "capability",
    "capabilities",
    "competence",
    "competency",
    "competency name",
    "competencies",
    "knowledge, skill or ability",
    "skill title",
    "requirement",
    "criterion",
];

/// What skills are grouped by.
pub const CATEGORY: [&str; 14] = [
    "category",
    "skill category",
    "competency area",
    "competency category",
    "theme",
    "skill area",
    "skill group",
    "tsc ccs type",
    "area",
    "domain",
    "pillar",
    "dimension",
    "competency",
    "group",
];

/// What a skill is.
pub const ABOUT: [&str; 6] = [
    "skill description",
    "description",
    "definition",
    "about",
    "competency description",
    "skill definition",
];

/// What is nothing of a role.
pub const REMARKS: [&str; 25] = [
    "notes",
    "note",
    "comment",
    "comments",
    "remarks",
    "link",
    "links",
    "url",
    "source",
    "#",
    "id",
    "no",
    "no.",
    "nr",
    "code",
    "type",
    "level",
    "weight",
    "weighting",
    "priority",
    "importance",
    "owner",
    "version",
    "date",
    "last updated",
];

/// What a role is called.
pub const ROLE: [&str; 8] = [
    "role",
    "role name",
    "role title",
    "job role",
    "job title",
    "job",
    "position",
    "occupation",
];

/// A role within a line of roles.
pub const RUNG: [&str; 3] = ["role level", "job level", "level of role"];

/// What is asked for.
pub const LEVEL: [&str; 12] = [
    "skill level",
    "required level",
    "proficiency level",
    "required proficiency",
    "required skill level",
    "level",
    "expected level",
    "expected score",
    "proficiency",
    "target level",
    "level required",
    "required",
];

/// What the level means.
pub const MEANS: [&str; 3] = [
    "skill level description",
    "level description",
    "proficiency description",
];

/// What a role is.
pub const ROLE_ABOUT: [&str; 2] = ["role description", "job description"];

/// What a rung is.
pub const RUNG_ABOUT: [&str; 1] = ["role level description"];

/// The line that a role stands on.
pub const TRACK: [&str; 3] = ["track", "career track", "job track"];

/// Columns that are about one person, never roles.
pub const PERSON: [&str; 10] = [
    "current",
    "current level",
    "actual",
    "target",
    "gap",
    "self",
    "self-assessment",
    "self assessment",
    "manager",
    "score",
];

/// What a sheet works out of its other rows and columns.
const TOTAL: [&str; 10] = [
    "total", "totals", "subtotal", "sum", "average", "avg", "mean", "median", "score", "scores",
];

/// What stands beside such a word.
const OF_TOTAL: [&str; 16] = [
    "grand", "overall", "weighted", "max", "maximum", "min", "minimum", "points", "level",
    "levels", "of", "all", "skill", "skills", "role", "roles",
];

/// Whether a title is that of a row that is no skill, or of a column that is no role: `Total score`, but not `Total
/// Rewards Manager`.
pub fn is_total(title: &str) -> bool {
    let title = fold(title);
    let words = title.split(|sign: char| !sign.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    let mut has_total = false;
    let is_each = words.all(|word| {
        has_total |= TOTAL.contains(&word);
        TOTAL.contains(&word) || OF_TOTAL.contains(&word)
    });
    is_each && has_total
}

/// What a second row of headings has in the column of the skills.
pub fn is_heading(title: &str) -> bool {
    let title = fold(title);
    let is = |names: &[&str]| names.contains(&title.as_str());
    is(&SKILL) || is(&ROLE) || is(&RUNG) || is(&LEVEL) || is(&TRACK) || is(&["grade", "title"])
}
