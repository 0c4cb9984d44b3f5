//! What the tables of the database say.

use std::collections::{HashMap, HashSet};

use smol_str::SmolStr;

use crate::{
    import::{ImportError, decoded, ids::Ids},
    load::types::Id,
    model::{Date, fold},
    order::Order as _,
};

use super::{
    files::{Files, Kind},
    ratings::{RATING, Ratings, figure},
    share::Shares,
    table::{Fault, Names, Row, Value, fault, rows},
};

/// The code of an occupation.
pub const CODE: Names = &["O*NET-SOC Code"];

/// What a release says.
#[derive(Debug, Default)]
pub struct Database {
    /// The occupations, in their order.
    pub occupations: Vec<Occupation>,
    positions: HashMap<SmolStr, usize>,
    /// Skills, knowledge and software, in the order in which they are named.
    pub skills: Vec<Skill>,
    /// The titles and the ids of the skills.
    names: HashSet<SmolStr>,
    /// The first and the last month in which a rating was made.
    pub rated: Option<(Date, Date)>,
    /// Codes in the other tables that the table of occupations does not have.
    pub unknown: HashSet<SmolStr>,
}

/// An occupation.
#[derive(Debug, Default)]
pub struct Occupation {
    pub code: SmolStr,
    pub title: String,
    pub about: String,
    /// How much preparation it needs, from 1 to 5.
    pub zone: Option<u8>,
    /// Its ratings, in the order of the skills.
    pub ratings: Vec<Rating>,
    /// Its software, in the order in which it is named.
    pub software: Vec<Software>,
    /// How many of those asked named each of the levels of education.
    pub education: Shares,
    /// The same of the experience in related work.
    pub experience: Shares,
    /// The positions of the most related occupations, the nearest first.
    pub related: Vec<usize>,
}

impl Occupation {
    /// Whether it has any rating.
    pub fn is_rated(&self) -> bool {
        !self.ratings.is_empty()
    }
}

/// Something that occupations ask for.
#[derive(Debug)]
pub struct Skill {
    pub id: Id,
    pub title: String,
    /// Such as `Knowledge`.
    pub category: &'static str,
    /// What kind of software it is.
    pub about: Option<String>,
}

/// How a skill is rated for an occupation.
#[derive(Debug, Clone, Copy)]
pub struct Rating {
    /// The position of the skill.
    pub skill: usize,
    /// From 1 to 5; `None`: there is no row.
    pub importance: Option<Figure>,
    /// From 0 to 7.
    pub level: Option<Figure>,
    /// Whether the skill is not relevant for the occupation.
    pub is_irrelevant: bool,
}

/// A figure of a rating.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    Known(f64),
    Missing,
    /// Too imprecise, by the word of its publisher.
    Suppressed,
}

/// Software of an occupation.
#[derive(Debug, Clone, Copy)]
pub struct Software {
    /// The position of the skill.
    pub skill: usize,
    /// Whether employers of the occupation ask for it often.
    pub is_in_demand: bool,
    /// Whether employers ask for it often.
    pub is_hot: bool,
}

/// What was read of a cell.
type Read = Result<(), Fault>;

