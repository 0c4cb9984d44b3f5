//! What the columns of sheets are called, in small letters.

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

/// Rows that are no skill, and columns that are no role: what a sheet works out of the others.
pub const TOTALS: [&str; 11] = [
    "total",
    "totals",
    "sum",
    "average",
    "avg",
    "mean",
    "median",
    "grand total",
    "subtotal",
    "total score",
    "max score",
];
