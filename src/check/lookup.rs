//! Resolves the names and facts given on the command line.

use std::collections::HashSet;

use smol_str::SmolStr;

use crate::{
    diagnostic::{UsageError, did_you_mean, list},
    load::types::Years,
    model::{
        Alternative, Assumption, CertificationIndex, EntryIndex, Exemption, Ladder, Level,
        RoleIndex, Skill, SkillIndex, TrackIndex, fold,
    },
    order::Order as _,
    vocabulary::{Degree, Word},
};

/// Finds a role by its id, title or alias, in any case.
///
/// # Errors
///
/// No role or several roles have this name.
pub fn role(name: &str, ladder: &Ladder) -> Result<RoleIndex, UsageError> {
    match ladder.roles_named(name).as_slice() {
        [role] => Ok(*role),
        [] => {
            let meant = file(name).or_else(|| suggest_role(name, ladder));
            let known = "`ladder show` lists the roles";
            Err(unknown("role", name, ladder, meant, known))
        }
        several => {
            let ids = several.iter().map(|role| ladder[*role].id.as_str());
            Err(ambiguous("roles", name, ids))
        }
    }
}

/// How to give a file, where its name stands in the place of a role.
fn file(name: &str) -> Option<String> {
    let endings = [".yaml", ".yml", ".json"];
    let is_file = endings.iter().any(|ending| name.ends_with(ending));
    is_file.then(|| format!("for a profile in a file: `--profile {name}`"))
}

/// The error for a name that the ladder does not know, with a name that may be meant, else how to find one.
fn unknown(
    what: &str,
    name: &str,
    ladder: &Ladder,
    meant: Option<String>,
    otherwise: impl Into<String>,
) -> UsageError {
    let message = format!("the ladder `{}` has no {what} `{name}`", ladder.id);
    // Where nothing is similar, it may be another ladder that is meant.
    let unknown = meant.is_none().then(|| name.trim().to_owned());
    let error = UsageError {
        unknown,
        ..UsageError::new(message)
    };
    error.help(meant.unwrap_or_else(|| otherwise.into()))
}

/// The error for a title of several entries with these ids.
fn ambiguous<'a>(what: &str, name: &str, ids: impl Iterator<Item = &'a str>) -> UsageError {
    UsageError::new(format!("`{name}` is the title of several {what}"))
        .help(format!("name one by its id: {}", list(ids)))
}

/// The roles with a name that contains the words, else the role with the nearest name.
pub(super) fn suggest_role(words: &str, ladder: &Ladder) -> Option<String> {
    suggest(words, ladder, |entry| matches!(entry, EntryIndex::Role(_)))
}

/// The entries with a name that contains the words, else the entry with the nearest name.
pub fn suggest_entry(words: &str, ladder: &Ladder) -> Option<String> {
    suggest(words, ladder, |_| true)
}

/// The skills with a name that contains the words, else the skill with the nearest name.
pub fn suggested_skill(words: &str, ladder: &Ladder) -> Option<String> {
    suggest(words, ladder, |entry| matches!(entry, EntryIndex::Skill(_)))
}

fn suggest(words: &str, ladder: &Ladder, is_meant: fn(&EntryIndex) -> bool) -> Option<String> {
    let found = ladder.find(words).into_iter().map(|(entry, _)| entry);
    let ids = found
        .filter(is_meant)
        .filter_map(|entry| ladder.names_of(entry).next());
    let ids: Vec<&str> = ids.map(SmolStr::as_str).collect();
    match ids.as_slice() {
        [] => {
            let names = ladder.entries().filter(is_meant);
            let names = names.flat_map(|entry| ladder.names_of(entry));
            did_you_mean(words, names.map(SmolStr::as_str))
        }
        few if few.len() <= SUGGESTED => Some(format!("did you mean {}?", list(ids))),
        many => {
            let first = many[..SUGGESTED].iter().map(|id| format!("`{id}`"));
            let first = first.collect::<Vec<_>>().join(", ");
            let count = many.len();
            Some(format!(
                "{count} entries have a name that contains it: {first} and others; `ladder find {words}` lists them"
            ))
        }
    }
}

/// The largest number of entries that a message suggests.
const SUGGESTED: usize = 5;

/// The largest number of tracks that a message lists.
const LISTED: usize = 10;

/// The same for categories, whose names are short.
const MANY_CATEGORIES: usize = 20;

/// Finds a track by its id or exact title, in any case.
///
/// # Errors
///
/// No track or several tracks have this name.
pub fn track(name: &str, ladder: &Ladder) -> Result<TrackIndex, UsageError> {
    let tracks = || ladder.tracks.iter().zip((0..).map(TrackIndex));
    let wanted = fold(name);
    if let Some((_, track)) = tracks().find(|(track, _)| track.id == wanted) {
        return Ok(track);
    }
    let titled: Vec<_> = tracks()
        .filter(|(track, _)| fold(&track.title) == wanted)
        .collect();
    let ids = || ladder.tracks.iter().map(|track| track.id.as_str());
    match titled.as_slice() {
        [(_, track)] => Ok(*track),
        [] => {
            let titles = ladder.tracks.iter().map(|track| track.title.as_str());
            let meant = did_you_mean(name, ids().chain(titles));
            let known = match ladder.tracks.len() {
                ..=LISTED => format!("expected {}", list(ids())),
                _ => "`ladder show` lists the roles with their tracks".to_owned(),
            };
            Err(unknown("track", name, ladder, meant, known))
        }
        several => {
            let ids = several.iter().map(|(track, _)| track.id.as_str());
            Err(ambiguous("tracks", name, ids))
        }
    }
}