impl Database {
    /// Reads all tables.
    pub fn read(name: &str, files: &mut Files) -> Result<Self, ImportError> {
        let mut database = Self::default();
        let mut ids = Ids::default();
        let mut file = |kind: Kind, names: &[Names], each: &mut dyn FnMut(&Row) -> Read| {
            files.take(kind).map_or(Ok(()), |part| {
                rows(
                    decoded(format!("{name}/{}", part.name), part.bytes)?,
                    names,
                    each,
                )
            })
        };
        file(
            Kind::Occupations,
            &[CODE, &["Title"], &["Description"]],
            &mut |row| database.occupation(row),
        )?;
        file(Kind::Zones, &[CODE, &["Job Zone"]], &mut |row| {
            database.zone(row)
        })?;
        for (kind, category) in [
            (Kind::Skills, "Skills"),
            (Kind::EssentialSkills, "Essential skills"),
            (Kind::TransferableSkills, "Transferable skills"),
            (Kind::Knowledge, "Knowledge"),
        ] {
            let mut ratings = Ratings::new(category);
            file(kind, &RATING, &mut |row| {
                ratings.add(row, &mut database, &mut ids)
            })?;
            ratings.give(&mut database);
        }
        let mut software = HashMap::new();
        for (kind, names) in [(Kind::Technology, TECHNOLOGY), (Kind::Software, SOFTWARE)] {
            file(kind, &names, &mut |row| {
                database.software(row, &mut software, &mut ids)
            })?;
        }
        for kind in [
            Kind::EducationAndExperience,
            Kind::Education,
            Kind::Experience,
        ] {
            file(kind, &SHARE, &mut |row| database.share(row))?;
        }
        let (mut places, mut related) = (HashMap::new(), Vec::new());
        file(Kind::Related, &RELATED, &mut |row| {
            database.related(row, &mut places, &mut related)
        })?;
        related.order();
        related.dedup_by_key(|(from, _, to)| (*from, *to));
        for (from, _, to) in related {
            database.occupations[from].related.push(to);
        }
        Ok(database)
    }

