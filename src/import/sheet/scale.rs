//! The scale that the levels of a sheet are on.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    diagnostic::{list_and, nearest},
    model::fold,
};

use super::{At, Fault, level::LevelCell};

/// Scales in use, lowest first: where the words of a sheet are all on one, their order is known.
const KNOWN: [&[&str]; 9] = [
    &["awareness", "working", "practitioner", "expert"],
    &["beginner", "intermediate", "advanced", "expert"],
    &["basic", "intermediate", "advanced", "expert"],
    &["novice", "intermediate", "advanced", "expert"],
    &[
        "novice",
        "advanced beginner",
        "competent",
        "proficient",
        "expert",
    ],
    &[
        "fundamental awareness",
        "novice",
        "intermediate",
        "advanced",
        "expert",
    ],
    &["foundation", "intermediate", "advanced", "expert"],
    &["low", "medium", "high"],
    &["aware", "capable", "proficient", "expert"],
];

/// The most levels that numbers alone may mean.
const MOST_BY_NUMBER: u32 = 20;
/// The most levels of a scale.
pub const MOST: u32 = 100;

/// A scale: its levels, lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The names.
    pub names: Vec<SmolStr>,
    /// Whether the order is that of a scale in use, and not of the sheet.
    pub is_guessed: bool,
    ranks: HashMap<SmolStr, u32>,
}

impl Levels {
    /// A scale of names, lowest first.
    pub fn new(names: impl IntoIterator<Item = SmolStr>) -> Self {
        let names: Vec<SmolStr> = names.into_iter().collect();
        let ranks = names.iter().map(|name| fold(name)).zip(1..);
        Self {
            ranks: ranks.collect(),
            is_guessed: false,
            names,
        }
    }

    /// The number of a level; `None` for what is none of the scale.
    pub fn rank(&self, cell: &LevelCell) -> Option<u32> {
        let named = |name: &SmolStr| self.ranks.get(&fold(name)).copied();
        let count = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        match cell {
            LevelCell::Tick => Some(1),
            LevelCell::Rank(rank) => Some(*rank).filter(|rank| (1..=count).contains(rank)),
            LevelCell::Name(name) => named(name),
            LevelCell::Ranked(rank, name) => named(name).filter(|known| known == rank),
            LevelCell::NotAsked | LevelCell::Text => None,
        }
    }

    /// The scale that numbers and names make together; `None` where two of them contradict each other.
    pub fn placed<'c>(cells: impl Iterator<Item = &'c LevelCell>) -> Option<Self> {
        let mut names: BTreeMap<u32, SmolStr> = BTreeMap::new();
        let mut ranks: HashMap<SmolStr, u32> = HashMap::new();
        let mut most = 0;
        for cell in cells {
            let LevelCell::Ranked(rank, name) = cell else {
                most = most.max(if let LevelCell::Rank(rank) = cell {
                    *rank
                } else {
                    0
                });
                continue;
            };
            most = most.max(*rank);
            let known = names.entry(*rank).or_insert_with(|| name.clone());
            if fold(known) != fold(name) || *ranks.entry(fold(name)).or_insert(*rank) != *rank {
                return None;
            }
        }
        (most <= MOST).then(|| {
            Self::new((1..=most).map(|rank| {
                let name = names.remove(&rank);
                name.unwrap_or_else(|| format!("level {rank}").into())
            }))
        })
    }

    /// The scale that the levels of a sheet are on.
    pub fn of<'c>(cells: impl Iterator<Item = (&'c LevelCell, At)> + Clone) -> Result<Self, Fault> {
        let first = |is: &dyn Fn(&LevelCell) -> bool| cells.clone().find(|(cell, _)| is(cell));
        if first(&|cell| matches!(cell, LevelCell::Ranked(..))).is_some() {
            let placed = Self::placed(cells.clone().map(|(cell, _)| cell));
            return placed.ok_or_else(|| contradiction(cells));
        }
        let limit = |rank: u32| rank > MOST_BY_NUMBER;
        let is_large = |cell: &LevelCell| matches!(cell, LevelCell::Rank(rank) if limit(*rank));
        let mut names: Vec<(&SmolStr, At)> = Vec::new();
        let mut seen = HashSet::new();
        for (cell, at) in cells.clone() {
            if let LevelCell::Name(name) = cell
                && seen.insert(fold(name))
            {
                names.push((name, at));
            }
        }
        if names.is_empty() {
            if let Some((LevelCell::Rank(rank), at)) = first(&is_large) {
                let message = format!("`{rank}` is more than a level by its number is taken for");
                let help = "name the levels, lowest first, with `--levels`, or choose the columns of roles with `--roles`";
                return Err(Fault::at(at, message).help(help));
            }
            let ranks = cells
                .clone()
                .filter(|(cell, _)| matches!(cell, LevelCell::Rank(_)));
            return Ok(if ranks.clone().next().is_some() {
                Self::placed(ranks.map(|(cell, _)| cell)).unwrap_or_else(|| Self::new([]))
            } else {
                // Ticks alone say that something is asked for, and nothing of how well.
                Self::new([SmolStr::new_static("required")])
            });
        }
        if let Some(levels) = known(&names).or_else(|| series(&names)) {
            return Ok(levels);
        }
        Err(unknown(&names))
    }
}

