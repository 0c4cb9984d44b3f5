//! What a résumé gives a new profile, and what it cannot give.

use std::{
    fs, mem,
    path::{Path, PathBuf},
};

use anyhow::Result;
use smol_str::SmolStr;

use crate::{
    cli::Options,
    diagnostic::{list, list_and},
    import::{self, ImportError, Matched, MatchedSkill, Resume, UnmatchedName},
    model::{Item, Ladder, Level, Profile, SkillIndex},
    order::Order as _,
    run::{read, terminal},
    view::counted,
};

use super::{options::set_skill, profile_file::Remarks};

/// Reads a résumé: a file, standard input, or the folder of an unpacked export.
pub fn read(path: &Path, options: &Options) -> Result<Resume> {
    if !path.is_dir() {
        let (name, bytes) = read::raw(path, None, options)?;
        return import::read(&name, bytes).map_err(ImportError::into_error);
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?.path();
        if import::is_part(&entry.to_string_lossy()) && entry.is_file() {
            paths.push(entry);
        }
    }
    paths.order();
    let mut parts = Vec::new();
    for path in paths {
        let (_, bytes) = read::raw(&path, None, options)?;
        let name = path.file_name().unwrap_or_default();
        parts.push((name.to_string_lossy().into_owned(), bytes));
    }
    let name = path.display().to_string();
    import::export(&name, parts).map_err(ImportError::into_error)
}

/// The profile that a résumé gives, and the skills whose level it does not give.
pub fn taken(matched: &mut Matched) -> (Profile, Vec<MatchedSkill>) {
    let skills = mem::take(&mut matched.skills).into_iter();
    let (rated, unrated): (Vec<_>, Vec<_>) = skills.partition(|skill| skill.level.is_some());
    let mut profile = Profile {
        name: matched.name.as_deref().map(Into::into),
        role: matched.role.map(|(role, _)| role),
        since: matched.role.and_then(|(_, since)| since),
        history: mem::take(&mut matched.history),
        education: mem::take(&mut matched.degrees),
        certifications: mem::take(&mut matched.certifications),
        ..Profile::default()
    };
    for skill in rated {
        set_skill(&mut profile, skill.skill, skill.level);
    }
    (profile, unrated)
}

/// The most names that a comment lists.
const LISTED: usize = 500;

/// The comments on what a résumé says and the profile does not.
pub fn remarks(matched: &Matched, unrated: &[MatchedSkill], ladder: &Ladder) -> Remarks {
    let mut remarks = Remarks {
        first: matched.first,
        ..Remarks::default()
    };
    let positions = &matched.other_positions;
    listed(
        "Positions not taken: no role of this ladder, not ended, or with a date that cannot be read:",
        positions,
        &mut remarks.past,
    );
    listed(
        "Studies without a degree that counts here:",
        &matched.other_studies,
        &mut remarks.past,
    );
    let ids = unrated.iter().take(LISTED);
    let ids = ids.map(|skill| ladder[skill.skill].id.to_string());
    remarks.unrated = ids.collect();
    listed(
        "With dates that cannot be read, or that contradict each other:",
        &matched.undated_certificates,
        &mut remarks.certifications,
    );
    let unknown =
        |names: &[UnmatchedName]| -> Vec<String> { names.iter().map(unmatched).collect() };
    let lead = "Not on this ladder:";
    listed(lead, &unknown(&matched.other_skills), &mut remarks.skills);
    listed(
        lead,
        &unknown(&matched.other_certificates),
        &mut remarks.certifications,
    );
    remarks
}

fn listed(lead: &str, lines: &[String], remarks: &mut Vec<String>) {
    if lines.is_empty() {
        return;
    }
    remarks.push(lead.to_owned());
    let shown = lines.iter().take(LISTED);
    remarks.extend(shown.map(|line| format!("   {}", line.trim_start())));
    if lines.len() > LISTED {
        remarks.push(format!("   and {} more", lines.len() - LISTED));
    }
}

/// A name that the ladder does not know, with what may be meant.
fn unmatched(unmatched: &UnmatchedName) -> String {
    let candidates = unmatched.candidates.iter().map(SmolStr::as_str);
    match unmatched.candidates.len() {
        0 => unmatched.name.clone(),
        _ => format!("{}: is it {}?", unmatched.name, list(candidates)),
    }
}

/// A skill whose level is lower than the present role asks for.
pub struct BelowRole {
    pub skill: SkillIndex,
    /// `None`: the person does not have it.
    pub held: Option<Level>,
    pub asked: Level,
}

