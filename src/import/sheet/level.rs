//! Levels as sheets write them, and the scale that they are on.

use std::collections::{BTreeMap, HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    diagnostic::{list, list_and},
    import::grid::one_line,
    model::fold,
};

use super::{At, Fault};

/// What a cell says of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelCell {
    /// The skill is not asked for.
    NotAsked,
    /// The skill is asked for, at whatever level.
    Tick,
    /// The level with this number; the lowest is 1.
    Rank(u32),
    /// The level with this name.
    Name(SmolStr),
    /// A level by both.
    Ranked(u32, SmolStr),
    /// No level: a text.
    Text,
}

const NOT_ASKED: [&str; 19] = [
    "",
    "-",
    "--",
    "–",
    "—",
    "0",
    "0.0",
    "n/a",
    "na",
    "n.a.",
    "none",
    "no",
    "false",
    "not required",
    "not applicable",
    "not needed",
    "✗",
    "✘",
    "❌",
];

const TICKS: [&str; 13] = [
    "x", "✓", "✔", "☑", "✅", "•", "●", "■", "yes", "y", "true", "required", "tick",
];

/// What says that a row has no level on purpose.
const NOT_IN_USE: [&str; 2] = ["not in use", "not used"];

/// Whether a cell says that it is not in use.
pub fn is_not_in_use(text: &str) -> bool {
    NOT_IN_USE.contains(&fold(text).as_str())
}

impl LevelCell {
    /// Reads a cell.
    pub fn of(text: &str) -> Self {
        let line = one_line(text);
        let folded = line.trim_end_matches('\u{fe0f}').to_lowercase();
        if NOT_ASKED.contains(&folded.as_str()) {
            return Self::NotAsked;
        }
        if TICKS.contains(&folded.as_str()) {
            return Self::Tick;
        }
        if is_fault(&line) {
            return Self::Name(line.into());
        }
        if let Some(rank) = rank(&line) {
            return Self::Rank(rank);
        }
        if let Some((rank, name)) = ranked(&line) {
            return Self::Ranked(rank, name.into());
        }
        if is_name(&line) && !text.contains('\n') {
            return Self::Name(line.into());
        }
        Self::Text
    }

    /// Splits a cell that begins with a level and goes on with a text.
    pub fn headed(text: &str) -> Option<(Self, &str)> {
        let ends = [":", "\n", " - ", " – ", " — "];
        let ends = ends
            .iter()
            .filter_map(|sign| Some((text.find(sign)?, sign.len())));
        let (at, length) = ends.min()?;
        let head = Self::of(&text[..at]);
        let rest = text[at + length..].trim();
        let is_level = matches!(head, Self::Rank(_) | Self::Name(_) | Self::Ranked(..));
        (is_level && !rest.is_empty()).then_some((head, rest))
    }
}

/// Whether a text is what a formula gives that failed.
pub fn is_fault(text: &str) -> bool {
    text == "#N/A" || (text.starts_with('#') && text.ends_with(['!', '?']) && !text.contains(' '))
}

/// Why a text is no level that could be meant as one.
pub fn why_none(text: &str) -> Option<&'static str> {
    let is_date = || {
        let parts: Vec<&str> = text.split('-').collect();
        matches!(parts.as_slice(), [year, _, _] if year.len() == 4 && text.len() == 10)
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    if text.starts_with('=') {
        return Some(
            "it is a formula without a result: open the file in a spreadsheet program, and save it",
        );
    }
    if is_fault(text) {
        return Some("it is the error of a formula: mend the formula, or empty the cell");
    }
    if is_date() {
        return Some(
            "it is a date, which spreadsheet programs make of such texts as `3-4`: write the level as text",
        );
    }
    let is_number = text.replace(',', ".").parse::<f64>().is_ok();
    is_number.then_some(
        "a level is a whole number: round it, or name every step, lowest first, with `--levels`",
    )
}

/// A whole number, also as spreadsheet programs store it.
fn rank(text: &str) -> Option<u32> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

/// A number and a name: `3 - advanced`, `3. advanced`, `advanced (3)`.
fn ranked(text: &str) -> Option<(u32, &str)> {
    let digits = text.len()
        - text
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .len();
    let (number, name) = if digits > 0 {
        let name = text[digits..].trim_start();
        let name = name.strip_prefix(['-', '–', '—', ':', '.', ')', '='])?;
        (&text[..digits], name)
    } else {
        let (name, number) = text.strip_suffix(')')?.rsplit_once('(')?;
        (number, name)
    };
    let name = name.trim();
    let number = number.parse().ok().filter(|number| *number > 0)?;
    (is_name(name) && name.contains(char::is_alphabetic)).then_some((number, name))
}

/// Whether a text is as short as the name of a level.
fn is_name(text: &str) -> bool {
    const LONGEST: usize = 40;
    const WORDS: usize = 4;
    !text.is_empty()
        && text.chars().count() <= LONGEST
        && text.split(' ').count() <= WORDS
        && !text.contains([':', ';', ',', '!', '?'])
        && !(text.ends_with('.') && text.contains(' '))
}

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
    pub fn of<'c>(
        cells: impl Iterator<Item = (&'c LevelCell, At)> + Clone,
        declared: &[SmolStr],
    ) -> Result<Self, Fault> {
        if !declared.is_empty() {
            return Ok(Self::new(declared.iter().cloned()));
        }
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
    let none = names
        .iter()
        .find_map(|(name, at)| Some((name, *at, why_none(name)?)));
    if let Some((name, at, why)) = none {
        return Fault::at(at, format!("`{name}` is no level")).help(why);
    }
    let nearest = KNOWN
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
    if let Some(scale) = nearest {
        let is_new = |(name, _): &&(&SmolStr, At)| !scale.contains(&fold(name).as_str());
        if let Some((name, at)) = names.iter().find(is_new) {
            let message = format!(
                "`{name}` is no level of the scale of the others: {}",
                list_and(scale.iter().copied())
            );
            return Fault::at(*at, message).help(&help);
        }
    }
    let (name, at) = names[0];
    let message = match names {
        [_] => format!("the scale of the level `{name}` is not known"),
        _ => format!(
            "the order of the levels {} is not known",
            list(all.iter().copied())
        ),
    };
    Fault::at(at, message).help(&help)
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