/// Whether names are those of the levels of a scale in use, all of them.
pub fn is_scale(names: &[SmolStr]) -> bool {
    let names: Vec<SmolStr> = names.iter().map(|name| fold(name)).collect();
    KNOWN.iter().any(|scale| names == *scale)
}

/// The scale in use that has all of some names.
fn known(names: &[(&SmolStr, At)]) -> Option<Levels> {
    let has = |scale: &&&[&str]| {
        let mut names = names.iter();
        names.all(|(name, _)| scale.contains(&fold(name).as_str()))
    };
    let scale = KNOWN.iter().find(has)?;
    let levels = Levels::new(scale.iter().map(|name| SmolStr::new_static(name)));
    Some(Levels {
        is_guessed: true,
        ..levels
    })
}

/// The scale of names that differ in a number at their end: `L1`, `L2`, `L4`.
fn series(names: &[(&SmolStr, At)]) -> Option<Levels> {
    let mut stem: Option<&str> = None;
    let mut most = 0;
    for (name, _) in names {
        let own = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let rank: u32 = name[own.len()..].parse().ok()?;
        if own.is_empty() || own.ends_with(['.', ',']) || rank == 0 || rank > MOST_BY_NUMBER {
            return None;
        }
        if fold(stem.get_or_insert(own)) != fold(own) {
            return None;
        }
        most = most.max(rank);
    }
    let stem = stem?;
    Some(Levels::new(
        (1..=most).map(|rank| format!("{stem}{rank}").into()),
    ))
}

/// The fault of names whose order is not known.
fn unknown(names: &[(&SmolStr, At)]) -> Fault {
    const SHOWN: usize = 8;
    let fits = |scale: &&&[&str]| {
        let known = names
            .iter()
            .filter(|(name, _)| scale.contains(&fold(name).as_str()));
        known.count()
    };
    let closest = KNOWN
        .iter()
        .rev()
        .max_by_key(fits)
        .filter(|scale| fits(scale) > 0);
    let all = names.iter().take(SHOWN).map(|(name, _)| name.as_str());
    let all: Vec<&str> = all.collect();
    let help = format!(
        "name all levels, lowest first, such as `--levels \"{}\"`, in the order that is right",
        all.join(",")
    );
    if let Some(scale) = closest {
        let is_new = |(name, _): &&(&SmolStr, At)| !scale.contains(&fold(name).as_str());
        if let Some((name, at)) = names.iter().find(is_new) {
            let message = format!(
                "`{name}` is no level of the scale of the others: {}",
                list_and(scale.iter().copied())
            );
            return word(*at, message, name, scale.iter().copied(), &help);
        }
    }
    let (name, at) = names[0];
    let message = match names {
        [_] => format!("the scale of the level `{name}` is not known"),
        _ => format!(
            "the order of the levels {} is not known",
            list_and(all.iter().copied())
        ),
    };
    word(at, message, name, [], &help)
}

/// The fault of a name that is on no scale, with the level that may be meant, else with what to do.
pub fn word<'l>(
    at: At,
    message: String,
    name: &str,
    levels: impl IntoIterator<Item = &'l str>,
    help: &str,
) -> Fault {
    let fault = Fault::at(at, message);
    match nearest(name, levels) {
        Some(level) => fault
            .help(&format!("did you mean `{level}`?"))
            .help("if it is a level of its own, name all levels, lowest first, with `--levels`"),
        None => Fault {
            is_text: name.contains(' '),
            ..fault.help(help)
        },
    }
}

/// The fault of numbers and names that contradict each other.
fn contradiction<'c>(cells: impl Iterator<Item = (&'c LevelCell, At)>) -> Fault {
    let mut names: HashMap<u32, (&SmolStr, At)> = HashMap::new();
    let mut ranks: HashMap<SmolStr, (u32, At)> = HashMap::new();
    for (cell, at) in cells {
        match cell {
            LevelCell::Ranked(rank, name) => {
                let (known, first) = names.entry(*rank).or_insert((name, at));
                if fold(known) != fold(name) {
                    let message =
                        format!("the level {rank} is `{name}` here, and `{known}` in {first}");
                    return Fault::at(at, message);
                }
                let (known, first) = *ranks.entry(fold(name)).or_insert((*rank, at));
                if known != *rank {
                    let message = format!(
                        "the level `{name}` has the number {rank} here, and {known} in {first}"
                    );
                    return Fault::at(at, message);
                }
            }
            LevelCell::Rank(rank) if *rank > MOST => {
                return Fault::at(
                    at,
                    format!("`{rank}` is more than the {MOST} levels of a scale"),
                );
            }
            _ => (),
        }
    }
    Fault::default()
}