/// The skills whose levels are lower than the present role asks for.
pub fn below_role(profile: &Profile, ladder: &Ladder) -> Vec<BelowRole> {
    let required = profile.role.map(|role| ladder.requirements(role).required);
    let below = required.into_iter().flatten().filter_map(|requirement| {
        let Item::Skill(skill, asked) = requirement.item else {
            return None;
        };
        let claim = profile.skills.iter().find(|claim| claim.skill == skill)?;
        let held = claim.levels.last()?.level;
        (held < Some(asked)).then_some(BelowRole { skill, held, asked })
    });
    below.collect()
}

/// The most names that a line lists.
const TOLD: usize = 5;

/// The names that the ladder does not know, with what may be meant; `None` where there are none.
pub fn near_names(matched: &Matched) -> Option<String> {
    let names = matched.other_skills.iter();
    let names = names.chain(&matched.other_certificates);
    let near: Vec<&UnmatchedName> = names.filter(|name| !name.candidates.is_empty()).collect();
    let told = near.iter().take(TOLD).map(|name| {
        let candidates = name.candidates.iter().map(SmolStr::as_str);
        format!("`{}` (is it {}?)", name.name, list(candidates))
    });
    let mut told: Vec<String> = told.collect();
    if near.len() > TOLD {
        told.push(format!("{} more", near.len() - TOLD));
    }
    let told = told.join(", ");
    (!near.is_empty()).then_some(told)
}

/// Says which levels of a résumé are lower than the role asks for, where nothing was asked.
fn tell_below(profile: &Profile, ladder: &Ladder, options: &Options) {
    let (Some(role), below) = (profile.role, below_role(profile, ladder)) else {
        return;
    };
    let told = below.iter().take(TOLD).map(|below| {
        let scale = ladder.scale(below.skill);
        let held = below.held.map_or("none", |level| scale.name(level));
        let id = &ladder[below.skill].id;
        format!("`{id}` ({held}, not {})", scale.name(below.asked))
    });
    let mut told: Vec<String> = told.collect();
    if below.len() > TOLD {
        told.push(format!("{} more", below.len() - TOLD));
    }
    if !told.is_empty() {
        let (told, id) = (told.join(", "), &ladder[role].id);
        let said = format!(
            "lower in the résumé than `{id}` asks for, and so gaps: {told}; without its line a \
             skill counts at the level of the role"
        );
        terminal::note(&said, options);
    }
}

/// Says what was taken from a résumé and what was not. `is_asked`: in a form, which told some of it.
pub fn tell(
    matched: &Matched,
    (profile, unrated): (&Profile, usize),
    ladder: &Ladder,
    is_asked: bool,
    options: &Options,
) {
    let taken = counted(profile.skills.len(), "skill");
    let others = matched.other_skills.len();
    let taken = format!("{taken} taken, {unrated} without a level, {others} not on this ladder");
    terminal::note(&taken, options);
    for remark in &matched.remarks {
        terminal::note(&format!("the résumé: {remark}"), options);
    }
    if matched.has_group_levels {
        let said = "the level of a group of skills was taken for each of them";
        terminal::note(said, options);
    }
    if !matched.conflicts.is_empty() {
        let skills = list_and(matched.conflicts.iter().map(SmolStr::as_str));
        let said = format!(
            "the résumé gives several levels of {skills}: its own comes before that of a group, and \
             the higher one before the lower"
        );
        terminal::note(&said, options);
    }
    if !is_asked {
        tell_below(profile, ladder, options);
    }
    let present = matched.unmatched_present.as_ref();
    if let Some(present) = present.filter(|_| profile.role.is_none()) {
        let ids = present.candidates.iter();
        let ids = ids.map(|role| ladder[*role].id.as_str());
        let meant = match present.candidates.len() {
            0 => "`ladder show` lists the roles.".to_owned(),
            _ => format!("is it {}?", list(ids)),
        };
        let said = format!(
            "the present position `{}` is no role of this ladder: {meant} Give it with `--role`, or write it into the file",
            present.title
        );
        terminal::note(&said, options);
    }
    if let Some(near) = near_names(matched) {
        let said = format!("not on this ladder by these names, and not taken: {near}");
        terminal::note(&said, options);
    }
    let kinds = [
        (matched.other_positions.len(), "position", "positions"),
        (matched.other_studies.len(), "study", "studies"),
        (
            matched.undated_certificates.len() + matched.other_certificates.len(),
            "certificate",
            "certificates",
        ),
    ];
    let kinds = kinds.iter().filter(|(number, ..)| *number > 0);
    let kinds = kinds.map(|(number, one, several)| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {several}"),
    });
    let kinds: Vec<String> = kinds.collect();
    if !kinds.is_empty() {
        let kept = format!("kept as comments: {}", kinds.join(", "));
        terminal::note(&kept, options);
    }
}
