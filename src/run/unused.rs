//! What of a profile an answer does not use.

use std::{collections::HashSet, fs, path::Path};

use crate::{
    check::{Checked, OtherLadder},
    cli::Options,
    diagnostic::UsageError,
    embedded, load,
    model::Ladder,
    text::Text,
    view::counted,
};

use super::{ladder_file::LadderFile, note::Note, read};

/// The ladder that a profile is written for, where another one is named.
pub fn other_ladder(
    named: &Path,
    own: &Path,
    ladder: &Ladder,
    file: Option<&LadderFile>,
    options: &Options,
) -> Option<OtherLadder> {
    let text = if own == Path::new(embedded::ID) {
        Text::new(embedded::ID, embedded::TEXT)
    } else {
        // A profile that says by which id it calls its ladder names no file.
        let file_of_profile = fs::canonicalize(own).ok().filter(|own| own.is_file())?;
        let included = file.into_iter().flat_map(|file| &file.included);
        let names = included.map(|text| Path::new(text.name()));
        let mut files = [named].into_iter().chain(names);
        if files.any(|file| fs::canonicalize(file).is_ok_and(|file| file == file_of_profile)) {
            return None;
        }
        read::any(own, options)?
    };
    let other = OtherLadder::new(&load::ladder(&text).ok()?.document);
    (other.id.as_ref() != Some(&ladder.id)).then_some(other)
}

/// The ladder that a profile is written for, where another one is asked.
pub struct Elsewhere {
    /// It in words: the ladder `acme`.
    pub ladder: String,
    /// The present role and the goal there, in words: role `mid` and goal `senior`; empty without both.
    pub roles: String,
}

impl Elsewhere {
    pub fn new(other: &OtherLadder, checked: &Checked) -> Self {
        let ladder = in_words(other);
        let not_carried = checked.not_carried.as_ref();
        let role = not_carried.and_then(|it| it.role.as_ref());
        let role = role.map(|role| format!("role `{role}`"));
        let goal = not_carried.and_then(|it| it.goal.as_ref());
        let goal = goal.map(|goal| format!("goal `{goal}`"));
        let roles: Vec<String> = role.into_iter().chain(goal).collect();
        Self {
            ladder,
            roles: roles.join(" and "),
        }
    }

    /// Why the profile has no role or no goal here, and how to ask without them.
    pub fn why(&self) -> Option<String> {
        let why = self.why_alone()?;
        Some(format!("{why}: `--from ROLE` asks from a role of this one"))
    }

    /// Why the profile has no role or no goal here.
    pub fn why_alone(&self) -> Option<String> {
        let Self { ladder, roles } = self;
        let (belong, carry) = if roles.contains(" and goal ") {
            ("belong", "do")
        } else {
            ("belongs", "does")
        };
        (!roles.is_empty()).then(|| {
            format!("the profile's {roles} {belong} to {ladder}, and {carry} not carry over")
        })
    }
}

/// A ladder in words.
fn in_words(other: &OtherLadder) -> String {
    let id = other.id.as_ref();
    id.map_or_else(
        || "another ladder".to_owned(),
        |id| format!("the ladder `{id}`"),
    )
}

/// The error of a change of a profile with another ladder than its own, whose roles and levels the profile does not have.
pub fn elsewhere(name: &str, other: &OtherLadder, ladder: &Ladder) -> UsageError {
    let (own, here) = (in_words(other), &ladder.id);
    UsageError::new(format!("`{name}` is written for {own}, not for `{here}`, so it is not changed by that"))
        .help("leave `--ladder` and `LADDER_FILE` out: a profile is changed with the ladder that it names".to_owned())
        .help(format!("or let it name the other one first: `ladder:` in `{name}`"))
}

/// The note on what of a profile counts on another ladder than its own, and what does not.
pub fn not_carried(
    name: &str,
    checked: &Checked,
    own: &Elsewhere,
    ladder: &Ladder,
) -> Option<Note> {
    let not_carried = checked.not_carried.as_ref()?;
    let role = not_carried
        .role
        .as_ref()
        .map(|role| format!("its role `{role}`"));
    let history = not_carried.history.then(|| "its earlier roles".to_owned());
    let goal = not_carried
        .goal
        .as_ref()
        .map(|goal| format!("its goal `{goal}`"));
    let roles: Vec<String> = role.into_iter().chain(history).chain(goal).collect();
    let roles = match roles.as_slice() {
        [] => None,
        [only] if !not_carried.history => Some(format!("{only} does not")),
        [only] => Some(format!("{only} do not")),
        [first @ .., last] => Some(format!("{} and {last} do not", first.join(", "))),
    };
    let own = &own.ladder;
    let (carried, named, here) = (checked.profile.skills.len(), not_carried.named, &ladder.id);
    let skills = counted(named, "skill");
    let count = if carried == 1 { "counts" } else { "count" };
    let text = match (named, roles) {
        (0, None) => return None,
        (0, Some(roles)) => format!("{roles} count on `{here}`"),
        (_, None) => format!("{carried} of its {skills} {count} on `{here}`"),
        (_, Some(roles)) => format!("{carried} of its {skills} {count} on `{here}`; {roles}"),
    };
    let text = format!("`{name}` is written for {own}: {text}");
    let levels = not_carried.levels.iter().map(|skill| format!("`{skill}`"));
    let levels: Vec<String> = levels.collect();
    Some(match levels.len() {
        0 => text.into(),
        several => {
            let levels_of = counted(several, "skill");
            Note::listing(
                format!("{text}; the level of {levels_of} is unknown here: "),
                levels,
            )
        }
    })
}

/// What of the profile is not used: a sentence for each kind, and the names of one skill.
pub fn unused(checked: &Checked) -> Vec<Note> {
    let mut kinds: Vec<(&str, Vec<String>)> = Vec::new();
    let mut told = HashSet::new();
    for unknown in &checked.unknown {
        // A skill of the profile may stand in its log and its times of learning too.
        if !told.insert((unknown.kind, &unknown.name)) {
            continue;
        }
        let meant = unknown.meant.as_ref();
        let meant = meant.map(|known| format!(" (did you mean `{known}`?)"));
        let name = format!("`{}`{}", unknown.name, meant.unwrap_or_default());
        match kinds.iter_mut().find(|(kind, _)| *kind == unknown.kind) {
            Some((_, names)) => names.push(name),
            None => kinds.push((unknown.kind, vec![name])),
        }
    }
    let unknown = kinds.into_iter().map(|(kind, names)| {
        let are = if names.len() == 1 { "is" } else { "are" };
        let counted = counted(names.len(), kind);
        let text = format!("{counted} of the profile {are} not on this ladder: ");
        Note::listing(text, names)
    });
    let doubled = match checked.doubled.as_slice() {
        [] => None,
        [only] => Some(format!("{only}; the higher level counts")),
        several => Some(format!(
            "{} skills are named more than once, and the higher level counts: {}",
            several.len(),
            several.join("; ")
        )),
    };
    unknown.chain(doubled.map(Note::from)).collect()
}
