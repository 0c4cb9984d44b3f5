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
    model::{Ladder, Profile},
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

/// Says what was taken from a résumé and what was not.
pub fn tell(matched: &Matched, taken: usize, unrated: usize, options: &Options) {
    let taken = counted(taken, "skill");
    let others = matched.other_skills.len();
    let taken = format!("{taken} taken, {unrated} without a level, {others} not on this ladder");
    terminal::note(&taken, options);
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