    /// The position of an occupation.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.positions.get(code).copied()
    }

    /// The occupation of a row; `None`: the table of occupations does not have it.
    pub fn occupation_of(&mut self, row: &Row, column: usize) -> Result<Option<usize>, Fault> {
        let code = row.code(column)?;
        let known = self.position(code);
        if known.is_none() {
            self.unknown.insert(code.into());
        }
        Ok(known)
    }

    fn occupation(&mut self, row: &Row) -> Read {
        let code = SmolStr::new(row.code(0)?);
        let position = self.occupations.len();
        if self.positions.insert(code.clone(), position).is_some() {
            return Err(fault(
                0,
                &format!("`{code}` is in this table twice"),
                "keep one row",
            ));
        }
        self.occupations.push(Occupation {
            code,
            title: row.text(1)?,
            about: row.text(2)?,
            ..Occupation::default()
        });
        Ok(())
    }

    fn zone(&mut self, row: &Row) -> Read {
        let Some(occupation) = self.occupation_of(row, 0)? else {
            return Ok(());
        };
        let zone = match row.value(1, 1.0, 5.0)? {
            Value::Missing => None,
            Value::Known(_) => match row.get(1).parse::<u8>() {
                Ok(zone) => Some(zone),
                Err(_) => return Err(fault(1, "this is no job zone", "expected 1 to 5")),
            },
        };
        let known = &mut self.occupations[occupation].zone;
        if known.is_some() && *known != zone {
            let message = format!("`{}` has another job zone in a row above", row.get(0));
            return Err(fault(1, &message, "keep one row"));
        }
        *known = zone;
        Ok(())
    }

    fn software(
        &mut self,
        row: &Row,
        known: &mut HashMap<SmolStr, (usize, HashSet<SmolStr>)>,
        ids: &mut Ids,
    ) -> Read {
        let Some(occupation) = self.occupation_of(row, 0)? else {
            return Ok(());
        };
        let title = row.text(1)?;
        let class = row.text(2)?;
        let (skill, classes) = known
            .entry(fold(&title))
            .or_insert_with(|| (self.add_skill(&title, "Software", ids), HashSet::new()));
        let skill = *skill;
        if classes.insert(fold(&class)) {
            match &mut self.skills[skill].about {
                Some(about) => {
                    about.push_str("; ");
                    about.push_str(&class);
                }
                about @ None => *about = Some(class),
            }
        }
        let software = Software {
            skill,
            is_hot: row.is_yes(3)?,
            is_in_demand: row.is_yes(4)?,
        };
        self.occupations[occupation].software.push(software);
        Ok(())
    }

    /// Adds a skill; where another one has its title, its category tells them apart.
    pub fn add_skill(&mut self, title: &str, category: &'static str, ids: &mut Ids) -> usize {
        let mut title = title.to_owned();
        if self.names.contains(&fold(&title)) {
            title = format!("{title} ({})", category.to_lowercase());
        }
        let id = ids.give(&title, "skill");
        self.names.extend([fold(&title), id.0.clone()]);
        self.skills.push(Skill {
            id,
            title,
            category,
            about: None,
        });
        self.skills.len() - 1
    }

    fn share(&mut self, row: &Row) -> Read {
        let (element, scale) = (row.get(1), row.get(2));
        let is_education = element == "2.D.1" && scale == "RL";
        let is_experience = element == "3.A.1" && scale == "RW";
        if !is_education && !is_experience {
            return Ok(());
        }
        let Some(position) = self.occupation_of(row, 0)? else {
            return Ok(());
        };
        let occupation = &mut self.occupations[position];
        let figure = figure(row, 4, 5, 0.0, 100.0)?;
        let most = if is_education { 12.0 } else { 11.0 };
        let category = match row.value(3, 1.0, most)? {
            Value::Known(_) => row.get(3).parse::<usize>().ok(),
            Value::Missing => None,
        };
        let Some(category) = category else {
            let help = format!("expected a whole number from 1 to {most}");
            return Err(fault(3, "this is no category of the scale", &help));
        };
        let is_new = if is_education {
            occupation.education.set(category, figure)
        } else {
            occupation.experience.set(category, figure)
        };
        if !is_new {
            let message = format!("`{}` has this category twice", occupation.code);
            return Err(fault(3, &message, "keep one row"));
        }
        let shares = if is_education {
            occupation.education
        } else {
            occupation.experience
        };
        if let Some(sum) = shares.excess() {
            let message = format!(
                "with this share, those of `{}` come to {sum:.1} in a hundred",
                occupation.code
            );
            return Err(fault(
                4,
                &message,
                "the shares of all categories are 100 together",
            ));
        }
        self.date(row, 6)
    }

    fn related(
        &mut self,
        row: &Row,
        places: &mut HashMap<(usize, usize), u32>,
        related: &mut Vec<(usize, u32, usize)>,
    ) -> Read {
        let (from, to) = (self.occupation_of(row, 0)?, self.occupation_of(row, 1)?);
        if row.get(2) != "Primary-Short" {
            return Ok(());
        }
        let Ok(index) = row.get(3).parse() else {
            let message = format!("`{}` is no place in an order", row.get(3));
            return Err(fault(3, &message, "expected a whole number"));
        };
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            if *places.entry((from, to)).or_insert(index) != index {
                let message = format!("`{}` has another place in a row above", row.get(1));
                return Err(fault(3, &message, "keep one row"));
            }
            related.push((from, index, to));
        }
        Ok(())
    }

    /// Notes when a rating was made.
    pub fn date(&mut self, row: &Row, column: usize) -> Read {
        if let Some(date) = row.month(column)? {
            let (first, last) = self.rated.unwrap_or((date, date));
            let earlier = |one: Date, other: Date| one.first_day() < other.first_day();
            self.rated = Some((
                if earlier(date, first) { date } else { first },
                if earlier(last, date) { date } else { last },
            ));
        }
        Ok(())
    }
}

/// The columns of software up to release 30.2.
const TECHNOLOGY: [Names; 5] = [
    CODE,
    &["Example"],
    &["Commodity Title"],
    &["Hot Technology"],
    &["In Demand"],
];

/// The columns of software from release 30.3 on.
const SOFTWARE: [Names; 5] = [
    CODE,
    &["Workplace Example"],
    &["Element Name"],
    &["Hot Technology"],
    &["In Demand"],
];

/// The columns of shares of answers.
const SHARE: [Names; 7] = [
    CODE,
    &["Element ID"],
    &["Scale ID"],
    &["Category"],
    &["Data Value"],
    &["Recommend Suppress"],
    &["Date"],
];

/// The columns of related occupations.
const RELATED: [Names; 4] = [
    CODE,
    &["Related O*NET-SOC Code"],
    &["Relatedness Tier"],
    &["Index", "Related Index"],
];