/// Finds a category of skills by its name, in any case.
///
/// # Errors
///
/// No skill is in this category.
pub fn category(name: &str, ladder: &Ladder) -> Result<SmolStr, UsageError> {
    let mut known: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    for category in ladder.skills.iter().map(Skill::shown_category) {
        if seen.insert(category) {
            known.push(category);
        }
    }
    let wanted = fold(name);
    let mut found = known.iter().filter(|known| fold(known) == wanted);
    if let Some(found) = found.next() {
        return Ok((*found).into());
    }
    let meant = did_you_mean(name, known.iter().copied());
    let listed = match known.len() {
        ..=MANY_CATEGORIES => format!("expected {}", list(known)),
        _ => "`ladder show --all` lists the skills by category".to_owned(),
    };
    Err(unknown("category", name, ladder, meant, listed))
}

/// Finds a role, else a skill, else a certification.
///
/// # Errors
///
/// No entry or several roles have this name.
pub fn subject(name: &str, ladder: &Ladder) -> Result<EntryIndex, UsageError> {
    let wanted = fold(name);
    let is_id = |entry: &EntryIndex| {
        let mut names = ladder.names_of(*entry);
        names.next().is_some_and(|id| fold(id) == wanted)
    };
    // An id of any kind comes before a title or an alias.
    if let Some(entry) = ladder.entries().find(is_id) {
        return Ok(entry);
    }
    if !ladder.roles_named(name).is_empty() {
        return role(name, ladder).map(EntryIndex::Role);
    }
    if let Some(skill) = ladder.skill(name) {
        return Ok(EntryIndex::Skill(skill));
    }
    if let Some(certification) = ladder.certification(name) {
        return Ok(EntryIndex::Certification(certification));
    }
    let meant = suggest_entry(name, ladder);
    let known = "`ladder show` lists the roles, the skills and the certifications";
    let what = "role, skill or certification";
    Err(unknown(what, name, ladder, meant, known))
}

/// Reads an assumption: `mlops=expert`, `mlops=none`, `aws-mla`, `aws-mla=none`, `years=7`,
/// `education=master`.
///
/// # Errors
///
/// The name or the value is unknown.
pub fn assumption(text: &str, ladder: &Ladder) -> Result<Assumption, UsageError> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => (text.trim(), None),
    };
    match (fold(name).as_str(), value) {
        ("years" | "education", None) => {
            let help = "write it as `years=7` or `education=master`".to_owned();
            Err(UsageError::new(format!("which value of `{name}`?")).help(help))
        }
        ("years", Some(value)) => {
            let years = Years::parse(value).and_then(Years::exact);
            years.map(Assumption::Years).ok_or_else(|| {
                let help = "write a number of years or of months, such as `years=7` or `'years=18 months'`".to_owned();
                UsageError::new(format!("cannot assume `{text}`")).help(help)
            })
        }
        ("education", Some(value)) => {
            let degree = Degree::read(&fold(value)).map(Assumption::Degree);
            degree.ok_or_else(|| {
                let names = || Degree::NAMES.iter().copied();
                UsageError::new(format!("cannot assume `{text}`: `{value}` is not a degree"))
                    .help(did_you_mean(value, names()))
                    .help(format!("expected {}", list(names())))
            })
        }
        (_, value) => assumed_skill_or_certification(text, name, value, ladder),
    }
}

/// Reads a skill with a level, such as `mlops=expert`; `None` is the level `none`.
///
/// # Errors
///
/// The skill or the level is unknown, or there is no level.
pub fn skill_level(text: &str, ladder: &Ladder) -> Result<(SkillIndex, Option<Level>), UsageError> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => (text.trim(), None),
    };
    let skill = ladder.skill(name).ok_or_else(|| {
        let meant = suggested_skill(name, ladder);
        unknown(
            "skill",
            name,
            ladder,
            meant,
            "`ladder show` lists the skills",
        )
    })?;
    Ok((skill, level(skill, name, value, ladder)?))
}

/// Finds a certification by its id, title, code or alias.
///
/// # Errors
///
/// No certification has this name.
pub fn certification(name: &str, ladder: &Ladder) -> Result<CertificationIndex, UsageError> {
    let is_certification = |entry: &EntryIndex| matches!(entry, EntryIndex::Certification(_));
    ladder.certification(name).ok_or_else(|| {
        let meant = suggest(name, ladder, is_certification);
        let known = "`ladder show` lists the certifications";
        unknown("certification", name, ladder, meant, known)
    })
}

