//! Which occupations become roles.

use std::collections::HashSet;

use crate::{
    diagnostic::{UsageError, nearest},
    import::ImportError,
    order::Order as _,
};

use super::{OnetRequest, database::Database};

/// The titles of the groups of occupations, by the first two digits of their codes (SOC 2018).
pub const FAMILIES: [(&str, &str); 23] = [
    ("11", "Management"),
    ("13", "Business and Financial Operations"),
    ("15", "Computer and Mathematical"),
    ("17", "Architecture and Engineering"),
    ("19", "Life, Physical, and Social Science"),
    ("21", "Community and Social Service"),
    ("23", "Legal"),
    ("25", "Educational Instruction and Library"),
    ("27", "Arts, Design, Entertainment, Sports, and Media"),
    ("29", "Healthcare Practitioners and Technical"),
    ("31", "Healthcare Support"),
    ("33", "Protective Service"),
    ("35", "Food Preparation and Serving Related"),
    ("37", "Building and Grounds Cleaning and Maintenance"),
    ("39", "Personal Care and Service"),
    ("41", "Sales and Related"),
    ("43", "Office and Administrative Support"),
    ("45", "Farming, Fishing, and Forestry"),
    ("47", "Construction and Extraction"),
    ("49", "Installation, Maintenance, and Repair"),
    ("51", "Production"),
    ("53", "Transportation and Material Moving"),
    ("55", "Military Specific"),
];

/// The group of an occupation.
pub fn family(code: &str) -> &str {
    &code[..2]
}

/// The occupations that are chosen, in the order of the database.
pub struct Selection {
    pub occupations: Vec<usize>,
    /// How many more are not rated, and were not named.
    pub unrated: usize,
}

impl Selection {
    /// Chooses what a request asks for.
    pub fn of(database: &Database, request: &OnetRequest) -> Result<Self, ImportError> {
        let mut named = HashSet::new();
        for code in request.occupations.iter().chain(&request.around) {
            named.insert(position(database, code)?);
        }
        let mut chosen: HashSet<usize> = HashSet::new();
        for family in &request.families {
            let of_family = in_family(database, family);
            if of_family.is_empty() {
                return Err(unknown_family(database, family));
            }
            chosen.extend(of_family);
        }
        if let Some(code) = &request.around {
            let start = position(database, code)?;
            chosen.extend(around(database, start, request.depth));
        }
        if named.is_empty() && chosen.is_empty() {
            chosen.extend(0..database.occupations.len());
        }
        let is_kept =
            |occupation: &usize| request.unrated || database.occupations[*occupation].is_rated();
        let unrated = chosen
            .difference(&named)
            .filter(|occupation| !is_kept(occupation));
        let unrated = unrated.count();
        let mut occupations: Vec<usize> = chosen.into_iter().filter(is_kept).collect();
        occupations.extend(named);
        occupations.order();
        occupations.dedup();
        if occupations.is_empty() {
            let message = "none of the chosen occupations is rated".to_owned();
            let help = "`--unrated` keeps them, without requirements".to_owned();
            return Err(ImportError::Input(UsageError::new(message).help(help)));
        }
        Ok(Self {
            occupations,
            unrated,
        })
    }
}

/// The occupations within some moves to a related one.
fn around(database: &Database, start: usize, depth: usize) -> HashSet<usize> {
    let mut found = HashSet::from([start]);
    let mut last = vec![start];
    for _ in 0..depth {
        let mut next = Vec::new();
        for occupation in last {
            for related in &database.occupations[occupation].related {
                if found.insert(*related) {
                    next.push(*related);
                }
            }
        }
        if next.is_empty() {
            break;
        }
        last = next;
    }
    found
}

fn in_family(database: &Database, family: &str) -> Vec<usize> {
    let occupations = database.occupations.iter().enumerate();
    occupations
        .filter(|(_, occupation)| self::family(&occupation.code) == family)
        .map(|(position, _)| position)
        .collect()
}

fn unknown_family(database: &Database, family: &str) -> ImportError {
    let known = FAMILIES
        .iter()
        .filter(|(code, _)| !in_family(database, code).is_empty());
    let known: Vec<String> = known
        .map(|(code, title)| format!("{code} {title}"))
        .collect();
    let message = format!("no occupation has a code that begins with `{family}`");
    let help = format!("the groups are {}", known.join("; "));
    ImportError::Input(UsageError::new(message).help(help))
}

/// The position of an occupation that is named by its code.
fn position(database: &Database, code: &str) -> Result<usize, ImportError> {
    database.position(code).ok_or_else(|| {
        let error = UsageError::new(format!("no occupation has the code `{code}`"));
        ImportError::Input(
            near(database, code)
                .into_iter()
                .fold(error, UsageError::help),
        )
    })
}

/// What may have been meant by a code: those that it begins, else those that are spelled nearly so, or have such a
/// title.
fn near(database: &Database, code: &str) -> Vec<String> {
    const SHOWN: usize = 5;
    let shown = |position: usize| {
        let occupation = &database.occupations[position];
        format!("did you mean `{}` ({})?", occupation.code, occupation.title)
    };
    let lower = code.to_lowercase();
    let all = || database.occupations.iter().enumerate();
    let begun = all().filter(|(_, occupation)| {
        let beginning = lower
            .get(..7)
            .filter(|_| lower.is_ascii())
            .unwrap_or(&lower);
        occupation.code.starts_with(beginning) && beginning.len() >= 4
    });
    let titled = all().filter(|(_, occupation)| {
        lower.len() >= 3 && occupation.title.to_lowercase().contains(&lower)
    });
    let mut found: Vec<usize> = begun.chain(titled).map(|(at, _)| at).take(SHOWN).collect();
    if found.is_empty() {
        let codes = all().map(|(_, occupation)| occupation.code.as_str());
        found.extend(nearest(code, codes).and_then(|code| database.position(code)));
    }
    if found.is_empty() {
        return vec!["expected a code such as 29-1141.00; `Occupation Data` lists them".to_owned()];
    }
    found.into_iter().map(shown).collect()
}
