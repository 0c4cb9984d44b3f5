//! Levels as sheets write them.

use std::collections::HashSet;

use smol_str::{SmolStr, format_smolstr};

use crate::{diagnostic::UsageError, import::grid::one_line, model::fold};

use super::scale::MOST;

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
        if is_fault(&line) || line.starts_with('=') {
            return Self::Name(line.into());
        }
        if let Some(rank) = rank(&line) {
            return Self::Rank(rank);
        }
        if let Some((rank, name)) = ranked(&line) {
            return Self::Ranked(rank, name.into());
        }
        if number(&line).is_some() {
            return Self::Name(line.into());
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

/// The levels that `--levels` names, lowest first; numbers from 1 on, or from 0 on for what is not asked, stand for
/// levels without names.
pub fn declared(levels: &[SmolStr]) -> Result<Vec<SmolStr>, UsageError> {
    let numbers: Option<Vec<u32>> = levels.iter().map(|level| rank(level)).collect();
    if let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) {
        let from = numbers[0].min(1);
        if numbers.iter().copied().eq((from..).take(numbers.len())) {
            let ranks = numbers.into_iter().filter(|rank| *rank > 0);
            return Ok(ranks.map(|rank| format_smolstr!("level {rank}")).collect());
        }
    }
    let Some((level, wrong)) = wrong_name(levels) else {
        return Ok(levels.to_vec());
    };
    let error = UsageError::new(format!("`{level}`, given by `--levels`, {wrong}"));
    let help = "name each level once, lowest first, such as `--levels learning,doing,leading`, or by its number: `--levels 1,2,3`";
    Err(error.help(help.to_owned()))
}

/// The first of some levels that cannot be one of a scale, and why.
pub fn wrong_name(levels: &[SmolStr]) -> Option<(&SmolStr, &'static str)> {
    let mut seen = HashSet::new();
    levels.iter().find_map(|level| {
        let wrong = if rank(level).is_some() || fold(level) == "none" {
            "is no name of a level"
        } else if !seen.insert(fold(level)) {
            "is there twice"
        } else if seen.len() > MOST as usize {
            "is more than a scale has room for"
        } else {
            return None;
        };
        Some((level, wrong))
    })
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
    let number = number(text).filter(|_| rank(text).is_none())?;
    Some(if number.fract() == 0.0 {
        "a level is a whole number from 1 to as many as the scale has"
    } else {
        "a level is a whole number: round it, or name every step, lowest first, with `--levels`"
    })
}

/// A number that may be no level.
fn number(text: &str) -> Option<f64> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let number = text.replace(',', ".").parse::<f64>().ok()?;
    has_digit.then_some(number)
}

/// A whole number, also as spreadsheet programs store it.
fn rank(text: &str) -> Option<u32> {
    let digits = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    let digits = digits.unwrap_or(text);
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