/// Reads the level of a skill; `None` is the level `none`.
fn level(
    skill: SkillIndex,
    name: &str,
    value: Option<&str>,
    ladder: &Ladder,
) -> Result<Option<Level>, UsageError> {
    let scale = ladder.scale(skill);
    let names = || scale.names().iter().map(SmolStr::as_str).chain(["none"]);
    let Some(value) = value else {
        let help = format!("write `{name}=LEVEL`, LEVEL being {}", list(names()));
        return Err(UsageError::new(format!("which level of `{name}`?")).help(help));
    };
    if matches!(fold(value).as_str(), "none" | "0") {
        return Ok(None);
    }
    scale.read_word(value).map(Some).ok_or_else(|| {
        UsageError::new(format!("unknown level `{value}`"))
            .help(did_you_mean(value, names()))
            .help(format!("expected {}", list(names())))
    })
}

fn assumed_skill_or_certification(
    text: &str,
    name: &str,
    value: Option<&str>,
    ladder: &Ladder,
) -> Result<Assumption, UsageError> {
    if let Some(skill) = ladder.skill(name) {
        let level = level(skill, name, value, ladder);
        return level
            .map(|level| Assumption::Skill(skill, level))
            .map_err(|error| match value {
                Some(_) => UsageError {
                    message: format!("cannot assume `{text}`: {}", error.message),
                    ..error
                },
                None => error,
            });
    }
    if let Some(certification) = ladder.certification(name) {
        return match value.map(fold).as_deref() {
            None | Some("held") => Ok(Assumption::Certification(certification, true)),
            Some("none") => Ok(Assumption::Certification(certification, false)),
            Some(_) => Err(UsageError::new(format!("cannot assume `{text}`"))
                .help(format!("write `{name}=held` or `{name}=none`"))),
        };
    }
    let mut known: Vec<&str> = requirement_names(ladder).collect();
    known.order();
    let expected = "write a skill and a level (`mlops=expert`), a certification, `years=7` or `education=master`";
    let meant = did_you_mean(name, known);
    let error = unknown("skill or certification", name, ladder, meant, expected);
    Err(UsageError {
        message: format!("cannot assume `{text}`: {}", error.message),
        ..error
    })
}

/// What a requirement is about, by the name of a skill or a certification, `years` or `education`.
pub fn requirement(name: &str, ladder: &Ladder) -> Option<Exemption> {
    match name {
        "years" => Some(Exemption::Years),
        "education" => Some(Exemption::Education),
        name => {
            let skill = ladder.skill(name).map(Exemption::Skill);
            let certification = || ladder.certification(name);
            skill.or_else(|| certification().map(Exemption::Certification))
        }
    }
}

/// Reads what a person prefers among alternatives: a skill, a certification, `years` or `education`.
///
/// # Errors
///
/// The name is unknown, or no role lets a person choose it.
pub fn preference(name: &str, ladder: &Ladder) -> Result<Exemption, UsageError> {
    let name = name.trim();
    let preferred = requirement(&fold(name), ladder).or_else(|| requirement(name, ladder));
    let Some(preferred) = preferred else {
        let expected = "write a skill, a certification, `years` or `education`";
        let meant = suggest_requirement(name, ladder);
        return Err(unknown("requirement", name, ladder, meant, expected));
    };
    if ladder
        .roles()
        .any(|role| is_choice(ladder, role, preferred))
    {
        return Ok(preferred);
    }
    let what = format!("cannot prefer `{name}`: no role has it among several alternatives");
    let help = "`ladder show ROLE` lists the alternatives of a role".to_owned();
    Err(UsageError::new(what).help(help))
}

/// Whether a role has something among alternatives.
fn is_choice(ladder: &Ladder, role: RoleIndex, subject: Exemption) -> bool {
    let required = &ladder[role].required;
    let members = required
        .any_of
        .iter()
        .flat_map(|group| group.value.members.iter());
    let groups = required.certifications.iter();
    let groups = groups.filter(|group| group.value.members.len() > 1);
    let certifications = groups.flat_map(|group| group.value.members.iter());
    let certifications = certifications.map(|member| Exemption::Certification(*member));
    members
        .map(Alternative::subject)
        .chain(certifications)
        .any(|known| known == subject)
}

/// The id of a requirement by its name: a skill, a certification, `years` or `education`.
pub fn requirement_id(name: &str, ladder: &Ladder) -> Option<SmolStr> {
    let other = ["years", "education"].iter().find(|other| **other == name);
    let skill = || Some(ladder[ladder.skill(name)?].id.clone());
    let certification = || Some(ladder[ladder.certification(name)?].id.clone());
    let other = other.map(|other| SmolStr::new_static(other));
    other.or_else(skill).or_else(certification)
}

/// The requirement with the name nearest to an unknown one.
pub fn suggest_requirement(name: &str, ladder: &Ladder) -> Option<String> {
    let mut known: Vec<&str> = requirement_names(ladder).collect();
    known.order();
    did_you_mean(name, known)
}

/// The names of all requirements, unsorted.
pub(super) fn requirement_names(ladder: &Ladder) -> impl Iterator<Item = &str> {
    let skills = ladder.skill_names().keys();
    let names = skills.chain(ladder.certification_names().keys());
    names.map(SmolStr::as_str).chain(["years", "education"])
}
