//! The tables of ratings: how important a skill is for an occupation, and at which level it is needed.

use std::collections::HashMap;

use smol_str::SmolStr;

use crate::{import::ids::Ids, order::Order as _};

use super::{
    database::{CODE, Database, Figure, Rating},
    table::{Fault, Names, Row, Value, fault},
};

/// The columns of ratings.
pub const RATING: [Names; 8] = [
    CODE,
    &["Element ID"],
    &["Element Name"],
    &["Scale ID"],
    &["Data Value"],
    &["Recommend Suppress"],
    &["Not Relevant"],
    &["Date"],
];

/// A figure with the column that says whether it is too imprecise.
pub fn figure(
    row: &Row,
    column: usize,
    suppressed: usize,
    least: f64,
    most: f64,
) -> Result<Figure, Fault> {
    let value = row.value(column, least, most)?;
    Ok(match value {
        _ if row.is_yes(suppressed)? => Figure::Suppressed,
        Value::Known(value) => Figure::Known(value),
        Value::Missing => Figure::Missing,
    })
}

/// The ratings of a table.
pub struct Ratings {
    category: &'static str,
    /// The skills by their elements.
    elements: HashMap<SmolStr, usize>,
    /// The ratings by occupation and skill.
    known: HashMap<(usize, usize), Rating>,
}

impl Ratings {
    pub fn new(category: &'static str) -> Self {
        Self {
            category,
            elements: HashMap::new(),
            known: HashMap::new(),
        }
    }

    pub fn add(&mut self, row: &Row, database: &mut Database, ids: &mut Ids) -> Result<(), Fault> {
        let Some(occupation) = database.occupation_of(row, 0)? else {
            return Ok(());
        };
        let element = row.get(1);
        let skill = if let Some(skill) = self.elements.get(element) {
            *skill
        } else {
            let skill = database.add_skill(&row.text(2)?, self.category, ids);
            self.elements.insert(element.into(), skill);
            skill
        };
        let (is_level, least, most) = match row.get(3) {
            "IM" => (false, 1.0, 5.0),
            "LV" => (true, 0.0, 7.0),
            other => {
                let message = format!("`{other}` is no scale of ratings");
                let help = "expected `IM` (importance) or `LV` (level)";
                return Err(fault(3, &message, help));
            }
        };
        let figure = figure(row, 4, 5, least, most)?;
        let rating = self.known.entry((occupation, skill)).or_insert(Rating {
            skill,
            importance: None,
            level: None,
            is_irrelevant: false,
        });
        rating.is_irrelevant |= row.is_yes(6)?;
        let known = if is_level {
            &mut rating.level
        } else {
            &mut rating.importance
        };
        if known.replace(figure).is_some() {
            let message = format!("this is rated twice for `{}`", row.get(0));
            return Err(fault(0, &message, "keep one row"));
        }
        database.date(row, 7)
    }

    /// Gives the ratings to their occupations, in the order of the skills.
    pub fn give(self, database: &mut Database) {
        let mut ratings: Vec<_> = self.known.into_iter().collect();
        ratings.order_by_key(|(key, _)| *key);
        for ((occupation, _), rating) in ratings {
            database.occupations[occupation].ratings.push(rating);
        }
    }
}
