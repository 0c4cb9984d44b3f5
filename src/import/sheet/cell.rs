//! What the cells of roles in a wide sheet say.

use smol_str::SmolStr;

use crate::import::grid::one_line;

use super::{At, Fault, level::LevelCell, scale::Levels};

/// What a cell of a role says.
pub enum Cell {
    /// A level.
    Level(LevelCell),
    /// A level, and what it means for the role.
    LevelAndText(LevelCell, SmolStr),
    /// A text alone.
    Text(SmolStr),
}

impl Cell {
    /// `None` where nothing is asked for.
    pub fn of(text: &SmolStr) -> Option<Self> {
        match LevelCell::of(text) {
            LevelCell::NotAsked => None,
            LevelCell::Text => Some(match LevelCell::headed(text) {
                Some((level, rest)) => Self::LevelAndText(level, rest.into()),
                None => Self::Text(text.clone()),
            }),
            level => Some(Self::Level(level)),
        }
    }
}

/// Whether the name in a cell is that of a declared level, or of a scale in use.
pub fn is_known(cell: &Cell, declared: &[SmolStr]) -> bool {
    let Cell::Level(level @ LevelCell::Name(_)) = cell else {
        return false;
    };
    let at = At { row: 0, column: 0 };
    let levels = match declared {
        [] => Levels::of([(level, at)].into_iter()).ok(),
        declared => Some(Levels::new(declared.iter().cloned())),
    };
    levels.is_some_and(|levels| levels.rank(level).is_some())
}

/// The beginning of a text, on one line.
pub fn short(text: &str) -> String {
    const LENGTH: usize = 40;
    let line = one_line(text);
    match line.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// How texts are read that are no levels.
pub const PROSE: &str =
    "with `--prose`, each text says what the skill means at the level of its role";

/// Texts are levels only where that is asked for.
pub fn refuse_texts(texts: &[(At, SmolStr)]) -> Result<(), Fault> {
    const SHOWN: usize = 3;
    let Some((at, text)) = texts.first() else {
        return Ok(());
    };
    let mut message = format!("`{}` is a text and no level", short(text));
    let others: Vec<String> = texts[1..]
        .iter()
        .take(SHOWN - 1)
        .map(|(at, _)| at.to_string())
        .collect();
    if !others.is_empty() {
        message.push_str(if texts.len() == 2 {
            "; so is "
        } else {
            "; so are "
        });
        message.push_str(&others.join(", "));
        if texts.len() > SHOWN {
            message.extend([" and ", &(texts.len() - SHOWN).to_string(), " more"]);
        }
    }
    Err(Fault::at(*at, message).help(PROSE))
}
